#include "lsr/report.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "lsr/error.hpp"
#include "time_literals.hpp"
#include "written_log.hpp"

using lsr::AsOf;
using lsr::JudgedLog;
using lsr::OrderBook;
using lsr::Outcome;
using lsr::Policy;
using lsr::PolicyChoices;
using lsr::Report;
using lsr::ScanCheck;
using lsr::ScanCoverage;
using lsr::Status;
using lsr::to_text;
using lsr::test::at;
using lsr::test::day;
using lsr::test::Heard;
using lsr::test::judged;
using lsr::test::report_of;
using lsr::test::WrittenLog;

namespace {

using Files = WrittenLog::Files;

/// The policy of SPEC's default, by the clock of Greenwich: what is tested here knows no zones.
PolicyChoices in_utc() {
  PolicyChoices choices;
  choices.time_zone = "UTC";
  return choices;
}

PolicyChoices with_scan_check(ScanCheck check) {
  PolicyChoices choices = in_utc();
  choices.scan_check = check;
  return choices;
}

PolicyChoices by(lsr::ShipByRule rule) {
  PolicyChoices choices = in_utc();
  choices.ship_by = rule;
  return choices;
}

PolicyChoices without_holidays() {
  PolicyChoices choices = in_utc();
  choices.holidays = "none";
  return choices;
}

bool says(const Report& report, const std::string& part) {
  return std::any_of(report.notes.begin(), report.notes.end(),
                     [&](const auto& note) { return note.find(part) != std::string::npos; });
}

const std::string as_of = "2026-03-31T18:00:00+00:00";

// Bought Monday 23 March with handling time 2: due Wednesday the 25th.
const std::string plain_head = "order-id,purchase-date,handling-time,confirm-date\n";
const std::string good = "2026-03-23T09:00:00Z,2,2026-03-24T09:00:00Z\n";
const std::string late = "2026-03-23T09:00:00Z,2,\n";
const std::string scan_head = "order-id,purchase-date,handling-time,confirm-date,tracking-number,first-scan-date\n";
const std::string scanned = "2026-03-23T09:00:00Z,2,2026-03-24T09:00:00Z,T,2026-03-24T20:00:00Z\n";
const std::string given_head = "order-id,purchase-date,handling-time,ship-by-date,confirm-date\n";

}  // namespace

