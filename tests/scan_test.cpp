#include "lsr/scan.hpp"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "time_literals.hpp"

namespace {

using lsr::DateReading;
using lsr::is_scan;
using lsr::Role;
using lsr::Scan;
using lsr::ScanBook;
using lsr::ScanReader;
using lsr::test::at;
using lsr::test::known;
using lsr::test::utc;

}  // namespace

TEST_CASE("scan: which events are physical scans", "[scan]") {
  struct Case {
    const char* event;
    bool scan;
  };
  const std::vector<Case> cases{
      // "label" and "created", as whole words, case and separators aside
      {"Label created", false},
      {"LABEL_CREATED", false},
      {"label-created", false},
      {"LabelCreated", false},
      {"Shipping label has been created", false},
      {"Created: label", false},
      {"Label created, not yet in system", false},
      {"Label recreated", true},
      {"Labels created", true},
      {"Label printed", true},
      {"Created", true},
      {"Unlabel created", true},

      {"Pre-Shipment", false},
      {"PRE_SHIPMENT", false},
      {"pre shipment info sent to carrier", false},
      {"PreShipment", false},
      {"Shipment", true},
      {"Pre-Shipments", true},
      {"Shipment pre-sorted", true},

      {"PRE_TRANSIT", false},
      {"pre transit", false},
      {"Pre-Transit", false},
      {"In transit", true},
      {"IN_TRANSIT", true},

      {"Manifest", false},
      {"Manifest file received", false},
      {"MANIFEST_UPLOAD", false},
      {"Manifested", true},

      {"Ready for pickup", false},
      {"Package is ready for courier", false},
      {"READY_FOR_COLLECTION", false},
      {"Ready", true},
      {"Already for sale", true},
      {"Ready forwarded", true},

      {"USPS awaiting item", false},
      {"Awaiting Item", false},
      {"Awaiting items", true},
      {"Awaiting delivery", true},

      // "info" or "information" before "received" or "sent"
      {"InfoReceived", false},
      {"info_received", false},
      {"Info received", false},
      {"Shipping information received", false},
      {"Information sent to carrier", false},
      {"Shipment information has been sent", false},
      {"Electronic information received", false},
      {"Received info", true},
      {"Received; see info", true},
      {"Sent, no information", true},
      {"Informed and received", true},
      {"Info", true},

      // "electronic", "pending", "not found", "unknown" alone
      {"Electronic", false},
      {"ELECTRONIC", false},
      {" electronic. ", false},
      {"Electronic scan", true},
      {"Pending", false},
      {"pending", false},
      {"Pending customs", true},
      {"Not found", false},
      {"NOT_FOUND", false},
      {"NotFound", false},
      {"Address not found", true},
      {"Unknown", false},
      {"Unknown location", true},

      {"", true},
      {"  ", true},
      {"--", true},
      {"Delivered", true},
      {"Accepted at USPS origin facility", true},
      {"Picked up", true},
      {"Zugestellt in M\u00FCnchen", true},
      {"L\u00E1bel created", true},
  };
  for (const auto& each : cases) {
    INFO('"' << each.event << '"');
    CHECK(is_scan(each.event) == each.scan);
  }
}

// ---- rows of --scans --------------------------------------------------------------------------------------------

