#include "lsr/handling_times.hpp"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "lsr/error.hpp"
#include "lsr/judged_log.hpp"
#include "time_literals.hpp"
#include "written_log.hpp"

namespace {

using lsr::HandlingTimes;

HandlingTimes read(const std::string& text) {
  return lsr::read_handling_times(lsr::memory_source("skus.csv", text), {});
}

std::string fault_of(const std::string& text) {
  try {
    read(text);
  } catch (const lsr::Error& error) {
    CHECK(error.kind() == lsr::Error::Kind::input);
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("handling times: per SKU", "[handling_times]") {
  struct Case {
    const char* name;
    const char* text;
    HandlingTimes times;
  };
  const std::vector<Case> cases{
      {"a header without rows", "sku,handling-time\n", {}},
      {"two SKUs", "sku,handling-time\nMUG,3\nCUP,0\n", {{"MUG", 3}, {"CUP", 0}}},
      {"other names, another order", "Leadtime-to-ship;Seller SKU\n3;MUG\n", {{"MUG", 3}}},
      {"as spreadsheets write it", "sku,handling-time\nMUG,2.0\n", {{"MUG", 2}}},
      {"the longest", "sku,handling-time\nMUG,365\n", {{"MUG", 365}}},
      {"blanks at both ends", "sku,handling-time\n MUG , 3 \n", {{"MUG", 3}}},
      {"compared exactly", "sku,handling-time\nMUG,3\nmug,4\n", {{"MUG", 3}, {"mug", 4}}},
      {"a SKU without a time has none of its own", "sku,handling-time\nMUG,\nCUP,N/A\nPOT,1\n", {{"POT", 1}}},
      {"the same twice", "sku,handling-time\nMUG,3\nMUG,3.0\n", {{"MUG", 3}}},
      {"blank records and a repeated header",
       "sku,handling-time\n\nMUG,3\n,\nSKU,Handling Time\nCUP,1\n",
       {{"MUG", 3}, {"CUP", 1}}},
      {"doubled quotes", "sku,handling-time\n\"6\"\" PIPE\",3\n", {{"6\" PIPE", 3}}},
      {"Windows-1252", "sku,handling-time\nCAF\xC9,3\n", {{"CAF\u00C9", 3}}},
  };
  for (const auto& each : cases) {
    INFO(each.name);
    CHECK(read(each.text) == each.times);
  }
}

TEST_CASE("handling times: what cannot be read ends the run, and names the line", "[handling_times]") {
  struct Case {
    const char* name;
    const char* text;
    std::vector<const char*> says;
  };
  const std::vector<Case> cases{
      {"two times for one SKU", "sku,handling-time\nMUG,3\nCUP,1\nMUG,4\n", {"skus.csv:4: ", "line 2"}},
      {"no number", "sku,handling-time\nMUG,3\nCUP,soon\n", {"skus.csv:3: ", "\"handling-time\""}},
      {"below 0", "sku,handling-time\nMUG,-1\n", {"skus.csv:2: "}},
      {"above 365", "sku,handling-time\nMUG,366\n", {"skus.csv:2: "}},
      {"half a day", "sku,handling-time\nMUG,1.5\n", {"skus.csv:2: "}},
      {"no SKU", "sku,Handling Days\n,3\n", {"skus.csv:2: ", "\"sku\""}},
      {"too few fields", "sku,handling-time\nMUG\n", {"skus.csv:2: ", "1 field"}},
      {"too many fields", "sku,handling-time\nMUG,3,x\n", {"skus.csv:2: ", "3 fields"}},
      {"text after a quote", "sku,handling-time\nCUP,1\n\"MUG\"x,3\n", {"skus.csv:3: "}},
      {"no column for the SKU", "name,handling-time\nMUG,3\n", {"skus.csv: ", "sku"}},
      {"no column for the time", "sku,days\nMUG,3\n", {"skus.csv: ", "handling-time"}},
      {"empty", "", {"skus.csv: "}},
  };
  for (const auto& each : cases) {
    INFO(each.name);
    const std::string fault = fault_of(each.text);
    REQUIRE_FALSE(fault.empty());
    CHECK_THAT(fault, Catch::StartsWith(each.says.front()));
    for (const char* part : each.says) CHECK_THAT(fault, Catch::Contains(part));
  }
}

TEST_CASE("handling times: a row's own, else its SKU's, else the account's", "[handling_times]") {
  struct Case {
    const char* name;
    const char* own;
    const char* sku;
    std::optional<int> account;
    const char* ship_by;  ///< of a purchase on Monday the 2nd; empty: rejected
  };
  const std::vector<Case> cases{
      {"its own before all", "1", "MUG", 3, "2026-03-03"},
      {"its own of 0 is one", "0", "MUG", 3, "2026-03-02"},
      {"the SKU's before the account's", "", "MUG", 3, "2026-03-04"},
      {"blank is none of its own", "N/A", "MUG", 3, "2026-03-04"},
      {"the account's for a SKU without one", "", "CUP", 3, "2026-03-05"},
      {"the account's for another case", "", "mug", 3, "2026-03-05"},
      {"the account's without a SKU", "", "", 3, "2026-03-05"},
      {"the SKU's without an account's", "", " MUG ", std::nullopt, "2026-03-04"},
      {"none at all", "", "CUP", std::nullopt, ""},
      {"its own cannot be read", "soon", "MUG", 3, ""},
  };
  for (const auto& each : cases) {
    INFO(each.name);
    lsr::PolicyChoices choices{.time_zone = "UTC"};
    choices.handling_time = each.account;
    choices.handling_times = read("sku,handling-time\nMUG,2\n");
    const lsr::Policy policy = lsr::make_policy(choices);
    const lsr::test::WrittenLog log{{"orders.csv", std::string{"order-id,purchase-date,handling-time,sku\n"} +
                                                       "A,2026-03-02T09:00:00Z," + each.own + "," + each.sku + "\n"}};
    const auto result = lsr::test::judged(log, policy, lsr::test::at("2026-03-20T00:00:00+00:00"));
    std::string ship_by;
    result.book.visit([&](const lsr::Order& order) { ship_by = lsr::to_text(order.decider.day); });
    CHECK(ship_by == each.ship_by);
  }
}
