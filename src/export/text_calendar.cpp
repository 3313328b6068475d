#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <span>
#include <utility>

#include "lsr/marketplace.hpp"
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

std::string cell(const CountedDay& day) {
  const unsigned number{date::year_month_day{day.day}.day()};
  switch (day.kind) {
    case CountedDay::Kind::weekend: return fmt::format("{:>5}", fmt::format("({})", number));
    case CountedDay::Kind::holiday: return fmt::format("{:>5}", fmt::format("[{}]", number));
    default: return fmt::format("{:>4} ", number);
  }
}

/// 0 for a Monday.
std::size_t column_of(Day day) { return date::weekday{day}.iso_encoding() - 1; }

MonthLines month_lines(std::span<const CountedDay> days) {
  const date::year_month_day first{days.front().day};
  MonthLines lines{fmt::format("{:^{}}", date::format("%B %Y", first), month_width),
                   " Mon  Tue  Wed  Thu  Fri  Sat  Sun "};
  std::string week(column_of(days.front().day) * cell_width, ' ');
  for (const auto& day : days) {
    week += cell(day);
    if (week.size() == month_width) lines.push_back(std::exchange(week, {}));
  }
  if (!week.empty()) lines.push_back(fmt::format("{:<{}}", week, month_width));
  return lines;
}

std::vector<MonthLines> months_of(std::span<const CountedDay> days) {
  std::vector<MonthLines> months;
  while (!days.empty()) {
    const auto month = date::year_month_day{days.front().day}.month();
    const auto end = std::find_if(days.begin(), days.end(), [&](const CountedDay& day) {
      return date::year_month_day{day.day}.month() != month;
    });
    const auto count = static_cast<std::size_t>(end - days.begin());
    months.push_back(month_lines(days.first(count)));
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

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, plural(count));
}

std::string holidays_word(const Policy& policy) {
  if (policy.holidays == "none") return "none";
  if (policy.holidays == "file") return "from a file";
  return std::string{marketplace_named(policy.holidays).country};
}

}  // namespace

void write_text(std::ostream& out, const CalendarPage& page, const Policy& policy, const TextStyle& style) {
  out << wrapped(fmt::format("{} to {}: {}, {}, {}.", to_text(page.range.first), to_text(page.range.last),
                             counted(page.business_days, "business day"), counted(page.weekend_days, "weekend day"),
                             counted(page.holidays, "holiday")),
                 style.width)
      << '\n'
      << wrapped(fmt::format("Marketplace {} ({}); holidays: {}.", policy.marketplace, policy.zone.name(),
                             holidays_word(policy)),
                 style.width)
      << "\n\n";
  write_months(out, months_of(page.days), style.width);
  out << (page.holidays > 0 ? "(6) weekend   [25] holiday, closed\n" : "(6) weekend\n");
  for (const auto& day : page.days) {
    if (day.kind != CountedDay::Kind::holiday) continue;
    out << fmt::format("  {} {}  {}\n", weekday(day.day), to_text(day.day), printable(day.name));
  }
  write_notes(out, page.notes, style);
}

}  // namespace lsr
