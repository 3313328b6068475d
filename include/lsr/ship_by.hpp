/// The handling-time engine: a purchase and a promise make a deadline (SPEC §3).
///
///     computed_ship_by(exactly(saturday_afternoon), 2, policy)           // Tuesday 23:59:59: Monday 1, Tuesday 2
///     computed_ship_by(exactly(monday_at_14_00), 0, policy)              // Tuesday: the cut-off has struck
///
///     settle_ship_by(purchased, given, handling_time, policy)            // the one that counts, and the other
///
/// Edges: the ship-by date is the last second of its day in the policy's zone, whatever the length of that day.
/// A purchase known only by its day counts as after the cut-off.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lsr/policy.hpp"
#include "lsr/time.hpp"

namespace lsr {

/// The last civil day on which confirming is in time. `handling_time` is in business days, 0 … longest_handling_time.
Day computed_ship_by_day(const Moment& purchased, int handling_time, const Policy&);

/// Its last second: confirming at this very second is still in time.
Instant computed_ship_by(const Moment& purchased, int handling_time, const Policy&);

/// The smallest handling time at which that confirm would have been in time (SPEC §8); nothing where even the longest
/// is too short. A confirm known only by its day is in time on the ship-by day.
std::optional<int> needed_handling_time(const Moment& purchased, const Moment& confirmed, const Policy&);

/// The ship-by date that counts for a row, and what is known of the other one.
struct ShipBy {
  Instant at{};
  Day day{};                                 ///< the civil day of `at`
  ShipByRule source = ShipByRule::computed;  ///< given by the marketplace, or computed from the handling time
  std::optional<Instant> other;              ///< the other of the two, where both are known
  bool disagree = false;                     ///< both are known, and their days differ
};

struct ComputedShipBy {
  Day day{};
  Instant at{};  ///< its last second
};

/// Computed ship-by dates, once each day of purchase and handling time: the same answers as computed_ship_by(), by
/// looking them up. For one thread at a time.
class ShipByTable {
 public:
  /// The policy must outlive the table.
  explicit ShipByTable(const Policy& policy) : policy_(policy) {}

  ComputedShipBy computed(const Moment& purchased, int handling_time) {
    if (handling_time == 0) return look_up(purchased, handling_time);  // the time of day matters as well
    const std::int64_t key = key_of(day_of(purchased.first), handling_time);
    Slot& slot = slots_[static_cast<std::uint64_t>(key ^ key >> 6) % slots_.size()];
    if (slot.key != key) slot = {key, look_up(purchased, handling_time)};
    return slot.due;
  }

 private:
  static std::int64_t key_of(Day day, int handling_time) {
    constexpr std::int64_t handling_times = 512;
    static_assert(longest_handling_time < handling_times);
    return std::int64_t{day.time_since_epoch().count()} * handling_times + handling_time;
  }
  Day day_of(Instant at) {
    // Most rows lie between the same two changes of the clocks as the row before.
    if (at < span_.from || at >= span_.until) span_ = policy_.zone.span_at(at);
    return date::floor<date::days>(LocalTime{at.time_since_epoch() + span_.offset});
  }
  [[nodiscard]] ComputedShipBy look_up(const Moment& purchased, int handling_time) const;

  struct Slot {
    std::int64_t key = -1;
    ComputedShipBy due;
  };
  const Policy& policy_;
  Zone::Span span_{};                            // of the purchase that came last
  std::array<Slot, std::size_t{1} << 8> slots_;  // a number of them that is known makes the looking up quick
};

/// Given or computed, as the policy prefers; the one that is known where the other is not (SPEC §3). Nothing where
/// neither is. `table`, if given, is of that policy.
std::optional<ShipBy> settle_ship_by(const std::optional<Moment>& purchased, const std::optional<Moment>& given,
                                     std::optional<int> handling_time, const Policy&, ShipByTable* table = nullptr);

/// Each day from the purchase day to the ship-by day, counted or skipped, in order. Only the purchase day where the
/// ship-by day is not after it.
std::vector<CountedDay> counted_days(Day purchase, Day ship_by, const BusinessCalendar&);

}  // namespace lsr
