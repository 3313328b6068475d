/// The rate of each window as it was built up, day by day (SPEC §8, §11).
///
///     const Trend trend = make_trend(report.tally, policy, as_of_day);
///     trend.days.back().windows.front().status == report.windows.front().status;
///
/// For each civil day from the first ship-by day in the log to the as-of day: the orders due on it, and the windows
/// that end on it. Every verdict is that of as-of, not what was known on that day.
///
/// Edges: a log whose orders are all due after the as-of day has no trend.
#pragma once

#include <vector>

#include "lsr/policy.hpp"
#include "lsr/rate.hpp"
#include "lsr/tally.hpp"

namespace lsr {

struct TrendDay {
  Day day;
  Counts counts;                ///< of the orders due on that day
  std::vector<Window> windows;  ///< those that end on it, in the order of the report
};

struct Trend {
  std::vector<TrendDay> days;
};

Trend make_trend(const Tally&, const Policy&, Day as_of_day);

}  // namespace lsr
