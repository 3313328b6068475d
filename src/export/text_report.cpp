#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <ostream>
#include <span>

#include "lsr/rate.hpp"
#include "text.hpp"
#include "text_parts.hpp"

namespace lsr {

using namespace text;

namespace {

/// The first sentence: what the seller came for.
std::string headline(const Report& report, const Policy& policy) {
  const std::string limit = limit_text(policy.threshold);
  switch (report.status) {
    case Status::over: return fmt::format("the late shipment rate is over the limit ({}).", limit);
    case Status::within: return fmt::format("the late shipment rate is within the limit ({}).", limit);
    case Status::no_data: return "no order in any window is decided yet.";
  }
  return "";
}

std::string window_name(const Window& window) {
  return fmt::format("{} day{}, {} to {}", window.days, plural(static_cast<std::uint64_t>(window.days)),
                     to_text(window.from), to_text(window.to));
}

/// What a window leaves, or what it takes to bring it back.
std::string outlook(const Window& window) {
  switch (window.status) {
    case Status::no_data: return "nothing is decided yet.";
    case Status::within:
      if (window.headroom == 0) return "the next late order, all else on time, puts it over.";
      return fmt::format("{} of the next orders may be late, all else on time.", window.headroom);
    case Status::over: break;
  }
  if (!window.recovery) return "no number of on-time orders brings it back.";
  return fmt::format("{} on-time order{} in a row bring{} it back within the limit.", *window.recovery,
                     plural(*window.recovery), *window.recovery == 1 ? "s" : "");
}

/// Room for a window's outlook beside it; a narrower terminal has it in a line below.
bool is_wide(const TextStyle& style) { return style.width >= 140; }

void write_windows(std::ostream& out, const Report& report, const Policy& policy, const TextStyle& style) {
  const auto line = [&](std::string_view what, const Counts& counts) {
    const Ratio rate = late_rate(counts);
    out << fmt::format("{:<34} {:>9} {:>15} {:>6}", what, percentage(rate, policy.threshold),
                       fmt::format("{} of {}", rate.part, rate.whole), counts.open());
  };
  out << fmt::format("{:<34} {:>9} {:>15} {:>6}   Status\n", "Window (by ship-by day)", "Rate", "Late of decided",
                     "Open");
  for (const auto& window : report.windows) {
    line(window_name(window), window.counts);
    const auto status = status_word(window.status);
    out << "   " << painted(status, paint_of(window.status), style);
    if (is_wide(style)) out << std::string(9 - status.size(), ' ') << outlook(window);
    out << '\n';
  }
  line("Whole log", report.totals);
  out << '\n';
}

void write_outlooks(std::ostream& out, const Report& report, const TextStyle& style) {
  if (is_wide(style)) return;
  out << '\n';
  for (const auto& window : report.windows) {
    const auto days = static_cast<std::uint64_t>(window.days);
    out << wrapped(fmt::format("{} day{}: {}", days, plural(days), outlook(window)), style.width, 9) << '\n';
  }
}

/// A row of numbers, one for each window and one for the whole log.
class Numbers {
 public:
  explicit Numbers(const Report& report) : report_(report) {}

  template <typename Show>
  [[nodiscard]] std::string of(Show show) const {
    std::string cells;
    for (const auto& window : report_.windows) cells += fmt::format("{:>10}", show(window.counts));
    return cells + fmt::format("{:>10}", show(report_.totals));
  }
  [[nodiscard]] std::string head() const {
    std::string cells;
    for (const auto& window : report_.windows) cells += fmt::format("{:>10}", fmt::format("{} d", window.days));
    return cells + fmt::format("{:>10}", "whole log");
  }

