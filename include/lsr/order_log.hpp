/// An order log: several FILEs, read one after the other as one (SPEC §5, §7).
///
///     struct Counter : lsr::LogSink { ... void row(const OrderRow&) override { ++rows; } };
///     const LogFacts facts = read_log({file_source("orders.csv")}, policy, {}, counter);
///
/// Finds out each FILE's delimiter and columns from its header, settles the order of its dates, and hands the rows to a
/// sink: accepted ones, rejected ones, warnings. One bad row costs that row; a fault of a file throws Error{input}.
///
/// Edges: where dates as 03/04/2026 turn up, the FILEs are read once for their order and then again from the start; the
/// sink is told by restart() and forgets what it had. A stream cannot be read twice: SPEC §2 says what happens there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lsr/date_order.hpp"
#include "lsr/input.hpp"
#include "lsr/order_row.hpp"
#include "lsr/policy.hpp"

namespace lsr {

/// Hears what goes wrong while a log is read. The references end with the call.
class LogObserver {
 public:
  LogObserver() = default;
  LogObserver(const LogObserver&) = delete;
  LogObserver& operator=(const LogObserver&) = delete;
  LogObserver(LogObserver&&) = delete;
  LogObserver& operator=(LogObserver&&) = delete;
  virtual ~LogObserver() = default;

  /// The log is read again from the start: what was heard so far will be said again.
  virtual void restart() = 0;
  virtual void reject(const Reject&) = 0;
  virtual void warning(const Warning&) = 0;
};

/// Takes the accepted rows as well.
class LogSink : public LogObserver {
 public:
  virtual void row(const OrderRow&) = 0;
};

struct FileFacts {
  std::string name;        ///< as it was given
  std::uint64_t rows = 0;  ///< records after the header, rejected ones included
  std::uint64_t rejected = 0;
  bool has_first_scans = false;            ///< it has a column for them
  bool ship_date_stands_in = false;        ///< its confirms are read from a ship date
  std::optional<Instant> latest_purchase;  ///< of its accepted rows
};

struct LogFacts {
  std::vector<FileFacts> files;
  std::vector<DateOrders::Habitual> habitual;  ///< columns whose date order was only assumed

  [[nodiscard]] std::uint64_t rows() const;
  [[nodiscard]] std::uint64_t rejected() const;
};

/// What has to be said of how the log was read: a ship date that stands in for the confirm, an order of dates that only
/// the marketplace's habit decided (SPEC §2, §9).
std::vector<std::string> reading_notes(const LogFacts&);

/// Throws Error{input} for a fault of a file (SPEC §7), a mapped column that no FILE has among them.
LogFacts read_log(const std::vector<Source>&, const Policy&, const ReadingOptions&, LogSink&);

}  // namespace lsr
