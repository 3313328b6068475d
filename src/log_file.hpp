/// One FILE of an order log, from its first byte to its last record (SPEC §7).
///
///     LogFile file = open_log_file(source, options);                     // past the header, before the first row
///     RecordWalk walk{file, rows};
///     while (walk.next() != RecordWalk::Kind::end) ...
///
/// Finds the delimiter that explains the header best, and tells rows from blank records, repeated headers and faults of
/// shape.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lsr/columns.hpp"
#include "lsr/csv.hpp"
#include "lsr/input.hpp"
#include "lsr/order_row.hpp"

namespace lsr {

/// A FILE that is open: past its header, and before its first row.
struct LogFile {
  RecordReader records;
  Columns columns;
};

/// Throws Error{input} where the file is no delimited text, or has no usable header.
LogFile open_log_file(const Source&, const ReadingOptions&);

/// "NAME: sentence", as a fault that ends the run.
[[noreturn]] void fault_of_file(const std::string& name, std::string_view sentence);

/// Walks the records of one FILE after its header.
class RecordWalk {
 public:
  enum class Kind : std::uint8_t { end, row, fault, repeated_header };

  RecordWalk(LogFile&, const RowReader&);

  Kind next();

  /// Of Kind::row; until the next call.
  [[nodiscard]] const Record& record() const { return *record_; }
  [[nodiscard]] std::uint64_t line() const { return line_; }
  /// Of Kind::fault: what is wrong with the record's shape.
  [[nodiscard]] const std::string& what() const { return what_; }

 private:
  Kind fault(std::string what);
  [[nodiscard]] bool quote_was_not_meant() const;
  [[nodiscard]] bool repeats_header() const;

  LogFile& file_;
  const RowReader& rows_;
  std::vector<std::string> header_;  // as it is compared
  const Record* record_ = nullptr;
  std::uint64_t line_ = 0;
  std::string what_;
};

}  // namespace lsr
