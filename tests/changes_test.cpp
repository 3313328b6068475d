#include "lsr/changes.hpp"

#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "export/json.hpp"
#include "export/planning.hpp"
#include "export/snapshot.hpp"
#include "lsr/plan.hpp"
#include "time_literals.hpp"
#include "written_log.hpp"

using lsr::Changes;
using lsr::Policy;
using lsr::Report;
using lsr::Snapshot;
using lsr::Status;
using lsr::test::at;
using lsr::test::day;
using lsr::test::Heard;
using lsr::test::WrittenLog;

namespace {

using Texts = std::vector<std::string>;

Policy utc_policy(std::vector<int> windows = {10, 30}) {
  lsr::PolicyChoices choices;
  choices.time_zone = "UTC";
  choices.holidays = "none";
  choices.windows = std::move(windows);
  return lsr::make_policy(choices);
}

const std::string head = "order-id,ship-by-date,confirm-date,first-scan-date,order-status\n";

struct Run {
  Report report;
  lsr::Plan plan;
  lsr::JudgedLog log;
};

Run run(const std::string& rows, const std::string& as_of, const Policy& policy) {
  const WrittenLog log{{"a.csv", head + rows}};
  lsr::PlanKeeper keeper{policy, at(as_of), {}};
  Heard heard;
  auto judged = lsr::judge_log(log.sources(), policy, {}, at(as_of), lsr::OrderBook::Keep::outcomes, heard, &keeper);
  Report report = lsr::make_report(judged, policy, at(as_of), lsr::AsOf::given);
  lsr::Plan plan = lsr::make_plan(keeper, judged, report);
  report.order_ids = lsr::order_ids_of(judged.book, lsr::longest_window(policy, at(as_of)).first);
  plan.order_ids = report.order_ids;
  return {std::move(report), std::move(plan), std::move(judged)};
}

std::string report_json(const Run& run, const Policy& policy) {
  std::ostringstream out;
  write_json(out, run.report, policy);
  return out.str();
}

std::string plan_json(const Run& run, const Policy& policy) {
  std::ostringstream out;
  write_json(out, run.plan, run.report, policy);
  return out.str();
}

/// What the first run's report leaves behind, by way of the JSON that it prints, is compared with the second run.
Changes changes(const Run& then, const Run& now, const Policy& policy) {
  const Snapshot snapshot = lsr::read_snapshot("then.json", report_json(then, policy));
  return lsr::changes_since(snapshot, now.log.book, now.report.windows);
}

}  // namespace

TEST_CASE("an order between two runs", "[changes]") {
  const auto policy = utc_policy();
  struct Case {
    const char* sentence;
    const char* then;  // the cells behind the order-id, on 10 March at noon
    const char* now;   // the same on 11 March at noon
    Texts newly_late;
    Texts newly_saved;
  };
  const std::vector<Case> cases{
      {"open, then its ship-by date passes: newly late", "2026-03-10,,,", "2026-03-10,,,", {"A"}, {}},
      {"open, then confirmed late: newly late", "2026-03-10,,,", "2026-03-10,2026-03-11T01:00:00Z,,", {"A"}, {}},
      {"open, then confirmed in time and scanned: saved",
       "2026-03-10,,,",
       "2026-03-10,2026-03-10T20:00:00Z,2026-03-10T22:00:00Z,",
       {},
       {"A"}},
      {"open, then confirmed in time and not scanned yet: neither",
       "2026-03-10,,,",
       "2026-03-10,2026-03-10T20:00:00Z,,",
       {},
       {}},
      {"awaiting its scan, then scanned: saved",
       "2026-03-10,2026-03-09T20:00:00Z,,",
       "2026-03-10,2026-03-09T20:00:00Z,2026-03-10T22:00:00Z,",
       {},
       {"A"}},
      {"awaiting its scan, then the window closes: newly late",
       "2026-03-10,2026-03-08T20:00:00Z,,",
       "2026-03-10,2026-03-08T20:00:00Z,,",
       {"A"},
       {}},
      {"late then and now: neither", "2026-03-09,,,", "2026-03-09,,,", {}, {}},
      {"late then, for another reason now: neither", "2026-03-09,,,", "2026-03-09,2026-03-10T20:00:00Z,,", {}, {}},
      {"late then, for want of a scan that came in later: saved",
       "2026-03-09,2026-03-08T08:00:00Z,,",
       "2026-03-09,2026-03-08T08:00:00Z,2026-03-09T08:00:00Z,",
       {},
       {"A"}},
      {"late then, cancelled now: neither", "2026-03-09,,,", "2026-03-09,,,cancelled", {}, {}},
      {"on time then and now: neither",
       "2026-03-09,2026-03-08T08:00:00Z,2026-03-09T08:00:00Z,",
       "2026-03-09,2026-03-08T08:00:00Z,2026-03-09T08:00:00Z,",
       {},
       {}},
      {"on time then, late now that the log was corrected: newly late",
       "2026-03-09,2026-03-08T08:00:00Z,2026-03-09T08:00:00Z,",
       "2026-03-09,2026-03-10T08:00:00Z,2026-03-10T08:00:00Z,",
       {"A"},
       {}},
      {"late since the first day that the earlier run told of: newly late",
       "2026-02-10,2026-02-09T08:00:00Z,2026-02-09T09:00:00Z,",
       "2026-02-09,,,",
       {"A"},
       {}},
      {"late before it: it may have been late then, neither",
       "2026-02-10,2026-02-09T08:00:00Z,2026-02-09T09:00:00Z,",
       "2026-02-08,,,",
       {},
       {}},
      {"open then, and late now for longer than any window: newly late", "2026-03-10,,,", "2025-12-01,,,", {"A"}, {}},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const auto then = run(std::string{"A,"} + each.then + "\n", "2026-03-10T12:00:00+00:00", policy);
    const auto now = run(std::string{"A,"} + each.now + "\n", "2026-03-11T12:00:00+00:00", policy);
    const auto found = changes(then, now, policy);
    CHECK(found.newly_late == each.newly_late);
    CHECK(found.newly_saved == each.newly_saved);
  }
}

