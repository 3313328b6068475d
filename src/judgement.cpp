#include "lsr/judgement.hpp"

#include <algorithm>

#include "lsr/scan_check.hpp"

namespace lsr {

namespace {

std::int64_t whole_hours_up(std::chrono::seconds passed) {
  return std::chrono::ceil<std::chrono::hours>(passed).count();
}

std::optional<std::int64_t> hours_late(Outcome outcome, const OrderLine& line, Instant as_of) {
  switch (outcome) {
    case Outcome::confirmed_late:
    case Outcome::unconfirmed: return whole_hours_up(line.confirmed.value_or(as_of) - line.ship_by->at);
    case Outcome::unscanned: return whole_hours_up(line.first_scan.value_or(as_of) - *line.scan_by);
    default: return std::nullopt;
  }
}

bool is_before(const Moment& event, const Moment& purchase, const Zone& zone) {
  if (event.day_only || purchase.day_only) return zone.day_of(event.first) < zone.day_of(purchase.first);
  return event.first < purchase.first;
}

/// By the deadline that counts; a given one may be known only by its day.
bool is_due_before(const OrderRow& row, const ShipBy& ship_by, const Zone& zone) {
  const bool given = ship_by.source == ShipByRule::given;
  return is_before(given ? *row.given_ship_by : exactly(ship_by.at), *row.purchased, zone);
}

}  // namespace

Judgement judge_row(const OrderRow& row, Instant as_of, const Policy& policy, ShipByTable* table) {
  Judgement judgement{Outcome::future,
                      settle_ship_by(row.purchased, row.given_ship_by, row.handling_time, policy, table)};
  RowFacts facts;
  facts.amazon_fulfilled = row.amazon_fulfilled;
  facts.cancelled_status = row.cancelled_status;
  facts.pending = row.pending;
  facts.scans_checked = row.scans_checked;
  facts.tracked = !row.tracking_number.empty();
  if (judgement.ship_by) {
    facts.ship_by = judgement.ship_by->at;
    facts.ship_by_day = judgement.ship_by->day;
  }
  if (row.purchased) facts.purchased = row.purchased->first;
  if (row.confirmed) facts.confirmed = *row.confirmed;
  if (row.first_scan) facts.first_scan = *row.first_scan;
  if (row.cancelled) facts.cancelled = *row.cancelled;
  judgement.outcome = judge(facts, as_of, policy);
  return judgement;
}

OrderLine line_of(const OrderRow& row, const Judgement& judgement, Instant as_of, const Policy& policy) {
  OrderLine line;
  const auto confirmed = seen_by(row.confirmed, as_of);
  const auto scan = seen_by(row.first_scan, as_of);
  if (row.purchased) line.purchased = row.purchased->first;
  line.handling_time = row.handling_time;
  line.ship_by = judgement.ship_by;
  if (confirmed) line.confirmed = confirmed->last;
  if (confirmed && row.scans_checked) line.scan_by = scan_by(*confirmed, policy.scan_window);
  if (scan) line.first_scan = scan->first;
  line.tracking_number = row.tracking_number;
  line.late_hours = hours_late(judgement.outcome, line, as_of);
  return line;
}

bool may_be_odd(const OrderRow& row, const Judgement& judgement) {
  const auto may_be_before = [](const std::optional<Moment>& event, const Moment& purchase) {
    return event && (event->first < purchase.first || event->day_only);
  };
  if (row.cancelled_status) return true;
  if (!row.purchased) return false;
  const Moment& purchase = *row.purchased;
  return purchase.day_only || may_be_before(row.confirmed, purchase) || may_be_before(row.first_scan, purchase) ||
         may_be_before(row.cancelled, purchase) ||
         (judgement.ship_by && (judgement.ship_by->at < purchase.first || row.given_ship_by));
}

std::vector<std::string_view> oddities(const OrderRow& row, const Judgement& judgement, Instant as_of,
                                       const Policy& policy) {
  std::vector<std::string_view> found;
  if (row.purchased) {
    const auto check = [&](const std::optional<Moment>& event, std::string_view what) {
      if (event && is_before(*event, *row.purchased, policy.zone)) found.push_back(what);
    };
    check(row.confirmed, "confirmed before it was purchased");
    check(row.first_scan, "scanned before it was purchased");
    check(row.cancelled, "cancelled before it was purchased");
    if (judgement.ship_by && is_due_before(row, *judgement.ship_by, policy.zone)) {
      found.emplace_back("due before it was purchased");
    }
  }
  if (row.cancelled_status && !row.cancelled && seen_by(row.confirmed, as_of)) {
    found.emplace_back("cancelled without a date, though it was confirmed; it counts as cancelled from the start");
  }
  return found;
}

}  // namespace lsr
