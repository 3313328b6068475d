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
  for (int round = 0; round < 60; ++round) {
    const Tally tally = some_tally(random, 1 + round % 9);
    lsr::PolicyChoices choices;
    choices.windows = {10, 30};
    const auto policy = lsr::make_policy(choices);
    const auto forecast = lsr::make_forecast(tally, policy, today, 40);
    CHECK(forecast.volume.orders == tally.between(today - date::days{29}, today).orders());
    CHECK(forecast.volume.days == 30);

    for (std::size_t w = 0; w < choices.windows.size(); ++w) {
      const auto& window = forecast.windows[w];
      REQUIRE(window.ahead.size() == 40);
      std::optional<Day> back;
      for (int i = 1; i <= 40; ++i) {
        // In thirtieths of an order, walking over each day of the window.
        const Day end = today + date::days{i};
        std::uint64_t late = 0;
        std::uint64_t whole = 0;
        for (int back_days = 0; back_days < choices.windows[w]; ++back_days) {
          const Day each = end - date::days{back_days};
          const auto counts = tally.between(each, each);
          late += 30 * counts.late();
          whole += each > today ? std::max(30 * counts.orders(), forecast.volume.orders) : 30 * counts.orders();
        }
        const auto& told = window.ahead[static_cast<std::size_t>(i - 1)];
        INFO("round " << round << ", window " << choices.windows[w] << ", day " << i);
        CHECK(told.day == end);
        CHECK(told.rate.part == late);
        CHECK(told.rate.whole == whole);
        const bool over = late * 100 > whole * 4;
        CHECK((told.status == lsr::Status::over) == over);
        if (!back && !over && window.now.status == lsr::Status::over) back = end;
      }
      CHECK(window.back_within == back);
    }
  }
}

TEST_CASE("what a day ahead can afford keeps each day within the limit, and a hundredth more does not", "[forecast]") {
  std::mt19937 random{12};
  int afforded = 0;
  for (int round = 0; round < 60; ++round) {
    const Tally tally = some_tally(random, 3 + round % 20);
    const auto forecast = lsr::make_forecast(tally, lsr::make_policy({}), today, 30);
    for (const auto& window : forecast.windows) {
      // In thirtieths of a hundredth of an order.
      const auto within = [&](std::uint64_t hundredths) {
        for (std::size_t i = 0; i < window.ahead.size(); ++i) {
          const auto days = std::min<std::uint64_t>(i + 1, static_cast<std::uint64_t>(window.now.days));
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
