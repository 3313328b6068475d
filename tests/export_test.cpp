#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "export/csv.hpp"
#include "export/json.hpp"
#include "export/printable.hpp"
#include "export/text.hpp"
#include "export/text_parts.hpp"
#include "time_literals.hpp"
#include "written_log.hpp"

using lsr::AsOf;
using lsr::Counts;
using lsr::Order;
using lsr::OrderBook;
using lsr::OrderLine;
using lsr::OrderStory;
using lsr::Outcome;
using lsr::Policy;
using lsr::PolicyChoices;
using lsr::Reject;
using lsr::Report;
using lsr::ShipBy;
using lsr::ShipByRule;
using lsr::Status;
using lsr::TextStyle;
using lsr::test::at;
using lsr::test::day;
using lsr::test::Heard;
using lsr::test::report_of;
using lsr::test::WrittenLog;
using Json = nlohmann::ordered_json;

namespace {

using Texts = std::vector<std::string>;

template <typename Thing>
std::string json_of(const Thing& thing, const Policy& policy) {
  std::ostringstream out;
  write_json(out, thing, policy);
  return out.str();
}

std::string jsonl_of(const Order& order, const Policy& policy) {
  std::string line;
  append_jsonl(line, order, policy);
  return line;
}

std::string csv_of(const Order& order, const Policy& policy) {
  std::string line;
  append_csv(line, order, policy);
  return line;
}

std::string text_of(const Report& report, const Policy& policy, const TextStyle& style,
                    const Texts& names = {"orders.csv"}) {
  std::ostringstream out;
  write_text(out, report, policy, names, style);
  return out.str();
}

Texts keys_of(const Json& object) {
  Texts keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

Texts lines_of(const std::string& text) {
  Texts lines;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  for (const auto& line : lines_of(text)) longest = std::max(longest, line.size());
  return longest;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Late three ways, open two ways, on time, as SPEC 11 lists the reasons.
Counts counts_of(const std::array<int, 6>& numbers) {
  constexpr std::array outcomes{Outcome::confirmed_late,        Outcome::unconfirmed,   Outcome::unscanned,
                                Outcome::awaiting_confirmation, Outcome::awaiting_scan, Outcome::on_time};
  Counts counts;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    for (int k = 0; k < numbers.at(i); ++k) counts.add(outcomes.at(i));
  }
  return counts;
}

lsr::Window window_with(const Counts& counts, int days, const Policy& policy) {
  lsr::Tally tally;
  for (std::size_t i = 0; i < lsr::judged_outcome_count; ++i) {
    const auto outcome = static_cast<Outcome>(i);
    for (std::uint64_t k = 0; k < counts.of(outcome); ++k) tally.add(day("2026-03-31"), outcome);
  }
  return window_of(tally, days, day("2026-03-31"), policy.threshold);
}

/// The report that SPEC 11 shows.
Report report_of_the_spec(const Policy& policy) {
  Report report;
  report.as_of = at("2026-03-31T18:00:00-07:00");
  report.status = Status::within;
  report.complete = true;
  lsr::FileFacts file;
  file.name = "orders.csv";
  file.rows = 1200;
  report.input.files = {file};
  report.input.rows = 1200;
  report.input.orders = 1000;
  report.input.latest = at("2026-03-31T17:40:12-07:00");
  report.input.amazon_fulfilled = 40;
  report.input.cancelled = 12;
  report.input.computed = 948;
  report.input.scan_check = lsr::ScanCoverage::checked;
  report.totals = counts_of({25, 5, 10, 12, 6, 890});
  report.ahead = counts_of({0, 0, 0, 1, 1, 1});
  report.windows = {window_with(counts_of({3, 1, 1, 10, 5, 300}), 10, policy)};
  report.order_ids = lsr::OrderIds{day("2026-03-22"), {}, {}};
  return report;
}

const char* const document_of_the_spec = R"({
  "schema": "lsr.report/1",
  "as_of": "2026-03-31T18:00:00-07:00",
  "status": "within",
  "complete": true,
  "policy": {"marketplace": "us", "time_zone": "America/Los_Angeles", "operating_days": ["mon","tue","wed","thu","fri"],
             "holidays": "us", "cut_off": "14:00", "scan_window_hours": 48, "threshold": 0.04, "threshold_inclusive": true, "ship_by": "given"},
  "input": {"files": [{"name": "orders.csv", "role": "orders", "rows": 1200, "rejected": 0}],
            "rows": 1200, "rejected": 0, "orders": 1000, "incomplete_orders": 0, "superseded": 0, "future": 0, "latest": "2026-03-31T17:40:12-07:00",
            "excluded": {"amazon_fulfilled": 40, "cancelled": 12, "pending": 0},
            "ship_by": {"given": 0, "computed": 948, "compared": 0, "disagree": 0},
            "scan_check": "checked",
            "unmatched": {"shipments": 0, "scans": 0, "tracking_numbers": 0}, "warnings": 0},
  "totals": {"orders": 948, "decided": 930, "on_time": 890, "late": 40, "open": 18, "ahead": {"on_time": 1, "late": 0, "open": 2},
             "reasons": {"confirmed_late": 25, "unconfirmed": 5, "unscanned": 10, "awaiting_confirmation": 12, "awaiting_scan": 6},
             "rate": 0.043011, "rate_without_scans": 0.032051},
  "windows": [
    {"days": 10, "from": "2026-03-22", "to": "2026-03-31",
     "orders": 320, "decided": 305, "on_time": 300, "late": 5, "open": 15,
     "reasons": {"confirmed_late": 3, "unconfirmed": 1, "unscanned": 1, "awaiting_confirmation": 10, "awaiting_scan": 5},
     "rate": 0.016393, "rate_without_scans": 0.012903, "worst_case_rate": 0.0625, "threshold": 0.04, "status": "within", "headroom": 7, "recovery": 0}
  ],
  "breakdowns": [], "since": null, "order_ids": {"from": "2026-03-22", "late": [], "open": []},
  "notes": []
})";

