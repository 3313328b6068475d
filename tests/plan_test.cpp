#include "lsr/plan.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "time_literals.hpp"
#include "written_log.hpp"

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

namespace {

const std::string head =
    "order-id,order-item-id,ship-by-date,confirm-date,first-scan-date,ready-date,latest-delivery\n";

struct Planned {
  lsr::Plan plan;
  lsr::Report report;
};

Planned planned(const lsr::test::WrittenLog& log, const std::string& as_of, const lsr::PlanOptions& options = {}) {
  lsr::PlanKeeper keeper{policy(), at(as_of), options};
  lsr::test::Heard heard;
  const auto judged =
      lsr::judge_log(log.sources(), policy(), {}, at(as_of), lsr::OrderBook::Keep::outcomes, heard, &keeper);
  auto report = lsr::make_report(judged, policy(), at(as_of), lsr::AsOf::given);
  auto plan = lsr::make_plan(keeper, judged, report);
  return {std::move(plan), std::move(report)};
}

/// "A ship 2 rows, 11 h"
std::vector<std::string> lines_of(const lsr::Plan& plan) {
  std::vector<std::string> texts;
  for (const auto& line : plan.lines) {
    texts.push_back(fmt::format("{} {} {} rows, {}", line.order_id, name(line.action), line.rows,
                                line.hours_left ? fmt::format("{} h", *line.hours_left) : "none"));
  }
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("rows become lines: one for each order and action, the most urgent first", "[plan]") {
  struct Case {
    const char* sentence;
    std::string rows;
    Texts expected;
  };
  // As of 10 March at noon.
  const std::vector<Case> cases{
      {"rows that want the same are one line, with the earliest deadline",
       "A,1,2026-03-12,,,,\nA,2,2026-03-11,,,,\nA,3,2026-03-11,,,,\n",
       {"A ship 3 rows, 35 h"}},
      {"an item that is late, and one that can still be saved",
       "A,1,2026-03-09,,,,\nA,2,2026-03-11,,,,\n",
       {"A ship 1 rows, 35 h", "A ship-now 1 rows, 203 h"}},
      {"what is overdue comes first, what has no deadline last",
       "A,,2026-03-10,,,,\nB,,2026-03-06,2026-03-05T12:00:00Z,,,\nC,,2026-03-06,2026-03-09T12:00:00Z,,,\n",
       {"B get-scan 1 rows, -72 h", "A ship 1 rows, 11 h", "C reassure 1 rows, none"}},
      {"equal deadlines go by order-id",
       "B,,2026-03-10,,,,\nC,,2026-03-10,,,,\nA,,2026-03-10,,,,\n",
       {"A ship 1 rows, 11 h", "B ship 1 rows, 11 h", "C ship 1 rows, 11 h"}},
      {"hours left are rounded down: a second of an hour is none",
       "A,,2026-03-10T12:59:59Z,,,,\n",
       {"A ship 1 rows, 0 h"}},
      {"a whole hour is one", "A,,2026-03-10T13:00:00Z,,,,\n", {"A ship 1 rows, 1 h"}},
      {"a second gone is an hour gone", "A,,2026-03-08,2026-03-08T11:59:59Z,,,\n", {"A get-scan 1 rows, -1 h"}},
      {"on time and excluded: nothing to do", "A,,2026-03-10,2026-03-09T12:00:00Z,2026-03-09T13:00:00Z,,\n", {}},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const auto found = planned({{"a.csv", head + each.rows}}, "2026-03-10T12:00:00+00:00");
    CHECK(lines_of(found.plan) == each.expected);
  }
}

TEST_CASE("a row with several packages wants what each of them wants, and is one row", "[plan]") {
  lsr::test::WrittenLog log{{"a.csv", "order-id,ship-by-date,first-scan-date\nA,2026-03-10,\n"}};
  log.with_shipments({{"s.csv",
                       "order-id,confirm-date,tracking-number\nA,2026-03-09T12:00:00Z,T1\nA,2026-03-09T10:00:00Z,T2\n"
                       "A,2026-03-11T01:00:00Z,T3\n"}});
  const auto found = planned(log, "2026-03-10T12:00:00+00:00").plan;
  // T3 is not confirmed yet.
  CHECK(lines_of(found) == Texts{"A ship 1 rows, 11 h", "A get-scan 1 rows, 22 h"});
  CHECK(found.lines.back().tracking_number == "T2");
}

TEST_CASE("of several FILEs only rows that stand want anything", "[plan]") {
  const lsr::test::WrittenLog log{{"old.csv", head + "A,,2026-03-10,,,,\nB,,2026-03-10,,,,\n"},
                                  {"new.csv", head + "A,,2026-03-10,2026-03-10T11:00:00Z,,,\n"}};
  CHECK(lines_of(planned(log, "2026-03-10T12:00:00+00:00").plan) ==
        Texts{"B ship 1 rows, 11 h", "A get-scan 1 rows, 47 h"});
}

TEST_CASE("the rate if nothing is done counts all open orders late, up to the last day one is due", "[plan]") {
  // Two on time, one late, and open ones due on the 10th and the 13th: 1 + 2 of 5, in the 30 days up to the 13th.
  const std::string rows =
      "A,,2026-03-09,2026-03-08T12:00:00Z,2026-03-08T13:00:00Z,,\nB,,2026-03-09,2026-03-08T12:00:00Z,2026-03-08T13:00:"
      "00Z,,\n"
      "C,,2026-03-09,,,,\nD,,2026-03-10,,,,\nE,,2026-03-13,,,,\n";
  const auto found = planned({{"a.csv", head + rows}}, "2026-03-10T12:00:00+00:00").plan;
  REQUIRE(found.windows.size() == 2);
  CHECK(found.windows[1].if_nothing_is_done.part == 3);
  CHECK(found.windows[1].if_nothing_is_done.whole == 5);
  // What leaves the window until then does not count: due on 9 February, 30 days before the 10th.
  const std::string older = "F,,2026-02-09,,,,\n" + rows;
  const auto with_older = planned({{"a.csv", head + older}}, "2026-03-10T12:00:00+00:00").plan;
  CHECK(with_older.windows[1].now.counts.late() == 2);
  CHECK(with_older.windows[1].if_nothing_is_done.part == 3);
  // Nothing open: it is the rate now.
  const auto closed = planned({{"a.csv", head + "C,,2026-03-09,,,,\n"}}, "2026-03-10T12:00:00+00:00").plan;
  CHECK(closed.windows[1].if_nothing_is_done.part == 1);
  CHECK(closed.windows[1].if_nothing_is_done.whole == 1);
}

TEST_CASE("what each action says, while there is time and after", "[plan]") {
  const auto now = at("2026-03-10T12:00:00+00:00");
  const auto said = [&](Action action, const std::string& deadline) {
    lsr::PlanLine line;
    line.order_id = "A";
    line.action = action;
    line.ship_by = at("2026-03-10T23:59:59+00:00");
    line.ready = at("2026-03-16T12:00:00+00:00");
    if (!deadline.empty()) line.deadline = at(deadline);
    return says(line, now, policy(), [](lsr::Instant instant) { return lsr::test::utc(instant).substr(0, 10); });
  };
  const char* const ahead = "2026-03-12T12:00:00+00:00";
  const char* const gone = "2026-03-09T12:00:00+00:00";
  struct Case {
    Action action;
    const char* deadline;
    const char* expected;
  };
  const std::vector<Case> cases{
      {Action::ship, ahead, "confirm by 2026-03-10"},
      {Action::confirm_then_scan, ahead,
       "the goods come after the ship-by date: get a tracking number from the carrier, confirm by 2026-03-10, and have "
       "the first scan by confirm + 48 h"},
      {Action::contact_buyer, "2026-03-10T23:59:59+00:00",
       "the goods come too late (2026-03-16): ask the buyer whether to wait, or to cancel before it ships"},
      {Action::contact_buyer, ahead,
       "the goods come too late (2026-03-16): ask the buyer whether to wait, or to cancel before it ships; the "
       "marketplace cancels it on 2026-03-12"},
      {Action::contact_buyer, gone,
       "the goods come too late (2026-03-16): ask the buyer whether to wait, or to cancel before it ships; the "
       "marketplace was to cancel it on 2026-03-09"},
      {Action::ship_now, ahead,
       "confirm at once; it counts as late, but is cancelled by the marketplace on 2026-03-12"},
      {Action::ship_now, gone,
       "confirm at once; it counts as late, and was to be cancelled by the marketplace on 2026-03-09"},
      {Action::ship_now, "", "confirm at once; it counts as late"},
      {Action::get_scan, ahead, "have the carrier scan it by 2026-03-12"},
      {Action::get_scan, "2026-03-10T12:00:00+00:00", "have the carrier scan it by 2026-03-10"},
      {Action::get_scan, gone, "have the carrier scan it at once; the scan was due by 2026-03-09"},
      {Action::reassure, ahead, "tell the buyer that it should still arrive by 2026-03-12; keep following the parcel"},
      {Action::reassure, gone, "tell the buyer how it stands; keep following the parcel"},
      {Action::reassure, "", "tell the buyer how it stands; keep following the parcel"},
  };
  for (const auto& each : cases) CHECK(said(each.action, each.deadline) == each.expected);
}
