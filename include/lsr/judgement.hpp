/// A row of the log, judged: its deadline, its outcome, and how an order's line tells it (SPEC §4, §8).
///
///     const Judgement judgement = judge_row(row, as_of, policy);
///     judgement.outcome == Outcome::confirmed_late;
///
///     line_of(row, judgement, as_of, policy).late_hours                  // 3: whole hours, rounded up
///
/// Edges: an excluded row may have no deadline; a judged one always has.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/order_row.hpp"
#include "lsr/plain_row.hpp"
#include "lsr/policy.hpp"
#include "lsr/ship_by.hpp"
#include "lsr/verdict.hpp"

namespace lsr {

struct Judgement {
  Outcome outcome = Outcome::future;
  std::optional<ShipBy> ship_by;
};

/// `table`, if given, remembers ship-by dates of that policy from row to row: many rows are judged faster with one.
Judgement judge_row(const OrderRow&, Instant as_of, const Policy&, ShipByTable* table = nullptr);

/// Whether judge_plain_row() can: the ship-by date is computed, and nothing was cancelled.
inline bool is_plainly_judged(const PlainRow& row) { return row.given_ship_by == never && row.cancelled == never; }

/// What judge_row() says of such a row, in short: so small, and in such an order, that it is put down in two words.
/// Read back as larger ones than those it was written in, it would have to be waited for.
struct PlainJudgement {
  Outcome outcome = Outcome::future;
  bool may_be_odd = false;
  Day ship_by_day{};
  Instant ship_by{};
};
/// Defined here, since it is asked of most rows of every log.
inline PlainJudgement judge_plain_row(const PlainRow& row, Instant as_of, const Policy& policy, ShipByTable& table) {
  const ComputedShipBy due = table.computed(exactly(row.purchased), row.handling_time);
  const Outcome outcome = judge({.scans_checked = row.scans_checked,
                                 .tracked = !row.tracking_number.empty(),
                                 .ship_by = due.at,
                                 .ship_by_day = due.day,
                                 .purchased = row.purchased,
                                 .confirmed = exactly(row.confirmed),
                                 .first_scan = exactly(row.first_scan)},
                                as_of, policy);
  return {outcome, std::min({row.confirmed, row.first_scan, due.at}) < row.purchased, due.day, due.at};
}

/// What `lsr orders` prints of a row, beside its order-id and verdict. What had not happened by as-of is absent.
struct OrderLine {
  std::optional<Instant> purchased;
  std::optional<int> handling_time;  ///< business days
  std::optional<ShipBy> ship_by;
  std::optional<Instant> confirmed;
  std::optional<Instant> scan_by;  ///< absent where nothing was confirmed, or scans are not checked
  std::optional<Instant> first_scan;
  std::string tracking_number;
  std::optional<std::int64_t> late_hours;  ///< past the missed deadline, rounded up; of late rows alone
};

OrderLine line_of(const OrderRow&, const Judgement&, Instant as_of, const Policy&);

/// False for most rows, and soon told: nothing is odd about them.
bool may_be_odd(const OrderRow&, const Judgement&);

/// What is odd about a row, though it can be judged as it stands (SPEC §4): confirmed, scanned, cancelled or due before
/// purchased (by the day, where one of the two is known only by its day); cancelled at an unknown moment, but
/// confirmed.
std::vector<std::string_view> oddities(const OrderRow&, const Judgement&, Instant as_of, const Policy&);

}  // namespace lsr
