#include "lsr/order_row.hpp"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "log_file.hpp"
#include "lsr/error.hpp"

namespace {

using lsr::Columns;
using lsr::DateOrder;
using lsr::DateOrders;
using lsr::DateReading;
using lsr::Dialect;
using lsr::Field;
using lsr::Moment;
using lsr::OrderRow;
using lsr::Policy;
using lsr::ReadingOptions;
using lsr::Record;
using lsr::Reject;
using lsr::RowReader;

/// How a line is read, beside the line.
struct Reading {
  std::string header = "order-id,purchase-date,handling-time";
  lsr::PolicyChoices policy{};
  ReadingOptions options{};
  DateReading dates = DateReading::surveyed;
};

/// A row as a value: the texts of an OrderRow end with the next row.
struct Told {
  bool accepted = false;
  OrderRow row;  // its texts are not to be looked at: these are
  std::string order_id;
  std::string item_id;
  std::string tracking_number;
  Reject fault;
  std::vector<lsr::Warning> warnings;
  bool survey_needed = false;
};

/// A file of which lines can be read, one by one.
class File {
 public:
  explicit File(const Reading& reading)
      : policy_(lsr::make_policy(reading.policy)),
        columns_(lsr::map_columns(cells_of(reading.header), reading.options.map, lsr::Role::orders)),
        orders(reading.options.date_order, policy_.date_habit),
        date_order_(reading.options.date_order),
        rows_(3, columns_, policy_, reading.options, orders, reading.dates) {
    for (const char* name : {"a.csv", "b.csv", "c.csv", "orders.csv"}) orders.add_file(name);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  File(File&&) = delete;
  File& operator=(File&&) = delete;
  ~File() = default;

  Told read(std::string_view line, std::uint64_t number = 2) {
    const Record record = record_of(line, number);
    Told told;
    const auto result = rows_.read(record, told.row);
    told.accepted = result == lsr::RowReader::Result::accepted;
    told.survey_needed = result == lsr::RowReader::Result::survey_needed;
    if (told.accepted) {
      told.order_id = told.row.order_id;
      told.item_id = told.row.item_id;
      told.tracking_number = told.row.tracking_number;
    } else {
      told.fault = rows_.fault();
    }
    told.warnings = rows_.warnings();
    return told;
  }
  void survey(std::string_view line, std::uint64_t number = 2) { rows_.survey(record_of(line, number)); }
  [[nodiscard]] bool is_row(std::string_view line) const {
    return lsr::is_row(record_of(line, 1), columns_, lsr::Role::orders, date_order_);
  }
  [[nodiscard]] bool fits(std::string_view line) const { return lsr::fits(record_of(line, 1), columns_); }

 private:
  static Record record_of(std::string_view line, std::uint64_t number) {
    Record record = lsr::read_alone(line, Dialect{',', true});
    record.line = number;
    return record;
  }
  static std::vector<std::string> cells_of(std::string_view header) {
    std::vector<std::string> cells;
    std::string scratch;
    for (const auto& cell : lsr::read_alone(header, Dialect{',', true}).cells) {
      cells.emplace_back(lsr::text_of(cell, scratch));
    }
    return cells;
  }

  Policy policy_;
  Columns columns_;

 public:
  DateOrders orders;

 private:
  std::optional<lsr::DateOrder> date_order_;
  RowReader rows_;
};

Told read_one(const Reading& reading, std::string_view line) { return File{reading}.read(line); }

/// "2026-03-07T14:03:22Z", or "first … last" where only the day is known, or "-".
std::string shown(const std::optional<Moment>& moment) {
  if (!moment) return "-";
  const auto utc = [](lsr::Instant at) {
    auto text = lsr::to_text(at, lsr::Zone::utc());
    REQUIRE(text.substr(19) == "+00:00");
    return text.substr(0, 19) + "Z";
  };
  return moment->day_only ? utc(moment->first) + " .. " + utc(moment->last) : utc(moment->first);
}

}  // namespace

TEST_CASE("order row: each column lands in its field", "[order_row]") {
  const Reading reading{
      "order-id,order-item-id,purchase-date,handling-time,ship-by-date,confirm-date,tracking-number,first-scan-date,"
      "cancel-date,status,item-status,fulfillment-channel,sku,carrier,latest-delivery-date,delivered-date,ready-date"};
  const Told told = read_one(reading,
                             "A1,I1,2026-03-01T01:00:00Z,2,2026-03-02T02:00:00Z,2026-03-03T03:00:00Z,T1,"
                             "2026-03-04T04:00:00Z,2026-03-05T05:00:00Z,Unshipped,,MFN,S1,UPS,2026-03-06,2026-03-07,"
                             "2026-03-08");
  REQUIRE(told.accepted);
  CHECK(told.row.file == 3);
  CHECK(told.row.line == 2);
  CHECK(told.order_id == "A1");
  CHECK(told.item_id == "I1");
  CHECK(told.tracking_number == "T1");
  CHECK(shown(told.row.purchased) == "2026-03-01T01:00:00Z");
  CHECK(shown(told.row.given_ship_by) == "2026-03-02T02:00:00Z");
  CHECK(shown(told.row.confirmed) == "2026-03-03T03:00:00Z");
  CHECK(shown(told.row.first_scan) == "2026-03-04T04:00:00Z");
  CHECK(shown(told.row.cancelled) == "2026-03-05T05:00:00Z");
  CHECK(told.row.handling_time == 2);
  CHECK(told.row.scans_checked);
  CHECK_FALSE(told.row.amazon_fulfilled);
  CHECK_FALSE(told.row.cancelled_status);
  CHECK_FALSE(told.row.pending);
  CHECK(told.warnings.empty());
}

TEST_CASE("order row: nothing of one row is left in the next", "[order_row]") {
  File file{
      {"order-id,item-status,purchase-date,handling-time,confirm-date,tracking-number,status,fulfillment-channel,"
       "ready-date"}};
  REQUIRE(file.read("A1,cancelled,2026-03-01,2,2026-03-02,T1,Pending,AFN,never").accepted);
  const Told told = file.read("A2,,2026-03-03,1,,,,,", 3);
  REQUIRE(told.accepted);
  CHECK(told.row.line == 3);
  CHECK(told.order_id == "A2");
  CHECK(told.tracking_number.empty());
  CHECK(shown(told.row.confirmed) == "-");
  CHECK_FALSE(told.row.amazon_fulfilled);
  CHECK_FALSE(told.row.cancelled_status);
  CHECK_FALSE(told.row.pending);
  CHECK_FALSE(told.row.scans_checked);
  CHECK(told.warnings.empty());
}

TEST_CASE("order row: ids are compared exactly, blanks at both ends aside", "[order_row]") {
  struct Case {
    const char* sentence;
    const char* line;
    const char* order_id;
    const char* item_id;
    const char* tracking_number;
  };
  const std::vector<Case> cases{
      {"as they stand there", "A1,2026-03-01,1,i1,t1", "A1", "i1", "t1"},
      {"blanks at both ends are no part of them", "  A1\t,2026-03-01,1, i1 ,\tt1 ", "A1", "i1", "t1"},
      {"blanks within are", "A 1,2026-03-01,1,i  1,t 1", "A 1", "i  1", "t 1"},
      {"in quotes, blanks aside", "\" A1 \",2026-03-01,1,\"i1\",\"t1 \"", "A1", "i1", "t1"},
      {"doubled quotes are undone, in each cell by itself", "\"A\"\"1\",\"2026-03-01\",1,\"i\"\"\"\"1\",\"\"\"t1\"\"\"",
       "A\"1", "i\"\"1", "\"t1\""},
      {"what means nothing is no item-id and no tracking number", "A1,2026-03-01,1,N/A,--", "A1", "", ""},
      {"but an order-id it is", "N/A,2026-03-01,1,null,none", "N/A", "", ""},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const Told told = read_one({"order-id,purchase-date,handling-time,order-item-id,tracking-number"}, each.line);
    REQUIRE(told.accepted);
    CHECK(told.order_id == each.order_id);
    CHECK(told.item_id == each.item_id);
    CHECK(told.tracking_number == each.tracking_number);
  }
}

TEST_CASE("order row: what statuses and channels mean", "[order_row]") {
  struct Case {
    const char* status;
    const char* item_status;
    const char* channel;
    const char* means;  // "", or "amazon", "cancelled", "pending", "fault"
  };
  const std::vector<Case> cases{
      {"", "", "", ""},
      {"Unshipped", "", "MFN", ""},
      {"Cancelled", "", "", "cancelled"},
      {"canceled", "", "", "cancelled"},
      {"CANCELLATION requested", "", "", "cancelled"},
      {"Uncancelled", "", "", ""},
      {"", "Cancelled", "", "cancelled"},
      {"Unshipped", "cancel", "", "cancelled"},
      {"Pending", "", "", "pending"},
      {"pending", "", "", "pending"},
      {" PENDING ", "", "", "pending"},
      {"Pending Availability", "", "", "pending"},
      {"PendingAvailability", "", "", "pending"},
      {"Pending - Waiting for Pick Up", "", "", ""},
      {"Pending payment", "", "", ""},
      {"Not pending", "", "", ""},
      {"Shipped", "", "", "fault"},
      {"SHIPPED", "", "", "fault"},
      {"Shipped - Delivered to Buyer", "", "", "fault"},
      {"Shipping", "", "", "fault"},
      {"Unshipped", "", "", ""},
      {"Ship", "", "", ""},
      {"PartiallyShipped", "", "", ""},
      {"N/A", "N/A", "N/A", ""},
      {"", "", "Amazon", "amazon"},
      {"", "", "amazon.com", "amazon"},
      {"", "", "AFN", "amazon"},
      {"", "", "fba", "amazon"},
      {"", "", "AFN2", ""},
      {"", "", "FBA Onsite", ""},
      {"", "", "Merchant", ""},
      {"", "", "FBM", ""},
      {"", "", "not Amazon", ""},
      {"Shipped", "", "AFN", "amazon"},
  };
  for (const auto& each : cases) {
    const std::string line =
        std::string{"A1,2026-03-01,1,"} + each.status + "," + each.item_status + "," + each.channel;
    INFO(line);
    const Told told = read_one({"order-id,purchase-date,handling-time,status,item-status,fulfillment-channel"}, line);
    const std::string means = each.means;
    CHECK(told.accepted == (means != "fault"));
    if (!told.accepted) {
      CHECK(told.fault.column == "status");
      CHECK(told.fault.value == each.status);
      CHECK_THAT(told.fault.what, Catch::Contains("--shipments"));
      continue;
    }
    CHECK(told.row.amazon_fulfilled == (means == "amazon"));
    CHECK(told.row.cancelled_status == (means == "cancelled"));
    CHECK(told.row.pending == (means == "pending"));
  }
}

TEST_CASE("order row: a confirm date keeps a row from being pending, or shipped without a confirm", "[order_row]") {
  const Reading reading{"order-id,purchase-date,handling-time,status,confirm-date"};
  const Told pending = read_one(reading, "A1,2026-03-01,1,Pending,2026-03-02");
  REQUIRE(pending.accepted);
  CHECK_FALSE(pending.row.pending);
  CHECK(read_one(reading, "A1,2026-03-01,1,Pending,n/a").row.pending);

  CHECK(read_one(reading, "A1,2026-03-01,1,Shipped,2026-03-02").accepted);
  CHECK_FALSE(read_one(reading, "A1,2026-03-01,1,Shipped,--").accepted);
}

TEST_CASE("order row: instants of the policy's zone, of the input's, and of their own", "[order_row]") {
  struct Case {
    const char* sentence;
    const char* time_zone;
    std::optional<const char*> input_zone;
    const char* date;
    const char* moment;
  };
  const std::vector<Case> cases{
      {"without an offset a time is local to the policy's zone",
       "America/Los_Angeles",
       {},
       "2026-03-07 14:03:22",
       "2026-03-07T22:03:22Z"},
      {"--input-time-zone says otherwise", "America/Los_Angeles", "Europe/Berlin", "2026-03-07 14:03:22",
       "2026-03-07T13:03:22Z"},
      {"an offset of its own says otherwise again", "America/Los_Angeles", "Europe/Berlin", "2026-03-07T14:03:22+09:00",
       "2026-03-07T05:03:22Z"},
      {"a date without a time is the whole local day",
       "America/Los_Angeles",
       {},
       "2026-03-07",
       "2026-03-07T08:00:00Z .. 2026-03-08T07:59:59Z"},
      {"a date without a time is the policy's day, whatever the input zone", "America/Los_Angeles", "Europe/Berlin",
       "2026-03-07", "2026-03-07T08:00:00Z .. 2026-03-08T07:59:59Z"},
      {"a day of 23 hours", "America/Los_Angeles", {}, "2026-03-08", "2026-03-08T08:00:00Z .. 2026-03-09T06:59:59Z"},
      {"the input zone's clock change counts, not the policy's", "America/Los_Angeles", "Europe/Berlin",
       "2026-03-29 02:30:00", "2026-03-29T01:30:00Z"},
      {"fractions are cut off", "America/Los_Angeles", {}, "2026-03-07T14:03:22.999Z", "2026-03-07T14:03:22Z"},
      {"a slashed date, by the habit", "America/Los_Angeles", {}, "3/7/2026 2:03 PM", "2026-03-07T22:03:00Z"},
      {"a slashed date, without a time",
       "Europe/Berlin",
       {},
       "3/7/2026",
       "2026-03-06T23:00:00Z .. 2026-03-07T22:59:59Z"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    // In each column of dates that a verdict looks at.
    for (const char* column : {"purchase-date", "ship-by-date", "confirm-date", "first-scan-date", "cancel-date"}) {
      INFO(column);
      Reading reading;
      const bool is_purchase = std::string_view{column} == "purchase-date";
      reading.header = std::string{"order-id,handling-time,"} + column + (is_purchase ? "" : ",purchase-date");
      reading.policy.time_zone = each.time_zone;
      if (each.input_zone) reading.options.input_zone = lsr::Zone::named(*each.input_zone);
      const Told told = read_one(reading, std::string{"A1,1,"} + each.date + (is_purchase ? "" : ",2026-01-01"));
      REQUIRE(told.accepted);
      const OrderRow& row = told.row;
      const auto& read = is_purchase                                     ? row.purchased
                         : std::string_view{column} == "ship-by-date"    ? row.given_ship_by
                         : std::string_view{column} == "confirm-date"    ? row.confirmed
                         : std::string_view{column} == "first-scan-date" ? row.first_scan
                                                                         : row.cancelled;
      CHECK(shown(read) == each.moment);
    }
  }
}

TEST_CASE("order row: what means nothing is nothing, in any field but the order-id", "[order_row]") {
  const Reading reading{
      "order-id,ship-by-date,purchase-date,handling-time,confirm-date,first-scan-date,cancel-date,ready-date"};
  for (const char* nothing : {"", " ", "\t ", "N/A", "n/a", "NA", "null", "NULL", "none", "-", "--", "0000-00-00",
                              "0000-00-00 00:00:00", "0000-00-00T00:00:00Z"}) {
    INFO("\"" << nothing << "\"");
    std::string line = "A1,2026-03-02";
    for (int i = 0; i < 6; ++i) line += "," + std::string{nothing};
    const Told told = read_one(reading, line);
    REQUIRE(told.accepted);
    CHECK(told.warnings.empty());
    for (const auto* moment : {&told.row.purchased, &told.row.confirmed, &told.row.first_scan, &told.row.cancelled}) {
      CHECK(shown(*moment) == "-");
    }
    CHECK_FALSE(told.row.handling_time);
  }
}

TEST_CASE("order row: a handling time is whole days from 0 to 365", "[order_row]") {
  struct Case {
    const char* text;
    std::optional<int> account;
    std::optional<int> days;  // nothing: the row is rejected
  };
  const std::vector<Case> cases{
      {"0", {}, 0},      {"1", {}, 1},
      {"2", 5, 2},       {"365", {}, 365},
      {"02", {}, 2},     {"2.0", {}, 2},
      {"2.00", {}, 2},   {" 2 ", {}, 2},
      {"0.0", 3, 0},     {"366", {}, {}},
      {"-1", {}, {}},    {"+2", {}, {}},
      {"2.5", {}, {}},   {"2.01", {}, {}},
      {"2.", {}, {}},    {".0", {}, {}},
      {"two", {}, {}},   {"2 days", {}, {}},
      {"1e1", {}, {}},   {"0x2", {}, {}},
      {"2.0.0", {}, {}}, {"99999999999999999999", {}, {}},
      {"two", 5, {}},    {"366", 5, {}},
      {"", 5, 5},        {"N/A", 5, 5},
      {"-", 0, 0},       {"", {}, {}},
      {"N/A", {}, {}},
  };
  for (const auto& each : cases) {
    INFO("\"" << each.text << "\", the account's " << each.account.value_or(-1));
    Reading reading;
    reading.policy.handling_time = each.account;
    const Told told = read_one(reading, std::string{"A1,2026-03-01,"} + each.text);
    REQUIRE(told.accepted == each.days.has_value());
    if (told.accepted) {
      CHECK(told.row.handling_time == each.days);
    } else {
      CHECK(told.fault.column == "handling-time");
      CHECK(told.fault.value == lsr::trimmed(each.text));
      CHECK(told.fault.order_id == "A1");
    }
  }
}

TEST_CASE("order row: a missing handling time is rejected with a hint", "[order_row]") {
  const Told told = read_one({"order-id,purchase-date"}, "A1,2026-03-01");
  REQUIRE_FALSE(told.accepted);
  CHECK(told.fault.column == "handling-time");
  CHECK_THAT(told.fault.what, Catch::Contains("--handling-time N"));
}

TEST_CASE("order row: a file has its scans checked where it has a column for them, unless they are off",
          "[order_row]") {
  struct Case {
    const char* sentence;
    const char* header;
    lsr::ScanCheck check;
    bool checked;
  };
  const std::vector<Case> cases{
      {"a column", "order-id,purchase-date,first-scan-date", lsr::ScanCheck::automatic, true},
      {"no column", "order-id,purchase-date,gift", lsr::ScanCheck::automatic, false},
      {"off", "order-id,purchase-date,first-scan-date", lsr::ScanCheck::off, false},
      {"required", "order-id,purchase-date,first-scan-date", lsr::ScanCheck::required, true},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    Reading reading{each.header};
    reading.policy.scan_check = each.check;
    reading.policy.handling_time = 1;
    const Told told = read_one(reading, "A1,2026-03-01,");
    REQUIRE(told.accepted);
    CHECK(told.row.scans_checked == each.checked);
  }
}

TEST_CASE("order row: a record fits where it has the header's fields, or more that are empty", "[order_row]") {
  struct Case {
    const char* sentence;
    const char* line;
    bool fits;
  };
  const std::vector<Case> cases{
      {"as many", "a,b,c", true},
      {"as many, empty", ",,", true},
      {"one too few", "a,b", false},
      {"nothing", "", false},
      {"one too many, empty", "a,b,c,", true},
      {"many too many, blank", "a,b,c,,  ,\t", true},
      {"one too many, empty in quotes", "a,b,c,\"\"", true},
      {"one too many", "a,b,c,d", false},
      {"a far one too many", "a,b,c,,,,d", false},
  };
  const File file{{"order-id,purchase-date,handling-time"}};
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(file.fits(each.line) == each.fits);
  }
}

TEST_CASE("order row: a line is a row of its own", "[order_row]") {
  struct Case {
    const char* sentence;
    const char* line;
    bool row;
  };
  const std::vector<Case> cases{
      {"with the header's fields, an order-id and a purchase date", "A1,2026-03-01,,2", true},
      {"with a ship-by date instead", "A1,,2026-03-01,2", true},
      {"with both", "A1,2026-03-01,2026-03-02,2", true},
      {"in quotes", "\"A1\",\"2026-03-01\",\"\",\"2\"", true},
      {"with one good date of two", "A1,2026-02-30,2026-03-01,2", true},
      {"whatever else is wrong with it", "A1,2026-03-01,,two", true},
      {"with a slashed date, month first", "A1,01/13/2026,,2", true},
      {"with a slashed date, day first", "A1,13/01/2026,,2", true},
      {"with N/A for an order-id, which is one", "N/A,2026-03-01,,2", true},
      {"not without an order-id", ",2026-03-01,,2", false},
      {"not with an order-id of blanks", "  ,2026-03-01,,2", false},
      {"not without a date", "A1,,,2", false},
      {"not with a date that does not exist", "A1,2026-02-30,,2", false},
      {"not with a date that means nothing", "A1,0000-00-00,N/A,2", false},
      {"not with a field too few", "A1,2026-03-01,", false},
      {"not with a field too many", "A1,2026-03-01,,2,", false},
      {"not with a quote that nothing closes", "A1,2026-03-01,,\"2", false},
      {"not with text after a closing quote", "\"A\"1,2026-03-01,,2", false},
  };
  const File file{{"order-id,purchase-date,ship-by-date,handling-time"}};
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(file.is_row(each.line) == each.row);
  }
}

