#include "lsr/order_book.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/policy.hpp"
#include "time_literals.hpp"
#include "written_log.hpp"

using lsr::Judgement;
using lsr::Order;
using lsr::OrderBook;
using lsr::OrderLine;
using lsr::OrderRow;
using lsr::Outcome;
using lsr::Policy;
using lsr::Reject;
using lsr::RowOrigin;
using lsr::ShipBy;
using lsr::ShipByRule;
using lsr::to_text;
using lsr::Zone;
using lsr::test::at;
using lsr::test::day;
using lsr::test::WrittenLog;

namespace {

/// What is known of the other ship-by date of a row.
enum class Other { unknown, same_day, another_day };

struct Row {
  std::size_t file;
  std::string item;
  Outcome outcome;
  std::string due;  // empty: no ship-by date is known
  ShipByRule source = ShipByRule::computed;
  Other other = Other::unknown;
};

constexpr auto given = ShipByRule::given;
constexpr auto computed = ShipByRule::computed;

Judgement judgement_of(const Row& row) {
  Judgement judgement;
  judgement.outcome = row.outcome;
  if (row.due.empty()) return judgement;
  const Zone zone = Zone::utc();
  ShipBy ship_by{zone.last_second(day(row.due)), day(row.due), row.source, std::nullopt, false};
  if (row.other != Other::unknown) ship_by.other = ship_by.at;
  if (row.other == Other::another_day) {
    ship_by.other = ship_by.at + date::days{1};
    ship_by.disagree = true;
  }
  judgement.ship_by = ship_by;
  return judgement;
}

void add(OrderBook& book, const std::string& id, const Row& row, const std::string& label) {
  OrderRow into;
  into.file = row.file;
  into.order_id = id;
  into.item_id = row.item;
  OrderLine line;
  line.tracking_number = label;
  book.add(into, judgement_of(row), book.keep() == OrderBook::Keep::lines ? &line : nullptr);
}

void add_rejected(OrderBook& book, const std::string& id, std::size_t file) {
  Reject reject;
  reject.file = file;
  reject.order_id = id;
  book.add_rejected(reject);
}

std::string word(Outcome outcome) {
  if (outcome == Outcome::on_time) return "on-time";
  if (outcome == Outcome::future) return "future";
  return std::string{name(outcome)};
}

/// "A confirmed-late 2026-03-10 superseded incomplete"
std::string told(const Order& order) {
  std::string text = std::string{order.id} + ' ' + word(order.decider.outcome);
  if (order.decider.has_ship_by) text += ' ' + to_text(order.decider.day);
  if (order.superseded) text += " superseded";
  if (order.incomplete) text += " incomplete";
  return text;
}

std::vector<std::string> told(const OrderBook& book) {
  std::vector<std::string> all;
  book.visit([&](const Order& order) { all.push_back(told(order)); });
  return all;
}

}  // namespace

TEST_CASE("an order takes the worst of its rows, in the order of SPEC 5") {
  // Written out, so that the order in which the outcomes are declared is not taken for granted.
  const std::array worst_first{
      Outcome::confirmed_late, Outcome::unconfirmed, Outcome::unscanned,        Outcome::awaiting_confirmation,
      Outcome::awaiting_scan,  Outcome::on_time,     Outcome::amazon_fulfilled, Outcome::cancelled,
      Outcome::pending,        Outcome::future};
  REQUIRE(worst_first.size() == lsr::outcome_count);

  for (std::size_t worse = 0; worse < worst_first.size(); ++worse) {
    for (std::size_t other = worse; other < worst_first.size(); ++other) {
      for (const std::size_t files : {std::size_t{1}, std::size_t{2}}) {
        for (const bool worse_first : {true, false}) {
          INFO(word(worst_first.at(worse)) << " and " << word(worst_first.at(other)));
          OrderBook book{files, OrderBook::Keep::outcomes};
          // The better row is due earlier: a deadline only decides between equally bad ones.
          const Row bad{0, "", worst_first.at(worse), "2026-03-12"};
          const Row good{0, "", worst_first.at(other), other == worse ? "2026-03-12" : "2026-03-02"};
          add(book, "A", worse_first ? bad : good, "");
          add(book, "A", worse_first ? good : bad, "");
          CHECK(told(book) == std::vector<std::string>{"A " + word(worst_first.at(worse)) + " 2026-03-12"});
        }
      }
    }
  }
}

