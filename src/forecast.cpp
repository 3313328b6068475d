#include "lsr/forecast.hpp"

#include <algorithm>

namespace lsr {

namespace {

using date::days;

/// What is added up over the days ahead, from tomorrow on.
class Ahead {
 public:
  explicit Ahead(Day as_of_day) : as_of_day_(as_of_day) {}

  void add(std::uint64_t of_next_day) { sums_.push_back(sums_.back() + of_next_day); }

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

struct Assumptions {
  Ahead orders;         ///< that are not in the log yet, in parts of an order
  Ahead business_days;  ///< on which they are due
};

Assumptions assumed_on(const Tally& tally, const DailyVolume& volume, const BusinessCalendar& calendar, Day as_of_day,
                       int horizon) {
  Assumptions assumed{Ahead{as_of_day}, Ahead{as_of_day}};
  for (int i = 1; i <= horizon; ++i) {
    const Day day = as_of_day + days{i};
    const bool business = calendar.is_business_day(day);
    const std::uint64_t known = tally.between(day, day).orders() * volume.days;
    assumed.orders.add(business && volume.orders > known ? volume.orders - known : 0);
    assumed.business_days.add(business ? 1 : 0);
  }
  return assumed;
}

/// The orders due in the longest window up to now, or since the log's first one, per business day.
DailyVolume recent_volume(const Tally& tally, const Policy& policy, Day as_of_day) {
  Day first = as_of_day - days{*std::max_element(policy.windows.begin(), policy.windows.end()) - 1};
  if (!tally.days().empty()) first = std::max(first, std::min(tally.days().begin()->first, as_of_day));
  std::uint64_t business_days = 0;
  for (Day day = first; day <= as_of_day; day += days{1})
    business_days += policy.calendar.is_business_day(day) ? 1U : 0U;
  return {tally.between(first, as_of_day).orders(), std::max<std::uint64_t>(business_days, 1)};
}

/// Hundredths of an order that each of so many business days ahead may bring late on top, all else as it is: what the
/// limit leaves, divided among them; nothing where there is no such day and none is needed. The day's counts are in
/// `parts` of an order. The products fit as those of rate.hpp do.
std::optional<std::uint64_t> affordable(const ForecastDay& day, const Threshold& limit, std::uint64_t parts,
                                        std::uint64_t business_days) {
  const auto numerator = static_cast<std::uint64_t>(limit.numerator);
  const auto denominator = static_cast<std::uint64_t>(limit.denominator);
  const std::uint64_t allowed = numerator * day.rate.whole;
  const std::uint64_t late = denominator * day.rate.part;
  if (business_days == 0) return day.status == Status::over ? std::optional<std::uint64_t>{0} : std::nullopt;
  if (late >= allowed) return 0;
  const std::uint64_t one_each = denominator * parts * business_days;
  return (allowed - late) / one_each * 100 + (allowed - late) % one_each * 100 / one_each;
}

ForecastWindow forecast_of(const Tally& tally, const Window& now, const DailyVolume& volume, const Assumptions& assumed,
                           const Threshold& limit, int horizon) {
  ForecastWindow window{now, {}, std::nullopt, std::nullopt, 0};
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
    const Day first_ahead = std::max(from, now.to + days{1});
    day.assumed = assumed.orders.between(first_ahead, day.day);
    day.rate = {day.late * volume.days, day.known * volume.days + day.assumed};
    day.status = status_of(day.rate, limit);
    const auto business_days = assumed.business_days.between(first_ahead, day.day);
    const auto may = affordable(day, limit, volume.days, business_days);
    if (may) least = std::min(least.value_or(*may), *may);
    const bool over = day.status == Status::over;
    if (!window.back_within && now.status == Status::over && !over) window.back_within = day.day;
    const bool was_within = now.status != Status::over || window.back_within;
    if (!window.over_from && was_within && over) window.over_from = day.day;
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
  forecast.volume = recent_volume(tally, policy, as_of_day);
  const Assumptions assumed = assumed_on(tally, forecast.volume, policy.calendar, as_of_day, horizon);
  for (const int window_days : policy.windows) {
    const Window now = window_of(tally, window_days, as_of_day, policy.threshold);
    forecast.windows.push_back(forecast_of(tally, now, forecast.volume, assumed, policy.threshold, horizon));
  }
  return forecast;
}

}  // namespace lsr
