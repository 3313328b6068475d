#include "packed_orders.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <map>
#include <optional>
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

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

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
  std::mt19937_64 random{512};
  PackedOrders orders{3};
  std::map<std::uint64_t, Decider> expected;
  constexpr std::uint64_t keys = 100'000'000'000'000'000;
  std::vector<std::uint64_t> known{0, 1, keys - 1};
  // Some orders have hundreds of rows, so that their partition takes more than one chunk.
  for (int round = 0; round < 6; ++round) {
    std::vector<PackedRow> rows;
    for (int i = 0; i < (sanitized ? 2000 : 6000); ++i) {
      if (random() % 3 == 0) known.push_back(random() % keys);
      const std::uint64_t key = known[random() % (random() % 2 == 0 ? 5 : known.size()) % known.size()];
      const Decider each = random_decider(random);
      rows.push_back({mixed_key(key), packed(each)});
      const auto [order, is_new] = expected.emplace(key, each);
      if (!is_new && decides_before(each, order->second)) order->second = each;
    }
    orders.add(rows);
    if (round == 0) continue;  // two stretches are settled at once
    orders.settle();
    CHECK(told(orders_of(orders)) == told(expected));
  }
}

TEST_CASE("packed orders: nothing but equal rows, and nothing at all", "[packed_orders]") {
  for (const unsigned threads : {1U, 2U, 4U}) {
    PackedOrders orders{threads};
    orders.settle();
    CHECK(orders_of(orders).empty());
    const Decider each = decider(Outcome::unscanned, day("2026-03-10"), 86'399, 0);
    orders.add(std::vector<PackedRow>(1000, {mixed_key(7), packed(each)}));
    for (int again = 0; again < 2; ++again) {
      orders.settle();
      CHECK(told(orders_of(orders)) == std::vector<std::string>{"7 " + shown(each)});
    }
    // The chunks of the rows that went are used again.
    orders.add(std::vector<PackedRow>(1000, {mixed_key(8), packed(each)}));
    orders.add(std::vector<PackedRow>(1000, {mixed_key(7), packed(each)}));
    orders.settle();
    CHECK(orders_of(orders).size() == 2);
  }
}

TEST_CASE("packed orders: so many kinds of deciders that there are no numbers for them", "[packed_orders]") {
  std::mt19937_64 random{17};
  PackedOrders orders{2};
  std::map<std::uint64_t, Decider> expected;
  const Day first_day = day("2026-01-01");
  std::uint64_t kinds = 0;
  constexpr std::uint64_t rows = lsr::DeciderNumbers::most + 40'000;
  std::vector<PackedRow> stretch;
  for (std::uint64_t i = 0; i < rows; ++i) {
    // The first rows are of few kinds; then every row is due at a second of its own.
    const Decider each = i < 35'000
                             ? random_decider(random)
                             : decider(Outcome::confirmed_late, first_day, static_cast<std::int64_t>(++kinds), 0);
    const std::uint64_t key = random() % (rows / 2);
    stretch.push_back({mixed_key(key), packed(each)});
    const auto [order, is_new] = expected.emplace(key, each);
    if (!is_new && decides_before(each, order->second)) order->second = each;
    if (i % 10'000 != 0 && i + 1 != rows) continue;
    orders.add(stretch);
    stretch.clear();
    if (i == 100'000) orders.settle();
  }
  CHECK(kinds > lsr::DeciderNumbers::most);
  orders.settle();
  CHECK(told(orders_of(orders)) == told(expected));
  std::uint64_t counted = 0;
  for (const auto& kind : orders.kinds()) counted += kind.orders;
  CHECK(counted == expected.size());
}

TEST_CASE("decider numbers: the same number for the same decider, and no more than there are", "[packed_orders]") {
  lsr::DeciderNumbers numbers;
  constexpr std::uint64_t odd = 0x5'DEEC'E66D;
  for (std::uint32_t i = 0; i < lsr::DeciderNumbers::most; ++i) {
    if (numbers.number_of(i * odd) != i) FAIL_CHECK("decider " << i << " has not the next number");
  }
  for (const std::uint32_t i : {0U, 1U, 4095U, lsr::DeciderNumbers::most - 1}) {
    CHECK(numbers.number_of(i * odd) == i);
    CHECK(numbers.decider(i) == i * odd);
  }
  CHECK(numbers.number_of(lsr::DeciderNumbers::most * odd) == lsr::DeciderNumbers::none);
  CHECK(numbers.number_of(lsr::DeciderNumbers::most * odd) == lsr::DeciderNumbers::none);
  CHECK(numbers.number_of(7 * odd) == 7);
}

TEST_CASE("packed orders: so many rows that they are settled on the way", "[packed_orders]") {
  // 3.5 million rows wait at most, and a quarter of the orders.
  constexpr std::uint64_t rows = sanitized ? 200'000 : 3'600'000;
  constexpr std::uint64_t orders_in_all = 150'001;
  const Decider worst = decider(Outcome::confirmed_late, day("2026-03-10"), 86'399, 0);
  const Decider better = decider(Outcome::on_time, day("2026-03-09"), 86'399, 1);
  PackedOrders orders{2};
  std::vector<PackedRow> stretch;
  const std::uint64_t bits_of_worst = packed(worst);
  const std::uint64_t bits_of_better = packed(better);
  for (std::uint64_t i = 0; i < rows; ++i) {
    // The orders take turns; every tenth has one bad row somewhere.
    const std::uint64_t order = i % orders_in_all;
    const bool bad = order % 10 == 0 && i / orders_in_all == order / 10 % (rows / orders_in_all);
    stretch.push_back({mixed_key(order * 666'666'666'667), bad ? bits_of_worst : bits_of_better});
    if (stretch.size() == 10'000) {
      orders.add(stretch);
      stretch.clear();
    }
  }
  orders.add(stretch);
  orders.settle();
  std::uint64_t late = 0;
  std::uint64_t seen = 0;
  bool as_expected = true;
  orders.visit([&](std::uint64_t mixed_key, std::uint64_t decider) {
    ++seen;
    const std::uint64_t key = unmixed_key(mixed_key);
    const bool bad = decider == bits_of_worst;
    if (bad) ++late;
    as_expected = as_expected && (bad || decider == bits_of_better) && key % 666'666'666'667 == 0 &&
                  (key / 666'666'666'667 % 10 == 0) == bad;
  });
  CHECK(seen == orders_in_all);
  CHECK(late == (orders_in_all + 9) / 10);
  CHECK(as_expected);
}

TEST_CASE("packed orders: hardly more rows are held than there are orders, and room for 3.5 million",
          "[packed_orders]") {
  struct Case {
    const char* what;
    std::uint64_t rows;
    std::uint64_t orders;
    std::uint64_t rows_of_one;  // further ones, spread between the others, all of one order
    bool all_held;              // nearly, until the end
  };
  const std::vector<Case> cases{
      {"each row is an order of its own", 4'000'000, 4'000'000, 0, true},
      {"most orders have two rows", 4'000'000, 2'000'000, 0, true},
      {"few orders have many rows", 4'000'000, 100'000, 0, false},
      {"one order has nearly all rows", 100'000, 100'000, 3'900'000, false},
  };
  for (const Case& each : cases) {
    if (sanitized) continue;
    INFO(each.what);
    const std::uint64_t bits = packed(decider(Outcome::on_time, day("2026-03-09"), 86'399, 0));
    PackedOrders orders{1};
    std::uint64_t added = 0;
    std::uint64_t most = 0;
    const auto add = [&](std::vector<PackedRow>& stretch) {
      added += stretch.size();
      orders.add(stretch);
      most = std::max(most, orders.held());
      stretch.clear();
    };
    std::vector<PackedRow> stretch;
    const std::uint64_t all = each.rows + each.rows_of_one;
    for (std::uint64_t i = 0, of_one = 0; i < all; ++i) {
      const bool is_of_one = (of_one + 1) * all <= (i + 1) * each.rows_of_one;
      if (is_of_one) ++of_one;
      const std::uint64_t order = is_of_one ? 0 : (i - of_one) % each.orders;
      stretch.push_back({mixed_key(order * 19'999'999'967), bits});
      if (stretch.size() == 10'000) add(stretch);
    }
    add(stretch);
    CHECK(added == all);
    // Some were settled to estimate how many orders there are.
    CHECK((most > all - all / 100) == each.all_held);
    // The number of orders is estimated, by a 256th of them.
    CHECK(most <= each.orders + each.orders / 4 + each.orders / 10 + 3'520'000);
    orders.settle();
    CHECK(orders.held() == each.orders);
  }
}
