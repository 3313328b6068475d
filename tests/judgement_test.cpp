#include "lsr/judgement.hpp"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "time_literals.hpp"

using lsr::judge_row;
using lsr::Judgement;
using lsr::line_of;
using lsr::make_policy;
using lsr::may_be_odd;
using lsr::Moment;
using lsr::oddities;
using lsr::OrderLine;
using lsr::OrderRow;
using lsr::Outcome;
using lsr::Policy;
using lsr::PolicyChoices;
using lsr::ShipByRule;
using lsr::test::at;
using lsr::test::known;
using lsr::test::utc;

namespace {

const char* const in_april = "2026-04-01T00:00:00-07:00";

/// The dates of a row as a log has them; "" is an empty cell. Handling time 2 makes a purchase of Saturday 2026-03-07
/// due on Tuesday 2026-03-10.
struct Written {
  std::string purchased = "2026-03-07T14:03:00-08:00";
  std::string given_ship_by;
  std::string confirmed;
  std::string first_scan;
  std::string cancelled;
  bool scans_checked = true;
};

OrderRow row_of(const Written& written, const Policy& policy) {
  const auto moment = [&](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<Moment>{known(text, policy.zone)};
  };
  OrderRow row;
  row.order_id = "111-1";
  row.tracking_number = "1Z999";
  row.scans_checked = written.scans_checked;
  row.purchased = moment(written.purchased);
  row.given_ship_by = moment(written.given_ship_by);
  row.confirmed = moment(written.confirmed);
  row.first_scan = moment(written.first_scan);
  row.cancelled = moment(written.cancelled);
  row.handling_time = 2;
  return row;
}

OrderLine line_at(const OrderRow& row, const std::string& as_of, const Policy& policy) {
  return line_of(row, judge_row(row, at(as_of), policy), at(as_of), policy);
}

std::string text_of(const std::optional<lsr::Instant>& instant) { return instant ? utc(*instant) : ""; }
std::string instant_text(const std::string& written) { return written.empty() ? "" : utc(at(written)); }

}  // namespace

TEST_CASE("a row is judged by the deadline that counts", "[judgement]") {
  struct Case {
    const char* sentence;
    ShipByRule rule;
    const char* given;
    const char* confirmed;
    Outcome expected;
    const char* ship_by;
    ShipByRule source;
  };
  const char* tuesday = "2026-03-10T23:59:59-07:00";
  const char* wednesday = "2026-03-11T23:59:59-07:00";
  const std::vector<Case> cases{
      {"no given date: the rule's Tuesday", ShipByRule::given, "", "2026-03-10T23:59:59-07:00", Outcome::on_time,
       tuesday, ShipByRule::computed},
      {"no given date, a second after Tuesday", ShipByRule::given, "", "2026-03-11T00:00:00-07:00",
       Outcome::confirmed_late, tuesday, ShipByRule::computed},
      {"the given Wednesday saves it", ShipByRule::given, "2026-03-11T23:59:59-07:00", "2026-03-11T00:00:00-07:00",
       Outcome::on_time, wednesday, ShipByRule::given},
      {"computed: the given Wednesday does not", ShipByRule::computed, "2026-03-11T23:59:59-07:00",
       "2026-03-11T00:00:00-07:00", Outcome::confirmed_late, tuesday, ShipByRule::computed},
      {"a given day is its last second", ShipByRule::given, "2026-03-11", "2026-03-11T23:59:59-07:00", Outcome::on_time,
       wednesday, ShipByRule::given},
      {"a given day is no longer than that", ShipByRule::given, "2026-03-11", "2026-03-12T00:00:00-07:00",
       Outcome::confirmed_late, wednesday, ShipByRule::given},
      {"confirmed by day, on the day of a deadline at noon", ShipByRule::given, "2026-03-11T12:00:00-07:00",
       "2026-03-11", Outcome::on_time, "2026-03-11T12:00:00-07:00", ShipByRule::given},
      {"confirmed by day, on the day after it", ShipByRule::given, "2026-03-11T12:00:00-07:00", "2026-03-12",
       Outcome::confirmed_late, "2026-03-11T12:00:00-07:00", ShipByRule::given},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    PolicyChoices choices;
    choices.ship_by = each.rule;
    const Policy policy = make_policy(choices);
    Written written;
    written.given_ship_by = each.given;
    written.confirmed = each.confirmed;
    written.scans_checked = false;
    const Judgement judgement = judge_row(row_of(written, policy), at(in_april), policy);
    CHECK((judgement.outcome == each.expected));
    REQUIRE(judgement.ship_by);
    CHECK(utc(judgement.ship_by->at) == utc(at(each.ship_by)));
    CHECK((judgement.ship_by->source == each.source));
  }
}

