#include <fmt/format.h>

#include <ostream>

#include "text.hpp"
#include "text_parts.hpp"

namespace lsr {

using namespace text;

namespace {

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