TEST_CASE("excluded rows count only where there are no others, the first reason of SPEC 4 stands") {
  struct Case {
    const char* sentence;
    std::vector<Outcome> rows;
    const char* expected;
  };
  const std::vector<Case> cases{
      {"a cancelled item beside one on time: the order is on time",
       {Outcome::cancelled, Outcome::on_time},
       "A on-time"},
      {"an Amazon-fulfilled row, a pending one and an open one: the order is open",
       {Outcome::amazon_fulfilled, Outcome::pending, Outcome::awaiting_scan},
       "A awaiting-scan"},
      {"a row that is not there yet beside one on time says nothing", {Outcome::future, Outcome::on_time}, "A on-time"},
      {"only excluded rows: the first reason of SPEC 4, not the first in the log",
       {Outcome::pending, Outcome::cancelled, Outcome::amazon_fulfilled},
       "A amazon-fulfilled"},
      {"cancelled comes before pending", {Outcome::pending, Outcome::cancelled}, "A cancelled"},
      {"an excluded row and one not there yet: excluded",
       {Outcome::future, Outcome::pending, Outcome::future},
       "A pending"},
      {"only rows that are not there yet: future", {Outcome::future, Outcome::future}, "A future"},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    OrderBook book{1, OrderBook::Keep::outcomes};
    for (const Outcome outcome : c.rows) add(book, "A", {0, "", outcome, ""}, "");
    CHECK(told(book) == std::vector<std::string>{c.expected});
  }
}

TEST_CASE("of equally bad rows one decides, by SPEC 5's chain") {
  constexpr auto late = Outcome::unconfirmed;
  struct Case {
    const char* sentence;
    std::vector<Row> rows;
    const char* decides;  // its number in the log
  };
  const std::vector<Case> cases{
      {"a worse outcome beats an earlier ship-by date",
       {{0, "", Outcome::unscanned, "2026-03-02", given}, {0, "", late, "2026-03-09"}},
       "1"},
      {"the earliest ship-by date",
       {{0, "", late, "2026-03-10"}, {0, "", late, "2026-03-09"}, {0, "", late, "2026-03-11"}},
       "1"},
      {"an earlier computed date beats a later given one that disagrees",
       {{0, "", late, "2026-03-10", given, Other::another_day}, {0, "", late, "2026-03-09"}},
       "1"},
      {"on the same date a given one before a computed one",
       {{0, "", late, "2026-03-09"}, {0, "", late, "2026-03-09", given}},
       "1"},
      {"a given one that agrees before a computed one that disagrees",
       {{0, "", late, "2026-03-09", computed, Other::another_day}, {0, "", late, "2026-03-09", given, Other::same_day}},
       "1"},
      {"of two given ones the one that disagrees with the rule",
       {{0, "", late, "2026-03-09", given, Other::same_day}, {0, "", late, "2026-03-09", given, Other::another_day}},
       "1"},
      {"of two computed ones the one that disagrees with the marketplace",
       {{0, "", late, "2026-03-09", computed, Other::same_day},
        {0, "", late, "2026-03-09", computed, Other::another_day}},
       "1"},
      {"where nothing else differs the first in the log",
       {{0, "", late, "2026-03-09"}, {0, "", late, "2026-03-09"}, {0, "", late, "2026-03-09"}},
       "0"},
      {"a date that is known before one that is not",
       {{0, "", Outcome::cancelled, ""}, {0, "", Outcome::cancelled, "2026-03-09"}},
       "1"},
  };
  for (const auto& c : cases) {
    for (const std::size_t files : {std::size_t{1}, std::size_t{3}}) {
      INFO(c.sentence << " (" << files << " FILEs)");
      OrderBook book{files, OrderBook::Keep::lines};
      for (std::size_t i = 0; i < c.rows.size(); ++i) {
        add(book, "A", c.rows[i], std::to_string(i));
      }
      int orders = 0;
      book.visit([&](const Order& order) {
        ++orders;
        REQUIRE(order.line != nullptr);
        CHECK(order.line->tracking_number == c.decides);
        // The outcome, the day and the source are those of the same row.
        const auto expected = lsr::decider_of(judgement_of(c.rows.at(std::stoul(c.decides))));
        CHECK(order.decider.outcome == expected.outcome);
        CHECK(order.decider.ship_by == expected.ship_by);
        CHECK(order.decider.given == expected.given);
        CHECK(order.decider.compared == expected.compared);
        CHECK(order.decider.disagree == expected.disagree);
      });
      CHECK(orders == 1);
    }
  }
}

