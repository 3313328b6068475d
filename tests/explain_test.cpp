#include "lsr/explain.hpp"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "lsr/policy.hpp"
#include "time_literals.hpp"
#include "written_log.hpp"

using lsr::CountedDay;
using lsr::Deadline;
using lsr::OrderStory;
using lsr::Outcome;
using lsr::Policy;
using lsr::PolicyChoices;
using lsr::RowStory;
using lsr::ShipByRule;
using lsr::to_text;
using lsr::test::at;
using lsr::test::day;
using lsr::test::Heard;
using lsr::test::known;
using lsr::test::WrittenLog;

namespace {

using Texts = std::vector<std::string>;

/// "2026-03-09 business 1", "2026-11-26 holiday (Thanksgiving Day)"
Texts told(const std::vector<CountedDay>& days) {
  Texts all;
  for (const auto& each : days) {
    std::string text = to_text(each.day);
    switch (each.kind) {
      case CountedDay::Kind::purchase: text += " purchase"; break;
      case CountedDay::Kind::business: text += " business"; break;
      case CountedDay::Kind::weekend: text += " weekend"; break;
      case CountedDay::Kind::holiday: text += " holiday"; break;
    }
    if (each.count) text += ' ' + std::to_string(*each.count);
    if (!each.name.empty()) text += " (" + each.name + ")";
    all.push_back(text);
  }
  return all;
}

std::string told(const std::optional<lsr::Instant>& instant, const Policy& policy) {
  return instant ? to_text(*instant, policy.zone) : "-";
}

OrderStory story_of(const std::string& order_id, const WrittenLog& log, const Policy& policy,
                    const std::string& as_of) {
  Heard heard;
  return lsr::explain_order(order_id, log.sources(), policy, {}, at(as_of), heard);
}

}  // namespace

TEST_CASE("the deadlines of SPEC 3's table, and the scan that would still do") {
  const PolicyChoices us;
  PolicyChoices monday_to_saturday;
  monday_to_saturday.operating_days = lsr::OperatingDays::monday_to_friday();
  monday_to_saturday.operating_days->add(date::Saturday);
  PolicyChoices france;
  france.time_zone = "Europe/Paris";
  france.holidays = "none";
  PolicyChoices one_day_window;
  one_day_window.scan_window = std::chrono::hours{24};

  struct Case {
    const char* sentence;
    const PolicyChoices& choices;
    const char* purchased;
    int handling_time;
    const char* ship_by;
    const char* scan_by;
  };
  const std::vector<Case> cases{
      {"Saturday with 2: Tuesday; the clocks changed on Sunday", us, "2026-03-07T14:03:00-08:00", 2,
       "2026-03-10T23:59:59-07:00", "2026-03-12T23:59:59-07:00"},
      {"Thursday with 2: Monday", us, "2026-03-05T09:00:00-08:00", 2, "2026-03-09T23:59:59-07:00",
       "2026-03-11T23:59:59-07:00"},
      {"the last second of Friday with 1: Monday", us, "2026-03-06T23:59:59-08:00", 1, "2026-03-09T23:59:59-07:00",
       "2026-03-11T23:59:59-07:00"},
      {"the first second of Saturday with 1: Monday", us, "2026-03-07T00:00:00-08:00", 1, "2026-03-09T23:59:59-07:00",
       "2026-03-11T23:59:59-07:00"},
      {"Thanksgiving is no business day", us, "2026-11-25T10:00:00-08:00", 1, "2026-11-27T23:59:59-08:00",
       "2026-11-29T23:59:59-08:00"},
      {"same day, before the cut-off", us, "2026-03-09T13:59:59-07:00", 0, "2026-03-09T23:59:59-07:00",
       "2026-03-11T23:59:59-07:00"},
      {"same day, at the cut-off: the next business day", us, "2026-03-09T14:00:00-07:00", 0,
       "2026-03-10T23:59:59-07:00", "2026-03-12T23:59:59-07:00"},
      {"same day on a Sunday: Monday", us, "2026-03-08T10:00:00-07:00", 0, "2026-03-09T23:59:59-07:00",
       "2026-03-11T23:59:59-07:00"},
      {"Friday with 1 and operating days Mon-Sat: Saturday, and 48 elapsed hours across the change", monday_to_saturday,
       "2026-03-06T10:00:00-08:00", 1, "2026-03-07T23:59:59-08:00", "2026-03-10T00:59:59-07:00"},
      {"amazon.fr, Sunday with 2: Tuesday's end in Paris", france, "2015-04-12T20:40:27+00:00", 2,
       "2015-04-14T23:59:59+02:00", "2015-04-16T23:59:59+02:00"},
      {"amazon.com, Sunday with 1: Monday's end in Los Angeles", us, "2018-12-16T18:53:45+00:00", 1,
       "2018-12-17T23:59:59-08:00", "2018-12-19T23:59:59-08:00"},
      {"known by its day, it counts as after the cut-off", us, "2026-03-09", 0, "2026-03-10T23:59:59-07:00",
       "2026-03-12T23:59:59-07:00"},
      {"another scan window", one_day_window, "2026-03-05T09:00:00-08:00", 2, "2026-03-09T23:59:59-07:00",
       "2026-03-10T23:59:59-07:00"},
      {"48 elapsed hours end an hour earlier on the clock when it falls back", us, "2026-10-29T09:00:00-07:00", 1,
       "2026-10-30T23:59:59-07:00", "2026-11-01T22:59:59-08:00"},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    const Policy policy = lsr::make_policy(c.choices);
    const auto purchased = known(c.purchased, policy.zone);
    const Deadline deadline = lsr::deadline_of(purchased, c.handling_time, policy);
    CHECK(to_text(deadline.ship_by, policy.zone) == c.ship_by);
    CHECK(to_text(deadline.scan_by.value(), policy.zone) == c.scan_by);
    CHECK(deadline.handling_time == c.handling_time);
    CHECK(deadline.purchased == purchased);
    CHECK_FALSE(deadline.assumed);
    // From the purchase day to the ship-by day without a gap, and as many counted as promised.
    REQUIRE(!deadline.days.empty());
    CHECK(deadline.days.front().day == policy.zone.day_of(purchased.first));
    CHECK(deadline.days.back().day == policy.zone.day_of(deadline.ship_by));
    for (std::size_t i = 1; i < deadline.days.size(); ++i) {
      CHECK(deadline.days[i].day - deadline.days[i - 1].day == date::days{1});
    }
    if (c.handling_time > 0) CHECK(deadline.days.back().count == c.handling_time);
  }
}

