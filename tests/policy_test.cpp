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

TEST_CASE("a marketplace sets zone, week, holidays and date habit, and each choice replaces one of them", "[policy]") {
  struct Case {
    const char* sentence;
    PolicyChoices choices;
    const char* zone;
    const char* holidays;
    lsr::DateOrder habit;
    const char* holiday;
    const char* business_day;
  };
  using lsr::DateOrder;
  const std::vector<Case> cases{
      {"jp: Culture Day is one, Thanksgiving none",
       {.marketplace = "jp"},
       "Asia/Tokyo",
       "jp",
       DateOrder::dmy,
       "2026-11-03",
       "2026-11-26"},
      {"uk: Boxing Day is observed on the Monday",
       {.marketplace = "uk"},
       "Europe/London",
       "uk",
       DateOrder::dmy,
       "2026-12-28",
       "2026-07-03"},
      {"ca keeps the reports of Los Angeles and Canada's holidays",
       {.marketplace = "ca"},
       "America/Los_Angeles",
       "ca",
       DateOrder::dmy,
       "2026-07-01",
       "2026-11-26"},
      {"de with the holidays of us",
       {.marketplace = "de", .holidays = "us"},
       "Europe/Berlin",
       "us",
       DateOrder::dmy,
       "2026-11-26",
       "2026-04-06"},
      {"us with the holidays of de",
       {.holidays = "de"},
       "America/Los_Angeles",
       "de",
       DateOrder::mdy,
       "2026-04-06",
       "2026-11-26"},
      {"fr with another zone",
       {.marketplace = "fr", .time_zone = "UTC"},
       "UTC",
       "fr",
       DateOrder::dmy,
       "2026-07-14",
       "2026-07-13"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const Policy policy = make_policy(each.choices);
    CHECK(policy.marketplace == each.choices.marketplace);
    CHECK(policy.zone.name() == each.zone);
    CHECK(policy.holidays == each.holidays);
    CHECK(policy.date_habit == each.habit);
    CHECK(policy.calendar.kind(day(each.holiday)) == lsr::DayKind::holiday);
    CHECK(policy.calendar.kind(day(each.business_day)) == lsr::DayKind::business);
    REQUIRE(policy.holiday_years);
    CHECK(int{policy.holiday_years->first} == 2015);
    CHECK(int{policy.holiday_years->last} == 2035);
  }
}

TEST_CASE("the week of ae changed with 2022, unless the seller has one of his own", "[policy]") {
  struct Case {
    const char* sentence;
    const char* day;
    bool by_itself;
    bool by_seller;  ///< Monday to Saturday
  };
  // None of these days is a holiday there.
  const std::vector<Case> cases{
      {"a Sunday of 2021", "2021-11-07", true, false},   {"a Friday of 2021", "2021-11-05", false, true},
      {"a Saturday of 2021", "2021-11-06", false, true}, {"a Sunday of 2022", "2022-11-06", false, false},
      {"a Friday of 2022", "2022-11-04", true, true},    {"a Saturday of 2022", "2022-11-05", false, true},
  };
  const Policy country = make_policy({.marketplace = "ae"});
  const Policy seller =
      make_policy({.marketplace = "ae",
                   .operating_days = lsr::OperatingDays{date::Monday, date::Tuesday, date::Wednesday, date::Thursday,
                                                        date::Friday, date::Saturday}});
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(country.calendar.is_business_day(day(each.day)) == each.by_itself);
    CHECK(seller.calendar.is_business_day(day(each.day)) == each.by_seller);
  }
}

TEST_CASE("a seller's own holidays stand in place of the country's, and change nothing else", "[policy]") {
  PolicyChoices choices{.marketplace = "jp"};
  choices.closed = {{day("2026-08-10"), day("2026-08-11")}};
  choices.open = {{day("2026-12-24"), day("2026-12-24")}, {day("2026-03-07"), day("2026-03-07")}};
  choices.handling_time = 3;
  // Unsorted, on a weekend, on one day twice.
  const Policy policy = lsr::with_holidays(make_policy(choices), {{day("2026-12-24"), "Eve"},
                                                                  {day("2026-06-01"), "Founders' Day"},
                                                                  {day("2026-06-06"), "Saturday"},
                                                                  {day("2026-06-01"), "Picnic"}});
  CHECK(policy.marketplace == "jp");
  CHECK(policy.zone.name() == "Asia/Tokyo");
  CHECK(policy.handling_time == 3);
  CHECK(policy.holidays == "file");
  CHECK_FALSE(policy.holiday_years);
  struct Case {
    const char* sentence;
    const char* day;
    lsr::DayKind kind;
    const char* name;
  };
  const std::vector<Case> cases{
      {"a holiday of his own", "2026-06-01", lsr::DayKind::holiday, "Founders' Day / Picnic"},
      {"one on a Saturday", "2026-06-06", lsr::DayKind::holiday, "Saturday"},
      {"Culture Day is none any more", "2026-11-03", lsr::DayKind::business, ""},
      {"closed days stay closed", "2026-08-10", lsr::DayKind::closed, ""},
      {"Mountain Day, which was a holiday, is closed", "2026-08-11", lsr::DayKind::closed, ""},
      {"an opened day wins over the file, too", "2026-12-24", lsr::DayKind::business, "Eve"},
      {"an opened Saturday stays open", "2026-03-07", lsr::DayKind::business, ""},
      {"a Sunday stays a Sunday", "2026-03-08", lsr::DayKind::weekend, ""},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(policy.calendar.kind(day(each.day)) == each.kind);
    CHECK(policy.calendar.name(day(each.day)) == each.name);
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
