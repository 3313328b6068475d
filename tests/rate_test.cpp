#include "lsr/rate.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "time_literals.hpp"

using lsr::Counts;
using lsr::Outcome;
using lsr::Ratio;
using lsr::Status;
using lsr::Tally;
using lsr::Threshold;
using lsr::to_text;
using lsr::Window;
using lsr::test::day;

namespace {

constexpr Threshold four_percent{4, 100, true};
constexpr Threshold below_four{4, 100, false};

/// 1 % to 10 % and 2.5 %, both as "no higher than" and as "below".
std::vector<Threshold> limits() {
  std::vector<Threshold> all;
  for (const bool inclusive : {true, false}) {
    for (int percent = 1; percent <= 10; ++percent) all.push_back({percent, 100, inclusive});
    all.push_back({25, 1000, inclusive});
  }
  return all;
}

/// late ≤ limit × decided, or < where the limit itself is over; both sides times the denominator.
bool within(std::uint64_t late, std::uint64_t decided, const Threshold& limit) {
  const auto left = late * static_cast<std::uint64_t>(limit.denominator);
  const auto right = static_cast<std::uint64_t>(limit.numerator) * decided;
  return limit.inclusive ? left <= right : left < right;
}

std::string shown(const Ratio& ratio, const Threshold& limit) {
  return std::to_string(ratio.part) + " of " + std::to_string(ratio.whole) + " at " + limit_text(limit);
}

Counts counts_of(const std::vector<std::pair<Outcome, int>>& numbers) {
  Counts counts;
  for (const auto& [outcome, number] : numbers) {
    for (int i = 0; i < number; ++i) counts.add(outcome);
  }
  return counts;
}

}  // namespace

