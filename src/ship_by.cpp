#include "lsr/ship_by.hpp"

namespace lsr {

using date::days;

namespace {

ComputedShipBy due_of(const Moment& purchased, int handling_time, const Policy& policy) {
  const Day day = computed_ship_by_day(purchased, handling_time, policy);
  return {day, policy.zone.last_second(day)};
}

}  // namespace

Day computed_ship_by_day(const Moment& purchased, int handling_time, const Policy& policy) {
  const LocalTime local = policy.zone.local(purchased.first);
  const Day day = date::floor<days>(local);
  if (handling_time > 0) return policy.calendar.nth_business_day_after(day, handling_time);

  const bool before_cut_off = !purchased.day_only && local - day < policy.cut_off;
  if (before_cut_off && policy.calendar.is_business_day(day)) return day;
  return policy.calendar.nth_business_day_after(day, 1);
}

Instant computed_ship_by(const Moment& purchased, int handling_time, const Policy& policy) {
  return policy.zone.last_second(computed_ship_by_day(purchased, handling_time, policy));
}

std::optional<int> needed_handling_time(const Moment& purchased, const Moment& confirmed, const Policy& policy) {
  const Day confirm_day = policy.zone.day_of(confirmed.first);
  const auto in_time = [&](int handling_time) {
    const Day due = computed_ship_by_day(purchased, handling_time, policy);
    // A second's confirm on the ship-by day is never after that day's last second.
    return confirm_day <= due;
  };
  if (!in_time(longest_handling_time)) return std::nullopt;
  // A longer handling time is never due earlier: halve the range in which the smallest lies.
  int too_short = -1;
  int enough = longest_handling_time;
  while (enough - too_short > 1) {
    const int middle = (enough + too_short) / 2;
    (in_time(middle) ? enough : too_short) = middle;
  }
  return enough;
}

ComputedShipBy ShipByTable::look_up(const Moment& purchased, int handling_time) const {
  return due_of(purchased, handling_time, policy_);
}

std::optional<ShipBy> settle_ship_by(const std::optional<Moment>& purchased, const std::optional<Moment>& given,
                                     std::optional<int> handling_time, const Policy& policy, ShipByTable* table) {
  const bool computable = purchased && handling_time;
  std::optional<ShipBy> settled;
  if (!given && !computable) return settled;
  // Filled where it stands: this is asked of every row, and copies of what was just written are slow.
  ShipBy& ship_by = settled.emplace();
  const bool given_counts = given && (!computable || policy.ship_by == ShipByRule::given);
  ship_by.source = given_counts ? ShipByRule::given : ShipByRule::computed;
  ComputedShipBy due{};
  if (computable) {
    due = table != nullptr ? table->computed(*purchased, *handling_time) : due_of(*purchased, *handling_time, policy);
  }
  const Day given_day = given ? policy.zone.day_of(given->last) : Day{};
  ship_by.at = given_counts ? given->last : due.at;
  ship_by.day = given_counts ? given_day : due.day;
  if (given && computable) {
    ship_by.other = given_counts ? due.at : given->last;
    ship_by.disagree = given_day != due.day;
  }
  return settled;
}

std::vector<CountedDay> counted_days(Day purchase, Day ship_by, const BusinessCalendar& calendar) {
  std::vector<CountedDay> walk{{purchase, CountedDay::Kind::purchase, {}, std::nullopt}};
  const auto counted = counted_days({purchase + days{1}, ship_by}, calendar);
  walk.insert(walk.end(), counted.begin(), counted.end());
  return walk;
}

}  // namespace lsr
