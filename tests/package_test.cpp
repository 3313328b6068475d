#include "lsr/package.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lsr/judged_log.hpp"
#include "time_literals.hpp"
#include "written_log.hpp"

namespace {

using lsr::OrderBook;
using lsr::OrderRow;
using lsr::ScanBook;
using lsr::Shipment;
using lsr::test::at;
using lsr::test::utc;
using lsr::test::WrittenLog;

// Monday the 2nd, due on Wednesday the 4th.
const char* const in_time = "2026-03-03T12:00:00+00:00";
const char* const too_late = "2026-03-05T12:00:00+00:00";

OrderRow row_of(const char* item, const char* tracking, const char* confirmed, const char* scanned) {
  OrderRow row;
  row.order_id = "A1";
  row.item_id = item;
  row.tracking_number = tracking;
  if (*confirmed != '\0') row.confirmed = lsr::exactly(at(confirmed));
  if (*scanned != '\0') row.first_scan = lsr::exactly(at(scanned));
  row.file = 0;
  row.line = 5;
  row.handling_time = 2;
  return row;
}

Shipment shipment_of(const char* tracking, const char* confirmed) {
  Shipment shipment;
  shipment.file = 1;
  shipment.line = 9;
  shipment.order_id = "A1";
  shipment.tracking_number = tracking;
  shipment.confirmed = lsr::exactly(at(confirmed));
  return shipment;
}

/// "T1 confirmed 03T12 scanned 04T12; ", its day and hour of March, or "-".
std::string shown(const std::vector<OrderRow>& packages) {
  const auto hour = [](const std::optional<lsr::Moment>& moment) {
    return moment ? utc(moment->first).substr(8, 5) : std::string{"-"};
  };
  std::string text;
  for (const OrderRow& each : packages) {
    if (!text.empty()) text += ", ";
    text += (each.tracking_number.empty() ? "-" : std::string{each.tracking_number}) + " " + hour(each.confirmed) +
            " " + hour(each.first_scan) + (each.shipment ? "" : " itself");
    CHECK(each.order_id == "A1");
    CHECK(each.line == 5);
    CHECK(each.handling_time == 2);
    if (each.shipment) CHECK(each.shipment->line == 9);
  }
  return text;
}

}  // namespace

TEST_CASE("package: a shipment belongs to the rows of its item, or to all", "[package]") {
  struct Case {
    const char* of_shipment;
    const char* of_row;
    bool belongs;
  };
  for (const Case& each : {Case{"I1", "I1", true}, Case{"I1", "I2", false}, Case{"", "I1", true}, Case{"I1", "", true},
                           Case{"", "", true}, Case{"i1", "I1", false}}) {
    INFO(each.of_shipment << " and " << each.of_row);
    Shipment shipment = shipment_of("T1", in_time);
    shipment.item_id = each.of_shipment;
    CHECK(lsr::belongs(shipment, row_of(each.of_row, "", "", "")) == each.belongs);
  }
}