TEST_CASE("each day is counted or skipped, and why") {
  PolicyChoices closing;
  closing.closed = {{day("2026-12-24"), day("2026-12-31")}};
  closing.open = {{day("2026-12-26"), day("2026-12-26")}};
  struct Case {
    const char* sentence;
    PolicyChoices choices;
    const char* purchased;
    int handling_time;
    Texts expected;
  };
  const std::vector<Case> cases{
      {"the customer's Saturday order is counted from Monday",
       {},
       "2026-03-07T14:03:00-08:00",
       2,
       {"2026-03-07 purchase", "2026-03-08 weekend", "2026-03-09 business 1", "2026-03-10 business 2"}},
      {"a holiday is skipped by its name",
       {},
       "2026-11-25T10:00:00-08:00",
       1,
       {"2026-11-25 purchase", "2026-11-26 holiday (Thanksgiving Day)", "2026-11-27 business 1"}},
      {"the purchase day is no counted day, even where it is the ship-by day",
       {},
       "2026-03-09T09:00:00-07:00",
       0,
       {"2026-03-09 purchase"}},
      {"handling time 0 after the cut-off: the next business day",
       {},
       "2026-03-09T15:00:00-07:00",
       0,
       {"2026-03-09 purchase", "2026-03-10 business 1"}},
      {"holidays and weekends stay what they are where the seller is closed; an opened day counts",
       closing,
       "2026-12-23T09:00:00-08:00",
       2,
       {"2026-12-23 purchase", "2026-12-24 holiday (closed)", "2026-12-25 holiday (Christmas Day)",
        "2026-12-26 business 1", "2026-12-27 weekend", "2026-12-28 holiday (closed)", "2026-12-29 holiday (closed)",
        "2026-12-30 holiday (closed)", "2026-12-31 holiday (closed)", "2027-01-01 holiday (New Year's Day)",
        "2027-01-02 weekend", "2027-01-03 weekend", "2027-01-04 business 2"}},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    const Policy policy = lsr::make_policy(c.choices);
    const auto purchased = known(c.purchased, policy.zone);
    CHECK(told(lsr::deadline_of(purchased, c.handling_time, policy).days) == c.expected);
  }
}