TEST_CASE("order row: a line of scans is a row only with a tracking number", "[order_row]") {
  const auto columns = lsr::map_columns({"tracking-number", "time"}, {}, lsr::Role::scans);
  const auto is_row = [&](const char* line) {
    return lsr::is_row(lsr::read_alone(line, Dialect{',', true}), columns, lsr::Role::scans, std::nullopt);
  };
  CHECK(is_row("T1,2026-03-10"));
  for (const char* line : {",2026-03-10", "--,2026-03-10", "N/A,2026-03-10", "0000-00-00,2026-03-10"}) {
    INFO(line);
    CHECK_FALSE(is_row(line));
  }
}

TEST_CASE("order row: under --date-order a line is a row only where its date exists in that order", "[order_row]") {
  Reading reading;
  reading.options.date_order = DateOrder::dmy;
  const File file{reading};
  CHECK(file.is_row("A1,13/01/2026,2"));
  CHECK_FALSE(file.is_row("A1,01/13/2026,2"));
}

TEST_CASE("order row: each rejected row says where, what and of which order", "[order_row]") {
  struct Case {
    const char* sentence;
    const char* line;
    const char* column;
    const char* value;
    const char* what;
  };
  const std::vector<Case> cases{
      {"no order-id", " ,2026-03-01,1,,", "Order ID", "", "order-id"},
      {"a date that does not exist", "A1, 2026-02-30 ,1,,", "Bought", "2026-02-30", "does not exist"},
      {"a time that does not exist", "A1,2026-03-01 25:00,1,,", "Bought", "2026-03-01 25:00", "time"},
      {"24:00:00", "A1,2026-03-01 24:00:00,1,,", "Bought", "2026-03-01 24:00:00", "24:00:00"},
      {"a second 60", "A1,2026-03-01 23:59:60,1,,", "Bought", "2026-03-01 23:59:60", "60"},
      {"a year of two digits", "A1,3/1/26,1,,", "Bought", "3/1/26", "two digits"},
      {"an epoch number, with a hint", "A1,1772323200,1,,", "Bought", "1772323200", "1970"},
      {"a spreadsheet serial, with a hint", "A1,46082.5,1,,", "Bought", "46082.5", "spreadsheet"},
      {"no date at all", "A1,soon,1,,", "Bought", "soon", "date"},
      {"a value is told as it stands there, quotes undone", "A1,\"2026\"\"03\",1,,", "Bought", "2026\"03", "date"},
      {"another column", "A1,2026-03-01,1,2026-13-01,", "confirm-date", "2026-13-01", "does not exist"},
      {"a handling time that is no number", "A1,2026-03-01,soon,,", "handling-time", "soon", "365"},
      {"neither a purchase nor a ship-by date", "A1,,1,,", "Bought", "", "ship-by"},
  };
  Reading reading{"Order ID,Bought,handling-time,confirm-date,gift"};
  reading.options.map = {{Field::purchase_date, "bought"}};
  for (const auto& each : cases) {
    INFO(each.sentence);
    const Told told = File{reading}.read(each.line, 17);
    REQUIRE_FALSE(told.accepted);
    CHECK(told.fault.file == 3);
    CHECK(told.fault.line == 17);
    CHECK(told.fault.column == each.column);
    CHECK(told.fault.value == each.value);
    CHECK_THAT(told.fault.what, Catch::Contains(each.what));
    CHECK(told.fault.order_id == (std::string_view{each.column} == "Order ID" ? "" : "A1"));
  }
}

