#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>

#include "ascii.hpp"
#include "holiday_formats.hpp"
#include "lines.hpp"
#include "lsr/date_text.hpp"
#include "lsr/error.hpp"

namespace lsr {

using date::days;

namespace {

constexpr int first_year = 1970;
constexpr int last_year = 2100;

/// An unfolded line, with the number of the first of those it stands in.
struct ContentLine {
  std::uint64_t number = 0;
  std::string text;
};

/// The lines of one event, without BEGIN and END.
struct EventText {
  std::uint64_t line = 0;
  bool ends = false;
  std::vector<ContentLine> lines;
};

/// Midnight of a whole day is midnight where the seller is, whatever zone his program writes beside it.
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

/// RFC 5545 §3.1: a line that begins with a blank goes on with the one before.
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

/// The events without what is nested in them: an alarm has properties of the same names.
std::vector<EventText> events_of(const std::vector<ContentLine>& lines) {
  std::vector<EventText> events;
  int depth = 0;  // of components, 1 in the event itself
  for (const auto& line : lines) {
    const bool begins = begins_with_letters(line.text, "begin:");
    const bool ends = begins_with_letters(line.text, "end:");
    if (depth == 0) {
      if (!begins_with_letters(line.text, "begin:vevent")) continue;
      events.push_back({line.number, false, {}});
      depth = 1;
      continue;
    }
    if (begins) ++depth;
    if (depth == 1 && !ends) events.back().lines.push_back({line.number, without_zone(line.text)});
    if (ends && --depth == 0) events.back().ends = true;
  }
  return events;
}

/// "DTSTART" of "DTSTART;VALUE=DATE:20261225"
std::string_view name_of(std::string_view line) { return line.substr(0, line.find_first_of(";:")); }

std::string_view value_of(std::string_view line) {
  const auto colon = line.find(':');
  return colon == std::string_view::npos ? std::string_view{} : line.substr(colon + 1);
}

bool has_part(std::string_view rule, std::string_view part) {
  return rule.starts_with(part) || rule.find(fmt::format(";{}", part)) != std::string_view::npos;
}

/// A rule that libical understands as RFC 5545 does: where the months are left out it would take that of the first day
/// alone, not all of them.
std::string with_months(std::string_view line) {
  const auto rule = value_of(line);
  const bool all_months = name_of(line) == "RRULE" && has_part(rule, "FREQ=YEARLY") && has_part(rule, "BYMONTHDAY=") &&
                          !has_part(rule, "BYMONTH=");
  return std::string{line}.append(all_months ? ";BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12" : "");
}

std::string component_text(const EventText& event) {
  std::string text = "BEGIN:VEVENT\r\n";
  for (const auto& line : event.lines) text += with_months(line.text) + "\r\n";
  return text + "END:VEVENT\r\n";
}

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

Day day_of(const icaltimetype& time) { return Day{date::year{time.year} / time.month / time.day}; }

/// A date, or a midnight that is not tied to a zone: as Outlook writes whole days.
bool is_whole_day(const icaltimetype& time) {
  return time.is_date != 0 || (time.hour == 0 && time.minute == 0 && time.second == 0 && icaltime_is_utc(time) == 0);
}

std::string text_of(const char* text) { return text == nullptr ? std::string{} : std::string{text}; }

class Calendar {
 public:
  explicit Calendar(std::string file) : file_(std::move(file)) {}

  void add(const EventText& text) {
    if (!text.ends) fault(text.line, "begins an event that does not end; export the calendar anew");
    Event event{text.line, Component{icalcomponent_new_from_string(component_text(text).c_str())}};
    if (event.component == nullptr) fault(text.line, "begins an event that cannot be read; export the calendar anew");
    check_properties(event, text);
    icalcomponent* const component = event.component.get();
    if (icalcomponent_get_status(component) == ICAL_STATUS_CANCELLED) return;
    const icaltimetype instead_of = icalcomponent_get_recurrenceid(component);
    if (icaltime_is_null_time(instead_of) == 0) moved_[uid_of(component)].insert(day_of(instead_of));
    if (!is_whole_day(icalcomponent_get_dtstart(component))) {
      ++with_time_;
    } else if (begins_with_letters(text_of(icalcomponent_get_description(component)), "observance")) {
      ++observances_;
    } else {
      events_.push_back(std::move(event));
    }
  }

  HolidayFile holidays() {
    HolidayFile read;
    for (const auto& event : events_) add_days(event, read.holidays);
    const auto note = [&](std::size_t count, std::string_view with_or_as, std::string_view why) {
      if (count == 0) return;
      read.notes.push_back(fmt::format("{}: {} event{} {} {} passed over; {}", file_, count, count == 1 ? "" : "s",
                                       with_or_as, count == 1 ? "was" : "were", why));
    };
    note(with_time_, "with a time of day", "a holiday lasts whole days");
    note(observances_, "marked as observance", "an observance is no day off");
    return read;
  }

 private:
  struct Event {
    std::uint64_t line = 0;
    Component component;
  };

  [[noreturn]] void fault(std::uint64_t line, std::string_view what) const {
    throw Error{Error::Kind::input, fmt::format("{}:{}: {}", file_, line, what)};
  }

