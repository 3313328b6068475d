#include "lsr/calendar_page.hpp"

#include <algorithm>

#include "lsr/holidays.hpp"

namespace lsr {

CalendarPage calendar_page(const DayRange& range, const Policy& policy) {
  CalendarPage page;
  page.range = range;
  page.days = counted_days(range, policy.calendar);
  const auto count = [&](CountedDay::Kind kind) {
    return static_cast<std::size_t>(
        std::count_if(page.days.begin(), page.days.end(), [&](const CountedDay& day) { return day.kind == kind; }));
  };
  page.business_days = count(CountedDay::Kind::business);
  page.weekend_days = count(CountedDay::Kind::weekend);
  page.holidays = count(CountedDay::Kind::holiday);
  const auto& years = policy.holiday_years;
  if (years && !(years->contains(range.first) && years->contains(range.last))) {
    page.notes.push_back(beyond_holiday_years_note(*years));
  }
  return page;
}

}  // namespace lsr
