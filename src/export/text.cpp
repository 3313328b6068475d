#include "text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "lsr/rate.hpp"

namespace lsr {

namespace {

enum class Paint : std::uint8_t { plain, red, green, yellow, bold };

std::string painted(std::string_view text, Paint paint, const TextStyle& style) {
  if (!style.color || paint == Paint::plain) return std::string{text};
  const int code = paint == Paint::red ? 31 : paint == Paint::green ? 32 : paint == Paint::yellow ? 33 : 1;
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

Paint paint_of(Status status) {
  return status == Status::over ? Paint::red : status == Status::within ? Paint::green : Paint::yellow;
}

Paint paint_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::late: return Paint::red;
    case Verdict::open: return Paint::yellow;
    case Verdict::on_time: return Paint::green;
    default: return Paint::plain;
  }
}

std::string weekday(Day day) {
  static constexpr std::array<std::string_view, 7> names{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  return std::string{names.at(date::weekday{day}.c_encoding())};
}

/// "Tue 2026-03-10 23:59:59 -07:00"
std::string spelled(Instant at, const Zone& zone) {
  std::string text = to_text(at, zone);
  text[10] = ' ';
  text.insert(19, " ");
  return weekday(zone.day_of(at)) + ' ' + text;
}

/// "2026-03-10 23:59", for tables whose head names the zone.
std::string brief(const std::optional<Instant>& at, const Zone& zone) {
  if (!at) return "-";
  std::string text = to_text(*at, zone).substr(0, 16);
  text[10] = ' ';
  return text;
}

std::string_view plural(std::uint64_t count) { return count == 1 ? "" : "s"; }

std::string rate_text(const Ratio& ratio, const Threshold& limit) {
  return ratio.whole == 0 ? "-" : percentage(ratio, limit);
}

std::string_view status_word(Status status) {
  switch (status) {
    case Status::within: return "within";
    case Status::over: return "OVER";
    case Status::no_data: return "no data";
  }
  return "";
}

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
std::string outlook(const Window& window, const Policy& policy) {
  const std::string limit = limit_text(policy.threshold);
  switch (window.status) {
    case Status::no_data: return "nothing is decided yet.";
    case Status::within:
      if (window.headroom == 0) return "the next late order, all else on time, puts it over the limit.";
      return fmt::format("{} of the next orders may be late, all else on time, before it is over.", window.headroom);
    case Status::over: break;
  }
  if (!window.recovery) return fmt::format("no number of on-time orders brings it back to a limit of {}.", limit);
  return fmt::format("{} on-time order{} in a row bring{} it back within the limit.", *window.recovery,
                     plural(*window.recovery), *window.recovery == 1 ? "s" : "");
}

/// Room for a window's outlook beside it; a narrower terminal has it in a line below.
bool is_wide(const TextStyle& style) { return style.width >= 140; }

void write_windows(std::ostream& out, const Report& report, const Policy& policy, const TextStyle& style) {
  const auto line = [&](std::string_view what, const Counts& counts) {
    const Ratio rate = late_rate(counts);
    out << fmt::format("{:<34} {:>9} {:>15} {:>6}", what, rate_text(rate, policy.threshold),
                       fmt::format("{} of {}", rate.part, rate.whole), counts.open());
  };
  out << fmt::format("{:<34} {:>9} {:>15} {:>6}   Status\n", "Window (by ship-by day)", "Rate", "Late of decided",
                     "Open");
  for (const auto& window : report.windows) {
    line(window_name(window), window.counts);
    const auto status = status_word(window.status);
    out << "   " << painted(status, paint_of(window.status), style);
    if (is_wide(style)) out << std::string(9 - status.size(), ' ') << outlook(window, policy);
    out << '\n';
  }
  line("Whole log", report.totals);
  out << '\n';
}

void write_outlooks(std::ostream& out, const Report& report, const Policy& policy, const TextStyle& style) {
  if (is_wide(style)) return;
  out << '\n';
  for (const auto& window : report.windows) {
    const auto label = fmt::format("{} day{}: ", window.days, plural(static_cast<std::uint64_t>(window.days)));
    out << wrapped(fmt::format("{:<9}{}", label, outlook(window, policy)), style.width, 9) << '\n';
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
  const std::size_t table_width = 32 + 10 * (report.windows.size() + 1);
  constexpr std::size_t longest_meaning = 56;
  const bool wide = style.width >= table_width + longest_meaning;
  const auto line = [&](std::string_view kind, std::string_view what, const std::string& cells,
                        std::string_view gloss) {
    out << fmt::format("{:<8} {:<23}{}", kind, what, cells);
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
       numbers.of([&](const Counts& counts) { return rate_text(rate_without_scans(counts), policy.threshold); }),
       "as the marketplace's own page has it");
  line("", "if all open turn late",
       numbers.of([&](const Counts& counts) { return rate_text(worst_case_rate(counts), policy.threshold); }),
       "the worst that can still come of it");
}

void write_sources(std::ostream& out, const Report& report, const TextStyle& style) {
  const InputSummary& input = report.input;
  std::string text = fmt::format("Read: {} order{} in {} row{} of {} file{}.", input.orders, plural(input.orders),
                                 input.rows, plural(input.rows), input.files.size(), plural(input.files.size()));
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

/// A name as a shell takes it.
std::string shell_word(const std::string& name) {
  constexpr std::string_view harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+=:,@%";
  if (!name.empty() && name.find_first_not_of(harmless) == std::string::npos) return name;
  std::string quoted = "'";
  for (const char c : name) quoted += c == '\'' ? std::string{"'\\''"} : std::string{c};
  return quoted + "'";
}

std::string next_step(const Report& report, const std::vector<std::string>& words) {
  if (report.totals.late() == 0 && report.totals.open() == 0) return "";
  std::string command = fmt::format("lsr orders --only {}", report.totals.late() > 0 ? "late" : "open");
  for (const auto& word : words) command += ' ' + shell_word(word);
  return "Next: " + command;
}

std::string counted_word(const CountedDay& day) {
  switch (day.kind) {
    case CountedDay::Kind::purchase: return "purchased; counting starts after it";
    case CountedDay::Kind::business: return fmt::format("business day {}", *day.count);
    case CountedDay::Kind::weekend: return "skipped: no operating day";
    case CountedDay::Kind::holiday: return fmt::format("skipped: {}", day.name);
  }
  return "";
}

void write_days(std::ostream& out, const std::vector<CountedDay>& days, std::string_view due_label) {
  for (const auto& day : days) {
    const bool last = &day == &days.back();
    out << fmt::format("    {} {}  {}{}\n", weekday(day.day), to_text(day.day), counted_word(day),
                       last ? std::string{due_label} : std::string{});
  }
}

void write_field(std::ostream& out, std::string_view label, std::string_view value) {
  out << fmt::format("  {:<12} {}\n", label, value);
}

std::string hours(std::int64_t count) {
  return fmt::format("{} hour{}", count, plural(static_cast<std::uint64_t>(count)));
}

/// "2 days 03:10", for the distance of two instants.
std::string distance(std::chrono::seconds between) {
  const auto days = std::chrono::duration_cast<date::days>(between);
  const date::hh_mm_ss<std::chrono::seconds> rest{between - days};
  return fmt::format("{}{:02}:{:02}:{:02}",
                     days.count() == 0
                         ? std::string{}
                         : fmt::format("{} day{} ", days.count(), plural(static_cast<std::uint64_t>(days.count()))),
                     rest.hours().count(), rest.minutes().count(), rest.seconds().count());
}

std::string sooner_or_later(Instant event, Instant deadline, std::string_view what) {
  if (event <= deadline) return fmt::format("{} before {}", distance(deadline - event), what);
  return fmt::format("{} after {}", distance(event - deadline), what);
}

void write_deadline_story(std::ostream& out, const RowStory& row, const Policy& policy) {
  const auto& ship_by = row.shown.ship_by;
  if (row.shown.purchased) {
    write_field(out, "purchased",
                spelled(*row.shown.purchased, policy.zone) +
                    (row.purchase_day_only ? "  (known by its day: counts as after the cut-off)" : ""));
  } else {
    write_field(out, "purchased", "unknown");
  }
  if (row.shown.handling_time) {
    write_field(out, "handling",
                fmt::format("{} business day{}", *row.shown.handling_time,
                            plural(static_cast<std::uint64_t>(*row.shown.handling_time))));
  }
  if (!ship_by) {
    write_field(out, "ship-by", "unknown: neither a handling time nor a ship-by date is known");
    return;
  }
  write_days(out, row.days, "  <- ship-by day");
  const bool given = ship_by->source == ShipByRule::given;
  write_field(
      out, "ship-by",
      fmt::format("{}  ({})", spelled(ship_by->at, policy.zone), given ? "the marketplace's own date" : "counted"));
  if (ship_by->other) {
    write_field(out, "",
                fmt::format("{} {}{}", given ? "counted it would be" : "the marketplace's own is",
                            spelled(*ship_by->other, policy.zone), ship_by->disagree ? ": another day" : ""));
  }
}

void write_confirm_story(std::ostream& out, const RowStory& row, const Policy& policy) {
  const auto& shown = row.shown;
  if (row.cancelled) write_field(out, "cancelled", spelled(*row.cancelled, policy.zone));
  if (!shown.confirmed) {
    write_field(out, "confirmed", "not yet");
    return;
  }
  const std::string when = row.confirm_day_only ? "known by its day: late only if that is after the ship-by day"
                           : shown.ship_by ? sooner_or_later(*shown.confirmed, shown.ship_by->at, "the ship-by date")
                                           : std::string{};
  write_field(
      out, "confirmed",
      fmt::format("{}{}", spelled(*shown.confirmed, policy.zone), when.empty() ? when : fmt::format("  ({})", when)));
  if (!row.scans_checked) {
    write_field(out, "scan", "not checked");
    return;
  }
  write_field(out, "scan by",
              fmt::format("{}  ({} hours after the confirm)", spelled(*shown.scan_by, policy.zone),
                          policy.scan_window.count()));
  if (shown.first_scan) {
    write_field(out, "first scan",
                fmt::format("{}  ({})", spelled(*shown.first_scan, policy.zone),
                            sooner_or_later(*shown.first_scan, *shown.scan_by, "the scan window's end")));
  } else {
    write_field(out, "first scan", shown.tracking_number.empty() ? "none, and no tracking number" : "none yet");
  }
}

std::string verdict_text(Outcome outcome, const std::optional<std::int64_t>& late_hours) {
  const auto reason = name(outcome);
  std::string text{name(verdict_of(outcome))};
  if (!reason.empty()) text += fmt::format(": {}", reason);
  if (late_hours) text += fmt::format(", by {}", hours(*late_hours));
  return text;
}

}  // namespace

std::string wrapped(const std::string& text, std::size_t width, std::size_t indent) {
  std::string result;
  std::size_t column = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t word_begin = text.find_first_not_of(' ', at);
    if (word_begin == std::string::npos) break;
    const std::size_t word_end = std::min(text.find(' ', word_begin), text.size());
    const std::size_t blanks = word_begin - at;
    if (column > indent && column + blanks + (word_end - word_begin) > width) {
      result += '\n' + std::string(indent, ' ');
      column = indent;
    } else {
      result.append(blanks, ' ');
      column += blanks;
    }
    result.append(text, word_begin, word_end - word_begin);
    column += word_end - word_begin;
    at = word_end;
  }
  return result;
}

void write_text(std::ostream& out, const Report& report, const Policy& policy, const std::vector<std::string>& words,
                const TextStyle& style) {
  const std::string verdict{report.status == Status::over     ? "OVER"
                            : report.status == Status::within ? "WITHIN"
                                                              : "NO DATA"};
  out << painted(verdict, paint_of(report.status), style) << ": " << headline(report, policy) << '\n';
  if (!report.complete) {
    out << painted("INCOMPLETE", Paint::red, style)
        << wrapped(fmt::format(": {} of {} rows could not be read and are left out.", report.input.rejected,
                               report.input.rows),
                   style.width)
        << '\n';
  }
  out << fmt::format("Judged as of {} ({}).\n\n", spelled(report.as_of, policy.zone), policy.zone.name());
  write_windows(out, report, policy, style);
  write_outlooks(out, report, policy, style);
  out << '\n';
  write_reasons(out, report, policy, style);
  out << '\n';
  write_sources(out, report, style);
  for (const auto& note : report.notes) out << wrapped("Note: " + note, style.width, 6) << '\n';
  const std::string next = next_step(report, words);
  if (!next.empty()) out << '\n' << next << '\n';
}

void write_text_head(std::ostream& out, const Policy& policy, const TextStyle& style) {
  out << fmt::format("{:<20} {:<22} {:<16} {:<16}{}\n", "Order", "Verdict", "Ship-by", "Confirmed",
                     style.width >= 110 ? fmt::format(" {:<16} {:>8}", "First scan", "Late (h)") : std::string{});
  out << fmt::format("{:<20} {:<22} times of {}\n", "", "", policy.zone.name());
}

void write_text(std::ostream& out, const Order& order, const Policy& policy, const TextStyle& style) {
  const OrderLine& line = *order.line;
  const Outcome outcome = order.decider.outcome;
  const auto reason = name(outcome).empty() ? name(verdict_of(outcome)) : name(outcome);
  const auto ship_by = line.ship_by ? std::optional{line.ship_by->at} : std::nullopt;
  out << fmt::format("{:<20} {}{:<{}} {:<16} {:<16}", order.id, painted(reason, paint_of(verdict_of(outcome)), style),
                     "", 22 - std::min<std::size_t>(22, reason.size()), brief(ship_by, policy.zone),
                     brief(line.confirmed, policy.zone));
  if (style.width >= 110) {
    out << fmt::format(" {:<16} {:>8}", brief(line.first_scan, policy.zone),
                       line.late_hours ? std::to_string(*line.late_hours) : "");
  }
  out << '\n';
}

void write_text(std::ostream& out, const OrderStory& story, const Policy& policy, const TextStyle& style) {
  const RowStory& deciding = story.rows.at(story.deciding.value());
  const Outcome outcome = deciding.judgement.outcome;
  out << fmt::format("Order {}: {}\n", story.order_id,
                     painted(verdict_text(outcome, deciding.shown.late_hours), paint_of(verdict_of(outcome)), style));
  out << fmt::format("Judged as of {} ({}).\n", spelled(story.as_of, policy.zone), policy.zone.name());
  if (!story.rejected.empty()) {
    out << wrapped(fmt::format("INCOMPLETE: {} row{} of it could not be read.", story.rejected.size(),
                               plural(story.rejected.size())),
                   style.width)
        << '\n';
  }
  for (const auto& row : story.rows) {
    out << fmt::format("\n{}:{}{}{}\n", row.file, row.line,
                       row.item_id.empty() ? std::string{} : fmt::format(", item {}", row.item_id),
                       !row.stands                                  ? "  (replaced by a later file)"
                       : story.rows.size() > 1 && &row == &deciding ? "  (this row decides)"
                                                                    : "");
    if (!row.stands) continue;
    write_deadline_story(out, row, policy);
    write_confirm_story(out, row, policy);
    write_field(out, "verdict",
                painted(verdict_text(row.judgement.outcome, row.shown.late_hours),
                        paint_of(verdict_of(row.judgement.outcome)), style));
  }
}

void write_text(std::ostream& out, const Deadline& deadline, const Policy& policy, const TextStyle& style) {
  write_field(out, "purchased", spelled(deadline.purchased.first, policy.zone));
  write_field(out, "handling",
              fmt::format("{} business day{}{}", deadline.handling_time,
                          plural(static_cast<std::uint64_t>(deadline.handling_time)),
                          deadline.assumed ? "  (assumed; give yours with --handling-time)" : ""));
  write_days(out, deadline.days, "  <- ship-by day");
  write_field(out, "ship by", painted(spelled(deadline.ship_by, policy.zone), Paint::bold, style));
  write_field(out, "scan by",
              fmt::format("{}, if confirmed at the last second", spelled(deadline.scan_by, policy.zone)));
  write_field(
      out, "",
      fmt::format("(first scan within {} hours of the confirm; {})", policy.scan_window.count(), policy.zone.name()));
}

}  // namespace lsr
