#include <fmt/format.h>

#include <ostream>

#include "planning.hpp"
#include "text_parts.hpp"

namespace lsr {

using namespace text;

namespace {

std::string hundredths(std::uint64_t value) { return fmt::format("{}.{:02}", value / 100, value % 100); }

/// "0.31 late orders a day (about 2 a week)"
std::string affordable(const ForecastWindow& window) {
  const std::uint64_t a_day = window.affordable_hundredths;
  if (a_day == 0) return "No late order can be afforded on the days ahead.";
  return fmt::format("It can afford {} late orders a day, about {} in 30 days.", hundredths(a_day), a_day * 30 / 100);
}

/// What leaves a window on the way to the day on which it is within again.
std::uint64_t leaving_until(const ForecastWindow& window) {
  std::uint64_t late = 0;
  for (const auto& day : window.ahead) {
    late += day.leaving_late;
    if (day.day == window.back_within) break;
  }
  return late;
}

/// A rate that is back within its limit may leave it once more, when on-time orders leave the window, or late ones of
/// the log become due.
std::string over_again(const ForecastWindow& window) {
  for (const auto& day : window.ahead) {
    if (day.day > *window.back_within && day.status == Status::over) {
      return fmt::format("; over it again on {} {}", weekday(day.day), to_text(day.day));
    }
  }
  return "";
}

std::string outlook(const ForecastWindow& window, const Policy& policy) {
  const std::string now = percentage(late_rate(window.now.counts), policy.threshold);
  switch (window.now.status) {
    case Status::no_data: return "nothing is decided yet. " + affordable(window);
    case Status::within: return fmt::format("within the limit now ({}). {}", now, affordable(window));
    case Status::over: break;
  }
  if (!window.back_within) {
    return fmt::format("over the limit now ({}), and still on {}.", now, to_text(window.ahead.back().day));
  }
  const std::uint64_t late = leaving_until(window);
  return fmt::format("over the limit now ({}); back within it on {} {}, when {} late order{} left it{}.", now,
                     weekday(*window.back_within), to_text(*window.back_within), late, late == 1 ? " has" : "s have",
                     over_again(window));
}

}  // namespace

void write_text(std::ostream& out, const Forecast& forecast, const Report& report, const Policy& policy,
                const TextStyle& style) {
  write_as_of(out, report, policy, style);
  const std::uint64_t tenths = (forecast.volume.orders * 20 + forecast.volume.days) / (2 * forecast.volume.days);
  for (const auto& window : forecast.windows) {
    out << wrapped(fmt::format("{}: {}", counted_days(window.now.days), outlook(window, policy)), style.width, 9)
        << '\n';
  }
  out << '\n'
      << wrapped(fmt::format(
                     "Counted exactly: what is decided by now, and when it leaves a window. Assumed: all open and all "
                     "new orders are on time, and {}.{} new orders a day come, as in the last {} days.",
                     tenths / 10, tenths % 10, forecast.volume.days),
                 style.width)
      << "\n\n";
  std::string head(14, ' ');
  std::string columns = fmt::format("{:<14}", "Day");
  for (const auto& window : forecast.windows) {
    head += fmt::format("  {:<27}", counted_days(window.now.days));
    columns += fmt::format("  {:>9} {:>6} {:>9} ", "leaves", "late", "rate");
  }
  for (auto* line : {&head, &columns}) out << line->erase(line->find_last_not_of(' ') + 1) << '\n';
  const std::size_t days = forecast.windows.front().ahead.size();
  for (std::size_t i = 0; i < days; ++i) {
    const Day day = forecast.windows.front().ahead[i].day;
    std::string line = fmt::format("{} {}", weekday(day), to_text(day));
    for (const auto& window : forecast.windows) {
      const ForecastDay& each = window.ahead[i];
      line += fmt::format("  {:>9} {:>6} {:>9}{}", fmt::format("{} of {}", each.leaving_late, each.leaving_decided),
                          each.late, percentage(each.rate, policy.threshold), each.status == Status::over ? '!' : ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << '\n';
  }
  write_notes(out, report.notes, style);
}

}  // namespace lsr
