/// The formats of holiday_file.hpp, read from a text in memory. Both throw Error{input} that names file and line.
#pragma once

#include <string>
#include <string_view>

#include "lsr/holiday_file.hpp"

namespace lsr {

/// One day or range a line.
HolidayFile read_holiday_list(const std::string& name, std::string_view text);

/// RFC 5545.
HolidayFile read_icalendar(const std::string& name, std::string_view text);

}  // namespace lsr