TEST_CASE("package: the packages of a row", "[package]") {
  const char* const scan = "2026-03-04T12:00:00+00:00";
  struct Case {
    const char* name;
    OrderRow row;
    std::vector<Shipment> shipments;
    const char* packages;  ///< tracking number, confirm, first scan
  };
  const std::vector<Case> cases{
      {"without shipments a row is its own", row_of("", "T1", in_time, scan), {}, "T1 03T12 04T12 itself"},
      {"one without anything, too", row_of("", "", "", ""), {}, "- - - itself"},
      {"a shipment gives confirm and number", row_of("", "", "", ""), {shipment_of("T1", in_time)}, "T1 03T12 -"},
      {"two shipments are two packages, in their order",
       row_of("", "", "", ""),
       {shipment_of("T2", too_late), shipment_of("T1", in_time)},
       "T2 05T12 -, T1 03T12 -"},
      {"a row with confirm and another number is one more",
       row_of("", "T9", too_late, ""),
       {shipment_of("T1", in_time)},
       "T1 03T12 -, T9 05T12 - itself"},
      {"without a confirm it is none", row_of("", "T9", "", ""), {shipment_of("T1", in_time)}, "T1 03T12 -"},
      {"without a number it is none", row_of("", "", too_late, ""), {shipment_of("T1", in_time)}, "T1 03T12 -"},
      {"with the number of one of them it is none, and that one's confirm counts",
       row_of("", "T1", too_late, ""),
       {shipment_of("T2", in_time), shipment_of("T1", in_time)},
       "T2 03T12 -, T1 03T12 -"},
      {"a package without a number takes the row's number and scan",
       row_of("", "T1", "", scan),
       {shipment_of("", in_time)},
       "T1 03T12 04T12"},
      {"and the row is then none more", row_of("", "T1", too_late, scan), {shipment_of("", in_time)}, "T1 03T12 04T12"},
      {"the row's scan belongs to the packages with its number",
       row_of("", "T1", "", scan),
       {shipment_of("T1", in_time), shipment_of("T2", in_time)},
       "T1 03T12 04T12, T2 03T12 -"},
      {"or to all where the row has none",
       row_of("", "", "", scan),
       {shipment_of("T1", in_time), shipment_of("T2", in_time)},
       "T1 03T12 04T12, T2 03T12 04T12"},
      {"a package without a number of a row without one has its scan",
       row_of("", "", "", scan),
       {shipment_of("", in_time)},
       "- 03T12 04T12"},
  };
  for (const auto& each : cases) {
    INFO(each.name);
    CHECK(shown(lsr::packages_of(each.row, each.shipments)) == each.packages);
  }
}

TEST_CASE("package: of two scans the earlier one counts", "[package]") {
  ScanBook scans{at("2026-03-20T00:00:00+00:00")};
  scans.add({"T1", lsr::exactly(at("2026-03-04T12:00:00+00:00"))});
  struct Case {
    const char* name;
    const char* number;
    const char* own;
    const char* package;
    const char* never;
  };
  const std::vector<Case> cases{
      {"only the carrier's", "T1", "", "T1 03T12 04T12 itself", ""},
      {"its own is earlier", "T1", "2026-03-04T11:00:00+00:00", "T1 03T12 04T11 itself", ""},
      {"the carrier's is earlier", "T1", "2026-03-04T13:00:00+00:00", "T1 03T12 04T12 itself", ""},
      {"another number, its own stays", "T2", "2026-03-04T13:00:00+00:00", "T2 03T12 04T13 itself", "T2"},
      {"another number, none", "T2", "", "T2 03T12 - itself", "T2"},
      {"no number, none", "", "", "- 03T12 - itself", ""},
      {"no number, its own stays", "", "2026-03-04T13:00:00+00:00", "- 03T12 04T13 itself", ""},
  };
  for (const auto& each : cases) {
    INFO(each.name);
    OrderRow row = row_of("", each.number, in_time, each.own);
    lsr::add_scan(row, scans);
    CHECK(shown({row}) == each.package);
    CHECK(row.never_scanned == each.never);
  }
}

// ---- the join, from files to orders -----------------------------------------------------------------------------

