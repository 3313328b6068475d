#include "lsr/trend.hpp"

namespace lsr {

Trend make_trend(const Tally& tally, const Policy& policy, Day as_of_day) {
  Trend trend;
  if (tally.days().empty()) return trend;
  for (Day day = tally.days().begin()->first; day <= as_of_day; day += date::days{1}) {
    TrendDay& each = trend.days.emplace_back();
    each.day = day;
    each.counts = tally.between(day, day);
    for (const int days : policy.windows) each.windows.push_back(window_of(tally, days, day, policy.threshold));
  }
  return trend;
}

}  // namespace lsr