TEST_CASE("an order that turned late and left the window between two runs is newly late", "[changes]") {
  const auto policy = utc_policy({1});
  const auto then = run("A,2026-03-10,,,\n", "2026-03-10T09:00:00+00:00", policy);
  const auto now = run("A,2026-03-10,,,\n", "2026-03-11T09:00:00+00:00", policy);
  CHECK(now.report.windows.front().counts.late() == 0);
  CHECK(changes(then, now, policy).newly_late == Texts{"A"});
}

TEST_CASE("an order that was not there then", "[changes]") {
  const auto policy = utc_policy();
  const auto then = run("A,2026-03-10,,,\n", "2026-03-10T12:00:00+00:00", policy);
  const auto now = run(
      "A,2026-03-10,,,\nB,2026-03-09,2026-03-10T08:00:00Z,,\nC,2026-03-10,2026-03-10T08:00:00Z,2026-03-10T09:00:00Z,\n",
      "2026-03-10T12:00:00+00:00", policy);
  const auto found = changes(then, now, policy);
  CHECK(found.newly_late == Texts{"B"});
  CHECK(found.newly_saved.empty());
}

TEST_CASE("orders of which a run with shorter windows could not know are not newly late", "[changes]") {
  const std::string rows = "A,2026-02-20,,,\nB,2026-03-09,,,\n";
  const auto then = run(rows, "2026-03-10T12:00:00+00:00", utc_policy({5}));
  const auto now = run(rows, "2026-03-10T12:00:00+00:00", utc_policy());
  const auto found = changes(then, now, utc_policy());
  CHECK(found.newly_late.empty());
  CHECK(found.windows.empty());
}

TEST_CASE("a window's status, then and now", "[changes]") {
  const auto policy = utc_policy();
  const auto then = run("A,2026-03-10,,,\n", "2026-03-10T12:00:00+00:00", policy);
  const auto now = run("A,2026-03-10,,,\n", "2026-03-11T00:00:00+00:00", policy);
  const auto found = changes(then, now, policy);
  REQUIRE(found.windows.size() == 2);
  CHECK(found.windows[0].days == 10);
  CHECK(found.windows[0].was == Status::no_data);
  CHECK(found.windows[0].is == Status::over);
  CHECK(found.any());
}

TEST_CASE("nothing changed between a run and itself", "[changes]") {
  const auto policy = utc_policy();
  const auto same = run("A,2026-03-10,,,\nB,2026-03-09,,,\nC,2026-03-09,2026-03-08T08:00:00Z,2026-03-09T08:00:00Z,\n",
                        "2026-03-10T12:00:00+00:00", policy);
  CHECK_FALSE(changes(same, same, policy).any());
  const auto plans = changes_since(lsr::read_snapshot("then.json", plan_json(same, policy)), same.log.book,
                                   same.report.windows, planned_actions(same.plan));
  CHECK(plans.of_plans);
  CHECK_FALSE(plans.any());
}