/// SPEC 8's line of an order, from left to right.
const Texts line_names{"order_id",   "verdict",         "reason",        "purchased", "handling_time",
                       "ship_by",    "ship_by_source",  "other_ship_by", "confirmed", "scan_by",
                       "first_scan", "tracking_number", "late_hours"};

/// An order of which everything is known.
struct FullOrder {
  OrderLine line;
  Order order;

  FullOrder() {
    line.purchased = at("2026-03-07T14:03:00-08:00");
    line.handling_time = 2;
    line.ship_by = ShipBy{at("2026-03-10T23:59:59-07:00"), day("2026-03-10"), ShipByRule::computed,
                          at("2026-03-09T23:59:59-07:00"), true};
    line.confirmed = at("2026-03-11T01:00:00-07:00");
    line.scan_by = at("2026-03-13T01:00:00-07:00");
    line.first_scan = at("2026-03-11T20:00:00-07:00");
    line.tracking_number = "TBA1";
    line.late_hours = 2;
    order.id = "111-1234567-1234567";
    order.decider.outcome = Outcome::confirmed_late;
    order.line = &line;
  }
  FullOrder(const FullOrder&) = delete;
  FullOrder& operator=(const FullOrder&) = delete;
  FullOrder(FullOrder&&) = delete;
  FullOrder& operator=(FullOrder&&) = delete;
  ~FullOrder() = default;
};

}  // namespace

// Compared as texts, and so with the order of the keys, which a comparison of values would pass over.
TEST_CASE("the report of SPEC 11 makes the document of SPEC 11") {
  const Policy policy = lsr::make_policy({});
  const Json made = Json::parse(json_of(report_of_the_spec(policy), policy));
  CHECK(made.dump(1) == Json::parse(document_of_the_spec).dump(1));
}

TEST_CASE("rates are numbers, and null where they would divide by nothing") {
  const Policy policy = lsr::make_policy({});
  Report report = report_of_the_spec(policy);
  for (const auto* key : {"rate", "rate_without_scans", "worst_case_rate"}) {
    INFO(key);
    CHECK(Json::parse(json_of(report, policy))["windows"][0][key].is_number());
  }
  report.totals = Counts{};
  report.windows = {window_with(Counts{}, 10, policy), window_with(counts_of({0, 0, 0, 3, 0, 0}), 30, policy)};
  report.input.latest = std::nullopt;
  const Json made = Json::parse(json_of(report, policy));
  CHECK(made["totals"]["rate"].is_null());
  CHECK(made["totals"]["rate_without_scans"].is_null());
  CHECK(made["input"]["latest"].is_null());
  const Json& empty = made["windows"][0];
  CHECK(empty["status"] == "no-data");
  CHECK(empty["rate"].is_null());
  CHECK(empty["rate_without_scans"].is_null());
  CHECK(empty["worst_case_rate"].is_null());
  CHECK(empty["headroom"] == 0);
  CHECK(empty["recovery"] == 0);
  // Open orders alone have a worst case, and no rate.
  const Json& open = made["windows"][1];
  CHECK(open["rate"].is_null());
  CHECK(open["worst_case_rate"] == 1.0);
}

TEST_CASE("values of the JSON report as they change") {
  PolicyChoices choices;
  choices.time_zone = "Europe/Paris";
  choices.operating_days = lsr::OperatingDays{date::Sunday, date::Saturday, date::Monday};
  choices.holidays = "none";
  choices.cut_off = std::chrono::hours{9} + std::chrono::minutes{5};
  choices.scan_window = std::chrono::hours{72};
  choices.threshold = {35, 1000, false};
  choices.ship_by = ShipByRule::computed;
  choices.windows = {7, 90};
  const Policy policy = lsr::make_policy(choices);
  Report report = report_of_the_spec(policy);
  report.status = Status::over;
  report.complete = false;
  report.windows = {window_with(counts_of({1, 0, 0, 0, 0, 9}), 7, policy),
                    window_with(counts_of({0, 0, 0, 0, 0, 0}), 90, policy)};
  report.notes = {"one", "two \"quoted\""};
  const Json made = Json::parse(json_of(report, policy));
  CHECK(made["as_of"] == "2026-04-01T03:00:00+02:00");
  CHECK(made["status"] == "over");
  CHECK(made["complete"] == false);
  CHECK(made["policy"]["time_zone"] == "Europe/Paris");
  // From Monday to Sunday, however they were given.
  CHECK(made["policy"]["operating_days"] == Json({"mon", "sat", "sun"}));
  CHECK(made["policy"]["holidays"] == "none");
  CHECK(made["policy"]["cut_off"] == "09:05");
  CHECK(made["policy"]["scan_window_hours"] == 72);
  CHECK(made["policy"]["threshold"] == 0.035);
  CHECK(made["policy"]["threshold_inclusive"] == false);
  CHECK(made["policy"]["ship_by"] == "computed");
  REQUIRE(made["windows"].size() == 2);
  CHECK(made["windows"][0]["days"] == 7);
  CHECK(made["windows"][0]["threshold"] == 0.035);
  CHECK(made["windows"][0]["status"] == "over");
  CHECK(made["windows"][0]["recovery"] == 19);
  CHECK(made["windows"][1]["status"] == "no-data");
  CHECK(made["notes"] == Json({"one", "two \"quoted\""}));

  PolicyChoices never;
  never.threshold = {0, 1, true};
  const Policy none_late = lsr::make_policy(never);
  report.windows = {window_with(counts_of({1, 0, 0, 0, 0, 9}), 10, none_late)};
  CHECK(Json::parse(json_of(report, none_late))["windows"][0]["recovery"].is_null());
}

