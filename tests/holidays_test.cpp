#include "lsr/holidays.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "lsr/error.hpp"
#include "lsr/marketplace.hpp"
#include "stored_data.hpp"
#include "time_literals.hpp"

using lsr::Day;
using lsr::Holiday;
using lsr::holidays_of;
using lsr::test::day;

namespace {

std::set<Day> days_of(const std::vector<Holiday>& holidays) {
  std::set<Day> days;
  for (const auto& holiday : holidays) days.insert(holiday.day);
  return days;
}

/// SPEC §3: a Saturday one on the Friday before, a Sunday one on the Monday after.
Day observed(Day fixed) {
  const date::weekday weekday{fixed};
  if (weekday == date::Saturday) return fixed - date::days{1};
  if (weekday == date::Sunday) return fixed + date::days{1};
  return fixed;
}

/// 5 U.S.C. 6103 for one year, by the law's own rules; New Year's Day may be observed in the year before.
std::vector<Day> federal_holidays(date::year year) {
  using namespace date;
  std::vector<Day> days{
      observed(Day{year / January / 1}),   Day{year / January / Monday[3]},     Day{year / February / Monday[3]},
      Day{year / May / Monday[last]},      observed(Day{year / July / 4}),      Day{year / September / Monday[1]},
      Day{year / October / Monday[2]},     observed(Day{year / November / 11}), Day{year / November / Thursday[4]},
      observed(Day{year / December / 25}),
  };
  if (year >= date::year{2021}) days.push_back(observed(Day{year / June / 19}));
  return days;
}

}  // namespace

TEST_CASE("the federal holidays fall on the days on which they are observed", "[holidays]") {
  struct Case {
    const char* sentence;
    const char* day;
    bool expected;
  };
  const std::vector<Case> cases{
      {"New Year's Day 2026, a Thursday", "2026-01-01", true},
      {"Martin Luther King's birthday 2026", "2026-01-19", true},
      {"Washington's birthday 2026", "2026-02-16", true},
      {"Memorial Day 2026", "2026-05-25", true},
      {"Juneteenth 2026, a Friday", "2026-06-19", true},
      {"Independence Day 2026, a Saturday: the Friday before", "2026-07-03", true},
      {"and not the Saturday itself", "2026-07-04", false},
      {"Labor Day 2026", "2026-09-07", true},
      {"Columbus Day 2026", "2026-10-12", true},
      {"Veterans Day 2026, a Wednesday", "2026-11-11", true},
      {"Thanksgiving 2026", "2026-11-26", true},
      {"the Friday after it is none", "2026-11-27", false},
      {"Christmas 2026, a Friday", "2026-12-25", true},
      {"Christmas Eve is none", "2026-12-24", false},
      {"Juneteenth 2021, the first, a Saturday: the Friday before", "2021-06-18", true},
      {"and not the Saturday itself", "2021-06-19", false},
      {"Juneteenth was none in 2020", "2020-06-19", false},
      {"Juneteenth 2022, a Sunday: the Monday after", "2022-06-20", true},
      {"and not the Sunday itself", "2022-06-19", false},
      {"New Year's Day 2022, a Saturday: the last day of 2021", "2021-12-31", true},
      {"and not the Saturday itself", "2022-01-01", false},
      {"New Year's Day 2028, a Saturday: the last day of 2027", "2027-12-31", true},
      {"New Year's Day 2023, a Sunday: the Monday after", "2023-01-02", true},
      {"and not the Sunday itself", "2023-01-01", false},
      {"Christmas 2016, a Sunday: the Monday after", "2016-12-26", true},
      {"Veterans Day 2017, a Saturday: the Friday before", "2017-11-10", true},
      {"Inauguration Day is a holiday of one region only", "2021-01-20", false},
      {"regional ones do not count: Patriots' Day", "2026-04-20", false},
  };
  const auto holidays = days_of(holidays_of("us"));
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK((holidays.count(day(each.day)) == 1) == each.expected);
  }
}

