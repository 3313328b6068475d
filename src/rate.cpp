#include "lsr/rate.hpp"

#include <fmt/format.h>

namespace lsr {

namespace {

/// limit × whole − part, times the threshold's denominator: negative where the limit is exceeded. Counts of a log stay
/// far below 2^33 and denominators are at most 10^9, so the products fit.
std::int64_t slack(const Ratio& ratio, const Threshold& limit) {
  return limit.numerator * static_cast<std::int64_t>(ratio.whole) -
         limit.denominator * static_cast<std::int64_t>(ratio.part);
}

/// The smallest slack that is still within.
std::int64_t least_slack(const Threshold& limit) { return limit.inclusive ? 0 : 1; }

/// The ratio in units of 10^−places, rounded half up.
std::uint64_t rounded(const Ratio& ratio, int places) {
  std::uint64_t scale = 1;
  for (int i = 0; i < places; ++i) scale *= 10;
  const std::uint64_t whole_units = ratio.part / ratio.whole * scale;
  const std::uint64_t rest = ratio.part % ratio.whole;
  return whole_units + (rest * scale * 2 + ratio.whole) / (ratio.whole * 2);
}

/// Whether `value` in units of 10^−places is above the limit.
bool shows_more(std::uint64_t value, int places, const Threshold& limit) {
  std::int64_t scale = 1;
  for (int i = 0; i < places; ++i) scale *= 10;
  return static_cast<std::int64_t>(value) * limit.denominator > limit.numerator * scale;
}

}  // namespace

Ratio late_rate(const Counts& counts) { return {counts.late(), counts.decided()}; }

Ratio rate_without_scans(const Counts& counts) {
  return {counts.of(Outcome::confirmed_late) + counts.of(Outcome::unconfirmed),
          counts.decided() + counts.of(Outcome::awaiting_scan)};
}

Ratio worst_case_rate(const Counts& counts) { return {counts.late() + counts.open(), counts.orders()}; }

bool exceeds(const Ratio& ratio, const Threshold& limit) {
  return ratio.whole > 0 && slack(ratio, limit) < least_slack(limit);
}

std::uint64_t headroom(const Ratio& ratio, const Threshold& limit) {
  const std::int64_t spare = slack(ratio, limit) - least_slack(limit);
  // Each further late order is one more decided one too: it costs the whole less the limit.
  return spare < 0 ? 0 : static_cast<std::uint64_t>(spare / (limit.denominator - limit.numerator));
}

std::optional<std::uint64_t> recovery(const Ratio& ratio, const Threshold& limit) {
  if (!exceeds(ratio, limit)) return 0;
  if (limit.numerator == 0) return std::nullopt;
  const std::int64_t owed = least_slack(limit) - slack(ratio, limit);
  return static_cast<std::uint64_t>((owed + limit.numerator - 1) / limit.numerator);
}

std::optional<std::uint64_t> millionths(const Ratio& ratio) {
  if (ratio.whole == 0) return std::nullopt;
  return rounded(ratio, 6);
}

std::string percentage(const Ratio& ratio, const Threshold& limit) {
  if (ratio.whole == 0) return "–";
  constexpr int usual = 4;
  constexpr int most = 9;
  int places = usual;
  // A limit that may not even be reached is shown for a rate that is exactly the limit: no number of places helps.
  const bool above = ratio.part * static_cast<std::uint64_t>(limit.denominator) >
                     static_cast<std::uint64_t>(limit.numerator) * ratio.whole;
  while (above && places < most && !shows_more(rounded(ratio, places), places, limit)) ++places;
  const std::uint64_t value = rounded(ratio, places);
  const int shown = places - 2;
  std::uint64_t scale = 1;
  for (int i = 0; i < shown; ++i) scale *= 10;
  return fmt::format("{}.{:0{}} %", value / scale, value % scale, shown);
}

std::string limit_text(const Threshold& limit) {
  constexpr std::int64_t scale = 10'000'000;
  const std::int64_t percent = limit.numerator * 100 * scale / limit.denominator;
  std::string text = fmt::format("{}.{:07}", percent / scale, percent % scale);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return fmt::format("{}{} %", limit.inclusive ? "" : "below ", text);
}

std::string_view name(Status status) {
  switch (status) {
    case Status::within: return "within";
    case Status::over: return "over";
    case Status::no_data: return "no-data";
  }
  return "";
}

Status status_of(const Ratio& ratio, const Threshold& limit) {
  if (ratio.whole == 0) return Status::no_data;
  return exceeds(ratio, limit) ? Status::over : Status::within;
}

Window window_of(const Tally& tally, int days, Day as_of_day, const Threshold& limit) {
  Window window;
  window.days = days;
  window.from = as_of_day - date::days{days - 1};
  window.to = as_of_day;
  window.counts = tally.between(window.from, window.to);
  const Ratio rate = late_rate(window.counts);
  window.status = status_of(rate, limit);
  window.headroom = headroom(rate, limit);
  window.recovery = recovery(rate, limit);
  return window;
}

}  // namespace lsr
