#include "lsr/date_text.hpp"

#include <algorithm>
#include <array>

#include "ascii.hpp"
#include "usual_date.hpp"

namespace lsr {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

/// A place in the text that only moves forward.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
  [[nodiscard]] std::string_view rest() const { return rest_; }

  bool take(char c) {
    if (rest_.empty() || lower(rest_.front()) != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  template <typename Predicate>
  std::string_view take_while(Predicate holds) {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), holds);
    const std::string_view taken{rest_.data(), static_cast<std::size_t>(end - rest_.begin())};
    rest_.remove_prefix(taken.size());
    return taken;
  }
  std::string_view digits() { return take_while(is_digit); }
  std::string_view letters() { return take_while(is_letter); }
  bool blanks() { return !take_while(is_blank).empty(); }

 private:
  std::string_view rest_;
};

unsigned number(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits) value = value * 10 + static_cast<unsigned>(c - '0');
  return value;
}

bool is_day_or_month(std::string_view digits) { return digits.size() == 1 || digits.size() == 2; }

unsigned month_named(std::string_view name) {
  static constexpr std::array<std::string_view, 12> names{"january",   "february", "march",    "april",
                                                          "may",       "june",     "july",     "august",
                                                          "september", "october",  "november", "december"};
  if (same_letters(name, "sept")) return 9;
  for (unsigned i = 0; i < names.size(); ++i) {
    if (same_letters(name, names[i]) || same_letters(name, names[i].substr(0, 3))) return i + 1;
  }
  return 0;
}

/// The abbreviations of SPEC §2. CST, BST and IST have other meanings elsewhere in the world; here they have these.
std::optional<seconds> offset_named(std::string_view name) {
  struct Named {
    std::string_view name;
    minutes offset;
  };
  static constexpr std::array<Named, 19> known{{{"z", minutes{0}},
                                                {"utc", minutes{0}},
                                                {"gmt", minutes{0}},
                                                {"pst", minutes{-480}},
                                                {"pdt", minutes{-420}},
                                                {"mst", minutes{-420}},
                                                {"mdt", minutes{-360}},
                                                {"cst", minutes{-360}},
                                                {"cdt", minutes{-300}},
                                                {"est", minutes{-300}},
                                                {"edt", minutes{-240}},
                                                {"brt", minutes{-180}},
                                                {"bst", minutes{60}},
                                                {"cet", minutes{60}},
                                                {"cest", minutes{120}},
                                                {"ist", minutes{330}},
                                                {"jst", minutes{540}},
                                                {"aest", minutes{600}},
                                                {"aedt", minutes{660}}}};
  const auto found =
      std::find_if(known.begin(), known.end(), [&](const Named& each) { return same_letters(name, each.name); });
  if (found == known.end()) return std::nullopt;
  return found->offset;
}

std::optional<Day> existing_day(unsigned year, unsigned month, unsigned day) {
  const date::year_month_day ymd{date::year{static_cast<int>(year)}, date::month{month}, date::day{day}};
  constexpr unsigned in_every_month = 28;
  const bool plainly = day >= 1 && day <= in_every_month && month >= 1 && month <= 12;
  if (year == 0 || !(plainly || ymd.ok())) return std::nullopt;
  return Day{ymd};
}

DateText faulty(DateFault fault) {
  DateText text;
  text.fault = fault;
  return text;
}

DateText plain_date(std::string_view year, unsigned month, std::string_view day,
                    WrittenOrder order = WrittenOrder::plain) {
  if (year.size() == 2) return faulty(DateFault::two_digit_year);
  if (year.size() != 4 || !is_day_or_month(day)) return faulty(DateFault::unreadable);
  const auto existing = existing_day(number(year), month, number(day));
  if (!existing) return faulty(DateFault::no_such_day);
  DateText text;
  text.order = order;
  text.day = text.day_if_day_first = *existing;
  return text;
}

DateText slashed_date(std::string_view first, std::string_view second, std::string_view year) {
  if (year.size() == 2) return faulty(DateFault::two_digit_year);
  if (year.size() != 4 || !is_day_or_month(second)) return faulty(DateFault::unreadable);
  const auto month_first = existing_day(number(year), number(first), number(second));
  const auto day_first = existing_day(number(year), number(second), number(first));
  if (!month_first && !day_first) return faulty(DateFault::no_such_day);
  DateText text;
  text.slashed = true;
  text.day = month_first.value_or(day_first.value_or(Day{}));
  text.day_if_day_first = day_first.value_or(text.day);
  if (!month_first) {
    text.order = WrittenOrder::day_first;
  } else if (!day_first) {
    text.order = WrittenOrder::month_first;
  } else {
    text.order = *month_first == *day_first ? WrittenOrder::plain : WrittenOrder::open;
  }
  return text;
}

