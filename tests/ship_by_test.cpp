#include "lsr/ship_by.hpp"

#include <catch2/catch.hpp>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "stored_data.hpp"
#include "time_literals.hpp"

using lsr::computed_ship_by;
using lsr::computed_ship_by_day;
using lsr::counted_days;
using lsr::CountedDay;
using lsr::make_policy;
using lsr::Moment;
using lsr::needed_handling_time;
using lsr::OperatingDays;
using lsr::Policy;
using lsr::PolicyChoices;
using lsr::ShipByRule;
using lsr::test::at;
using lsr::test::day;
using lsr::test::known;
using lsr::test::utc;

namespace {

/// The purchase has an offset, or is a day of the policy's zone.
void check_deadline(const Policy& policy, const std::string& purchased, int handling_time,
                    const std::string& expected) {
  CAPTURE(purchased, handling_time);
  const Moment moment = known(purchased, policy.zone);
  CHECK(utc(computed_ship_by(moment, handling_time, policy)) == utc(at(expected)));
  CHECK(computed_ship_by_day(moment, handling_time, policy) == policy.zone.day_of(at(expected)));
}

const OperatingDays monday_to_saturday{date::Monday,   date::Tuesday, date::Wednesday,
                                       date::Thursday, date::Friday,  date::Saturday};

}  // namespace

TEST_CASE("the ship-by table of SPEC §3", "[ship_by]") {
  struct Case {
    const char* sentence;
    const char* purchased;
    int handling_time;
    const char* expected;
  };
  const std::vector<Case> cases{
      {"Sat 2026-03-07 14:03, 2: Tue; the clocks changed on Sunday", "2026-03-07T14:03:00-08:00", 2,
       "2026-03-10T23:59:59-07:00"},
      {"Thu 2026-03-05 09:00, 2: Mon", "2026-03-05T09:00:00-08:00", 2, "2026-03-09T23:59:59-07:00"},
      {"Fri 2026-03-06 23:59:59, 1: Mon", "2026-03-06T23:59:59-08:00", 1, "2026-03-09T23:59:59-07:00"},
      {"Sat 2026-03-07 00:00:00, 1: Mon", "2026-03-07T00:00:00-08:00", 1, "2026-03-09T23:59:59-07:00"},
      {"Wed 2026-11-25 10:00, 1: Fri; Thanksgiving is no business day", "2026-11-25T10:00:00-08:00", 1,
       "2026-11-27T23:59:59-08:00"},
      {"Mon 2026-03-09 13:59:59, 0: Mon", "2026-03-09T13:59:59-07:00", 0, "2026-03-09T23:59:59-07:00"},
      {"Mon 2026-03-09 14:00:00, 0: Tue", "2026-03-09T14:00:00-07:00", 0, "2026-03-10T23:59:59-07:00"},
      {"Sun 2026-03-08 10:00, 0: Mon", "2026-03-08T10:00:00-07:00", 0, "2026-03-09T23:59:59-07:00"},
  };
  const Policy policy = make_policy({});
  for (const auto& each : cases) {
    INFO(each.sentence);
    check_deadline(policy, each.purchased, each.handling_time, each.expected);
  }

  PolicyChoices choices;
  choices.operating_days = monday_to_saturday;
  // The table's last row: Fri 2026-03-06 10:00, operating days Mon–Sat, 1: Sat.
  check_deadline(make_policy(choices), "2026-03-06T10:00:00-08:00", 1, "2026-03-07T23:59:59-08:00");
}

TEST_CASE("Amazon's own deadlines, from published order data", "[ship_by]") {
  check_deadline(make_policy({.marketplace = "fr"}), "2015-04-12T20:40:27+00:00", 2, "2015-04-14T21:59:59+00:00");
  check_deadline(make_policy({}), "2018-12-16T18:53:45+00:00", 1, "2018-12-18T07:59:59+00:00");
}

