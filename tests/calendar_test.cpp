#include "lsr/calendar.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "lsr/error.hpp"
#include "lsr/holidays.hpp"
#include "lsr/policy.hpp"
#include "stored_data.hpp"
#include "time_literals.hpp"

using lsr::BusinessCalendar;
using lsr::Day;
using lsr::DayKind;
using lsr::DayRange;
using lsr::Holiday;
using lsr::OperatingDays;
using lsr::test::day;

namespace {

constexpr unsigned longest = 365;

/// A civil day that counts on by itself and finds its weekday by Sakamoto's rule: nothing here is shared with the date
/// library that the calendar rests on.
struct SlowDay {
  int year;
  unsigned month;
  unsigned day;

  friend auto operator<=>(const SlowDay&, const SlowDay&) = default;

  [[nodiscard]] bool in_leap_year() const { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }
  [[nodiscard]] unsigned days_of_month() const {
    if (month == 2) return in_leap_year() ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }
  [[nodiscard]] SlowDay next() const {
    if (day < days_of_month()) return {year, month, day + 1};
    return month < 12 ? SlowDay{year, month + 1, 1} : SlowDay{year + 1, 1, 1};
  }
  /// 0 is Sunday.
  [[nodiscard]] unsigned weekday() const {
    constexpr std::array<int, 12> shift{0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    const int y = month < 3 ? year - 1 : year;
    return static_cast<unsigned>((y + y / 4 - y / 100 + y / 400 + shift.at(month - 1) + static_cast<int>(day)) % 7);
  }
};

SlowDay slow(Day day) {
  const date::year_month_day ymd{day};
  return {int{ymd.year()}, unsigned{ymd.month()}, unsigned{ymd.day()}};
}

/// SPEC §3 word for word: operating days that are no holiday, further days out, days put in, and open wins.
struct SlowCalendar {
  std::array<bool, 7> operating{};
  std::set<SlowDay> holidays;
  std::set<SlowDay> closed;
  std::set<SlowDay> open;

