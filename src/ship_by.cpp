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

ShipByTable::Due ShipByTable::computed(const Moment& purchased, int handling_time) {
  const Day purchase_day = policy_.zone.day_of(purchased.first);
  // For handling time 0 the time of day matters as well.
  constexpr std::int64_t handling_times = 512;
  static_assert(longest_handling_time < handling_times);
  const std::int64_t key = std::int64_t{purchase_day.time_since_epoch().count()} * handling_times + handling_time;
  Slot& slot = slots_[(static_cast<std::uint64_t>(key) ^ static_cast<std::uint64_t>(key >> 6)) % slots_.size()];
  if (slot.key == key && handling_time != 0) return slot.due;
  const Day day = computed_ship_by_day(purchased, handling_time, policy_);
  const Due due{day, policy_.zone.last_second(day)};
  if (handling_time != 0) slot = {key, due};
  return due;
}

std::optional<ShipBy> settle_ship_by(const std::optional<Moment>& purchased, const std::optional<Moment>& given,
                                     std::optional<int> handling_time, const Policy& policy, ShipByTable* table) {
  const bool computable = purchased && handling_time;
  if (!given && !computable) return std::nullopt;
  if (!computable) {
    return ShipBy{given->last, policy.zone.day_of(given->last), ShipByRule::given, std::nullopt, false};
  }
  const auto due = [&]() -> ShipByTable::Due {
    if (table != nullptr) return table->computed(*purchased, *handling_time);
    const Day day = computed_ship_by_day(*purchased, *handling_time, policy);
    return {day, policy.zone.last_second(day)};
  }();
  if (!given) return ShipBy{due.at, due.day, ShipByRule::computed, std::nullopt, false};
  const Day given_day = policy.zone.day_of(given->last);
  const bool disagree = given_day != due.day;
  if (policy.ship_by == ShipByRule::given) return ShipBy{given->last, given_day, ShipByRule::given, due.at, disagree};
  return ShipBy{due.at, due.day, ShipByRule::computed, given->last, disagree};
}

std::vector<CountedDay> counted_days(Day purchase, Day ship_by, const BusinessCalendar& calendar) {
  std::vector<CountedDay> walk{{purchase, CountedDay::Kind::purchase, {}, std::nullopt}};
  const auto counted = counted_days({purchase + days{1}, ship_by}, calendar);
  walk.insert(walk.end(), counted.begin(), counted.end());
  return walk;
}

}  // namespace lsr
