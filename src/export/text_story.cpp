#include <fmt/format.h>

#include <ostream>

#include "printable.hpp"
#include "text.hpp"
#include "text_parts.hpp"

namespace lsr {

using namespace text;

namespace {

/// What the purchase day means for the counting.
std::string purchase_word(const std::vector<CountedDay>& days, std::optional<int> handling_time, const Policy& policy) {
  if (!handling_time) return "purchased";
  if (*handling_time > 0) return "purchased; counting starts after it";
  const auto time = time_of_day(policy.cut_off);
  if (days.size() == 1) return fmt::format("before the cut-off ({}): due the same day", time);
  if (!policy.calendar.is_business_day(days.front().day)) return "purchased on a day that does not count";
  return fmt::format("after the cut-off ({}): the next business day counts", time);
}

std::string counted_word(const CountedDay& day, const BusinessCalendar& calendar) {
  switch (day.kind) {
    case CountedDay::Kind::purchase: break;
    case CountedDay::Kind::business:
      return fmt::format("business day {}{}", *day.count, calendar.is_opened(day.day) ? " (opened)" : "");
    case CountedDay::Kind::weekend: return "skipped: no operating day";
    case CountedDay::Kind::holiday: return fmt::format("skipped: {}", day.name);
  }
  return "";
}

void write_days(std::ostream& out, const std::vector<CountedDay>& days, std::optional<int> handling_time, Day ship_by,
                const Policy& policy) {
  // A date far ahead stands for "never" in some exports; nobody reads all the days up to it.
  constexpr std::size_t shown_at_each_end = 20;
  for (std::size_t i = 0; i < days.size(); ++i) {
    if (days.size() > 3 * shown_at_each_end && i == shown_at_each_end) {
      i = days.size() - shown_at_each_end;
      out << fmt::format("    ... {} days ...\n", days.size() - 2 * shown_at_each_end);
    }
    const CountedDay& day = days[i];
    const bool purchase = day.kind == CountedDay::Kind::purchase;
    out << fmt::format("    {} {}  {}{}\n", weekday(day.day), to_text(day.day),
                       purchase ? purchase_word(days, handling_time, policy) : counted_word(day, policy.calendar),
                       day.day == ship_by ? "  <- ship-by day" : "");
  }
}

/// What can be said in a line or two about a row.
class Fields {
 public:
  Fields(std::ostream& out, const TextStyle& style) : out_(out), style_(style) {}

  void write(std::string_view label, std::string_view value) const {
    constexpr std::size_t label_width = 15;
    out_ << wrapped(fmt::format("  {:<12} {}", label, value), style_.width, label_width) << '\n';
  }
  void write_painted(std::string_view label, std::string_view value, Paint paint) const {
    out_ << fmt::format("  {:<12} {}\n", label, painted(value, paint, style_));
  }
  [[nodiscard]] std::ostream& out() const { return out_; }

 private:
  std::ostream& out_;
  const TextStyle& style_;
};

/// "2 days 03:10:00", for the distance of two instants.
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
  if (event == deadline) return fmt::format("at the very second of {}", what);
  if (event < deadline) return fmt::format("{} before {}", distance(deadline - event), what);
  return fmt::format("{} after {}", distance(event - deadline), what);
}

void write_deadline_story(const Fields& fields, const RowStory& row, const Policy& policy) {
  const auto& ship_by = row.shown.ship_by;
  if (row.shown.purchased) {
    fields.write("purchased",
                 spelled(*row.shown.purchased, policy.zone) +
                     (row.purchase_day_only ? fmt::format("  (known by its day{})",
                                                          row.shown.handling_time == 0 ? ": after the cut-off" : "")
                                            : std::string{}));
  } else {
    fields.write("purchased", "unknown");
  }
  if (row.shown.handling_time) {
    fields.write("handling", fmt::format("{} business day{}", *row.shown.handling_time,
                                         plural(static_cast<std::uint64_t>(*row.shown.handling_time))));
  }
  if (!ship_by) {
    fields.write("ship-by", "unknown: neither a handling time nor a ship-by date is known");
    return;
  }
  const bool given = ship_by->source == ShipByRule::given;
  write_days(fields.out(), row.days, given ? std::nullopt : row.shown.handling_time, ship_by->day, policy);
  fields.write("ship-by", fmt::format("{}  ({})", spelled(ship_by->at, policy.zone),
                                      given ? "the marketplace's own date" : "counted"));
  if (ship_by->other) {
    fields.write("", fmt::format("{} {}{}", given ? "counted it would be" : "the marketplace's own is",
                                 spelled(*ship_by->other, policy.zone), ship_by->disagree ? ": another day" : ""));
  }
}

void write_confirm_story(const Fields& fields, const RowStory& row, const Policy& policy) {
  const auto& shown = row.shown;
  if (row.cancelled) {
    fields.write("cancelled", spelled(*row.cancelled, policy.zone) + "  (after the confirm: the order counts)");
  }
  if (!shown.confirmed) {
    fields.write("confirmed", "not yet");
    return;
  }
  const std::string when = row.confirm_day_only ? "known by its day; late only where that is after the ship-by day"
                           : shown.ship_by ? sooner_or_later(*shown.confirmed, shown.ship_by->at, "the ship-by date")
                                           : std::string{};
  fields.write("confirmed", fmt::format("{}{}", spelled(*shown.confirmed, policy.zone),
                                        when.empty() ? when : fmt::format("  ({})", when)));
  if (!row.scans_checked) {
    fields.write("scan", "not checked");
    return;
  }
  fields.write("scan-by", fmt::format("{}  ({} hours after the confirm)", spelled(*shown.scan_by, policy.zone),
                                      policy.scan_window.count()));
  if (shown.first_scan) {
    fields.write("first scan",
                 fmt::format("{}  ({}{})", spelled(*shown.first_scan, policy.zone),
                             row.scan_day_only ? "known by its day; " : "",
                             sooner_or_later(*shown.first_scan, *shown.scan_by, "the scan window's end")));
  } else {
    fields.write("first scan", shown.tracking_number.empty() ? "none, and no tracking number" : "none yet");
  }
}

/// Why a row does not count.
std::string why_excluded(const RowStory& row) {
  switch (row.judgement.outcome) {
    case Outcome::amazon_fulfilled: return "the fulfilment channel is Amazon's; Amazon ships it";
    case Outcome::cancelled:
      return row.cancelled ? "it was cancelled before a confirm"
                           : "its status says cancelled, and no date says when: it counts as cancelled from the start";
    case Outcome::pending: return "its status is Pending, and nothing is confirmed: nothing may ship yet";
    case Outcome::future: return "it was purchased after the as-of: it is not there yet";
    default: return "";
  }
}

void write_excluded_story(const Fields& fields, const RowStory& row, const Policy& policy) {
  if (row.shown.purchased) fields.write("purchased", spelled(*row.shown.purchased, policy.zone));
  if (row.shown.confirmed) fields.write("confirmed", spelled(*row.shown.confirmed, policy.zone));
  if (row.cancelled) fields.write("cancelled", spelled(*row.cancelled, policy.zone));
  fields.write("not counted", why_excluded(row));
}

std::string verdict_text(Outcome outcome) {
  const auto reason = name(outcome);
  const auto verdict = name(verdict_of(outcome));
  return reason.empty() ? std::string{verdict} : fmt::format("{}, {}", verdict, reason);
}

}  // namespace

