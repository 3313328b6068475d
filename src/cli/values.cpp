#include "values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "lsr/error.hpp"

namespace lsr::cli {

namespace {

/// "mon" and "monday" in any case.
std::optional<date::weekday> weekday_named(std::string_view name) {
  static constexpr std::array<std::string_view, 7> names{"sunday",   "monday", "tuesday", "wednesday",
                                                         "thursday", "friday", "saturday"};
  const std::string lower = comparable(name);
  for (unsigned i = 0; i < names.size(); ++i) {
    if (lower == names.at(i) || lower == names.at(i).substr(0, 3)) return date::weekday{i};
  }
  return std::nullopt;
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto at = text.find(separator);
    parts.push_back(trimmed(text.substr(0, at)));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + separator.size());
  }
}

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty() || text.front() == '-')
    return std::nullopt;
  return value;
}

/// An exact decimal, as "4", "0.04" or "3.5"; at most seven places.
std::optional<Threshold> decimal(std::string_view text) {
  const auto point = text.find('.');
  const auto before = text.substr(0, point);
  const auto after = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
  const auto is_number = [](std::string_view digits) {
    return digits.find_first_not_of("0123456789") == std::string_view::npos;
  };
  const bool empty = before.empty() && after.empty();
  if (empty || before.size() > 3 || after.size() > 7 || !is_number(before) || !is_number(after)) return std::nullopt;
  Threshold value{0, 1, true};
  for (const char digit : before) value.numerator = value.numerator * 10 + (digit - '0');
  for (const char digit : after) {
    value.numerator = value.numerator * 10 + (digit - '0');
    value.denominator *= 10;
  }
  return value;
}

/// "4%", "4 %" or "0.04" as a fraction; nothing where it is no number.
std::optional<Threshold> fraction(std::string_view text) {
  text = trimmed(text);
  const bool percent = !text.empty() && text.back() == '%';
  if (percent) text.remove_suffix(1);
  auto value = decimal(trimmed(text));
  if (value && percent) value->denominator *= 100;
  return value;
}

template <typename Value, std::size_t Count>
Value one_of(std::string_view option, const std::string& text,
             const std::array<std::pair<std::string_view, Value>, Count>& known) {
  std::string words;
  for (const auto& [word, value] : known) {
    if (word == text) return value;
    words += fmt::format("{}{}", words.empty() ? "" : ", ", word);
  }
  refuse(option, text, fmt::format("write one of {}", words));
}

/// The date behind an option; a slashed one is taken only where it has one reading. `remedy` is for what is no date.
DateText date_of(std::string_view option, const std::string& text, std::string_view date_part,
                 std::string_view remedy) {
  const DateText date = read_date(date_part);
  switch (date.fault) {
    case DateFault::none: break;
    case DateFault::unreadable:
    case DateFault::epoch_number:
    case DateFault::spreadsheet_serial: refuse(option, text, remedy);
    default: refuse(option, text, sentence(date.fault));
  }
  if (date.order == WrittenOrder::open)
    refuse(option, text, "could be day first or month first; write it as 2026-03-07");
  return date;
}

}  // namespace

bool RejectLimit::allows(std::uint64_t rejected, std::uint64_t rows) const {
  if (!part) return rejected <= count;
  return rejected * static_cast<std::uint64_t>(part->denominator) <= rows * static_cast<std::uint64_t>(part->numerator);
}

void refuse(std::string_view option, std::string_view value, std::string_view remedy) {
  const std::string_view shown = value.empty() ? "\"\"" : value;
  throw Error{Error::Kind::usage, fmt::format("{} {}: {}", option, shown, remedy)};
}

Threshold threshold(const std::string& text) {
  constexpr std::string_view option = "--threshold";
  std::string_view rest = trimmed(text);
  const bool at_most = rest.substr(0, 2) == "<=";
  const bool below = !at_most && rest.substr(0, 1) == "<";
  rest.remove_prefix(at_most ? 2 : below ? 1 : 0);
  const auto value = fraction(rest);
  if (!value) refuse(option, text, "is no rate; write 4%, 0.04, or '<4%' for below 4 %");
  const bool percent = trimmed(rest).back() == '%';
  if (value->numerator >= value->denominator) {
    const double number = static_cast<double>(value->numerator) / static_cast<double>(value->denominator);
    if (percent || number >= 100) refuse(option, text, "a limit lies from 0% to below 100%; write 4% or 0.04");
    refuse(option, text,
           fmt::format("{0} means {1:.9g}%: write {0}% or {2:.9g}", trimmed(rest), number * 100, number / 100));
  }
  return {value->numerator, value->denominator, !below};
}