namespace {

/// "A1 on-time, B1 unconfirmed incomplete; rejected 1, warnings 2, unmatched 0 1"
std::string told(const WrittenLog& log, const std::string& as_of = "2026-03-20T00:00:00+00:00") {
  lsr::test::Heard heard;
  const lsr::Policy policy = lsr::make_policy({.time_zone = "UTC"});
  const auto result = lsr::judge_log(log.sources(), policy, {}, at(as_of), OrderBook::Keep::outcomes, heard);
  std::string text;
  result.book.visit([&](const lsr::Order& order) {
    const auto outcome = order.decider.outcome;
    if (!text.empty()) text += ", ";
    text += std::string{order.id} + " " +
            std::string{outcome == lsr::Outcome::on_time  ? "on-time"
                        : outcome == lsr::Outcome::future ? "future"
                                                          : name(outcome)} +
            (order.incomplete ? " incomplete" : "") + (order.superseded ? " superseded" : "");
  });
  CHECK(result.warnings == heard.warnings.size());
  std::uint64_t rejected = 0;
  for (const auto& file : result.facts.files) rejected += file.rejected;
  CHECK(rejected == heard.rejects.size());
  text += "; " + std::to_string(heard.rejects.size()) + " rejected, " + std::to_string(heard.warnings.size()) +
          " warned, " + std::to_string(result.facts.unmatched_shipments) + "+" +
          std::to_string(result.facts.unmatched_scans) + " unmatched";
  return text;
}

struct Joined {
  const char* name;
  WrittenLog::Files orders;
  WrittenLog::Files shipments;
  WrittenLog::Files scans;
  const char* told;
};

void check(const std::vector<Joined>& cases) {
  for (const auto& each : cases) {
    INFO(each.name);
    CHECK(told(WrittenLog{each.orders}.with_shipments(each.shipments).with_scans(each.scans)) == each.told);
  }
}

// SPEC §5's rows: order, item, bought on Monday the 2nd, due on Wednesday the 4th.
WrittenLog::Files orders(const std::string& rows, const std::string& later = "") {
  const std::string head = "order-id,order-item-id,purchase-date,handling-time,tracking-number,status\n";
  WrittenLog::Files files{{"orders.csv", head + rows}};
  if (!later.empty()) files.emplace_back("later.csv", head + later);
  return files;
}
std::string row(const std::string& order, const std::string& item, const std::string& status = "") {
  return order + "," + item + ",2026-03-02T12:00:00Z,2,," + status + "\n";
}
WrittenLog::Files shipments(const std::string& rows) {
  return {{"sent.csv", "order-id,order-item-id,confirm-date,tracking-number\n" + rows}};
}
std::string sent(const std::string& order, const std::string& item, const std::string& confirm = in_time,
                 const std::string& number = "") {
  return order + "," + item + "," + confirm + "," + number + "\n";
}

}  // namespace

// A file of shipments without rows has a confirm column without a value: that is the one warning where nothing was
// sent.

TEST_CASE("join: which rows a shipment belongs to", "[package][join]") {
  check({
      {"no shipment, no confirm",
       orders(row("A", "I1")),
       shipments(""),
       {},
       "A unconfirmed; 0 rejected, 1 warned, 0+0 unmatched"},
      {"both sides have the item",
       orders(row("A", "I1") + row("A", "I2")),
       shipments(sent("A", "I1") + sent("A", "I2")),
       {},
       "A on-time; 0 rejected, 0 warned, 0+0 unmatched"},
      {"one item was not sent",
       orders(row("A", "I1") + row("A", "I2")),
       shipments(sent("A", "I1")),
       {},
       "A unconfirmed; 0 rejected, 0 warned, 0+0 unmatched"},
      {"one item was sent late",
       orders(row("A", "I1") + row("A", "I2")),
       shipments(sent("A", "I1") + sent("A", "I2", too_late)),
       {},
       "A confirmed-late; 0 rejected, 0 warned, 0+0 unmatched"},
      {"an item is as bad as its worst package",
       orders(row("A", "I1")),
       shipments(sent("A", "I1", too_late, "T1") + sent("A", "I1", in_time, "T2")),
       {},
       "A confirmed-late; 0 rejected, 0 warned, 0+0 unmatched"},
      {"only the rows have item-ids",
       orders(row("A", "I1") + row("A", "I2")),
       shipments(sent("A", "")),
       {},
       "A on-time; 0 rejected, 0 warned, 0+0 unmatched"},
      {"only the shipments have item-ids",
       orders(row("A", "") + row("A", "")),
       shipments(sent("A", "I1")),
       {},
       "A on-time; 0 rejected, 0 warned, 0+0 unmatched"},
      {"one row has none",
       orders(row("A", "I1") + row("A", "")),
       shipments(sent("A", "I1")),
       {},
       "A on-time; 0 rejected, 0 warned, 0+0 unmatched"},
      {"an item-id of no row is for all of them, with a warning",
       orders(row("A", "I1") + row("A", "I2")),
       shipments(sent("A", "I9")),
       {},
       "A on-time; 0 rejected, 1 warned, 0+0 unmatched"},
      {"another order's item is of no row, too",
       orders(row("A", "I1") + row("B", "I9")),
       shipments(sent("A", "I9") + sent("B", "I9")),
       {},
       "A on-time, B on-time; 0 rejected, 1 warned, 0+0 unmatched"},
      {"the item-id of a rejected row is of that row alone",
       orders(row("A", "I1") + "A,I2,2026-02-30,2,,\n"),
       shipments(sent("A", "I2")),
       {},
       "A unconfirmed incomplete; 1 rejected, 0 warned, 0+0 unmatched"},
      {"the item-id of a replaced row is of that row alone",
       orders(row("A", "I1") + row("A", "I2"), row("A", "")),
       shipments(sent("A", "I2")),
       {},
       "A on-time superseded; 0 rejected, 0 warned, 0+0 unmatched"},
      {"of a replaced row, and none of those that stand",
       orders(row("A", "I1"), row("A", "I1") + row("A", "I3")),
       shipments(sent("A", "I1")),
       {},
       "A unconfirmed superseded; 0 rejected, 0 warned, 0+0 unmatched"},
  });
}