void write_text(std::ostream& out, const OrderStory& story, const Policy& policy, const TextStyle& style) {
  const RowStory& deciding = story.rows.at(story.deciding.value());
  const Outcome outcome = deciding.judgement.outcome;
  out << fmt::format("Order {}: {}\n", printable(story.order_id),
                     painted(verdict_text(outcome), paint_of(verdict_of(outcome)), style));
  out << fmt::format("Judged as of {} ({}).\n", spelled(story.as_of, policy.zone), policy.zone.name());
  if (!story.rejected.empty()) {
    out << wrapped(fmt::format("INCOMPLETE: {} row{} of it could not be read.", story.rejected.size(),
                               plural(story.rejected.size())),
                   style.width)
        << '\n';
  }
  const Fields fields{out, style};
  for (const auto& row : story.rows) {
    out << fmt::format("\n{}:{}{}{}\n", printable(row.file), row.line,
                       row.item_id.empty() ? std::string{} : fmt::format(", item {}", printable(row.item_id)),
                       !row.stands                                  ? "  (replaced by a later file)"
                       : story.rows.size() > 1 && &row == &deciding ? "  (this row decides)"
                                                                    : "");
    if (!row.stands) continue;
    if (row.shipment_line != 0) {
      fields.write("shipment", fmt::format("{}:{}", printable(row.shipment_file), row.shipment_line));
    }
    if (is_judged(row.judgement.outcome)) {
      write_deadline_story(fields, row, policy);
      write_confirm_story(fields, row, policy);
    } else {
      write_excluded_story(fields, row, policy);
    }
    fields.write_painted("verdict", verdict_text(row.judgement.outcome), paint_of(verdict_of(row.judgement.outcome)));
  }
  write_notes(out, story.notes, style);
}

void write_text(std::ostream& out, const Deadline& deadline, const Policy& policy, const TextStyle& style) {
  const Fields fields{out, style};
  fields.write("purchased", spelled(deadline.purchased.last, policy.zone));
  fields.write("handling", fmt::format("{} business day{}{}", deadline.handling_time,
                                       plural(static_cast<std::uint64_t>(deadline.handling_time)),
                                       deadline.assumed ? "  (assumed; give yours with --handling-time)" : ""));
  fields.write("counted by", fmt::format("marketplace {} ({}); holidays: {}", policy.marketplace, policy.zone.name(),
                                         holidays_word(policy)));
  write_days(out, deadline.days, deadline.handling_time, policy.zone.day_of(deadline.ship_by), policy);
  fields.write_painted("ship-by", spelled(deadline.ship_by, policy.zone), Paint::bold);
  if (deadline.scan_by) {
    fields.write("scan-by",
                 fmt::format("{}, if confirmed at the last second", spelled(*deadline.scan_by, policy.zone)));
    fields.write("", fmt::format("(first scan within {} hours of the confirm)", policy.scan_window.count()));
  }
  write_notes(out, deadline.notes, style);
}

}  // namespace lsr