TEST_CASE("an order's line in JSON has SPEC 8's names, in that order, on one line") {
  const Policy policy = lsr::make_policy({});
  const FullOrder full;
  const std::string text = jsonl_of(full.order, policy);
  REQUIRE(!text.empty());
  CHECK(text.back() == '\n');
  CHECK(std::count(text.begin(), text.end(), '\n') == 1);
  const Json made = Json::parse(text);
  CHECK(keys_of(made) == line_names);
  const Json expected = Json::parse(R"({
    "order_id": "111-1234567-1234567", "verdict": "late", "reason": "confirmed-late",
    "purchased": "2026-03-07T14:03:00-08:00", "handling_time": 2,
    "ship_by": "2026-03-10T23:59:59-07:00", "ship_by_source": "computed",
    "other_ship_by": "2026-03-09T23:59:59-07:00", "confirmed": "2026-03-11T01:00:00-07:00",
    "scan_by": "2026-03-13T01:00:00-07:00", "first_scan": "2026-03-11T20:00:00-07:00",
    "tracking_number": "TBA1", "late_hours": 2})");
  CHECK(made.dump(1) == expected.dump(1));
}

TEST_CASE("what an order's line does not know is null in JSON and empty in CSV") {
  const Policy policy = lsr::make_policy({});
  const OrderLine nothing;
  Order order;
  order.id = "A";
  order.line = &nothing;
  order.decider.outcome = Outcome::amazon_fulfilled;
  const Json made = Json::parse(jsonl_of(order, policy));
  CHECK(keys_of(made) == line_names);
  CHECK(made["order_id"] == "A");
  CHECK(made["verdict"] == "excluded");
  CHECK(made["reason"] == "amazon-fulfilled");
  for (std::size_t i = 3; i < line_names.size(); ++i) {
    INFO(line_names[i]);
    CHECK(made[line_names[i]].is_null());
  }
  CHECK(csv_of(order, policy) == "A,excluded,amazon-fulfilled,,,,,,,,,,\n");

  // On time has no reason.
  order.decider.outcome = Outcome::on_time;
  CHECK(Json::parse(jsonl_of(order, policy))["verdict"] == "on-time");
  CHECK(Json::parse(jsonl_of(order, policy))["reason"].is_null());
  CHECK(csv_of(order, policy) == "A,on-time,,,,,,,,,,,\n");

  // 0 is known: it is no hour, and no day of handling.
  OrderLine zeros;
  zeros.handling_time = 0;
  zeros.late_hours = 0;
  order.line = &zeros;
  CHECK(Json::parse(jsonl_of(order, policy))["handling_time"] == 0);
  CHECK(Json::parse(jsonl_of(order, policy))["late_hours"] == 0);
  CHECK(csv_of(order, policy) == "A,on-time,,,0,,,,,,,,0\n");
}

namespace {

/// UTF-8 by its table, so that what a parser lets pass is not taken for granted.
bool is_utf8(const std::string& text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](std::size_t i, unsigned low, unsigned high) { return byte(i) >= low && byte(i) <= high; };
  for (std::size_t i = 0; i < text.size();) {
    const unsigned first = byte(i);
    if (first < 0x80) {
      i += 1;
    } else if (first >= 0xC2 && first <= 0xDF && follows(i + 1, 0x80, 0xBF)) {
      i += 2;
    } else if (first >= 0xE0 && first <= 0xEF &&
               follows(i + 1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF) && follows(i + 2, 0x80, 0xBF)) {
      i += 3;
    } else if (first >= 0xF0 && first <= 0xF4 &&
               follows(i + 1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF) && follows(i + 2, 0x80, 0xBF) &&
               follows(i + 3, 0x80, 0xBF)) {
      i += 4;
    } else {
      return false;
    }
  }
  return true;
}

struct Bytes {
  const char* sentence;
  std::string text;
};

const std::vector<Bytes> bytes_that_are_no_utf8{
    {"a byte that no UTF-8 has", "A\xFF"},
    {"Latin-1", "Bestellung f\xFCr M\xFCller"},
    {"a continuation without a beginning", "\x80"},
    {"a beginning without its continuation", "A\xE2\x82"},
    {"an overlong slash", "\xC0\xAF"},
    {"an overlong escape of three bytes", "\xE0\x80\x9B"},
    {"half of a surrogate pair", "\xED\xA0\x80"},
    {"beyond the last character", "\xF4\x90\x80\x80"},
    {"all bytes from 128 on",
     [] {
       std::string all;
       for (int i = 128; i < 256; ++i) all.push_back(static_cast<char>(i));
       return all;
     }()},
};

}  // namespace

TEST_CASE("bytes that are no UTF-8 do not break the JSON") {
  const Policy policy = lsr::make_policy({});
  for (const auto& c : bytes_that_are_no_utf8) {
    INFO(c.sentence);
    REQUIRE_FALSE(is_utf8(c.text));
    OrderLine line;
    line.tracking_number = c.text;
    Order order;
    order.id = c.text;
    order.line = &line;
    const std::string text = jsonl_of(order, policy);
    CHECK(is_utf8(text));
    Json made;
    REQUIRE_NOTHROW(made = Json::parse(text));
    CHECK(keys_of(made) == line_names);
    CHECK(contains(made["order_id"], "\xEF\xBF\xBD"));
    CHECK(contains(made["tracking_number"], "\xEF\xBF\xBD"));

    Report report = report_of_the_spec(policy);
    report.input.files[0].name = c.text;
    report.notes = {"of " + c.text};
    const std::string document = json_of(report, policy);
    CHECK(is_utf8(document));
    CHECK_NOTHROW(Json::parse(document));
  }
  // What is UTF-8 stays as it is, signs that JSON has to escape among it.
  for (const std::string id : {"№ 1 – 注文 😀", "\"\\/", "a\tb\nc\x01\x7F"}) {
    Order order;
    const OrderLine line;
    order.id = id;
    order.line = &line;
    const std::string text = jsonl_of(order, policy);
    CHECK(std::count(text.begin(), text.end(), '\n') == 1);
    CHECK(Json::parse(text)["order_id"] == id);
  }
}

