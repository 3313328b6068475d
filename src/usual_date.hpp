/// Dates of the form that most logs are in, read from fixed places: YYYY-MM-DD?HH:MM:SS with T or a blank for the
/// question mark, and nothing, Z or ±HH:MM behind (SPEC §2).
///
///     const UsualDatesReader read = usual_dates_reader(best_instructions());
///     read(texts, dates);                                                // many at once
///     usual_instant(dates[0], zone)                                      // of "2026-03-07T14:03:22-08:00": 22:03:22 UTC
///     dates[1].form                                                      // of "7 March 2026": other
///
/// Edges: of the years 1970 to 2099. date_text.hpp knows more forms, and has the words for what is of this one and yet
/// no date. Every reader says the same of every text.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>

#include "instructions.hpp"
#include "lsr/time.hpp"

namespace lsr {

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

/// What read_usual_date() says of each text, several times as fast. `into` is as long as `texts`.
using UsualDatesReader = void (*)(std::span<const std::string_view> texts, std::span<UsualDate> into);

UsualDatesReader usual_dates_reader(Instructions);

/// The instant of a date with a time: an offset of its own counts, else the zone.
inline Instant usual_instant(const UsualDate& date, const Zone& zone) {
  if (date.form == UsualDate::Form::local) return zone.instant(date.local);
  return Instant{date.local.time_since_epoch() - std::chrono::seconds{date.offset}};
}

}  // namespace lsr
