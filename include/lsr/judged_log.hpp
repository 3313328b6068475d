/// A log that was read and judged, row by row: what a report and a list of orders are made from.
///
///     const JudgedLog log = judge_log({sources}, policy, {}, as_of, OrderBook::Keep::outcomes, observer);
///     log.book.visit([](const Order& order) { ... });
///
/// Edges: where the log has to be read twice (order_log.hpp), all that was judged the first time is dropped with it.
#pragma once

#include <cstdint>
#include <vector>

#include "lsr/order_book.hpp"
#include "lsr/order_log.hpp"
#include "lsr/policy.hpp"

namespace lsr {

/// A log that was read and judged, row by row, and not yet summed up.
struct JudgedLog {
  LogFacts facts;
  OrderBook book;
  std::uint64_t warnings = 0;
  bool beyond_holiday_years = false;  ///< a purchase or ship-by day lies outside the years of the holiday data
};

/// Sees each accepted row, excluded ones and those that are not there yet among them, for what is asked of rows and not
/// of orders: a plan, the handling times of SKUs, groups.
class RowWatcher {
 public:
  RowWatcher() = default;
  RowWatcher(const RowWatcher&) = delete;
  RowWatcher& operator=(const RowWatcher&) = delete;
  RowWatcher(RowWatcher&&) = delete;
  RowWatcher& operator=(RowWatcher&&) = delete;
  virtual ~RowWatcher() = default;

  /// Columns that it wants to see beside the usual ones, as OrderRow::extra.
  [[nodiscard]] virtual std::vector<ExtraColumn> columns() const { return {}; }

  /// A row, or one of its packages, and its number in the book (0, 1, 2, …), which tells in the end whether it stands.
  virtual void row(const OrderRow&, const Judgement&, std::size_t number) = 0;
  /// All that was seen is to be forgotten: the log is read again from the start.
  virtual void restart() = 0;
};

/// Reads the log and judges each row for `as_of`; the watcher, if any, is used during the call alone. Throws
/// Error{input} for a fault of a file, and where no file has a column that the watcher wants.
JudgedLog judge_log(const LogSources&, const Policy&, const ReadingOptions&, Instant as_of, OrderBook::Keep,
                    LogObserver&, RowWatcher* = nullptr);

}  // namespace lsr
