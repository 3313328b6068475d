#include "lsr/breakdown.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "lsr/error.hpp"
#include "time_literals.hpp"
#include "written_log.hpp"

using lsr::Breakdown;
using lsr::Policy;
using lsr::test::at;
using lsr::test::Heard;
using lsr::test::WrittenLog;

namespace {

/// "UPS 2 of 3 +1": late of decided, and open orders where there are any.
std::vector<std::string> told(const Breakdown& breakdown) {
  std::vector<std::string> texts;
  for (const auto& group : breakdown.groups) {
    std::string text =
        fmt::format("{} {} of {}", group.value.value_or("(none)"), group.counts.late(), group.counts.decided());
    if (group.counts.open() > 0) text += fmt::format(" +{}", group.counts.open());
    texts.push_back(std::move(text));
  }
  return texts;
}

std::vector<Breakdown> breakdowns_of(const WrittenLog& log, const std::vector<std::string>& by, const Policy& policy,
                                     const std::string& as_of, const lsr::ReadingOptions& options = {}) {
  std::vector<lsr::Grouping> groupings;
  for (const auto& each : by) groupings.push_back(lsr::grouping_of(each));
  lsr::BreakdownKeeper keeper{groupings, policy};
  Heard heard;
  const auto judged =
      lsr::judge_log(log.sources(), policy, options, at(as_of), lsr::OrderBook::Keep::outcomes, heard, &keeper);
  return lsr::make_breakdowns(keeper, judged, policy, at(as_of));
}

Policy utc_policy() {
  lsr::PolicyChoices choices;
  choices.time_zone = "UTC";
  choices.holidays = "none";
  return lsr::make_policy(choices);
}

using Texts = std::vector<std::string>;

// Due Friday 6 March 2026; confirmed on that day or on the next.
const std::string head = "order-id,purchase-date,handling-time,confirm-date,carrier,gift wrap\n";
const std::string in_time = ",2026-03-05T09:00:00Z,1,2026-03-06T09:00:00Z,";
const std::string late = ",2026-03-05T09:00:00Z,1,2026-03-07T09:00:00Z,";

}  // namespace

TEST_CASE("groups: most late orders first, then the higher rate, then by value", "[breakdown]") {
  const auto policy = utc_policy();
  struct Case {
    const char* sentence;
    std::string rows;
    Texts expected;
  };
  const std::vector<Case> cases{
      {"more late orders come first, whatever the rate",
       "A" + late + "UPS,\nB" + in_time + "DHL,\nC" + late + "DHL,\nD" + late + "DHL,\n",
       {"DHL 2 of 3", "UPS 1 of 1"}},
      {"of as many late ones the higher rate",
       "A" + late + "UPS,\nB" + in_time + "UPS,\nC" + late + "DHL,\n",
       {"DHL 1 of 1", "UPS 1 of 2"}},
      {"of equal ones the value decides", "A" + late + "UPS,\nB" + late + "DHL,\n", {"DHL 1 of 1", "UPS 1 of 1"}},
      {"what is empty, or says that there is nothing, has no value",
       "A" + late + ",\nB" + late + "N/A,\nC" + late + "--,\n",
       {"(none) 3 of 3"}},
      {"values are compared exactly, blanks at both ends aside",
       "A" + in_time + " UPS ,\nB" + in_time + "UPS,\nC" + in_time + "ups,\n",
       {"UPS 0 of 2", "ups 0 of 1"}},
      {"an order that is due after the as-of day is in no window yet, and in no group",
       "A,2026-03-05T09:00:00Z,1,2026-03-06T09:00:00Z,UPS,\nB,2026-03-05T09:00:00Z,2,,UPS,\n",
       {"UPS 0 of 1"}},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const WrittenLog log{{"a.csv", head + each.rows}};
    CHECK(told(breakdowns_of(log, {"carrier"}, policy, "2026-03-08T12:00:00+00:00").front()) == each.expected);
  }
}

TEST_CASE("an order is in the group of the row that decides it", "[breakdown]") {
  const auto policy = utc_policy();
  const WrittenLog one{{"a.csv", head + "A" + in_time + "UPS,\nA" + late + "DHL,\nA" + in_time + "UPS,\n"}};
  CHECK(told(breakdowns_of(one, {"carrier"}, policy, "2026-03-08T12:00:00+00:00").front()) == Texts{"DHL 1 of 1"});
  // Of several FILEs the latest one's row stands, and with it its group.
  const WrittenLog two{{"a.csv", head + "B" + in_time + "UPS,\nA" + late + "DHL,\n"},
                       {"b.csv", head + "A" + in_time + "GLS,\n"}};
  CHECK(told(breakdowns_of(two, {"carrier"}, policy, "2026-03-08T12:00:00+00:00").front()) ==
        Texts{"GLS 0 of 1", "UPS 0 of 1"});
}