TEST_CASE("a row's marks reach its verdict", "[judgement]") {
  const Policy policy = make_policy({});
  const OrderRow plain = row_of({}, policy);
  const auto outcome = [&](const OrderRow& row) { return judge_row(row, at(in_april), policy).outcome; };
  CHECK((outcome(plain) == Outcome::unconfirmed));

  OrderRow row = plain;
  row.amazon_fulfilled = true;
  CHECK((outcome(row) == Outcome::amazon_fulfilled));
  row = plain;
  row.cancelled_status = true;
  CHECK((outcome(row) == Outcome::cancelled));
  row = plain;
  row.pending = true;
  CHECK((outcome(row) == Outcome::pending));
  row = plain;
  row.cancelled = known("2026-03-08", policy.zone);
  CHECK((outcome(row) == Outcome::cancelled));
  row = plain;
  row.purchased = known("2026-04-01T00:00:01-07:00", policy.zone);
  CHECK((outcome(row) == Outcome::future));

  // A tracking number is what tells a parcel that was overlooked from one that was never to be seen.
  PolicyChoices choices;
  choices.untracked = lsr::Untracked::ignore;
  const Policy lenient = make_policy(choices);
  row = plain;
  row.confirmed = known("2026-03-09", policy.zone);
  CHECK((judge_row(row, at(in_april), lenient).outcome == Outcome::unscanned));
  row.tracking_number = {};
  CHECK((judge_row(row, at(in_april), lenient).outcome == Outcome::on_time));
  CHECK((judge_row(row, at(in_april), policy).outcome == Outcome::unscanned));
}

TEST_CASE("an excluded row may have no deadline", "[judgement]") {
  const Policy policy = make_policy({});
  OrderRow row;
  row.amazon_fulfilled = true;
  const Judgement judgement = judge_row(row, at(in_april), policy);
  CHECK((judgement.outcome == Outcome::amazon_fulfilled));
  CHECK_FALSE(judgement.ship_by);
  const OrderLine line = line_of(row, judgement, at(in_april), policy);
  CHECK_FALSE(line.ship_by);
  CHECK_FALSE(line.purchased);
  CHECK_FALSE(line.late_hours);
  CHECK(oddities(row, judgement, at(in_april), policy).empty());
}