namespace {

const std::string as_of = "2026-03-31T18:00:00-07:00";
const std::string head =
    "order-id,order-item-id,purchase-date,handling-time,ship-by-date,confirm-date,tracking-number,"
    "first-scan-date,cancel-date\n";

}  // namespace

TEST_CASE("the story of an order of one row") {
  const Policy policy = lsr::make_policy({});
  const WrittenLog log{{"march.csv", head + "B,,2026-03-05T09:00:00-08:00,1,,,,,\n"
                                            "A,7,2026-03-07T14:03:00-08:00,2,,"
                                            "2026-03-11T01:00:00-07:00,TBA1,2026-03-11T20:00:00-07:00,\n"}};
  const OrderStory story = story_of("A", log, policy, as_of);
  CHECK(story.order_id == "A");
  CHECK(story.as_of == at(as_of));
  REQUIRE(story.rows.size() == 1);
  REQUIRE(story.deciding == std::optional<std::size_t>{0});
  const RowStory& row = story.rows.front();
  CHECK(row.file == "march.csv");
  CHECK(row.line == 3);
  CHECK(row.item_id == "7");
  CHECK(row.judgement.outcome == Outcome::confirmed_late);
  CHECK(row.stands);
  CHECK(row.scans_checked);
  CHECK_FALSE(row.purchase_day_only);
  CHECK_FALSE(row.confirm_day_only);
  CHECK_FALSE(row.cancelled);
  CHECK(told(row.shown.purchased, policy) == "2026-03-07T14:03:00-08:00");
  CHECK(row.shown.handling_time == 2);
  REQUIRE(row.shown.ship_by);
  CHECK(told(row.shown.ship_by->at, policy) == "2026-03-10T23:59:59-07:00");
  CHECK(row.shown.ship_by->source == ShipByRule::computed);
  CHECK_FALSE(row.shown.ship_by->other);
  CHECK(told(row.shown.confirmed, policy) == "2026-03-11T01:00:00-07:00");
  CHECK(told(row.shown.scan_by, policy) == "2026-03-13T01:00:00-07:00");
  CHECK(told(row.shown.first_scan, policy) == "2026-03-11T20:00:00-07:00");
  CHECK(row.shown.tracking_number == "TBA1");
  // An hour and a second after the deadline: whole hours, rounded up.
  CHECK(row.shown.late_hours == 2);
  CHECK(told(row.days) ==
        Texts{"2026-03-07 purchase", "2026-03-08 weekend", "2026-03-09 business 1", "2026-03-10 business 2"});
  CHECK(story.facts.rows() == 2);
}

TEST_CASE("what had not happened by as-of is not told") {
  const Policy policy = lsr::make_policy({});
  const WrittenLog log{{"a.csv", head + "A,,2026-03-07T14:03:00-08:00,2,,2026-03-10T09:00:00-07:00,T1,"
                                        "2026-03-12T08:00:00-07:00,2026-03-20T09:00:00-07:00\n"}};
  struct Case {
    const char* sentence;
    const char* as_of;
    Outcome outcome;
    const char* confirmed;
    const char* scan_by;
    const char* first_scan;
    const char* cancelled;
  };
  const std::vector<Case> cases{
      {"before the confirm", "2026-03-10T08:59:59-07:00", Outcome::awaiting_confirmation, "-", "-", "-", "-"},
      {"at the confirm", "2026-03-10T09:00:00-07:00", Outcome::awaiting_scan, "2026-03-10T09:00:00-07:00",
       "2026-03-12T09:00:00-07:00", "-", "-"},
      {"at the scan", "2026-03-12T08:00:00-07:00", Outcome::on_time, "2026-03-10T09:00:00-07:00",
       "2026-03-12T09:00:00-07:00", "2026-03-12T08:00:00-07:00", "-"},
      {"cancelled after the confirm: told, and of no consequence", "2026-03-20T09:00:00-07:00", Outcome::on_time,
       "2026-03-10T09:00:00-07:00", "2026-03-12T09:00:00-07:00", "2026-03-12T08:00:00-07:00",
       "2026-03-20T09:00:00-07:00"},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    const OrderStory story = story_of("A", log, policy, c.as_of);
    REQUIRE(story.rows.size() == 1);
    const RowStory& row = story.rows.front();
    CHECK(row.judgement.outcome == c.outcome);
    CHECK(told(row.shown.confirmed, policy) == c.confirmed);
    CHECK(told(row.shown.scan_by, policy) == c.scan_by);
    CHECK(told(row.shown.first_scan, policy) == c.first_scan);
    CHECK(told(row.cancelled, policy) == c.cancelled);
  }
}

