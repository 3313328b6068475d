#include "lsr/plain_row.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "lsr/judgement.hpp"
#include "time_literals.hpp"

using lsr::as_order_row;
using lsr::Instant;
using lsr::judge_plain_row;
using lsr::judge_row;
using lsr::make_policy;
using lsr::never;
using lsr::OrderRow;
using lsr::PlainRow;
using lsr::PlainRows;
using lsr::Policy;
using lsr::PolicyChoices;
using lsr::ShipByTable;
using lsr::test::at;
using lsr::test::utc;

namespace {

PlainRow saturday_order() {
  PlainRow row;
  row.line = 7;
  row.order_id = "111-1234567-1234567";
  row.tracking_number = "1Z1";
  row.purchased = at("2026-03-07T14:03:00-08:00");
  row.confirmed = at("2026-03-10T10:00:00-07:00");
  row.handling_time = 2;
  row.scans_checked = true;
  return row;
}

}  // namespace

TEST_CASE("a plain row is the same row with room for everything", "[plain_row]") {
  const OrderRow row = as_order_row(saturday_order(), 3);
  CHECK(row.file == 3);
  CHECK(row.line == 7);
  CHECK(row.order_id == "111-1234567-1234567");
  CHECK(row.tracking_number == "1Z1");
  CHECK((row.purchased == lsr::exactly(at("2026-03-07T14:03:00-08:00"))));
  CHECK((row.confirmed == lsr::exactly(at("2026-03-10T10:00:00-07:00"))));
  CHECK(row.handling_time == 2);
  CHECK(row.scans_checked);
  // What a plain row has not, the row has not either.
  CHECK_FALSE(row.given_ship_by);
  CHECK_FALSE(row.first_scan);
  CHECK_FALSE(row.cancelled);
  CHECK_FALSE((row.amazon_fulfilled || row.cancelled_status || row.pending));
  CHECK(row.item_id.empty());
  CHECK_FALSE(as_order_row(PlainRow{}, 0).handling_time);
  CHECK_FALSE(as_order_row(PlainRow{}, 0).purchased);
}

TEST_CASE("a page of plain rows is told row by row, and says nothing where nothing was put", "[plain_row]") {
  PlainRows page;
  page.line = 100;
  page.scans_checked = true;
  page.order_ids[3] = "111-1234567-1234567";
  page.tracking_numbers[3] = "1Z1";
  page.purchased[3] = at("2026-03-01T00:00:00+00:00");
  page.given_ship_by[3] = at("2026-03-02T00:00:00+00:00");
  page.confirmed[3] = at("2026-03-03T00:00:00+00:00");
  page.first_scan[3] = at("2026-03-04T00:00:00+00:00");
  page.cancelled[3] = at("2026-03-05T00:00:00+00:00");
  page.handling_times[3] = 2;
  const PlainRow row = page.row(3);
  CHECK(row.line == 103);
  CHECK(row.scans_checked);
  CHECK(row.order_id == "111-1234567-1234567");
  CHECK(row.tracking_number == "1Z1");
  CHECK(utc(row.purchased) == "2026-03-01T00:00:00Z");
  CHECK(utc(row.given_ship_by) == "2026-03-02T00:00:00Z");
  CHECK(utc(row.confirmed) == "2026-03-03T00:00:00Z");
  CHECK(utc(row.first_scan) == "2026-03-04T00:00:00Z");
  CHECK(utc(row.cancelled) == "2026-03-05T00:00:00Z");
  CHECK(row.handling_time == 2);

  const PlainRow other = page.row(63);
  CHECK(other.line == 163);
  CHECK(other.order_id.empty());
  for (const Instant instant :
       {other.purchased, other.given_ship_by, other.confirmed, other.first_scan, other.cancelled}) {
    CHECK((instant == never));
  }
  CHECK(other.handling_time == PlainRow::no_handling_time);
}

TEST_CASE("plain rows are judged in short where a computed ship-by date and times alone decide", "[plain_row]") {
  CHECK(is_plainly_judged(saturday_order()));
  PlainRow given = saturday_order();
  given.given_ship_by = at("2026-03-10T23:59:59-07:00");
  CHECK_FALSE(is_plainly_judged(given));
  PlainRow cancelled = saturday_order();
  cancelled.cancelled = at("2026-03-09T10:00:00-07:00");
  CHECK_FALSE(is_plainly_judged(cancelled));
}

TEST_CASE("a plain row judged in short is judged as any other row", "[plain_row]") {
  PolicyChoices ignoring;
  ignoring.untracked = lsr::Untracked::ignore;
  std::mt19937 random{48};
  std::size_t odd = 0;
  std::vector<std::size_t> outcomes(lsr::outcome_count);
  for (const Policy& policy : {make_policy({}), make_policy(ignoring)}) {
    ShipByTable table{policy};
    const Instant begin = at("2026-03-05T00:00:00-08:00");
    // Whole hours, so that deadlines are met to the second now and then.
    const auto some_time = [&](int most_hours) {
      const int hours = static_cast<int>(random() % 400);
      if (hours > most_hours) return never;
      return begin + std::chrono::hours{hours} - std::chrono::seconds{random() % 3};
    };
    for (int i = 0; i < 20'000; ++i) {
      PlainRow row = saturday_order();
      row.purchased = begin + std::chrono::hours{random() % 120};
      row.confirmed = some_time(300);
      row.first_scan = some_time(300);
      row.handling_time = static_cast<int>(random() % 4);
      row.scans_checked = random() % 4 != 0;
      if (random() % 4 == 0) row.tracking_number = {};
      const Instant as_of = begin + std::chrono::hours{random() % 400};

      const auto in_short = judge_plain_row(row, as_of, policy, table);
      const OrderRow whole = as_order_row(row, 0);
      const auto judgement = judge_row(whole, as_of, policy);
      const bool same = in_short.outcome == judgement.outcome && in_short.ship_by == judgement.ship_by->at &&
                        in_short.ship_by_day == judgement.ship_by->day;
      if (!same) FAIL_CHECK("bought " << utc(row.purchased) << ", as of " << utc(as_of));
      const bool is_odd = !oddities(whole, judgement, as_of, policy).empty();
      if (is_odd && !in_short.may_be_odd) FAIL_CHECK("bought " << utc(row.purchased) << ", and odd");
      odd += is_odd ? 1 : 0;
      ++outcomes[static_cast<std::size_t>(in_short.outcome)];
    }
  }
  CHECK(odd > 0);
  for (const auto outcome : {lsr::Outcome::confirmed_late, lsr::Outcome::unconfirmed, lsr::Outcome::unscanned,
                             lsr::Outcome::awaiting_confirmation, lsr::Outcome::awaiting_scan, lsr::Outcome::on_time,
                             lsr::Outcome::future}) {
    INFO(std::string{name(outcome)});
    CHECK(outcomes[static_cast<std::size_t>(outcome)] > 0);
  }
}
