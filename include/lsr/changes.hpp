/// What changed since an earlier run: which orders turned late, which were saved, which window changed its status.
///
///     const Snapshot then = read_snapshot("yesterday.json", text);       // what that run left behind (src/export)
///     const Changes changes = changes_since(then, log.book, report.windows);
///     changes.newly_late;                                                // late now, and not late then
///
/// An order is newly late where it is late now and was not late then. Of those that were due before that run's longest
/// window it told only the open ones: others may have been late already, and are not newly so. An order is saved where
/// it was open or late then and is on time now.
///
/// Edges: an order that was cancelled or is in the log no more is neither. A window of which the
/// earlier run knows nothing has no change of status. Which of the two as-ofs is the later one is not asked.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lsr/order_book.hpp"
#include "lsr/rate.hpp"

namespace lsr {

/// The order-ids that a later run has to know to tell what changed, in the order of the log.
struct OrderIds {
  Day from;                       ///< the first day of the longest window
  std::vector<std::string> late;  ///< due on that day or after it
  std::vector<std::string> open;
};
OrderIds order_ids_of(const OrderBook&, Day from);

struct WindowStatus {
  int days = 0;
  Status status = Status::no_data;
};

/// An order and what is to be done about it, by the action's name.
struct PlannedAction {
  std::string order_id;
  std::string action;
  friend auto operator<=>(const PlannedAction&, const PlannedAction&) = default;
};

/// An earlier run, as far as it is compared with.
struct Snapshot {
  Instant as_of;
  std::string policy;  ///< as its document has it: runs under different ones are not comparable
  std::vector<WindowStatus> windows;
  OrderIds orders;
  std::optional<std::vector<PlannedAction>> plan;  ///< of a plan
};

struct StatusChange {
  int days = 0;
  Status was = Status::no_data;
  Status is = Status::no_data;
};

struct Changes {
  Instant since;
  std::vector<StatusChange> windows;    ///< all that both runs have, changed or not
  std::vector<std::string> newly_late;  ///< order-ids, in the order of the log
  std::vector<std::string> newly_saved;
  // Of two plans: what is on the list only now, and what was on it only then. By order-id.
  bool of_plans = false;
  std::vector<PlannedAction> added;
  std::vector<PlannedAction> gone;
  std::vector<PlannedAction> instead;  ///< what is to be done now about orders of which something is gone

  /// Whether there is anything to tell.
  [[nodiscard]] bool any() const;
};

/// `windows` are those of now, at least one; `plan` is the list of now, where this run is a plan, and is compared where
/// the earlier one was a plan too.
Changes changes_since(const Snapshot& then, const OrderBook&, const std::vector<Window>& windows,
                      std::optional<std::vector<PlannedAction>> plan = {});

}  // namespace lsr