TEST_CASE("hours late: whole ones, rounded up, past the deadline that was missed", "[judgement]") {
  struct Case {
    const char* sentence;
    const char* confirmed;
    const char* first_scan;
    const char* as_of;
    std::optional<std::int64_t> expected;
  };
  const std::vector<Case> cases{
      {"confirmed a second late", "2026-03-11T00:00:00-07:00", "", in_april, 1},
      {"confirmed exactly an hour late", "2026-03-11T00:59:59-07:00", "", in_april, 1},
      {"confirmed an hour and a second late", "2026-03-11T01:00:00-07:00", "", in_april, 2},
      {"confirmed late, known by its day: its last second", "2026-03-11", "", in_april, 24},
      {"confirmed late counts to the confirm, not to a scan", "2026-03-11T00:00:00-07:00", "2026-03-20T00:00:00-07:00",
       in_april, 1},
      {"not confirmed: to as-of, one second", "", "", "2026-03-11T00:00:00-07:00", 1},
      {"not confirmed: to as-of, exactly ten hours", "", "", "2026-03-11T09:59:59-07:00", 10},
      {"not confirmed: to as-of, a second more", "", "", "2026-03-11T10:00:00-07:00", 11},
      {"confirmed after as-of: to as-of", "2026-03-20T00:00:00-07:00", "", "2026-03-11T09:59:59-07:00", 10},
      {"scanned a second after the window", "2026-03-09T10:00:00-07:00", "2026-03-11T10:00:01-07:00", in_april, 1},
      {"scanned exactly a day after the window", "2026-03-09T10:00:00-07:00", "2026-03-12T10:00:00-07:00", in_april,
       24},
      {"never scanned: to as-of", "2026-03-09T10:00:00-07:00", "", "2026-03-11T11:00:01-07:00", 2},
      {"scanned after as-of: to as-of", "2026-03-09T10:00:00-07:00", "2026-03-20T10:00:01-07:00",
       "2026-03-11T11:00:00-07:00", 1},
      {"scanned on a day after the window: its first second", "2026-03-09T10:00:00-07:00", "2026-03-12", in_april, 14},
      {"on time: none", "2026-03-09T10:00:00-07:00", "2026-03-09T12:00:00-07:00", in_april, std::nullopt},
      {"awaiting confirmation: none", "", "", "2026-03-10T23:59:59-07:00", std::nullopt},
      {"awaiting a scan: none", "2026-03-09T10:00:00-07:00", "", "2026-03-11T10:00:00-07:00", std::nullopt},
      {"48 hours over the night of 23 are all in time", "2026-03-06T10:00:00-08:00", "2026-03-08T11:00:00-07:00",
       in_april, std::nullopt},
      {"and one hour more is one hour", "2026-03-06T10:00:00-08:00", "2026-03-08T12:00:00-07:00", in_april, 1},
  };
  const Policy policy = make_policy({});
  for (const auto& each : cases) {
    INFO(each.sentence);
    Written written;
    written.confirmed = each.confirmed;
    written.first_scan = each.first_scan;
    const OrderLine line = line_at(row_of(written, policy), each.as_of, policy);
    CHECK(line.late_hours.value_or(-1) == each.expected.value_or(-1));
  }
}

TEST_CASE("a line shows what had happened by as-of, and nothing else", "[judgement]") {
  struct Case {
    const char* sentence;
    bool scans_checked;
    const char* as_of;
    const char* confirmed;
    const char* scan_by;
    const char* first_scan;
  };
  const char* confirmed = "2026-03-09T10:00:00-07:00";
  const char* scan_by = "2026-03-11T10:00:00-07:00";
  const char* first_scan = "2026-03-10T10:00:00-07:00";
  const std::vector<Case> cases{
      {"all of it", true, in_april, confirmed, scan_by, first_scan},
      {"before the scan", true, "2026-03-10T09:59:59-07:00", confirmed, scan_by, ""},
      {"at the scan", true, "2026-03-10T10:00:00-07:00", confirmed, scan_by, first_scan},
      {"before the confirm there is nothing to scan", true, "2026-03-09T09:59:59-07:00", "", "", ""},
      {"at the confirm", true, "2026-03-09T10:00:00-07:00", confirmed, scan_by, ""},
      {"no end of a window where scans are not checked", false, in_april, confirmed, "", first_scan},
  };
  const Policy policy = make_policy({});
  for (const auto& each : cases) {
    INFO(each.sentence);
    Written written;
    written.confirmed = confirmed;
    written.first_scan = first_scan;
    written.scans_checked = each.scans_checked;
    const OrderLine line = line_at(row_of(written, policy), each.as_of, policy);
    CHECK(text_of(line.purchased) == utc(at("2026-03-07T14:03:00-08:00")));
    CHECK(line.handling_time.value_or(-1) == 2);
    REQUIRE(line.ship_by);
    CHECK(utc(line.ship_by->at) == utc(at("2026-03-10T23:59:59-07:00")));
    CHECK(text_of(line.confirmed) == instant_text(each.confirmed));
    CHECK(text_of(line.scan_by) == instant_text(each.scan_by));
    CHECK(text_of(line.first_scan) == instant_text(each.first_scan));
    CHECK(line.tracking_number == "1Z999");
  }
}

