/// Times and days as the tables of the tests write them.
///
///     at("2026-03-07T14:03:22-08:00")        an instant
///     clock("2026-03-08T02:30:00")           what a wall clock shows
///     day("2026-03-07")
///
/// They are read by the date library: the library under test must not vouch for its own reading. A table with a typing
/// error throws, so that no row passes because it says nothing.
#pragma once

#include <date/date.h>

#include <sstream>
#include <stdexcept>
#include <string>

#include "lsr/time.hpp"

namespace lsr::test {

template <typename Time>
Time parsed(const char* format, const std::string& text) {
  std::istringstream in{text};
  Time time;
  in >> date::parse(format, time);
  if (in.fail() || in.peek() != std::istringstream::traits_type::eof()) {
    throw std::invalid_argument{"not " + std::string{format} + ": " + text};
  }
  return time;
}

inline Instant at(const std::string& text) { return parsed<Instant>("%FT%T%Ez", text); }
inline LocalTime clock(const std::string& text) { return parsed<LocalTime>("%FT%T", text); }
inline Day day(const std::string& text) { return parsed<Day>("%F", text); }

/// As a log would have it: "2026-03-10" is known by its day in that zone, anything longer to the second.
inline Moment known(const std::string& text, const Zone& zone) {
  const bool by_day = text.size() == std::string{"2026-03-10"}.size();
  return by_day ? whole_day(day(text), zone) : exactly(at(text));
}

/// Catch cannot print instants; failures are readable where texts are compared.
inline std::string utc(Instant instant) { return date::format("%FT%TZ", instant); }

}  // namespace lsr::test