TEST_CASE("of two rows never both decide before the other") {
  std::vector<lsr::Decider> deciders;
  for (const auto outcome : {Outcome::confirmed_late, Outcome::on_time, Outcome::cancelled}) {
    deciders.push_back(lsr::decider_of(judgement_of({0, "", outcome, ""})));
    for (const auto* due : {"2026-03-09", "2026-03-10"}) {
      for (const auto source : {given, computed}) {
        for (const auto other : {Other::unknown, Other::same_day, Other::another_day}) {
          deciders.push_back(lsr::decider_of(judgement_of({0, "", outcome, due, source, other})));
        }
      }
    }
  }
  int ties = 0;
  for (const auto& a : deciders) {
    for (const auto& b : deciders) {
      CHECK_FALSE((decides_before(a, b) && decides_before(b, a)));
      if (!decides_before(a, b) && !decides_before(b, a)) ++ties;
    }
  }
  // Itself, and a date known alone beside one that agrees: SPEC 5 leaves that to the log.
  constexpr int pairs_that_tie = 3 * 4 * 2;
  CHECK(ties == static_cast<int>(deciders.size()) + pairs_that_tie);
}

TEST_CASE("several FILEs are one log: the latest has the say, item by item where all have items") {
  constexpr auto late = Outcome::confirmed_late;
  constexpr auto good = Outcome::on_time;
  constexpr auto open = Outcome::awaiting_confirmation;
  struct Case {
    const char* sentence;
    std::vector<Row> rows;
    std::vector<std::size_t> rejected_in;  // FILEs
    std::vector<bool> stands;
    const char* expected;
  };
  const std::vector<Case> cases{
      {"without item-ids tonight's export overrides last night's",
       {{0, "", late, "2026-03-05"}, {1, "", good, "2026-03-06"}},
       {},
       {false, true},
       "A on-time 2026-03-06 superseded"},
      {"all rows of the latest FILE stand",
       {{0, "", late, "2026-03-05"}, {1, "", good, "2026-03-06"}, {1, "", open, "2026-03-07"}},
       {},
       {false, true, true},
       "A awaiting-confirmation 2026-03-07 superseded"},
      {"two rows with one item-id in one FILE both stand: they are two packages",
       {{1, "1", good, "2026-03-06"}, {1, "1", late, "2026-03-07"}},
       {},
       {true, true},
       "A confirmed-late 2026-03-07"},
      {"the same item again is replaced",
       {{0, "1", late, "2026-03-05"}, {1, "1", good, "2026-03-06"}},
       {},
       {false, true},
       "A on-time 2026-03-06 superseded"},
      {"an export of what is still unshipped does not wipe out the item that shipped",
       {{0, "1", late, "2026-03-05"}, {0, "2", open, "2026-03-06"}, {1, "2", open, "2026-03-06"}},
       {},
       {true, false, true},
       "A confirmed-late 2026-03-05 superseded"},
      {"where no item comes again nothing is replaced",
       {{0, "1", good, "2026-03-05"}, {1, "2", good, "2026-03-06"}},
       {},
       {true, true},
       "A on-time 2026-03-05"},
      {"a row without an item-id never stands beside a later one",
       {{0, "", late, "2026-03-05"}, {1, "1", good, "2026-03-06"}},
       {},
       {false, true},
       "A on-time 2026-03-06 superseded"},
      {"a later row without an item-id replaces all earlier ones",
       {{0, "1", late, "2026-03-05"}, {1, "", good, "2026-03-06"}},
       {},
       {false, true},
       "A on-time 2026-03-06 superseded"},
      {"one later row without an item-id is enough",
       {{0, "1", late, "2026-03-05"}, {1, "2", good, "2026-03-06"}, {1, "", good, "2026-03-06"}},
       {},
       {false, true, true},
       "A on-time 2026-03-06 superseded"},
      {"a row without an item-id beside it in its own FILE costs a row nothing",
       {{0, "", late, "2026-03-05"}, {0, "1", open, "2026-03-07"}, {1, "2", good, "2026-03-06"}},
       {},
       {false, true, true},
       "A awaiting-confirmation 2026-03-07 superseded"},
      {"three FILEs: each replaces what the ones before it had of its items",
       {{0, "1", late, "2026-03-03"},
        {0, "2", open, "2026-03-04"},
        {1, "2", late, "2026-03-05"},
        {1, "3", open, "2026-03-06"},
        {2, "3", good, "2026-03-07"}},
       {},
       {true, false, true, false, true},
       "A confirmed-late 2026-03-03 superseded"},
      {"three FILEs: an item missing in the middle is still replaced by the last",
       {{0, "1", late, "2026-03-03"}, {1, "2", open, "2026-03-05"}, {2, "1", good, "2026-03-06"}},
       {},
       {false, true, true},
       "A awaiting-confirmation 2026-03-05 superseded"},
      {"three FILEs: a row in the middle without an item-id parts the first from the last, and is "
       "itself replaced",
       {{0, "1", late, "2026-03-03"}, {1, "", late, "2026-03-04"}, {2, "2", good, "2026-03-06"}},
       {},
       {false, false, true},
       "A on-time 2026-03-06 superseded"},
      {"the latest FILE that has any of its rows, not the latest FILE",
       {{0, "", late, "2026-03-03"}, {1, "", good, "2026-03-04"}},
       {},
       {false, true},
       "A on-time 2026-03-04 superseded"},
      {"item-ids are compared exactly",
       {{0, "a1", late, "2026-03-03"}, {1, "A1", good, "2026-03-04"}},
       {},
       {true, true},
       "A confirmed-late 2026-03-03"},
      {"an excluded row replaces, too: it was cancelled meanwhile",
       {{0, "", late, "2026-03-03"}, {1, "", Outcome::cancelled, ""}},
       {},
       {false, true},
       "A cancelled superseded"},
      {"a row that is not there yet replaces, too",
       {{0, "", good, "2026-03-03"}, {1, "", Outcome::future, "2026-04-03"}},
       {},
       {false, true},
       "A future 2026-04-03 superseded"},

      {"rejected rows replace nothing",
       {{0, "", late, "2026-03-05"}},
       {1},
       {true},
       "A confirmed-late 2026-03-05 incomplete"},
      {"a row rejected last night is healed by tonight's",
       {{1, "", good, "2026-03-06"}},
       {0},
       {true},
       "A on-time 2026-03-06"},
      {"a row rejected beside an accepted one in the same FILE is not healed by it",
       {{1, "", good, "2026-03-06"}},
       {1},
       {true},
       "A on-time 2026-03-06 incomplete"},
      {"accepted, then rejected: what was accepted before the fault heals nothing",
       {{0, "", good, "2026-03-06"}, {1, "", good, "2026-03-06"}},
       {2},
       {false, true},
       "A on-time 2026-03-06 superseded incomplete"},
      {"rejected in the first and the last FILE: the last one stays unhealed",
       {{1, "", good, "2026-03-06"}},
       {0, 2},
       {true},
       "A on-time 2026-03-06 incomplete"},
      {"healed also where the later row has another item-id",
       {{0, "1", good, "2026-03-05"}, {2, "2", good, "2026-03-06"}},
       {0, 1},
       {true, true},
       "A on-time 2026-03-05"},
      {"excluded orders are incomplete as others are",
       {{0, "", Outcome::cancelled, ""}},
       {0},
       {true},
       "A cancelled incomplete"},
      {"future orders are incomplete as others are",
       {{0, "", Outcome::future, "2026-04-03"}},
       {0},
       {true},
       "A future 2026-04-03 incomplete"},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    std::vector<RowOrigin> origins;
    for (const auto& row : c.rows) origins.push_back({row.file, row.item});
    CHECK(lsr::standing(origins) == c.stands);

    OrderBook book{3, OrderBook::Keep::outcomes};
    // FILE by FILE, as a log is read; the rejected rows of a FILE once before and once after its
    // accepted ones.
    for (const bool rejected_first : {true, false}) {
      book = OrderBook{3, OrderBook::Keep::outcomes};
      for (std::size_t file = 0; file < 3; ++file) {
        const auto reject = [&] {
          for (const auto in : c.rejected_in) {
            if (in == file) add_rejected(book, "A", file);
          }
        };
        if (rejected_first) reject();
        for (const auto& row : c.rows) {
          if (row.file == file) add(book, "A", row, "");
        }
        if (!rejected_first) reject();
      }
      CHECK(told(book) == std::vector<std::string>{c.expected});
    }
  }
}