OperatingDays operating_days(const std::string& text) {
  constexpr std::string_view option = "--operating-days";
  constexpr std::string_view remedy = "write weekdays as mon-fri, sun-thu or mon,wed,fri";
  OperatingDays days;
  for (const auto part : split(text, ",")) {
    const auto ends = split(part, "-");
    const auto first = weekday_named(ends.front());
    const auto last = weekday_named(ends.back());
    if (ends.size() > 2 || !first || !last) refuse(option, text, remedy);
    date::weekday day = *first;
    for (; day != *last; day += date::days{1}) days.add(day);
    days.add(day);
  }
  return days;
}

DayRange day_range(std::string_view option, const std::string& text) {
  const auto ends = split(text, "..");
  constexpr std::string_view remedy = "write a day as 2026-12-24, or days as 2026-12-24..2026-12-31";
  if (ends.size() > 2) refuse(option, text, remedy);
  const DateText first = date_of(option, text, ends.front(), remedy);
  const DateText last = date_of(option, text, ends.back(), remedy);
  if (first.time_of_day || last.time_of_day) refuse(option, text, remedy);
  if (last.day < first.day) refuse(option, text, "ends before it begins");
  constexpr date::days longest{3660};
  if (last.day - first.day > longest) refuse(option, text, "is longer than ten years; give shorter ranges");
  return {first.day, last.day};
}

std::chrono::seconds cut_off(const std::string& text) {
  // A time of day is what stands behind a date; which date does not matter.
  const DateText date = read_date("2000-01-01 " + text);
  if (date.fault != DateFault::none || !date.time_of_day || date.offset) {
    refuse("--cut-off", text, "write a local time of day as 14:00");
  }
  return *date.time_of_day;
}

namespace {

/// Whole hours or days up to a year.
std::optional<std::chrono::hours> hours_of(std::string_view text) {
  constexpr int longest = 24 * 366;
  const bool days = !text.empty() && text.back() == 'd';
  const bool has_unit = days || (!text.empty() && text.back() == 'h');
  const auto count = whole_number(text.substr(0, text.size() - (has_unit ? 1 : 0)));
  const int hours_each = days ? 24 : 1;
  if (!has_unit || !count || *count > longest / hours_each) return std::nullopt;
  return std::chrono::hours{*count * hours_each};
}

}  // namespace

std::chrono::hours scan_window(const std::string& text) {
  const auto hours = hours_of(text);
  if (!hours) refuse("--scan-window", text, "write whole hours or days up to a year, as 48h or 2d");
  return *hours;
}

std::chrono::hours within_hours(const std::string& text) {
  const auto hours = hours_of(text);
  if (!hours) refuse("--within", text, "write whole hours or days up to a year, as 24h or 2d");
  return *hours;
}

std::optional<int> auto_cancel(const std::string& text) {
  if (text == "none") return std::nullopt;
  const auto days = whole_number(text);
  if (!days || *days < 1 || *days > longest_handling_time) {
    refuse("--auto-cancel", text, fmt::format("write business days from 1 to {}, or none", longest_handling_time));
  }
  return days;
}

int days_ahead(const std::string& text) {
  constexpr int longest = 366;
  const auto days = whole_number(text);
  if (!days || *days < 1 || *days > longest) {
    refuse("--days", text, fmt::format("write a number of days from 1 to {}", longest));
  }
  return *days;
}

unsigned threads(const std::string& text) {
  constexpr int most = 256;
  const auto count = whole_number(text);
  if (!count || *count < 1 || *count > most) {
    refuse("--threads", text, fmt::format("write how many may work at a time, 1 to {}", most));
  }
  return static_cast<unsigned>(*count);
}

int window_days(const std::string& text) {
  constexpr int longest = 36'500;
  const bool has_unit = !text.empty() && text.back() == 'd';
  const auto count = whole_number(std::string_view{text}.substr(0, text.size() - (has_unit ? 1 : 0)));
  if (!count || *count < 1 || *count > longest) {
    refuse("--window", text, fmt::format("write a number of days from 1 to {}, as 30d", longest));
  }
  return *count;
}

