#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "export/json.hpp"
#include "export/text.hpp"
#include "lsr/calendar_page.hpp"
#include "time_literals.hpp"

using lsr::calendar_page;
using lsr::make_policy;
using lsr::Policy;
using lsr::test::day;
using Json = nlohmann::ordered_json;

namespace {

std::string text_of(const std::string& from, const std::string& to, const Policy& policy, std::size_t width = 80) {
  std::ostringstream out;
  write_text(out, calendar_page({day(from), day(to)}, policy), policy, {.color = false, .width = width});
  return out.str();
}

Json json_of(const std::string& from, const std::string& to, const Policy& policy) {
  std::ostringstream out;
  write_json(out, calendar_page({day(from), day(to)}, policy), policy);
  return Json::parse(out.str());
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("the calendar as text: a February of 29 days that begins on a Monday", "[text_calendar]") {
  CHECK(text_of("2016-02-01", "2016-02-29", make_policy({})) ==
        R"(2016-02-01 to 2016-02-29: 20 business days, 8 weekend days, 1 holiday.
Marketplace us (America/Los_Angeles); holidays: United States.

           February 2016
 Mon  Tue  Wed  Thu  Fri  Sat  Sun
   1    2    3    4    5   (6)  (7)
   8    9   10   11   12  (13) (14)
 [15]  16   17   18   19  (20) (21)
  22   23   24   25   26  (27) (28)
  29

(6) weekend   [25] holiday, closed
  Mon 2016-02-15  Washington's Birthday
)");
}

TEST_CASE("the calendar as text: a February of four whole weeks", "[text_calendar]") {
  CHECK(text_of("2021-02-01", "2021-02-28", make_policy({.holidays = "none"})) ==
        R"(2021-02-01 to 2021-02-28: 20 business days, 8 weekend days, 0 holidays.
Marketplace us (America/Los_Angeles); holidays: none.

           February 2021
 Mon  Tue  Wed  Thu  Fri  Sat  Sun
   1    2    3    4    5   (6)  (7)
   8    9   10   11   12  (13) (14)
  15   16   17   18   19  (20) (21)
  22   23   24   25   26  (27) (28)

(6) weekend
)");
}

TEST_CASE("the calendar as text: part of a month", "[text_calendar]") {
  CHECK(text_of("2026-03-12", "2026-03-17", make_policy({.marketplace = "jp"})) ==
        R"(2026-03-12 to 2026-03-17: 4 business days, 2 weekend days, 0 holidays.
Marketplace jp (Asia/Tokyo); holidays: Japan.

            March 2026
 Mon  Tue  Wed  Thu  Fri  Sat  Sun
                 12   13  (14) (15)
  16   17

(6) weekend
)");
}

TEST_CASE("the calendar as text: one day", "[text_calendar]") {
  CHECK(text_of("2026-03-15", "2026-03-15", make_policy({})) ==
        R"(2026-03-15 to 2026-03-15: 0 business days, 1 weekend day, 0 holidays.
Marketplace us (America/Los_Angeles); holidays: United States.

            March 2026
 Mon  Tue  Wed  Thu  Fri  Sat  Sun
                               (15)

(6) weekend
)");
}

TEST_CASE("the calendar as text: over New Year, two months abreast", "[text_calendar]") {
  CHECK(text_of("2026-12-21", "2027-01-10", make_policy({.closed = {{day("2026-12-24"), day("2026-12-24")}}})) ==
        R"(2026-12-21 to 2027-01-10: 12 business days, 6 weekend days, 2 holidays, 1 day
closed.
Marketplace us (America/Los_Angeles); holidays: United States.

           December 2026                         January 2027
 Mon  Tue  Wed  Thu  Fri  Sat  Sun     Mon  Tue  Wed  Thu  Fri  Sat  Sun
  21   22   23  [24] [25] (26) (27)                         [1]  (2)  (3)
  28   29   30   31                      4    5    6    7    8   (9) (10)

(6) weekend   [25] holiday, closed
  Thu 2026-12-24  closed
  Fri 2026-12-25  Christmas Day
  Fri 2027-01-01  New Year's Day
)");
}

TEST_CASE("the calendar as text: the same days of two years are two months", "[text_calendar]") {
  const std::string text = text_of("2026-01-15", "2027-01-15", make_policy({}));
  for (const char* month : {"January 2026", "February 2026", "December 2026", "January 2027"}) {
    CHECK_THAT(text, Catch::Contains(month));
  }
  CHECK(std::count(text.begin(), text.end(), '[') ==
        12);  // eleven federal holidays, January 1 that of 2027, and the legend
}

TEST_CASE("the calendar as text: as many months abreast as the width holds", "[text_calendar]") {
  struct Case {
    std::size_t width;
    std::vector<std::vector<const char*>> rows;
  };
  const std::vector<Case> cases{
      {20, {{"November 2026"}, {"December 2026"}, {"January 2027"}, {"February 2027"}}},
      {72, {{"November 2026"}, {"December 2026"}, {"January 2027"}, {"February 2027"}}},
      {73, {{"November 2026", "December 2026"}, {"January 2027", "February 2027"}}},
      {80, {{"November 2026", "December 2026"}, {"January 2027", "February 2027"}}},
      {140, {{"November 2026", "December 2026", "January 2027"}, {"February 2027"}}},
      {149, {{"November 2026", "December 2026", "January 2027", "February 2027"}}},
  };
  for (const auto& each : cases) {
    INFO("width " << each.width);
    const auto lines = lines_of(text_of("2026-11-30", "2027-02-01", make_policy({}), each.width));
    std::vector<std::string> heads;
    for (const auto& line : lines) {
      if (line.find("202") != std::string::npos && line.starts_with("     ")) heads.push_back(line);
      CHECK(line.size() <= std::max<std::size_t>(each.width, 72));
      CHECK((line.empty() || line.back() != ' '));
    }
    REQUIRE(heads.size() == each.rows.size());
    for (std::size_t i = 0; i < heads.size(); ++i) {
      for (const auto& row : each.rows) {
        for (const char* month : row) CHECK((heads[i].find(month) != std::string::npos) == (&row == &each.rows[i]));
      }
    }
  }
}

TEST_CASE("the calendar as text: months of different heights stand in their own columns", "[text_calendar]") {
  CHECK(text_of("2026-11-30", "2027-02-01", make_policy({}), 140) ==
        R"(2026-11-30 to 2027-02-01: 43 business days, 18 weekend days, 3 holidays.
Marketplace us (America/Los_Angeles); holidays: United States.

           November 2026                         December 2026                         January 2027
 Mon  Tue  Wed  Thu  Fri  Sat  Sun     Mon  Tue  Wed  Thu  Fri  Sat  Sun     Mon  Tue  Wed  Thu  Fri  Sat  Sun
  30                                          1    2    3    4   (5)  (6)                         [1]  (2)  (3)
                                         7    8    9   10   11  (12) (13)      4    5    6    7    8   (9) (10)
                                        14   15   16   17   18  (19) (20)     11   12   13   14   15  (16) (17)
                                        21   22   23   24  [25] (26) (27)    [18]  19   20   21   22  (23) (24)
                                        28   29   30   31                     25   26   27   28   29  (30) (31)

           February 2027
 Mon  Tue  Wed  Thu  Fri  Sat  Sun
   1

(6) weekend   [25] holiday, closed
  Fri 2026-12-25  Christmas Day
  Fri 2027-01-01  New Year's Day
  Mon 2027-01-18  Birthday of Martin Luther King, Jr.
)");
}

TEST_CASE("the calendar as text: a holiday with two names, and one with none", "[text_calendar]") {
  const Policy policy = lsr::with_holidays(
      make_policy({.marketplace = "uk"}),
      {{day("2026-12-01"), "Founders' Day"}, {day("2026-12-01"), "Picnic\x1b[31m"}, {day("2026-12-02"), ""}});
  const std::string text = text_of("2026-12-01", "2026-12-03", policy);
  CHECK_THAT(text, Catch::Contains("Marketplace uk (Europe/London); holidays: from a file.\n"));
  CHECK_THAT(text, Catch::Contains("  Tue 2026-12-01  Founders' Day / Picnic?[31m\n"));
  CHECK_THAT(text, Catch::Contains("       [1]  [2]   3\n"));
  const auto lines = lines_of(text);
  CHECK(std::count_if(lines.begin(), lines.end(),
                      [](const std::string& line) { return line.starts_with("  Wed 2026-12-02"); }) == 1);
}

TEST_CASE("the calendar as text: what has to be said comes last", "[text_calendar]") {
  const auto lines = lines_of(text_of("2036-01-01", "2036-01-02", make_policy({})));
  CHECK_THAT(lines.back(), Catch::StartsWith("Note: ") || Catch::StartsWith("      "));
  CHECK_THAT(text_of("2036-01-01", "2036-01-02", make_policy({})), Catch::Contains("2035"));
}

TEST_CASE("the calendar as JSON", "[text_calendar]") {
  const Json expected = Json::parse(R"({
    "schema": "lsr.calendar/1",
    "from": "2026-11-25",
    "to": "2026-11-30",
    "policy": {"marketplace": "us", "time_zone": "America/Los_Angeles",
               "operating_days": ["mon", "tue", "wed", "thu", "fri"], "holidays": "us"},
    "business_days": 2,
    "weekend_days": 2,
    "holidays": 2,
    "days": [
      {"day": "2026-11-25", "kind": "business", "name": null, "count": 1},
      {"day": "2026-11-26", "kind": "holiday", "name": "Thanksgiving Day", "count": null},
      {"day": "2026-11-27", "kind": "holiday", "name": "closed", "count": null},
      {"day": "2026-11-28", "kind": "weekend", "name": null, "count": null},
      {"day": "2026-11-29", "kind": "weekend", "name": null, "count": null},
      {"day": "2026-11-30", "kind": "business", "name": null, "count": 2}
    ],
    "notes": []
  })");
  const Policy policy = make_policy({.closed = {{day("2026-11-27"), day("2026-11-27")}}});
  CHECK(json_of("2026-11-25", "2026-11-30", policy).dump(1) == expected.dump(1));
}

TEST_CASE("the calendar as JSON: values as they change", "[text_calendar]") {
  const Policy file = lsr::with_holidays(make_policy({}), {{day("2026-12-01"), "A"}, {day("2026-12-01"), "B"}});
  CHECK(json_of("2026-12-01", "2026-12-01", file)["policy"]["holidays"] == "file");
  CHECK(json_of("2026-12-01", "2026-12-01", file)["days"][0]["name"] == "A / B");
  CHECK(json_of("2026-12-01", "2026-12-01", make_policy({.holidays = "none"}))["policy"]["holidays"] == "none");
  CHECK(json_of("2035-12-31", "2036-01-01", make_policy({}))["notes"].size() == 1);

  // The week that is told is the one at the end of the range.
  const Policy emirates = make_policy({.marketplace = "ae"});
  const Json old_week{"sun", "mon", "tue", "wed", "thu"};
  const Json new_week{"mon", "tue", "wed", "thu", "fri"};
  const Json old_days = json_of("2021-01-01", "2021-12-31", emirates)["policy"]["operating_days"];
  CHECK(std::is_permutation(old_days.begin(), old_days.end(), old_week.begin(), old_week.end()));
  CHECK(json_of("2021-12-01", "2022-01-31", emirates)["policy"]["operating_days"] == new_week);
}
