/// What of a judged row decides between the rows of an order (SPEC §5).
///
///     const Decider decider = decider_of(judge_row(row, as_of, policy));
///     decides_before(late, on_time) && !decides_before(on_time, late);
///
/// Edges: two rows may be alike in all that decides; then neither decides before the other.
#pragma once

#include "lsr/judgement.hpp"

namespace lsr {

/// What decides between the rows of an order.
struct Decider {
  Instant ship_by{};
  Day day{};  ///< of ship_by
  Outcome outcome = Outcome::future;
  bool has_ship_by : 1 = false;
  bool given : 1 = false;     ///< the ship-by date is the marketplace's own
  bool compared : 1 = false;  ///< given and computed are both known
  bool disagree : 1 = false;  ///< and their days differ
};

Decider decider_of(const Judgement&);

/// Whether `a` decides before `b`: the worse outcome; then the earlier ship-by date; then given before computed; then
/// one where given and computed disagree. Otherwise the first in the log stays.
bool decides_before(const Decider& a, const Decider& b);

}  // namespace lsr