namespace {

struct Told {
  ScanReader::Result result{};
  std::string tracking_number;
  std::string at;  ///< "2026-03-10", or as UTC
  lsr::Reject fault;
};

/// Reads one line of a file of scans that has that header.
Told read_scan(const std::string& header, const std::string& line) {
  const lsr::Policy policy = lsr::make_policy({.time_zone = "UTC"});
  std::vector<std::string> names;
  for (const auto& cell : lsr::read_alone(header, {}).cells) names.emplace_back(cell.raw);
  const lsr::Columns columns = lsr::map_columns(names, {}, Role::scans);
  lsr::DateOrders orders{std::nullopt, policy.date_habit};
  orders.add_file("orders.csv");
  const auto file = orders.add_file("scans.csv");
  const lsr::ReadingOptions options;
  ScanReader scans{file, columns, policy, options, orders, DateReading::surveyed};
  lsr::Record record = lsr::read_alone(line, {});
  record.line = 7;
  Scan scan;
  Told told;
  told.result = scans.read(record, scan);
  if (told.result == ScanReader::Result::scan) {
    told.tracking_number = scan.tracking_number;
    told.at = scan.at->day_only ? utc(scan.at->first).substr(0, 10) : utc(scan.at->first);
  }
  if (told.result == ScanReader::Result::rejected) told.fault = scans.fault();
  return told;
}

}  // namespace

TEST_CASE("scan: a row needs its tracking number and a time", "[scan]") {
  const std::string head = "tracking-number,scan-time,event";
  struct Case {
    const char* name;
    std::string header;
    std::string line;
    std::string tracking_number;
    std::string at;
  };
  const std::vector<Case> cases{
      {"with its event", head, "T1,2026-03-10T12:00:00Z,Accepted", "T1", "2026-03-10T12:00:00Z"},
      {"an event that says nothing", head, "T1,2026-03-10T12:00:00Z,", "T1", "2026-03-10T12:00:00Z"},
      {"known by its day", head, "T1,2026-03-10,Accepted", "T1", "2026-03-10"},
      {"blanks at both ends", head, "  T1 , 2026-03-10 12:00 ,Accepted", "T1", "2026-03-10T12:00:00Z"},
      {"without a column of events", "Tracking ID,Timestamp", "T1,2026-03-10T12:00:00Z", "T1", "2026-03-10T12:00:00Z"},
      {"by other names", "Tracking Code,Event Time,Description", "T1,2026-03-10T12:00:00Z,In transit", "T1",
       "2026-03-10T12:00:00Z"},
      {"a column called date", "tracking,date", "T1,2026-03-10", "T1", "2026-03-10"},
  };
  for (const auto& each : cases) {
    INFO(each.name);
    const Told told = read_scan(each.header, each.line);
    REQUIRE(told.result == ScanReader::Result::scan);
    CHECK(told.tracking_number == each.tracking_number);
    CHECK(told.at == each.at);
  }
}

TEST_CASE("scan: what is wrong with a row", "[scan]") {
  struct Case {
    const char* name;
    std::string line;
    ScanReader::Result result;
    std::string column;
    std::string value;
  };
  const std::vector<Case> cases{
      {"no tracking number", ",2026-03-10,Accepted", ScanReader::Result::rejected, "Tracking", ""},
      {"one that spells out that there is none", "N/A,2026-03-10,Accepted", ScanReader::Result::rejected, "Tracking",
       "N/A"},
      {"no time", "T1,,Accepted", ScanReader::Result::rejected, "Scan Time", ""},
      {"a date that does not exist", "T1,2026-02-30,Accepted", ScanReader::Result::rejected, "Scan Time", "2026-02-30"},
      {"no date at all", "T1,yesterday,Accepted", ScanReader::Result::rejected, "Scan Time", "yesterday"},
      {"no scan is skipped before its date is looked at", "T1,yesterday,Label created", ScanReader::Result::no_scan, "",
       ""},
      {"no scan is skipped before its number is looked at", ",,Label created", ScanReader::Result::no_scan, "", ""},
  };
  for (const auto& each : cases) {
    INFO(each.name);
    const Told told = read_scan("Tracking,Scan Time,Event", each.line);
    CHECK(told.result == each.result);
    if (each.result != ScanReader::Result::rejected) continue;
    CHECK(told.fault.file == 1);
    CHECK(told.fault.line == 7);
    CHECK(told.fault.column == each.column);
    CHECK(told.fault.value == each.value);
    CHECK_FALSE(told.fault.what.empty());
    CHECK(told.fault.order_id.empty());
  }
}