TEST_CASE("order row: a warning names its line and its column", "[order_row]") {
  const Told told = File{{"order-id,purchase-date,handling-time,Restock Date"}}.read("A1,2026-03-01,1,soon", 17);
  REQUIRE(told.accepted);
  REQUIRE(told.warnings.size() == 1);
  CHECK(told.warnings[0].file == 3);
  CHECK(told.warnings[0].line == 17);
  CHECK_THAT(told.warnings[0].what, Catch::Contains("\"Restock Date\""));
}

TEST_CASE("order row: under --date-order every slashed date is read so, or not at all", "[order_row]") {
  struct Case {
    DateOrder order;
    const char* date;
    const char* moment;  // nothing: rejected
  };
  const std::vector<Case> cases{
      {DateOrder::mdy, "03/04/2026 12:00 Z", "2026-03-04T12:00:00Z"},
      {DateOrder::dmy, "03/04/2026 12:00 Z", "2026-04-03T12:00:00Z"},
      {DateOrder::ymd, "03/04/2026 12:00 Z", nullptr},
      {DateOrder::mdy, "13/01/2026 12:00 Z", nullptr},
      {DateOrder::dmy, "13/01/2026 12:00 Z", "2026-01-13T12:00:00Z"},
      {DateOrder::mdy, "01/13/2026 12:00 Z", "2026-01-13T12:00:00Z"},
      {DateOrder::dmy, "01/13/2026 12:00 Z", nullptr},
      {DateOrder::dmy, "05/05/2026 12:00 Z", "2026-05-05T12:00:00Z"},
      {DateOrder::ymd, "2026/03/04 12:00 Z", "2026-03-04T12:00:00Z"},
      {DateOrder::dmy, "2026/03/04 12:00 Z", "2026-03-04T12:00:00Z"},
      {DateOrder::mdy, "04.03.2026 12:00 Z", "2026-03-04T12:00:00Z"},
      {DateOrder::mdy, "2026-03-04 12:00 Z", "2026-03-04T12:00:00Z"},
  };
  for (const auto& each : cases) {
    for (const auto dates : {DateReading::unsurveyed, DateReading::surveyed, DateReading::streamed}) {
      INFO(each.date << ", " << lsr::description(each.order));
      Reading reading;
      reading.options.date_order = each.order;
      reading.dates = dates;
      const Told told = read_one(reading, std::string{"A1,"} + each.date + ",1");
      CHECK_FALSE(told.survey_needed);
      REQUIRE(told.accepted == (each.moment != nullptr));
      if (told.accepted) {
        CHECK(shown(told.row.purchased) == each.moment);
      } else {
        CHECK(told.fault.column == "purchase-date");
        CHECK_THAT(told.fault.what, Catch::Contains("--date-order"));
      }
    }
  }
}

