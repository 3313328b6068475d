#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <span>
#include <utility>

#include "printable.hpp"
#include "text.hpp"
#include "text_parts.hpp"

namespace lsr {

using namespace text;

namespace {

constexpr std::size_t cell_width = 5;
constexpr std::size_t days_a_week = 7;
constexpr std::size_t month_width = days_a_week * cell_width;

/// A month as lines of the same width: its name, the weekdays, the weeks.
using MonthLines = std::vector<std::string>;

std::string cell(const CountedDay& day, const BusinessCalendar& calendar) {
  const unsigned number{date::year_month_day{day.day}.day()};
  if (calendar.is_opened(day.day)) return fmt::format("{:>5}", fmt::format("+{} ", number));
  switch (day.kind) {
    case CountedDay::Kind::weekend: return fmt::format("{:>5}", fmt::format("({})", number));
    case CountedDay::Kind::holiday: return fmt::format("{:>5}", fmt::format("[{}]", number));
    default: return fmt::format("{:>4} ", number);
  }
}

/// 0 for a Monday.
std::size_t column_of(Day day) { return date::weekday{day}.iso_encoding() - 1; }

MonthLines month_lines(std::span<const CountedDay> days, const BusinessCalendar& calendar) {
  const date::year_month_day first{days.front().day};
  MonthLines lines{fmt::format("{:^{}}", date::format("%B %Y", first), month_width),
                   " Mon  Tue  Wed  Thu  Fri  Sat  Sun "};
  std::string week(column_of(days.front().day) * cell_width, ' ');
  for (const auto& day : days) {
    week += cell(day, calendar);
    if (week.size() == month_width) lines.push_back(std::exchange(week, {}));
  }
  if (!week.empty()) lines.push_back(fmt::format("{:<{}}", week, month_width));
  return lines;
}

std::vector<MonthLines> months_of(std::span<const CountedDay> days, const BusinessCalendar& calendar) {
  std::vector<MonthLines> months;
  while (!days.empty()) {
    const auto month = date::year_month_day{days.front().day}.month();
    const auto end = std::find_if(days.begin(), days.end(), [&](const CountedDay& day) {
      return date::year_month_day{day.day}.month() != month;
    });
    const auto count = static_cast<std::size_t>(end - days.begin());
    months.push_back(month_lines(days.first(count), calendar));
    days = days.subspan(count);
  }
  return months;
}

/// Months side by side, as many as the width holds.
void write_months(std::ostream& out, const std::vector<MonthLines>& months, std::size_t width) {
  constexpr std::size_t gap = 3;
  const std::size_t abreast = std::max<std::size_t>(1, (width + gap) / (month_width + gap));
  for (std::size_t begin = 0; begin < months.size(); begin += abreast) {
    const auto row = std::span{months}.subspan(begin, std::min(abreast, months.size() - begin));
    std::size_t height = 0;
    for (const auto& month : row) height = std::max(height, month.size());
    for (std::size_t i = 0; i < height; ++i) {
      std::string line;
      for (const auto& month : row) {
        line += fmt::format("{:<{}}", i < month.size() ? month[i] : "", month_width + gap);
      }
      line.erase(line.find_last_not_of(' ') + 1);
      out << line << '\n';
    }
    out << '\n';
  }
}

bool is_closed(const CountedDay& day, const BusinessCalendar& calendar) {
  return calendar.kind(day.day) == DayKind::closed;
}

/// "22 business days, 8 weekend days, 1 holiday, 3 days closed"
std::string counts_text(const CalendarPage& page, const BusinessCalendar& calendar) {
  const auto closed = static_cast<std::size_t>(std::count_if(
      page.days.begin(), page.days.end(), [&](const CountedDay& day) { return is_closed(day, calendar); }));
  std::string text = fmt::format("{}, {}, {}", counted(page.business_days, "business day"),
                                 counted(page.weekend_days, "weekend day"), counted(page.holidays - closed, "holiday"));
  return closed == 0 ? text : text + fmt::format(", {} closed", counted(closed, "day"));
}

/// What the marks mean, as far as they occur.
std::string legend(const CalendarPage& page, bool any_opened) {
  std::string text;
  if (page.weekend_days > 0) text += "(6) weekend   ";
  if (page.holidays > 0) text += "[25] holiday, closed   ";
  if (any_opened) text += "+27 opened   ";
  return text.empty() ? text : text.erase(text.find_last_not_of(' ') + 1) + '\n';
}

}  // namespace

void write_text(std::ostream& out, const CalendarPage& page, const Policy& policy, const TextStyle& style) {
  const BusinessCalendar& calendar = policy.calendar;
  const auto opened = [&](const CountedDay& day) { return calendar.is_opened(day.day); };
  out << wrapped(fmt::format("{} to {}: {}.", to_text(page.range.first), to_text(page.range.last),
                             counts_text(page, calendar)),
                 style.width)
      << '\n'
      << wrapped(fmt::format("Marketplace {} ({}); holidays: {}.", policy.marketplace, policy.zone.name(),
                             holidays_word(policy)),
                 style.width)
      << "\n\n";
  write_months(out, months_of(page.days, calendar), style.width);
  out << legend(page, std::any_of(page.days.begin(), page.days.end(), opened));
  for (const auto& day : page.days) {
    if (day.kind != CountedDay::Kind::holiday && !opened(day)) continue;
    out << fmt::format("  {} {}  {}\n", weekday(day.day), to_text(day.day),
                       opened(day) ? "opened" : printable(day.name));
  }
  write_notes(out, page.notes, style);
}

}  // namespace lsr