// ---- the book ---------------------------------------------------------------------------------------------------

TEST_CASE("scan book: the earliest scan of each tracking number counts", "[scan]") {
  const lsr::Zone zone = lsr::Zone::utc();
  ScanBook book{at("2026-03-20T00:00:00+00:00")};
  CHECK(book.unmatched() == 0);
  CHECK_FALSE(book.latest());
  CHECK_FALSE(book.first("T1"));

  book.add({"T1", known("2026-03-12T10:00:00+00:00", zone)});
  book.add({"T2", known("2026-03-11T10:00:00+00:00", zone)});
  book.add({"T1", known("2026-03-10T10:00:00+00:00", zone)});
  book.add({"T1", known("2026-03-11T09:00:00+00:00", zone)});
  CHECK(utc(book.first("T1")->first) == "2026-03-10T10:00:00Z");
  CHECK(utc(book.first("T2")->first) == "2026-03-11T10:00:00Z");

  SECTION("numbers are compared exactly") {
    CHECK_FALSE(book.first("t1"));
    CHECK_FALSE(book.first("T"));
    CHECK_FALSE(book.first("T11"));
    CHECK_FALSE(book.first(""));
  }
  SECTION("a scan known by its day has happened at that day's first second") {
    book.add({"T1", known("2026-03-10", zone)});
    CHECK(book.first("T1")->day_only);
    CHECK(utc(book.first("T1")->first) == "2026-03-10T00:00:00Z");
  }
  SECTION("each number that nothing has is unmatched once") {
    CHECK(book.unmatched() == 2);
    book.match("T1");
    book.match("T1");
    book.match("T9");
    book.match("");
    CHECK(book.unmatched() == 1);
    book.match("T2");
    CHECK(book.unmatched() == 0);
    book.add({"T3", known("2026-03-11T09:00:00+00:00", zone)});
    CHECK(book.unmatched() == 1);
  }
  SECTION("a book can be moved") {
    ScanBook other = std::move(book);
    CHECK(utc(other.first("T1")->first) == "2026-03-10T10:00:00Z");
    CHECK(other.unmatched() == 2);
  }
}

TEST_CASE("scan book: the latest scan is the latest up to as-of", "[scan]") {
  const lsr::Zone zone = lsr::Zone::utc();
  ScanBook book{at("2026-03-20T12:00:00+00:00")};
  book.add({"T1", known("2026-03-12T10:00:00+00:00", zone)});
  book.add({"T2", known("2026-03-18T10:00:00+00:00", zone)});
  book.add({"T1", known("2026-03-10T10:00:00+00:00", zone)});
  CHECK(utc(*book.latest()) == "2026-03-18T10:00:00Z");
  CHECK_FALSE(book.latest_matched());
  book.match("T1");
  CHECK(utc(*book.latest_matched()) == "2026-03-12T10:00:00Z");

  SECTION("at as-of itself it has happened") {
    book.add({"T1", known("2026-03-20T12:00:00+00:00", zone)});
    CHECK(utc(*book.latest()) == "2026-03-20T12:00:00Z");
    CHECK(utc(*book.latest_matched()) == "2026-03-20T12:00:00Z");
  }
  SECTION("a second later it has not") {
    book.add({"T1", known("2026-03-20T12:00:01+00:00", zone)});
    book.add({"T3", known("2026-03-21T12:00:01+00:00", zone)});
    CHECK(utc(*book.latest()) == "2026-03-18T10:00:00Z");
    CHECK(utc(*book.latest_matched()) == "2026-03-12T10:00:00Z");
    CHECK(utc(book.first("T3")->first) == "2026-03-21T12:00:01Z");
  }
  SECTION("a day has happened once it has begun") {
    book.add({"T1", known("2026-03-20", zone)});
    CHECK(utc(*book.latest()) == "2026-03-20T00:00:00Z");
  }
}
