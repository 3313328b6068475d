/// The days ahead: what leaves each window, and when a rate over its limit comes back (SPEC §8).
///
///     const Forecast forecast = make_forecast(report.tally, policy, as_of_day, 30);
///     forecast.windows.front().back_within;                              // the first day within the limit again
///
/// What is decided is counted exactly: the late orders of the log stay late, and leave a window when their ship-by day
/// does. What is not is an assumption: open orders and all new ones are on time, and new ones are due on business days
/// alone, at the recent daily volume, which is that of the longest window, or of the log where it is younger.
///
/// Edges: the volume is a fraction, and so is the number of assumed orders; rates are exact all the same. Where the log
/// has more orders due on a day ahead than the volume says, its own count is taken.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "lsr/policy.hpp"
#include "lsr/rate.hpp"
#include "lsr/tally.hpp"

namespace lsr {

/// Orders per business day, as a fraction.
struct DailyVolume {
  std::uint64_t orders = 0;
  std::uint64_t days = 1;
};

/// A window as it will stand at the end of a day ahead.
struct ForecastDay {
  Day day;
  std::uint64_t leaving_late = 0;     ///< of the day that has just left the window …
  std::uint64_t leaving_decided = 0;  ///< … and all of it that was decided
  std::uint64_t late = 0;             ///< late orders that are still in it
  std::uint64_t known = 0;            ///< orders of the log in it, late, open and on time
  std::uint64_t assumed = 0;          ///< new orders in it, in parts of an order: divide by the volume's days
  Ratio rate;                         ///< both numbers in the same parts
  Status status = Status::no_data;
};

struct ForecastWindow {
  Window now;
  std::vector<ForecastDay> ahead;
  std::optional<Day> back_within;  ///< the first day on which it is not over; nothing where it is not over now
  std::optional<Day> over_from;    ///< the first day on which it is over after it was not: late orders are due, or
                                   ///< on-time ones leave it
  /// Hundredths of late orders that each business day ahead may bring, on top of those in the log, without the window
  /// being over on any of them; rounded down.
  std::uint64_t affordable_hundredths = 0;
};

struct Forecast {
  DailyVolume volume;
  std::vector<ForecastWindow> windows;
};

/// A day's assumed orders in hundredths, rounded half up.
std::uint64_t assumed_hundredths(const ForecastDay&, const DailyVolume&);

/// For the `days` civil days after the as-of day.
Forecast make_forecast(const Tally&, const Policy&, Day as_of_day, int days);

}  // namespace lsr