TEST_CASE("join: what Pending and Shipped mean hangs on shipments", "[package][join]") {
  check({
      {"pending",
       orders(row("A", "I1", "Pending")),
       shipments(""),
       {},
       "A pending; 0 rejected, 1 warned, 0+0 unmatched"},
      {"pending, and there are no shipments at all",
       orders(row("A", "I1", "Pending")),
       {},
       {},
       "A pending; 0 rejected, 0 warned, 0+0 unmatched"},
      {"pending, but sent in time",
       orders(row("A", "I1", "Pending")),
       shipments(sent("A", "I1")),
       {},
       "A on-time; 0 rejected, 0 warned, 0+0 unmatched"},
      {"pending, but sent late",
       orders(row("A", "I1", "Pending")),
       shipments(sent("A", "I1", too_late)),
       {},
       "A confirmed-late; 0 rejected, 0 warned, 0+0 unmatched"},
      {"pending, and another item was sent",
       orders(row("A", "I1", "Pending") + row("A", "I2")),
       shipments(sent("A", "I2")),
       {},
       "A on-time; 0 rejected, 0 warned, 0+0 unmatched"},
      {"pending needs no dates unless it was sent",
       orders("A,I1,,,,Pending\n" + row("B", "I1")),
       shipments(""),
       {},
       "A pending, B unconfirmed; 0 rejected, 1 warned, 0+0 unmatched"},
      {"pending and sent, without the dates",
       orders("A,I1,,,,Pending\n" + row("B", "I1")),
       shipments(sent("A", "I1") + sent("B", "I1")),
       {},
       "B on-time; 1 rejected, 0 warned, 1+0 unmatched"},
      {"shipped without a shipment",
       orders(row("A", "I1", "Shipped") + row("B", "I1")),
       shipments(sent("B", "I1")),
       {},
       "B on-time; 1 rejected, 0 warned, 0+0 unmatched"},
      {"shipped, and there are no shipments at all",
       orders(row("A", "I1", "Shipped") + row("B", "I1")),
       {},
       {},
       "B unconfirmed; 1 rejected, 0 warned, 0+0 unmatched"},
      {"shipped with a shipment",
       orders(row("A", "I1", "Shipped")),
       shipments(sent("A", "I1")),
       {},
       "A on-time; 0 rejected, 0 warned, 0+0 unmatched"},
      {"shipped, with a shipment of another item",
       orders(row("A", "I1", "Shipped") + row("A", "I2")),
       shipments(sent("A", "I2")),
       {},
       "A on-time incomplete; 1 rejected, 0 warned, 0+0 unmatched"},
      {"unshipped says nothing",
       orders(row("A", "I1", "Unshipped")),
       shipments(sent("A", "I1")),
       {},
       "A on-time; 0 rejected, 0 warned, 0+0 unmatched"},
  });
}