TEST_CASE("the columns of the CSV are SPEC 8's names, in that order") {
  std::ostringstream out;
  lsr::write_csv_head(out);
  CHECK(out.str() ==
        "order_id,verdict,reason,purchased,handling_time,ship_by,ship_by_source,other_ship_by,"
        "confirmed,scan_by,first_scan,tracking_number,late_hours\n");
  const FullOrder full;
  CHECK(csv_of(full.order, lsr::make_policy({})) ==
        "111-1234567-1234567,late,confirmed-late,2026-03-07T14:03:00-08:00,2,"
        "2026-03-10T23:59:59-07:00,computed,2026-03-09T23:59:59-07:00,2026-03-11T01:00:00-07:00,"
        "2026-03-13T01:00:00-07:00,2026-03-11T20:00:00-07:00,TBA1,2\n");
}

TEST_CASE("a cell of a CSV is quoted where it must be, and runs nothing") {
  struct Case {
    const char* sentence;
    std::string value;
    std::string cell;
  };
  const std::vector<Case> cases{
      {"plain", "111-1234567-1234567", "111-1234567-1234567"},
      {"a blank needs no quotes", "A 1", "A 1"},
      {"a comma does", "A,1", "\"A,1\""},
      {"a quote is doubled", "A\"1", "\"A\"\"1\""},
      {"a line feed does", "A\n1", "\"A\n1\""},
      {"a carriage return does", "A\r1", "\"A\r1\""},
      {"an equals sign in front", "=1+1", "'=1+1"},
      {"a plus", "+1", "'+1"},
      {"a minus", "-1", "'-1"},
      {"an at sign", "@SUM(A1)", "'@SUM(A1)"},
      {"a tab", "\t=1", "'\t=1"},
      {"a carriage return", "\r=1", "\"'\r=1\""},
      {"what runs and has to be quoted is both", "=HYPERLINK(\"x\",1)", "\"'=HYPERLINK(\"\"x\"\",1)\""},
      {"further inside they are harmless", "A=1+1-1@1", "A=1+1-1@1"},
      {"an apostrophe stays as it is", "'A", "'A"},
      {"UTF-8", "注文", "注文"},
  };
  const Policy policy = lsr::make_policy({});
  for (const auto& c : cases) {
    INFO(c.sentence);
    OrderLine line;
    line.tracking_number = c.value;
    Order order;
    order.id = c.value;
    order.line = &line;
    order.decider.outcome = Outcome::on_time;
    CHECK(csv_of(order, policy) == c.cell + ",on-time,,,,,,,,,," + c.cell + ",\n");
  }
}

TEST_CASE("rejected rows as CSV") {
  std::ostringstream out;
  lsr::write_rejects_csv_head(out);
  Reject reject;
  reject.line = 7;
  reject.column = "Purchase, Date";
  reject.what = "does not exist in the calendar";
  reject.value = "=2026-02-30";
  lsr::write_rejects_csv(out, reject, "-my orders.csv");
  // A fault of shape is described without column and value.
  Reject shape;
  shape.line = 9;
  shape.what = "has a quote that nothing closes";
  lsr::write_rejects_csv(out, shape, "b.csv");
  // A line break in a value would be one in the file of whoever splits it by lines.
  reject.value = "a\n\x1b[31mb";
  lsr::write_rejects_csv(out, reject, "b.csv");
  CHECK(out.str() ==
        "file,line,column,what,value\n"
        "'-my orders.csv,7,\"Purchase, Date\",does not exist in the calendar,'=2026-02-30\n"
        "b.csv,9,,has a quote that nothing closes,\n"
        "b.csv,7,\"Purchase, Date\",does not exist in the calendar,a??[31mb\n");
}

