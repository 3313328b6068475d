#include <fmt/format.h>

#include <algorithm>

#include <ostream>

#include "planning.hpp"
#include "text_parts.hpp"

namespace lsr {

using namespace text;

namespace {

std::string hundredths(std::uint64_t value) { return fmt::format("{}.{:02}", value / 100, value % 100); }

/// What the days ahead leave room for. Less than one late order in all of them, or in a whole window, is none.
std::string affordable(const ForecastWindow& window) {
  const std::uint64_t a_day = window.affordable_hundredths;
  const int days = std::min(window.now.days, static_cast<int>(window.ahead.size()));
  // Five business days of seven.
  const auto in_window = a_day * static_cast<std::uint64_t>(days) * 5 / 700;
  if (in_window == 0) return "Not one late order can be afforded on the days ahead.";
  return fmt::format("It can afford {} late orders a business day, about {} in {}.", hundredths(a_day), in_window,
                     counted_days(days));
}

std::string day_text(Day day) { return fmt::format("{} {}", weekday(day), to_text(day)); }

/// What leaves a window on the way to the day on which it is within again.
std::uint64_t leaving_until(const ForecastWindow& window) {
  std::uint64_t late = 0;
  for (const auto& day : window.ahead) {
    late += day.leaving_late;
    if (day.day == window.back_within) break;
  }
  return late;
}

/// A window that is within may leave the limit by itself: on-time orders leave it, or late ones of the log become due.
std::string over_later(const ForecastWindow& window) {
  if (!window.over_from) return "";
  return fmt::format("; over it{} from {}, even if all else is on time",
                     window.now.status == Status::over ? " again" : "", day_text(*window.over_from));
}

std::string outlook(const ForecastWindow& window, const Policy& policy) {
  const std::string now = percentage(late_rate(window.now.counts), policy.threshold);
  switch (window.now.status) {
    case Status::no_data: return fmt::format("nothing is decided yet{}. {}", over_later(window), affordable(window));
    case Status::within:
      return fmt::format("within the limit now ({}){}. {}", now, over_later(window), affordable(window));
    case Status::over: break;
  }
  if (!window.back_within) {
    return fmt::format("over the limit now ({}), and still on {}.", now, to_text(window.ahead.back().day));
  }
  const std::uint64_t late = leaving_until(window);
  const std::string why = late == 0   ? ", by new on-time orders alone"
                          : late == 1 ? ", when 1 late order has left it"
                                      : fmt::format(", when {} late orders have left it", late);
  return fmt::format("over the limit now ({}); back within it on {}{}{}.", now, day_text(*window.back_within), why,
                     over_later(window));
}

}  // namespace

void write_text(std::ostream& out, const Forecast& forecast, const Report& report, const Policy& policy,
                const TextStyle& style) {
  write_as_of(out, report, policy, style);
  for (const auto& window : forecast.windows) {
    out << wrapped(fmt::format("{}: {}", counted_days(window.now.days), outlook(window, policy)), style.width, 9)
        << '\n';
  }
  out << '\n'
      << wrapped(fmt::format(
                     "Counted exactly: what is decided by now, and when it leaves a window. Assumed: all open and all "
                     "new orders are on time, and on each business day {} new orders are due, as on the last {}.",
                     hundredths((forecast.volume.orders * 200 + forecast.volume.days) / (2 * forecast.volume.days)),
                     forecast.volume.days == 1 ? "one" : fmt::format("{} of them", forecast.volume.days)),
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
  write_end(out, report, style);
}

}  // namespace lsr
