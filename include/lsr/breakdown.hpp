/// Where late orders come from: the orders of the longest window, in groups of what is known of them.
///
///     BreakdownKeeper keeper{{grouping_of("carrier")}, policy};
///     const JudgedLog log = judge_log({sources}, policy, options, as_of, OrderBook::Keep::outcomes, observer, &keeper);
///     make_breakdowns(keeper, log, policy, as_of).front().groups.front().value;          // "UPS": most late orders
///
/// An order is in the group of the row that decides it (SPEC §5), and so is counted once. Of a row with shipments the
/// package's cell counts where the shipment has one, else the row's.
///
/// Edges: values are compared exactly, blanks at both ends aside; where there is none, the group has no value. A
/// weekday is that of the purchase, in the policy's zone.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/calendar.hpp"
#include "lsr/columns.hpp"
#include "lsr/judged_log.hpp"
#include "lsr/policy.hpp"
#include "lsr/tally.hpp"

namespace lsr {

/// What orders are grouped by.
struct Grouping {
  enum class Source : std::uint8_t { column, weekday, handling_time };
  std::string by;  ///< its name: "carrier", "weekday", or a column's
  Source source = Source::column;
  ExtraColumn column;  ///< of Source::column
};

/// "weekday", "handling-time", a field of SPEC §9 by its own name, "ship-country", "ship-service-level" (also by the
/// names that other shops' exports use), or else the column of that name. Names are compared as header names are.
Grouping grouping_of(std::string_view by);

struct Group {
  std::optional<std::string> value;
  Counts counts;
};

struct Breakdown {
  std::string by;
  DayRange window;            ///< the policy's longest
  std::uint64_t late = 0;     ///< of all groups
  std::vector<Group> groups;  ///< most late orders first; then the higher rate, then by value
};

/// Notes what each row's groups are while the log is read: 4 bytes a row and grouping, and each different value once.
class BreakdownKeeper : public RowWatcher {
 public:
  /// The policy must outlive the keeper.
  BreakdownKeeper(std::vector<Grouping>, const Policy&);
  BreakdownKeeper(const BreakdownKeeper&) = delete;
  BreakdownKeeper& operator=(const BreakdownKeeper&) = delete;
  BreakdownKeeper(BreakdownKeeper&&) = delete;
  BreakdownKeeper& operator=(BreakdownKeeper&&) = delete;
  ~BreakdownKeeper() override;

  [[nodiscard]] std::vector<ExtraColumn> columns() const override;
  void row(const OrderRow&, const Judgement&, std::size_t number) override;
  void restart() override;

  [[nodiscard]] const std::vector<Grouping>& groupings() const { return groupings_; }
  /// The value of a row in a grouping, by their numbers; empty where it has none.
  [[nodiscard]] std::string_view value(std::size_t row, std::size_t grouping) const;

 private:
  struct Shelves;
  std::vector<Grouping> groupings_;
  const Policy& policy_;
  std::unique_ptr<Shelves> shelves_;
};

std::vector<Breakdown> make_breakdowns(const BreakdownKeeper&, const JudgedLog&, const Policy&, Instant as_of);

}  // namespace lsr
