#include "lsr/ship_by.hpp"

namespace lsr {

using date::days;

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

std::optional<ShipBy> settle_ship_by(const std::optional<Moment>& purchased, const std::optional<Moment>& given,
                                     std::optional<int> handling_time, const Policy& policy) {
  const bool computable = purchased && handling_time;
  if (!given && !computable) return std::nullopt;
  if (!given || !computable) {
    if (given) return ShipBy{given->last, policy.zone.day_of(given->last), ShipByRule::given, std::nullopt, false};
    const Day day = computed_ship_by_day(*purchased, *handling_time, policy);
    return ShipBy{policy.zone.last_second(day), day, ShipByRule::computed, std::nullopt, false};
  }
  const Day computed_day = computed_ship_by_day(*purchased, *handling_time, policy);
  const Instant computed = policy.zone.last_second(computed_day);
  const Day given_day = policy.zone.day_of(given->last);
  const bool disagree = given_day != computed_day;
  if (policy.ship_by == ShipByRule::given) return ShipBy{given->last, given_day, ShipByRule::given, computed, disagree};
  return ShipBy{computed, computed_day, ShipByRule::computed, given->last, disagree};
}

std::vector<CountedDay> counted_days(Day purchase, Day ship_by, const BusinessCalendar& calendar) {
  std::vector<CountedDay> walk{{purchase, CountedDay::Kind::purchase, {}, std::nullopt}};
  const auto counted = counted_days({purchase + days{1}, ship_by}, calendar);
  walk.insert(walk.end(), counted.begin(), counted.end());
  return walk;
}

}  // namespace lsr
