/// The dates people and programs write, read into days, times and offsets (SPEC §2).
///
///     const auto date = read_date("Mar 7, 2026 2:03:22 PM PST");         // day 2026-03-07, time 14:03:22, −08:00
///     if (date.fault == DateFault::none) moment(date, date.day, los_angeles, los_angeles);
///
///     read_date("03/04/2026").order == WrittenOrder::open                // March 4 or 3 April: see date_order.hpp
///     read_date("13/01/2026").order == WrittenOrder::day_first           // only one reading exists
///     read_date("2026-02-30").fault == DateFault::no_such_day
///
/// Edges: fractions of a second are cut off; upper and lower case and the `T` do not matter; 24:00:00, second 60, a
/// year of two digits, epoch numbers and spreadsheet serials are faults, each with its own remedy.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "lsr/time.hpp"

namespace lsr {

/// How a date with slashes is read, once it is settled.
enum class DateOrder : std::uint8_t { ymd, mdy, dmy };

/// What a written date says about the order of its parts. Only slashed dates say anything else than `plain`.
enum class WrittenOrder : std::uint8_t {
  plain,        ///< one reading, which tells nothing of other dates: 2026-03-07, 7 Mar 2026, 05/05/2026
  year_first,   ///< 2026/03/07: slashed, and plain
  month_first,  ///< 01/13/2026: as day first it would not exist
  day_first,    ///< 13/01/2026
  open,         ///< 03/04/2026
};

enum class DateFault : std::uint8_t {
  none,
  unreadable,
  no_such_day,
  no_such_time,
  hour_24,
  second_60,
  two_digit_year,
  epoch_number,
  spreadsheet_serial,
  unknown_zone,
  other_order,  ///< it exists, but not in the order that its column is read in
};

/// A written date, taken apart. `day` is the month-first reading of an open one, `day_if_day_first` the other.
struct DateText {
  DateFault fault = DateFault::none;
  WrittenOrder order = WrittenOrder::plain;
  Day day{};
  Day day_if_day_first{};
  bool slashed = false;                             ///< written as A/B/YEAR, so `--date-order ymd` refuses it
  std::optional<std::chrono::seconds> time_of_day;  ///< absent: the whole day
  std::optional<std::chrono::seconds> offset;       ///< east positive; absent: local to the input time zone
};

/// Reads any of SPEC §2's forms. Blanks at both ends are ignored. Never throws; `fault` tells.
DateText read_date(std::string_view text);

/// `text` without the blanks (space, tab, line breaks) at both ends.
inline std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || (c <= '\r' && (c == '\t' || c == '\n' || c == '\r')); };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Whether a text that is neither empty nor blank at its ends is one of SPEC §2's words for nothing: N/A, NA, null,
/// none, -, --, 0000-00-00 with or without a time.
bool spells_nothing(std::string_view text);

/// False for most texts that are not empty, and soon told: they do not begin as such a word.
inline bool may_spell_nothing(std::string_view text) {
  const char first = text.front();
  return first == '-' || first == 'n' || first == 'N' || first == '0';
}

/// SPEC §2: nothing, blanks, or one of the words for it.
inline bool means_nothing(std::string_view text) {
  text = trimmed(text);
  return text.empty() || (may_spell_nothing(text) && spells_nothing(text));
}

/// What is wrong and what to write instead, as the end of a sentence: "does not exist in the calendar".
std::string_view sentence(DateFault);

/// The day that a readable date means under a settled order; nothing where it does not exist under it.
std::optional<Day> day_under(const DateText&, DateOrder);

/// The moment of a readable date whose day is settled: an offset of its own counts, else `input_zone`; a date without
/// a time is that civil day of `policy_zone`, whatever the input zone (SPEC §2).
Moment moment(const DateText&, Day, const Zone& input_zone, const Zone& policy_zone);

}  // namespace lsr
