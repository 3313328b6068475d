#include "packed_orders.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "time_literals.hpp"

using lsr::Day;
using lsr::Decider;
using lsr::Instant;
using lsr::mixed_key;
using lsr::Outcome;
using lsr::packed;
using lsr::PackedOrders;
using lsr::PackedRow;
using lsr::unmixed_key;
using lsr::unpacked;
using lsr::test::at;
using lsr::test::day;

namespace {

std::string shown(const Decider& decider) {
  std::string text = "outcome " + std::to_string(static_cast<int>(decider.outcome));
  if (decider.has_ship_by) {
    text += " due " + std::to_string(decider.ship_by.time_since_epoch().count()) + " on day " +
            std::to_string(decider.day.time_since_epoch().count());
  }
  return text + (decider.given ? " given" : "") + (decider.compared ? " compared" : "") +
         (decider.disagree ? " disagree" : "");
}

Decider decider(Outcome outcome, Day on, std::int64_t seconds_into_it, unsigned flags) {
  Decider result;
  result.outcome = outcome;
  result.has_ship_by = true;
  result.day = on;
  const std::int64_t days = on.time_since_epoch().count();
  result.ship_by = Instant{std::chrono::seconds{days * 86400 + seconds_into_it}};
  result.given = (flags & 1U) != 0;
  result.compared = (flags & 2U) != 0;
  result.disagree = (flags & 4U) != 0;
  return result;
}

std::vector<Outcome> outcomes() {
  std::vector<Outcome> all;
  for (std::size_t i = 0; i < lsr::outcome_count; ++i) all.push_back(static_cast<Outcome>(i));
  return all;
}

/// Of few kinds, so that rows of an order are often equally bad.
Decider random_decider(std::mt19937_64& random) {
  const auto bits = random();
  const auto outcome = static_cast<Outcome>((bits >> 8U) % lsr::outcome_count);
  if ((bits & 7U) == 0) {
    Decider none;
    none.outcome = outcome;
    return none;
  }
  const Day on{date::days{20'500 + static_cast<int>((bits >> 16U) % 3)}};
  return decider(outcome, on, 86'399 + ((bits >> 24U) % 2 == 0 ? 28'800 : 0), (bits >> 32U) % 8);
}

std::vector<std::string> told(const std::map<std::uint64_t, Decider>& orders) {
  std::vector<std::string> all;
  for (const auto& [key, decider] : orders) all.push_back(std::to_string(key) + ' ' + shown(decider));
  return all;
}

std::map<std::uint64_t, Decider> orders_of(const PackedOrders& orders) {
  std::map<std::uint64_t, Decider> all;
  std::size_t visited = 0;
  orders.visit([&](std::uint64_t mixed_key, std::uint64_t decider) {
    all.emplace(unmixed_key(mixed_key), unpacked(decider));
    ++visited;
  });
  CHECK(visited == all.size());
  return all;
}

std::map<std::string, std::uint64_t> counted(const PackedOrders& orders) {
  std::map<std::string, std::uint64_t> kinds;
  orders.visit_kinds([&](std::uint64_t decider, std::uint64_t count) { kinds[shown(unpacked(decider))] += count; });
  return kinds;
}

std::map<std::string, std::uint64_t> counted(const std::map<std::uint64_t, Decider>& orders) {
  std::map<std::string, std::uint64_t> kinds;
  for (const auto& [key, decider] : orders) ++kinds[shown(decider)];
  return kinds;
}

/// A book, and beside it the same by the rule alone.
class Books {
 public:
  Books(unsigned threads, const PackedOrders::Limits& limits) : packed_(threads, limits) {}

  void note(std::uint64_t key, const Decider& decider) {
    stretch_.push_back({mixed_key(key), packed(decider)});
    const auto [order, is_new] = plain_.emplace(key, decider);
    if (!is_new && decides_before(decider, order->second)) order->second = decider;
  }
  /// What was noted since goes into the book at once.
  void add() {
    packed_.add(stretch_);
    stretch_.clear();
  }
  void compare() {
    packed_.settle();
    CHECK(packed_.held() == plain_.size());
    CHECK(told(orders_of(packed_)) == told(plain_));
    CHECK(counted(packed_) == counted(plain_));
  }
  [[nodiscard]] const PackedOrders& packed_orders() const { return packed_; }
  [[nodiscard]] std::size_t orders() const { return plain_.size(); }

 private:
  PackedOrders packed_;
  std::vector<PackedRow> stretch_;
  std::map<std::uint64_t, Decider> plain_;
};

constexpr std::uint64_t all_keys = 100'000'000'000'000'000;

/// So small that a few thousand rows go every way.
constexpr PackedOrders::Limits small{.few = 100, .waiting = 1000, .rows_a_thread = 500, .most_numbers = 1 << 17};

}  // namespace

TEST_CASE("packed orders: a decider packed and unpacked is the same", "[packed_orders]") {
  const std::vector<Day> days{day("2026-03-10"),         day("1970-01-01"), day("1969-12-31"),
                              day("0001-01-01"),         day("9999-12-31"), Day{date::days{-4'000'000}},
                              Day{date::days{4'000'000}}};
  // The last second of a day, of Kiritimati to Baker Island, and further.
  const std::vector<std::int64_t> seconds{86'399, 0, -14 * 3600, 86'399 + 12 * 3600, -200'000, 262'000};
  for (const Outcome outcome : outcomes()) {
    Decider none;
    none.outcome = outcome;
    CHECK(shown(unpacked(packed(none))) == shown(none));
    for (const Day on : days) {
      for (const auto into : seconds) {
        for (unsigned flags = 0; flags < 8; ++flags) {
          const Decider each = decider(outcome, on, into, flags);
          const std::uint64_t bits = packed(each);
          if (shown(unpacked(bits)) != shown(each)) FAIL_CHECK(shown(each) << " became " << shown(unpacked(bits)));
          if (bits >> 51U != 0) FAIL_CHECK(shown(each) << " takes more than 51 bits");
        }
      }
    }
  }
}

TEST_CASE("packed orders: of each order the row that decides stays, the first of those that are alike",
          "[packed_orders]") {
  struct Case {
    const char* sentence;
    PackedOrders::Limits limits;
    unsigned threads;
  };
  const std::vector<Case> cases{
      {"few rows are kept as they are", {}, 1},
      {"more are spread over partitions", {.few = 100}, 1},
      {"which are settled by one thread where there is little to settle", {.few = 100}, 4},
      {"and by several where there is more", small, 4},
      {"few numbers for deciders: they are given up on the way", {.few = 100, .waiting = 1000, .most_numbers = 50}, 2},
      {"no number at all", {.few = 100, .waiting = 1000, .most_numbers = 0}, 2},
      {"no number, and few rows", {.most_numbers = 1}, 1},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    std::mt19937_64 random{512};
    Books books{each.threads, each.limits};
    std::vector<std::uint64_t> known{0, 1, all_keys - 1};
    // Some orders have hundreds of rows, so that their partition takes more than one chunk.
    for (int round = 0; round < 6; ++round) {
      for (int i = 0; i < 1500; ++i) {
        if (random() % 3 == 0) known.push_back(random() % all_keys);
        const std::uint64_t key = known[random() % (random() % 2 == 0 ? 5 : known.size()) % known.size()];
        books.note(key, random_decider(random));
        if (i % 400 == 0) books.add();
      }
      books.add();
      if (round > 0) books.compare();  // two stretches are settled at once
    }
  }
}

TEST_CASE("packed orders: nothing but equal rows, and nothing at all", "[packed_orders]") {
  for (const unsigned threads : {1U, 2U, 4U}) {
    for (const auto& limits : {PackedOrders::Limits{}, small}) {
      Books books{threads, limits};
      books.compare();
      const Decider each = decider(Outcome::unscanned, day("2026-03-10"), 86'399, 0);
      for (const std::uint64_t key : {7U, 7U, 8U, 7U, 9U}) {
        for (int i = 0; i < 1000; ++i) books.note(key, each);
        books.add();
        books.compare();
        books.compare();
      }
      CHECK(books.orders() == 3);
    }
  }
}

TEST_CASE("packed orders: no more rows are held than orders, a quarter more, and those that may wait",
          "[packed_orders]") {
  for (const std::uint64_t orders : {2U, 400U, 9000U}) {
    for (const std::uint32_t most_numbers : {1000U, 3U}) {
      CAPTURE(orders, most_numbers);
      PackedOrders::Limits limits = small;
      limits.most_numbers = most_numbers;
      Books books{2, limits};
      std::mt19937_64 random{orders};
      std::uint64_t most_held = 0;
      // The orders take turns, so that no row follows one of its own order.
      for (std::uint64_t i = 0; i < 30'000; ++i) {
        books.note(i % orders * 666'666'666'667, random_decider(random));
        if (i % 100 != 0) continue;
        books.add();
        most_held = std::max(most_held, books.packed_orders().held());
      }
      books.add();
      // How many orders there are is estimated by one partition of 256, and a stretch may come on top.
      CHECK(most_held <= books.orders() * 3 / 2 + limits.waiting + 256 * 5 / 4 + 100);
      books.compare();
    }
  }
}

TEST_CASE("packed orders: as many kinds of deciders as a log with ship-by times to the second has", "[packed_orders]") {
  Books books{2, {}};
  std::mt19937_64 random{17};
  const Day first_day = day("2026-01-01");
  constexpr std::int64_t kinds = lsr::DeciderNumbers::most_in_cache + 5'000;
  for (std::int64_t i = 0; i < kinds; ++i) {
    books.note(random() % (kinds / 2), decider(Outcome::confirmed_late, first_day, i, 0));
    if (i % 10'000 == 0) books.add();
  }
  books.add();
  books.compare();
}
