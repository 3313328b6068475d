#include "icalendar_text.hpp"

#include <date/date.h>

#include <algorithm>

#include "ascii.hpp"
#include "lines.hpp"
#include "lsr/date_text.hpp"

namespace lsr {

namespace {

std::string without_zone(std::string_view line) {
  constexpr std::string_view parameter = ";TZID=";
  const auto begin = line.find(parameter);
  const auto value = line.find(':');
  if (begin == std::string_view::npos || begin > value) return std::string{line};
  const bool quoted = line.substr(begin + parameter.size()).starts_with('"');
  const auto after = quoted ? line.find('"', begin + parameter.size() + 1) : begin + 1;
  const auto end = line.find_first_of(";:", after);
  if (end == std::string_view::npos) return std::string{line};
  return std::string{line.substr(0, begin)}.append(line.substr(end));
}

/// A line that begins with a blank goes on with the one before.
std::vector<ContentLine> unfolded(std::string_view text) {
  std::vector<ContentLine> all;
  for (Lines lines{text}; const auto line = lines.next();) {
    const bool goes_on = line->starts_with(' ') || line->starts_with('\t');
    if (goes_on && !all.empty()) {
      all.back().text += line->substr(1);
    } else if (!line->empty()) {
      all.push_back({lines.number(), std::string{*line}});
    }
  }
  return all;
}

void add_property(const ContentLine& line, EventText& event) {
  if (line.text.find(':') == std::string::npos) return;
  std::string plain = without_zone(line.text);
  if (same_letters(name_of(plain), "dtstart") && plain != line.text) event.in_zone = true;
  event.lines.push_back({line.number, std::move(plain)});
}

}  // namespace

std::vector<EventText> events_of(std::string_view text) {
  std::vector<EventText> events;
  int depth = 0;  // of components, 1 in the event itself
  for (const auto& line : unfolded(text)) {
    const bool begins = begins_with_letters(line.text, "begin:");
    const bool ends = begins_with_letters(line.text, "end:");
    // No event holds another one, and none goes on behind its calendar.
    if (begins_with_letters(line.text, "begin:vevent")) {
      events.push_back({line.number, false, false, {}});
      depth = 1;
    } else if (begins_with_letters(line.text, "end:vcalendar")) {
      depth = 0;
    } else if (depth > 0) {
      if (depth == 1 && !begins && !ends) add_property(line, events.back());
      if (begins) ++depth;
      if (ends && --depth == 0) events.back().ends = true;
    }
  }
  return events;
}

std::string_view name_of(std::string_view line) { return line.substr(0, line.find_first_of(";:")); }

std::string_view value_of(std::string_view line) {
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') quoted = !quoted;
    if (line[i] == ':' && !quoted) return trimmed(line.substr(i + 1));
  }
  return {};
}

bool names_days(std::string_view values) {
  constexpr std::size_t digits_of_day = 8;
  for (std::size_t begin = 0; begin <= values.size();) {
    const auto end = std::min(values.find(',', begin), values.size());
    std::string digits;
    for (const char c : values.substr(begin, end - begin)) {
      if (digits.size() == digits_of_day) break;
      if (c == '-') continue;
      if (!is_digit(c)) return false;
      digits += c;
    }
    if (digits.size() < digits_of_day) return false;
    const auto number = [&](std::size_t from, std::size_t count) { return std::stoi(digits.substr(from, count)); };
    if (!(date::year{number(0, 4)} / number(4, 2) / number(6, 2)).ok()) return false;
    begin = end + 1;
  }
  return true;
}

}  // namespace lsr
