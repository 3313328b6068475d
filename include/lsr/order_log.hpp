/// An order log: several FILEs, read one after the other as one, with what was shipped and scanned beside them
/// (SPEC §5, §7).
///
///     struct Counter : lsr::LogSink { ... void row(std::span<const OrderRow>) override { ++rows; } };
///     const LogFacts facts = read_log({{file_source("orders.csv")}}, policy, {}, as_of, counter);
///
/// Finds out each file's encoding, delimiter and columns, settles the order of its dates, and hands the rows to a sink:
/// accepted ones with their packages, rejected ones, warnings. One bad row costs that row; a fault of a file throws
/// Error{input}.
///
/// Edges: scans and shipments are read before the FILEs, though they stand behind them everywhere else. With shipments
/// all rows are kept until the last one is in, since only then it is certain which shipments are theirs. Where dates as
/// 03/04/2026 turn up, the files are read once for their order and then again from the start; the sink is told by
/// restart() and forgets what it had. A stream cannot be read twice: SPEC §2 says what happens there.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lsr/compression.hpp"
#include "lsr/date_order.hpp"
#include "lsr/fault.hpp"
#include "lsr/input.hpp"
#include "lsr/order_row.hpp"
#include "lsr/plain_row.hpp"
#include "lsr/policy.hpp"
#include "lsr/reading.hpp"

namespace lsr {

/// The files of a log. Everywhere a file is known by its index: FILEs first, then shipments, then scans.
struct LogSources {
  std::vector<Source> orders;
  std::vector<Source> shipments{};
  std::vector<Source> scans{};

  [[nodiscard]] std::size_t size() const { return orders.size() + shipments.size() + scans.size(); }
  [[nodiscard]] const Source& at(std::size_t file) const;
  [[nodiscard]] Role role_of(std::size_t file) const;
};

/// Takes the accepted rows as well as the faults.
class LogSink : public LogObserver {
 public:
  /// An accepted row, once for each of its packages, in everything else the same (package.hpp); never none. The span
  /// ends with the call.
  virtual void row(std::span<const OrderRow> packages) = 0;

  /// Rows that are accepted, of the FILE of that index. Only sinks of apart() are told rows so.
  virtual void plain_rows(const PlainStretch& rows, std::size_t file) {
    for (std::size_t i = rows.begin; i < rows.end; ++i) {
      const OrderRow row = as_order_row(rows.page.row(i), file);
      this->row({&row, 1});
    }
  }

  /// Another sink, for the rows of a block of a FILE that is read beside others; null where rows are wanted in turn. It
  /// hears lines counted from the block's first as 1, and of a row what its verdict needs: no item-id, no SKU, no
  /// extras. Only for a single FILE with neither shipments nor scans beside it.
  [[nodiscard]] virtual std::unique_ptr<LogSink> apart() const { return nullptr; }

  /// What a sink of apart() heard; the blocks come in turn. `line` is the FILE's line in which the block begins.
  virtual void add_block(LogSink& /*block*/, std::uint64_t /*line*/) {}
};

struct FileFacts {
  std::string name;  ///< as it was given
  Role role = Role::orders;
  std::uint64_t rows = 0;  ///< records after the header, rejected ones included
  std::uint64_t rejected = 0;
  bool has_first_scans = false;            ///< it has a column for them
  bool has_tracking_numbers = false;       ///< the same
  bool ship_date_stands_in = false;        ///< its confirms are read from a ship date
  std::optional<Instant> latest_purchase;  ///< of its accepted rows
  Compression compression = Compression::none;
  Encoding encoding = Encoding::utf_8;
  bool marked = false;  ///< it begins with a byte-order mark
  Dialect dialect;
  Columns columns;
  std::vector<DateOrders::Told> date_orders;  ///< of its columns with dates as 03/04/2026
};

struct LogFacts {
  std::vector<FileFacts> files;
  std::vector<DateOrders::Habitual> habitual;  ///< columns whose date order was only assumed
  std::optional<Instant> latest;               ///< the latest thing in the log that had happened by as-of
  std::uint64_t unmatched_shipments = 0;       ///< whose order is in no accepted row
  std::uint64_t unmatched_scans = 0;           ///< tracking numbers that nothing else in the log has

  [[nodiscard]] std::uint64_t rows() const;      ///< of the FILEs
  [[nodiscard]] std::uint64_t all_rows() const;  ///< of shipments and scans as well
  [[nodiscard]] std::uint64_t rejected() const;  ///< of all files
  [[nodiscard]] bool has(Role) const;
};

/// What has to be said of how the log was read: a ship date that stands in for the confirm, an order of dates that only
/// the marketplace's habit decided, what could not be joined (SPEC §2, §5, §9).
std::vector<std::string> reading_notes(const LogFacts&);

/// Throws Error{input} for a fault of a file (SPEC §7), a mapped column that no file has among them.
LogFacts read_log(const LogSources&, const Policy&, const ReadingOptions&, Instant as_of, LogSink&);

}  // namespace lsr
