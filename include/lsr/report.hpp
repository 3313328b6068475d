/// The finished result as plain data: what every exporter reads (SPEC §6, §11).
///
///     const JudgedLog log = judge_log({sources}, policy, {}, as_of, OrderBook::Keep::outcomes, observer);
///     const Report report = make_report(log, policy, as_of, AsOf::given);
///
///     report.status == Status::over;
///     report.windows.front().headroom;
///
/// Edges: `notes` are sentences that every report has to say, whatever its format; warnings are only counted here,
/// their texts went to the observer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lsr/breakdown.hpp"
#include "lsr/changes.hpp"
#include "lsr/judged_log.hpp"
#include "lsr/policy.hpp"
#include "lsr/rate.hpp"
#include "lsr/tally.hpp"

namespace lsr {

/// Whether scans were checked: in all FILEs, in some, in none for want of a column, or switched off.
enum class ScanCoverage : std::uint8_t { checked, partly, no_data, off };

/// "checked", "partly", "no-data", "off"
std::string_view name(ScanCoverage);

/// Whether somebody named the as-of, or it is simply now.
enum class AsOf : std::uint8_t { now, given };

struct InputSummary {
  std::vector<FileFacts> files;
  std::uint64_t rows = 0;      ///< of the FILEs alone
  std::uint64_t rejected = 0;  ///< of shipments and scans too
  std::uint64_t orders = 0;
  std::uint64_t incomplete_orders = 0;
  std::uint64_t superseded = 0;
  std::uint64_t future = 0;
  std::uint64_t amazon_fulfilled = 0;
  std::uint64_t cancelled = 0;
  std::uint64_t pending = 0;
  std::uint64_t given = 0;     ///< judged orders whose ship-by date is the marketplace's
  std::uint64_t computed = 0;  ///< … or was counted from the handling time
  std::uint64_t compared = 0;  ///< both are known
  std::uint64_t disagree = 0;  ///< … and their days differ
  std::uint64_t warnings = 0;
  ScanCoverage scan_check = ScanCoverage::no_data;
  std::optional<Instant> latest;
  std::uint64_t unmatched_shipments = 0;         ///< shipments whose order is in no accepted row
  std::uint64_t unmatched_scans = 0;             ///< tracking numbers of --scans that no row and no shipment has
  std::uint64_t unmatched_tracking_numbers = 0;  ///< tracking numbers of judged rows that --scans lack
};

struct Report {
  Instant as_of;
  Status status = Status::no_data;
  bool complete = true;  ///< no row was rejected
  InputSummary input;
  Tally tally;  ///< all that follows is read off it; trend and forecast are, too
  Counts totals;
  Counts ahead;  ///< of the totals, those whose ship-by day is after the as-of day
  std::vector<Window> windows;
  // What only some runs are asked for, and make_report() does not make.
  std::optional<OrderIds> order_ids;  ///< what a later run has to know to tell what changed
  std::vector<Breakdown> breakdowns;
  std::optional<Changes> since;
  std::vector<std::string> notes;
};

Report make_report(const JudgedLog&, const Policy&, Instant as_of, AsOf);

}  // namespace lsr
