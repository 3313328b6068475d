/// One file of a log, from its first byte to its last record, whatever its role (SPEC §7).
///
///     LogFile file = open_log_file(source, Role::shipments, options);    // past the header, before the first row
///     RecordWalk walk{file.records, file.columns, file.role, options.date_order};
///     while (walk.next() != RecordWalk::Kind::end) ...
///
/// Unpacks, decodes, finds the delimiter that explains the header best, and tells rows from blank records, repeated
/// headers and faults of shape.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lsr/columns.hpp"
#include "lsr/compression.hpp"
#include "lsr/csv.hpp"
#include "lsr/encoding.hpp"
#include "lsr/input.hpp"
#include "lsr/reading.hpp"

namespace lsr {

/// A file that is open: past its header, and before its first row.
struct LogFile {
  Role role;
  Compression compression;
  const TextReader* text;  ///< which `records` owns
  RecordReader records;
  Columns columns;
};

/// Throws Error{input} where the file is no delimited text, or has no usable header.
LogFile open_log_file(const Source&, Role, const ReadingOptions&);

/// "NAME: sentence", as a fault that ends the run.
[[noreturn]] void fault_of_file(const std::string& name, std::string_view sentence);

/// Whether a record has the header's number of fields; more are allowed where they are empty (SPEC §7).
[[nodiscard]] bool fits(const Record&, const Columns&);

/// Whether a line that begins inside a quoted field is, read alone, a row of its own: then the quote was never meant to
/// be open (SPEC §7). `date_order`, where it is given, says which dates exist.
[[nodiscard]] bool is_row(const Record& alone, const Columns&, Role, std::optional<DateOrder> date_order);

/// Tells rows from what else stands between them.
class RecordKinds {
 public:
  enum class Kind : std::uint8_t { blank, row, fault, repeated_header };

  /// The references must outlive it. `date_order`, where it is given, says which dates exist.
  RecordKinds(const Columns&, Role, const Dialect&, std::optional<DateOrder> date_order);

  Kind of(const Record&);

  /// Of Kind::fault: what is wrong with the record's shape …
  [[nodiscard]] const std::string& what() const { return what_; }
  /// … and whether only its first line is lost: the reader has to retreat().
  [[nodiscard]] bool only_first_line() const { return only_first_line_; }

 private:
  Kind fault(std::string what, bool only_first_line);
  [[nodiscard]] bool quote_was_not_meant(const Record&) const;
  [[nodiscard]] bool repeats_header(const Record&) const;

  const Columns& columns_;
  Role role_;
  Dialect dialect_;
  std::optional<DateOrder> date_order_;
  std::vector<std::string> header_;  // as it is compared
  std::string what_;
  bool only_first_line_ = false;
};

/// What is said of one that is skipped.
std::string repeated_header_warning();

/// Walks the records of one file after its header.
class RecordWalk {
 public:
  enum class Kind : std::uint8_t { end, row, fault, repeated_header };

  /// The references must outlive it.
  RecordWalk(RecordReader&, const Columns&, Role, std::optional<DateOrder> date_order);

  Kind next();

  /// Of Kind::row; until the next call.
  [[nodiscard]] const Record& record() const { return *record_; }
  [[nodiscard]] std::uint64_t line() const { return line_; }
  /// Of Kind::fault: what is wrong with the record's shape.
  [[nodiscard]] const std::string& what() const { return kinds_.what(); }

 private:
  RecordReader& records_;
  RecordKinds kinds_;
  const Record* record_ = nullptr;
  std::uint64_t line_ = 0;
};

}  // namespace lsr