TEST_CASE("what every report has to say") {
  struct Case {
    const char* sentence;
    Files files;
    PolicyChoices choices;
    std::string as_of;
    AsOf as_of_is;
    const char* part;  // of a note
    bool said;
  };
  const std::string now = as_of;
  const std::vector<Case> cases{
      // SPEC 4: for how many files scans were not checked.
      {"one file without a first-scan column",
       {{"a.csv", plain_head + "A," + good}},
       in_utc(),
       now,
       AsOf::given,
       "Scans were not checked for 1 of 1 file",
       true},
      {"two of three",
       {{"a.csv", plain_head + "A," + good},
        {"b.csv", scan_head + "B," + scanned},
        {"c.csv", plain_head + "C," + good}},
       in_utc(),
       now,
       AsOf::given,
       "Scans were not checked for 2 of 3 files",
       true},
      {"none to complain of",
       {{"b.csv", scan_head + "B," + scanned}},
       in_utc(),
       now,
       AsOf::given,
       "Scans were not checked",
       false},
      {"--scan-check off silences it",
       {{"a.csv", plain_head + "A," + good}},
       with_scan_check(ScanCheck::off),
       now,
       AsOf::given,
       "Scans were not checked",
       false},

      // SPEC 9: a ship date stands in for the confirm.
      {"a file whose only confirm is a ship date",
       {{"fulfilled.csv", "order-id,purchase-date,handling-time,ship-date\nA," + good}},
       in_utc(),
       now,
       AsOf::given,
       "fulfilled.csv: a ship date stands in for the confirm",
       true},
      {"a confirm column of its own beside it",
       {{"a.csv",
         "order-id,purchase-date,handling-time,confirm-date,ship-date\n"
         "A,2026-03-23T09:00:00Z,2,2026-03-24T09:00:00Z,2026-03-25\n"}},
       in_utc(),
       now,
       AsOf::given,
       "stands in for the confirm",
       false},
      {"no confirm column at all",
       {{"a.csv", "order-id,purchase-date,handling-time\nA,2026-03-23T09:00:00Z,2\n"}},
       in_utc(),
       now,
       AsOf::given,
       "stands in for the confirm",
       false},

      // SPEC 2: where the habit alone decided the order of dates.
      {"only open dates: the habit decided",
       {{"open.csv", "order-id,purchase-date,handling-time\nA,03/04/2026,2\n"}},
       in_utc(),
       now,
       AsOf::given,
       "purchase-date were read month first",
       true},
      {"one date above 12 decides",
       {{"a.csv", "order-id,purchase-date,handling-time\nA,03/04/2026,2\nB,03/23/2026,2\n"}},
       in_utc(),
       now,
       AsOf::given,
       "habit",
       false},
      {"another column of the file decides",
       {{"a.csv", plain_head + "A,03/04/2026,2,23/03/2026\n"}},
       in_utc(),
       now,
       AsOf::given,
       "habit",
       false},
      {"dates that leave nothing open",
       {{"a.csv", plain_head + "A," + good}},
       in_utc(),
       now,
       AsOf::given,
       "habit",
       false},

      // SPEC 3: holidays are known for 2015–2035.
      {"a purchase before them",
       {{"a.csv", plain_head + "A,2014-12-30T09:00:00Z,2,\n"}},
       in_utc(),
       now,
       AsOf::given,
       "2015 to 2035",
       true},
      {"a ship-by day after them",
       {{"a.csv", plain_head + "A,2035-12-31T09:00:00Z,2,\n"}},
       in_utc(),
       "2036-03-01T00:00:00+00:00",
       AsOf::given,
       "2015 to 2035",
       true},
      {"the first and the last of them are in",
       {{"a.csv", plain_head + "A,2015-01-01T09:00:00Z,2,\nB,2035-12-26T09:00:00Z,2,\n"}},
       in_utc(),
       "2036-03-01T00:00:00+00:00",
       AsOf::given,
       "2015 to 2035",
       false},
      {"not with --holidays none",
       {{"a.csv", plain_head + "A,2014-12-30T09:00:00Z,2,\n"}},
       without_holidays(),
       now,
       AsOf::given,
       "2015 to 2035",
       false},

      // SPEC 3: how many used the given date, for how many both are known, how many differ.
      {"three given, two of them with both known, one of another day",
       {{"a.csv", given_head + "A,2026-03-23T09:00:00Z,2,2026-03-25T10:00:00Z,\n"
                               "B,2026-03-23T09:00:00Z,2,2026-03-26T10:00:00Z,\n"
                               "C,2026-03-23T09:00:00Z,,2026-03-26T10:00:00Z,\n"
                               "D,2026-03-23T09:00:00Z,2,,\n"}},
       in_utc(),
       now,
       AsOf::given,
       "3 orders used the marketplace's own ship-by date; for 2 both it and the rule's are known, and 1 of these "
       "differ",
       true},
      {"--ship-by computed uses the given date only where the rule cannot be computed",
       {{"a.csv", given_head + "A,2026-03-23T09:00:00Z,2,2026-03-25T10:00:00Z,\n"
                               "B,2026-03-23T09:00:00Z,2,2026-03-26T10:00:00Z,\n"
                               "C,2026-03-23T09:00:00Z,,2026-03-26T10:00:00Z,\n"}},
       by(lsr::ShipByRule::computed),
       now,
       AsOf::given,
       "1 order used the marketplace's own ship-by date; for 2 both it and the rule's are known, and 1 of these differ",
       true},
      {"no given date anywhere",
       {{"a.csv", plain_head + "A," + good}},
       in_utc(),
       now,
       AsOf::given,
       "marketplace's own ship-by date",
       false},

      // SPEC 6: orders were judged but none is in any window.
      {"all are due long before",
       {{"a.csv", plain_head + "A," + good}},
       in_utc(),
       "2026-09-01T00:00:00+00:00",
       AsOf::given,
       "No order lies in any window",
       true},
      {"all are due after the as-of day",
       {{"a.csv", plain_head + "A,2026-03-31T09:00:00Z,2,\n"}},
       in_utc(),
       now,
       AsOf::given,
       "No order lies in any window",
       true},
      {"one is in a window",
       {{"a.csv", plain_head + "A," + good}},
       in_utc(),
       now,
       AsOf::given,
       "No order lies in any window",
       false},
      {"an open order in a window is one",
       {{"a.csv", plain_head + "A,2026-03-30T09:00:00Z,1,\n"}},
       in_utc(),
       now,
       AsOf::given,
       "No order lies in any window",
       false},
      {"no order was judged",
       {{"a.csv", plain_head}},
       in_utc(),
       now,
       AsOf::given,
       "No order lies in any window",
       false},

      // SPEC 2: now lies more than 24 hours after the latest instant of the log.
      {"a day and a second after the latest instant",
       {{"a.csv", plain_head + "A," + good}},
       in_utc(),
       "2026-03-25T09:00:01+00:00",
       AsOf::now,
       "The log ends 2026-03-24T09:00:00+00:00, more than 24 hours ago",
       true},
      {"exactly 24 hours are not more than 24 hours",
       {{"a.csv", plain_head + "A," + good}},
       in_utc(),
       "2026-03-25T09:00:00+00:00",
       AsOf::now,
       "24 hours",
       false},
      {"who names the as-of knows it",
       {{"a.csv", plain_head + "A," + good}},
       in_utc(),
       "2026-03-31T09:00:01+00:00",
       AsOf::given,
       "24 hours",
       false},
      {"a log without any instant does not end", {{"a.csv", plain_head}}, in_utc(), now, AsOf::now, "24 hours", false},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    const Policy policy = lsr::make_policy(c.choices);
    const Report report = report_of(WrittenLog{c.files}, policy, at(c.as_of), c.as_of_is);
    for (const auto& note : report.notes) UNSCOPED_INFO("note: " << note);
    CHECK(says(report, c.part) == c.said);
  }
}

