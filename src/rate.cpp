#include "lsr/rate.hpp"

#include <fmt/format.h>

#include <algorithm>

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

/// A percentage with that many places, rounded half up: "3.29". By long division, so that no number of places
/// overflows.
std::string decimal_percent(const Ratio& ratio, int places) {
  std::string digits = std::to_string(ratio.part * 100 / ratio.whole);
  const std::size_t point = digits.size();
  std::uint64_t rest = ratio.part * 100 % ratio.whole;
  for (int i = 0; i < places; ++i) {
    rest *= 10;
    digits.push_back(static_cast<char>('0' + rest / ratio.whole));
    rest %= ratio.whole;
  }
  if (rest * 2 >= ratio.whole) {
    auto digit = digits.rbegin();
    for (; digit != digits.rend() && *digit == '9'; ++digit) *digit = '0';
    if (digit == digits.rend()) return "1" + digits.insert(point, ".");
    ++*digit;
  }
  return digits.insert(point, ".");
}

/// The limit in percent with all the places that it can have: "4.0000000".
std::string limit_percent(const Threshold& limit) {
  constexpr std::int64_t scale = 10'000'000;
  const std::int64_t percent = limit.numerator * 100 * scale / limit.denominator;
  return fmt::format("{}.{:07}", percent / scale, percent % scale);
}

/// Whether one decimal number is above another, both as "12.34".
bool is_more(std::string a, std::string b) {
  const auto places = [](const std::string& number) { return number.size() - number.find('.'); };
  while (places(a) < places(b)) a.push_back('0');
  while (places(b) < places(a)) b.push_back('0');
  return a.size() == b.size() ? a > b : a.size() > b.size();
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
  constexpr std::uint64_t million = 1'000'000;
  const std::uint64_t rest = ratio.part % ratio.whole;
  return ratio.part / ratio.whole * million + (rest * million * 2 + ratio.whole) / (ratio.whole * 2);
}

std::string percentage(const Ratio& ratio, const Threshold& limit) {
  if (ratio.whole == 0) return "-";
  // A limit that may not even be reached is shown for a rate that is exactly the limit: no number of places helps.
  const bool above = slack(ratio, limit) < 0;
  // Two counts below 2^33 and a denominator of 10^9 cannot differ by less than these many places show.
  constexpr int most_places = 30;
  int places = 2;
  std::string shown = decimal_percent(ratio, places);
  while (above && places < most_places && !is_more(shown, limit_percent(limit))) {
    shown = decimal_percent(ratio, ++places);
  }
  return shown + " %";
}

std::string limit_text(const Threshold& limit) {
  std::string text = limit_percent(limit);
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

DayRange longest_window(const Policy& policy, Instant as_of) {
  const Day today = policy.zone.day_of(as_of);
  return {today - date::days{*std::max_element(policy.windows.begin(), policy.windows.end()) - 1}, today};
}

}  // namespace lsr