  static std::string uid_of(icalcomponent* component) { return text_of(icalcomponent_get_uid(component)); }

  /// libical leaves out what it cannot read; a day must not get lost that way.
  void check_properties(const Event& event, const EventText& text) const {
    static constexpr std::array needed{std::pair{std::string_view{"DTSTART"}, ICAL_DTSTART_PROPERTY},
                                       std::pair{std::string_view{"DTEND"}, ICAL_DTEND_PROPERTY},
                                       std::pair{std::string_view{"DURATION"}, ICAL_DURATION_PROPERTY},
                                       std::pair{std::string_view{"RRULE"}, ICAL_RRULE_PROPERTY},
                                       std::pair{std::string_view{"RDATE"}, ICAL_RDATE_PROPERTY},
                                       std::pair{std::string_view{"EXDATE"}, ICAL_EXDATE_PROPERTY},
                                       std::pair{std::string_view{"RECURRENCE-ID"}, ICAL_RECURRENCEID_PROPERTY}};
    for (const auto& [name, kind] : needed) {
      std::ptrdiff_t written = 0;
      std::uint64_t last_line = event.line;
      for (const auto& line : text.lines) {
        if (!same_letters(name_of(line.text), lower_case(name))) continue;
        last_line = line.number;
        // A list of days is read as one property each.
        const auto value = value_of(line.text);
        const bool list = kind == ICAL_RDATE_PROPERTY || kind == ICAL_EXDATE_PROPERTY;
        written += 1 + (list ? std::count(value.begin(), value.end(), ',') : 0);
      }
      if (written != icalcomponent_count_properties(event.component.get(), kind)) {
        fault(last_line, fmt::format("{} cannot be read; correct it, or list the days in a plain file", name));
      }
    }
    const icaltimetype start = icalcomponent_get_dtstart(event.component.get());
    if (icaltime_is_null_time(start) != 0 || icaltime_is_valid_time(start) == 0) {
      fault(event.line, "begins an event without a day (DTSTART), or on one that does not exist");
    }
  }

  [[nodiscard]] days length_of(const Event& event) const {
    constexpr days longest{366};
    icalcomponent* const component = event.component.get();
    const icaltimetype start = icalcomponent_get_dtstart(component);
    days length{1};
    if (icalcomponent_count_properties(component, ICAL_DTEND_PROPERTY) > 0) {
      // An event that ends on the day it begins is meant to last that day.
      length = std::max(days{1}, day_of(icalcomponent_get_dtend(component)) - day_of(start));
    } else if (icalcomponent_count_properties(component, ICAL_DURATION_PROPERTY) > 0) {
      const std::chrono::seconds duration{icaldurationtype_as_int(icalcomponent_get_duration(component))};
      length = std::max(days{1}, std::chrono::ceil<days>(duration));
    }
    if (length > longest) fault(event.line, "begins an event that lasts more than a year; give shorter ones");
    return length;
  }

  void add_days(const Event& event, std::vector<Holiday>& holidays) const {
    icalcomponent* const component = event.component.get();
    std::set<Day> begins;
    const auto note_begin = [](icalcomponent*, icaltime_span* span, void* into) {
      const Day day{date::floor<days>(LocalTime{std::chrono::seconds{span->start}})};
      static_cast<std::set<Day>*>(into)->insert(day);
    };
    icaltimetype first = icaltime_null_date();
    first.year = first_year;
    first.month = 1;
    first.day = 1;
    icaltimetype last = first;
    last.year = last_year;
    icalcomponent_foreach_recurrence(component, first, last, note_begin, &begins);

    // A day is excepted however it is written; libical wants it written as DTSTART is.
    for (auto* except = icalcomponent_get_first_property(component, ICAL_EXDATE_PROPERTY); except != nullptr;
         except = icalcomponent_get_next_property(component, ICAL_EXDATE_PROPERTY)) {
      begins.erase(day_of(icalproperty_get_exdate(except)));
    }

    const bool is_moved_one = icaltime_is_null_time(icalcomponent_get_recurrenceid(component)) == 0;
    const auto moved = moved_.find(uid_of(component));
    const std::string name = text_of(icalcomponent_get_summary(component));
    const days length = length_of(event);
    for (const Day begin : begins) {
      if (!is_moved_one && moved != moved_.end() && moved->second.contains(begin)) continue;
      for (days i{0}; i < length; ++i) holidays.push_back({begin + i, name});
    }
  }

  std::string file_;
  std::vector<Event> events_;
  std::map<std::string, std::set<Day>> moved_;  // UID -> the repetitions that another event stands for
  std::size_t with_time_ = 0;
  std::size_t observances_ = 0;
};

}  // namespace

HolidayFile read_icalendar(const std::string& name, std::string_view text) {
  const auto lines = unfolded(text);
  for (const auto& line : lines) {
    if (line.text.find(':') != std::string::npos) continue;
    throw Error{
        Error::Kind::input,
        fmt::format("{}:{}: is no line of a calendar (NAME:value); export the calendar anew", name, line.number)};
  }
  Calendar calendar{name};
  for (const auto& event : events_of(lines)) calendar.add(event);
  return calendar.holidays();
}

}  // namespace lsr
