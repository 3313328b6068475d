/// The marketplaces, and what each of them sets by itself (SPEC §3, §8).
///
///     const Marketplace& uk = marketplace_named("uk");
///     uk.time_zone;                                                      // "Europe/London"
///
///     operating_weeks_of(marketplace_named("ae"))                        // Sunday to Thursday up to 2021, then Monday to Friday
///
/// The zone is the one in which the marketplace keeps its own reports, wherever parcels leave from: Los Angeles for the
/// three of North America.
///
/// Edges: codes are SPEC §8's, in lower case; "gb", "amazon.de" or "Germany" are no codes, but the error for them names
/// the right one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "lsr/calendar.hpp"
#include "lsr/date_text.hpp"

namespace lsr {

struct Marketplace {
  /// The weekend as the country keeps it.
  enum class Week : std::uint8_t { monday_to_friday, sunday_to_thursday, emirates };

  std::string_view code;     ///< "uk"; also the name of its country's holidays
  std::string_view country;  ///< "United Kingdom"
  std::string_view site;     ///< "amazon.co.uk"
  std::string_view time_zone;
  Week week = Week::monday_to_friday;
  DateOrder date_habit = DateOrder::dmy;  ///< how its people read 03/04/2026
};

/// All of them, in SPEC §8's order.
std::span<const Marketplace> marketplaces();

bool is_marketplace(std::string_view code);

/// Throws Error{usage} for a code that none has.
const Marketplace& marketplace_named(std::string_view code);

/// What to write instead of a code that no marketplace has: the nearest ones, by code, country or site, else all.
std::string marketplace_remedy(std::string_view wrong);

OperatingWeeks operating_weeks_of(const Marketplace&);

}  // namespace lsr
