/// SPEC §4 as one pure function: what is known of a row, and the instant for which it is judged, make an outcome.
///
///     const Moment confirmed = exactly(due);
///     judge({.ship_by = due, .ship_by_day = due_day, .confirmed = &confirmed}, as_of, policy)
///         == Outcome::on_time;                                           // at the very second is in time
///
///     verdict_of(Outcome::unscanned) == Verdict::late;
///     name(Outcome::unscanned)                                           // "unscanned"
///
/// Outcomes are declared from the worst to the best: an order takes the smallest of its rows' (SPEC §5). Behind them
/// stand the excluded ones in the order of §4, and last what is not there yet.
///
/// Edges: what lies after as-of has not happened; a date without a time has happened once its day has begun (SPEC §2).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "lsr/policy.hpp"
#include "lsr/time.hpp"

namespace lsr {

enum class Outcome : std::uint8_t {
  confirmed_late,
  unconfirmed,
  unscanned,
  awaiting_confirmation,
  awaiting_scan,
  on_time,
  amazon_fulfilled,
  cancelled,
  pending,
  future,  ///< purchased after as-of: not there yet
};
inline constexpr std::size_t outcome_count = 10;

/// The outcomes that are judged: late, open or on time, but neither excluded nor future.
inline constexpr std::size_t judged_outcome_count = 6;
inline bool is_judged(Outcome outcome) { return outcome <= Outcome::on_time; }

enum class Verdict : std::uint8_t { late, open, on_time, excluded, future };

Verdict verdict_of(Outcome);

/// "late", "open", "on-time", "excluded", "future"
std::string_view name(Verdict);

/// The reason, in SPEC §4's words: "confirmed-late"; empty for on time and future.
std::string_view name(Outcome);

/// What §4 asks about a row. Times as the log has them, whatever the as-of; null where it has none. They are looked at
/// where they are, since this is asked of every row.
struct RowFacts {
  bool amazon_fulfilled = false;
  bool cancelled_status = false;
  bool pending = false;            ///< the status is Pending, and no confirm date is known
  bool scans_checked = false;      ///< first scans are known where this row comes from
  bool tracked = false;            ///< it has a tracking number
  std::optional<Instant> ship_by;  ///< may be unknown only where the row is excluded
  Day ship_by_day{};               ///< the civil day of ship_by
  const Moment* purchased = nullptr;
  const Moment* confirmed = nullptr;
  const Moment* first_scan = nullptr;
  const Moment* cancelled = nullptr;
};

/// The first line of §4's table that fits. Throws std::bad_optional_access for a row that is judged and has no ship-by
/// date.
Outcome judge(const RowFacts&, Instant as_of, const Policy&);

/// The moment, where it had happened by as-of (SPEC §2).
std::optional<Moment> seen_by(const std::optional<Moment>&, Instant as_of);
const Moment* seen_by(const Moment*, Instant as_of);

}  // namespace lsr
