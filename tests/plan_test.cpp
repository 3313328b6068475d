#include "lsr/plan.hpp"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "time_literals.hpp"

using lsr::Action;
using lsr::OrderRow;
using lsr::Policy;
using lsr::Want;
using lsr::test::at;
using lsr::test::day;
using lsr::test::known;

namespace {

/// As §10's table speaks of a row; empty texts are absent. Times in UTC.
struct Facts {
  std::string ship_by;
  std::string confirmed{};
  std::string first_scan{};
  std::string ready{};
  std::string delivered{};
  std::string latest_delivery{};
};

const Policy& policy() {
  static const Policy utc = lsr::make_policy({.time_zone = "UTC", .holidays = "none"});
  return utc;
}

OrderRow row_of(const Facts& facts) {
  const auto moment = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{known(text, policy().zone)};
  };
  const auto instant = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional{at(text)}; };
  OrderRow row;
  row.order_id = "1";
  row.tracking_number = "T";
  row.scans_checked = true;
  row.given_ship_by = moment(facts.ship_by);
  row.confirmed = moment(facts.confirmed);
  row.first_scan = moment(facts.first_scan);
  row.ready = instant(facts.ready);
  row.delivered = instant(facts.delivered);
  row.latest_delivery = instant(facts.latest_delivery);
  return row;
}

std::string told(const std::optional<Want>& want) {
  if (!want) return "nothing";
  return std::string{name(want->action)} + (want->deadline ? " by " + lsr::test::utc(*want->deadline) : "");
}

std::string wanted(const Facts& facts, const std::string& as_of, const lsr::PlanOptions& options = {}) {
  const OrderRow row = row_of(facts);
  const auto judgement = judge_row(row, at(as_of), policy());
  return told(want_of(row, judgement, at(as_of), policy(), options, day("2026-02-10")));
}

constexpr const char* due = "2026-03-10T23:59:59+00:00";  // a Tuesday

}  // namespace

TEST_CASE("what a row asks for is SPEC's table, a second before each edge, at it and after", "[plan]") {
  struct Case {
    const char* sentence;
    Facts facts;
    const char* as_of;
    const char* expected;
  };
  const std::vector<Case> cases{
      {"to be confirmed, no ready-date: ship", {due}, "2026-03-10T12:00:00+00:00", "ship by 2026-03-10T23:59:59Z"},
      {"at the very ship-by date it is still open", {due}, "2026-03-10T23:59:59+00:00", "ship by 2026-03-10T23:59:59Z"},
      {"a second later it is late: ship now, before the 7th business day ends",
       {due},
       "2026-03-11T00:00:00+00:00",
       "ship-now by 2026-03-19T23:59:59Z"},
      {"ready at the ship-by date: ship",
       {due, "", "", "2026-03-10T23:59:59+00:00"},
       "2026-03-10T12:00:00+00:00",
       "ship by 2026-03-10T23:59:59Z"},
      {"ready a second after it: confirm, then scan",
       {due, "", "", "2026-03-11T00:00:00+00:00"},
       "2026-03-10T12:00:00+00:00",
       "confirm-then-scan by 2026-03-10T23:59:59Z"},
      {"ready a scan window after it: the same",
       {due, "", "", "2026-03-12T23:59:59+00:00"},
       "2026-03-10T12:00:00+00:00",
       "confirm-then-scan by 2026-03-10T23:59:59Z"},
      {"ready a second later still: the buyer",
       {due, "", "", "2026-03-13T00:00:00+00:00"},
       "2026-03-10T12:00:00+00:00",
       "contact-buyer by 2026-03-10T23:59:59Z"},
      {"late, and ready only after as-of: the buyer, before it is cancelled",
       {due, "", "", "2026-03-12T12:00:01+00:00"},
       "2026-03-12T12:00:00+00:00",
       "contact-buyer by 2026-03-19T23:59:59Z"},
      {"late, and ready at as-of: ship now",
       {due, "", "", "2026-03-12T12:00:00+00:00"},
       "2026-03-12T12:00:00+00:00",
       "ship-now by 2026-03-19T23:59:59Z"},
      {"confirmed in time, not scanned: have it scanned",
       {due, "2026-03-10T12:00:00+00:00"},
       "2026-03-11T12:00:00+00:00",
       "get-scan by 2026-03-12T12:00:00Z"},
      {"at the scan window's end as well",
       {due, "2026-03-10T12:00:00+00:00"},
       "2026-03-12T12:00:00+00:00",
       "get-scan by 2026-03-12T12:00:00Z"},
      {"and late after it, as long as there is no scan",
       {due, "2026-03-10T12:00:00+00:00"},
       "2026-03-12T12:00:01+00:00",
       "get-scan by 2026-03-12T12:00:00Z"},
      {"scanned too late: reassure, until the latest delivery",
       {due, "2026-03-10T12:00:00+00:00", "2026-03-12T12:00:01+00:00", "", "", "2026-03-16T20:00:00+00:00"},
       "2026-03-13T00:00:00+00:00",
       "reassure by 2026-03-16T20:00:00Z"},
      {"confirmed too late: reassure, without a deadline where none is known",
       {due, "2026-03-11T00:00:00+00:00"},
       "2026-03-11T12:00:00+00:00",
       "reassure"},
      {"delivered at as-of: nothing",
       {due, "2026-03-11T00:00:00+00:00", "", "", "2026-03-13T00:00:00+00:00"},
       "2026-03-13T00:00:00+00:00",
       "nothing"},
      {"delivered a second after as-of: not yet",
       {due, "2026-03-11T00:00:00+00:00", "", "", "2026-03-13T00:00:01+00:00"},
       "2026-03-13T00:00:00+00:00",
       "reassure"},
      {"on time: nothing",
       {due, "2026-03-10T12:00:00+00:00", "2026-03-11T12:00:00+00:00"},
       "2026-03-11T12:00:00+00:00",
       "nothing"},
      {"late on the first day of the longest window: listed",
       {"2026-02-10T23:59:59+00:00"},
       "2026-03-11T12:00:00+00:00",
       "ship-now by 2026-02-19T23:59:59Z"},
      {"late a day before it: no more", {"2026-02-09T23:59:59+00:00"}, "2026-03-11T12:00:00+00:00", "nothing"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(wanted(each.facts, each.as_of) == each.expected);
  }
}

TEST_CASE("where nothing is cancelled by itself, an unconfirmed order has no deadline", "[plan]") {
  CHECK(wanted({due}, "2026-03-12T12:00:00+00:00", {.auto_cancel = std::nullopt}) == "ship-now");
  CHECK(wanted({due}, "2026-03-12T12:00:00+00:00", {.auto_cancel = 1}) == "ship-now by 2026-03-11T23:59:59Z");
}

TEST_CASE("each action has the name that SPEC gives it", "[plan]") {
  const std::vector<std::string> expected{"ship",     "confirm-then-scan", "contact-buyer",
                                          "ship-now", "get-scan",          "reassure"};
  for (std::size_t i = 0; i < expected.size(); ++i) CHECK(name(static_cast<Action>(i)) == expected[i]);
}
