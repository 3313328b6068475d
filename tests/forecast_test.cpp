#include "lsr/forecast.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "time_literals.hpp"

using lsr::Day;
using lsr::Outcome;
using lsr::Tally;
using lsr::test::day;

namespace {

const Day today = day("2026-03-20");

Tally some_tally(std::mt19937& random, int most_a_day) {
  Tally tally;
  for (int back = 70; back >= -10; --back) {
    const int orders = std::uniform_int_distribution<int>{0, most_a_day}(random);
    for (int i = 0; i < orders; ++i) {
      const int dice = std::uniform_int_distribution<int>{0, 89}(random);
      const auto outcome = dice == 0              ? Outcome::confirmed_late
                           : dice == 1            ? Outcome::unscanned
                           : dice < 5 && back < 3 ? Outcome::awaiting_scan
                                                  : Outcome::on_time;
      tally.add(today - date::days{back}, outcome);
    }
  }
  return tally;
}

}  // namespace

TEST_CASE("the forecast is what simulating the days one by one gives", "[forecast]") {
  std::mt19937 random{11};
  int left = 0;
  for (int round = 0; round < 60; ++round) {
    const Tally tally = some_tally(random, 1 + round % 9);
    lsr::PolicyChoices choices;
    choices.windows = {10, 30};
    const auto policy = lsr::make_policy(choices);
    const auto forecast = lsr::make_forecast(tally, policy, today, 40);
    CHECK(forecast.volume.orders == tally.between(today - date::days{29}, today).orders());
    // From Thursday 19 February to Friday 20 March 2026, without a holiday.
    CHECK(forecast.volume.days == 22);
    const std::uint64_t parts = forecast.volume.days;

    for (std::size_t w = 0; w < choices.windows.size(); ++w) {
      const auto& window = forecast.windows[w];
      REQUIRE(window.ahead.size() == 40);
      std::optional<Day> back;
      std::optional<Day> over_from;
      for (int i = 1; i <= 40; ++i) {
        // In parts of an order, walking over each day of the window.
        const Day end = today + date::days{i};
        std::uint64_t late = 0;
        std::uint64_t whole = 0;
        for (int back_days = 0; back_days < choices.windows[w]; ++back_days) {
          const Day each = end - date::days{back_days};
          const auto counts = tally.between(each, each);
          late += parts * counts.late();
          const bool assumed = each > today && policy.calendar.is_business_day(each);
          whole += assumed ? std::max(parts * counts.orders(), forecast.volume.orders) : parts * counts.orders();
        }
        const auto& told = window.ahead[static_cast<std::size_t>(i - 1)];
        INFO("round " << round << ", window " << choices.windows[w] << ", day " << i);
        CHECK(told.day == end);
        CHECK(told.rate.part == late);
        CHECK(told.rate.whole == whole);
        const bool over = late * 100 > whole * 4;
        CHECK((told.status == lsr::Status::over) == over);
        if (!back && !over && window.now.status == lsr::Status::over) back = end;
        if (!over_from && over && (back || window.now.status != lsr::Status::over)) over_from = end;
      }
      CHECK(window.back_within == back);
      CHECK(window.over_from == over_from);
      left += over_from.has_value() ? 1 : 0;
    }
  }
  CHECK(left > 10);
}

TEST_CASE("what a day ahead can afford keeps each day within the limit, and a hundredth more does not", "[forecast]") {
  std::mt19937 random{12};
  int afforded = 0;
  for (int round = 0; round < 60; ++round) {
    const Tally tally = some_tally(random, 3 + round % 20);
    const auto policy = lsr::make_policy({});
    const auto forecast = lsr::make_forecast(tally, policy, today, 30);
    for (const auto& window : forecast.windows) {
      // In hundredths of a part of an order.
      const auto within = [&](std::uint64_t hundredths) {
        for (std::size_t i = 0; i < window.ahead.size(); ++i) {
          std::uint64_t days = 0;
          for (int back = 0; back <= static_cast<int>(i) && back < window.now.days; ++back) {
            days += policy.calendar.is_business_day(window.ahead[i].day - date::days{back}) ? 1U : 0U;
          }
          const auto late = window.ahead[i].rate.part * 100 + hundredths * days * forecast.volume.days;
          if (late * 100 > window.ahead[i].rate.whole * 100 * 4) return false;
        }
        return true;
      };
      CHECK_FALSE(within(window.affordable_hundredths + 1));
      if (window.affordable_hundredths > 0) {
        CHECK(within(window.affordable_hundredths));
        ++afforded;
      }
    }
  }
  CHECK(afforded > 10);
}

TEST_CASE("the volume is that of the days that the log covers", "[forecast]") {
  struct Case {
    const char* sentence;
    std::vector<int> orders;  // on 20 March 2026, a Friday, and the days before it
    std::uint64_t volume;
    std::uint64_t days;
  };
  const std::vector<Case> cases{
      {"three days of a young shop", {10, 10, 10}, 30, 3},
      {"a weekend in it is no business day", {1, 1, 1, 1, 1, 0, 0, 1}, 6, 6},
      {"orders due on a Sunday count, and the Sunday does not", {1, 1, 1, 1, 1, 3}, 8, 5},
      {"no order at all", {}, 0, 22},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    Tally tally;
    for (std::size_t back = 0; back < each.orders.size(); ++back) {
      for (int i = 0; i < each.orders[back]; ++i) tally.add(today - date::days{back}, Outcome::on_time);
    }
    const auto forecast = lsr::make_forecast(tally, lsr::make_policy({}), today, 10);
    CHECK(forecast.volume.orders == each.volume);
    CHECK(forecast.volume.days == each.days);
  }
}

TEST_CASE("a window that is within by orders that are about to leave it says from when it is over", "[forecast]") {
  Tally tally;
  for (int i = 0; i < 100; ++i) tally.add(today - date::days{28}, Outcome::on_time);
  for (int i = 0; i < 4; ++i) tally.add(today - date::days{5}, Outcome::confirmed_late);
  const auto forecast = lsr::make_forecast(tally, lsr::make_policy({}), today, 30);
  CHECK(forecast.windows[1].now.status == lsr::Status::within);
  CHECK(forecast.windows[1].over_from == today + date::days{2});
  CHECK_FALSE(forecast.windows[1].back_within);
}
