#include "lsr/policy.hpp"

#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <vector>

#include "lsr/error.hpp"
#include "time_literals.hpp"

using lsr::make_policy;
using lsr::Policy;
using lsr::PolicyChoices;
using lsr::test::day;

TEST_CASE("the policy of who chooses nothing is amazon.com's", "[policy]") {
  const Policy policy = make_policy({});
  CHECK(policy.marketplace == "us");
  CHECK(policy.zone.name() == "America/Los_Angeles");
  CHECK(policy.holidays == "us");
  REQUIRE(policy.holiday_years);
  CHECK(int{policy.holiday_years->first} == 2015);
  CHECK(int{policy.holiday_years->last} == 2035);
  CHECK(policy.date_habit == lsr::DateOrder::mdy);
  CHECK(policy.cut_off == std::chrono::hours{14});
  CHECK(policy.scan_window == std::chrono::hours{48});
  CHECK_FALSE(policy.handling_time);
  CHECK(policy.ship_by == lsr::ShipByRule::given);
  CHECK(policy.scan_check == lsr::ScanCheck::automatic);
  CHECK(policy.untracked == lsr::Untracked::late);
  CHECK(policy.threshold.numerator * 100 == policy.threshold.denominator * 4);
  CHECK(policy.threshold.inclusive);
  CHECK(policy.windows == std::vector<int>{10, 30});
  for (const auto weekday : {date::Monday, date::Tuesday, date::Wednesday, date::Thursday, date::Friday}) {
    CHECK(policy.calendar.operating_weeks().before().contains(weekday));
  }
  CHECK_FALSE(policy.calendar.operating_weeks().before().contains(date::Saturday));
  CHECK_FALSE(policy.calendar.operating_weeks().before().contains(date::Sunday));
  CHECK(policy.calendar.kind(day("2026-11-26")) == lsr::DayKind::holiday);
}

TEST_CASE("what is chosen is in the policy", "[policy]") {
  PolicyChoices choices;
  choices.time_zone = "Asia/Tokyo";
  choices.cut_off = std::chrono::hours{9} + std::chrono::minutes{30};
  choices.scan_window = std::chrono::hours{72};
  choices.handling_time = 0;
  choices.ship_by = lsr::ShipByRule::computed;
  choices.scan_check = lsr::ScanCheck::required;
  choices.untracked = lsr::Untracked::ignore;
  choices.threshold = {401, 10'000, false};
  choices.windows = {7, 90, 7};
  const Policy policy = make_policy(choices);
  CHECK(policy.marketplace == "us");
  CHECK(policy.zone.name() == "Asia/Tokyo");
  CHECK(policy.cut_off == std::chrono::minutes{570});
  CHECK(policy.scan_window == std::chrono::hours{72});
  REQUIRE(policy.handling_time);
  CHECK(*policy.handling_time == 0);
  CHECK(policy.ship_by == lsr::ShipByRule::computed);
  CHECK(policy.scan_check == lsr::ScanCheck::required);
  CHECK(policy.untracked == lsr::Untracked::ignore);
  CHECK(policy.threshold.numerator == 401);
  CHECK(policy.threshold.denominator == 10'000);
  CHECK_FALSE(policy.threshold.inclusive);
  CHECK(policy.windows == std::vector<int>{7, 90, 7});
}

TEST_CASE("choices that change which days count", "[policy]") {
  struct Case {
    const char* sentence;
    std::function<void(PolicyChoices&)> choose;
    const char* day;
    bool is_business_day;
  };
  const std::vector<Case> cases{
      {"nothing chosen: Thanksgiving is none", [](PolicyChoices&) {}, "2026-11-26", false},
      {"--holidays none: Thanksgiving is one", [](PolicyChoices& c) { c.holidays = "none"; }, "2026-11-26", true},
      {"--holidays us, said aloud", [](PolicyChoices& c) { c.holidays = "us"; }, "2026-11-26", false},
      {"nothing chosen: Saturday is none", [](PolicyChoices&) {}, "2026-03-07", false},
      {"operating days with Saturday",
       [](PolicyChoices& c) {
         c.operating_days = lsr::OperatingDays{date::Monday, date::Saturday};
       },
       "2026-03-07", true},
      {"operating days replace, they do not add",
       [](PolicyChoices& c) {
         c.operating_days = lsr::OperatingDays{date::Monday, date::Saturday};
       },
       "2026-03-10", false},
      {"no holiday on 2022-01-01 itself, where Saturdays are operating days",
       [](PolicyChoices& c) {
         c.operating_days = lsr::OperatingDays{date::Friday, date::Saturday};
       },
       "2022-01-01", true},
      {"but on the Friday on which it was observed",
       [](PolicyChoices& c) {
         c.operating_days = lsr::OperatingDays{date::Friday, date::Saturday};
       },
       "2021-12-31", false},
      {"--closed takes a day out",
       [](PolicyChoices& c) {
         c.closed = {{day("2026-03-09"), day("2026-03-10")}};
       },
       "2026-03-10", false},
      {"and not the day after",
       [](PolicyChoices& c) {
         c.closed = {{day("2026-03-09"), day("2026-03-10")}};
       },
       "2026-03-11", true},
      {"--closed comes on top of the holidays",
       [](PolicyChoices& c) {
         c.closed = {{day("2026-03-09"), day("2026-03-10")}};
       },
       "2026-11-26", false},
      {"--open puts a Sunday in",
       [](PolicyChoices& c) {
         c.open = {{day("2026-03-08"), day("2026-03-08")}};
       },
       "2026-03-08", true},
      {"--open puts a holiday in",
       [](PolicyChoices& c) {
         c.open = {{day("2026-11-26"), day("2026-11-26")}};
       },
       "2026-11-26", true},
      {"open wins over closed",
       [](PolicyChoices& c) {
         c.closed = {{day("2026-03-01"), day("2026-03-31")}};
         c.open = {{day("2026-03-14"), day("2026-03-14")}};
       },
       "2026-03-14", true},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    PolicyChoices choices;
    each.choose(choices);
    CHECK(make_policy(choices).calendar.is_business_day(day(each.day)) == each.is_business_day);
  }
}

TEST_CASE("without holidays it does not matter for which years they are known", "[policy]") {
  PolicyChoices choices;
  choices.holidays = "none";
  const Policy policy = make_policy(choices);
  CHECK(policy.holidays == "none");
  CHECK_FALSE(policy.holiday_years);
}

TEST_CASE("what is unknown is refused by its name", "[policy]") {
  struct Case {
    const char* sentence;
    std::function<void(PolicyChoices&)> choose;
    const char* named;
  };
  const std::vector<Case> cases{
      {"a marketplace", [](PolicyChoices& c) { c.marketplace = "atlantis"; }, "atlantis"},
      {"a zone", [](PolicyChoices& c) { c.time_zone = "Atlantis/Capital"; }, "Atlantis/Capital"},
      {"a country of holidays", [](PolicyChoices& c) { c.holidays = "atlantis"; }, "atlantis"},
      {"a week without an operating day", [](PolicyChoices& c) { c.operating_days = lsr::OperatingDays{}; },
       "operating day"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    PolicyChoices choices;
    each.choose(choices);
    try {
      make_policy(choices);
      FAIL_CHECK("was taken");
    } catch (const lsr::Error& error) {
      CHECK(error.kind() == lsr::Error::Kind::usage);
      CHECK_THAT(error.what(), Catch::Contains(each.named));
    }
  }
}