TEST_CASE("order row: in a file that is not surveyed, an open date asks for it", "[order_row]") {
  struct Case {
    const char* sentence;
    std::vector<const char*> before;
    const char* date;
    bool survey_needed;
  };
  const std::vector<Case> cases{
      {"an open date", {}, "03/04/2026", true},
      {"not one that its column has decided already", {"13/01/2026"}, "03/04/2026", false},
      {"not one that tells its order itself", {}, "13/01/2026", false},
      {"not one that means the same both ways", {}, "05/05/2026", false},
      {"not one with the year first", {}, "2026/03/04", false},
      {"not one without slashes", {}, "03.04.2026", false},
      {"not one that does not exist", {}, "31/02/2026", false},
      {"a date that does not exist has decided nothing", {"31/02/2026", "13/13/2026"}, "03/04/2026", true},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    Reading reading;
    reading.dates = DateReading::unsurveyed;
    File file{reading};
    for (const char* before : each.before) file.read(std::string{"A1,"} + before + ",1");
    CHECK(file.read(std::string{"A1,"} + each.date + ",1").survey_needed == each.survey_needed);
  }
}

TEST_CASE("order row: a survey notes what slashed dates show, in all columns of dates", "[order_row]") {
  for (const Field field :
       {Field::purchase_date, Field::ship_by_date, Field::confirm_date, Field::first_scan_date, Field::cancel_date,
        Field::latest_delivery_date, Field::delivered_date, Field::ready_date}) {
    INFO(lsr::name(field));
    Reading reading{"order-id," + std::string{lsr::name(field)}};
    reading.dates = DateReading::unsurveyed;
    File file{reading};
    for (const char* line : {"A1,03/04/2026", "A1,N/A", "A1,31/02/2026", "A1,13/01/26", "A1,13/01/2026 25:00"}) {
      file.survey(line);
      CHECK_FALSE(file.orders.has_evidence(3, field));
    }
    file.survey("A1, 13/01/2026 14:00 ");
    CHECK(file.orders.has_evidence(3, field));
    CHECK(file.orders.decide(3, field).order == DateOrder::dmy);
    CHECK_FALSE(file.orders.has_evidence(0, field));
  }
}

