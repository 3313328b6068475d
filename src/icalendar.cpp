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

/// The text of one event, and where it begins.
struct EventText {
  std::uint64_t line = 0;
  std::string text;
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

struct ContentLine {
  std::uint64_t number = 0;
  std::string text;
};

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

/// The events without what is nested in them: an alarm has properties of the same names. The text of one that does not
/// end is empty.
std::vector<EventText> events_of(std::string_view text) {
  std::vector<EventText> events;
  EventText event;
  int depth = 0;  // of components, 1 in the event itself
  for (const auto& line : unfolded(text)) {
    const bool begins = begins_with_letters(line.text, "begin:");
    const bool ends = begins_with_letters(line.text, "end:");
    if (depth == 0 && begins_with_letters(line.text, "begin:vevent")) {
      event = {line.number, {}};
      depth = 1;
      event.text = "BEGIN:VEVENT\r\n";
      continue;
    }
    if (depth == 0) continue;
    if (begins) ++depth;
    if (depth == 1 && !ends) event.text += without_zone(line.text) + "\r\n";
    if (ends && --depth == 0) {
      event.text += "END:VEVENT\r\n";
      events.push_back(std::move(event));
    }
  }
  if (depth > 0) events.push_back({event.line, {}});
  return events;
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
    Event event{text.line, Component{icalcomponent_new_from_string(text.text.c_str())}};
    if (event.component == nullptr || icalcomponent_isa(event.component.get()) != ICAL_VEVENT_COMPONENT) {
      fault(event, "cannot be read, or does not end; export the calendar anew");
    }
    check_properties(event, text.text);
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

  [[noreturn]] void fault(const Event& event, std::string_view what) const {
    throw Error{Error::Kind::input, fmt::format("{}:{}: the event {}", file_, event.line, what)};
  }

  static std::string uid_of(icalcomponent* component) { return text_of(icalcomponent_get_uid(component)); }

  /// libical leaves out what it cannot read; a day must not get lost that way.
  void check_properties(const Event& event, std::string_view text) const {
    static constexpr std::array needed{std::pair{std::string_view{"DTSTART"}, ICAL_DTSTART_PROPERTY},
                                       std::pair{std::string_view{"DTEND"}, ICAL_DTEND_PROPERTY},
                                       std::pair{std::string_view{"DURATION"}, ICAL_DURATION_PROPERTY},
                                       std::pair{std::string_view{"RRULE"}, ICAL_RRULE_PROPERTY},
                                       std::pair{std::string_view{"RDATE"}, ICAL_RDATE_PROPERTY},
                                       std::pair{std::string_view{"EXDATE"}, ICAL_EXDATE_PROPERTY},
                                       std::pair{std::string_view{"RECURRENCE-ID"}, ICAL_RECURRENCEID_PROPERTY}};
    for (const auto& [name, kind] : needed) {
      int written = 0;
      for (Lines lines{text}; const auto line = lines.next();) {
        const char after = line->size() > name.size() ? (*line)[name.size()] : '\0';
        if (line->starts_with(name) && (after == ':' || after == ';')) ++written;
      }
      if (written != icalcomponent_count_properties(event.component.get(), kind)) {
        fault(event, fmt::format("has an unreadable {}; correct it, or list the days in a file of their own", name));
      }
    }
    const icaltimetype start = icalcomponent_get_dtstart(event.component.get());
    if (icaltime_is_null_time(start) != 0 || icaltime_is_valid_time(start) == 0) {
      fault(event, "has no day (DTSTART), or none that exists");
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
    if (length > longest) fault(event, "lasts more than a year");
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

    const bool is_moved_one = icaltime_is_null_time(icalcomponent_get_recurrenceid(component)) == 0;
    const auto moved = moved_.find(uid_of(component));
    const std::string name = text_of(icalcomponent_get_summary(component));
    const days length = length_of(event);
    for (const Day begin : begins) {
      if (!is_moved_one && moved != moved_.end() && moved->second.count(begin) > 0) continue;
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
  Calendar calendar{name};
  for (const auto& event : events_of(text)) calendar.add(event);
  return calendar.holidays();
}

}  // namespace lsr