int handling_time(const std::string& text) {
  const auto days = handling_time_of(trimmed(text));
  if (!days) {
    refuse("--handling-time", text, fmt::format("write whole business days from 0 to {}", longest_handling_time));
  }
  return *days;
}

ShipByRule ship_by_rule(const std::string& text) {
  return one_of("--ship-by", text,
                std::array{std::pair{std::string_view{"given"}, ShipByRule::given},
                           std::pair{std::string_view{"computed"}, ShipByRule::computed}});
}

ScanCheck scan_check(const std::string& text) {
  return one_of("--scan-check", text,
                std::array{std::pair{std::string_view{"auto"}, ScanCheck::automatic},
                           std::pair{std::string_view{"required"}, ScanCheck::required},
                           std::pair{std::string_view{"off"}, ScanCheck::off}});
}

Untracked untracked(const std::string& text) {
  return one_of("--untracked", text,
                std::array{std::pair{std::string_view{"late"}, Untracked::late},
                           std::pair{std::string_view{"ignore"}, Untracked::ignore}});
}

DateOrder date_order(const std::string& text) {
  return one_of(
      "--date-order", text,
      std::array{std::pair{std::string_view{"ymd"}, DateOrder::ymd}, std::pair{std::string_view{"mdy"}, DateOrder::mdy},
                 std::pair{std::string_view{"dmy"}, DateOrder::dmy}});
}

char delimiter(const std::string& text) {
  static constexpr std::array<std::pair<std::string_view, char>, 9> known{{{",", ','},
                                                                           {"comma", ','},
                                                                           {";", ';'},
                                                                           {"semicolon", ';'},
                                                                           {"|", '|'},
                                                                           {"pipe", '|'},
                                                                           {"tab", '\t'},
                                                                           {"\\t", '\t'},
                                                                           {"\t", '\t'}}};
  const auto found = std::find_if(known.begin(), known.end(), [&](const auto& each) { return each.first == text; });
  if (found == known.end()) refuse("--delimiter", text, "write comma, tab, semicolon or pipe");
  return found->second;
}

Encoding encoding(const std::string& text) {
  const auto found = encoding_named(text);
  if (!found) refuse("--encoding", text, "write utf-8, utf-16le, utf-16be, windows-1252 or shift_jis");
  return *found;
}

bool on_or_off(std::string_view option, const std::string& text) {
  return one_of(option, text,
                std::array{std::pair{std::string_view{"on"}, true}, std::pair{std::string_view{"off"}, false}});
}

std::pair<Field, std::string> mapping(const std::string& text) {
  const auto equals = text.find('=');
  const auto field = field_named(trimmed(std::string_view{text}.substr(0, equals)));
  if (equals == std::string::npos || trimmed(std::string_view{text}.substr(equals + 1)).empty()) {
    refuse("--map", text, "write field=COLUMN, as confirm-date=\"Shipped on\"");
  }
  if (!field) {
    std::string names;
    for (std::size_t i = 0; i < field_count; ++i)
      names += fmt::format("{}{}", i == 0 ? "" : ", ", name(static_cast<Field>(i)));
    refuse("--map", text, fmt::format("the field is one of {}", names));
  }
  return {*field, std::string{trimmed(std::string_view{text}.substr(equals + 1))}};
}

RejectLimit reject_limit(const std::string& text) {
  constexpr std::string_view remedy = "write a number of rows as 10, or a part of all as 1%";
  if (const auto count = whole_number(text)) return {static_cast<std::uint64_t>(*count), std::nullopt};
  const auto part = fraction(text);
  if (!part || text.back() != '%' || part->numerator > part->denominator) refuse("--max-rejects", text, remedy);
  return {0, part};
}

Grouping grouping(const std::string& text) {
  if (trimmed(text).empty()) {
    refuse("--by", text, "name what to group by: carrier, sku, weekday, handling-time or any column");
  }
  return grouping_of(trimmed(text));
}

Day day_of(std::string_view option, const std::string& text) {
  constexpr std::string_view remedy = "write a day without a time, as 2026-12-24";
  const DateText date = date_of(option, text, text, remedy);
  if (date.time_of_day) refuse(option, text, remedy);
  return date.day;
}

Moment moment_of(std::string_view option, const std::string& text, const Zone& zone) {
  const DateText date =
      date_of(option, text, text, "is no date in a form known here; write 2026-03-07 or 2026-03-07T14:03:22Z");
  return moment(date, date.day, zone, zone);
}

}  // namespace lsr::cli
