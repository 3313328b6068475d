/// What to do next, the most urgent first (SPEC §10).
///
///     PlanKeeper keeper{policy, as_of, {}};
///     const JudgedLog log = judge_log({sources}, policy, {}, as_of, OrderBook::Keep::outcomes, observer, &keeper);
///     const Plan plan = make_plan(keeper, log, report);
///     plan.lines.front().action == Action::ship_now;
///
/// Rows are looked at one by one: an order whose one item is late may have another that can still be saved. A row with
/// several packages wants what each of them wants; an order has one line for each action, with the earliest deadline.
///
/// Edges: late rows are listed while their ship-by day is not before the longest window. Lines without a deadline come
/// last.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/changes.hpp"
#include "lsr/judged_log.hpp"
#include "lsr/policy.hpp"
#include "lsr/report.hpp"

namespace lsr {

/// In the order of SPEC §10.
enum class Action : std::uint8_t { ship, confirm_then_scan, contact_buyer, ship_now, get_scan, reassure };
inline constexpr std::size_t action_count = 6;

/// "ship", "confirm-then-scan", …
std::string_view name(Action);

struct PlanOptions {
  std::optional<int> auto_cancel = 7;  ///< business days after the ship-by day; nothing: never
};

/// What a row, or one of its packages, asks for, and by when.
struct Want {
  Action action = Action::ship;
  std::optional<Instant> deadline{};
};

/// SPEC §10's table as one pure function; nothing where a row asks for nothing. `oldest` is the first day of the
/// longest window.
std::optional<Want> want_of(const OrderRow&, const Judgement&, Instant as_of, const Policy&, const PlanOptions&,
                            Day oldest);

struct PlanLine {
  std::string order_id;
  Action action = Action::ship;
  std::optional<Instant> deadline;
  std::optional<std::int64_t> hours_left;  ///< whole hours, rounded down; negative when gone
  std::uint64_t rows = 0;                  ///< how many of the order want it
  // Of the row with that deadline.
  Instant ship_by;
  bool missed_ship_by = false;  ///< it was not confirmed by then, rather than scanned too late
  std::string tracking_number;
  std::optional<Instant> ready;
  std::optional<Instant> latest_delivery;
};

struct PlanWindow {
  Window now;
  Ratio if_nothing_is_done;  ///< all open orders late, up to the last day on which one is due
};

struct Plan {
  Instant as_of;
  std::vector<PlanWindow> windows;
  std::vector<PlanLine> lines;
  // What only some runs are asked for, and make_plan() does not make.
  std::optional<OrderIds> order_ids;  ///< what a later run has to know to tell what changed
  std::optional<Changes> since;
  std::optional<std::chrono::hours> only_within;  ///< lines with a later deadline were left out
};

/// When the marketplace cancels the order of a line that is late and not confirmed; nothing for others, and where it
/// never does.
std::optional<Instant> auto_cancel_of(const PlanLine&);

/// The lines of a plan as a later one is compared with them.
std::vector<PlannedAction> planned_actions(const Plan&);

/// Only the lines that have their deadline by then. After a comparison with an earlier plan: what is not yet urgent is
/// not gone.
Plan within(Plan, std::chrono::hours);

/// Notes what each row wants while the log is read: some 200 bytes for each that wants anything. The policy must
/// outlive the keeper.
class PlanKeeper : public RowWatcher {
 public:
  PlanKeeper(const Policy&, Instant as_of, const PlanOptions&);

  void row(const OrderRow&, const Judgement&, std::size_t number) override;
  void restart() override { entries_.clear(); }

  /// A row's want, with what its line tells.
  struct Entry {
    std::size_t number = 0;  ///< in the book
    std::size_t file = 0;
    std::uint64_t line = 0;
    PlanLine told;  ///< its order's line, were it the only row
  };
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

 private:
  const Policy& policy_;
  Instant as_of_;
  PlanOptions options_;
  Day oldest_;
  std::vector<Entry> entries_;
};

Plan make_plan(const PlanKeeper&, const JudgedLog&, const Report&);

/// What a line says: what to do, with the dates that matter, in one sentence without a full stop. `at` spells a date. A
/// line whose buyer is to be asked knows when the goods are ready.
using Spelling = std::function<std::string(Instant)>;
std::string says(const PlanLine&, Instant as_of, const Policy&, const Spelling& at);

}  // namespace lsr
