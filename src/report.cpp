#include "lsr/report.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lsr {

namespace {

std::string_view plural(std::uint64_t count) { return count == 1 ? "" : "s"; }

/// In how many of the FILEs the rows' scans are known, and of how many.
struct CheckedFiles {
  std::uint64_t checked = 0;
  std::uint64_t files = 0;
};
CheckedFiles checked_files(const LogFacts& facts) {
  CheckedFiles count;
  for (const auto& file : facts.files) {
    if (file.role != Role::orders) continue;
    ++count.files;
    if (file.has_first_scans || facts.has(Role::scans)) ++count.checked;
  }
  return count;
}

/// What was read, as far as it is not counted order by order.
InputSummary summary_of(const JudgedLog& log, const Policy& policy) {
  InputSummary input;
  input.files = log.facts.files;
  input.rows = log.facts.rows();
  input.rejected = log.facts.rejected();
  input.warnings = log.warnings;
  input.latest = log.facts.latest;
  input.unmatched_shipments = log.facts.unmatched_shipments;
  input.unmatched_scans = log.facts.unmatched_scans;
  input.unmatched_tracking_numbers = log.book.never_scanned();
  if (policy.scan_check == ScanCheck::off) {
    input.scan_check = ScanCoverage::off;
  } else {
    const auto [checked, files] = checked_files(log.facts);
    input.scan_check = checked == files ? ScanCoverage::checked
                       : checked == 0   ? ScanCoverage::no_data
                                        : ScanCoverage::partly;
  }
  return input;
}

void count(const OrdersAlike& alike, InputSummary& input, Tally& tally) {
  const auto& [decider, incomplete, superseded, orders] = alike;
  input.orders += orders;
  if (incomplete) input.incomplete_orders += orders;
  if (superseded) input.superseded += orders;
  switch (decider.outcome) {
    case Outcome::amazon_fulfilled: input.amazon_fulfilled += orders; return;
    case Outcome::cancelled: input.cancelled += orders; return;
    case Outcome::pending: input.pending += orders; return;
    case Outcome::future: input.future += orders; return;
    default: break;
  }
  (decider.given ? input.given : input.computed) += orders;
  if (decider.compared) input.compared += orders;
  if (decider.disagree) input.disagree += orders;
  tally.add(decider.day, decider.outcome, orders);
}

/// Over if any window is, else within if any is, else no data.
Status worst_of(const std::vector<Window>& windows) {
  const auto any = [&](Status status) {
    return std::any_of(windows.begin(), windows.end(), [&](const Window& window) { return window.status == status; });
  };
  if (any(Status::over)) return Status::over;
  return any(Status::within) ? Status::within : Status::no_data;
}

std::string note_of_given(const InputSummary& input) {
  std::string note =
      fmt::format("{} order{} used the marketplace's own ship-by date", input.given, plural(input.given));
  if (input.compared == 0) return note + "; for none is the rule's known as well.";
  note += fmt::format("; for {} both it and the rule's are known, and {} of these differ by the day.", input.compared,
                      input.disagree == 0 ? "none" : std::to_string(input.disagree));
  return input.disagree == 0 ? note : note + " lsr orders --only disagree lists them.";
}

std::vector<std::string> notes_of(const Report& report, const JudgedLog& log, const Policy& policy, AsOf as_of) {
  std::vector<std::string> notes;
  const InputSummary& input = report.input;
  if (as_of == AsOf::now && input.latest && report.as_of - *input.latest > std::chrono::hours{24}) {
    notes.push_back(
        fmt::format("The log ends {}, more than 24 hours ago: what was confirmed since the export counts as late here. "
                    "Give --as-of "
                    "with the time of the export.",
                    to_text(*input.latest, policy.zone)));
  }
  const bool in_windows = std::any_of(report.windows.begin(), report.windows.end(),
                                      [](const Window& window) { return window.counts.orders() > 0; });
  if (report.totals.orders() > 0 && !in_windows) {
    notes.push_back(
        fmt::format("No order lies in any window: {} judged, with ship-by days elsewhere. Is --as-of right?",
                    report.totals.orders()));
  }
  const auto [checked, files] = checked_files(log.facts);
  if (policy.scan_check != ScanCheck::off && checked < files) {
    notes.push_back(
        fmt::format("Scans were not checked for {} of {} file{}, which {} no first-scan column: a parcel confirmed in "
                    "time counts as on time there, whether or not a carrier ever scanned it. --scans FILE gives the "
                    "carrier's scans.",
                    files - checked, files, plural(files), files - checked == 1 ? "has" : "have"));
  }
  if (policy.scan_check != ScanCheck::off && input.unmatched_tracking_numbers > 0) {
    const bool one = input.unmatched_tracking_numbers == 1;
    notes.push_back(fmt::format("{} tracking number{} of judged rows never occur{} in the scans.",
                                input.unmatched_tracking_numbers, one ? "" : "s", one ? "s" : ""));
  }
  for (auto& note : reading_notes(log.facts)) notes.push_back(std::move(note));
  if (input.given > 0 || input.compared > 0) notes.push_back(note_of_given(input));
  if (log.beyond_holiday_years) notes.push_back(beyond_holiday_years_note(*policy.holiday_years));
  return notes;
}

}  // namespace

std::string_view name(ScanCoverage coverage) {
  switch (coverage) {
    case ScanCoverage::checked: return "checked";
    case ScanCoverage::partly: return "partly";
    case ScanCoverage::no_data: return "no-data";
    case ScanCoverage::off: return "off";
  }
  return "";
}

Report make_report(const JudgedLog& log, const Policy& policy, Instant as_of, AsOf as_of_is) {
  Report report;
  report.as_of = as_of;
  report.input = summary_of(log, policy);
  report.complete = report.input.rejected == 0;

  Tally& tally = report.tally;
  log.book.visit_alike([&](const OrdersAlike& alike) { count(alike, report.input, tally); });
  const Day today = policy.zone.day_of(as_of);
  report.totals = tally.total();
  report.ahead = tally.after(today);
  for (const int days : policy.windows) report.windows.push_back(window_of(tally, days, today, policy.threshold));
  report.status = worst_of(report.windows);
  report.notes = notes_of(report, log, policy, as_of_is);
  return report;
}

}  // namespace lsr
