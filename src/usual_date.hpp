/// Dates of the form that most logs are in, read from fixed places: YYYY-MM-DD?HH:MM:SS with T or a blank for the
/// question mark, and nothing, Z or ±HH:MM behind (SPEC §2).
///
///     const UsualDateReader read = usual_date_reader(best_instructions());
///     usual_instant(read("2026-03-07T14:03:22-08:00"), zone)             // 22:03:22 UTC
///     usual_instant(read("7 March 2026"), zone)                          // nothing: date_text.hpp knows more forms
///
/// Edges: of the years 1970 to 2099. What is of this form and no date is not read here either: date_text.hpp has the
/// words for it. Every reader says the same of every text.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "instructions.hpp"
#include "lsr/time.hpp"

namespace lsr {

/// Small enough for two registers.
struct UsualDate {
  enum class Form : std::uint8_t { other, local, with_offset };

  LocalTime local{};
  std::int32_t offset = 0;  ///< in seconds, east positive
  Form form = Form::other;  ///< other: it was not read
};

using UsualDateReader = UsualDate (*)(std::string_view text);

UsualDateReader usual_date_reader(Instructions);

/// An offset of its own counts, else the zone.
inline std::optional<Instant> usual_instant(const UsualDate& date, const Zone& zone) {
  switch (date.form) {
    case UsualDate::Form::other: break;
    case UsualDate::Form::local: return zone.instant(date.local);
    case UsualDate::Form::with_offset:
      return Instant{date.local.time_since_epoch() - std::chrono::seconds{date.offset}};
  }
  return std::nullopt;
}

}  // namespace lsr
