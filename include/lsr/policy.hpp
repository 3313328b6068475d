/// Everything that a marketplace or a seller sets, as one value (SPEC §3, §4, §6, §8).
///
///     const Policy policy = make_policy({});                             // amazon.com: Los Angeles, Mon–Fri, 4 %
///     make_policy({.closed = {{dec_24, dec_31}}, .handling_time = 2});   // a seller who closes over Christmas
///
/// A Policy says how orders are judged, not which orders or when: the log and the as-of come beside it.
///
///     make_policy({.marketplace = "jp"});                                // Tokyo, Japan's holidays, day first
///
/// Edges: holidays of a seller's own come as a list: with_holidays(policy, list).
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/calendar.hpp"
#include "lsr/date_text.hpp"
#include "lsr/holidays.hpp"
#include "lsr/time.hpp"

namespace lsr {

/// The limit a rate is held against, as an exact fraction. Amazon: "no higher than 4 %", so inclusive.
struct Threshold {
  std::int64_t numerator = 4;
  std::int64_t denominator = 100;  ///< above the numerator, at most 10^9: then every comparison is exact
  bool inclusive = true;           ///< false: the rate must be below the limit
};

/// Which ship-by date counts where both are known (SPEC §3, --ship-by).
enum class ShipByRule : std::uint8_t { given, computed };

/// "given", "computed"
inline std::string_view name(ShipByRule rule) { return rule == ShipByRule::given ? "given" : "computed"; }

/// SPEC §4, --scan-check: `automatic` checks the files that can be checked.
enum class ScanCheck : std::uint8_t { automatic, required, off };

/// How a row confirmed with neither a tracking number nor a scan is taken (SPEC §4, --untracked).
enum class Untracked : std::uint8_t { late, ignore };

/// Business days per SKU, where the seller set them one by one.
using HandlingTimes = std::map<std::string, int, std::less<>>;

struct Policy {
  std::string marketplace;
  Zone zone;  ///< days and deadlines are this zone's
  BusinessCalendar calendar;
  std::string holidays;                    ///< the marketplace whose country's holidays count, "none" or "file"
  std::optional<YearRange> holiday_years;  ///< the years they are known for; absent: it does not matter
  DateOrder date_habit;                    ///< how the marketplace's people read 03/04/2026

  std::chrono::seconds cut_off;  ///< local time of day; matters for handling time 0 alone
  std::chrono::hours scan_window;
  std::optional<int> handling_time;  ///< business days, for rows without one of their own
  HandlingTimes handling_times;      ///< before it, where the row's SKU has one
  ShipByRule ship_by;
  ScanCheck scan_check;
  Untracked untracked;
  Threshold threshold;
  std::vector<int> windows;  ///< days each, in the order of the report
};

/// What may be set; what is absent comes from the marketplace.
struct PolicyChoices {
  std::string marketplace = "us";
  std::optional<std::string> time_zone{};
  std::optional<OperatingDays> operating_days{};
  std::optional<std::string> holidays{};  ///< a marketplace's code, for its country's; or "none"
  std::vector<DayRange> closed{};
  std::vector<DayRange> open{};
  std::chrono::seconds cut_off = std::chrono::hours{14};
  std::chrono::hours scan_window{48};
  std::optional<int> handling_time{};
  HandlingTimes handling_times{};
  ShipByRule ship_by = ShipByRule::given;
  ScanCheck scan_check = ScanCheck::automatic;
  Untracked untracked = Untracked::late;
  Threshold threshold{};
  std::vector<int> windows{10, 30};  ///< days, at least one each, and at least one window
};

/// Throws Error{usage} for a marketplace or zone that is unknown, for no window and for one of less than a day.
Policy make_policy(const PolicyChoices&);

/// The same policy with a seller's own holidays in place of the country's (SPEC §8, --holidays FILE).
Policy with_holidays(Policy, std::vector<Holiday>);

/// "2" or, as spreadsheets write it, "2.0"; nothing for anything else than whole days up to the longest (SPEC §3).
std::optional<int> handling_time_of(std::string_view text);

/// The longest handling time a marketplace lets a seller promise (SPEC §3), in business days.
inline constexpr int longest_handling_time = 365;

}  // namespace lsr
