/// The text of a calendar, taken apart into the lines of its events (RFC 5545 §3.1).
///
///     for (const EventText& event : events_of(text)) ...                 // event.line: where it begins
///
/// Folded lines are put together; what is nested in an event, as an alarm, is left out, since it has properties of the
/// same names; and so are zones: midnight of a whole day is midnight where the seller is.
///
/// Edges: an event that does not end is told as such, and takes nothing from the next one. Lines that are no property
/// are left out: some programs break a description so.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lsr {

/// An unfolded line, with the number of the first of those it stands in.
struct ContentLine {
  std::uint64_t number = 0;
  std::string text;
};

struct EventText {
  std::uint64_t line = 0;
  bool ends = false;
  bool in_zone = false;            ///< it begins in a zone
  std::vector<ContentLine> lines;  ///< its properties
};

std::vector<EventText> events_of(std::string_view text);

/// "DTSTART" of "DTSTART;VALUE=DATE:20261225"
std::string_view name_of(std::string_view line);

/// "20261225" of the same
std::string_view value_of(std::string_view line);

/// Whether each value of a list begins with a day that exists: 20261224, 2026-12-24, 20261224T000000.
bool names_days(std::string_view values);

}  // namespace lsr