  [[nodiscard]] bool is_business_day(const SlowDay& each) const {
    if (open.count(each) > 0) return true;
    if (closed.count(each) > 0) return false;
    return operating.at(each.weekday()) && holidays.count(each) == 0;
  }
};

struct TwoCalendars {
  BusinessCalendar fast;
  SlowCalendar slow;
  std::vector<Day> exceptions;
};

using Random = std::mt19937_64;

int between(int low, int high, Random& random) { return std::uniform_int_distribution<int>{low, high}(random); }

const Day years_begin = day("2015-01-01");
constexpr int years_days = 21 * 366;

std::vector<DayRange> some_ranges(int at_most, int longest_range, Random& random) {
  std::vector<DayRange> ranges;
  for (int i = between(0, at_most, random); i > 0; --i) {
    const Day first = years_begin + date::days{between(-200, years_days, random)};
    ranges.push_back({first, first + date::days{between(0, longest_range, random)}});
  }
  return ranges;
}

std::set<SlowDay> days_of(const std::vector<DayRange>& ranges) {
  std::set<SlowDay> all;
  for (const auto& range : ranges) {
    const SlowDay last = slow(range.last);
    for (SlowDay each = slow(range.first); each <= last; each = each.next()) all.insert(each);
  }
  return all;
}

TwoCalendars some_calendar(Random& random) {
  SlowCalendar expected;
  OperatingDays operating_days;
  // One to seven of them, in any place: an empty week is another test.
  const int must = between(0, 6, random);
  for (int i = 0; i < 7; ++i) {
    if (i != must && between(0, 2, random) == 0) continue;
    operating_days.add(date::weekday{static_cast<unsigned>(i)});
    expected.operating.at(static_cast<std::size_t>(i)) = true;
  }

  BusinessCalendar::Exceptions exceptions;
  const int source = between(0, 3, random);
  if (source == 1) exceptions.holidays = lsr::holidays_of("us");
  if (source >= 2) {
    // Any day may be a holiday in a file of the seller's own: weekends, neighbours and the same day twice, unsorted.
    for (int i = between(1, 200, random); i > 0; --i) {
      exceptions.holidays.push_back(
          {years_begin + date::days{between(0, source == 2 ? years_days : 400, random)}, "h"});
    }
  }
  exceptions.closed = some_ranges(6, 40, random);
  exceptions.open = some_ranges(6, 10, random);

  std::vector<Day> days;
  for (const auto& holiday : exceptions.holidays) {
    expected.holidays.insert(slow(holiday.day));
    days.push_back(holiday.day);
  }
  expected.closed = days_of(exceptions.closed);
  expected.open = days_of(exceptions.open);
  for (const auto& range : exceptions.closed) days.insert(days.end(), {range.first, range.last});
  for (const auto& range : exceptions.open) days.insert(days.end(), {range.first, range.last});
  return {BusinessCalendar{operating_days, exceptions}, expected, days};
}

/// Around the exceptions, within the years of the holidays, and centuries away from both.
Day some_day(const std::vector<Day>& exceptions, Random& random) {
  const int where = between(0, 3, random);
  if (where == 0 && !exceptions.empty()) {
    const auto i = static_cast<std::size_t>(between(0, static_cast<int>(exceptions.size()) - 1, random));
    return exceptions[i] + date::days{between(-3, 3, random)};
  }
  if (where == 1 && !exceptions.empty()) {
    // Both ends of what the calendar knows are where counting by table meets counting by weeks.
    const auto [first, last] = std::minmax_element(exceptions.begin(), exceptions.end());
    return (between(0, 1, random) == 0 ? *first : *last) + date::days{between(-400, 3, random)};
  }
  if (where == 2) return years_begin + date::days{between(-800, years_days + 400, random)};
  return years_begin + date::days{between(-100'000, 100'000, random)};
}

}  // namespace

TEST_CASE("the Nth business day strictly after", "[calendar]") {
  struct Case {
    const char* sentence;
    const char* from;
    int n;
    const char* expected;
  };
  const BusinessCalendar calendar{OperatingDays::monday_to_friday(),
                                  {.holidays = lsr::holidays_of("us"), .closed = {}, .open = {}}};
  const std::vector<Case> cases{
      {"a Saturday order with handling time 2: Monday 1, Tuesday 2", "2026-03-07", 2, "2026-03-10"},
      {"from Thursday, 2: Friday 1, Monday 2", "2026-03-05", 2, "2026-03-09"},
      {"from Friday, 1: Monday", "2026-03-06", 1, "2026-03-09"},
      {"from Saturday, 1: Monday", "2026-03-07", 1, "2026-03-09"},
      {"from Sunday, 1: Monday", "2026-03-08", 1, "2026-03-09"},
      {"from Monday, 1: Tuesday, not Monday itself", "2026-03-09", 1, "2026-03-10"},
      {"from Monday, 5: the Monday after", "2026-03-09", 5, "2026-03-16"},
      {"over Thanksgiving", "2026-11-25", 1, "2026-11-27"},
      {"from Thanksgiving itself", "2026-11-26", 1, "2026-11-27"},
      {"over Christmas, New Year and two weekends", "2026-12-23", 6, "2027-01-04"},
      {"over the turn of a leap year's February", "2028-02-28", 1, "2028-02-29"},
      {"before the first year of the holidays", "2013-07-03", 1, "2013-07-04"},
      {"after the last year of the holidays", "2040-12-24", 1, "2040-12-25"},
      {"out of the last year of the holidays", "2035-12-31", 1, "2036-01-01"},
      {"into the first year of the holidays", "2014-12-31", 1, "2015-01-02"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(calendar.nth_business_day_after(day(each.from), each.n) == day(each.expected));
  }
}

TEST_CASE("what kind of day it is", "[calendar]") {
  struct Case {
    const char* sentence;
    const char* day;
    DayKind kind;
    const char* name;
  };
  const BusinessCalendar calendar{
      OperatingDays::monday_to_friday(),
      {.holidays = lsr::holidays_of("us"),
       .closed = {{day("2026-12-24"), day("2026-12-28")}, {day("2026-08-10"), day("2026-08-10")}},
       .open = {{day("2026-11-28"), day("2026-11-29")},
                {day("2026-12-25"), day("2026-12-26")},
                {day("2026-08-10"), day("2026-08-10")}}}};
  const std::vector<Case> cases{
      {"a Monday", "2026-03-09", DayKind::business, ""},
      {"a Friday", "2026-03-06", DayKind::business, ""},
      {"a Saturday", "2026-03-07", DayKind::weekend, ""},
      {"a Sunday", "2026-03-08", DayKind::weekend, ""},
      {"Thanksgiving", "2026-11-26", DayKind::holiday, "Thanksgiving Day"},
      {"a closed Thursday", "2026-12-24", DayKind::closed, ""},
      {"a closed Sunday was a weekend already", "2026-12-27", DayKind::weekend, ""},
      {"a closed Monday, the last of its range", "2026-12-28", DayKind::closed, ""},
      {"the day after the range", "2026-12-29", DayKind::business, ""},
      {"an opened Saturday", "2026-11-28", DayKind::business, ""},
      {"an opened Sunday", "2026-11-29", DayKind::business, ""},
      {"an opened Saturday in a closed range: open wins", "2026-12-26", DayKind::business, ""},
      {"a day both closed and opened: open wins", "2026-08-10", DayKind::business, ""},
      {"far from all exceptions, a Wednesday", "1999-12-29", DayKind::business, ""},
      {"far from all exceptions, a Sunday", "2077-12-26", DayKind::weekend, ""},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(calendar.kind(day(each.day)) == each.kind);
    CHECK(calendar.is_business_day(day(each.day)) == (each.kind == DayKind::business));
    CHECK(calendar.name(day(each.day)) == each.name);
  }
  // Christmas 2026 is closed, a holiday, and opened.
  CHECK(calendar.is_business_day(day("2026-12-25")));
}

TEST_CASE("a holiday on a day that is no operating day takes nothing out", "[calendar]") {
  const BusinessCalendar calendar{OperatingDays::monday_to_friday(),
                                  {.holidays = {{day("2026-03-07"), "on a Saturday"}}, .closed = {}, .open = {}}};
  CHECK_FALSE(calendar.is_business_day(day("2026-03-07")));
  CHECK(calendar.nth_business_day_after(day("2026-03-06"), 1) == day("2026-03-09"));
  CHECK(calendar.nth_business_day_after(day("2026-03-06"), 5) == day("2026-03-13"));
}

TEST_CASE("without exceptions only the week counts", "[calendar]") {
  const BusinessCalendar calendar{OperatingDays{date::Sunday}, {}};
  CHECK(calendar.nth_business_day_after(day("2026-03-08"), 1) == day("2026-03-15"));
  CHECK(calendar.nth_business_day_after(day("2026-03-07"), 1) == day("2026-03-08"));
  CHECK(calendar.nth_business_day_after(day("2026-03-08"), 365) == day("2033-03-06"));
  CHECK(calendar.operating_weeks().before().count() == 1);
  CHECK(OperatingDays::monday_to_friday().count() == 5);
  CHECK_FALSE(OperatingDays::monday_to_friday().contains(date::Saturday));
}

TEST_CASE("a week without an operating day is refused", "[calendar]") {
  try {
    const BusinessCalendar calendar{OperatingDays{}, {}};
    FAIL_CHECK("was taken");
  } catch (const lsr::Error& error) {
    CHECK(error.kind() == lsr::Error::Kind::usage);
  }
}

TEST_CASE("Sakamoto's weekdays, on days whose weekday is known", "[calendar]") {
  // The slow reading must stand on its own feet before it may judge.
  CHECK(slow(day("2026-03-07")).weekday() == 6);
  CHECK(slow(day("2000-02-29")).weekday() == 2);
  CHECK(slow(day("1970-01-01")).weekday() == 4);
  CHECK(slow(day("1815-06-18")).weekday() == 0);
  CHECK(slow(day("2028-02-28")).next() == slow(day("2028-02-29")));
  CHECK(slow(day("2100-02-28")).next() == slow(day("2100-03-01")));
  CHECK(slow(day("2026-12-31")).next() == slow(day("2027-01-01")));
}

TEST_CASE("counting by table and week agrees with walking day by day", "[calendar]") {
  Random random{20260307};
  std::size_t cases = 0;
  std::size_t days = 0;
  std::size_t wrong = 0;
  const auto complain = [&](const std::string& what) {
    if (++wrong <= 5) FAIL_CHECK(what);
  };
  for (int c = 0; c < 400; ++c) {
    const TwoCalendars calendars = some_calendar(random);
    for (int s = 0; s < 6; ++s) {
      const Day from = some_day(calendars.exceptions, random);
      // One walk passes the Nth business day for every N: each is a case of its own.
      Day reached = from;
      SlowDay walked = slow(from);
      for (int n = 1; n <= static_cast<int>(longest);) {
        reached += date::days{1};
        walked = walked.next();
        const bool expected = calendars.slow.is_business_day(walked);
        if (calendars.fast.is_business_day(reached) != expected) {
          complain("calendar " + std::to_string(c) + ": " + lsr::to_text(reached) +
                   (expected ? " is a business day" : " is no business day"));
        }
        ++days;
        if (!expected) continue;
        const Day counted = calendars.fast.nth_business_day_after(from, n);
        if (counted != reached) {
          complain("calendar " + std::to_string(c) + ": " + std::to_string(n) + " after " + lsr::to_text(from) +
                   " is " + lsr::to_text(reached) + ", not " + lsr::to_text(counted));
        }
        ++cases;
        ++n;
      }
    }
  }
  CHECK(wrong == 0);
  CHECK(cases == 400 * 6 * longest);
  CHECK(days > cases);
}

namespace {

/// "1111100 2026-12-24 …": the week, Monday first, and the holidays.
BusinessCalendar stored_calendar(const std::vector<std::string>& words) {
  OperatingDays week;
  for (unsigned i = 0; i < 7; ++i) {
    if (words.at(1).at(i) == '1') week.add(date::weekday{(i + 1) % 7});
  }
  std::vector<Holiday> holidays;
  for (std::size_t i = 2; i < words.size(); ++i) holidays.push_back({day(words[i]), "a holiday"});
  return {week, {holidays, {}, {}}};
}

}  // namespace

TEST_CASE("business days are counted as numpy counts them, for every marketplace and for weeks of all kinds",
          "[calendar]") {
  std::vector<int> handling_times;
  std::optional<BusinessCalendar> calendar;
  int cases = 0;
  for (const auto& line : lsr::test::stored_lines("business_days.txt")) {
    const auto words = lsr::test::words_of(line);
    if (words.at(0) == "handling") {
      for (std::size_t i = 1; i < words.size(); ++i) handling_times.push_back(std::stoi(words[i]));
    } else if (words.at(0) == "marketplace") {
      calendar = lsr::make_policy({.marketplace = words.at(1)}).calendar;
    } else if (words.at(0) == "week") {
      calendar = stored_calendar(words);
    } else {
      INFO(line);
      const Day purchase = day(words.at(0));
      for (std::size_t i = 0; i < handling_times.size(); ++i) {
        const int n = handling_times[i];
        const bool same_day = n == 0 && calendar.value().is_business_day(purchase);
        const Day due = same_day ? purchase : calendar.value().nth_business_day_after(purchase, std::max(n, 1));
        CHECK((due - purchase).count() == std::stoi(words.at(i + 1)));
        ++cases;
      }
    }
  }
  CHECK(cases > 100'000);
}

TEST_CASE("a week that changes counts as it stands on each day", "[calendar]") {
  const Day change = day("2022-01-01");
  const lsr::OperatingWeeks emirates{OperatingDays::sunday_to_thursday(), {change, OperatingDays::monday_to_friday()}};
  const BusinessCalendar calendar{emirates, {}};
  struct Case {
    const char* sentence;
    const char* day;
    bool is_business_day;
  };
  const std::vector<Case> cases{
      {"the last Sunday of the old week was one", "2021-12-26", true},
      {"the last Thursday", "2021-12-30", true},
      {"Friday 2021-12-31 was a weekend day", "2021-12-31", false},
      {"Saturday 2022-01-01 was one in both weeks", "2022-01-01", false},
      {"Sunday 2022-01-02 was the first of the new weekend", "2022-01-02", false},
      {"Monday", "2022-01-03", true},
      {"Friday 2022-01-07 was the first that counted", "2022-01-07", true},
      {"long before", "1990-01-07", true},
      {"long after", "2090-01-06", true},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(calendar.is_business_day(day(each.day)) == each.is_business_day);
  }
  CHECK(calendar.nth_business_day_after(day("2021-12-29"), 2) == day("2022-01-03"));
  CHECK(calendar.nth_business_day_after(day("2021-12-30"), 1) == day("2022-01-03"));
  // 52 weeks of five in 2021, eight in 2022.
  CHECK(calendar.nth_business_day_after(day("2021-01-01"), 300) == day("2022-02-25"));
}