TEST_CASE("only the longest window's orders are grouped, and none that is excluded", "[breakdown]") {
  const auto policy = utc_policy();
  const std::string columns = "order-id,ship-by-date,confirm-date,order-status,carrier\n";
  const WrittenLog log{{"a.csv", columns + "A,2026-02-06,2026-03-01,,first\n" + "B,2026-02-05,2026-03-01,,before\n" +
                                     "C,2026-03-07,2026-03-06,,last\n" + "D,2026-03-08,2026-03-06,,after\n" +
                                     "E,2026-03-07,,cancelled,never\n" + "F,2026-03-07,,,open\n"}};
  CHECK(told(breakdowns_of(log, {"carrier"}, policy, "2026-03-07T12:00:00+00:00").front()) ==
        Texts{"first 1 of 1", "last 0 of 1", "open 0 of 0 +1"});
}

TEST_CASE("what orders can be grouped by", "[breakdown]") {
  const auto policy = utc_policy();
  const WrittenLog log{{"a.csv",
                        "Order ID,Purchase Date,Handling Days,Ship By,Confirmed At,Merchant SKU,Carrier Code,"
                        "Shipping Method,Ship_Country,Gift Wrap\n"
                        "A,2026-03-07T23:59:59Z,2,,2026-03-20T00:00:00Z,S-1,UPS,Standard,US,\"a \"\"b\"\" c\"\n"
                        "B,,,2026-03-10,2026-03-20T00:00:00Z,,,,,\n"}};
  struct Case {
    const char* by;
    const char* name;
    Texts expected;
  };
  const std::vector<Case> cases{
      {"carrier", "carrier", {"(none) 1 of 1", "UPS 1 of 1"}},
      {"SKU", "sku", {"(none) 1 of 1", "S-1 1 of 1"}},
      {"weekday", "weekday", {"(none) 1 of 1", "Saturday 1 of 1"}},
      {"Handling_Time", "handling-time", {"(none) 1 of 1", "2 1 of 1"}},
      {"ship-service-level", "ship-service-level", {"(none) 1 of 1", "Standard 1 of 1"}},
      {"ship country", "ship-country", {"(none) 1 of 1", "US 1 of 1"}},
      {"gift-wrap", "gift-wrap", {"(none) 1 of 1", "a \"b\" c 1 of 1"}},
      {"Order ID", "order-id", {"A 1 of 1", "B 1 of 1"}},
  };
  for (const auto& each : cases) {
    INFO(each.by);
    const auto breakdown = breakdowns_of(log, {each.by}, policy, "2026-03-20T12:00:00+00:00").front();
    CHECK(breakdown.by == each.name);
    CHECK(told(breakdown) == each.expected);
  }
}

TEST_CASE("several groupings at once are what each is alone", "[breakdown]") {
  const auto policy = utc_policy();
  const WrittenLog log{{"a.csv", head + "A" + late + "UPS,yes\nB" + in_time + "DHL,\nC" + late + "DHL,no\n"}};
  const Texts by{"gift wrap", "weekday", "carrier", "handling-time"};
  const auto together = breakdowns_of(log, by, policy, "2026-03-08T12:00:00+00:00");
  REQUIRE(together.size() == by.size());
  for (std::size_t i = 0; i < by.size(); ++i) {
    CHECK(told(together[i]) == told(breakdowns_of(log, {by[i]}, policy, "2026-03-08T12:00:00+00:00").front()));
  }
}

TEST_CASE("a package has its shipment's carrier, and the row's where the shipment has none", "[breakdown]") {
  const auto policy = utc_policy();
  const std::string orders =
      "order-id,purchase-date,handling-time,carrier\nA,2026-03-05T09:00:00Z,1,row\n"
      "B,2026-03-05T09:00:00Z,1,row\nC,2026-03-05T09:00:00Z,1,row\n";
  WrittenLog log{{"a.csv", orders}};
  log.with_shipments({{"s.csv",
                       "order-id,confirm-date,tracking-number,carrier-name\nA,2026-03-06T09:00:00Z,T1,shipment\n"
                       "A,2026-03-07T09:00:00Z,T2,later\nB,2026-03-07T09:00:00Z,T3,\n"}});
  CHECK(told(breakdowns_of(log, {"carrier"}, policy, "2026-03-08T12:00:00+00:00").front()) ==
        Texts{"row 2 of 2", "later 1 of 1"});
  // A column that only the shipments have.
  WrittenLog other{{"a.csv", orders}};
  other.with_shipments(
      {{"s.csv", "order-id,confirm-date,Depot\nA,2026-03-06T09:00:00Z,north\nB,2026-03-07T09:00:00Z,south\n"}});
  CHECK(told(breakdowns_of(other, {"depot"}, policy, "2026-03-08T12:00:00+00:00").front()) ==
        Texts{"(none) 1 of 1", "south 1 of 1", "north 0 of 1"});
}

