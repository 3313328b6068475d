/// What a policy's calendar says of a range of days: the numbers behind `lsr calendar` (SPEC §8).
///
///     const CalendarPage page = calendar_page({dec_1, dec_31}, policy);
///     page.business_days;                                                // 22
///     page.days[24].name;                                                // "Christmas Day"
///
/// Edges: both ends of the range belong to it; a range that ends before it begins has no days. A day that the seller
/// closed is a holiday named "closed".
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "lsr/calendar.hpp"
#include "lsr/policy.hpp"

namespace lsr {

struct CalendarPage {
  DayRange range;
  std::vector<CountedDay> days;  ///< each day of it; business days are numbered
  std::size_t business_days = 0;
  std::size_t weekend_days = 0;
  std::size_t holidays = 0;
  std::vector<std::string> notes;  ///< sentences that have to be said
};

CalendarPage calendar_page(const DayRange&, const Policy&);

}  // namespace lsr
