#include "lsr/verdict.hpp"

#include "lsr/scan_check.hpp"

namespace lsr {

namespace {

bool confirmed_after_ship_by(const RowFacts& row, const Moment& confirmed, const Zone& zone) {
  // SPEC §2: known only by its day, it is late only if that day is after the ship-by day.
  if (confirmed.day_only) return zone.day_of(confirmed.first) > row.ship_by_day;
  return confirmed.first > row.ship_by.value();
}

bool cancelled_in_time(const RowFacts& row, const Moment* confirmed, Instant as_of) {
  if (row.cancelled == nullptr) return row.cancelled_status;
  return row.cancelled->first <= as_of && (confirmed == nullptr || row.cancelled->first < confirmed->last);
}

ScanState scan_state(const RowFacts& row, const Moment& confirmed, Instant as_of, const Policy& policy) {
  const Moment* const scan = seen_by(row.first_scan, as_of);
  const bool overlooked = scan == nullptr && !row.tracked && policy.untracked == Untracked::ignore;
  if (!row.scans_checked || overlooked) return ScanState::in_time;
  return check_scan(confirmed, scan, as_of, policy.scan_window);
}

}  // namespace

Verdict verdict_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::confirmed_late:
    case Outcome::unconfirmed:
    case Outcome::unscanned: return Verdict::late;
    case Outcome::awaiting_confirmation:
    case Outcome::awaiting_scan: return Verdict::open;
    case Outcome::on_time: return Verdict::on_time;
    case Outcome::amazon_fulfilled:
    case Outcome::cancelled:
    case Outcome::pending: return Verdict::excluded;
    case Outcome::future: return Verdict::future;
  }
  return Verdict::future;
}

std::string_view name(Verdict verdict) {
  static constexpr std::array<std::string_view, 5> names{"late", "open", "on-time", "excluded", "future"};
  return names.at(static_cast<std::size_t>(verdict));
}

std::string_view name(Outcome outcome) {
  static constexpr std::array<std::string_view, outcome_count> names{
      "confirmed-late", "unconfirmed", "unscanned", "awaiting-confirmation", "awaiting-scan", "", "amazon-fulfilled",
      "cancelled",      "pending",     ""};
  return names.at(static_cast<std::size_t>(outcome));
}

std::optional<Moment> seen_by(const std::optional<Moment>& moment, Instant as_of) {
  return moment && moment->first <= as_of ? moment : std::nullopt;
}

const Moment* seen_by(const Moment* moment, Instant as_of) {
  return moment != nullptr && moment->first <= as_of ? moment : nullptr;
}

Outcome judge(const RowFacts& row, Instant as_of, const Policy& policy) {
  if (row.purchased != nullptr && row.purchased->first > as_of) return Outcome::future;

  const Moment* const confirmed = seen_by(row.confirmed, as_of);
  if (row.amazon_fulfilled) return Outcome::amazon_fulfilled;
  if (cancelled_in_time(row, confirmed, as_of)) return Outcome::cancelled;
  if (row.pending) return Outcome::pending;
  if (confirmed == nullptr) return as_of > row.ship_by.value() ? Outcome::unconfirmed : Outcome::awaiting_confirmation;
  if (confirmed_after_ship_by(row, *confirmed, policy.zone)) return Outcome::confirmed_late;

  switch (scan_state(row, *confirmed, as_of, policy)) {
    case ScanState::missed: return Outcome::unscanned;
    case ScanState::awaited: return Outcome::awaiting_scan;
    case ScanState::in_time: break;
  }
  return Outcome::on_time;
}

}  // namespace lsr
