/// Instants, civil days, and the zones that join them (SPEC §2).
///
///     const Zone zone = Zone::named("America/Los_Angeles");
///     const Instant due = zone.last_second(Day{2026_y / 3 / 10});        // 2026-03-10T23:59:59-07:00
///
///     zone.day_of(due);                                                  // 2026-03-10
///     to_text(due, zone);                                                // "2026-03-10T23:59:59-07:00"
///
/// Three types that do not mix:
///
///   Instant    a point on the world's clock, to the second
///   LocalTime  what a wall clock shows, to the second, without saying where
///   Day        a civil day of some zone, without saying which
///
/// Only a Zone turns one into the other. A Moment is an instant as a log tells it: to the second, or only by its day.
///
/// Edges: in the hour that a clock change skips, a local time means the same moment counted with the offset before the
/// change; in the hour that it repeats, the first of the two. A day's last second is the later one where 23:59:59 is
/// repeated. Before 1900 and after 2100 the offset of the nearest of these years is taken. This is the only room that
/// talks to the time zone database.
#pragma once

#include <date/date.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace lsr {

using Instant = date::sys_seconds;
using LocalTime = date::local_seconds;
using Day = date::local_days;

/// An instant as a log tells it. A date without a time stands for its whole civil day: `first` and `last` are that
/// day's seconds, and the rule that reads the moment takes the one to the seller's benefit (SPEC §2).
/// Otherwise both are the same second.
struct Moment {
  Instant first{};
  Instant last{};
  bool day_only = false;

  friend bool operator==(const Moment&, const Moment&) = default;
};

/// A time zone of the tz database, as a value: cheap to copy, never changes.
class Zone {
 public:
  /// The zone with that IANA name, as "America/Los_Angeles". Throws Error{usage} for a name the database lacks, and
  /// Error{input} where the machine has no zone database at all.
  static Zone named(std::string_view iana_name);

  /// What to write instead of a name the database lacks: the nearest ones, by the whole name or its last part.
  ///     remedy("berln")                                                // "did you mean Europe/Berlin?"
  static std::string remedy(std::string_view wrong);

  /// Coordinated Universal Time. Needs no database.
  static Zone utc();

  [[nodiscard]] const std::string& name() const;

  /// East of Greenwich is positive: −7 h for Los Angeles in summer. Constant time.
  [[nodiscard]] std::chrono::seconds offset_at(Instant) const;
  [[nodiscard]] LocalTime local(Instant) const;
  [[nodiscard]] Day day_of(Instant) const;

  /// The time between two changes of the zone's clocks, and its offset.
  struct Span {
    Instant from{};
    Instant until{};  ///< the first second after it
    std::chrono::seconds offset{};
  };
  [[nodiscard]] Span span_at(Instant) const;

  /// The first instant at which the zone's clocks show that time, or the moment SPEC §2 gives it where they skip it.
  [[nodiscard]] Instant instant(LocalTime) const;

  /// The first and the last second of a civil day, whatever its length.
  [[nodiscard]] Instant first_second(Day) const;
  [[nodiscard]] Instant last_second(Day) const;

 private:
  struct Table;
  explicit Zone(std::shared_ptr<const Table> table) : table_(std::move(table)) {}
  std::shared_ptr<const Table> table_;
};

/// The moment "some time on that day", in the zone whose day it is.
Moment whole_day(Day, const Zone&);

/// The moment that is known to the second.
constexpr Moment exactly(Instant at) { return {at, at, false}; }

/// Where a moment that may be absent has no room to say so: after everything that can happen.
inline constexpr Instant never = Instant::max();

/// "2026-03-10T23:59:59-07:00", ISO 8601 with the zone's offset at that instant (SPEC §11).
std::string to_text(Instant, const Zone&);

/// The same, written where it shall stand, for whoever writes millions of them; returns its end. There must be room for
/// longest_instant_text, which a year of five digits and a sign takes; mostly it is 25.
char* put_text(char* to, Instant, const Zone&);
inline constexpr std::size_t longest_instant_text = 27;

/// "2026-03-10"
std::string to_text(Day);

}  // namespace lsr