TEST_CASE("a date alone is shown as the second that it stands for", "[judgement]") {
  const Policy policy = make_policy({});
  Written written;
  written.purchased = "2026-03-07";
  written.given_ship_by = "2026-03-10";
  written.confirmed = "2026-03-09";
  written.first_scan = "2026-03-10";
  const OrderLine line = line_at(row_of(written, policy), in_april, policy);
  CHECK(text_of(line.purchased) == utc(at("2026-03-07T00:00:00-08:00")));
  REQUIRE(line.ship_by);
  CHECK(utc(line.ship_by->at) == utc(at("2026-03-10T23:59:59-07:00")));
  CHECK(text_of(line.confirmed) == utc(at("2026-03-09T23:59:59-07:00")));
  CHECK(text_of(line.scan_by) == utc(at("2026-03-11T23:59:59-07:00")));
  CHECK(text_of(line.first_scan) == utc(at("2026-03-10T00:00:00-07:00")));
}

TEST_CASE("a line tells both deadlines where both are known", "[judgement]") {
  const Policy policy = make_policy({});
  Written written;
  written.given_ship_by = "2026-03-11T23:59:59-07:00";
  const OrderLine line = line_at(row_of(written, policy), in_april, policy);
  REQUIRE(line.ship_by);
  CHECK((line.ship_by->source == ShipByRule::given));
  CHECK(text_of(line.ship_by->other) == utc(at("2026-03-10T23:59:59-07:00")));
  CHECK(line.ship_by->disagree);
}

TEST_CASE("odd but usable", "[judgement]") {
  struct Case {
    const char* sentence;
    Written row;
    bool cancelled_status;
    const char* as_of;
    std::vector<std::string> expected;  // how each oddity begins
  };
  const auto confirmed = [](const char* text) {
    Written w;
    w.confirmed = text;
    return w;
  };
  const auto scanned = [](const char* text) {
    Written w;
    w.first_scan = text;
    return w;
  };
  const auto cancelled = [](const char* text) {
    Written w;
    w.cancelled = text;
    return w;
  };
  const auto due = [](const char* text) {
    Written w;
    w.given_ship_by = text;
    return w;
  };
  const auto bought_on = [](Written w, const char* text) {
    w.purchased = text;
    return w;
  };
  const char* a_second_before = "2026-03-07T14:02:59-08:00";
  const char* the_same_second = "2026-03-07T14:03:00-08:00";
  const char* the_same_day = "2026-03-07";
  const char* the_day_before = "2026-03-06";

  Written all = bought_on(confirmed(a_second_before), the_same_second);
  all.first_scan = all.cancelled = all.given_ship_by = a_second_before;
  Written no_purchase = confirmed(a_second_before);
  no_purchase.purchased = "";
  no_purchase.given_ship_by = "2026-03-10";

  const std::vector<Case> cases{
      {"nothing odd", confirmed("2026-03-09T10:00:00-07:00"), false, in_april, {}},
      {"confirmed a second before purchased", confirmed(a_second_before), false, in_april, {"confirmed before"}},
      {"confirmed in the second of the purchase", confirmed(the_same_second), false, in_april, {}},
      {"scanned before purchased", scanned(a_second_before), false, in_april, {"scanned before"}},
      {"cancelled before purchased", cancelled(a_second_before), false, in_april, {"cancelled before"}},
      {"due before purchased", due(a_second_before), false, in_april, {"due before"}},
      {"due in the second of the purchase", due(the_same_second), false, in_april, {}},
      {"all four", all, false, in_april, {"confirmed before", "scanned before", "cancelled before", "due before"}},
      {"a confirm known by the purchase's day is not before it", confirmed(the_same_day), false, in_april, {}},
      {"a confirm known by the day before is", confirmed(the_day_before), false, in_april, {"confirmed before"}},
      {"a purchase known by its day, confirmed on it",
       bought_on(confirmed(a_second_before), the_same_day),
       false,
       in_april,
       {}},
      {"a purchase known by its day, confirmed the day before",
       bought_on(confirmed("2026-03-06T23:59:59-08:00"), the_same_day),
       false,
       in_april,
       {"confirmed before"}},
      {"a deadline known by the purchase's day is not before it", due(the_same_day), false, in_april, {}},
      {"a deadline known by the day before is", due(the_day_before), false, in_april, {"due before"}},
      {"without a purchase date nothing is before it", no_purchase, false, in_april, {}},
      {"a cancelled status without a date, not confirmed", {}, true, in_april, {}},
      {"a cancelled status without a date, confirmed",
       confirmed("2026-03-09T10:00:00-07:00"),
       true,
       in_april,
       {"cancelled without a date"}},
      {"a cancelled status without a date, confirmed after as-of",
       confirmed("2026-03-09T10:00:00-07:00"),
       true,
       "2026-03-09T09:59:59-07:00",
       {}},
      {"a cancelled status with a date, confirmed",
       [&] {
         Written w = confirmed("2026-03-09T10:00:00-07:00");
         w.cancelled = "2026-03-10T10:00:00-07:00";
         return w;
       }(),
       true,
       in_april,
       {}},
  };
  const Policy policy = make_policy({});
  for (const auto& each : cases) {
    INFO(each.sentence);
    OrderRow row = row_of(each.row, policy);
    row.cancelled_status = each.cancelled_status;
    const Judgement judgement = judge_row(row, at(each.as_of), policy);
    const auto found = oddities(row, judgement, at(each.as_of), policy);
    REQUIRE(found.size() == each.expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      CHECK_THAT(std::string{found[i]}, Catch::StartsWith(each.expected[i]));
    }
    CHECK((found.empty() || may_be_odd(row, judgement)));
  }
}