namespace {

/// SPEC 5, sentence by sentence, for one row: as slow as it reads.
bool stands_by_the_letter(const std::vector<RowOrigin>& rows, std::size_t which) {
  std::size_t latest = 0;
  for (const auto& row : rows) latest = std::max(latest, row.file);
  if (rows[which].file == latest) return true;
  if (rows[which].item_id.empty()) return false;
  for (const auto& row : rows) {
    if (row.file <= rows[which].file) continue;
    if (row.item_id.empty() || row.item_id == rows[which].item_id) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("standing() is SPEC 5's sentence, over random small orders") {
  const std::array<std::string_view, 4> items{"", "1", "2", "3"};
  std::mt19937 random{20260310};
  const auto below = [&](unsigned n) { return static_cast<std::size_t>(random() % n); };
  int both_stand = 0;
  int replaced = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::vector<RowOrigin> rows(1 + below(6));
    // Few rows without an item-id, else hardly any would ever stand beside a later one.
    for (auto& row : rows) {
      row = {below(4), below(8) == 0 ? items[0] : items.at(1 + below(3))};
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.file < b.file; });
    std::vector<bool> expected;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      expected.push_back(stands_by_the_letter(rows, i));
      if (rows[i].file != rows.back().file) ++(expected.back() ? both_stand : replaced);
    }
    std::string shown;
    for (const auto& row : rows) {
      shown += std::to_string(row.file) + ":" + std::string{row.item_id} + " ";
    }
    INFO(shown);
    REQUIRE(lsr::standing(rows) == expected);
  }
  CHECK(both_stand > 1000);
  CHECK(replaced > 1000);
}