TEST_CASE("the note on holidays is said once, however many days lie outside") {
  const WrittenLog log{{"a.csv", plain_head + "A,2014-12-30T09:00:00Z,2,\nB,2013-12-30T09:00:00Z,2,\n"},
                       {"b.csv", plain_head + "C,2012-12-31T09:00:00Z,2,\n"}};
  const Report report = report_of(log, lsr::make_policy(in_utc()), at(as_of));
  CHECK(std::count_if(report.notes.begin(), report.notes.end(),
                      [](const auto& note) { return note.find("2035") != std::string::npos; }) == 1);
}

TEST_CASE("for which files scans were checked") {
  struct Case {
    const char* sentence;
    Files files;
    ScanCheck check;
    const char* expected;
  };
  const Files with{{"b.csv", scan_head + "B," + scanned}};
  const Files without{{"a.csv", plain_head + "A," + good}};
  const Files both{with.front(), without.front()};
  const std::vector<Case> cases{
      {"all", with, ScanCheck::automatic, "checked"},
      {"some", both, ScanCheck::automatic, "partly"},
      {"none", without, ScanCheck::automatic, "no-data"},
      {"required, and there", with, ScanCheck::required, "checked"},
      {"switched off", both, ScanCheck::off, "off"},
      {"a column without a value is one", {{"c.csv", scan_head}}, ScanCheck::automatic, "checked"},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    const Policy policy = lsr::make_policy(with_scan_check(c.check));
    CHECK(name(report_of(WrittenLog{c.files}, policy, at(as_of)).input.scan_check) == c.expected);
  }
  // --scan-check required makes it an input error.
  const Policy required = lsr::make_policy(with_scan_check(ScanCheck::required));
  Heard heard;
  try {
    judge_log(WrittenLog{both}.sources(), required, {}, at(as_of), OrderBook::Keep::outcomes, heard);
    FAIL("a file without first scans was taken");
  } catch (const lsr::Error& error) {
    CHECK(error.kind() == lsr::Error::Kind::input);
    CHECK_THAT(error.what(), Catch::StartsWith("a.csv: "));
  }
}