/// What a bare number was probably meant to be.
DateFault fault_of_number(std::string_view digits, char next) {
  if (digits.size() >= 9) return DateFault::epoch_number;
  const bool of_these_decades = digits.size() == 5 || digits.size() == 6;
  if (of_these_decades && (next == '\0' || next == '.')) return DateFault::spreadsheet_serial;
  return DateFault::unreadable;
}

DateText date_after_digits(Cursor& at, std::string_view first) {
  const char separator = at.peek();
  if (first.size() == 4 && (separator == '-' || separator == '/')) {
    at.take(separator);
    const auto month = at.digits();
    if (!is_day_or_month(month) || !at.take(separator)) return faulty(DateFault::unreadable);
    return plain_date(first, number(month), at.digits(),
                      separator == '/' ? WrittenOrder::year_first : WrittenOrder::plain);
  }
  if (!is_day_or_month(first)) return faulty(fault_of_number(first, separator));
  if (separator == '/') {
    at.take('/');
    const auto second = at.digits();
    if (!at.take('/')) return faulty(DateFault::unreadable);
    return slashed_date(first, second, at.digits());
  }
  if (separator == '.') {
    at.take('.');
    const auto month = at.digits();
    if (!is_day_or_month(month) || !at.take('.')) return faulty(DateFault::unreadable);
    return plain_date(at.digits(), number(month), first);
  }
  const bool dashed = at.take('-');
  if (!dashed && !at.blanks()) return faulty(fault_of_number(first, separator));
  const unsigned month = month_named(at.letters());
  if (month == 0 || !(dashed ? at.take('-') : at.blanks())) return faulty(DateFault::unreadable);
  return plain_date(at.digits(), month, first);
}

DateText date_after_month_name(Cursor& at) {
  const unsigned month = month_named(at.letters());
  if (month == 0 || !at.blanks()) return faulty(DateFault::unreadable);
  const auto day = at.digits();
  const bool comma = at.take(',');
  if (!at.blanks() && !comma) return faulty(DateFault::unreadable);
  return plain_date(at.digits(), month, day);
}

/// Hours on a clock of twelve: 12 AM is midnight, 12 PM noon.
std::optional<unsigned> hour_of_half_day(unsigned hour, bool afternoon) {
  if (hour < 1 || hour > 12) return std::nullopt;
  return hour % 12 + (afternoon ? 12U : 0U);
}

DateFault read_time(Cursor& at, DateText& into) {
  const auto hour_digits = at.digits();
  if (!is_day_or_month(hour_digits) || !at.take(':')) return DateFault::unreadable;
  const auto minute_digits = at.digits();
  if (minute_digits.size() != 2) return DateFault::unreadable;
  unsigned second = 0;
  if (at.take(':')) {
    const auto second_digits = at.digits();
    if (second_digits.size() != 2) return DateFault::unreadable;
    second = number(second_digits);
    if (at.take('.') && at.digits().empty()) return DateFault::unreadable;
  }
  unsigned hour = number(hour_digits);
  const unsigned minute = number(minute_digits);

  Cursor after = at;
  after.blanks();
  const auto half = after.letters();
  const bool afternoon = same_letters(half, "pm");
  if (afternoon || same_letters(half, "am")) {
    at = after;
    const auto of_day = hour_of_half_day(hour, afternoon);
    if (!of_day) return DateFault::no_such_time;
    hour = *of_day;
  }
  if (hour == 24 && minute == 0 && second == 0) return DateFault::hour_24;
  if (second == 60) return DateFault::second_60;
  if (hour > 23 || minute > 59 || second > 59) return DateFault::no_such_time;
  into.time_of_day = hours{hour} + minutes{minute} + seconds{second};
  return DateFault::none;
}