TEST_CASE("nothing stands of no rows") { CHECK(lsr::standing({}).empty()); }

TEST_CASE("the rows of an order may stand anywhere in the file") {
  std::mt19937 random{7};
  const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
  struct Named {
    std::string id;
    Row row;
  };
  for (int round = 0; round < 300; ++round) {
    std::vector<Named> rows;
    for (unsigned i = 0, count = 1 + below(40); i < count; ++i) {
      const auto outcome = static_cast<Outcome>(below(lsr::outcome_count));
      const auto due = "2026-03-" + std::to_string(10 + below(3));
      rows.push_back({"order " + std::to_string(below(8)),
                      {0, below(2) == 0 ? "" : std::to_string(below(3)), outcome,
                       outcome > Outcome::on_time && below(2) == 0 ? "" : due, below(2) == 0 ? given : computed,
                       static_cast<Other>(below(3))}});
    }
    const auto facts_of_all = [&](std::size_t files) {
      OrderBook book{files, OrderBook::Keep::outcomes};
      for (const auto& [id, row] : rows) add(book, id, row, "");
      std::vector<std::string> all;
      book.visit([&](const Order& order) {
        const auto& d = order.decider;
        all.push_back(told(order) + (d.given ? " given" : "") + (d.disagree ? " disagree" : ""));
      });
      std::sort(all.begin(), all.end());
      return all;
    };
    const auto before = facts_of_all(1);
    REQUIRE(!before.empty());
    std::shuffle(rows.begin(), rows.end(), random);
    REQUIRE(facts_of_all(1) == before);
    // A second FILE that says nothing of these orders changes nothing.
    REQUIRE(facts_of_all(2) == before);
  }
}

