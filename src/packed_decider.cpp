#include "packed_decider.hpp"

namespace lsr {

using namespace packed_decider;

Decider unpacked(std::uint64_t bits) {
  const auto take = [&](unsigned count) {
    const std::uint64_t value = bits & ((std::uint64_t{1} << count) - 1);
    bits >>= count;
    return static_cast<std::int64_t>(value);
  };
  Decider decider;
  decider.compared = take(1) != 0;
  const std::int64_t days_before = take(day_bits) - day_bias;
  decider.disagree = take(1) == 0;
  decider.given = take(1) == 0;
  const Instant ship_by{std::chrono::seconds{take(ship_by_bits) - ship_by_bias}};
  decider.has_ship_by = take(1) == 0;
  decider.outcome = static_cast<Outcome>(take(outcome_bits));
  if (!decider.has_ship_by) return decider;
  const auto day = date::floor<date::days>(ship_by) - date::days{static_cast<int>(days_before)};
  decider.day = Day{day.time_since_epoch()};
  decider.ship_by = ship_by;
  return decider;
}

}  // namespace lsr
