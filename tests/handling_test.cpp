#include "lsr/handling.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "lsr/ship_by.hpp"
#include "time_literals.hpp"

using lsr::needed_handling_time;
using lsr::test::at;
using lsr::test::known;

TEST_CASE("the handling time needed is the smallest at which the confirm would have been in time", "[handling]") {
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

TEST_CASE("it is what trying one handling time after the other gives", "[handling]") {
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
