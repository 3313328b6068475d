/// SPEC §4 as one pure function: what is known of a row, and the instant for which it is judged, make an outcome.
///
///     judge({.ship_by = due, .ship_by_day = due_day, .confirmed = exactly(due)}, as_of, policy)
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
#include "lsr/scan_check.hpp"
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

/// What §4 asks about a row. Times as the log has them, whatever the as-of; exactly(never) where it has none.
struct RowFacts {
  bool amazon_fulfilled = false;
  bool cancelled_status = false;
  bool pending = false;                ///< the status is Pending, and no confirm date is known
  bool scans_checked = false;          ///< first scans are known where this row comes from
  bool tracked = false;                ///< it has a tracking number
  std::optional<Instant> ship_by;      ///< may be unknown only where the row is excluded
  Day ship_by_day{};                   ///< the civil day of ship_by
  Instant purchased = Instant::min();  ///< its first second; a row without a purchase is always there
  Moment confirmed = exactly(never);
  Moment first_scan = exactly(never);
  Moment cancelled = exactly(never);
};

/// The first line of §4's table that fits. Throws std::bad_optional_access for a row that is judged and has no ship-by
/// date. Defined below, since it is asked of every row.
inline Outcome judge(const RowFacts&, Instant as_of, const Policy&);

/// Whether the moment had happened by as-of: of a day alone, whether it had begun (SPEC §2).
inline bool is_seen(const Moment& moment, Instant as_of) { return moment.first <= as_of; }

/// The moment, where it had happened by as-of.
std::optional<Moment> seen_by(const std::optional<Moment>&, Instant as_of);

// ---- how ------------------------------------------------------------------------------------------------------------

namespace detail {

inline bool is_confirmed_late(const RowFacts& row, const Zone& zone) {
  // SPEC §2: known only by its day, it is late only if that day is after the ship-by day.
  if (row.confirmed.day_only) return zone.day_of(row.confirmed.first) > row.ship_by_day;
  return row.confirmed.first > row.ship_by.value();
}

inline bool is_cancelled_in_time(const RowFacts& row, bool confirmed, Instant as_of) {
  if (row.cancelled.first == never) return row.cancelled_status;
  return is_seen(row.cancelled, as_of) && (!confirmed || row.cancelled.first < row.confirmed.last);
}

inline ScanState scan_state(const RowFacts& row, Instant as_of, const Policy& policy) {
  const auto scan = is_seen(row.first_scan, as_of) ? std::optional{row.first_scan.first} : std::nullopt;
  const bool overlooked = !scan && !row.tracked && policy.untracked == Untracked::ignore;
  if (!row.scans_checked || overlooked) return ScanState::in_time;
  return check_scan(row.confirmed, scan, as_of, policy.scan_window);
}

}  // namespace detail

inline Outcome judge(const RowFacts& row, Instant as_of, const Policy& policy) {
  if (row.purchased > as_of) return Outcome::future;

  const bool confirmed = is_seen(row.confirmed, as_of);
  if (row.amazon_fulfilled) return Outcome::amazon_fulfilled;
  if (detail::is_cancelled_in_time(row, confirmed, as_of)) return Outcome::cancelled;
  if (row.pending) return Outcome::pending;
  if (!confirmed) return as_of > row.ship_by.value() ? Outcome::unconfirmed : Outcome::awaiting_confirmation;
  if (detail::is_confirmed_late(row, policy.zone)) return Outcome::confirmed_late;

  switch (detail::scan_state(row, as_of, policy)) {
    case ScanState::missed: return Outcome::unscanned;
    case ScanState::awaited: return Outcome::awaiting_scan;
    case ScanState::in_time: break;
  }
  return Outcome::on_time;
}

}  // namespace lsr
