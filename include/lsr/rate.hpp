/// The late shipment rate, held against its limit in exact integers (SPEC §6).
///
///     exceeds({4, 100}, Threshold{4, 100, true})                         // false: exactly 4 % is within
///     headroom({3, 100}, Threshold{4, 100, true})                        // 1: one more late order may come
///
///     const Window window = window_of(tally, 30, as_of_day, policy.threshold);
///
/// Nothing is compared after rounding. Rounding is for showing: millionths() for programs, percentage() for people, who
/// are never shown the limit for a rate that is over it.
///
/// Edges: with nothing decided there is no rate, and a window is no_data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "lsr/policy.hpp"
#include "lsr/tally.hpp"

namespace lsr {

/// A part of a whole, both numbers of orders; part ≤ whole.
struct Ratio {
  std::uint64_t part = 0;
  std::uint64_t whole = 0;
};

Ratio late_rate(const Counts&);           ///< late ÷ decided
Ratio rate_without_scans(const Counts&);  ///< as the marketplace's own page has it, which knows confirms only
Ratio worst_case_rate(const Counts&);     ///< if all that is open turned late

/// Over the limit; never where there is nothing.
bool exceeds(const Ratio&, const Threshold&);

/// How many of the next orders may be late, all else on time, before the limit is exceeded; 0 where it is.
std::uint64_t headroom(const Ratio& late_of_decided, const Threshold&);

/// How many on-time orders in a row bring an exceeded limit back; 0 where it is not exceeded, nothing where no number
/// does.
std::optional<std::uint64_t> recovery(const Ratio& late_of_decided, const Threshold&);

/// Rounded half up to six places; nothing where there is nothing to divide by.
std::optional<std::uint64_t> millionths(const Ratio&);

/// "3.29 %", with as many places as it takes not to show the limit, or less, for a rate over it; "-" for nothing.
std::string percentage(const Ratio&, const Threshold&);

/// "4 %", or "below 4 %" where the limit itself is over.
std::string limit_text(const Threshold&);

enum class Status : std::uint8_t { within, over, no_data };

/// "within", "over", "no-data"
std::string_view name(Status);

Status status_of(const Ratio&, const Threshold&);

/// The orders whose ship-by day is one of the `days` civil days that end with the as-of day.
struct Window {
  int days = 0;
  Day from;
  Day to;
  Counts counts;
  Status status = Status::no_data;
  std::uint64_t headroom = 0;
  std::optional<std::uint64_t> recovery;
};

Window window_of(const Tally&, int days, Day as_of_day, const Threshold&);

/// The days of the longest of the policy's windows that end with the as-of day.
DayRange longest_window(const Policy&, Instant as_of);

}  // namespace lsr
