#include "lsr/changes.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace lsr {

namespace {

using Ids = std::unordered_set<std::string_view>;

bool is_late_since(const Decider& decider, Day from) {
  return verdict_of(decider.outcome) == Verdict::late && decider.day >= from;
}

std::vector<StatusChange> status_changes(const std::vector<WindowStatus>& then, const std::vector<Window>& now) {
  std::vector<StatusChange> changes;
  for (const auto& window : now) {
    const auto before =
        std::find_if(then.begin(), then.end(), [&](const WindowStatus& each) { return each.days == window.days; });
    if (before != then.end()) changes.push_back({window.days, before->status, window.status});
  }
  return changes;
}

void compare(std::vector<PlannedAction> then, std::vector<PlannedAction> now, Changes& changes) {
  changes.of_plans = true;
  std::sort(then.begin(), then.end());
  std::sort(now.begin(), now.end());
  std::set_difference(now.begin(), now.end(), then.begin(), then.end(), std::back_inserter(changes.added));
  std::set_difference(then.begin(), then.end(), now.begin(), now.end(), std::back_inserter(changes.gone));
  const auto by_order = [](const PlannedAction& a, const PlannedAction& b) { return a.order_id < b.order_id; };
  std::set_intersection(changes.added.begin(), changes.added.end(), changes.gone.begin(), changes.gone.end(),
                        std::back_inserter(changes.instead), by_order);
}

}  // namespace

bool Changes::any() const {
  return !newly_late.empty() || !newly_saved.empty() || !added.empty() || !gone.empty() ||
         std::any_of(windows.begin(), windows.end(), [](const StatusChange& each) { return each.was != each.is; });
}

OrderIds order_ids_of(const OrderBook& book, Day from) {
  OrderIds ids{from, {}, {}};
  const auto is_open = [](const Decider& decider) { return verdict_of(decider.outcome) == Verdict::open; };
  book.visit([&](const Order& order) { (is_open(order.decider) ? ids.open : ids.late).emplace_back(order.id); },
             [&](const Decider& decider) { return is_open(decider) || is_late_since(decider, from); });
  std::sort(ids.late.begin(), ids.late.end());
  std::sort(ids.open.begin(), ids.open.end());
  return ids;
}

Changes changes_since(const Snapshot& then, const OrderBook& book, const std::vector<Window>& windows,
                      std::optional<std::vector<PlannedAction>> plan) {
  const Ids late_then{then.orders.late.begin(), then.orders.late.end()};
  const Ids open_then{then.orders.open.begin(), then.orders.open.end()};
  Changes changes;
  changes.since = then.as_of;
  changes.windows = status_changes(then.windows, windows);
  book.visit([&](const Order& order) {
    const bool was_late = late_then.contains(order.id);
    const bool was_open = open_then.contains(order.id);
    const bool is_late = verdict_of(order.decider.outcome) == Verdict::late;
    const bool told_then = was_open || order.decider.day >= then.orders.from;
    if (is_late && !was_late && told_then) changes.newly_late.emplace_back(order.id);
    const bool is_on_time = order.decider.outcome == Outcome::on_time;
    if (is_on_time && (was_late || was_open)) changes.newly_saved.emplace_back(order.id);
  });
  std::sort(changes.newly_late.begin(), changes.newly_late.end());
  std::sort(changes.newly_saved.begin(), changes.newly_saved.end());
  if (plan && then.plan) compare(*then.plan, std::move(*plan), changes);
  return changes;
}

}  // namespace lsr
