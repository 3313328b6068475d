/// What decides between rows, in 51 bits that compare as deciders do (decider.hpp).
///
///     packed_decides_before(packed(late), packed(on_time))               // true, as decides_before() says
///     unpacked(packed(late)).ship_by                                     // nothing is lost
///
/// Edges: for days of the years −9000 to 13000, and ship-by dates that are less than four days away from the day in
/// UTC.
#pragma once

#include <cstdint>

#include "lsr/decider.hpp"

namespace lsr {

/// How a decider is packed, from the top: outcome, no ship-by, ship-by, computed, agree; then what does not decide: how
/// many days the ship-by day is away from that of UTC, and compared.
namespace packed_decider {
inline constexpr unsigned outcome_bits = 4;
inline constexpr unsigned ship_by_bits = 40;
inline constexpr unsigned day_bits = 3;
inline constexpr unsigned flags = 4;
inline constexpr unsigned all_bits = outcome_bits + ship_by_bits + day_bits + flags;
static_assert(outcome_count <= std::size_t{1} << outcome_bits);
inline constexpr std::int64_t ship_by_bias = std::int64_t{1} << (ship_by_bits - 1);
inline constexpr std::int64_t day_bias = std::int64_t{1} << (day_bits - 1);
inline constexpr unsigned undecided_bits = day_bits + 1;
inline constexpr int seconds_of_a_day = 86400;
}  // namespace packed_decider

/// Defined here, since it is asked of every row.
inline std::uint64_t packed(const Decider& decider) {
  using namespace packed_decider;
  const std::int64_t ship_by = decider.has_ship_by ? decider.ship_by.time_since_epoch().count() : 0;
  const std::int64_t day = decider.has_ship_by ? decider.day.time_since_epoch().count() : 0;
  // Counted from four days before the day in UTC, so that it is rounded down.
  const auto into_days = static_cast<std::uint32_t>(ship_by - (day - day_bias) * seconds_of_a_day);
  std::uint64_t bits =
      std::uint64_t{static_cast<std::uint8_t>(decider.outcome)} << 1U | (decider.has_ship_by ? 0U : 1U);
  bits = bits << ship_by_bits | static_cast<std::uint64_t>(ship_by + ship_by_bias);
  bits = bits << 1U | (decider.given ? 0U : 1U);
  bits = bits << 1U | (decider.disagree ? 0U : 1U);
  bits = bits << day_bits | into_days / seconds_of_a_day;
  return bits << 1U | (decider.compared ? 1U : 0U);
}

Decider unpacked(std::uint64_t decider);

/// decides_before() of decider.hpp, of packed ones.
inline bool packed_decides_before(std::uint64_t a, std::uint64_t b) {
  return a >> packed_decider::undecided_bits < b >> packed_decider::undecided_bits;
}

/// A row of which only its order and what decides it are known.
struct PackedRow {
  std::uint64_t mixed_key;  ///< order_key.hpp
  std::uint64_t decider;    ///< packed_decider.hpp
};

}  // namespace lsr