TEST_CASE("orders come in the order of first appearance, each once") {
  for (const std::size_t files : {std::size_t{1}, std::size_t{2}}) {
    OrderBook book{files, OrderBook::Keep::outcomes};
    const Row good{0, "", Outcome::on_time, "2026-03-09"};
    const Row late{0, "", Outcome::unconfirmed, "2026-03-09"};
    for (const auto* id : {"B", "A", "B", "C", "A"}) add(book, id, good, "");
    add(book, "C", late, "");
    const Row tonight{files - 1, "", Outcome::on_time, "2026-03-10"};
    add(book, "D", tonight, "");
    const std::vector<std::string> expected{"B on-time 2026-03-09", "A on-time 2026-03-09", "C unconfirmed 2026-03-09",
                                            "D on-time 2026-03-10"};
    CHECK(told(book) == expected);
    // Telling it does not use it up.
    CHECK(told(book) == expected);
  }
}

TEST_CASE("order-ids are compared exactly") {
  OrderBook book{1, OrderBook::Keep::outcomes};
  const std::vector<std::string> ids{"a", "A", "a ", "aa", std::string{"a\0", 2}, "\xFF"};
  for (const auto& id : ids) add(book, id, {0, "", Outcome::on_time, ""}, "");
  std::vector<std::string> seen;
  book.visit([&](const Order& order) { seen.emplace_back(order.id); });
  CHECK(seen == ids);
}

TEST_CASE("an order all of whose rows were rejected is not counted") {
  for (const std::size_t files : {std::size_t{1}, std::size_t{2}}) {
    OrderBook book{files, OrderBook::Keep::outcomes};
    add_rejected(book, "A", 0);
    CHECK(told(book).empty());
    // A fault of shape leaves the order-id unknown: it makes nobody incomplete.
    add_rejected(book, "", 0);
    add(book, "B", {0, "", Outcome::on_time, "2026-03-09"}, "");
    CHECK(told(book) == std::vector<std::string>{"B on-time 2026-03-09"});
  }
}

TEST_CASE("lines are kept only where they are asked for") {
  for (const std::size_t files : {std::size_t{1}, std::size_t{2}}) {
    OrderBook book{files, OrderBook::Keep::outcomes};
    CHECK(book.keep() == OrderBook::Keep::outcomes);
    add(book, "A", {0, "", Outcome::on_time, "2026-03-09"}, "");
    int orders = 0;
    book.visit([&](const Order& order) {
      ++orders;
      CHECK(order.line == nullptr);
    });
    CHECK(orders == 1);
  }
}

TEST_CASE("a book can be moved, and keeps its orders") {
  OrderBook book{1, OrderBook::Keep::outcomes};
  add(book, "A", {0, "", Outcome::on_time, "2026-03-09"}, "");
  OrderBook other{2, OrderBook::Keep::lines};
  other = std::move(book);
  add(other, "B", {0, "", Outcome::on_time, "2026-03-10"}, "");
  CHECK(told(other) == std::vector<std::string>{"A on-time 2026-03-09", "B on-time 2026-03-10"});
}