TEST_CASE("what is not even asked about is not odd", "[judgement]") {
  const std::vector<std::string> dates{
      "", "2026-03-07", "2026-03-07T14:03:00-08:00", "2026-03-06T23:00:00-08:00", "2026-03-08", "2026-03-06"};
  const Policy policy = make_policy({});
  std::size_t unasked = 0;
  const auto check = [&](const Written& written, bool cancelled_status) {
    OrderRow row = row_of(written, policy);
    row.cancelled_status = cancelled_status;
    const Judgement judgement = judge_row(row, at(in_april), policy);
    if (may_be_odd(row, judgement)) return;
    ++unasked;
    CHECK(oddities(row, judgement, at(in_april), policy).empty());
  };
  for (const auto& purchased : dates) {
    for (const auto& given : dates) {
      if (purchased.empty() && given.empty()) continue;
      for (const auto& event : dates) {
        for (const bool cancelled : {false, true}) {
          check({purchased, given, event, "", "", true}, cancelled);
          check({purchased, given, "2026-03-09T10:00:00-07:00", event, "", true}, cancelled);
          check({purchased, given, "2026-03-09T10:00:00-07:00", "", event, true}, cancelled);
        }
      }
    }
  }
  CHECK(unasked > 0);
  // Most rows are such: nothing happens before the purchase.
  const OrderRow usual = row_of(
      {"2026-03-07T14:03:00-08:00", "", "2026-03-09T10:00:00-07:00", "2026-03-09T20:00:00-07:00", "", true}, policy);
  CHECK_FALSE(may_be_odd(usual, judge_row(usual, at(in_april), policy)));
}

TEST_CASE("due before purchased is asked of the deadline that counts", "[judgement]") {
  PolicyChoices choices;
  choices.ship_by = ShipByRule::computed;
  const Policy policy = make_policy(choices);
  Written written;
  written.given_ship_by = "2026-03-01";
  const OrderRow row = row_of(written, policy);
  CHECK(oddities(row, judge_row(row, at(in_april), policy), at(in_april), policy).empty());
}
