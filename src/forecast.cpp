#include "lsr/forecast.hpp"

#include <algorithm>

namespace lsr {

namespace {

using date::days;

/// The orders of the days ahead that are not in the log yet, in parts of an order, summed up from tomorrow on.
class Assumed {
 public:
  Assumed(const Tally& tally, const DailyVolume& volume, Day as_of_day, int horizon) : as_of_day_(as_of_day) {
    for (int i = 1; i <= horizon; ++i) {
      const Day day = as_of_day + days{i};
      const std::uint64_t known = tally.between(day, day).orders() * volume.days;
      sums_.push_back(sums_.back() + (volume.orders > known ? volume.orders - known : 0));
    }
  }

  /// Of the days ahead among those from `from` to `to`.
  [[nodiscard]] std::uint64_t between(Day from, Day to) const {
    return sums_.at(index(to)) - sums_.at(index(from) - 1);
  }

 private:
  [[nodiscard]] std::size_t index(Day day) const {
    return static_cast<std::size_t>(std::max<std::int64_t>((day - as_of_day_).count(), 0));
  }
  Day as_of_day_;
  std::vector<std::uint64_t> sums_{0};
};

/// Hundredths of an order that each of `days_ahead` days may bring late on top, all else as it is: what the limit
/// leaves, divided among them. The day's counts are in `parts` of an order. The products fit as those of rate.hpp do.
std::uint64_t affordable(const ForecastDay& day, const Threshold& limit, std::uint64_t parts,
                         std::uint64_t days_ahead) {
  const auto numerator = static_cast<std::uint64_t>(limit.numerator);
  const auto denominator = static_cast<std::uint64_t>(limit.denominator);
  const std::uint64_t allowed = numerator * day.rate.whole;
  const std::uint64_t late = denominator * day.rate.part;
  if (late >= allowed) return 0;
  const std::uint64_t one_each = denominator * parts * days_ahead;
  return (allowed - late) / one_each * 100 + (allowed - late) % one_each * 100 / one_each;
}

ForecastWindow forecast_of(const Tally& tally, const Window& now, const DailyVolume& volume, const Assumed& assumed,
                           const Threshold& limit, int horizon) {
  ForecastWindow window{now, {}, std::nullopt, 0};
  std::optional<std::uint64_t> least;
  for (int i = 1; i <= horizon; ++i) {
    ForecastDay day;
    day.day = now.to + days{i};
    const Day from = day.day - days{now.days - 1};
    const Counts leaving = tally.between(from - days{1}, from - days{1});
    const Counts known = tally.between(from, day.day);
    day.leaving_late = leaving.late();
    day.leaving_decided = leaving.decided();
    day.late = known.late();
    day.known = known.orders();
    day.assumed = assumed.between(std::max(from, now.to + days{1}), day.day);
    day.rate = {day.late * volume.days, day.known * volume.days + day.assumed};
    day.status = status_of(day.rate, limit);
    const auto days_ahead = static_cast<std::uint64_t>(std::min(i, now.days));
    const std::uint64_t may = affordable(day, limit, volume.days, days_ahead);
    least = std::min(least.value_or(may), may);
    if (!window.back_within && now.status == Status::over && day.status != Status::over) window.back_within = day.day;
    window.ahead.push_back(day);
  }
  window.affordable_hundredths = least.value_or(0);
  return window;
}

}  // namespace

std::uint64_t assumed_hundredths(const ForecastDay& day, const DailyVolume& volume) {
  return (day.assumed * 200 + volume.days) / (2 * volume.days);
}

Forecast make_forecast(const Tally& tally, const Policy& policy, Day as_of_day, int horizon) {
  Forecast forecast;
  const int longest = *std::max_element(policy.windows.begin(), policy.windows.end());
  forecast.volume = {tally.between(as_of_day - days{longest - 1}, as_of_day).orders(),
                     static_cast<std::uint64_t>(longest)};
  const Assumed assumed{tally, forecast.volume, as_of_day, horizon};
  for (const int window_days : policy.windows) {
    const Window now = window_of(tally, window_days, as_of_day, policy.threshold);
    forecast.windows.push_back(forecast_of(tally, now, forecast.volume, assumed, policy.threshold, horizon));
  }
  return forecast;
}

}  // namespace lsr
