#include "lsr/tally.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "time_literals.hpp"

using lsr::Counts;
using lsr::Day;
using lsr::Outcome;
using lsr::Tally;
using lsr::test::day;

namespace {

Counts counts_of(const std::vector<Outcome>& outcomes) {
  Counts counts;
  for (const auto outcome : outcomes) counts.add(outcome);
  return counts;
}

}  // namespace

TEST_CASE("what is late, open and decided of each outcome, as SPEC 4 and 6 have it") {
  struct Case {
    const char* sentence;
    Outcome outcome;
    std::uint64_t late;
    std::uint64_t open;
    std::uint64_t on_time;
  };
  const std::vector<Case> cases{
      {"confirmed late is late", Outcome::confirmed_late, 1, 0, 0},
      {"unconfirmed is late", Outcome::unconfirmed, 1, 0, 0},
      {"unscanned is late", Outcome::unscanned, 1, 0, 0},
      {"awaiting confirmation is open", Outcome::awaiting_confirmation, 0, 1, 0},
      {"awaiting a scan is open", Outcome::awaiting_scan, 0, 1, 0},
      {"on time is on time", Outcome::on_time, 0, 0, 1},
  };
  CHECK(cases.size() == lsr::judged_outcome_count);
  for (const auto& c : cases) {
    INFO(c.sentence);
    const Counts counts = counts_of({c.outcome});
    CHECK(counts.late() == c.late);
    CHECK(counts.open() == c.open);
    CHECK(counts.on_time() == c.on_time);
    // Open orders are shown beside the rate, never in it.
    CHECK(counts.decided() == c.late + c.on_time);
    CHECK(counts.orders() == 1);
    CHECK(counts.of(c.outcome) == 1);
  }
  const Counts none;
  CHECK(none.orders() == 0);
}

TEST_CASE("excluded and future orders have no day") {
  for (const auto outcome : {Outcome::amazon_fulfilled, Outcome::cancelled, Outcome::pending, Outcome::future}) {
    Tally tally;
    tally.add(day("2026-03-10"), outcome);
    CHECK(tally.days().empty());
    CHECK(tally.total() == Counts{});
  }
}

TEST_CASE("between two days, both included") {
  Tally tally;
  tally.add(day("2026-03-09"), Outcome::confirmed_late);
  tally.add(day("2026-03-10"), Outcome::unconfirmed);
  tally.add(day("2026-03-10"), Outcome::on_time);
  tally.add(day("2026-03-12"), Outcome::awaiting_scan);

  struct Case {
    const char* sentence;
    const char* first;
    const char* last;
    Counts expected;
  };
  const std::vector<Case> cases{
      {"one day is that day", "2026-03-10", "2026-03-10", counts_of({Outcome::unconfirmed, Outcome::on_time})},
      {"both ends are in", "2026-03-09", "2026-03-10",
       counts_of({Outcome::confirmed_late, Outcome::unconfirmed, Outcome::on_time})},
      {"the day before the first is out", "2026-03-10", "2026-03-12",
       counts_of({Outcome::unconfirmed, Outcome::on_time, Outcome::awaiting_scan})},
      {"the day after the last is out", "2026-03-01", "2026-03-09", counts_of({Outcome::confirmed_late})},
      {"a day without orders has none", "2026-03-11", "2026-03-11", {}},
      {"ends that have no orders themselves", "2026-03-11", "2026-03-31", counts_of({Outcome::awaiting_scan})},
      {"nothing before the first order", "2025-01-01", "2026-03-08", {}},
      {"nothing after the last order", "2026-03-13", "2027-01-01", {}},
      {"nothing where the last day is before the first", "2026-03-12", "2026-03-09", {}},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    CHECK(tally.between(day(c.first), day(c.last)) == c.expected);
  }
  CHECK(tally.after(day("2026-03-10")) == counts_of({Outcome::awaiting_scan}));
  CHECK(tally.after(day("2026-03-12")) == Counts{});
  CHECK(tally.after(day("2026-03-08")) == tally.total());
  CHECK(tally.total().orders() == 4);
  CHECK(tally.days().size() == 3);
}

// Each order is one draw; the days and outcomes are few, so that cells hold many.
TEST_CASE("tallies of logs that share no order add up") {
  std::mt19937 random{5};
  for (int round = 0; round < 100; ++round) {
    Tally whole;
    std::array<Tally, 3> parts;
    const auto orders = random() % 200;
    std::uint64_t judged = 0;
    for (std::size_t i = 0; i < orders; ++i) {
      const Day due = day("2026-03-01") + date::days{static_cast<int>(random() % 12)};
      const auto outcome = static_cast<Outcome>(random() % lsr::outcome_count);
      if (is_judged(outcome)) ++judged;
      whole.add(due, outcome);
      parts.at(random() % parts.size()).add(due, outcome);
    }
    Tally sum;
    for (const auto& part : parts) sum += part;
    REQUIRE(sum.days() == whole.days());
    REQUIRE(sum.total() == whole.total());
    REQUIRE(whole.total().orders() == judged);

    // Read off day by day, a window is the sum of its days, and what is after it the rest.
    const Day first = day("2026-03-01") + date::days{static_cast<int>(random() % 12)};
    const Day last = first + date::days{static_cast<int>(random() % 6)};
    Counts by_days;
    for (Day each = first; each <= last; each += date::days{1}) {
      const auto found = whole.days().find(each);
      if (found != whole.days().end()) by_days += found->second;
    }
    REQUIRE(whole.between(first, last) == by_days);
    Counts all = whole.between(day("2026-01-01"), last);
    all += whole.after(last);
    REQUIRE(all == whole.total());
  }
}