TEST_CASE("each oddity is one warning") {
  // purchase, handling time, given ship-by, confirm, scan, cancel, status
  const std::string head =
      "order-id,purchase-date,handling-time,ship-by-date,confirm-date,first-scan-date,cancel-date,"
      "status,ready-date\n";
  // Keeps the columns from being empty in all rows.
  const std::string usual = "Z,2026-03-23T09:00:00Z,2,,2026-03-24T09:00:00Z,2026-03-24T20:00:00Z,,,\n";
  struct Case {
    const char* sentence;
    Files files;
    std::uint64_t expected;
  };
  const auto one = [&](const std::string& row) { return Files{{"a.csv", head + usual + row}}; };
  const std::vector<Case> cases{
      {"nothing odd", one(""), 0},
      {"confirmed before purchased", one("A,2026-03-23T09:00:00Z,2,,2026-03-23T08:59:59Z,,,,\n"), 1},
      {"confirmed at the very second", one("A,2026-03-23T09:00:00Z,2,,2026-03-23T09:00:00Z,,,,\n"), 0},
      {"by the day, where one of the two is known only by its day", one("A,2026-03-23T09:00:00Z,2,,2026-03-23,,,,\n"),
       0},
      {"and a day too early by the day", one("A,2026-03-23T00:00:00Z,2,,2026-03-22,,,,\n"), 1},
      {"scanned before purchased", one("A,2026-03-23T09:00:00Z,2,,2026-03-24T09:00:00Z,2026-03-22T09:00:00Z,,,\n"), 1},
      {"a scan before the confirm is fine",
       one("A,2026-03-23T09:00:00Z,2,,2026-03-24T09:00:00Z,2026-03-23T10:00:00Z,,,\n"), 0},
      {"cancelled before purchased", one("A,2026-03-23T09:00:00Z,2,,,,2026-03-22T09:00:00Z,,\n"), 1},
      {"due before purchased", one("A,2026-03-23T09:00:00Z,2,2026-03-22T09:00:00Z,,,,,\n"), 1},
      {"due on the day of the purchase, by the day", one("A,2026-03-23T09:00:00Z,2,2026-03-23,,,,,\n"), 0},
      {"two oddities of one row are two",
       one("A,2026-03-23T09:00:00Z,2,,2026-03-22T09:00:00Z,2026-03-22T10:00:00Z,,,\n"), 2},
      {"one oddity of two rows is two",
       one("A,2026-03-23T09:00:00Z,2,,2026-03-22T09:00:00Z,,,,\n"
           "A,2026-03-23T09:00:00Z,2,,2026-03-22T09:00:00Z,,,,\n"),
       2},
      {"a cancelled status without a date on a row that was confirmed",
       one("A,2026-03-23T09:00:00Z,2,,2026-03-24T09:00:00Z,,,Cancelled,\n"), 1},
      {"on one that was not", one("A,2026-03-23T09:00:00Z,2,,,,,Cancelled,\n"), 0},
      {"with a date", one("A,2026-03-23T09:00:00Z,2,,2026-03-24T09:00:00Z,,2026-03-25,Cancelled,\n"), 0},
      {"a ready date that cannot be read", one("A,2026-03-23T09:00:00Z,2,,,,,,soon\n"), 1},
      {"a handling time that cannot be read beside a given date that is used",
       one("A,2026-03-23T09:00:00Z,two,2026-03-25,,,,,\n"), 1},
      {"odd excluded rows count, too", one("A,2026-03-23T09:00:00Z,2,,,2026-03-22T09:00:00Z,,Cancelled,\n"), 1},
      {"a rejected row is no warning, however odd", one("A,2026-03-23T09:00:00Z,two,,2026-03-22T09:00:00Z,,,,\n"), 0},
      {"the header repeated", one(head + "A,2026-03-23T09:00:00Z,2,,,,,,\n"), 1},
      {"the header repeated twice", one(head + head), 2},
      {"a ready column that contradicts itself",
       one("A,2026-03-23T09:00:00Z,2,,,,,,13/04/2026\nB,2026-03-23T09:00:00Z,2,,,,,,04/13/2026\n"), 1},
      {"a confirm column without a single value",
       {{"a.csv", plain_head + "A,2026-03-23T09:00:00Z,2,\nB,2026-03-23T09:00:00Z,2,\n"}},
       1},
      {"a first-scan column without a single value",
       {{"a.csv", scan_head + "A,2026-03-23T09:00:00Z,2,2026-03-24T09:00:00Z,T,\n"}},
       1},
      {"two columns with one name",
       {{"a.csv",
         "order-id,purchase-date,handling-time,purchase_date\n"
         "A,2026-03-23T09:00:00Z,2,2026-03-24\n"}},
       1},
      {"a file whose latest purchase is older than that of the one before",
       {{"a.csv", plain_head + "A," + good}, {"b.csv", plain_head + "B,2026-03-22T09:00:00Z,2,2026-03-24\n"}},
       1},
      {"the older one first is as it should be",
       {{"b.csv", plain_head + "B,2026-03-22T09:00:00Z,2,2026-03-24\n"}, {"a.csv", plain_head + "A," + good}},
       0},
      {"a log that is read twice, since a date is open, is warned of once",
       one("B,2026-03-23T09:00:00Z,2,,2026-03-22T09:00:00Z,,,,\n"
           "A,02/03/2026,2,,,,,,\nB,02/23/2026,2,,,,,,\n"),
       1},
  };
  const Policy policy = lsr::make_policy(in_utc());
  for (const auto& c : cases) {
    INFO(c.sentence);
    Heard heard;
    const WrittenLog log{c.files};
    const JudgedLog result = judge_log(log.sources(), policy, {}, at(as_of), OrderBook::Keep::outcomes, heard);
    for (const auto& warning : heard.warnings) UNSCOPED_INFO("warning: " << warning.what);
    CHECK(result.warnings == c.expected);
    CHECK(heard.warnings.size() == c.expected);
    CHECK(make_report(result, policy, at(as_of), AsOf::given).input.warnings == c.expected);
  }
}