TEST_CASE("rows that were judged apart and come by the page are the same orders as rows that come one by one") {
  struct Deciding {
    std::string id;
    Outcome outcome;
    std::string due;
  };
  const std::string a = "111-1234567-0000001";
  const std::string b = "111-1234567-0000002";
  const std::string other_form = "S01-1234567-0000001";
  struct Case {
    const char* sentence;
    std::vector<std::vector<Deciding>> pages;
  };
  std::vector<Case> cases{
      {"no rows", {{}}},
      {"one", {{{a, Outcome::on_time, "2026-03-09"}}}},
      {"the second row of an order is worse",
       {{{a, Outcome::on_time, "2026-03-09"}, {a, Outcome::confirmed_late, "2026-03-10"}}}},
      {"the second row is better", {{{a, Outcome::confirmed_late, "2026-03-10"}, {a, Outcome::on_time, "2026-03-09"}}}},
      {"the second row is due earlier",
       {{{a, Outcome::unscanned, "2026-03-10"}, {a, Outcome::unscanned, "2026-03-09"}}}},
      {"the second row is due later", {{{a, Outcome::unscanned, "2026-03-09"}, {a, Outcome::unscanned, "2026-03-10"}}}},
      {"another order stands between them",
       {{{a, Outcome::on_time, "2026-03-09"},
         {b, Outcome::unconfirmed, "2026-03-08"},
         {a, Outcome::unscanned, "2026-03-11"},
         {b, Outcome::on_time, "2026-03-07"}}}},
      {"an id of another form stands between them",
       {{{a, Outcome::on_time, "2026-03-09"},
         {other_form, Outcome::unconfirmed, "2026-03-08"},
         {a, Outcome::unscanned, "2026-03-11"},
         {other_form, Outcome::on_time, "2026-03-07"}}}},
      {"the next page goes on with the same order",
       {{{b, Outcome::on_time, "2026-03-09"}, {a, Outcome::on_time, "2026-03-09"}},
        {{a, Outcome::unscanned, "2026-03-11"}, {b, Outcome::unscanned, "2026-03-08"}},
        {{b, Outcome::on_time, "2026-03-12"}}}},
  };
  const std::array<Outcome, 4> outcomes{Outcome::confirmed_late, Outcome::unconfirmed, Outcome::on_time,
                                        Outcome::awaiting_scan};
  const std::array<std::string, 3> days{"2026-03-09", "2026-03-10", "2026-03-11"};
  std::mt19937 random{64};
  for (const std::size_t count : {63U, 64U, 65U, 130U}) {
    std::vector<Deciding> page;
    while (page.size() < count) {
      const std::string id = random() % 20 == 0 ? other_form : "111-1234567-00000" + std::to_string(10 + random() % 60);
      const std::size_t rows = 1 + random() % 3;
      for (std::size_t i = 0; i < rows && page.size() < count; ++i) {
        page.push_back({id, outcomes[random() % outcomes.size()], days[random() % days.size()]});
      }
    }
    cases.push_back({"many", {page, page}});
  }
  for (const auto& each : cases) {
    INFO(each.sentence);
    OrderBook one_by_one{1, OrderBook::Keep::outcomes};
    OrderBook by_page{1, OrderBook::Keep::counts};
    OrderBook row_by_row{1, OrderBook::Keep::counts};
    for (const auto& rows : each.pages) {
      lsr::OrderPage page;
      lsr::OrderPage single;
      std::vector<std::string_view> ids;
      std::vector<lsr::PlainJudgement> judgements;
      for (const auto& [id, outcome, due] : rows) {
        const Judgement judgement = judgement_of({0, "", outcome, due});
        ids.push_back(id);
        judgements.push_back({outcome, false, judgement.ship_by->day, judgement.ship_by->at});
        single.add(id, judgement);
        add(one_by_one, id, {0, "", outcome, due}, "");
      }
      page.add(ids, judgements);
      by_page.add(page);
      row_by_row.add(single);
    }
    by_page.close();
    row_by_row.close();
    const auto in_order_of_ids = [](const OrderBook& book) {
      auto orders = told(book);
      std::sort(orders.begin(), orders.end());
      return orders;
    };
    CHECK(in_order_of_ids(by_page) == in_order_of_ids(one_by_one));
    CHECK(in_order_of_ids(row_by_row) == in_order_of_ids(one_by_one));
  }
}