TEST_CASE("join: what is unmatched, and what is incomplete", "[package][join]") {
  const auto scans = [](const std::string& rows) {
    return WrittenLog::Files{{"scans.csv", "tracking-number,scan-time,event\n" + rows}};
  };
  const std::string scanned = ",2026-03-04T09:00:00Z,Accepted\n";
  check({
      {"a shipment of no order",
       orders(row("A", "I1")),
       shipments(sent("A", "I1") + sent("Z", "I1")),
       {},
       "A on-time; 0 rejected, 0 warned, 1+0 unmatched"},
      {"two of them are two",
       orders(row("A", "I1")),
       shipments(sent("Z", "I1") + sent("Z", "I2")),
       {},
       "A unconfirmed; 0 rejected, 0 warned, 2+0 unmatched"},
      {"of an order all of whose rows were rejected",
       orders(row("A", "I1") + "B,I1,2026-02-30,2,,\n"),
       shipments(sent("A", "I1") + sent("B", "I1")),
       {},
       "A on-time; 1 rejected, 0 warned, 1+0 unmatched"},
      {"a rejected shipment makes its order incomplete",
       orders(row("A", "I1") + row("B", "I1")),
       shipments(sent("A", "I1") + sent("A", "I1", "2026-02-30") + sent("B", "I1")),
       {},
       "A on-time incomplete, B on-time; 1 rejected, 0 warned, 0+0 unmatched"},
      {"a rejected shipment without an order-id makes none",
       orders(row("A", "I1")),
       shipments(sent("A", "I1") + sent("", "I1")),
       {},
       "A on-time; 1 rejected, 0 warned, 0+0 unmatched"},
      {"a rejected shipment of no order",
       orders(row("A", "I1")),
       shipments(sent("A", "I1") + sent("Z", "I1", "x")),
       {},
       "A on-time; 1 rejected, 0 warned, 0+0 unmatched"},
      {"a shipment scanned in time", orders(row("A", "I1")), shipments(sent("A", "I1", in_time, "T1")),
       scans("T1" + scanned), "A on-time; 0 rejected, 0 warned, 0+0 unmatched"},
      {"a shipment never scanned", orders(row("A", "I1")), shipments(sent("A", "I1", in_time, "T1")),
       scans("T2" + scanned), "A unscanned; 0 rejected, 0 warned, 0+1 unmatched"},
      {"one of two packages never scanned", orders(row("A", "I1")),
       shipments(sent("A", "I1", in_time, "T1") + sent("A", "I1", in_time, "T2")), scans("T1" + scanned),
       "A unscanned; 0 rejected, 0 warned, 0+0 unmatched"},
      {"a label is no scan", orders(row("A", "I1")), shipments(sent("A", "I1", in_time, "T1")),
       scans("T1,2026-03-03T13:00:00Z,Label created\n"), "A unscanned; 0 rejected, 0 warned, 0+0 unmatched"},
      {"a label does not make a number", orders(row("A", "I1")), shipments(sent("A", "I1", in_time, "T1")),
       scans("T1" + scanned + "T9,2026-03-03T13:00:00Z,Label created\n"),
       "A on-time; 0 rejected, 0 warned, 0+0 unmatched"},
      {"the number of an unmatched shipment is unmatched", orders(row("A", "I1")),
       shipments(sent("A", "I1", in_time, "T1") + sent("Z", "", in_time, "T2")), scans("T1" + scanned + "T2" + scanned),
       "A on-time; 0 rejected, 0 warned, 1+1 unmatched"},
      {"two scans of an unmatched number are one", orders(row("A", "I1")), shipments(sent("A", "I1", in_time, "T1")),
       scans("T1" + scanned + "T2" + scanned + "T2" + scanned), "A on-time; 0 rejected, 0 warned, 0+1 unmatched"},
      {"a rejected scan costs that scan", orders(row("A", "I1")), shipments(sent("A", "I1", in_time, "T1")),
       scans("T1,soon,Accepted\nT1" + scanned), "A on-time; 1 rejected, 0 warned, 0+0 unmatched"},
      {"scans without shipments",
       orders("A,I1,2026-03-02,2,T1,\n" + row("B", "I1")),
       {},
       scans("T1" + scanned),
       "A unconfirmed, B unconfirmed; 0 rejected, 0 warned, 0+0 unmatched"},
  });
}

TEST_CASE("join: a package confirmed after as-of is one that is not confirmed", "[package][join]") {
  const auto log = WrittenLog{orders(row("A", "I1"))}.with_shipments(
      shipments(sent("A", "I1", in_time, "T1") + sent("A", "I1", "2026-03-04T12:00:00+00:00", "T2")));
  CHECK(told(log, "2026-03-03T11:00:00+00:00") == "A awaiting-confirmation; 0 rejected, 0 warned, 0+0 unmatched");
  CHECK(told(log, "2026-03-03T13:00:00+00:00") == "A awaiting-confirmation; 0 rejected, 0 warned, 0+0 unmatched");
  CHECK(told(log, "2026-03-04T13:00:00+00:00") == "A on-time; 0 rejected, 0 warned, 0+0 unmatched");
}
