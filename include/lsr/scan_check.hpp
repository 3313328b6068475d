/// The 48-hour scan checker: a confirm is only good once the carrier has the parcel (SPEC §1, §4).
///
///     scan_by(exactly(friday_17_00), hours{48})                          // Sunday 17:00: hours run on the weekend too
///     check_scan(confirmed, first_scan, as_of, hours{48})                // ScanState::in_time
///
/// Edges: exactly 48:00:00 is in time; a scan before the confirm is fine; a clock change does not stretch the window.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "lsr/time.hpp"

namespace lsr {

enum class ScanState : std::uint8_t { in_time, awaited, missed };

/// The last second at which the first scan saves the order. A confirm known only by its day counts from its last
/// second.
inline Instant scan_by(const Moment& confirmed, std::chrono::hours window) { return confirmed.last + window; }

/// `first_scan` as far as it had happened by `as_of`, of a day alone its first second; nothing: it had not.
inline ScanState check_scan(const Moment& confirmed, std::optional<Instant> first_scan, Instant as_of,
                            std::chrono::hours window) {
  const Instant end = scan_by(confirmed, window);
  if (first_scan) return *first_scan <= end ? ScanState::in_time : ScanState::missed;
  return as_of <= end ? ScanState::awaited : ScanState::missed;
}

}  // namespace lsr