TEST_CASE("the federal holidays are those that the law's rules give, and no others", "[holidays]") {
  std::set<Day> expected;
  const auto& years = lsr::holiday_years;
  for (date::year year = years.first; year <= years.last + date::years{1}; ++year) {
    for (const Day each : federal_holidays(year)) {
      if (years.contains(each)) expected.insert(each);
    }
  }
  REQUIRE(expected.size() > 200);
  const auto held = days_of(holidays_of("us"));
  for (const Day each : expected) {
    CAPTURE(each);
    CHECK(held.count(each) == 1);
  }
  for (const Day each : held) {
    CAPTURE(each);
    CHECK(expected.count(each) == 1);
  }
}

TEST_CASE("a year has ten federal holidays, from 2021 eleven, and lends one where New Year's Day is a Saturday",
          "[holidays]") {
  const std::map<int, int> expected{{2015, 10}, {2016, 10}, {2017, 10}, {2018, 10}, {2019, 10}, {2020, 10}, {2021, 12},
                                    {2022, 10}, {2023, 11}, {2024, 11}, {2025, 11}, {2026, 11}, {2027, 12}, {2028, 10},
                                    {2029, 11}, {2030, 11}, {2031, 11}, {2032, 12}, {2033, 10}, {2034, 11}, {2035, 11}};
  std::map<int, int> counted;
  for (const auto& holiday : holidays_of("us")) ++counted[int{date::year_month_day{holiday.day}.year()}];
  CHECK(counted == expected);
}

TEST_CASE("the data of every marketplace's country is in order", "[holidays]") {
  CHECK(lsr::marketplaces().size() == 23);
  for (const auto& marketplace : lsr::marketplaces()) {
    INFO(marketplace.code);
    const auto holidays = holidays_of(marketplace.code);
    std::map<date::year, int> in_year;
    for (std::size_t i = 0; i < holidays.size(); ++i) {
      CAPTURE(holidays[i].day, holidays[i].name);
      if (i > 0) CHECK(holidays[i - 1].day < holidays[i].day);
      CHECK(lsr::holiday_years.contains(holidays[i].day));
      CHECK_FALSE(holidays[i].name.empty());
      CHECK(holidays[i].name.find('"') == std::string::npos);
      ++in_year[date::year_month_day{holidays[i].day}.year()];
    }
    for (date::year year = lsr::holiday_years.first; year <= lsr::holiday_years.last; ++year) {
      CAPTURE(year);
      CHECK(in_year[year] >= 3);
      CHECK(in_year[year] <= 21);
    }
  }
}

TEST_CASE("federal holidays are never on a weekend", "[holidays]") {
  const auto holidays = holidays_of("us");
  for (const auto& holiday : holidays) {
    CAPTURE(holiday.day);
    const date::weekday weekday{holiday.day};
    CHECK(weekday != date::Saturday);
    CHECK(weekday != date::Sunday);
  }
  CHECK(holidays.front().name == "New Year's Day");
  CHECK(holidays[1].name == "Birthday of Martin Luther King, Jr.");
}

TEST_CASE("days that are easy to get wrong are holidays or none, as the law or the announcement has it", "[holidays]") {
  for (const auto& marketplace : lsr::marketplaces()) {
    const auto days = days_of(holidays_of(marketplace.code));
    const auto lines = lsr::test::stored_lines("holidays/" + std::string{marketplace.code} + ".txt");
    CHECK(lines.size() >= 15);
    for (const auto& line : lines) {
      INFO(marketplace.code << ": " << line);
      const auto words = lsr::test::words_of(line);
      const bool expected = words.at(1) == "yes";
      REQUIRE((expected || words.at(1) == "no"));
      CHECK((days.count(day(words.at(0))) == 1) == expected);
    }
  }
}

TEST_CASE("a country without data is refused", "[holidays]") {
  for (const char* country : {"atlantis", "", "US", "none", "us.csv"}) {
    CAPTURE(country);
    try {
      holidays_of(country);
      FAIL_CHECK("was taken");
    } catch (const lsr::Error& error) {
      CHECK(error.kind() == lsr::Error::Kind::usage);
    }
  }
}

TEST_CASE("the years of the holidays include both ends", "[holidays]") {
  CHECK_FALSE(lsr::holiday_years.contains(day("2014-12-31")));
  CHECK(lsr::holiday_years.contains(day("2015-01-01")));
  CHECK(lsr::holiday_years.contains(day("2035-12-31")));
  CHECK_FALSE(lsr::holiday_years.contains(day("2036-01-01")));
}
