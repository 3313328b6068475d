#include "lsr/calendar_page.hpp"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "time_literals.hpp"

using lsr::calendar_page;
using lsr::CalendarPage;
using lsr::CountedDay;
using lsr::make_policy;
using lsr::Policy;
using lsr::test::day;

namespace {

CalendarPage page_of(const std::string& from, const std::string& to, const Policy& policy) {
  return calendar_page({day(from), day(to)}, policy);
}

}  // namespace

TEST_CASE("calendar page: how many days of each kind", "[calendar_page]") {
  struct Case {
    const char* sentence;
    const char* from;
    const char* to;
    const char* marketplace;
    std::size_t business;
    std::size_t weekend;
    std::size_t holidays;
  };
  // Counted off a printed calendar.
  const std::vector<Case> cases{
      {"December 2026: Christmas is a Friday", "2026-12-01", "2026-12-31", "us", 22, 8, 1},
      {"one business day", "2026-03-09", "2026-03-09", "us", 1, 0, 0},
      {"one Saturday", "2026-03-07", "2026-03-07", "us", 0, 1, 0},
      {"one holiday", "2026-11-26", "2026-11-26", "us", 0, 0, 1},
      {"a week over New Year", "2026-12-28", "2027-01-03", "us", 4, 2, 1},
      {"Easter in Germany: Friday and Monday", "2026-04-01", "2026-04-07", "de", 3, 2, 2},
      {"a week of the Emirates in 2021", "2021-11-07", "2021-11-13", "ae", 5, 2, 0},
      {"a week of the Emirates in 2022", "2022-11-06", "2022-11-12", "ae", 5, 2, 0},
      {"February 2016, 29 days from a Monday on, Presidents' Day", "2016-02-01", "2016-02-29", "us", 20, 8, 1},
      {"an end before the beginning", "2026-03-09", "2026-03-08", "us", 0, 0, 0},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const CalendarPage page = page_of(each.from, each.to, make_policy({.marketplace = each.marketplace}));
    CHECK(page.business_days == each.business);
    CHECK(page.weekend_days == each.weekend);
    CHECK(page.holidays == each.holidays);
    CHECK(page.days.size() == each.business + each.weekend + each.holidays);
    CHECK(page.range.first == day(each.from));
    CHECK(page.range.last == day(each.to));
    CHECK(page.notes.empty());
  }
}

TEST_CASE("calendar page: each day with its kind, its name and its number", "[calendar_page]") {
  using Kind = CountedDay::Kind;
  struct Case {
    const char* day;
    Kind kind;
    const char* name;
    std::optional<int> count;
  };
  const std::vector<Case> expected{
      {"2026-12-22", Kind::business, "", 1},           {"2026-12-23", Kind::holiday, "closed", std::nullopt},
      {"2026-12-24", Kind::business, "", 2},           {"2026-12-25", Kind::holiday, "Christmas Day", std::nullopt},
      {"2026-12-26", Kind::weekend, "", std::nullopt}, {"2026-12-27", Kind::business, "", 3},
      {"2026-12-28", Kind::business, "", 4},
  };
  const Policy policy = make_policy(
      {.closed = {{day("2026-12-23"), day("2026-12-23")}}, .open = {{day("2026-12-27"), day("2026-12-27")}}});
  const CalendarPage page = page_of("2026-12-22", "2026-12-28", policy);
  REQUIRE(page.days.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    INFO(expected[i].day);
    CHECK(page.days[i].day == day(expected[i].day));
    CHECK(page.days[i].kind == expected[i].kind);
    CHECK(page.days[i].name == expected[i].name);
    CHECK(page.days[i].count == expected[i].count);
  }
}

TEST_CASE("calendar page: what lies outside the years of the holidays is said", "[calendar_page]") {
  struct Case {
    const char* sentence;
    const char* from;
    const char* to;
    bool said;
  };
  const std::vector<Case> cases{
      {"the first and the last day of them", "2015-01-01", "2035-12-31", false},
      {"a day before", "2014-12-31", "2015-01-05", true},
      {"a day after", "2035-12-20", "2036-01-01", true},
      {"both", "2014-01-01", "2036-12-31", true},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const CalendarPage page = page_of(each.from, each.to, make_policy({}));
    CHECK(page.notes.size() == (each.said ? 1 : 0));
    for (const auto& note : page.notes) {
      CHECK_THAT(note, Catch::Contains("2015"));
      CHECK_THAT(note, Catch::Contains("2035"));
    }
    CHECK(page_of(each.from, each.to, make_policy({.holidays = "none"})).notes.empty());
    CHECK(page_of(each.from, each.to, lsr::with_holidays(make_policy({}), {{day("2020-01-01"), "x"}})).notes.empty());
  }
}
