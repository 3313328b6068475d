/// Dates of the form that most logs are in, read from fixed places: YYYY-MM-DD?HH:MM:SS with T or a blank for the
/// question mark, and nothing, Z or ±HH:MM behind (SPEC §2).
///
///     const UsualDate date = read_usual_date("2026-03-07T14:03:22-08:00");
///     usual_instant(date, zone)                                          // 22:03:22 UTC
///     read_usual_date("7 March 2026").form                               // other
///
/// Edges: of the years 1970 to 2099. date_text.hpp knows more forms, and has the words for what is of this one and yet
/// no date. usual_dates.hpp reads many at once.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lsr/time.hpp"

namespace lsr {

namespace usual_date {

/// How long each form is.
inline constexpr std::size_t local_size = 19;
inline constexpr std::size_t size_with_z = 20;
inline constexpr std::size_t size_with_offset = 25;

inline constexpr int day_seconds = 86400;
inline constexpr int hour_seconds = 3600;
inline constexpr int minute_seconds = 60;

}  // namespace usual_date

struct UsualDate {
  enum class Form : std::uint8_t {
    other,    ///< not read
    nothing,  ///< the text is empty
    local,
    with_offset
  };

  LocalTime local{};
  std::int32_t offset = 0;  ///< in seconds, east positive
  Form form = Form::other;
};

UsualDate read_usual_date(std::string_view text);

/// The instant of a date with a time: an offset of its own counts, else the zone.
inline Instant usual_instant(const UsualDate& date, const Zone& zone) {
  if (date.form == UsualDate::Form::local) return zone.instant(date.local);
  return Instant{date.local.time_since_epoch() - std::chrono::seconds{date.offset}};
}

}  // namespace lsr