TEST_CASE("the warning on an empty confirm column names another one that has values") {
  const WrittenLog log{{"a.csv",
                        "order-id,purchase-date,handling-time,confirm-date,ship-date\n"
                        "A,2026-03-23T09:00:00Z,2,,2026-03-24T09:00:00Z\n"}};
  Heard heard;
  judge_log(log.sources(), lsr::make_policy(in_utc()), {}, at(as_of), OrderBook::Keep::outcomes, heard);
  REQUIRE(heard.warnings.size() == 1);
  CHECK(heard.warnings[0].line == 0);
  CHECK_THAT(heard.warnings[0].what, Catch::Contains("--map confirm-date=") && Catch::Contains("\"ship-date\""));
}

TEST_CASE("the latest thing that had happened by as-of") {
  const std::string head =
      "order-id,purchase-date,handling-time,ship-by-date,confirm-date,first-scan-date,cancel-date,"
      "fulfillment-channel\n";
  struct Case {
    const char* sentence;
    std::string rows;
    std::string as_of;
    std::optional<std::string> expected;
  };
  const std::vector<Case> cases{
      {"a purchase", "A,2026-03-23T09:00:00Z,2,,,,,\n", as_of, "2026-03-23T09:00:00+00:00"},
      {"a confirm", "A,2026-03-23T09:00:00Z,2,,2026-03-24T09:00:00Z,,,\n", as_of, "2026-03-24T09:00:00+00:00"},
      {"a scan", "A,2026-03-23T09:00:00Z,2,,2026-03-24T09:00:00Z,2026-03-25T09:00:00Z,,\n", as_of,
       "2026-03-25T09:00:00+00:00"},
      {"a cancellation", "A,2026-03-23T09:00:00Z,2,,2026-03-24T09:00:00Z,,2026-03-26T09:00:00Z,\n", as_of,
       "2026-03-26T09:00:00+00:00"},
      {"a ship-by date has not happened", "A,2026-03-23T09:00:00Z,2,2026-03-29T09:00:00Z,,,,\n", as_of,
       "2026-03-23T09:00:00+00:00"},
      {"a day alone by its first second", "A,2026-03-23T09:00:00Z,2,,2026-03-24,,,\n", as_of,
       "2026-03-24T00:00:00+00:00"},
      {"what is after as-of has not happened", "A,2026-03-23T09:00:00Z,2,,2026-03-24T09:00:01Z,,,\n",
       "2026-03-24T09:00:00+00:00", "2026-03-23T09:00:00+00:00"},
      {"what is at as-of has", "A,2026-03-23T09:00:00Z,2,,2026-03-24T09:00:00Z,,,\n", "2026-03-24T09:00:00+00:00",
       "2026-03-24T09:00:00+00:00"},
      {"the latest, not the last", "A,2026-03-25T09:00:00Z,2,,,,,\nB,2026-03-23T09:00:00Z,2,,,,,\n", as_of,
       "2026-03-25T09:00:00+00:00"},
      {"accepted rows of any verdict", "A,2026-03-25T09:00:00Z,2,,,,,Amazon\n", as_of, "2026-03-25T09:00:00+00:00"},
      {"a rejected row has none", "A,2026-03-25T09:00:00Z,two,,,,,\nB,2026-03-23T09:00:00Z,2,,,,,\n", as_of,
       "2026-03-23T09:00:00+00:00"},
      {"nothing happened yet", "A,2026-04-25T09:00:00Z,2,,,,,\n", as_of, std::nullopt},
      {"no rows", "", as_of, std::nullopt},
  };
  const Policy policy = lsr::make_policy(in_utc());
  for (const auto& c : cases) {
    INFO(c.sentence);
    const Report report = report_of(WrittenLog{{"a.csv", head + c.rows}}, policy, at(c.as_of));
    REQUIRE(report.input.latest.has_value() == c.expected.has_value());
    if (c.expected) CHECK(to_text(*report.input.latest, policy.zone) == *c.expected);
  }
}

