/// The months of the years that usual dates are of (usual_date.hpp): where each of them begins, and how long it is.
///
///     days_until(2026, 3, 7)                                             // from 1970 to 7 March 2026: 20519
///
/// Edges: of the years 1970 to 2099. What is no month has no days.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "lsr/time.hpp"

namespace lsr {

inline constexpr unsigned first_year_of_months = 1970;
inline constexpr unsigned years_of_months = 130;
inline constexpr unsigned months_a_year = 16;
inline constexpr unsigned month_length_bits = 8;

/// Sixteen a year: the day before the first one since 1970, shifted up, and the length. Behind them stands one more
/// that is no month, for all that lie outside.
inline constexpr auto month_table = [] {
  std::array<std::int32_t, std::size_t{years_of_months} * months_a_year + 1> table{};
  int day_before = -1;
  for (unsigned year = 0; year < years_of_months; ++year) {
    for (unsigned month = 1; month <= 12; ++month) {
      const auto last = date::year{static_cast<int>(first_year_of_months + year)} / date::month{month} / date::last;
      const auto length = static_cast<int>(unsigned{last.day()});
      table[year * months_a_year + month] = day_before * (1 << month_length_bits) + length;
      day_before += length;
    }
  }
  return table;
}();

inline constexpr std::int64_t no_day = -1;

/// The days from 1970-01-01 to that day, or no_day.
constexpr std::int64_t days_until(unsigned year, unsigned month, unsigned day) {
  const unsigned years = year - first_year_of_months;
  if (years >= years_of_months || month >= months_a_year) return no_day;
  const std::int32_t found = month_table[years * months_a_year + month];
  constexpr std::int32_t length = (1 << month_length_bits) - 1;
  return day - 1 < static_cast<unsigned>(found & length) ? (found >> month_length_bits) + std::int64_t{day} : no_day;
}

}  // namespace lsr