TEST_CASE("a field that files of that role do not have is found by its name", "[breakdown]") {
  const auto policy = utc_policy();
  // "event" is a field of scans, and here a column like any other.
  const WrittenLog log{{"a.csv", "order-id,ship-by-date,confirm-date,event\nA,2026-03-06,2026-03-07,fair\n"}};
  CHECK(told(breakdowns_of(log, {"event"}, policy, "2026-03-08T12:00:00+00:00").front()) == Texts{"fair 1 of 1"});
  // A file of shipments has no SKUs to be judged by, and may name them.
  WrittenLog shipped{{"a.csv", "order-id,purchase-date,handling-time\nA,2026-03-05T09:00:00Z,1\n"}};
  shipped.with_shipments({{"s.csv", "order-id,confirm-date,Merchant SKU\nA,2026-03-07T09:00:00Z,S-1\n"}});
  CHECK(told(breakdowns_of(shipped, {"sku"}, policy, "2026-03-08T12:00:00+00:00").front()) == Texts{"S-1 1 of 1"});
}

TEST_CASE("a further row of a Shopify order is in the group of its order", "[breakdown]") {
  const auto policy = utc_policy();
  // The second item's handling time is the shorter one: its row decides.
  const WrittenLog log{{"a.csv",
                        "Name,Financial Status,Fulfilled at,Created at,Handling Time,Shipping Country,Lineitem sku\n"
                        "#1,paid,2026-03-07T09:00:00Z,2026-03-03T09:00:00Z,2,US,S-1\n"
                        "#1,,,,1,,S-2\n"}};
  const auto found = breakdowns_of(log, {"ship-country", "Lineitem sku"}, policy, "2026-03-08T12:00:00+00:00");
  CHECK(told(found[0]) == Texts{"US 1 of 1"});
  CHECK(told(found[1]) == Texts{"S-2 1 of 1"});
}

TEST_CASE("a column that no FILE has is refused, and the nearest one is named", "[breakdown]") {
  const auto policy = utc_policy();
  const WrittenLog log{{"a.csv", head + "A" + late + "UPS,\n"}};
  CHECK_THROWS_WITH(breakdowns_of(log, {"giftwrap2"}, policy, "2026-03-08T12:00:00+00:00"),
                    "--by giftwrap2: no FILE has a column of that name; did you mean --by \"gift wrap\"?");
  CHECK_THROWS_WITH(breakdowns_of(log, {"sku"}, policy, "2026-03-08T12:00:00+00:00"),
                    "--by sku: no FILE has a column for it (sku, seller-sku, merchant-sku); name it with --map "
                    "sku=COLUMN");
  lsr::ReadingOptions options;
  options.map = {{lsr::Field::sku, "gift wrap"}};
  CHECK(told(breakdowns_of(log, {"sku"}, policy, "2026-03-08T12:00:00+00:00", options).front()) ==
        Texts{"(none) 1 of 1"});
}

TEST_CASE("groups add up to the window, whatever orders are grouped by", "[breakdown]") {
  const auto policy = utc_policy();
  std::mt19937 random{3};
  const auto pick = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
  for (int round = 0; round < 50; ++round) {
    std::string rows;
    // A slow reading beside it: the worst row of each order, by hand.
    std::map<int, std::pair<int, std::string>> worst;  // order -> 0 late, 1 on time; its carrier
    for (int i = 0; i < 60; ++i) {
      const int order = pick(40);
      const bool is_late = pick(3) == 0;
      const std::string carrier(1, static_cast<char>('P' + pick(4)));
      rows += std::to_string(order) + (is_late ? late : in_time) + carrier + ",\n";
      const int rank = is_late ? 0 : 1;
      const auto known = worst.find(order);
      if (known == worst.end() || rank < known->second.first) worst[order] = {rank, carrier};
    }
    std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> expected;
    for (const auto& [order, each] : worst) {
      ++expected[each.second].second;
      if (each.first == 0) ++expected[each.second].first;
    }
    const WrittenLog log{{"a.csv", head + rows}};
    const auto breakdown = breakdowns_of(log, {"carrier"}, policy, "2026-03-08T12:00:00+00:00").front();
    REQUIRE(breakdown.groups.size() == expected.size());
    lsr::Counts sum;
    for (const auto& group : breakdown.groups) {
      CHECK(expected.at(*group.value) == std::pair{group.counts.late(), group.counts.decided()});
      sum += group.counts;
    }
    CHECK(sum == lsr::test::report_of(log, policy, at("2026-03-08T12:00:00+00:00")).windows.back().counts);
  }
}