TEST_CASE("a report is complete where no row was rejected") {
  const Policy policy = lsr::make_policy(in_utc());
  struct Case {
    const char* sentence;
    Files files;
    bool complete;
    std::uint64_t rows;
    std::uint64_t rejected;
    std::uint64_t orders;
    std::uint64_t incomplete;
  };
  const std::vector<Case> cases{
      {"all rows were read", {{"a.csv", plain_head + "A," + good + "B," + late}}, true, 2, 0, 2, 0},
      {"a header without rows is no fault", {{"a.csv", plain_head}}, true, 0, 0, 0, 0},
      {"one row of two was rejected", {{"a.csv", plain_head + "A," + good + "A,2026-02-30,2,\n"}}, false, 2, 1, 1, 1},
      {"blank records and repeated headers are no rows",
       {{"a.csv", plain_head + "\n,,,\n" + plain_head + "A," + good}},
       true,
       1,
       0,
       1,
       0},
      {"a rejected row that a later file healed leaves the report incomplete, the order not",
       {{"a.csv", plain_head + "A,2026-02-30,2,\n"}, {"b.csv", plain_head + "A," + good}},
       false,
       2,
       1,
       1,
       0},
      {"a fault of shape makes the report incomplete, and no order",
       {{"a.csv", plain_head + "A," + good + "A,too,few\n"}},
       false,
       2,
       1,
       1,
       0},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    const Report report = report_of(WrittenLog{c.files}, policy, at(as_of));
    CHECK(report.complete == c.complete);
    CHECK(report.input.rows == c.rows);
    CHECK(report.input.rejected == c.rejected);
    CHECK(report.input.orders == c.orders);
    CHECK(report.input.incomplete_orders == c.incomplete);
    REQUIRE(report.input.files.size() == c.files.size());
    for (std::size_t i = 0; i < c.files.size(); ++i) {
      CHECK(report.input.files[i].name == c.files[i].first);
    }
  }
}

TEST_CASE("the report is over if any window is, else within if any is, else no data") {
  // Due 25 March, and so in the window of ten days; due 5 March, and so only in that of thirty.
  const std::string recent = "2026-03-23T09:00:00Z,2,";
  const std::string older = "2026-03-03T09:00:00Z,2,";
  const std::string ahead = "2026-03-31T09:00:00Z,2,";
  struct Case {
    const char* sentence;
    std::string rows;
    std::array<Status, 2> windows;
    Status expected;
  };
  const std::vector<Case> cases{
      {"over in both", "A," + recent + "\n", {Status::over, Status::over}, Status::over},
      {"over in the longer alone",
       "A," + recent + "2026-03-24\nB," + older + "\n",
       {Status::within, Status::over},
       Status::over},
      {"over in the longer, nothing in the shorter",
       "B," + older + "\n",
       {Status::no_data, Status::over},
       Status::over},
      {"within in the longer, nothing in the shorter",
       "B," + older + "2026-03-04\n",
       {Status::no_data, Status::within},
       Status::within},
      {"within in both", "A," + recent + "2026-03-24\n", {Status::within, Status::within}, Status::within},
      {"only what is due after the as-of day",
       "A," + ahead + "2026-03-31T10:00:00Z\n",
       {Status::no_data, Status::no_data},
       Status::no_data},
      {"nothing at all", "", {Status::no_data, Status::no_data}, Status::no_data},
  };
  const Policy policy = lsr::make_policy(in_utc());
  for (const auto& c : cases) {
    INFO(c.sentence);
    const Report report = report_of(WrittenLog{{"a.csv", plain_head + c.rows}}, policy, at(as_of));
    REQUIRE(report.windows.size() == 2);
    CHECK(report.windows[0].days == 10);
    CHECK(report.windows[0].status == c.windows[0]);
    CHECK(report.windows[1].days == 30);
    CHECK(report.windows[1].status == c.windows[1]);
    CHECK(report.status == c.expected);
  }
}