TEST_CASE("a value in a message is cut to 40 characters and made printable") {
  struct Case {
    const char* sentence;
    std::string value;
    std::string expected;
  };
  const auto times = [](std::size_t count, const std::string& text) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
  };
  const std::vector<Case> cases{
      {"nothing", "", ""},
      {"short", "2026-02-30", "2026-02-30"},
      {"40 characters are not cut", times(40, "x"), times(40, "x")},
      {"41 are", times(41, "x"), times(40, "x") + "..."},
      {"characters, not bytes", times(40, "ü"), times(40, "ü")},
      {"nor are characters cut apart", times(41, "注"), times(40, "注") + "..."},
      {"four bytes are one character, too", times(41, "😀"), times(40, "😀") + "..."},
      {"an escape sequence", "\x1b[31mred", "?[31mred"},
      {"zero, line ends, tab, bell, delete", std::string{"a\0b\nc\rd\te\af\x7Fg", 13}, "a?b?c?d?e?f?g"},
      {"the control characters beyond ASCII", "a\u0085b\u009Bc", "a?b?c"},
      {"the first character beyond them", "a\u00A0b", "a\u00A0b"},
      {"bytes that are no UTF-8, one by one", "a\xFF\xFE\xC3", "a???"},
      {"a beginning whose continuation is missing", "\xE2\x82 a", "?? a"},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    CHECK(lsr::cut_printable(c.value) == c.expected);
  }
  // Whatever it is: at most 40 characters and the three dots, and nothing that a terminal obeys.
  std::mt19937 random{17};
  for (int round = 0; round < 5000; ++round) {
    std::string value;
    for (std::size_t i = 0, size = random() % 120; i < size; ++i) {
      value.push_back(static_cast<char>(random() % 256));
    }
    const std::string shown = lsr::cut_printable(value);
    const auto characters = std::count_if(shown.begin(), shown.end(),
                                          [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    REQUIRE(characters <= 43);
    REQUIRE(std::none_of(shown.begin(), shown.end(),
                         [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7F'; }));
    // Uncut it begins the same, and leaves nothing out.
    const std::string whole = lsr::printable(value);
    REQUIRE(whole.rfind(shown.substr(0, shown.size() - (whole == shown ? 0 : 3)), 0) == 0);
    REQUIRE(whole.size() <= value.size());
  }
  const std::string long_one(1000, 'x');
  CHECK(lsr::printable(long_one) == long_one);
}

TEST_CASE("a value in a message is UTF-8, whatever it was") {
  for (const auto& c : bytes_that_are_no_utf8) {
    INFO(c.sentence);
    CHECK(is_utf8(lsr::printable(c.text)));
  }
}

namespace {

const TextStyle plain{};
const TextStyle colored{true, 80};

/// A report with all notes and all numbers long.
Report crowded_report(const Policy& policy) {
  Report report = report_of_the_spec(policy);
  report.complete = false;
  report.input.rejected = 1'234'567;
  report.input.rows = 123'456'789;
  report.input.superseded = 1234;
  report.input.warnings = 12'345;
  report.input.pending = 7;
  report.input.future = 3;
  report.notes = {
      "The log ends 2026-03-29T17:40:12-07:00, more than 24 hours ago: what was confirmed since the "
      "export counts as late here. Give --as-of with the time of the export.",
      "Scans were not checked for 2 of 3 files, which have no first-scan column: a parcel confirmed "
      "in time counts as on time there, whether or not a carrier ever scanned it."};
  report.windows.clear();
  for (const int days : policy.windows) {
    report.windows.push_back(window_with(counts_of({30, 10, 5, 100, 50, 1000}), days, policy));
  }
  return report;
}

}  // namespace

TEST_CASE("the text report keeps to 80 columns, and to ASCII") {
  for (const auto& windows : std::vector<std::vector<int>>{{10, 30}, {10}, {365}, {7, 30, 365}, {1, 90}}) {
    PolicyChoices choices;
    choices.windows = windows;
    const Policy policy = lsr::make_policy(choices);
    for (const auto& report : {report_of_the_spec(policy), crowded_report(policy)}) {
      const std::string text = text_of(report, policy, plain);
      INFO(text);
      CHECK(longest_line(text) <= 80);
      CHECK(lines_of(text).size() > 15);
      CHECK(std::all_of(text.begin(), text.end(), [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
    }
  }
}

TEST_CASE("the text report keeps to 80 columns with four windows") {
  PolicyChoices choices;
  choices.windows = {7, 10, 30, 90};
  const Policy policy = lsr::make_policy(choices);
  CHECK(longest_line(text_of(crowded_report(policy), policy, plain)) <= 80);
}

TEST_CASE("sentences of the text report are broken at the width there is") {
  const Policy policy = lsr::make_policy({});
  const std::string narrow = text_of(crowded_report(policy), policy, {false, 60});
  for (const auto& line : lines_of(narrow)) {
    const bool of_a_sentence =
        line.rfind("Note: ", 0) == 0 || line.rfind("      ", 0) == 0 || line.rfind("Read: ", 0) == 0;
    INFO(line);
    // The tables begin with blanks, too; theirs are more than the six of a note.
    if (of_a_sentence && line.rfind("       ", 0) != 0) CHECK(line.size() <= 60);
  }
  CHECK(lines_of(narrow).size() > lines_of(text_of(crowded_report(policy), policy, plain)).size());
  // A wide terminal gets explanations beside the table of reasons, and no other numbers.
  const std::string wide = text_of(report_of_the_spec(policy), policy, {false, 200});
  CHECK(contains(wide, "no scan within the scan window"));
  CHECK_FALSE(contains(text_of(report_of_the_spec(policy), policy, plain), "no scan within the scan window"));
}

TEST_CASE("the text report is never wider than the terminal") {
  const Policy policy = lsr::make_policy({});
  for (std::size_t width = 80; width <= 200; ++width) {
    CHECK(longest_line(text_of(report_of_the_spec(policy), policy, {false, width})) <= width);
  }
}

TEST_CASE("colours come only where they are asked for, and change no word") {
  const Policy policy = lsr::make_policy({});
  const Report report = crowded_report(policy);
  const std::string without = text_of(report, policy, plain);
  const std::string with = text_of(report, policy, colored);
  CHECK_FALSE(contains(without, "\x1b"));
  CHECK(contains(with, "\x1b["));
  std::string stripped;
  for (std::size_t i = 0; i < with.size(); ++i) {
    if (with[i] == '\x1b') {
      i = with.find('m', i);
    } else {
      stripped.push_back(with[i]);
    }
  }
  CHECK(stripped == without);

  const FullOrder full;
  for (const bool color : {false, true}) {
    std::ostringstream out;
    write_text(out, full.order, policy, {color, 80});
    write_text(out, lsr::deadline_of(lsr::exactly(at("2026-03-07T14:03:00-08:00")), 2, policy), policy, {color, 80});
    CHECK(contains(out.str(), "\x1b[") == color);
  }
}

TEST_CASE("the text report says first what the seller came for") {
  struct Case {
    const char* sentence;
    std::array<int, 6> counts;
    bool complete;
    Texts said;
    Texts unsaid;
  };
  const std::vector<Case> cases{
      {"within: how many of the next may be late",
       {3, 1, 1, 10, 5, 300},
       true,
       {"WITHIN: ", "within the limit (4 %)", "1.64 %", "5 of 305", "7 of the next orders may be late"},
       {"OVER", "INCOMPLETE", "NO DATA"}},
      {"within, without room",
       {4, 0, 0, 0, 0, 96},
       true,
       {"WITHIN: ", "4.00 %", "4 of 100", "the next late order, all else on time, puts it over"},
       {"OVER", "of the next orders"}},
      {"over: how many on time bring it back",
       {5, 0, 0, 0, 0, 95},
       true,
       {"OVER: ", "over the limit (4 %)", "5.00 %", "25 on-time orders in a row bring it back"},
       {"WITHIN", "of the next orders"}},
      {"one on-time order is no orders",
       {1, 0, 0, 0, 0, 23},
       true,
       {"1 on-time order in a row brings it back"},
       {"orders in a row"}},
      {"nothing decided",
       {0, 0, 0, 2, 0, 0},
       true,
       {"NO DATA: ", "nothing is decided yet", "0 of 0"},
       {"OVER", "WITHIN", "nan", "of the next orders", "on-time order"}},
      {"a rejected row", {3, 1, 1, 10, 5, 300}, false, {"INCOMPLETE: 2 of 1200 rows could not be read"}, {}},
  };
  const Policy policy = lsr::make_policy({});
  for (const auto& c : cases) {
    INFO(c.sentence);
    Report report = report_of_the_spec(policy);
    report.totals = counts_of(c.counts);
    report.windows = {window_with(report.totals, 10, policy)};
    report.status = report.windows[0].status;
    report.complete = c.complete;
    report.input.rejected = c.complete ? 0 : 2;
    const std::string text = text_of(report, policy, plain);
    INFO(text);
    for (const auto& part : c.said) CHECK_THAT(text, Catch::Contains(part));
    for (const auto& part : c.unsaid) CHECK_THAT(text, !Catch::Contains(part));
    CHECK_THAT(text, Catch::Contains("Judged as of Tue 2026-03-31 18:00:00 -07:00"));
  }
}

TEST_CASE("INCOMPLETE is the second line, where nobody overlooks it") {
  const Policy policy = lsr::make_policy({});
  const auto lines = lines_of(text_of(crowded_report(policy), policy, plain));
  REQUIRE(lines.size() > 2);
  CHECK(lines[1].rfind("INCOMPLETE", 0) == 0);
}

TEST_CASE("each number of the text report stands in the line and the column it belongs to") {
  const Policy policy = lsr::make_policy({});
  Report report = report_of_the_spec(policy);
  report.windows = {window_with(counts_of({1, 2, 3, 4, 5, 61}), 10, policy),
                    window_with(counts_of({11, 12, 13, 14, 15, 162}), 30, policy)};
  report.totals = counts_of({21, 22, 23, 24, 25, 263});
  const std::string text = text_of(report, policy, plain);
  struct Case {
    const char* reason;
    std::array<const char*, 3> numbers;
  };
  const std::vector<Case> cases{
      {"confirmed-late", {"1", "11", "21"}},
      {"unconfirmed", {"2", "12", "22"}},
      {"unscanned", {"3", "13", "23"}},
      {"awaiting-confirmation", {"4", "14", "24"}},
      {"awaiting-scan", {"5", "15", "25"}},
      {"on-time", {"61", "162", "263"}},
      {"whole log", {}},
  };
  for (const auto& c : cases) {
    INFO(text);
    INFO(c.reason);
    bool found = false;
    for (const auto& line : lines_of(text)) {
      std::istringstream in{line};
      Texts words;
      for (std::string word; in >> word;) words.push_back(word);
      if (c.numbers[0] == nullptr) {
        found = found || contains(line, c.reason);
        continue;
      }
      if (words.size() < 4) continue;
      const Texts tail(words.end() - 3, words.end());
      if (words[words.size() - 4] == c.reason && tail == Texts(c.numbers.begin(), c.numbers.end())) {
        found = true;
      }
    }
    CHECK(found);
  }
}

TEST_CASE("the text report never shows the limit for a rate over it") {
  const Policy policy = lsr::make_policy({});
  Report report = report_of_the_spec(policy);
  report.status = Status::over;
  // 4 001 of 100 000 is 4.001 %.
  report.totals = counts_of({4001, 0, 0, 0, 0, 95'999});
  report.windows = {window_with(report.totals, 10, policy)};
  const std::string text = text_of(report, policy, plain);
  CHECK_THAT(text, Catch::Contains("4.001 %"));
  CHECK_THAT(text, !Catch::Contains("4.00 %"));
  CHECK_THAT(text, Catch::Contains("4001 of 100000"));
  CHECK(longest_line(text) <= 80);
}

TEST_CASE("the next step can be pasted into a shell") {
  struct Case {
    const char* sentence;
    std::array<int, 6> counts;
    Texts names;
    const char* expected;  // the last line; empty: there is none
  };
  const std::array<int, 6> late{1, 0, 0, 1, 0, 9};
  const std::vector<Case> cases{
      {"the late ones first", late, {"orders.csv"}, "Next: lsr orders --only late orders.csv"},
      {"else the open ones", {0, 0, 0, 0, 1, 9}, {"orders.csv"}, "Next: lsr orders --only open orders.csv"},
      {"nothing to do", {0, 0, 0, 0, 0, 9}, {"orders.csv"}, ""},
      {"all files, in their order", late, {"b.csv", "a.csv"}, "Next: lsr orders --only late b.csv a.csv"},
      {"standard input is read by then", late, {"a.csv", "-"}, ""},
      {"a path", late, {"../in box/orders.csv"}, "Next: lsr orders --only late '../in box/orders.csv'"},
      {"a quote", late, {"it's.csv"}, "Next: lsr orders --only late 'it'\\''s.csv'"},
      {"what a shell would run or fill in",
       late,
       {"$(rm -rf x);`y`&*.csv"},
       "Next: lsr orders --only late '$(rm -rf x);`y`&*.csv'"},
      {"a home directory", late, {"~/orders.csv"}, "Next: lsr orders --only late '~/orders.csv'"},
      {"nothing at all is a word, too", late, {""}, "Next: lsr orders --only late ''"},
  };
  const Policy policy = lsr::make_policy({});
  for (const auto& c : cases) {
    INFO(c.sentence);
    Report report = report_of_the_spec(policy);
    report.totals = counts_of(c.counts);
    const auto lines = lines_of(text_of(report, policy, plain, c.names));
    REQUIRE(!lines.empty());
    if (*c.expected != '\0') {
      CHECK(lines.back() == c.expected);
    } else {
      CHECK(lines.back().rfind("Next", 0) == std::string::npos);
    }
  }
}

TEST_CASE("texts are wrapped between words") {
  struct Case {
    const char* sentence;
    std::string text;
    std::size_t width;
    std::size_t indent;
    std::string expected;
  };
  const std::vector<Case> cases{
      {"what fits stays", "one two", 7, 0, "one two"},
      {"what does not is broken between words", "one two", 6, 0, "one\ntwo"},
      {"each line but the first is indented", "one two six", 7, 3, "one two\n   six"},
      {"the indent counts as part of the line", "one two six", 6, 2, "one\n  two\n  six"},
      {"a word longer than the line stands alone", "a incomprehensible b", 5, 0, "a\nincomprehensible\nb"},
      {"blanks within a line stay", "one:  two", 20, 0, "one:  two"},
      {"blanks where it is broken do not", "one:  two", 5, 0, "one:\ntwo"},
      {"nothing", "", 10, 2, ""},
      {"blanks at the end do not", "one  ", 10, 0, "one"},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    CHECK(lsr::text::wrapped(c.text, c.width, c.indent) == c.expected);
  }
}

TEST_CASE("wrapping loses no word, keeps to the width, and breaks no sooner than it must") {
  std::mt19937 random{23};
  const auto below = [&](unsigned n) { return static_cast<std::size_t>(random() % n); };
  for (int round = 0; round < 3000; ++round) {
    const std::size_t width = 20 + below(60);
    const std::size_t indent = below(10);
    // Beyond the indent, as every label is: a line of less than the indent cannot be broken.
    Texts words{std::string(indent + 1, 'l')};
    for (std::size_t i = 0, count = below(40); i < count; ++i) {
      words.emplace_back(1 + below(static_cast<unsigned>(width - indent)), 'x');
    }
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
    const std::string result = lsr::text::wrapped(text, width, indent);
    INFO(width << ", indented by " << indent << ":\n" << result);

    Texts found;
    std::istringstream in{result};
    for (std::string word; in >> word;) found.push_back(word);
    REQUIRE(found == words);

    const Texts lines = lines_of(result);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      REQUIRE(lines[i].size() <= width);
      if (i == 0) continue;
      REQUIRE(lines[i].find_first_not_of(' ') == indent);
      const auto first_word = lines[i].substr(indent, lines[i].find(' ', indent) - indent);
      REQUIRE(lines[i - 1].size() + 1 + first_word.size() > width);
    }
  }
}

TEST_CASE("a first word exactly as long as the indent is no reason to go beyond the width") {
  CHECK(lsr::text::wrapped("abc defghij", 10, 3) == "abc\n   defghij");
}

TEST_CASE("the table of orders") {
  const Policy policy = lsr::make_policy({});
  const FullOrder full;
  for (const std::size_t width : {std::size_t{80}, std::size_t{120}}) {
    std::ostringstream out;
    write_text_head(out, policy, {false, width});
    write_text(out, full.order, policy, {false, width});
    const auto lines = lines_of(out.str());
    REQUIRE(lines.size() == 3);
    CHECK(longest_line(out.str()) <= width);
    // The times are brief: the head names their zone.
    CHECK_THAT(lines[1], Catch::Contains("America/Los_Angeles"));
    for (const auto* part : {"111-1234567-1234567", "confirmed-late", "2026-03-10 23:59", "2026-03-11 01:00"}) {
      CHECK_THAT(lines[2], Catch::Contains(part));
    }
    CHECK(lines[0].find("Ship-by") == lines[2].find("2026-03-10"));
    CHECK(lines[0].find("Confirmed") == lines[2].find("2026-03-11 01:00"));
    CHECK(contains(lines[0], "First scan") == (width >= 110));
    CHECK(contains(lines[2], "2026-03-11 20:00") == (width >= 110));
  }
}

TEST_CASE("an order-id in the table of orders does nothing to a terminal") {
  const Policy policy = lsr::make_policy({});
  const OrderLine line;
  Order order;
  order.id = "A\x1b]0;title\x07";
  order.line = &line;
  std::ostringstream out;
  write_text(out, order, policy, plain);
  CHECK_FALSE(contains(out.str(), "\x1b"));
  CHECK_FALSE(contains(out.str(), "\x07"));
}

namespace {

const std::string story_head =
    "order-id,order-item-id,purchase-date,handling-time,ship-by-date,confirm-date,tracking-number,"
    "first-scan-date\n";

OrderStory story_of(const WrittenLog& log, const Policy& policy) {
  Heard heard;
  return explain_order("A", log.sources(), policy, {}, at("2026-12-31T18:00:00-08:00"), heard);
}

/// Late over Thanksgiving; its first row was replaced, another one was rejected.
OrderStory told_story(const Policy& policy) {
  const WrittenLog log{
      {"last night.csv", story_head + "A,1,2026-11-25T10:00:00-08:00,1,,,,\n"},
      {"tonight.csv", story_head + "A,1,2026-11-25T10:00:00-08:00,1,,2026-11-28T03:00:00-08:00,TBA1,\n"
                                   "A,2,2026-11-25T10:00:00-08:00,1,2026-11-30,2026-11-27T10:00:00-08:00,"
                                   "TBA2,2026-11-28T10:00:00-08:00\n"
                                   "A,3,2026-02-30,1,,,,\n"}};
  return story_of(log, policy);
}

}  // namespace

TEST_CASE("an order's story as text") {
  const Policy policy = lsr::make_policy({});
  std::ostringstream out;
  write_text(out, told_story(policy), policy, plain);
  INFO(out.str());
  const Texts parts{
      "Order A: late, confirmed-late",
      "Judged as of Thu 2026-12-31 18:00:00 -08:00 (America/Los_Angeles)",
      "INCOMPLETE: 1 row of it could not be read",
      "last night.csv:2, item 1  (replaced by a later file)",
      "tonight.csv:2, item 1  (this row decides)",
      "tonight.csv:3, item 2\n",
      "purchased    Wed 2026-11-25 10:00:00 -08:00",
      "handling     1 business day\n",
      "Wed 2026-11-25  purchased",
      "Thu 2026-11-26  skipped: Thanksgiving Day",
      "Fri 2026-11-27  business day 1  <- ship-by day",
      "Sat 2026-11-28  skipped: no operating day",
      "ship-by      Fri 2026-11-27 23:59:59 -08:00  (counted)",
      "confirmed    Sat 2026-11-28 03:00:00 -08:00  (03:00:01 after the ship-by date)",
      "scan-by      Mon 2026-11-30 03:00:00 -08:00  (48 hours after the confirm)",
      "first scan   none yet",
      "ship-by      Mon 2026-11-30 23:59:59 -08:00  (the marketplace's own date)",
      "counted it would be Fri 2026-11-27 23:59:59 -08:00: another day",
      "(1 day 00:00:00 before the scan\n               window's end)",
      "verdict      on-time",
  };
  for (const auto& part : parts) CHECK_THAT(out.str(), Catch::Contains(part));
}

TEST_CASE("an order's story as text keeps to 80 columns") {
  const Policy policy = lsr::make_policy({});
  std::ostringstream out;
  write_text(out, told_story(policy), policy, plain);
  CHECK(longest_line(out.str()) <= 80);
}

TEST_CASE("no day but the ship-by day is called that") {
  const Policy policy = lsr::make_policy({});
  // Due on the Thursday before it was purchased: odd, but usable.
  const WrittenLog log{{"a.csv", story_head + "A,1,2026-03-09T10:00:00-07:00,1,2026-03-05T23:59:59-08:00,,,\n"}};
  std::ostringstream out;
  write_text(out, story_of(log, policy), policy, plain);
  for (const auto& line : lines_of(out.str())) {
    if (contains(line, "<- ship-by day")) CHECK_THAT(line, Catch::Contains("2026-03-05"));
  }
}

TEST_CASE("an order's story as JSON") {
  const Policy policy = lsr::make_policy({});
  const Json made = Json::parse(json_of(told_story(policy), policy));
  Texts keys{"schema", "as_of"};
  keys.insert(keys.end(), line_names.begin(), line_names.end());
  keys.emplace_back("days");
  Texts made_keys = keys_of(made);
  REQUIRE(made_keys.size() >= keys.size());
  made_keys.resize(keys.size());
  CHECK(made_keys == keys);
  CHECK(made["schema"] == "lsr.explain/1");
  CHECK(made["as_of"] == "2026-12-31T18:00:00-08:00");
  CHECK(made["order_id"] == "A");
  CHECK(made["verdict"] == "late");
  CHECK(made["reason"] == "confirmed-late");
  CHECK(made["late_hours"] == 4);
  CHECK(made["days"].dump() == R"([{"day":"2026-11-25","kind":"purchase","name":null,"count":null},)"
                               R"({"day":"2026-11-26","kind":"holiday","name":"Thanksgiving Day","count":null},)"
                               R"({"day":"2026-11-27","kind":"business","name":null,"count":1}])");
  REQUIRE(made["rows"].size() == 3);
  CHECK(made["rows"][0]["stands"] == false);
  CHECK(made["rows"][1]["stands"] == true);
  CHECK(made["rows"][1]["decides"] == true);
  CHECK(made["rows"][2]["decides"] == false);
  CHECK(made["rows"][2]["file"] == "tonight.csv");
  CHECK(made["rows"][2]["line"] == 3);
  CHECK(made["rejected_rows"] == 1);
}

TEST_CASE("a deadline as JSON and as text") {
  const Policy policy = lsr::make_policy({});
  const auto deadline = lsr::deadline_of(lsr::exactly(at("2026-03-07T14:03:00-08:00")), 2, policy);
  const Json expected = Json::parse(R"({
    "schema": "lsr.deadline/1", "purchased": "2026-03-07T14:03:00-08:00", "handling_time": 2,
    "ship_by": "2026-03-10T23:59:59-07:00", "ship_by_source": "computed",
    "scan_by": "2026-03-12T23:59:59-07:00",
    "days": [{"day": "2026-03-07", "kind": "purchase", "name": null, "count": null},
             {"day": "2026-03-08", "kind": "weekend", "name": null, "count": null},
             {"day": "2026-03-09", "kind": "business", "name": null, "count": 1},
             {"day": "2026-03-10", "kind": "business", "name": null, "count": 2}]})");
  // Keys may be added: of those that are, none is looked at.
  const Json made = Json::parse(json_of(deadline, policy));
  Json known = Json::object();
  for (const auto& [key, value] : made.items()) {
    if (expected.contains(key)) known[key] = value;
  }
  CHECK(known.dump(1) == expected.dump(1));

  std::ostringstream out;
  write_text(out, deadline, policy, plain);
  CHECK(longest_line(out.str()) <= 80);
  for (const auto* part :
       {"Sat 2026-03-07 14:03:00 -08:00", "2 business days\n", "Sun 2026-03-08  skipped",
        "Mon 2026-03-09  business day 1\n", "Tue 2026-03-10  business day 2  <- ship-by day",
        "ship-by      Tue 2026-03-10 23:59:59 -07:00", "scan-by      Thu 2026-03-12 23:59:59 -07:00"}) {
    CHECK_THAT(out.str(), Catch::Contains(part));
  }
  CHECK_THAT(out.str(), !Catch::Contains("assumed"));

  auto assumed = deadline;
  assumed.assumed = true;
  std::ostringstream said;
  write_text(said, assumed, policy, plain);
  CHECK_THAT(said.str(), Catch::Contains("assumed; give yours with --handling-time"));
}

TEST_CASE("a written log, all the way to each format") {
  const WrittenLog log{{"orders.csv", story_head + "A,1,2026-03-23T09:00:00-07:00,2,,2026-03-24T09:00:00-07:00,T,"
                                                   "2026-03-24T20:00:00-07:00\n"
                                                   "B,1,2026-03-23T09:00:00-07:00,2,,,,\n"
                                                   "C,1,2026-02-30,2,,,,\n"}};
  const Policy policy = lsr::make_policy({});
  const Report report = report_of(log, policy, at("2026-03-31T18:00:00-07:00"));
  const Json made = Json::parse(json_of(report, policy));
  CHECK(made["status"] == "over");
  CHECK(made["complete"] == false);
  CHECK(made["input"]["rows"] == 3);
  CHECK(made["input"]["rejected"] == 1);
  CHECK(made["input"]["orders"] == 2);
  CHECK(made["totals"]["rate"] == 0.5);
  CHECK(made["windows"].size() == 2);
  const std::string text = text_of(report, policy, plain);
  CHECK_THAT(text, Catch::StartsWith("OVER: "));
  CHECK_THAT(text, Catch::Contains("INCOMPLETE: 1 of 3 rows"));
  CHECK_THAT(text, Catch::Contains("50.00 %"));
  CHECK_THAT(text, Catch::Contains("1 of 2"));
}
