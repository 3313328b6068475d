/// What people write behind an option, read into values (SPEC §8).
///
///     threshold("4%")      // exactly 4 of 100
///     threshold("4")       // throws: "--threshold 4: 4 means 400%: write 4% or 0.04"
///
/// Each throws Error{usage} that names the option, the value and what would be right.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lsr/breakdown.hpp"
#include "lsr/calendar.hpp"
#include "lsr/columns.hpp"
#include "lsr/date_text.hpp"
#include "lsr/encoding.hpp"
#include "lsr/policy.hpp"
#include "lsr/time.hpp"

namespace lsr::cli {

/// How many rejects a run may have: a number of rows, or a part of all.
struct RejectLimit {
  std::uint64_t count = 0;
  std::optional<Threshold> part;
  [[nodiscard]] bool allows(std::uint64_t rejected, std::uint64_t rows) const;
};

[[noreturn]] void refuse(std::string_view option, std::string_view value, std::string_view remedy);

Threshold threshold(const std::string&);
OperatingDays operating_days(const std::string&);
DayRange day_range(std::string_view option, const std::string&);
std::chrono::seconds cut_off(const std::string&);
std::chrono::hours scan_window(const std::string&);
int window_days(const std::string&);
int handling_time(const std::string&);
/// Business days, or nothing for "none".
std::optional<int> auto_cancel(const std::string&);
/// "24h", "2d"
std::chrono::hours within_hours(const std::string&);
int days_ahead(const std::string&);
ShipByRule ship_by_rule(const std::string&);
ScanCheck scan_check(const std::string&);
Untracked untracked(const std::string&);
DateOrder date_order(const std::string&);
char delimiter(const std::string&);
Encoding encoding(const std::string&);
bool on_or_off(std::string_view option, const std::string&);
std::pair<Field, std::string> mapping(const std::string&);
RejectLimit reject_limit(const std::string&);
unsigned threads(const std::string&);

/// What orders are grouped by: a column's name may be anything but empty.
Grouping grouping(const std::string&);

/// A day without a time. Open dates (03/04/2026) are refused.
Day day_of(std::string_view option, const std::string&);

/// A time or a day; a day alone is kept as one. Open dates (03/04/2026) are refused.
Moment moment_of(std::string_view option, const std::string&, const Zone&);

}  // namespace lsr::cli