TEST_CASE("the row that decides, of one FILE and of several") {
  struct Case {
    const char* sentence;
    std::vector<std::string> files;
    std::vector<bool> stands;
    std::optional<std::size_t> deciding;
    std::size_t rejected;
  };
  // Bought Thursday 5 March; due Friday 6 March (handling time 1) or Monday 9 March (2).
  const std::string bought = "2026-03-05T09:00:00-08:00,";
  const std::string scanned = "2026-03-06T08:00:00-08:00,T,2026-03-06T20:00:00-08:00,\n";
  const std::vector<Case> cases{
      {"the worst row decides, wherever it stands",
       {"A,1," + bought + "1,," + scanned + "A,2," + bought + "1,,,,,\nA,3," + bought + "1,," + scanned},
       {true, true, true},
       1,
       0},
      {"of equally bad ones the earliest ship-by date",
       {"A,1," + bought + "2,,,,,\nA,2," + bought + "1,,,,,\n"},
       {true, true},
       1,
       0},
      {"a row that a later FILE replaced is told, and does not decide",
       {"A,1," + bought + "1,,,,,\nA,2," + bought + "1,," + scanned, "A,1," + bought + "1,," + scanned},
       {false, true, true},
       1,
       0},
      {"rejected rows are told beside the others",
       {"A,1," + bought + "1,,,,,\nA,2,2026-02-30,1,,,,,\nB,1,2026-02-30,1,,,,,\n"},
       {true},
       0,
       1},
      {"an order that no row names has a story without rows", {"B,1," + bought + "1,,,,,\n"}, {}, std::nullopt, 0},
      {"order-ids are compared exactly", {"a,1," + bought + "1,,,,,\n"}, {}, std::nullopt, 0},
      {"only rejected rows: nothing decides", {"A,1,2026-02-30,1,,,,,\n"}, {}, std::nullopt, 1},
  };
  const Policy policy = lsr::make_policy({});
  for (const auto& c : cases) {
    INFO(c.sentence);
    WrittenLog::Files files;
    for (const auto& text : c.files) {
      files.emplace_back(std::to_string(files.size()) + ".csv", head + text);
    }
    const OrderStory story = story_of("A", WrittenLog{files}, policy, as_of);
    std::vector<bool> stands;
    for (const auto& row : story.rows) stands.push_back(row.stands);
    CHECK(stands == c.stands);
    CHECK(story.deciding == c.deciding);
    CHECK(story.rejected.size() == c.rejected);
  }
}

TEST_CASE("the story's verdict is the report's, over all orders of a log") {
  const std::string bought = "2026-03-05T09:00:00-08:00,";
  const WrittenLog log{
      {"0.csv", head + "A,1," + bought + "1,,,,,\nB,1," + bought + "2,,2026-03-06T08:00:00-08:00,,,\n" + "A,2," +
                    bought + "1,,2026-03-06T08:00:00-08:00,T,2026-03-06T20:00:00-08:00,\n"},
      {"1.csv", head + "A,1," + bought + "1,,2026-03-06T09:00:00-08:00,,,\nC,1," + bought +
                    "9,2026-03-30,,,,2026-03-06\nB,2," + bought + "30,,,,,\n"}};
  const Policy policy = lsr::make_policy({});
  const auto judged = lsr::test::judged(log, policy, at(as_of), lsr::OrderBook::Keep::lines);
  int orders = 0;
  judged.book.visit([&](const lsr::Order& order) {
    ++orders;
    INFO(order.id);
    const OrderStory story = story_of(std::string{order.id}, log, policy, as_of);
    REQUIRE(story.deciding);
    const RowStory& row = story.rows[*story.deciding];
    CHECK(row.judgement.outcome == order.decider.outcome);
    REQUIRE(order.line != nullptr);
    CHECK(row.shown.confirmed == order.line->confirmed);
    CHECK(row.shown.late_hours == order.line->late_hours);
    CHECK(row.shown.ship_by->at == order.line->ship_by->at);
  });
  CHECK(orders == 3);
}

