/// The national public holidays of the marketplaces' countries, as they are observed (SPEC §3).
///
///     const auto us = holidays_of("us");                                 // the federal holidays, 2015–2035
///     us.front().name;                                                   // "New Year's Day"
///
/// They are data (data/holidays/<country>.csv) and travel inside the library: nothing to install or to point at.
///
/// Edges: the data covers holiday_years; outside them a calendar knows weekends only, and a report says so.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lsr/calendar.hpp"

namespace lsr {

/// The years for which holidays are known, both included.
struct YearRange {
  date::year first;
  date::year last;
  [[nodiscard]] bool contains(Day day) const {
    const date::year year = date::year_month_day{day}.year();
    return first <= year && year <= last;
  }
};
inline constexpr YearRange holiday_years{date::year{2015}, date::year{2035}};

/// What has to be said where a day outside them was counted.
std::string beyond_holiday_years_note(const YearRange&);

/// Sorted by day. Throws Error{usage} for a country that has no data.
std::vector<Holiday> holidays_of(std::string_view country);

}  // namespace lsr
