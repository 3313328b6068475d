#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "ascii.hpp"
#include "holiday_formats.hpp"
#include "lines.hpp"
#include "lsr/date_text.hpp"
#include "lsr/error.hpp"
#include "utf8.hpp"

namespace lsr {

namespace {

constexpr std::string_view separators = " \t,;";

/// What a text says of days, and the fault where it says none.
struct Reading {
  DateFault fault = DateFault::none;
  bool open = false;      // 03/04/2026
  bool has_time = false;  // a holiday lasts the whole day
  DayRange days{};

  [[nodiscard]] bool ok() const { return fault == DateFault::none && !open && !has_time; }
};

Reading day_of(std::string_view text) {
  const DateText date = read_date(text);
  return {date.fault, date.order == WrittenOrder::open, date.time_of_day.has_value(), {date.day, date.day}};
}

Reading days_of(std::string_view text) {
  const auto dots = text.find("..");
  Reading first = day_of(text.substr(0, dots));
  if (dots == std::string_view::npos || !first.ok()) return first;
  Reading last = day_of(text.substr(dots + 2));
  last.days.first = first.days.first;
  return last;
}

/// A line: the longest beginning of it that reads as days, and the name behind.
struct Entry {
  Reading reading;
  std::string_view name;
};

Entry entry_of(std::string_view line) {
  constexpr std::size_t longest = 80;  // two dates with all their words
  auto end = line.size() > longest ? line.find_last_of(separators, longest) : line.size();
  while (end > 0 && end != std::string_view::npos) {
    const Reading reading = days_of(line.substr(0, end));
    if (reading.fault == DateFault::none) return {reading, line.substr(end)};
    end = line.find_last_of(separators, end - 1);
  }
  return {days_of(line.substr(0, line.find_first_of(separators))), {}};
}

std::string name_of(std::string_view text) {
  const auto begin = std::min(text.find_first_not_of(separators), text.size());
  text = trimmed(text.substr(begin));
  const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  if (!quoted) return std::string{text};
  text = text.substr(1, text.size() - 2);
  std::string name;
  for (std::size_t i = 0; i < text.size(); ++i) {
    name += text[i];
    if (text.substr(i).starts_with("\"\"")) ++i;  // a doubled quote stands for one (RFC 4180)
  }
  return name;
}

/// A quoted date is a date all the same, as spreadsheets write them.
std::string without_first_quotes(std::string_view line) {
  if (!line.starts_with('"')) return std::string{line};
  const auto end = line.find('"', 1);
  if (end == std::string_view::npos) return std::string{line};
  return std::string{line.substr(1, end - 1)}.append(line.substr(end + 1));
}

[[noreturn]] void fault(const std::string& file, std::uint64_t line, std::string_view text, const Reading& reading) {
  constexpr std::size_t shown = 40;  // SPEC §7
  const std::string what = reading.open       ? "its date could be day first or month first; write it as 2026-03-07"
                           : reading.has_time ? "its date has a time of day; a holiday is a whole day"
                           : reading.fault == DateFault::unreadable
                               ? "begins with no date; write a line as: 2026-12-24 Christmas Eve"
                               : std::string{sentence(reading.fault)};
  throw Error{Error::Kind::input,
              fmt::format("{}:{}: {} (value \"{}\")", file, line, what, first_characters(text, shown))};
}

void add_days(const DayRange& days, const std::string& name, std::vector<Holiday>& holidays) {
  for (Day day = days.first; day <= days.last; day += date::days{1}) holidays.push_back({day, name});
}

}  // namespace

HolidayFile read_holiday_list(const std::string& file, std::string_view text) {
  constexpr date::days longest{366};
  HolidayFile read;
  bool is_first = true;
  for (Lines lines{text}; const auto raw = lines.next();) {
    const std::string line = without_first_quotes(trimmed(*raw));
    if (line.empty() || line.front() == '#') continue;
    const bool is_header = is_first && std::none_of(line.begin(), line.end(), is_digit);
    is_first = false;
    if (is_header) continue;
    const Entry entry = entry_of(line);
    if (!entry.reading.ok()) fault(file, lines.number(), line, entry.reading);
    const DayRange& days = entry.reading.days;
    if (days.last < days.first || days.last - days.first > longest) {
      throw Error{
          Error::Kind::input,
          fmt::format("{}:{}: the days {}", file, lines.number(),
                      days.last < days.first ? "end before they begin" : "are more than a year; give shorter ranges")};
    }
    add_days(days, name_of(entry.name), read.holidays);
  }
  return read;
}

}  // namespace lsr