TEST_CASE("from written logs to orders") {
  const std::string head = "order-id,order-item-id,purchase-date,handling-time,confirm-date,status\n";
  struct Case {
    const char* sentence;
    std::vector<std::string> files;
    std::vector<std::string> expected;
  };
  // Bought Thursday 5 March 2026 with handling time 1: due Friday 6 March, unless it says otherwise.
  const std::vector<Case> cases{
      {"an order of two rows with a stranger between them takes the worse one",
       {"A,1,2026-03-05T09:00:00Z,1,2026-03-06T09:00:00Z,\n"
        "B,1,2026-03-05T09:00:00Z,1,2026-03-06T09:00:00Z,\n"
        "A,2,2026-03-05T09:00:00Z,2,2026-03-10T09:00:00Z,\n"},
       {"A confirmed-late 2026-03-09", "B on-time 2026-03-06"}},
      {"tonight's export overrides last night's",
       {"A,,2026-03-05T09:00:00Z,1,,\nB,,2026-03-05T09:00:00Z,1,,\n",
        "A,,2026-03-05T09:00:00Z,1,2026-03-06T09:00:00Z,\n"},
       {"A on-time 2026-03-06 superseded", "B unconfirmed 2026-03-06"}},
      {"an item-id that means nothing is none",
       {"A,N/A,2026-03-05T09:00:00Z,1,,\n", "A,2,2026-03-05T09:00:00Z,1,2026-03-06T09:00:00Z,\n"},
       {"A on-time 2026-03-06 superseded"}},
      {"blanks around item-ids aside, they are compared exactly",
       {"A, 1 ,2026-03-05T09:00:00Z,1,,\nA,2,2026-03-05T09:00:00Z,1,2026-03-06T09:00:00Z,\n",
        "A,1,2026-03-05T09:00:00Z,1,2026-03-06T10:00:00Z,\n"},
       {"A on-time 2026-03-06 superseded"}},
      {"a rejected row replaces nothing, and makes its order incomplete",
       {"A,1,2026-03-05T09:00:00Z,1,,\n", "A,1,2026-02-30T09:00:00Z,1,2026-03-06T09:00:00Z,\n"},
       {"A unconfirmed 2026-03-06 incomplete"}},
      {"a later FILE with an accepted row of it heals it",
       {"A,1,2026-02-30T09:00:00Z,1,,\nB,1,2026-02-30,1,,\n", "A,1,2026-03-05T09:00:00Z,1,2026-03-06T09:00:00Z,\n"},
       {"A on-time 2026-03-06"}},
      {"a fault of shape leaves the order-id unknown",
       {"A,1,2026-03-05T09:00:00Z,1,2026-03-06T09:00:00Z,\nA,1,2026-03-05T09:00:00Z\n"},
       {"A on-time 2026-03-06"}},
      {"a cancelled item beside one that shipped; a cancelled order; one not there yet",
       {"A,1,2026-03-05T09:00:00Z,1,,Cancelled\n"
        "A,2,2026-03-05T09:00:00Z,1,2026-03-06T09:00:00Z,\n"
        "B,1,2026-03-05T09:00:00Z,1,,Pending\nB,2,2026-03-05T09:00:00Z,1,,Cancelled\n"
        "C,1,2026-04-01T09:00:00Z,1,,\n"},
       {"A on-time 2026-03-06", "B cancelled 2026-03-06", "C future 2026-04-02"}},
  };
  lsr::PolicyChoices choices;
  choices.time_zone = "UTC";
  const Policy policy = lsr::make_policy(choices);
  for (const auto& c : cases) {
    INFO(c.sentence);
    WrittenLog::Files files;
    for (const auto& text : c.files) {
      files.emplace_back(std::to_string(files.size()) + ".csv", head + text);
    }
    const auto log = lsr::test::judged(WrittenLog{files}, policy, at("2026-03-31T00:00:00+00:00"));
    CHECK(told(log.book) == c.expected);
  }
}
