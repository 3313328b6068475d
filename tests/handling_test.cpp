#include "lsr/handling.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "time_literals.hpp"
#include "written_log.hpp"

using lsr::test::at;
using lsr::test::WrittenLog;

namespace {

using Texts = std::vector<std::string>;

lsr::Policy utc_policy() { return lsr::make_policy({.time_zone = "UTC", .holidays = "none"}); }

lsr::HandlingReport handled(const WrittenLog& log, const std::string& as_of = "2026-03-20T12:00:00+00:00") {
  const auto policy = utc_policy();
  lsr::HandlingKeeper keeper{policy, at(as_of)};
  lsr::test::Heard heard;
  const auto judged =
      lsr::judge_log(log.sources(), policy, {}, at(as_of), lsr::OrderBook::Keep::outcomes, heard, &keeper);
  return lsr::make_handling(keeper, judged, policy.threshold);
}

std::string number(const std::optional<int>& value) { return value ? std::to_string(*value) : "-"; }

/// "MUG 3 rows: promised 1, needed 1/3, smallest 3: too-short by 6; 0 early, 1 late"
Texts told(const lsr::HandlingReport& report) {
  Texts texts;
  for (const auto& sku : report.skus) {
    texts.push_back(fmt::format("{} {} rows: promised {}, needed {}/{}, smallest {}: {} by {}; {} early, {} late",
                                sku.sku, sku.rows, number(sku.promised), number(sku.needed_median),
                                number(sku.needed_p90), number(sku.smallest), name(sku.fit), sku.gain, sku.early.part,
                                sku.late_at_promise.part));
  }
  return texts;
}

const std::string head = "order-id,order-item-id,sku,purchase-date,handling-time,confirm-date\n";

int rows_written = 0;

/// Bought on Monday 2 March 2026 in the morning, confirmed at noon so many business days later.
std::string row(const std::string& sku, int promised, int needed) {
  static constexpr std::array days{"02", "03", "04", "05", "06", "09", "10", "11"};
  return fmt::format("{},1,{},2026-03-02T09:00:00Z,{},2026-03-{}T12:00:00Z\n", ++rows_written, sku, promised,
                     days.at(static_cast<std::size_t>(needed)));
}

std::string rows(int count, const std::string& sku, int promised, int needed) {
  std::string text;
  for (int i = 0; i < count; ++i) text += row(sku, promised, needed);
  return text;
}

}  // namespace

TEST_CASE("what SKUs promised and needed", "[handling]") {
  struct Case {
    const char* sentence;
    std::string rows;
    Texts expected;
  };
  const std::vector<Case> cases{
      {"needed as much as was promised: it fits",
       rows(3, "A", 2, 2),
       {"A 3 rows: promised 2, needed 2/2, smallest 2: fits by 0; 0 early, 0 late"}},
      {"needed more: too short, and every row was late",
       rows(3, "A", 1, 3),
       {"A 3 rows: promised 1, needed 3/3, smallest 3: too-short by 6; 0 early, 3 late"}},
      {"needed less: too long, and every row was early",
       rows(3, "A", 3, 1),
       {"A 3 rows: promised 3, needed 1/1, smallest 1: too-long by 6; 3 early, 0 late"}},
      {"one late row of 25 is exactly the limit",
       rows(24, "A", 1, 1) + row("A", 1, 4),
       {"A 25 rows: promised 1, needed 1/1, smallest 1: fits by 0; 0 early, 1 late"}},
      {"one of 24 is more",
       rows(23, "A", 1, 1) + row("A", 1, 4),
       {"A 24 rows: promised 1, needed 1/1, smallest 4: too-short by 72; 0 early, 1 late"}},
      {"the median is the lower of two middle ones, the 90th percentile the ninth of ten",
       rows(5, "A", 5, 1) + rows(4, "A", 5, 2) + row("A", 5, 4),
       {"A 10 rows: promised 5, needed 1/2, smallest 4: too-long by 10; 10 early, 0 late"}},
      {"the promise is what most rows had, the shorter of equals",
       row("A", 3, 1) + row("A", 1, 1) + row("A", 3, 1) + row("A", 1, 1),
       {"A 4 rows: promised 1, needed 1/1, smallest 1: fits by 0; 2 early, 0 late"}},
      {"by what is gained; of equals too short first, then too long, then what fits; then by SKU",
       rows(2, "fits", 2, 2) + rows(2, "long", 4, 2) + rows(3, "longer", 4, 2) + row("short", 1, 3) +
           rows(2, "shorter", 1, 3) + rows(2, "a-fits", 2, 2),
       {"longer 3 rows: promised 4, needed 2/2, smallest 2: too-long by 6; 3 early, 0 late",
        "shorter 2 rows: promised 1, needed 3/3, smallest 3: too-short by 4; 0 early, 2 late",
        "long 2 rows: promised 4, needed 2/2, smallest 2: too-long by 4; 2 early, 0 late",
        "short 1 rows: promised 1, needed 3/3, smallest 3: too-short by 2; 0 early, 1 late",
        "a-fits 2 rows: promised 2, needed 2/2, smallest 2: fits by 0; 0 early, 0 late",
        "fits 2 rows: promised 2, needed 2/2, smallest 2: fits by 0; 0 early, 0 late"}},
      {"a row that is not confirmed says nothing", "X,1,A,2026-03-02T09:00:00Z,2,\n", {}},
      {"nor one that is confirmed after as-of", "X,1,A,2026-03-16T09:00:00Z,2,2026-03-21T09:00:00Z\n", {}},
      {"nor one that is due before the longest window", "X,1,A,2026-02-10T09:00:00Z,2,2026-02-11T09:00:00Z\n", {}},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(told(handled({{"a.csv", head + each.rows}})) == each.expected);
  }
}

TEST_CASE("with a ship-by date alone nothing was promised", "[handling]") {
  const WrittenLog log{{"a.csv",
                        "order-id,sku,purchase-date,ship-by-date,confirm-date\n"
                        "1,A,2026-03-02T09:00:00Z,2026-03-05,2026-03-03T12:00:00Z\n"}};
  CHECK(told(handled(log)) == Texts{"A 1 rows: promised -, needed 1/1, smallest 1: unknown by 0; 1 early, 0 late"});
}

TEST_CASE("a row of several packages needed what its last one did, and is one row", "[handling]") {
  WrittenLog log{{"a.csv", "order-id,sku,purchase-date,handling-time\n1,A,2026-03-02T09:00:00Z,2\n"}};
  log.with_shipments(
      {{"s.csv", "order-id,confirm-date,tracking-number\n1,2026-03-03T12:00:00Z,T1\n1,2026-03-05T12:00:00Z,T2\n"}});
  CHECK(told(handled(log)) == Texts{"A 1 rows: promised 2, needed 3/3, smallest 3: too-short by 1; 0 early, 1 late"});
  // Until the last one is confirmed it says nothing.
  CHECK(handled(log, "2026-03-05T09:00:00+00:00").skus.empty());
}

TEST_CASE("of several FILEs only rows that stand are looked at", "[handling]") {
  const WrittenLog log{{"old.csv", head + "1,,A,2026-03-02T09:00:00Z,1,2026-03-05T12:00:00Z\n"},
                       {"new.csv", head + "1,,A,2026-03-02T09:00:00Z,1,2026-03-03T12:00:00Z\n"}};
  CHECK(told(handled(log)) == Texts{"A 1 rows: promised 1, needed 1/1, smallest 1: fits by 0; 0 early, 0 late"});
}
