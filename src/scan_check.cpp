#include "lsr/scan_check.hpp"

namespace lsr {

Instant scan_by(const Moment& confirmed, std::chrono::hours window) { return confirmed.last + window; }

ScanState check_scan(const Moment& confirmed, const Moment* first_scan, Instant as_of, std::chrono::hours window) {
  const Instant end = scan_by(confirmed, window);
  if (first_scan != nullptr) return first_scan->first <= end ? ScanState::in_time : ScanState::missed;
  return as_of <= end ? ScanState::awaited : ScanState::missed;
}

}  // namespace lsr