TEST_CASE("windows replace the default ones, in the order given") {
  PolicyChoices choices = in_utc();
  choices.windows = {60, 1, 7, 7};
  const Report report =
      report_of(WrittenLog{{"a.csv", plain_head + "A," + good}}, lsr::make_policy(choices), at(as_of));
  std::vector<int> days;
  for (const auto& window : report.windows) days.push_back(window.days);
  CHECK(days == choices.windows);
}

TEST_CASE("what is due after the as-of day is in the totals, ahead, and in no window") {
  const std::string rows =
      "A,2026-03-30T09:00:00Z,1,\n"                       // due on the as-of day: open
      "B,2026-03-31T09:00:00Z,1,\n"                       // due the day after: open
      "C,2026-03-31T09:00:00Z,1,2026-03-31T10:00:00Z\n"   // … and confirmed already
      "D,2026-03-31T09:00:00Z,9,2026-03-31T10:00:00Z\n";  // … later still
  const Report report = report_of(WrittenLog{{"a.csv", plain_head + rows}}, lsr::make_policy(in_utc()), at(as_of));
  CHECK(report.totals.orders() == 4);
  CHECK(report.totals.on_time() == 2);
  CHECK(report.ahead.orders() == 3);
  CHECK(report.ahead.on_time() == 2);
  CHECK(report.ahead.open() == 1);
  CHECK(report.ahead.late() == 0);
  for (const auto& window : report.windows) CHECK(window.counts.orders() == 1);
}

TEST_CASE("the as-of day is a civil day of the policy's zone") {
  PolicyChoices los_angeles;
  // In Los Angeles it is still 30 March.
  const Report report = report_of(WrittenLog{{"a.csv", plain_head + "A," + good}}, lsr::make_policy(los_angeles),
                                  at("2026-03-31T06:59:59+00:00"));
  CHECK(to_text(report.windows.front().to) == "2026-03-30");
  CHECK(to_text(report.windows.front().from) == "2026-03-21");
}

namespace {

std::string random_row(std::mt19937& random) {
  const auto below = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
  const auto date = [&](unsigned first, unsigned days) {
    const lsr::Day which = day("2026-03-01") + date::days{static_cast<int>(first + below(days))};
    return to_text(which) + (below(3) == 0 ? "" : "T0" + std::to_string(below(10)) + ":00:00Z");
  };
  const std::array<std::string, 8> channels{"", "", "", "", "", "Merchant", "AFN", "Amazon"};
  const std::array<std::string, 8> statuses{"", "", "", "", "", "Pending", "Cancelled", "Shipping"};
  std::string row = "order " + std::to_string(below(40)) + ',';
  row += (below(3) == 0 ? "" : std::to_string(below(3))) + ',';
  row += (below(12) == 0 ? "2026-02-30" : date(0, 36)) + ',';
  row += std::to_string(below(4)) + ',';
  row += (below(3) == 0 ? date(4, 36) : "") + ',';
  row += (below(3) == 0 ? "" : date(2, 36)) + ',';
  row += (below(3) == 0 ? "" : date(2, 36)) + ',';
  row += (below(12) == 0 ? date(2, 36) : "") + ',';
  return row + statuses.at(below(8)) + ',' + channels.at(below(8)) + '\n';
}

}  // namespace