TEST_CASE("handling time 0: the cut-off decides, on business days alone", "[ship_by]") {
  struct Case {
    const char* sentence;
    std::function<void(PolicyChoices&)> choose;
    const char* purchased;
    const char* expected;
  };
  const auto amazon = [](PolicyChoices&) {};
  const auto at_nine = [](PolicyChoices& c) { c.cut_off = std::chrono::hours{9}; };
  const auto open_sunday = [](PolicyChoices& c) { c.open = {{day("2026-03-08"), day("2026-03-08")}}; };
  const auto open_long_sunday = [](PolicyChoices& c) { c.open = {{day("2026-11-01"), day("2026-11-01")}}; };
  const auto closed_monday = [](PolicyChoices& c) { c.closed = {{day("2026-03-09"), day("2026-03-09")}}; };
  const std::vector<Case> cases{
      {"the first second of a Monday", amazon, "2026-03-09T00:00:00-07:00", "2026-03-09T23:59:59-07:00"},
      {"the last second of a Monday", amazon, "2026-03-09T23:59:59-07:00", "2026-03-10T23:59:59-07:00"},
      {"a Friday before the cut-off", amazon, "2026-03-06T13:59:59-08:00", "2026-03-06T23:59:59-08:00"},
      {"a Friday at the cut-off", amazon, "2026-03-06T14:00:00-08:00", "2026-03-09T23:59:59-07:00"},
      {"a Saturday before the cut-off", amazon, "2026-03-07T10:00:00-08:00", "2026-03-09T23:59:59-07:00"},
      {"a Sunday after the cut-off: still Monday", amazon, "2026-03-08T20:00:00-07:00", "2026-03-09T23:59:59-07:00"},
      {"Thanksgiving before the cut-off", amazon, "2026-11-26T09:00:00-08:00", "2026-11-27T23:59:59-08:00"},
      {"a Monday known by its day: after the cut-off", amazon, "2026-03-09", "2026-03-10T23:59:59-07:00"},
      {"a Sunday known by its day", amazon, "2026-03-08", "2026-03-09T23:59:59-07:00"},
      {"a Friday known by its day", amazon, "2026-03-06", "2026-03-09T23:59:59-07:00"},
      {"another cut-off, just before", at_nine, "2026-03-09T08:59:59-07:00", "2026-03-09T23:59:59-07:00"},
      {"another cut-off, at it", at_nine, "2026-03-09T09:00:00-07:00", "2026-03-10T23:59:59-07:00"},
      {"an opened Sunday of 23 hours: the clock on the wall counts", open_sunday, "2026-03-08T13:59:59-07:00",
       "2026-03-08T23:59:59-07:00"},
      {"and strikes at 14:00 of that clock", open_sunday, "2026-03-08T14:00:00-07:00", "2026-03-09T23:59:59-07:00"},
      {"an opened Sunday of 25 hours", open_long_sunday, "2026-11-01T13:59:59-08:00", "2026-11-01T23:59:59-08:00"},
      {"and its cut-off", open_long_sunday, "2026-11-01T14:00:00-08:00", "2026-11-02T23:59:59-08:00"},
      {"a closed Monday before the cut-off", closed_monday, "2026-03-09T10:00:00-07:00", "2026-03-10T23:59:59-07:00"},
      {"a Sunday before a closed Monday", closed_monday, "2026-03-08T10:00:00-07:00", "2026-03-10T23:59:59-07:00"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    PolicyChoices choices;
    each.choose(choices);
    check_deadline(make_policy(choices), each.purchased, 0, each.expected);
  }
}

TEST_CASE("the cut-off matters for handling time 0 alone", "[ship_by]") {
  const Policy policy = make_policy({});
  for (const char* purchased : {"2026-03-09T00:00:00-07:00", "2026-03-09T13:59:59-07:00", "2026-03-09T14:00:00-07:00",
                                "2026-03-09T23:59:59-07:00", "2026-03-09"}) {
    check_deadline(policy, purchased, 1, "2026-03-10T23:59:59-07:00");
  }
}

TEST_CASE("holidays are left out on the day on which they are observed", "[ship_by]") {
  struct Case {
    const char* sentence;
    bool saturdays;
    const char* purchased;
    int handling_time;
    const char* expected;
  };
  const std::vector<Case> cases{
      {"Juneteenth 2021 was observed on Friday 18 June", false, "2021-06-17T10:00:00-07:00", 1,
       "2021-06-21T23:59:59-07:00"},
      {"and not on the Saturday itself", true, "2021-06-17T10:00:00-07:00", 1, "2021-06-19T23:59:59-07:00"},
      {"New Year's Day 2022 was observed on Friday 31 December", false, "2021-12-30T10:00:00-08:00", 1,
       "2022-01-03T23:59:59-08:00"},
      {"and not on the Saturday itself", true, "2021-12-30T10:00:00-08:00", 1, "2022-01-01T23:59:59-08:00"},
      {"Juneteenth 2022 was observed on Monday 20 June", false, "2022-06-17T10:00:00-07:00", 1,
       "2022-06-21T23:59:59-07:00"},
      {"Christmas and New Year", false, "2026-12-24T10:00:00-08:00", 5, "2027-01-04T23:59:59-08:00"},
      {"no holidays before their first year", false, "2014-11-26T10:00:00-08:00", 1, "2014-11-27T23:59:59-08:00"},
      {"a year of business days", false, "2026-01-01T10:00:00-08:00", 250, "2026-12-31T23:59:59-08:00"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    PolicyChoices choices;
    if (each.saturdays) choices.operating_days = monday_to_saturday;
    check_deadline(make_policy(choices), each.purchased, each.handling_time, each.expected);
  }
}

TEST_CASE("option --closed takes days out, --open puts them in, and open wins", "[ship_by]") {
  struct Case {
    const char* sentence;
    std::vector<lsr::DayRange> closed;
    std::vector<lsr::DayRange> open;
    const char* purchased;
    int handling_time;
    const char* expected;
  };
  const auto one = [](const char* text) { return lsr::DayRange{day(text), day(text)}; };
  const auto range = [](const char* first, const char* last) { return lsr::DayRange{day(first), day(last)}; };
  const std::vector<Case> cases{
      {"a closed Monday is not counted",
       {one("2026-03-09")},
       {},
       "2026-03-06T10:00:00-08:00",
       1,
       "2026-03-10T23:59:59-07:00"},
      {"a closed weekend changes nothing",
       {range("2026-03-07", "2026-03-08")},
       {},
       "2026-03-06T10:00:00-08:00",
       1,
       "2026-03-09T23:59:59-07:00"},
      {"a closed week with its weekends",
       {range("2026-03-07", "2026-03-15")},
       {},
       "2026-03-06T10:00:00-08:00",
       1,
       "2026-03-16T23:59:59-07:00"},
      {"two closed ranges that overlap",
       {range("2026-03-09", "2026-03-11"), range("2026-03-10", "2026-03-12")},
       {},
       "2026-03-06T10:00:00-08:00",
       1,
       "2026-03-13T23:59:59-07:00"},
      {"an opened Saturday is counted",
       {},
       {one("2026-03-07")},
       "2026-03-06T10:00:00-08:00",
       1,
       "2026-03-07T23:59:59-08:00"},
      {"an opened holiday is counted",
       {},
       {one("2026-11-26")},
       "2026-11-25T10:00:00-08:00",
       1,
       "2026-11-26T23:59:59-08:00"},
      {"open wins within a closed range",
       {range("2026-03-07", "2026-03-15")},
       {one("2026-03-14")},
       "2026-03-06T10:00:00-08:00",
       1,
       "2026-03-14T23:59:59-07:00"},
      {"open wins over the same day",
       {one("2026-03-09")},
       {one("2026-03-09")},
       "2026-03-06T10:00:00-08:00",
       1,
       "2026-03-09T23:59:59-07:00"},
      {"far outside the years of the holidays",
       {one("2050-03-07")},
       {},
       "2050-03-04T10:00:00-08:00",
       1,
       "2050-03-08T23:59:59-08:00"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    PolicyChoices choices;
    choices.closed = each.closed;
    choices.open = each.open;
    check_deadline(make_policy(choices), each.purchased, each.handling_time, each.expected);
  }
}

TEST_CASE("the purchase day is the policy zone's, wherever the clock was read", "[ship_by]") {
  const Policy policy = make_policy({});
  // Saturday in Tokyo and in Greenwich, still Friday in Los Angeles.
  check_deadline(policy, "2026-03-07T16:00:00+09:00", 1, "2026-03-09T23:59:59-07:00");
  check_deadline(policy, "2026-03-06T07:59:59+00:00", 1, "2026-03-06T23:59:59-08:00");
  check_deadline(policy, "2026-03-06T08:00:00+00:00", 1, "2026-03-09T23:59:59-07:00");
}

TEST_CASE("the last second of a ship-by day on which the clocks change", "[ship_by]") {
  PolicyChoices choices;
  choices.time_zone = "America/Sao_Paulo";
  choices.holidays = "none";
  choices.operating_days = OperatingDays{date::Monday, date::Tuesday,  date::Wednesday, date::Thursday,
                                         date::Friday, date::Saturday, date::Sunday};
  const Policy policy = make_policy(choices);
  // 23:59:59 comes twice, and the later one counts.
  check_deadline(policy, "2018-02-16T10:00:00-02:00", 1, "2018-02-17T23:59:59-03:00");
  check_deadline(policy, "2018-02-17T23:30:00-03:00", 0, "2018-02-18T23:59:59-03:00");
  check_deadline(policy, "2018-02-17T23:30:00-03:00", 1, "2018-02-18T23:59:59-03:00");
  // The day after has no midnight.
  check_deadline(policy, "2018-11-03T23:59:59-03:00", 1, "2018-11-04T23:59:59-02:00");
  check_deadline(policy, "2018-11-04T01:00:00-02:00", 0, "2018-11-04T23:59:59-02:00");
}

TEST_CASE("which of two ship-by dates counts, and what is known of the other", "[ship_by]") {
  struct Case {
    const char* sentence;
    ShipByRule rule;
    const char* purchased;  // "": unknown
    const char* given;      // "": unknown
    int handling_time;      // −1: unknown
    const char* expected;   // "": nothing
    ShipByRule source;
    const char* other;  // "": unknown
    bool disagree;
  };
  const auto given = ShipByRule::given;
  const auto computed = ShipByRule::computed;
  const char* thursday = "2026-03-05T09:00:00-08:00";  // handling time 2: due Monday
  const char* monday = "2026-03-09T23:59:59-07:00";
  const std::vector<Case> cases{
      {"the given one counts where present", given, thursday, "2026-03-10T23:59:59-07:00", 2,
       "2026-03-10T23:59:59-07:00", given, monday, true},
      {"computed turns it round", computed, thursday, "2026-03-10T23:59:59-07:00", 2, monday, computed,
       "2026-03-10T23:59:59-07:00", true},
      {"another time of the same day is no other day", given, thursday, "2026-03-09T12:00:00-07:00", 2,
       "2026-03-09T12:00:00-07:00", given, monday, false},
      {"the day is the policy zone's: Tuesday in Greenwich is Monday here", given, thursday,
       "2026-03-10T06:59:59+00:00", 2, monday, given, monday, false},
      {"and a second later it is Tuesday", given, thursday, "2026-03-10T07:00:00+00:00", 2, "2026-03-10T00:00:00-07:00",
       given, monday, true},
      {"a given day alone is its last second", given, thursday, "2026-03-10", 2, "2026-03-10T23:59:59-07:00", given,
       monday, true},
      {"a given day alone, beside the rule", computed, thursday, "2026-03-09", 2, monday, computed, monday, false},
      {"no given one: the rule", given, thursday, "", 2, monday, computed, "", false},
      {"no handling time: the given one", given, thursday, "2026-03-10", -1, "2026-03-10T23:59:59-07:00", given, "",
       false},
      {"no handling time under computed: the given one all the same", computed, thursday, "2026-03-10", -1,
       "2026-03-10T23:59:59-07:00", given, "", false},
      {"no purchase date under computed: the given one", computed, "", "2026-03-10", 2, "2026-03-10T23:59:59-07:00",
       given, "", false},
      {"a purchase alone gives none", given, thursday, "", -1, "", given, "", false},
      {"a handling time alone gives none", given, "", "", 2, "", given, "", false},
      {"nothing gives none", computed, "", "", -1, "", given, "", false},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    PolicyChoices choices;
    choices.ship_by = each.rule;
    const Policy policy = make_policy(choices);
    const auto moment = [&](const std::string& text) {
      return text.empty() ? std::nullopt : std::optional<Moment>{known(text, policy.zone)};
    };
    const auto settled =
        settle_ship_by(moment(each.purchased), moment(each.given),
                       each.handling_time < 0 ? std::nullopt : std::optional{each.handling_time}, policy);
    REQUIRE(settled.has_value() == !std::string{each.expected}.empty());
    if (!settled) continue;
    CHECK(utc(settled->at) == utc(at(each.expected)));
    CHECK(settled->day == policy.zone.day_of(at(each.expected)));
    CHECK(settled->source == each.source);
    CHECK(settled->disagree == each.disagree);
    REQUIRE(settled->other.has_value() == !std::string{each.other}.empty());
    if (settled->other) CHECK(utc(*settled->other) == utc(at(each.other)));
  }
}

TEST_CASE("each day from the purchase to the deadline is counted or skipped, and why", "[ship_by]") {
  PolicyChoices choices;
  choices.closed = {{day("2026-11-30"), day("2026-11-30")}};
  choices.open = {{day("2026-11-29"), day("2026-11-29")}};
  const Policy policy = make_policy(choices);
  struct Case {
    const char* day;
    CountedDay::Kind kind;
    const char* name;
    int count;  // 0: not counted
  };
  const std::vector<Case> expected{
      {"2026-11-25", CountedDay::Kind::purchase, "", 0},
      {"2026-11-26", CountedDay::Kind::holiday, "Thanksgiving Day", 0},
      {"2026-11-27", CountedDay::Kind::business, "", 1},
      {"2026-11-28", CountedDay::Kind::weekend, "", 0},
      {"2026-11-29", CountedDay::Kind::business, "", 2},
      {"2026-11-30", CountedDay::Kind::holiday, "closed", 0},
      {"2026-12-01", CountedDay::Kind::business, "", 3},
  };
  const auto due = computed_ship_by_day(known("2026-11-25", policy.zone), 3, policy);
  CHECK(due == day("2026-12-01"));
  const auto walk = counted_days(day("2026-11-25"), due, policy.calendar);
  REQUIRE(walk.size() == expected.size());
  for (std::size_t i = 0; i < walk.size(); ++i) {
    CAPTURE(expected[i].day);
    CHECK(walk[i].day == day(expected[i].day));
    CHECK(walk[i].kind == expected[i].kind);
    CHECK(walk[i].name == expected[i].name);
    CHECK(walk[i].count.value_or(0) == expected[i].count);
  }
}

TEST_CASE("a deadline on the purchase day, or before it, leaves nothing to count", "[ship_by]") {
  const Policy policy = make_policy({});
  for (const char* due : {"2026-03-09", "2026-03-06"}) {
    CAPTURE(due);
    const auto walk = counted_days(day("2026-03-09"), day(due), policy.calendar);
    REQUIRE(walk.size() == 1);
    CHECK(walk.front().day == day("2026-03-09"));
    CHECK(walk.front().kind == CountedDay::Kind::purchase);
    CHECK_FALSE(walk.front().count);
  }
}

TEST_CASE("the days of a walk carry as many counts as were promised", "[ship_by]") {
  const Policy policy = make_policy({});
  std::size_t walks = 0;
  for (int handling_time = 1; handling_time <= lsr::longest_handling_time; ++handling_time) {
    const auto due = computed_ship_by_day(known("2026-03-07", policy.zone), handling_time, policy);
    const auto walk = counted_days(day("2026-03-07"), due, policy.calendar);
    CAPTURE(handling_time);
    CHECK(walk.back().day == due);
    CHECK(walk.back().count.value_or(0) == handling_time);
    ++walks;
  }
  CHECK(walks == 365);
}

TEST_CASE("published orders are due when Amazon said they are", "[ship_by]") {
  int agree = 0;
  for (const auto& line : lsr::test::stored_lines("published_orders.txt")) {
    INFO(line);
    const auto words = lsr::test::words_of(line);
    lsr::PolicyChoices choices{.marketplace = words.at(0)};
    const bool on_a_weekend = words.at(4) == "weekend";
    if (on_a_weekend) {
      choices.operating_days = OperatingDays::monday_to_friday();
      choices.operating_days->add(date::Saturday);
      choices.operating_days->add(date::Sunday);
    }
    const auto purchased = lsr::test::parsed<lsr::Instant>("%FT%TZ", words.at(1));
    const auto due = lsr::computed_ship_by(lsr::exactly(purchased), std::stoi(words.at(3)), lsr::make_policy(choices));
    CHECK(lsr::test::utc(due) == words.at(2));
    if (!on_a_weekend) ++agree;
  }
  CHECK(agree == 29);
}

TEST_CASE("the handling time needed is the smallest at which the confirm would have been in time", "[ship_by]") {
  struct Case {
    const char* sentence;
    const char* purchased;
    const char* confirmed;
    int needed;
  };
  const std::vector<Case> cases{
      {"the same day, before the cut-off", "2026-03-09T13:59:59-07:00", "2026-03-09T23:59:59-07:00", 0},
      {"after the cut-off the next day is still same-day handling", "2026-03-09T14:00:00-07:00",
       "2026-03-10T23:59:59-07:00", 0},
      {"a second later two days are needed", "2026-03-09T14:00:00-07:00", "2026-03-11T00:00:00-07:00", 2},
      {"before the cut-off the next day needs one", "2026-03-09T09:00:00-07:00", "2026-03-10T09:00:00-07:00", 1},
      {"a Saturday order confirmed on Tuesday", "2026-03-07T14:03:00-08:00", "2026-03-10T23:59:59-07:00", 2},
      {"a holiday does not count", "2026-11-25T10:00:00-08:00", "2026-11-27T10:00:00-08:00", 1},
      {"a weekend's confirm needs the day after it", "2026-03-06T10:00:00-08:00", "2026-03-07T10:00:00-08:00", 1},
      {"a confirm known by its day is in time on the ship-by day", "2026-03-09T09:00:00-07:00", "2026-03-12", 3},
      {"a purchase known by its day is after the cut-off", "2026-03-09", "2026-03-10T10:00:00-07:00", 0},
      {"a confirm before the purchase needs nothing", "2026-03-09T09:00:00-07:00", "2026-03-08T09:00:00-07:00", 0},
  };
  const auto policy = lsr::make_policy({});
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(needed_handling_time(known(each.purchased, policy.zone), known(each.confirmed, policy.zone), policy) ==
          each.needed);
  }
  CHECK_FALSE(needed_handling_time(known("2024-01-02", policy.zone), known("2026-01-02", policy.zone), policy));
}

TEST_CASE("it is what trying one handling time after the other gives", "[ship_by]") {
  const auto policy = lsr::make_policy({.marketplace = "jp"});
  std::mt19937 random{5};
  for (int i = 0; i < 2000; ++i) {
    const auto begin = at("2019-04-01T00:00:00+00:00");
    const auto purchased = lsr::exactly(begin + std::chrono::seconds{random() % (90U * 86400U)});
    const auto confirmed = lsr::exactly(purchased.first + std::chrono::seconds{random() % (40U * 86400U)});
    int tried = 0;
    while (confirmed.first > lsr::computed_ship_by(purchased, tried, policy)) ++tried;
    CHECK(needed_handling_time(purchased, confirmed, policy) == tried);
  }
}

TEST_CASE("a table of ship-by dates says what is computed without one", "[ship_by]") {
  std::vector<Policy> policies;
  PolicyChoices choices;
  policies.push_back(make_policy(choices));
  choices.marketplace = "sa";
  choices.cut_off = std::chrono::hours{9};
  policies.push_back(make_policy(choices));
  choices = {};
  choices.time_zone = "Pacific/Apia";  // whose 2011-12-30 never was
  policies.push_back(make_policy(choices));

  std::mt19937 random{366};
  for (const Policy& policy : policies) {
    lsr::ShipByTable table{policy};
    // Few days and many, so that some are found and others push them out; before 1970 as well.
    for (int i = 0; i < 6000; ++i) {
      const bool few = random() % 2 == 0;
      const auto from = at(few          ? "2026-03-01T00:00:00+00:00"
                           : i % 3 == 0 ? "1969-12-20T00:00:00+00:00"
                                        : "2011-12-20T00:00:00+00:00");
      const auto purchased = from + std::chrono::seconds{random() % (few ? 20U * 86400U : 900U * 86400U)};
      const Moment moment =
          random() % 5 == 0 ? whole_day(policy.zone.day_of(purchased), policy.zone) : lsr::exactly(purchased);
      const int handling_time = static_cast<int>(random() % 8 == 0 ? random() % 366 : random() % 4);
      const auto due = table.computed(moment, handling_time);
      const bool as_expected = due.at == computed_ship_by(moment, handling_time, policy) &&
                               due.day == computed_ship_by_day(moment, handling_time, policy);
      if (!as_expected) FAIL_CHECK(utc(purchased) << ", " << handling_time << " days, became " << utc(due.at));

      const auto given = random() % 2 == 0 ? std::optional{lsr::exactly(purchased + date::days{2})} : std::nullopt;
      const auto with = settle_ship_by(moment, given, handling_time, policy, &table);
      const auto without = settle_ship_by(moment, given, handling_time, policy);
      REQUIRE(with);
      REQUIRE(without);
      const bool same = with->at == without->at && with->day == without->day && with->source == without->source &&
                        with->other == without->other && with->disagree == without->disagree;
      if (!same) FAIL_CHECK(utc(purchased) << ", " << handling_time << " days, is settled otherwise with the table");
    }
  }
}