TEST_CASE("over the limit, in exact integers") {
  struct Case {
    const char* sentence;
    Ratio ratio;
    Threshold limit;
    Status expected;
  };
  const std::vector<Case> cases{
      {"4 of 100 is within", {4, 100}, four_percent, Status::within},
      {"401 of 10 000 is over", {401, 10'000}, four_percent, Status::over},
      {"400 of 10 000 is within", {400, 10'000}, four_percent, Status::within},
      {"400 001 of 10 000 000 is over", {400'001, 10'000'000}, four_percent, Status::over},
      {"<4%: 4 of 100 is over", {4, 100}, below_four, Status::over},
      {"<4%: 399 999 of 10 000 000 is within", {399'999, 10'000'000}, below_four, Status::within},
      {"1 of 25 is exactly 4 %", {1, 25}, four_percent, Status::within},
      {"1 of 24 is over", {1, 24}, four_percent, Status::over},
      {"at 0 % one late order is over", {1, 1'000'000}, {0, 100, true}, Status::over},
      {"at 0 % none late is within", {0, 5}, {0, 100, true}, Status::within},
      {"below 0 % anything decided is over", {0, 5}, {0, 100, false}, Status::over},
      {"all late", {7, 7}, four_percent, Status::over},
      {"nothing decided is no data", {0, 0}, four_percent, Status::no_data},
      {"nothing decided is no data, whatever the limit", {0, 0}, {0, 100, false}, Status::no_data},
      {"0.1 % written with seven places: 1 of 1000", {1, 1000}, {1'000'000, 1'000'000'000, true}, Status::within},
      {"and 1 of 999", {1, 999}, {1'000'000, 1'000'000'000, true}, Status::over},
      {"three thousand million orders at the finest limit",
       {120'000'001, 3'000'000'000},
       {40'000'000, 1'000'000'000, true},
       Status::over},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    CHECK(status_of(c.ratio, c.limit) == c.expected);
    CHECK(exceeds(c.ratio, c.limit) == (c.expected == Status::over));
  }
  CHECK(name(Status::within) == "within");
  CHECK(name(Status::over) == "over");
  CHECK(name(Status::no_data) == "no-data");
}

TEST_CASE("headroom and recovery where SPEC 6 says them") {
  struct Case {
    const char* sentence;
    Ratio ratio;
    Threshold limit;
    std::uint64_t headroom;
    std::optional<std::uint64_t> recovery;
  };
  const std::vector<Case> cases{
      {"5 of 305 leaves room for 7", {5, 305}, four_percent, 7, 0},
      {"exactly at the limit there is no room", {4, 100}, four_percent, 0, 0},
      {"3 of 100: the fourth makes 4 of 101", {3, 100}, four_percent, 1, 0},
      {"one of one: 24 on time bring it back to 1 of 25", {1, 1}, four_percent, 0, 24},
      {"5 of 100: 25 on time make 5 of 125", {5, 100}, four_percent, 0, 25},
      {"<4%: 4 of 100 is over, one on time brings it back", {4, 100}, below_four, 0, 1},
      {"<4%: 3 of 100: one more would be 4 of 101, which is below", {3, 100}, below_four, 1, 0},
      {"<4%: 3 of 99: one more would be 4 of 100, which is not", {3, 99}, below_four, 0, 0},
      {"at 0 % no number of on-time orders helps", {1, 100}, {0, 100, true}, 0, std::nullopt},
      {"at 0 % there is never room", {0, 100}, {0, 100, true}, 0, 0},
      {"below 0 % not even none late is within", {0, 9}, {0, 100, false}, 0, std::nullopt},
      {"with nothing decided there is neither", {0, 0}, four_percent, 0, 0},
      {"up to 50 % as many may be late as are on time", {0, 10}, {50, 100, true}, 10, 0},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    CHECK(headroom(c.ratio, c.limit) == c.headroom);
    CHECK(recovery(c.ratio, c.limit) == c.recovery);
  }
}

TEST_CASE("headroom is the largest k, tried one by one") {
  std::uint64_t compared = 0;
  for (const auto& limit : limits()) {
    for (std::uint64_t decided = 0; decided <= 500; ++decided) {
      for (std::uint64_t late = 0; late <= decided; ++late) {
        std::uint64_t k = 0;
        while (within(late + k + 1, decided + k + 1, limit)) ++k;
        ++compared;
        if (lsr::headroom({late, decided}, limit) == k) continue;
        INFO(shown({late, decided}, limit));
        REQUIRE(lsr::headroom({late, decided}, limit) == k);
      }
    }
  }
  CHECK(compared == 22 * (501 * 502 / 2));
}

TEST_CASE("recovery is the smallest m, tried one by one") {
  for (const auto& limit : limits()) {
    // How many decided orders it takes to carry so many late ones does not depend on how many there
    // are already: tried once for each number of late ones, from none on.
    for (std::uint64_t late = 0; late <= 500; ++late) {
      std::uint64_t enough = 0;
      while (!within(late, enough, limit) && enough < 100'000) ++enough;
      REQUIRE(enough < 100'000);
      for (std::uint64_t decided = std::max<std::uint64_t>(late, 1); decided <= 500; ++decided) {
        const std::uint64_t m = enough > decided ? enough - decided : 0;
        if (lsr::recovery({late, decided}, limit) == std::optional{m}) continue;
        INFO(shown({late, decided}, limit));
        REQUIRE(lsr::recovery({late, decided}, limit) == std::optional{m});
      }
    }
  }
}

TEST_CASE("millionths are rounded half up") {
  struct Case {
    const char* sentence;
    Ratio ratio;
    std::optional<std::uint64_t> expected;
  };
  const std::vector<Case> cases{
      {"SPEC 11: 40 of 930 is 0.043011", {40, 930}, 43'011},
      {"SPEC 11: 30 of 936 is 0.032051", {30, 936}, 32'051},
      {"SPEC 11: 5 of 305 is 0.016393", {5, 305}, 16'393},
      {"SPEC 11: 4 of 310 is 0.012903", {4, 310}, 12'903},
      {"SPEC 11: 20 of 320 is 0.0625", {20, 320}, 62'500},
      {"a third goes down", {1, 3}, 333'333},
      {"two thirds go up", {2, 3}, 666'667},
      {"exactly half a millionth goes up", {1, 2'000'000}, 1},
      {"a little less than half goes down", {1, 2'000'001}, 0},
      {"one and a half goes up to two", {3, 2'000'000}, 2},
      {"two and a half goes up to three: half up, not half to even", {5, 2'000'000}, 3},
      {"all but a little is rounded up to all", {9'999'999, 10'000'000}, 1'000'000},
      {"none", {0, 7}, 0},
      {"all", {7, 7}, 1'000'000},
      {"three thousand million", {120'000'001, 3'000'000'000}, 40'000},
      {"nothing where there is nothing to divide by", {0, 0}, std::nullopt},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    CHECK(millionths(c.ratio) == c.expected);
  }
  // n is right where n − ½ ≤ rate × 10⁶ < n + ½.
  std::mt19937 random{3};
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t whole = 1 + random() % 3'000'000;
    const std::uint64_t part = random() % (whole + 1);
    const std::uint64_t n = lsr::millionths({part, whole}).value();
    INFO(part << " of " << whole << ": " << n);
    REQUIRE(2 * n * whole <= 2'000'000 * part + whole);
    REQUIRE(2'000'000 * part < (2 * n + 1) * whole);
  }
}

TEST_CASE("the rates of SPEC 6") {
  const Counts counts = counts_of({{Outcome::confirmed_late, 3},
                                   {Outcome::unconfirmed, 5},
                                   {Outcome::unscanned, 7},
                                   {Outcome::awaiting_confirmation, 11},
                                   {Outcome::awaiting_scan, 13},
                                   {Outcome::on_time, 100}});
  const auto same = [](const Ratio& a, const Ratio& b) { return a.part == b.part && a.whole == b.whole; };
  CHECK(same(late_rate(counts), {15, 115}));
  // (confirmed-late + unconfirmed) ÷ (decided + awaiting-scan)
  CHECK(same(rate_without_scans(counts), {8, 128}));
  // (late + open) ÷ orders
  CHECK(same(worst_case_rate(counts), {39, 139}));
  CHECK(same(late_rate(Counts{}), {0, 0}));
  CHECK(same(rate_without_scans(Counts{}), {0, 0}));
  CHECK(same(worst_case_rate(Counts{}), {0, 0}));
}

TEST_CASE("percentages as people see them") {
  struct Case {
    const char* sentence;
    Ratio ratio;
    Threshold limit;
    const char* expected;
  };
  const std::vector<Case> cases{
      {"two places", {329, 10'000}, four_percent, "3.29 %"},
      {"rounded half up", {32'985, 1'000'000}, four_percent, "3.30 %"},
      {"exactly the limit, within", {4, 100}, four_percent, "4.00 %"},
      {"401 of 10 000 shows", {401, 10'000}, four_percent, "4.01 %"},
      {"a breach that two places would hide", {40'001, 1'000'000}, four_percent, "4.0001 %"},
      {"400 001 of 10 000 000", {400'001, 10'000'000}, four_percent, "4.00001 %"},
      {"a little less than the limit may be shown as the limit: it is no breach",
       {399'999, 10'000'000},
       four_percent,
       "4.00 %"},
      {"at a limit of 0 % a single late order shows", {1, 1'000'000}, {0, 100, true}, "0.0001 %"},
      {"a limit with a place of its own: 7 of 199 is 3.5176 %", {7, 199}, {35, 1000, true}, "3.52 %"},
      {"none", {0, 9}, four_percent, "0.00 %"},
      {"all", {9, 9}, four_percent, "100.00 %"},
      {"nothing", {0, 0}, four_percent, "-"},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    CHECK(percentage(c.ratio, c.limit) == c.expected);
  }
}

namespace {

/// What a text shows, as units of 10^−places: "4.01 %" is 401 of 10 000.
struct Shown {
  std::uint64_t value = 0;
  std::uint64_t scale = 100;
};

Shown read_back(const std::string& text) {
  Shown result;
  bool after_point = false;
  std::size_t i = 0;
  for (; i < text.size() && text[i] != ' '; ++i) {
    if (text[i] == '.' && !after_point) {
      after_point = true;
      continue;
    }
    REQUIRE((text[i] >= '0' && text[i] <= '9'));
    result.value = result.value * 10 + static_cast<std::uint64_t>(text[i] - '0');
    if (after_point) result.scale *= 10;
  }
  REQUIRE(text.substr(i) == " %");
  return result;
}

/// Whether what is shown is more than the limit.
bool shows_breach(const Shown& shown, const Threshold& limit) {
  return shown.value * static_cast<std::uint64_t>(limit.denominator) >
         static_cast<std::uint64_t>(limit.numerator) * shown.scale;
}

void check_percentage(const Ratio& ratio, const Threshold& limit) {
  const std::string text = percentage(ratio, limit);
  const Shown back = read_back(text);
  // A rate of exactly the limit has no other spelling, even where it may not be reached.
  const bool more_than_limit = !within(ratio.part, ratio.whole, {limit.numerator, limit.denominator, true});
  const auto product = back.value * ratio.whole;
  const auto exact = ratio.part * back.scale;
  const auto off = product > exact ? product - exact : exact - product;
  const bool honest = !more_than_limit || shows_breach(back, limit);
  if (honest && 2 * off <= ratio.whole) return;
  INFO(shown(ratio, limit) << " shown as " << text);
  REQUIRE(honest);
  REQUIRE(2 * off <= ratio.whole);
}

}  // namespace

TEST_CASE("a percentage never hides a breach, and is the rate rounded") {
  const std::vector<Threshold> all{four_percent,      below_four,     {0, 100, true},  {35, 1000, true},
                                   {25, 1000, false}, {1, 100, true}, {10, 100, true}, {333, 10'000, true}};
  for (const auto& limit : all) {
    for (std::uint64_t decided = 1; decided <= 400; ++decided) {
      for (std::uint64_t late = 0; late <= decided; ++late) check_percentage({late, decided}, limit);
    }
  }
  const std::vector<Ratio> large{{400'001, 10'000'000}, {4'000'001, 100'000'000}, {40'000'001, 1'000'000'000},
                                 {401, 10'000},         {40'000, 999'999},        {399'999, 10'000'000},
                                 {399'999, 9'999'974}};
  for (const auto& limit : {four_percent, below_four}) {
    for (const auto& ratio : large) check_percentage(ratio, limit);
  }
}

TEST_CASE("a percentage takes as many places as it takes, however near the limit") {
  // 1 of 30 is 3.33333333… %.
  check_percentage({1, 30}, {33'333'333, 1'000'000'000, true});
  check_percentage({40'000'001, 1'000'000'020}, four_percent);
  check_percentage({120'000'001, 3'000'000'000}, four_percent);
}

TEST_CASE("the limit as a text") {
  struct Case {
    Threshold limit;
    const char* expected;
  };
  const std::vector<Case> cases{
      {four_percent, "4 %"},
      {below_four, "below 4 %"},
      {{35, 1000, true}, "3.5 %"},
      {{4, 1'000'000, true}, "0.0004 %"},
      {{0, 1, true}, "0 %"},
      {{50, 100, true}, "50 %"},
      {{999'999'999, 1'000'000'000, false}, "below 99.9999999 %"},
  };
  for (const auto& c : cases) CHECK(limit_text(c.limit) == c.expected);
}

TEST_CASE("a window of D days is the D civil days that end with the as-of day") {
  struct Case {
    const char* sentence;
    int days;
    const char* from;
    std::uint64_t orders;  // of one on each day before, on and after the as-of day
  };
  const std::vector<Case> cases{
      {"one day is the as-of day alone", 1, "2026-03-31", 1},
      {"two days", 2, "2026-03-30", 2},
      {"SPEC 11: ten days to 31 March begin on the 22nd", 10, "2026-03-22", 10},
      {"thirty days begin on 2 March", 30, "2026-03-02", 30},
      {"a year, of which the log has sixty days", 365, "2025-04-01", 61},
  };
  Tally tally;
  for (int i = -60; i <= 20; ++i) {
    tally.add(day("2026-03-31") + date::days{i}, Outcome::on_time);
  }
  for (const auto& c : cases) {
    INFO(c.sentence);
    const Window window = window_of(tally, c.days, day("2026-03-31"), four_percent);
    CHECK(window.days == c.days);
    CHECK(to_text(window.from) == c.from);
    CHECK(to_text(window.to) == "2026-03-31");
    CHECK(window.counts.orders() == c.orders);
  }
}

TEST_CASE("the first and the last day of a window are in, their neighbours out") {
  struct Case {
    const char* sentence;
    const char* due;
    bool in;
  };
  const std::vector<Case> cases{
      {"the day before the first", "2026-03-21", false},
      {"the first", "2026-03-22", true},
      {"the as-of day", "2026-03-31", true},
      {"the day after", "2026-04-01", false},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    Tally tally;
    tally.add(day(c.due), Outcome::unconfirmed);
    const Window window = window_of(tally, 10, day("2026-03-31"), four_percent);
    CHECK(window.counts.orders() == (c.in ? 1 : 0));
    CHECK(window.status == (c.in ? Status::over : Status::no_data));
    CHECK(window.recovery == std::optional<std::uint64_t>{c.in ? 24 : 0});
  }
}

TEST_CASE("a window's status, headroom and recovery are those of its decided orders") {
  struct Case {
    const char* sentence;
    std::vector<std::pair<Outcome, int>> orders;
    Threshold limit;
    Status status;
    std::uint64_t headroom;
    std::optional<std::uint64_t> recovery;
  };
  const std::vector<Case> cases{
      {"SPEC 11's window",
       {{Outcome::confirmed_late, 3},
        {Outcome::unconfirmed, 1},
        {Outcome::unscanned, 1},
        {Outcome::awaiting_confirmation, 10},
        {Outcome::awaiting_scan, 5},
        {Outcome::on_time, 300}},
       four_percent,
       Status::within,
       7,
       0},
      {"open orders alone are no data",
       {{Outcome::awaiting_confirmation, 4}, {Outcome::awaiting_scan, 2}},
       four_percent,
       Status::no_data,
       0,
       0},
      {"open orders do not dilute the rate",
       {{Outcome::unscanned, 1}, {Outcome::on_time, 19}, {Outcome::awaiting_scan, 500}},
       four_percent,
       Status::over,
       0,
       5},
      {"at 0 % nothing brings it back",
       {{Outcome::unconfirmed, 1}, {Outcome::on_time, 99}},
       {0, 1, true},
       Status::over,
       0,
       std::nullopt},
      {"no orders at all", {}, four_percent, Status::no_data, 0, 0},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    Tally tally;
    for (const auto& [outcome, number] : c.orders) {
      for (int i = 0; i < number; ++i) tally.add(day("2026-03-30"), outcome);
    }
    const Window window = window_of(tally, 10, day("2026-03-31"), c.limit);
    CHECK(window.status == c.status);
    CHECK(window.headroom == c.headroom);
    CHECK(window.recovery == c.recovery);
    CHECK(window.counts == tally.total());
  }
}