TEST_CASE("the counts of a report add up, over random logs") {
  const std::string head =
      "order-id,order-item-id,purchase-date,handling-time,ship-by-date,confirm-date,"
      "first-scan-date,cancel-date,status,fulfillment-channel\n";
  std::mt19937 random{31};
  const Policy policy = lsr::make_policy(in_utc());
  struct {
    std::uint64_t future = 0, amazon = 0, cancelled = 0, pending = 0, rejected = 0, incomplete = 0, superseded = 0,
                  disagree = 0, ahead = 0;
  } seen;
  for (int round = 0; round < 60; ++round) {
    Files files;
    for (std::size_t i = 0, count = 1 + random() % 3; i < count; ++i) {
      std::string text = head;
      for (std::size_t k = 0, rows = random() % 60; k < rows; ++k) text += random_row(random);
      files.emplace_back(std::to_string(i) + ".csv", text);
    }
    const Report report = report_of(WrittenLog{files}, policy, at(as_of));
    const auto& input = report.input;
    const auto& totals = report.totals;
    const auto excluded = input.amazon_fulfilled + input.cancelled + input.pending;
    REQUIRE(input.orders == totals.orders() + excluded + input.future);
    REQUIRE(totals.orders() == totals.late() + totals.on_time() + totals.open());
    REQUIRE(totals.decided() == totals.late() + totals.on_time());
    REQUIRE(input.given + input.computed == totals.orders());
    REQUIRE(input.disagree <= input.compared);
    REQUIRE(input.compared <= totals.orders());
    REQUIRE(input.incomplete_orders <= input.orders);
    REQUIRE(input.superseded <= input.orders);
    REQUIRE(report.complete == (input.rejected == 0));
    std::uint64_t rows = 0;
    std::uint64_t rejected = 0;
    for (const auto& file : input.files) {
      rows += file.rows;
      rejected += file.rejected;
    }
    REQUIRE(rows == input.rows);
    REQUIRE(rejected == input.rejected);
    for (const auto& window : report.windows) {
      const auto& counts = window.counts;
      REQUIRE(counts.orders() == counts.late() + counts.on_time() + counts.open());
      REQUIRE(counts.orders() + report.ahead.orders() <= totals.orders());
    }
    seen.future += input.future;
    seen.amazon += input.amazon_fulfilled;
    seen.cancelled += input.cancelled;
    seen.pending += input.pending;
    seen.rejected += input.rejected;
    seen.incomplete += input.incomplete_orders;
    seen.superseded += input.superseded;
    seen.disagree += input.disagree;
    seen.ahead += report.ahead.orders();
  }
  // Sums of nothing would add up, too.
  CHECK(seen.future > 0);
  CHECK(seen.amazon > 0);
  CHECK(seen.cancelled > 0);
  CHECK(seen.pending > 0);
  CHECK(seen.rejected > 0);
  CHECK(seen.incomplete > 0);
  CHECK(seen.superseded > 0);
  CHECK(seen.disagree > 0);
  CHECK(seen.ahead > 0);
}

TEST_CASE("reports on logs that share no order add up") {
  std::mt19937 random{32};
  const std::string head =
      "order-id,order-item-id,purchase-date,handling-time,ship-by-date,confirm-date,"
      "first-scan-date,cancel-date,status,fulfillment-channel\n";
  const Policy policy = lsr::make_policy(in_utc());
  for (int round = 0; round < 30; ++round) {
    std::string whole = head;
    std::array<std::string, 2> parts{head, head};
    for (int i = 0; i < 60; ++i) {
      const std::string row = random_row(random);
      whole += row;
      // By the order, so that the parts share none.
      parts.at(std::hash<std::string>{}(row.substr(0, row.find(','))) % 2) += row;
    }
    const Report all = report_of(WrittenLog{{"a.csv", whole}}, policy, at(as_of));
    const Report first = report_of(WrittenLog{{"a.csv", parts[0]}}, policy, at(as_of));
    const Report second = report_of(WrittenLog{{"a.csv", parts[1]}}, policy, at(as_of));
    lsr::Counts totals = first.totals;
    totals += second.totals;
    REQUIRE(totals == all.totals);
    for (std::size_t i = 0; i < all.windows.size(); ++i) {
      lsr::Counts counts = first.windows[i].counts;
      counts += second.windows[i].counts;
      REQUIRE(counts == all.windows[i].counts);
    }
    REQUIRE(first.input.orders + second.input.orders == all.input.orders);
  }
}