TEST_CASE("two plans: what is new on the list, and what is gone from it", "[changes]") {
  const auto policy = utc_policy();
  const auto then = run("A,2026-03-10,,,\nB,2026-03-11,,,\n", "2026-03-10T12:00:00+00:00", policy);
  const auto now = run("A,2026-03-10,2026-03-10T13:00:00Z,,\nB,2026-03-11,,,\nC,2026-03-12,,,\n",
                       "2026-03-10T18:00:00+00:00", policy);
  const Snapshot snapshot = lsr::read_snapshot("then.json", plan_json(then, policy));
  CHECK_FALSE(changes_since(snapshot, now.log.book, now.report.windows).any());
  const auto found = changes_since(snapshot, now.log.book, now.report.windows, planned_actions(now.plan));
  CHECK(found.of_plans);
  CHECK(found.added == std::vector<lsr::PlannedAction>{{"A", "get-scan"}, {"C", "ship"}});
  CHECK(found.gone == std::vector<lsr::PlannedAction>{{"A", "ship"}});
  CHECK(found.instead == std::vector<lsr::PlannedAction>{{"A", "get-scan"}});
  CHECK(found.any());
  // What is merely not urgent is not gone from a list that is cut short, and nothing new that is not on it.
  auto plan = now.plan;
  plan.since = found;
  plan = within(std::move(plan), std::chrono::hours{30});
  CHECK(planned_actions(plan) == std::vector<lsr::PlannedAction>{{"B", "ship"}});
  CHECK(plan.since->added.empty());
  CHECK(plan.since->gone == found.gone);
  // A report knows no list to compare with.
  const auto of_report = changes_since(lsr::read_snapshot("then.json", report_json(then, policy)), now.log.book,
                                       now.report.windows, planned_actions(now.plan));
  CHECK_FALSE(of_report.of_plans);
  CHECK(of_report.added.empty());
}

TEST_CASE("a report and a plan of one run leave the same behind", "[changes]") {
  const auto policy = utc_policy();
  const auto one = run("A,2026-03-10,,,\nB,2026-03-09,,,\n", "2026-03-10T12:00:00+00:00", policy);
  for (const auto& text : {report_json(one, policy), plan_json(one, policy)}) {
    const Snapshot snapshot = lsr::read_snapshot("x.json", text);
    CHECK(snapshot.as_of == at("2026-03-10T12:00:00+00:00"));
    CHECK(snapshot.policy == lsr::policy_of_snapshot(policy, snapshot.as_of));
    CHECK(snapshot.policy != lsr::policy_of_snapshot(lsr::make_policy({}), snapshot.as_of));
    CHECK(snapshot.orders.from == day("2026-02-09"));
    CHECK(snapshot.orders.late == Texts{"B"});
    CHECK(snapshot.orders.open == Texts{"A"});
    REQUIRE(snapshot.windows.size() == 2);
    CHECK(snapshot.windows[1].days == 30);
    CHECK(snapshot.windows[1].status == Status::over);
  }
}

TEST_CASE("what is no earlier run is refused with the remedy", "[changes]") {
  const auto policy = utc_policy();
  const std::string good = report_json(run("A,2026-03-10,,,\n", "2026-03-10T12:00:00+00:00", policy), policy);
  const auto without = [&](const std::string& what, const std::string& instead) {
    std::string text = good;
    const auto begin = text.find(what);
    REQUIRE(begin != std::string::npos);
    return text.replace(begin, what.size(), instead);
  };
  const std::string remedy = "; make one with lsr report (or plan) --format json -o FILE";
  struct Case {
    const char* sentence;
    std::string text;
    std::string what;
  };
  const std::string damaged = "lacks what a later run is compared with, or was changed by hand";
  const std::vector<Case> cases{
      {"nothing", "", "is no JSON (at line 1, column 1)"},
      {"a report as text", "OVER: the late shipment rate", "is no JSON (at line 1, column 1)"},
      {"one that was cut off", good.substr(0, 100), "is no JSON (at line 5, column 8)"},
      {"a number beyond all measure", R"({"schema": 1e999})", damaged},
      {"another document", "[1, 2]", "is no report or plan of lsr"},
      {"another schema", R"({"schema": "lsr.trend/1"})", "is lsr.trend/1, no report or plan"},
      {"a schema to come", without("lsr.report/1", "lsr.report/2"), "is lsr.report/2, no report or plan"},
      {"no schema at all", R"({"schema": 1})", "is no report or plan of lsr"},
      {"no order-ids", without("\"order_ids\"", "\"ids\""), damaged},
      {"an as-of that is none", without("\"as_of\": \"2026", "\"as_of\": \"soon"), damaged},
      {"a status that is none",
       without("\"status\": \"no-data\",\n      \"headroom\"", "\"status\": \"fine\",\n      \"headroom\""), damaged},
      {"an order-id that is a number", without("[\n      \"A\"\n    ]", "[7]"), damaged},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK_THROWS_WITH(lsr::read_snapshot("old.json", each.text), "old.json: " + each.what + remedy);
  }
  CHECK_NOTHROW(lsr::read_snapshot("old.json", good));
}
