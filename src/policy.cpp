#include "lsr/policy.hpp"

#include <algorithm>

#include "lsr/error.hpp"

#include <utility>

#include "lsr/marketplace.hpp"

namespace lsr {

std::optional<int> handling_time_of(std::string_view text) {
  const auto point = text.find('.');
  if (point != std::string_view::npos) {
    const auto fraction = text.substr(point + 1);
    // Spreadsheets write 2 as 2.0.
    if (fraction.empty() || fraction.find_first_not_of('0') != std::string_view::npos) return std::nullopt;
    text = text.substr(0, point);
  }
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  int days = 0;
  for (const char digit : text) {
    days = days * 10 + (digit - '0');
    if (days > longest_handling_time) return std::nullopt;
  }
  return days;
}

Policy make_policy(const PolicyChoices& choices) {
  const Marketplace& marketplace = marketplace_named(choices.marketplace);
  const std::string holidays = choices.holidays.value_or(std::string{marketplace.code});
  const bool none = holidays == "none";
  BusinessCalendar::Exceptions exceptions{none ? std::vector<Holiday>{} : holidays_of(holidays), choices.closed,
                                          choices.open};
  const bool all_have_days =
      std::all_of(choices.windows.begin(), choices.windows.end(), [](int days) { return days > 0; });
  if (choices.windows.empty() || !all_have_days) {
    throw Error{Error::Kind::usage, "a policy needs a window, and each window at least one day"};
  }
  return Policy{
      .marketplace = std::string{marketplace.code},
      .zone = Zone::named(choices.time_zone.value_or(std::string{marketplace.time_zone})),
      .calendar = BusinessCalendar{choices.operating_days ? OperatingWeeks{*choices.operating_days}
                                                          : operating_weeks_of(marketplace),
                                   std::move(exceptions)},
      .holidays = holidays,
      .holiday_years = none ? std::nullopt : std::optional{holiday_years},
      .date_habit = marketplace.date_habit,
      .cut_off = choices.cut_off,
      .scan_window = choices.scan_window,
      .handling_time = choices.handling_time,
      .handling_times = choices.handling_times,
      .ship_by = choices.ship_by,
      .scan_check = choices.scan_check,
      .untracked = choices.untracked,
      .threshold = choices.threshold,
      .windows = choices.windows,
  };
}

Policy with_holidays(Policy policy, std::vector<Holiday> holidays) {
  policy.calendar = policy.calendar.with_holidays(std::move(holidays));
  policy.holidays = "file";
  policy.holiday_years.reset();
  return policy;
}

}  // namespace lsr