TEST_CASE("what a day alone, a given date and an unknown purchase change in the story") {
  const Policy policy = lsr::make_policy({});
  SECTION("known by their day only") {
    const WrittenLog log{{"a.csv", head + "A,,2026-03-07,2,,2026-03-10,,,\n"}};
    const OrderStory story = story_of("A", log, policy, "2026-03-11T00:00:00-07:00");
    REQUIRE(story.rows.size() == 1);
    CHECK(story.rows[0].purchase_day_only);
    CHECK(story.rows[0].confirm_day_only);
    CHECK(told(story.rows[0].shown.purchased, policy) == "2026-03-07T00:00:00-08:00");
    CHECK(told(story.rows[0].shown.confirmed, policy) == "2026-03-10T23:59:59-07:00");
    CHECK(story.rows[0].judgement.outcome == Outcome::awaiting_scan);
  }
  SECTION("the days lead to the ship-by date that counts; the other one is told") {
    const WrittenLog log{{"a.csv", head + "A,,2026-03-07T14:03:00-08:00,2,2026-03-09T23:59:59-07:00,,,,\n"}};
    const OrderStory story = story_of("A", log, policy, as_of);
    REQUIRE(story.rows.size() == 1);
    const auto& ship_by = story.rows[0].shown.ship_by;
    REQUIRE(ship_by);
    CHECK(ship_by->source == ShipByRule::given);
    CHECK(ship_by->disagree);
    CHECK(told(ship_by->other, policy) == "2026-03-10T23:59:59-07:00");
    CHECK(told(story.rows[0].days) == Texts{"2026-03-07 purchase", "2026-03-08 weekend", "2026-03-09 business 1"});
  }
  SECTION("no days where the purchase is unknown") {
    const WrittenLog log{{"a.csv", head + "A,,,,2026-03-09,,,,\n"}};
    const OrderStory story = story_of("A", log, policy, as_of);
    REQUIRE(story.rows.size() == 1);
    CHECK(story.rows[0].days.empty());
    CHECK_FALSE(story.rows[0].shown.purchased);
    CHECK(story.rows[0].judgement.outcome == Outcome::unconfirmed);
  }
  SECTION("where scans are not checked there is no scan-by") {
    const WrittenLog log{{"a.csv",
                          "order-id,purchase-date,handling-time,confirm-date\n"
                          "A,2026-03-07T14:03:00-08:00,2,2026-03-09T09:00:00-07:00\n"}};
    const OrderStory story = story_of("A", log, policy, as_of);
    REQUIRE(story.rows.size() == 1);
    CHECK_FALSE(story.rows[0].scans_checked);
    CHECK_FALSE(story.rows[0].shown.scan_by);
    CHECK(story.rows[0].judgement.outcome == Outcome::on_time);
  }
}

// Open dates make a log be read twice: nothing may be told twice for that.
TEST_CASE("a log that is read twice is told once") {
  const Policy policy = lsr::make_policy({});
  const WrittenLog log{{"a.csv", head + "A,1,2026-03-05T09:00:00-08:00,1,,,,,\nA,2,2026-02-30,1,,,,,\n"
                                        "A,3,02/03/2026 09:00,1,,,,,\nB,1,13/02/2026,1,,,,,\n"}};
  Heard heard;
  const OrderStory story = lsr::explain_order("A", log.sources(), policy, {}, at(as_of), heard);
  CHECK(heard.restarts == 1);
  CHECK(story.rejected.size() == 1);
  REQUIRE(story.rows.size() == 2);
  // B shows that the day comes first: 2 March, not 3 February.
  CHECK(told(story.rows[1].shown.purchased, policy) == "2026-03-02T09:00:00-08:00");
}

TEST_CASE("where scans are not checked there is no scan-by") {
  lsr::PolicyChoices choices;
  choices.scan_check = lsr::ScanCheck::off;
  const Policy policy = lsr::make_policy(choices);
  CHECK_FALSE(lsr::deadline_of(lsr::exactly(lsr::Instant{}), 1, policy).scan_by);
}