DateFault read_offset(Cursor& at, DateText& into) {
  at.blanks();
  if (at.at_end()) return DateFault::none;
  const bool west = at.peek() == '-';
  if (!west && at.peek() != '+') {
    into.offset = offset_named(at.letters());
    return into.offset ? DateFault::none : DateFault::unknown_zone;
  }
  at.take(at.peek());
  const auto hour_digits = at.digits();
  const bool together = hour_digits.size() == 4;
  std::string_view minute_digits = together ? hour_digits.substr(2) : "00";
  if (hour_digits.size() == 2 && at.take(':')) minute_digits = at.digits();
  if ((hour_digits.size() != 2 && !together) || minute_digits.size() != 2) return DateFault::unknown_zone;
  const unsigned hour = number(hour_digits.substr(0, 2));
  const unsigned minute = number(minute_digits);
  if (hour > 23 || minute > 59) return DateFault::unknown_zone;
  const seconds distance = hours{hour} + minutes{minute};
  into.offset = west ? -distance : distance;
  return DateFault::none;
}

}  // namespace

bool spells_nothing(std::string_view text) {
  const char first = lower(text.front());
  if (first == '-') return text == "-" || text == "--";
  if (first == 'n') {
    return same_letters(text, "n/a") || same_letters(text, "na") || same_letters(text, "null") ||
           same_letters(text, "none");
  }
  constexpr std::string_view zero_date = "0000-00-00";
  if (first != zero_date.front() || text.substr(0, zero_date.size()) != zero_date) return false;
  const auto behind = text.substr(zero_date.size());
  return behind.empty() || is_blank(behind.front()) || lower(behind.front()) == 't';
}

DateText read_date(std::string_view text) {
  DateText date;
  if (const UsualDate usual = read_usual_date(text); usual.form >= UsualDate::Form::local) {
    date.day = date.day_if_day_first = date::floor<date::days>(usual.local);
    date.time_of_day = usual.local - date.day;
    if (usual.form == UsualDate::Form::with_offset) date.offset = seconds{usual.offset};
    return date;
  }
  Cursor at{trimmed(text)};
  if (is_digit(at.peek())) {
    date = date_after_digits(at, at.digits());
  } else if (is_letter(at.peek())) {
    date = date_after_month_name(at);
  } else {
    date = faulty(DateFault::unreadable);
  }
  if (date.fault != DateFault::none || at.at_end()) return date;
  if (!at.take('t') && !at.blanks()) return faulty(DateFault::unreadable);
  const DateFault of_time = read_time(at, date);
  if (of_time != DateFault::none) return faulty(of_time);
  const DateFault of_offset = read_offset(at, date);
  if (of_offset != DateFault::none) return faulty(of_offset);
  return at.at_end() ? date : faulty(DateFault::unreadable);
}

std::string_view sentence(DateFault fault) {
  switch (fault) {
    case DateFault::none: return "can be read";
    case DateFault::unreadable: return "is no date in a form known here; write 2026-03-07 or 2026-03-07T14:03:22Z";
    case DateFault::no_such_day: return "is a date that does not exist";
    case DateFault::no_such_time: return "has a time that does not exist";
    case DateFault::hour_24: return "has the time 24:00:00; write 00:00:00 of the next day";
    case DateFault::second_60: return "has a second 60; seconds run from 0 to 59";
    case DateFault::two_digit_year: return "has a year of two digits; write four";
    case DateFault::epoch_number:
      return "looks like a number of seconds since 1970; export dates as 2026-03-07T14:03:22Z";
    case DateFault::spreadsheet_serial:
      return "looks like a spreadsheet's day number; format the column as a date before exporting";
    case DateFault::unknown_zone: return "has an unknown zone; write an offset as -08:00, or Z";
    case DateFault::other_order: return "does not exist in the order that --date-order gives";
  }
  return "";
}

std::optional<Day> day_under(const DateText& text, DateOrder order) {
  if (!text.slashed) return text.day;
  switch (order) {
    case DateOrder::ymd: return std::nullopt;
    case DateOrder::mdy: return text.order == WrittenOrder::day_first ? std::nullopt : std::optional{text.day};
    case DateOrder::dmy:
      return text.order == WrittenOrder::month_first ? std::nullopt : std::optional{text.day_if_day_first};
  }
  return std::nullopt;
}

Moment moment(const DateText& text, Day day, const Zone& input_zone, const Zone& policy_zone) {
  if (!text.time_of_day) return whole_day(day, policy_zone);
  const LocalTime local = day + *text.time_of_day;
  if (text.offset) return exactly(Instant{local.time_since_epoch() - *text.offset});
  return exactly(input_zone.instant(local));
}

}  // namespace lsr
