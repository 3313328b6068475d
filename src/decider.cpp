#include "lsr/decider.hpp"

#include <tuple>

namespace lsr {

Decider decider_of(const Judgement& judgement) {
  Decider decider;
  decider.outcome = judgement.outcome;
  if (judgement.ship_by) {
    decider.has_ship_by = true;
    decider.given = judgement.ship_by->source == ShipByRule::given;
    decider.compared = judgement.ship_by->other.has_value();
    decider.disagree = judgement.ship_by->disagree;
    decider.ship_by = judgement.ship_by->at;
    decider.day = judgement.ship_by->day;
  }
  return decider;
}

bool decides_before(const Decider& a, const Decider& b) {
  const auto rank = [](const Decider& d) {
    return std::make_tuple(d.outcome, !d.has_ship_by, d.ship_by, !d.given, !d.disagree);
  };
  return rank(a) < rank(b);
}

}  // namespace lsr
