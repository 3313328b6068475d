#include "lsr/trend.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "lsr/report.hpp"
#include "time_literals.hpp"
#include "written_log.hpp"

using lsr::Day;
using lsr::Outcome;
using lsr::Tally;
using lsr::test::at;
using lsr::test::day;

namespace {

const Day today = day("2026-03-20");

Tally some_tally(std::mt19937& random) {
  Tally tally;
  for (int back = 70; back >= -10; --back) {
    for (auto orders = random() % 5; orders > 0; --orders) {
      static constexpr std::array outcomes{Outcome::confirmed_late, Outcome::unscanned, Outcome::awaiting_scan,
                                           Outcome::on_time,        Outcome::on_time,   Outcome::on_time};
      tally.add(today - date::days{back}, outcomes.at(random() % outcomes.size()));
    }
  }
  return tally;
}

}  // namespace

TEST_CASE("each day of the trend has the windows that end on it, added up day by day", "[trend]") {
  std::mt19937 random{13};
  const auto policy = lsr::make_policy({});
  for (int round = 0; round < 20; ++round) {
    const Tally tally = some_tally(random);
    const auto trend = lsr::make_trend(tally, policy, today);
    Day expected = tally.days().begin()->first;
    for (const auto& each : trend.days) {
      CHECK(each.day == expected);
      const auto own = tally.days().find(each.day);
      CHECK(each.counts == (own == tally.days().end() ? lsr::Counts{} : own->second));
      REQUIRE(each.windows.size() == policy.windows.size());
      for (std::size_t w = 0; w < policy.windows.size(); ++w) {
        std::uint64_t late = 0;
        std::uint64_t decided = 0;
        for (const auto& [ship_by_day, counts] : tally.days()) {
          const auto age = (each.day - ship_by_day).count();
          if (age < 0 || age >= policy.windows[w]) continue;
          late += counts.late();
          decided += counts.decided();
        }
        CHECK(each.windows[w].counts.late() == late);
        CHECK(each.windows[w].counts.decided() == decided);
        CHECK((each.windows[w].status == lsr::Status::over) == (late * 100 > decided * 4));
        CHECK((each.windows[w].status == lsr::Status::no_data) == (decided == 0));
      }
      expected += date::days{1};
    }
    CHECK(expected == today + date::days{1});
  }
}

TEST_CASE("the trend's last day equals the report's windows", "[trend]") {
  const std::string head = "order-id,ship-by-date,confirm-date,first-scan-date\n";
  const lsr::test::WrittenLog log{
      {"a.csv", head + "A,2026-02-02,2026-02-03,2026-02-03\nB,2026-03-12,2026-03-12,2026-03-13\n"
                       "C,2026-03-19,,\nD,2026-03-20,,\nE,2026-03-24,,\n"}};
  const auto policy = lsr::make_policy({});
  const auto as_of = at("2026-03-20T18:00:00-07:00");
  const auto report = lsr::test::report_of(log, policy, as_of);
  const auto trend = lsr::make_trend(report.tally, policy, policy.zone.day_of(as_of));
  CHECK(trend.days.front().day == day("2026-02-02"));
  CHECK(trend.days.back().day == today);
  for (std::size_t w = 0; w < policy.windows.size(); ++w) {
    CHECK(trend.days.back().windows[w].counts == report.windows[w].counts);
    CHECK(trend.days.back().windows[w].status == report.windows[w].status);
  }
}

TEST_CASE("a log of which nothing is due by the as-of day has no trend", "[trend]") {
  CHECK(lsr::make_trend(Tally{}, lsr::make_policy({}), today).days.empty());
  Tally ahead;
  ahead.add(today + date::days{1}, Outcome::awaiting_confirmation);
  CHECK(lsr::make_trend(ahead, lsr::make_policy({}), today).days.empty());
}