TEST_CASE("order row: what the survey found is how open dates are read", "[order_row]") {
  Reading reading;
  reading.dates = DateReading::surveyed;
  File file{reading};
  file.orders.witness(3, Field::purchase_date, DateOrder::dmy, {9, "13/01/2026", "Ordered"});
  CHECK(shown(file.read("A1,03/04/2026 12:00 Z,1").row.purchased) == "2026-04-03T12:00:00Z");
  CHECK(shown(file.read("A1,13/01/2026 12:00 Z,1").row.purchased) == "2026-01-13T12:00:00Z");
}

TEST_CASE("order row: on a stream an open date is read by what came so far, and that is held to", "[order_row]") {
  Reading reading;
  reading.dates = DateReading::streamed;
  SECTION("a witness came first") {
    File file{reading};
    file.read("A1,13/01/2026,1");
    CHECK(shown(file.read("A2,03/04/2026 12:00 Z,1").row.purchased) == "2026-04-03T12:00:00Z");
  }
  SECTION("nothing came first, and what comes later agrees") {
    File file{reading};
    CHECK(shown(file.read("A1,03/04/2026 12:00 Z,1").row.purchased) == "2026-03-04T12:00:00Z");
    CHECK(file.read("A2,01/13/2026,1").accepted);
  }
  SECTION("nothing came first, and what comes later contradicts") {
    File file{reading};
    file.read("A1,03/04/2026,1", 2);
    CHECK_THROWS_AS(file.read("A2,13/01/2026,1", 3), lsr::Error);
  }
}

TEST_CASE("order row: in a column that contradicts itself and is not needed, open dates count as absent",
          "[order_row]") {
  File file{{"order-id,purchase-date,handling-time,ready-date"}};
  file.orders.witness(3, Field::ready_date, DateOrder::dmy, {7, "13/01/2026", "Ordered"});
  file.orders.witness(3, Field::ready_date, DateOrder::mdy, {8, "01/13/2026", "Ordered"});
  const Told told = file.read("A1,2026-03-01,1,03/04/2026");
  CHECK(told.accepted);
  // One warning is said for the column, none for each of its cells.
  CHECK(told.warnings.empty());
  CHECK(file.orders.habitual().empty());
}
