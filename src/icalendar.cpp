#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "ascii.hpp"
#include "holiday_formats.hpp"
#include "icalendar_text.hpp"
#include "lsr/date_text.hpp"
#include "lsr/error.hpp"

namespace lsr {

using date::days;
using namespace std::string_view_literals;

namespace {

constexpr int first_year = 1970;
constexpr int last_year = 2100;

bool has_part(std::string_view rule, std::string_view part) {
  return rule.starts_with(part) || rule.find(fmt::format(";{}", part)) != std::string_view::npos;
}

/// A rule that libical understands as RFC 5545 does: where the months are left out it would take that of the first day
/// alone, not all of them.
std::string with_months(std::string_view line) {
  const auto rule = value_of(line);
  const bool all_months = same_letters(name_of(line), "rrule") && has_part(rule, "FREQ=YEARLY") &&
                          has_part(rule, "BYMONTHDAY=") && !has_part(rule, "BYMONTH=");
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

std::chrono::seconds time_of(const icaltimetype& time) {
  return std::chrono::hours{time.hour} + std::chrono::minutes{time.minute} + std::chrono::seconds{time.second};
}

LocalTime clock_of(const icaltimetype& time) { return day_of(time) + time_of(time); }

/// How long an event lasts by its own word; nothing where it does not say.
std::optional<std::chrono::seconds> written_length(icalcomponent* component) {
  if (icalcomponent_count_properties(component, ICAL_DTEND_PROPERTY) > 0) {
    return clock_of(icalcomponent_get_dtend(component)) - clock_of(icalcomponent_get_dtstart(component));
  }
  if (icalcomponent_count_properties(component, ICAL_DURATION_PROPERTY) == 0) return std::nullopt;
  return std::chrono::seconds{icaldurationtype_as_int(icalcomponent_get_duration(component))};
}

/// From a date, or from one midnight to another that are not tied to a zone: as Outlook writes whole days. Other
/// programs end them a minute or a second before midnight.
bool lasts_whole_days(icalcomponent* component) {
  constexpr std::chrono::minutes before_midnight{1};
  const icaltimetype start = icalcomponent_get_dtstart(component);
  if (start.is_date != 0) return true;
  if (time_of(start).count() != 0 || icaltime_is_utc(start) != 0) return false;
  const auto length = written_length(component);
  return !length || std::chrono::ceil<days>(*length) - *length <= before_midnight;
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
    if (text.in_zone) settle_ends(event);
    icalcomponent* const component = event.component.get();
    // What stands for one repetition of another event does so even where it is cancelled or has a time of day.
    const icaltimetype instead_of = icalcomponent_get_recurrenceid(component);
    if (icaltime_is_null_time(instead_of) == 0) moved_[uid_of(component)].insert(day_of(instead_of));
    if (icalcomponent_get_status(component) == ICAL_STATUS_CANCELLED) return;
    if (!lasts_whole_days(component)) {
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
  [[noreturn]] void property_fault(std::uint64_t line, std::string_view name) const {
    fault(line, fmt::format("{} cannot be read; correct it, or list the days in a plain file", name));
  }

  static std::string uid_of(icalcomponent* component) { return text_of(icalcomponent_get_uid(component)); }

  /// libical leaves out what it cannot read, and takes February 30 for March 2; a day must not get lost that way.
  void check_properties(const Event& event, const EventText& text) const {
    static constexpr std::array dates{"dtstart"sv, "dtend"sv, "rdate"sv, "exdate"sv, "recurrence-id"sv};
    static constexpr std::array others{std::pair{"duration"sv, ICAL_DURATION_PROPERTY},
                                       std::pair{"rrule"sv, ICAL_RRULE_PROPERTY}};
    std::array<int, others.size()> written{};
    for (const auto& line : text.lines) {
      const auto name = name_of(line.text);
      const bool has_days =
          std::any_of(dates.begin(), dates.end(), [&](std::string_view each) { return same_letters(name, each); });
      if (has_days && !names_days(value_of(line.text))) {
        fault(line.number, fmt::format("{} cannot be read, or is of a day that does not exist; correct it, or list the "
                                       "days in a plain file",
                                       name));
      }
      for (std::size_t i = 0; i < others.size(); ++i) {
        const auto& [other, kind] = others.at(i);
        if (!same_letters(name, other)) continue;
        if (++written.at(i) > icalcomponent_count_properties(event.component.get(), kind)) {
          property_fault(line.number, name);
        }
        if (kind == ICAL_RRULE_PROPERTY) check_rule(event, written.at(i), line.number);
      }
    }
    const icaltimetype start = icalcomponent_get_dtstart(event.component.get());
    if (icaltime_is_null_time(start) != 0 || icaltime_is_valid_time(start) == 0) {
      fault(event.line, "begins an event that has no day (DTSTART)");
    }
  }

  /// The nth rule, n from 1.
  void check_rule(const Event& event, int nth, std::uint64_t line) const {
    icalcomponent* const component = event.component.get();
    auto* rule = icalcomponent_get_first_property(component, ICAL_RRULE_PROPERTY);
    for (int i = 1; i < nth; ++i) rule = icalcomponent_get_next_property(component, ICAL_RRULE_PROPERTY);
    const auto repeats = icalproperty_get_rrule(rule);
    switch (repeats.freq) {
      case ICAL_SECONDLY_RECURRENCE:
      case ICAL_MINUTELY_RECURRENCE:
      case ICAL_HOURLY_RECURRENCE: fault(line, "RRULE repeats the event within the day; a holiday lasts whole days");
      case ICAL_NO_RECURRENCE: property_fault(line, "RRULE");
      default: break;
    }
    const std::unique_ptr<icalrecur_iterator, void (*)(icalrecur_iterator*)> days_of_rule{
        icalrecur_iterator_new(repeats, icalcomponent_get_dtstart(component)), icalrecur_iterator_free};
    if (days_of_rule == nullptr) property_fault(line, "RRULE");
  }

  /// A rule's end is told in UTC where its event begins in a zone (RFC 5545 §3.3.10): the midnight of the last day is
  /// an hour of that day or of the day before. What is no midnight of any zone stays as it is.
  static void settle_ends(const Event& event) {
    constexpr int quarter = 15;
    constexpr int noon = 12;
    icalcomponent* const component = event.component.get();
    for (auto* rule = icalcomponent_get_first_property(component, ICAL_RRULE_PROPERTY); rule != nullptr;
         rule = icalcomponent_get_next_property(component, ICAL_RRULE_PROPERTY)) {
      auto repeats = icalproperty_get_rrule(rule);
      icaltimetype& until = repeats.until;
      if (icaltime_is_utc(until) == 0 || until.minute % quarter != 0 || until.second != 0) continue;
      const int later = until.hour >= noon ? 1 : 0;
      until.hour = until.minute = 0;
      until.zone = nullptr;
      icaltime_adjust(&until, later, 0, 0, 0);
      icalproperty_set_rrule(rule, repeats);
    }
  }

  [[nodiscard]] days length_of(const Event& event) const {
    constexpr days longest{366};
    const auto written = written_length(event.component.get());
    if (!written) return days{1};
    if (written->count() < 0) fault(event.line, "begins an event that ends before it begins");
    const days length = std::chrono::ceil<days>(*written);
    if (length > longest) fault(event.line, "begins an event that lasts more than a year; give shorter ones");
    // An event that ends on the day it begins is meant to last that day.
    return std::max(days{1}, length);
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
  Calendar calendar{name};
  for (const auto& event : events_of(text)) calendar.add(event);
  return calendar.holidays();
}

}  // namespace lsr
