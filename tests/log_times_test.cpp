#include "log_times.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <optional>
#include <random>
#include <utility>

#include "time_literals.hpp"

using lsr::Instant;
using lsr::LogTimes;
using lsr::never;
using lsr::PlainRows;
using lsr::test::at;

namespace {

/// A page of which only that row is looked at.
LogTimes times_of(const PlainRows& page, std::size_t row, Instant as_of) {
  LogTimes times;
  times.note({page, row, row + 1}, as_of);
  return times;
}

}  // namespace

TEST_CASE("log times: the latest thing that had happened by as-of, to the second", "[log_times]") {
  const Instant as_of = at("2026-03-10T12:00:00+00:00");
  const Instant second_after = as_of + std::chrono::seconds{1};
  const Instant long_ago = at("1970-01-01T00:00:00+14:00");

  struct Case {
    PlainRows::Instants PlainRows::*event;
    Instant when;
    std::optional<Instant> happened;
    std::optional<Instant> confirmed;
    std::optional<Instant> purchased;
  };
  const std::optional<Instant> nothing;
  const std::array<Case, 13> cases{{{&PlainRows::purchased, as_of, as_of, nothing, as_of},
                                    {&PlainRows::purchased, long_ago, long_ago, nothing, long_ago},
                                    // When it was bought counts whatever the as-of (of two FILEs, which one is newer).
                                    {&PlainRows::purchased, second_after, nothing, nothing, second_after},
                                    {&PlainRows::purchased, never, nothing, nothing, nothing},
                                    {&PlainRows::confirmed, as_of, as_of, as_of, nothing},
                                    {&PlainRows::confirmed, second_after, nothing, nothing, nothing},
                                    {&PlainRows::confirmed, never, nothing, nothing, nothing},
                                    {&PlainRows::first_scan, as_of, as_of, nothing, nothing},
                                    {&PlainRows::first_scan, second_after, nothing, nothing, nothing},
                                    {&PlainRows::cancelled, as_of, as_of, nothing, nothing},
                                    {&PlainRows::cancelled, second_after, nothing, nothing, nothing},
                                    // A promise is nothing that happens.
                                    {&PlainRows::given_ship_by, as_of, nothing, nothing, nothing},
                                    {&PlainRows::given_ship_by, second_after, nothing, nothing, nothing}}};
  for (std::size_t i = 0; i < cases.size(); ++i) {
    CAPTURE(i);
    const Case& each = cases[i];
    PlainRows page;
    (page.*each.event)[5] = each.when;
    const LogTimes times = times_of(page, 5, as_of);
    CHECK(times.happened() == each.happened);
    CHECK(times.confirmed() == each.confirmed);
    CHECK(times.purchased() == each.purchased);
    // The rows around it are not looked at.
    CHECK_FALSE(times_of(page, 4, as_of).happened());
    CHECK_FALSE(times_of(page, 6, as_of).happened());
  }
}

TEST_CASE("log times: a page of plain rows tells the same as its rows one by one", "[log_times]") {
  std::mt19937 random{13};
  const std::array<Instant, 4> as_ofs{at("2026-03-10T12:00:00+00:00"), at("1970-01-01T00:00:00+00:00"),
                                      at("1969-12-31T23:59:58+00:00"), at("1900-01-01T00:00:00+00:00")};
  Instant as_of;
  const auto some_time = [&] {
    return random() % 4 == 0 ? never : as_of + std::chrono::seconds{static_cast<int>(random() % 2001) - 1000};
  };
  for (int round = 0; round < 500; ++round) {
    as_of = as_ofs[random() % as_ofs.size()];
    PlainRows page;
    for (auto* instants : {&page.purchased, &page.confirmed, &page.first_scan, &page.cancelled}) {
      for (Instant& instant : *instants) instant = some_time();
    }
    const auto [begin, end] = std::minmax({random() % (PlainRows::most + 1), random() % (PlainRows::most + 1)});
    LogTimes together;
    together.note({page, begin, end}, as_of);
    LogTimes one_by_one;
    for (std::size_t i = begin; i < end; ++i) one_by_one.note(as_order_row(page.row(i), 0), as_of);
    CAPTURE(round, begin, end);
    CHECK(together.happened() == one_by_one.happened());
    CHECK(together.confirmed() == one_by_one.confirmed());
    CHECK(together.purchased() == one_by_one.purchased());
  }
}