 private:
  const Report& report_;
};

std::string_view meaning(Outcome outcome) {
  switch (outcome) {
    case Outcome::confirmed_late: return "confirmed after the ship-by date";
    case Outcome::unconfirmed: return "never confirmed, and the ship-by date is past";
    case Outcome::unscanned: return "confirmed in time, no scan within the scan window";
    case Outcome::awaiting_confirmation: return "to be confirmed, still in time";
    case Outcome::awaiting_scan: return "confirmed, the scan window is still open";
    case Outcome::on_time: return "confirmed in time, and scanned where scans are checked";
    default: return "";
  }
}

void write_reasons(std::ostream& out, const Report& report, const Policy& policy, const TextStyle& style) {
  const Numbers numbers{report};
  const std::size_t table_width = 30 + 10 * (report.windows.size() + 1);
  constexpr std::size_t longest_meaning = 58;
  const bool wide = style.width >= table_width + longest_meaning;
  const auto line = [&](std::string_view kind, std::string_view what, const std::string& cells,
                        std::string_view gloss) {
    out << fmt::format("{:<8} {:<21}{}", kind, what, cells);
    if (wide && !gloss.empty()) out << "   " << gloss;
    out << '\n';
  };
  line("Orders", "", numbers.head(), "");
  for (std::size_t i = 0; i < judged_outcome_count; ++i) {
    const auto outcome = static_cast<Outcome>(i);
    const bool first_of_kind = i == 0 || verdict_of(static_cast<Outcome>(i - 1)) != verdict_of(outcome);
    line(first_of_kind ? name(verdict_of(outcome)) : "", name(outcome),
         numbers.of([&](const Counts& counts) { return counts.of(outcome); }), meaning(outcome));
  }
  out << '\n';
  line("Rate", "without the scan rule",
       numbers.of([&](const Counts& counts) { return percentage(rate_without_scans(counts), policy.threshold); }),
       "as the marketplace's own page has it");
  line("", "if all open turn late",
       numbers.of([&](const Counts& counts) { return percentage(worst_case_rate(counts), policy.threshold); }),
       "the worst that can still come of it");
}

/// Where late orders come from, the most of them first; groups far down say little.
void write_breakdown(std::ostream& out, const Breakdown& breakdown, const Policy& policy, const TextStyle& style) {
  constexpr std::size_t most_groups = 10;
  const std::size_t name_width = is_wide(style) ? 60 : 34;
  const auto line = [&](const std::string& what, const Counts& counts) {
    const Ratio rate = late_rate(counts);
    out << fmt::format("{:<{}} {:>9} {:>15} {:>6} {:>8}\n", what, name_width, percentage(rate, policy.threshold),
                       fmt::format("{} of {}", rate.part, rate.whole), counts.open(),
                       share({counts.late(), breakdown.late}));
  };
  out << fmt::format("\n{:<{}} {:>9} {:>15} {:>6} {:>8}\n",
                     fitted(fmt::format("By {}, {}", breakdown.by, counted_days(breakdown.window.days())), name_width),
                     name_width, "Rate", "Late of decided", "Open", "Of late");
  const auto shown = std::min(breakdown.groups.size(), most_groups);
  for (const auto& group : std::span{breakdown.groups}.first(shown)) {
    line(group.value ? fitted(*group.value, name_width) : "(none)", group.counts);
  }
  Counts others;
  for (const auto& group : std::span{breakdown.groups}.subspan(shown)) others += group.counts;
  const std::size_t more = breakdown.groups.size() - shown;
  if (more > 0) line(fmt::format("{} (--format json)", counted(more, "more group")), others);
}

/// "2 files, 1 of shipments, 1 of scans"
std::string files_text(const InputSummary& input) {
  const auto count = [&](Role role) {
    return static_cast<std::uint64_t>(
        std::count_if(input.files.begin(), input.files.end(), [&](const auto& file) { return file.role == role; }));
  };
  std::string text = fmt::format("{} file{}", count(Role::orders), plural(count(Role::orders)));
  for (const Role role : {Role::shipments, Role::scans}) {
    if (count(role) > 0) text += fmt::format(", with {} of {}", count(role), name(role));
  }
  return text;
}

void write_sources(std::ostream& out, const Report& report, const TextStyle& style) {
  const InputSummary& input = report.input;
  std::string text = fmt::format("Read: {} order{} in {} row{} of {}.", input.orders, plural(input.orders), input.rows,
                                 plural(input.rows), files_text(input));
  std::vector<std::string> left_out;
  const auto add = [&](std::uint64_t count, std::string_view what) {
    if (count > 0) left_out.push_back(fmt::format("{} {}", count, what));
  };
  add(input.amazon_fulfilled, "Amazon-fulfilled");
  add(input.cancelled, "cancelled");
  add(input.pending, "pending");
  add(input.future, "purchased after the as-of");
  if (!left_out.empty()) text += fmt::format(" Not counted: {}.", fmt::join(left_out, ", "));
  const std::uint64_t ahead = report.ahead.orders();
  if (ahead == 1) text += " 1 order is due after the as-of day and in no window yet.";
  if (ahead > 1) text += fmt::format(" {} orders are due after the as-of day and in no window yet.", ahead);
  if (input.superseded > 0) {
    text += fmt::format(" {} order{} had rows replaced by a later file.", input.superseded, plural(input.superseded));
  }
  if (input.warnings > 0) {
    text += fmt::format(" {} warning{} (--verbose lists them).", input.warnings, plural(input.warnings));
  }
  out << wrapped(text, style.width) << '\n';
}

std::string next_step(const Report& report, const std::vector<std::string>& words) {
  if (report.totals.late() == 0 && report.totals.open() == 0) return "";
  return next_command(fmt::format("lsr orders --only {}", report.totals.late() > 0 ? "late" : "open"), words);
}

}  // namespace

void write_text(std::ostream& out, const Report& report, const Policy& policy, const std::vector<std::string>& words,
                const TextStyle& style) {
  const std::string verdict{report.status == Status::over     ? "OVER"
                            : report.status == Status::within ? "WITHIN"
                                                              : "NO DATA"};
  out << painted(verdict, paint_of(report.status), style) << ": " << headline(report, policy) << '\n';
  write_as_of(out, report, policy, style);
  if (report.since) {
    for (const auto& sentence : sentences_of(*report.since, policy)) out << wrapped(sentence, style.width, 2) << '\n';
    out << '\n';
  }
  write_windows(out, report, policy, style);
  write_outlooks(out, report, style);
  out << '\n';
  write_reasons(out, report, policy, style);
  for (const auto& breakdown : report.breakdowns) write_breakdown(out, breakdown, policy, style);
  out << '\n';
  write_sources(out, report, style);
  write_notes(out, report.notes, style);
  const std::string next = next_step(report, words);
  if (!next.empty()) out << '\n' << next << '\n';
}

}  // namespace lsr
