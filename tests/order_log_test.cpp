#include "lsr/order_log.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/error.hpp"

namespace {

using lsr::DateOrder;
using lsr::Error;
using lsr::Field;
using lsr::LogFacts;
using lsr::Moment;
using lsr::OrderRow;
using lsr::PolicyChoices;
using lsr::ReadingOptions;
using lsr::Reject;
using lsr::Source;
using lsr::Warning;

using Texts = std::vector<std::string>;

// ---- a sink that remembers --------------------------------------------------------------------------------------

/// "2026-03-07T14:03:22Z", "2026-03-07" where only the day is known, "-" where nothing is. Days are those of UTC, which
/// is the zone of these tests' policy.
std::string shown(const std::optional<Moment>& moment) {
  if (!moment) return "-";
  const std::string text = lsr::to_text(moment->first, lsr::Zone::utc());
  return moment->day_only ? text.substr(0, 10) : text.substr(0, 19) + "Z";
}

/// An accepted row whose texts are its own.
struct Row {
  OrderRow row;
  std::string order_id;
  std::string tracking_number;
};

std::string place(std::size_t file, std::uint64_t line) { return std::to_string(file) + ":" + std::to_string(line); }

class Recorder : public lsr::LogSink {
 public:
  void restart() override {
    ++restarts;
    rows.clear();
    rejects.clear();
    warnings.clear();
    events.clear();
  }
  void row(std::span<const OrderRow> packages) override {
    const OrderRow& row = packages.front();
    rows.push_back({row, std::string{row.order_id}, std::string{row.tracking_number}});
    std::string text = "row " + place(row.file, row.line) + " " + std::string{row.order_id} + " item " +
                       std::string{row.item_id} + " tracking " + std::string{row.tracking_number};
    for (const auto* moment : {&row.purchased, &row.given_ship_by, &row.confirmed, &row.first_scan, &row.cancelled}) {
      text += " " + shown(*moment);
    }
    text += " " + (row.handling_time ? std::to_string(*row.handling_time) : "-");
    for (const bool flag : {row.amazon_fulfilled, row.cancelled_status, row.pending, row.scans_checked}) {
      text += flag ? " yes" : " no";
    }
    events.push_back(std::move(text));
  }
  void reject(const Reject& reject) override {
    rejects.push_back(reject);
    events.push_back("reject " + place(reject.file, reject.line) + " column " + reject.column + " value " +
                     reject.value + " of " + reject.order_id + ": " + reject.what);
  }
  void warning(const Warning& warning) override {
    warnings.push_back(warning);
    events.push_back("warning " + place(warning.file, warning.line) + ": " + warning.what);
  }

  [[nodiscard]] Texts order_ids() const {
    Texts ids;
    for (const auto& row : rows) ids.push_back(row.order_id);
    return ids;
  }
  /// "0:3", FILE and LINE of each reject.
  [[nodiscard]] Texts rejected_places() const {
    Texts places;
    for (const auto& reject : rejects) places.push_back(place(reject.file, reject.line));
    return places;
  }

  int restarts = 0;
  std::vector<Row> rows;
  std::vector<Reject> rejects;
  std::vector<Warning> warnings;
  Texts events;  // all of these, in the order in which they were heard
};

// ---- reading a log ----------------------------------------------------------------------------------------------

enum class Medium { file, stream };

struct File {
  std::string text;
  Medium medium = Medium::file;
};

/// FILEs in memory, called a.csv, b.csv, …
class Log {
 public:
  Log(std::initializer_list<File> files) : files_(files), opened_(files_.size()) {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      const std::string name = std::string(1, static_cast<char>('a' + i)) + ".csv";
      const Source in_memory = lsr::memory_source(name, files_[i].text);
      const bool rereadable = files_[i].medium == Medium::file;
      sources_.push_back({name, rereadable, [this, i, rereadable, open = in_memory.open] {
                            // A pipe that was read is gone: opened again it would say nothing at all.
                            if (++opened_[i] > 1 && !rereadable) throw std::logic_error{"a stream was opened twice"};
                            return open();
                          }});
    }
  }
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;
  Log(Log&&) = delete;
  Log& operator=(Log&&) = delete;
  ~Log() = default;

  [[nodiscard]] const std::vector<Source>& sources() const { return sources_; }
  [[nodiscard]] int opened(std::size_t file) const { return opened_[file]; }

 private:
  std::vector<File> files_;
  std::vector<int> opened_;
  std::vector<Source> sources_;
};

struct Reading {
  PolicyChoices policy{};
  ReadingOptions options{};
};

// Each a choice or two, all else as the marketplace has it.

PolicyChoices handling_time(int days) {
  PolicyChoices choices;
  choices.handling_time = days;
  return choices;
}

PolicyChoices computed_ship_by() {
  PolicyChoices choices;
  choices.ship_by = lsr::ShipByRule::computed;
  return choices;
}

PolicyChoices scan_check(lsr::ScanCheck check) {
  PolicyChoices choices;
  choices.scan_check = check;
  return choices;
}

struct Heard {
  Recorder sink;
  LogFacts facts;
};

LogFacts read_into(Recorder& sink, const std::vector<Source>& sources, const Reading& reading) {
  PolicyChoices choices = reading.policy;
  if (!choices.time_zone) choices.time_zone = "Etc/UTC";
  return lsr::read_log({sources}, lsr::make_policy(choices), reading.options, lsr::Instant::max(), sink);
}

std::unique_ptr<Heard> hear(const std::vector<Source>& sources, const Reading& reading = {}) {
  auto heard = std::make_unique<Heard>();
  heard->facts = read_into(heard->sink, sources, reading);
  return heard;
}

std::unique_ptr<Heard> hear(std::initializer_list<File> files, const Reading& reading = {}) {
  const Log log{files};
  return hear(log.sources(), reading);
}

std::unique_ptr<Heard> hear(const std::string& text, const Reading& reading = {}) {
  return hear({File{text}}, reading);
}

template <typename Action>
std::optional<Error> error_of(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  return std::nullopt;
}

/// The fault that ends the run: Error{input} that names the FILE first.
void check_fault(const std::optional<Error>& error, const std::string& begins, const std::string& says) {
  REQUIRE(error);
  CHECK(error->kind() == Error::Kind::input);
  CHECK_THAT(error->what(), Catch::StartsWith(begins) && Catch::Contains(says));
}

/// "a.csv purchase-date", each column whose open dates only the habit read.
Texts habitual_columns(const LogFacts& facts) {
  Texts columns;
  for (const auto& file : facts.habitual) {
    for (const auto column : file.columns) columns.push_back(file.file + " " + std::string{column});
  }
  return columns;
}

const std::string header = "order-id,purchase-date,handling-time\n";

}  // namespace

// ---- the header -------------------------------------------------------------------------------------------------

TEST_CASE("order log: the delimiter is found from the header", "[order_log]") {
  struct Case {
    const char* sentence;
    std::string text;
  };
  const std::vector<Case> cases{
      {"comma", "order-id,purchase-date,tracking-number\nA1,2026-03-01,x;y|z\tw;;;||||\t\t\t\n"},
      {"semicolon", "order-id;purchase-date;tracking-number\nA1;2026-03-01;x,y|z\tw,,,||||\t\t\t\n"},
      {"pipe", "order-id|purchase-date|tracking-number\nA1|2026-03-01|x,y;z\tw,,,;;;;\t\t\t\n"},
      {"tab", "order-id\tpurchase-date\ttracking-number\nA1\t2026-03-01\tx,y;z|w,,,;;;;||||\n"},
      {"comma, a quoted name holding others",
       "order-id,purchase-date,tracking-number,\"a;b;c;d|e|f|g\"\nA1,2026-03-01,x;y|z\tw;;;||||\t\t\t,\n"},
      {"semicolon, a quoted name holding others",
       "order-id;\"a,b,c,d,e\";purchase-date;tracking-number\nA1;;2026-03-01;x,y|z\tw,,,||||\t\t\t\n"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const auto heard = hear(each.text, {handling_time(1), {}});
    REQUIRE(heard->sink.rows.size() == 1);
    CHECK(heard->sink.rows[0].order_id == "A1");
    CHECK(shown(heard->sink.rows[0].row.purchased) == "2026-03-01");
    CHECK(heard->sink.rows[0].tracking_number.substr(0, 1) == "x");
    CHECK(heard->sink.rows[0].tracking_number.size() > 12);
    CHECK(heard->sink.rejects.empty());
  }
}

TEST_CASE("order log: the delimiter is found however long the header is, and wherever it begins", "[order_log]") {
  // 16 KiB are looked at first, and more of it where the header's line does not end there.
  constexpr std::size_t looked_at = std::size_t{1} << 14;
  const auto header_of = [](char delimiter, std::size_t size) {
    const std::string known = std::string{"order-id"} + delimiter + "purchase-date" + delimiter;
    return known + std::string(size - known.size(), 'x');
  };
  const auto row_of = [](char delimiter) { return std::string{"A1"} + delimiter + "2026-03-01" + delimiter + "\n"; };
  std::vector<std::pair<std::string, std::string>> cases;
  for (const char delimiter : {',', ';', '\t', '|'}) {
    for (const std::size_t size : {looked_at - 1, looked_at, looked_at + 1, 2 * looked_at, 10 * looked_at}) {
      for (const char* const end : {"\n", "\r\n", "\r"}) {
        cases.emplace_back("a header of " + std::to_string(size) + " bytes",
                           header_of(delimiter, size) + end + row_of(delimiter));
      }
    }
    cases.emplace_back("blank lines before it",
                       std::string(2 * looked_at, '\n') + header_of(delimiter, 100) + "\n" + row_of(delimiter));
    // A line end inside quotes does not end the header.
    const std::string quoted = std::string{"\"order-id\""} + delimiter + "\"" + std::string(2 * looked_at, 'x') +
                               "\ny\"" + delimiter + "\"purchase-date\"\n";
    cases.emplace_back("a quoted name of two lines", quoted + "A1" + delimiter + delimiter + "2026-03-01\n");
  }
  for (const auto& [sentence, text] : cases) {
    INFO(sentence << ", " << text.substr(8, 1));
    for (const std::size_t block : {std::size_t{1000}, std::size_t{1} << 14, lsr::default_block}) {
      Reading reading{handling_time(1), {}};
      reading.options.block = block;
      const auto heard = hear(text, reading);
      REQUIRE(heard->sink.rows.size() == 1);
      CHECK(heard->sink.rows[0].order_id == "A1");
      CHECK(shown(heard->sink.rows[0].row.purchased) == "2026-03-01");
    }
  }
}

TEST_CASE("order log: --delimiter decides otherwise", "[order_log]") {
  const std::string text = "order-id;purchase-date,sku,gift\nA1;2026-03-01,s,g\n";
  Reading reading{handling_time(1), {}};
  reading.options.delimiter = ';';
  reading.options.map = {{Field::purchase_date, "purchase-date,sku,gift"}};
  const auto heard = hear(text, reading);
  // The one cell that is left is no date, and it is told as it stands there.
  REQUIRE(heard->sink.rejects.size() == 1);
  CHECK(heard->sink.rejects[0].value == "2026-03-01,s,g");
  CHECK(heard->sink.rejects[0].order_id == "A1");
}

TEST_CASE("order log: quotes are plain in a tab-delimited file, unless the header begins with one", "[order_log]") {
  struct Case {
    const char* sentence;
    std::string text;
    std::optional<bool> quote;
    Texts tracking_numbers;
    Texts rejected;
  };
  const std::string tabs = "order-id\tpurchase-date\ttracking-number\n";
  const std::string quoted_tabs = "\"order-id\"\t\"purchase-date\"\t\"tracking-number\"\n";
  const std::string mark = "\xEF\xBB\xBF";
  const std::vector<Case> cases{
      {"tab: quotes are plain", tabs + "A1\t2026-03-01\t\"boxed\"\n", {}, {"\"boxed\""}, {}},
      {"tab: a quote that nothing closes is plain",
       tabs + "A1\t2026-03-01\t\"boxed\nA2\t2026-03-01\tx\n",
       {},
       {"\"boxed", "x"},
       {}},
      {"tab: text behind a second quote is plain", tabs + "A1\t2026-03-01\t\"a\"b\n", {}, {"\"a\"b"}, {}},
      {"tab: a quote elsewhere in the header does not matter",
       "order-id\t\"purchase-date\"\tpurchase-date\ttracking-number\nA1\t\t2026-03-01\t\"boxed\"\n",
       {},
       {"\"boxed\""},
       {}},
      {"tab: the header begins with a quote", quoted_tabs + "A1\t2026-03-01\t\"a\tb\"\n", {}, {"a\tb"}, {}},
      {"tab: the header begins with a quote behind a byte-order mark",
       mark + quoted_tabs + "A1\t2026-03-01\t\"a\tb\"\n",
       {},
       {"a\tb"},
       {}},
      {"tab: the header begins with a quote behind a blank line",
       "\n" + quoted_tabs + "A1\t2026-03-01\t\"a\tb\"\n",
       {},
       {"a\tb"},
       {}},
      {"tab: --quote on", tabs + "A1\t2026-03-01\t\"a\tb\"\n", true, {"a\tb"}, {}},
      {"tab: --quote off, although the header begins with one",
       "\"\torder-id\tpurchase-date\ttracking-number\nx\tA1\t2026-03-01\t\"boxed\"\n",
       false,
       {"\"boxed\""},
       {}},
      {"comma: quotes count", "order-id,purchase-date,tracking-number\nA1,2026-03-01,\"a,b\"\n", {}, {"a,b"}, {}},
      {"comma: --quote off",
       "order-id,purchase-date,tracking-number\nA1,2026-03-01,\"boxed\nA2,2026-03-01,6\"\n",
       false,
       {"\"boxed", "6\""},
       {}},
      {"semicolon: quotes count", "order-id;purchase-date;tracking-number\nA1;2026-03-01;\"a;b\"\n", {}, {"a;b"}, {}},
      {"pipe: quotes count", "order-id|purchase-date|tracking-number\nA1|2026-03-01|\"a|b\"\n", {}, {"a|b"}, {}},
      {"comma: a quote inside an unquoted field is plain",
       "order-id,purchase-date,tracking-number\nA1,2026-03-01,6\" pipe\n",
       {},
       {"6\" pipe"},
       {}},
      {"comma: text behind a closing quote is a fault of the row",
       "order-id,purchase-date,tracking-number\nA1,2026-03-01,\"a\"b\nA2,2026-03-01,x\n",
       {},
       {"x"},
       {"0:2"}},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    Reading reading{handling_time(1), {}};
    reading.options.quoting = each.quote;
    const auto heard = hear(each.text, reading);
    Texts numbers;
    for (const auto& row : heard->sink.rows) numbers.push_back(row.tracking_number);
    CHECK(numbers == each.tracking_numbers);
    CHECK(heard->sink.rejected_places() == each.rejected);
  }
}

TEST_CASE("order log: each name of SPEC §9's table is read as its field", "[order_log]") {
  struct Case {
    const char* name;
    const char* cell;
    const char* reads;  // what of the row tells that the cell was read as this field
  };
  const std::vector<Case> cases{
      {"order-id", "A7", "id A7"},
      {"amazon-order-id", "A7", "id A7"},
      {"order number", "A7", "id A7"},
      {"order name", "A7", "id A7"},
      {"order", "A7", "id A7"},
      {"order-item-id", "I7", "item I7"},
      {"amazon-order-item-code", "I7", "item I7"},
      {"line item id", "I7", "item I7"},
      {"purchase-date", "2026-02-07", "purchased 2026-02-07"},
      {"order-date", "2026-02-07", "purchased 2026-02-07"},
      {"order placed", "2026-02-07", "purchased 2026-02-07"},
      {"created-at", "2026-02-07", "purchased 2026-02-07"},
      {"order purchase timestamp", "2026-02-07", "purchased 2026-02-07"},
      {"handling-time", "7", "handling 7"},
      {"handling-days", "7", "handling 7"},
      {"leadtime-to-ship", "7", "handling 7"},
      {"effective-handling-time", "7", "handling 7"},
      {"fulfillment-latency", "7", "handling 7"},
      {"ship-by-date", "2026-02-07", "due 2026-02-07"},
      {"promise-date", "2026-02-07", "due 2026-02-07"},
      {"latest-ship-date", "2026-02-07", "due 2026-02-07"},
      {"expected-ship-date", "2026-02-07", "due 2026-02-07"},
      {"ship-by", "2026-02-07", "due 2026-02-07"},
      {"shipping limit date", "2026-02-07", "due 2026-02-07"},
      {"confirm-date", "2026-02-07", "confirmed 2026-02-07"},
      {"ship-confirm-date", "2026-02-07", "confirmed 2026-02-07"},
      {"confirmed-at", "2026-02-07", "confirmed 2026-02-07"},
      {"shipment-confirmed-date", "2026-02-07", "confirmed 2026-02-07"},
      {"ship-date", "2026-02-07", "confirmed 2026-02-07"},
      {"shipped-at", "2026-02-07", "confirmed 2026-02-07"},
      {"fulfilled-at", "2026-02-07", "confirmed 2026-02-07"},
      {"order delivered carrier date", "2026-02-07", "confirmed 2026-02-07"},
      {"tracking-number", "T7", "tracking T7"},
      {"tracking-id", "T7", "tracking T7"},
      {"tracking", "T7", "tracking T7"},
      {"tracking code", "T7", "tracking T7"},
      {"first-scan-date", "2026-02-07", "scanned 2026-02-07"},
      {"first-scan", "2026-02-07", "scanned 2026-02-07"},
      {"scan-date", "2026-02-07", "scanned 2026-02-07"},
      {"first-carrier-scan", "2026-02-07", "scanned 2026-02-07"},
      {"accepted-at", "2026-02-07", "scanned 2026-02-07"},
      {"cancel-date", "2026-02-07", "cancelled 2026-02-07"},
      {"cancelled-at", "2026-02-07", "cancelled 2026-02-07"},
      {"canceled-at", "2026-02-07", "cancelled 2026-02-07"},
      {"status", "Cancelled", "status"},
      {"order-status", "Cancelled", "status"},
      {"item-status", "Cancelled", "status"},
      {"fulfillment-channel", "AFN", "amazon"},
      {"fulfilment-channel", "AFN", "amazon"},
      {"fulfilment", "AFN", "amazon"},
      {"fulfillment", "AFN", "amazon"},
      {"fulfilled-by", "AFN", "amazon"},
      // These say nothing of an accepted row: what tells is the warning that names the column.
      {"latest-delivery-date", "soon", "warning \"latest-delivery-date\""},
      {"estimated-delivery-date", "soon", "warning \"estimated-delivery-date\""},
      {"deliver-by", "soon", "warning \"deliver-by\""},
      {"order estimated delivery date", "soon", "warning \"order estimated delivery date\""},
      {"delivered-date", "soon", "warning \"delivered-date\""},
      {"delivered-at", "soon", "warning \"delivered-at\""},
      {"order delivered customer date", "soon", "warning \"order delivered customer date\""},
      {"ready-date", "soon", "warning \"ready-date\""},
      {"expected-ready-date", "soon", "warning \"expected-ready-date\""},
      {"restock-date", "soon", "warning \"restock-date\""},
  };
  for (const auto& each : cases) {
    INFO(each.name);
    const std::string reads = each.reads;
    const bool is_id = reads.starts_with("id ");
    const bool is_purchase = reads.starts_with("purchased ");
    std::string head = each.name;
    std::string line = each.cell;
    if (!is_id) {
      head += ",order-id";
      line += ",A1";
    }
    if (!is_purchase) {
      head += ",purchase-date";
      line += ",2026-01-01";
    }
    const auto heard = hear(head + "\n" + line + "\n", {handling_time(1), {}});
    REQUIRE(heard->sink.rows.size() == 1);
    const OrderRow& row = heard->sink.rows[0].row;
    Texts says{"id " + heard->sink.rows[0].order_id,
               "purchased " + shown(row.purchased),
               "due " + shown(row.given_ship_by),
               "confirmed " + shown(row.confirmed),
               "scanned " + shown(row.first_scan),
               "cancelled " + shown(row.cancelled),
               "tracking " + heard->sink.rows[0].tracking_number,
               "handling " + std::to_string(row.handling_time.value_or(-1)),
               row.cancelled_status ? "status" : "",
               row.amazon_fulfilled ? "amazon" : ""};
    for (const auto& event : heard->sink.events) {
      if (const auto item = event.find(" item "); item != std::string::npos) {
        says.push_back(event.substr(item + 1, event.find(" tracking ") - item - 1));
      }
    }
    for (const auto& warning : heard->sink.warnings) {
      if (const auto name = warning.what.find('"'); name != std::string::npos) {
        says.push_back("warning " + warning.what.substr(name, warning.what.find('"', name + 1) + 1 - name));
      }
    }
    CHECK_THAT(says, Catch::VectorContains(reads));
  }
}

TEST_CASE("order log: header names are compared without case, spaces, '-', '_' and a byte-order mark", "[order_log]") {
  for (const char* head :
       {"order-id,purchase-date,handling-time", "ORDER ID,Purchase Date,HandlingTime",
        "Order_Id,purchase__date, handling time ", "\xEF\xBB\xBForder-id,purchase-date,handling-time",
        "\xEF\xBB\xBF\"Order ID\",\"Purchase Date\",\"Handling Time\"", "orderid,PURCHASEDATE,handling- -time"}) {
    INFO(head);
    const auto heard = hear(std::string{head} + "\nA1,2026-03-01,2\n");
    REQUIRE(heard->sink.rows.size() == 1);
    CHECK(heard->sink.rows[0].order_id == "A1");
    CHECK(shown(heard->sink.rows[0].row.purchased) == "2026-03-01");
    CHECK(heard->sink.rows[0].row.handling_time == 2);
    CHECK(heard->sink.warnings.empty());
  }
}

TEST_CASE("order log: a Shopify export calls the order `Name`", "[order_log]") {
  const auto heard = hear(
      "Name,Email,Financial Status,Created at,Fulfilled at\n#1001,jo@example.com,paid,2026-03-01 10:00:00 -0800,\n",
      {handling_time(1), {}});
  CHECK(heard->sink.order_ids() == Texts{"#1001"});

  check_fault(error_of([] { hear("Name,Created at\nJo,2026-03-01\n"); }), "a.csv: ", "order-id");
}

TEST_CASE("order log: --map names the column of a field", "[order_log]") {
  const std::string text = "Bestellung,purchase-date,Bearbeitung\nA1,2026-03-01,3\n";
  Reading reading;
  reading.options.map = {{Field::order_id, "bestellung"}, {Field::handling_time, "BEARBEITUNG"}};
  const auto heard = hear(text, reading);
  REQUIRE(heard->sink.rows.size() == 1);
  CHECK(heard->sink.rows[0].order_id == "A1");
  CHECK(heard->sink.rows[0].row.handling_time == 3);
}

TEST_CASE("order log: --map stands against the names of the table", "[order_log]") {
  const std::string text =
      "order-id,purchase-date,handling-time,confirm-date,really\nA1,2026-03-01,1,2026-03-02,2026-03-03\n";
  Reading reading;
  reading.options.map = {{Field::confirm_date, "really"}};
  const auto heard = hear(text, reading);
  REQUIRE(heard->sink.rows.size() == 1);
  CHECK(shown(heard->sink.rows[0].row.confirmed) == "2026-03-03");
}

TEST_CASE("order log: a mapped column need not be in every FILE, but in one", "[order_log]") {
  Reading reading;
  reading.options.map = {{Field::handling_time, "days"}};
  const auto heard =
      hear({{"order-id,purchase-date,days\nA1,2026-03-01,3\n"}, {header + "A2,2026-03-02,2\n"}}, reading);
  REQUIRE(heard->sink.rows.size() == 2);
  CHECK(heard->sink.rows[0].row.handling_time == 3);
  CHECK(heard->sink.rows[1].row.handling_time == 2);
}

TEST_CASE("order log: a mapped column that no FILE has ends the run", "[order_log]") {
  Reading reading;
  reading.options.map = {{Field::handling_time, "days"}};
  const auto error = error_of([&] { hear({{header + "A1,2026-03-01,2\n"}, {header + "A2,2026-03-02,2\n"}}, reading); });
  REQUIRE(error);
  CHECK(error->kind() == Error::Kind::input);
  CHECK_THAT(error->what(), Catch::Contains("handling-time") && Catch::Contains("days"));
}

TEST_CASE("order log: of two columns with one name the left one counts, with a warning", "[order_log]") {
  const auto heard = hear("order-id,purchase-date,Gift,handling-time,Handling Time,gift\nA1,2026-03-01,x,2,3,y\n");
  REQUIRE(heard->sink.rows.size() == 1);
  CHECK(heard->sink.rows[0].row.handling_time == 2);
  REQUIRE(heard->sink.warnings.size() == 2);
  for (const auto& warning : heard->sink.warnings) {
    CHECK(warning.file == 0);
    CHECK(warning.line == 0);
  }
  CHECK_THAT(heard->sink.warnings[0].what, Catch::Contains("\"Handling Time\""));
  CHECK_THAT(heard->sink.warnings[1].what, Catch::Contains("\"gift\""));
}

// ---- records ----------------------------------------------------------------------------------------------------

TEST_CASE("order log: records that are blank, that repeat the header, that have too few or too many fields",
          "[order_log]") {
  struct Case {
    const char* sentence;
    const char* line;
    const char* means;  // "row", "blank", "header" or "fault"
  };
  const std::vector<Case> cases{
      {"a row", "A1,2026-03-01,2", "row"},
      {"nothing", "", "blank"},
      {"blanks", " \t ", "blank"},
      {"empty fields", ",,", "blank"},
      {"blank fields", " , ,\t", "blank"},
      {"quoted empty fields", "\"\",\" \",\"\"", "blank"},
      {"blank, with too few fields", ",", "blank"},
      {"blank, with too many fields", ",,,,,,", "blank"},
      {"a field of quotes is not blank", "\"\"\"\",,", "fault"},
      {"the header", "order-id,purchase-date,handling-time", "header"},
      {"the header, compared as names are", "Order ID,PURCHASE_DATE, handlingtime ", "header"},
      {"the header in quotes", "\"order-id\",\"purchase-date\",\"handling-time\"", "header"},
      {"the header behind a byte-order mark, where files were joined",
       "\xEF\xBB\xBForder-id,purchase-date,handling-time", "header"},
      {"half of the header", "order-id,purchase-date,2", "fault"},
      {"one field too few", "A1,2026-03-01", "fault"},
      {"one field alone", "A1", "fault"},
      {"one field too many, and empty", "A1,2026-03-01,2,", "row"},
      {"fields too many, all empty or blank", "A1,2026-03-01,2,,\"\", ", "row"},
      {"one field too many", "A1,2026-03-01,2,x", "fault"},
      {"one field too many behind an empty one", "A1,2026-03-01,2,,x", "fault"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const auto heard = hear(header + "B1,2026-03-01,1\n" + each.line + "\nB2,2026-03-01,1\n");
    const std::string means = each.means;
    const auto& sink = heard->sink;
    CHECK(sink.order_ids() == (means == "row" ? Texts{"B1", "A1", "B2"} : Texts{"B1", "B2"}));
    CHECK(sink.rejected_places() == (means == "fault" ? Texts{"0:3"} : Texts{}));
    REQUIRE(sink.warnings.size() == (means == "header" ? 1 : 0));
    if (means == "header") {
      CHECK(sink.warnings[0].line == 3);
      CHECK_THAT(sink.warnings[0].what, Catch::Contains("header"));
    }
    // Blank records and repeated headers are no rows; rejected ones are (SPEC §11).
    CHECK(heard->facts.rows() == (means == "row" || means == "fault" ? 3 : 2));
    CHECK(heard->facts.rejected() == (means == "fault" ? 1 : 0));
  }
}

TEST_CASE("order log: line ends are LF, CRLF, CR, mixed, the last line needs none", "[order_log]") {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    for (const bool last_has_end : {false, true}) {
      std::string text = "order-id,purchase-date,handling-time" + end + "A1,2026-03-01,2" + end + end +
                         "\"A2\",2026-03-01,\"2\"" + end + "A3,2026-02-30,2" + end + "A4,2026-03-01,2";
      if (last_has_end) text += end;
      const auto heard = hear(text);
      CHECK(heard->sink.order_ids() == Texts{"A1", "A2", "A4"});
      CHECK(heard->sink.rejected_places() == Texts{"0:5"});
    }
  }
  const auto mixed = hear("order-id,purchase-date,handling-time\rA1,2026-03-01,2\nA2,2026-03-01,2\r\nA3,soon,2");
  CHECK(mixed->sink.order_ids() == Texts{"A1", "A2"});
  CHECK(mixed->sink.rejected_places() == Texts{"0:4"});
}

TEST_CASE("order log: a line inside a quoted field that is a row shows that the quote was not meant to be open",
          "[order_log]") {
  struct Case {
    const char* sentence;
    std::string rows;  // after a header in line 1
    Texts accepted;
    Texts rejected;
    const char* what;  // of the first reject
  };
  const std::vector<Case> cases{
      {"a note of two lines is a note", "A1,2026-03-01,\"see\nbelow\",2\nA2,2026-03-01,,2\n", {"A1", "A2"}, {}, ""},
      {"a note of many lines, one of them empty",
       "A1,2026-03-01,\"a\n\nb\r\nc\",2\nA2,2026-03-01,,2",
       {"A1", "A2"},
       {},
       ""},
      {"the line is a row, and the quote closes by chance",
       "A1,2026-03-01,\"see,2\nA2,2026-03-01,note,2\nA3,2026-03-01,6\",2\nA4,2026-03-01,,2\n",
       {"A2", "A3", "A4"},
       {"0:2"},
       "quote"},
      {"the line that closes the quote is a row",
       "A1,2026-03-01,\"see,2\nA2,2026-03-01,6\",2\n",
       {"A2"},
       {"0:2"},
       "quote"},
      {"the row is the last of many lines",
       "A1,2026-03-01,\"see,2\n\nx\nA2,2026-03-01,6\",2\n",
       {"A2"},
       {"0:2", "0:4"},
       "quote"},
      {"the row has a quoted field itself",
       "A1,2026-03-01,\"see,2\nA2,2026-03-01,\"note\",2\nA3,2026-03-01,,2\n",
       {"A2", "A3"},
       {"0:2"},
       "quote"},
      {"the row has doubled quotes",
       "A1,2026-03-01,\"see,2\nA2,2026-03-01,\"\"\"\",2\nA3,2026-03-01,6\",2\n",
       {"A2", "A3"},
       {"0:2"},
       "quote"},
      {"nothing closes the quote",
       "A1,2026-03-01,\"see,2\nA2,2026-03-01,,2\nA3,2026-03-01,,2\n",
       {"A2", "A3"},
       {"0:2"},
       "quote"},
      {"nothing closes the quote in the last line",
       "A1,2026-03-01,,2\nA2,2026-03-01,\"see,2\n",
       {"A1"},
       {"0:3"},
       "quote"},
      {"two quotes after each other",
       "A1,2026-03-01,\"see,2\nA2,2026-03-01,\"see,2\nA3,2026-03-01,,2\n",
       {"A3"},
       {"0:2", "0:3"},
       "quote"},
      {"a line that has fewer fields is no row", "A1,2026-03-01,\"see\nA2,2026-03-01\",2\n", {"A1"}, {}, ""},
      {"a line that has more fields is no row", "A1,2026-03-01,\"see\nA2,2026-03-01,x,y\",2\n", {"A1"}, {}, ""},
      {"a line without an order-id is no row", "A1,2026-03-01,\"see\n,2026-03-01,x,2\n\",2\n", {"A1"}, {}, ""},
      {"a line without a date that exists is no row", "A1,2026-03-01,\"see\nA2,2026-02-30,x,2\n\",2\n", {"A1"}, {}, ""},
      {"a line whose date means nothing is no row", "A1,2026-03-01,\"see\nA2,N/A,x,2\n\",2\n", {"A1"}, {}, ""},
      {"a record of several lines that has too few fields is read anew behind its first",
       "A1,\"2026-03-01\nA2\",2\nA3,2026-03-01,,2\n",
       {"A3"},
       {"0:2", "0:3"},
       "fields"},
      {"a record of several lines that has too many fields is read anew behind its first",
       "A1,2026-03-01,\"x\ny\",2,3\nA3,2026-03-01,,2\n",
       {"A3"},
       {"0:2", "0:3"},
       "fields"},
      {"text after a closing quote, lines later",
       "A1,2026-03-01,\"x\nA2,2026-03-01,y,2\nz\"z,2\nA3,2026-03-01,,2\n",
       {"A2", "A3"},
       {"0:2", "0:4"},
       "quote"},
      {"a record of several lines that is wrong in its dates costs all of them, and they are one row",
       "A1,2026-02-30,\"x\ny\",2\nA3,2026-03-01,,2\n",
       {"A3"},
       {"0:2"},
       "does not exist"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const auto heard = hear("order-id,purchase-date,note,handling-time\n" + each.rows);
    CHECK(heard->sink.order_ids() == each.accepted);
    CHECK(heard->sink.rejected_places() == each.rejected);
    CHECK(heard->facts.rows() == each.accepted.size() + each.rejected.size());
    if (each.rejected.empty()) continue;
    REQUIRE_FALSE(heard->sink.rejects.empty());
    CHECK_THAT(heard->sink.rejects[0].what, Catch::Contains(each.what));
  }
}

TEST_CASE("order log: a ship-by date makes a line a row as well", "[order_log]") {
  const auto heard = hear("order-id,ship-by-date,note\nA1,2026-03-01,\"see\nA2,2026-03-02,6\"\n");
  CHECK(heard->sink.order_ids() == Texts{"A2"});
  CHECK(heard->sink.rejected_places() == Texts{"0:2"});
}

TEST_CASE("order log: a record over 1 MiB costs that record alone", "[order_log]") {
  const std::string row = "A1,2026-03-01,2,";
  const std::string exactly = row + std::string(lsr::longest_record - row.size(), 'x');
  const std::string rest = "\nA2,2026-03-01,2,\n";
  const std::string head = "order-id,purchase-date,handling-time,note\n";

  const auto fits = hear(head + exactly + rest);
  CHECK(fits->sink.order_ids() == Texts{"A1", "A2"});

  const auto over = hear(head + exactly + "x" + rest);
  CHECK(over->sink.order_ids() == Texts{"A2"});
  REQUIRE(over->sink.rejected_places() == Texts{"0:2"});
  CHECK_THAT(over->sink.rejects[0].what, Catch::Contains("1 MiB"));
}

TEST_CASE("order log: whatever else is in the file, no line that is a row is lost", "[order_log]") {
  std::mt19937 random{4711};
  const Texts notes{"", "note", "\"a note\"", "6\" pipe", "\"\"", "\"say \"\"hi\"\"\"", "\"a, b\"", "5'11\""};
  const Texts junk{"x,\"y",      "\"",          "\"\"\"",       "A0,2026-03-01,\"open,2", "\"a\"b,c,d,e",
                   "text",       "text\",text", ",,,\"",        "A0,2026-02-30,,2",       " ",
                   ",,,",        "\"x\",\"",    "a,b,c,d,e,\"", "A0,\"2026-03-01",        "\"\"\"\"\"",
                   "\",\",\",\""};
  std::size_t rejected = 0;
  for (int log = 0; log < 200; ++log) {
    std::string text = "order-id,purchase-date,note,handling-time\n";
    std::set<std::string> rows;  // "LINE ID"
    const std::size_t lines = 5 + random() % 25;
    for (std::size_t line = 2; line < 2 + lines; ++line) {
      if (random() % 2 == 0) {
        const std::string id = "R" + std::to_string(line);
        text += (random() % 3 == 0 ? "\"" + id + "\"" : id) + ",2026-03-01," + notes[random() % notes.size()] + ",2";
        rows.insert(std::to_string(line) + " " + id);
      } else {
        text += junk[random() % junk.size()];
      }
      constexpr std::array line_ends{"\n", "\r\n", "\r"};
      text += line_ends.at(random() % line_ends.size());
    }
    const auto heard = hear(text);
    std::multiset<std::string> found;
    for (const auto& row : heard->sink.rows) {
      if (row.order_id.starts_with("R")) found.insert(std::to_string(row.row.line) + " " + row.order_id);
    }
    INFO(text);
    CHECK(Texts(found.begin(), found.end()) == Texts(rows.begin(), rows.end()));
    rejected += heard->sink.rejects.size();
  }
  CHECK(rejected > 400);
}

// ---- rows -------------------------------------------------------------------------------------------------------

TEST_CASE("order log: each fault of a row names its file, line, column and value", "[order_log]") {
  struct Case {
    const char* sentence;
    std::string line;
    const char* column;  // empty, as the value, where the shape is at fault
    const char* value;
    const char* what;
    const char* order_id;
  };
  const std::vector<Case> cases{
      {"no order-id", ",2026-03-01,2,,", "Order ID", "", "order-id", ""},
      {"a purchase date that does not exist", "A1,2026-02-30,2,,", "purchase-date", "2026-02-30", "does not exist",
       "A1"},
      {"a confirm date that does not exist", "A1,2026-03-01,2,2026-04-31,", "Shipped At", "2026-04-31",
       "does not exist", "A1"},
      {"a scan date that does not exist", "A1,2026-03-01,2,,2026-13-01", "first-scan", "2026-13-01", "does not exist",
       "A1"},
      {"24:00:00", "A1,2026-03-01T24:00:00Z,2,,", "purchase-date", "2026-03-01T24:00:00Z", "24:00:00", "A1"},
      {"second 60", "A1,2026-03-01T23:59:60Z,2,,", "purchase-date", "2026-03-01T23:59:60Z", "60", "A1"},
      {"a year of two digits", "A1,3/1/26,2,,", "purchase-date", "3/1/26", "two digits", "A1"},
      {"an epoch number", "A1,1772323200,2,,", "purchase-date", "1772323200", "1970", "A1"},
      {"a spreadsheet serial", "A1,46082,2,,", "purchase-date", "46082", "spreadsheet", "A1"},
      {"an unknown zone", "A1,2026-03-01 10:00 XYZ,2,,", "purchase-date", "2026-03-01 10:00 XYZ", "zone", "A1"},
      {"a handling time that is no number", "A1,2026-03-01,two,,", "handling-time", "two", "365", "A1"},
      {"a handling time too long", "A1,2026-03-01,366,,", "handling-time", "366", "365", "A1"},
      {"no handling time", "A1,2026-03-01,,,", "handling-time", "", "--handling-time", "A1"},
      {"no purchase date", "A1,,2,,", "purchase-date", "", "ship-by", "A1"},
      {"blanks around the value are no part of it", "A1,  soon  ,2,,", "purchase-date", "soon", "date", "A1"},
      {"too few fields", "A1,2026-03-01,2,", "", "", "fields", ""},
      {"too many fields", "A1,2026-03-01,2,,,Jo Smith", "", "", "fields", ""},
      {"text after a closing quote", "A1,\"2026-03-01\"x,2,,", "", "", "closing quote", ""},
      {"an unclosed quote", "A1,2026-03-01,2,,\"", "", "", "quote", ""},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const auto heard = hear({{header + "B1,2026-03-01,1\n"},
                             {"Order ID,purchase-date,handling-time,Shipped At,first-scan\n\"B2\",2026-03-01,1,"
                              "\"2026-03-02\r\n\",\n" +
                              each.line + "\nB3,2026-03-01,1,,\n"}});
    // The rows around it are none the worse.
    CHECK(heard->sink.order_ids() == Texts{"B1", "B2", "B3"});
    REQUIRE(heard->sink.rejects.size() == 1);
    const Reject& reject = heard->sink.rejects[0];
    CHECK(reject.file == 1);
    CHECK(reject.line == 4);
    CHECK(reject.column == each.column);
    CHECK(reject.value == each.value);
    CHECK(reject.order_id == each.order_id);
    CHECK_THAT(reject.what, Catch::Contains(each.what));
    CHECK_THAT(reject.what, !Catch::Contains("Smith"));
    CHECK(heard->facts.rejected() == 1);
    CHECK(heard->facts.files[1].rejected == 1);
  }
}

TEST_CASE("order log: only what the verdict needs can reject a row", "[order_log]") {
  struct Case {
    const char* sentence;
    std::string head;
    std::string line;
    PolicyChoices policy;
    const char* rejected_column;  // empty: accepted
    std::size_t warnings;
  };
  const std::string all =
      "order-id,purchase-date,handling-time,ship-by-date,confirm-date,first-scan-date,cancel-date,status,fulfillment-"
      "channel";
  const PolicyChoices automatic{};
  const PolicyChoices computed = computed_ship_by();
  const PolicyChoices no_scans = scan_check(lsr::ScanCheck::off);
  const PolicyChoices account = handling_time(3);
  PolicyChoices computed_account = computed;
  computed_account.handling_time = 3;
  const std::vector<Case> cases{
      {"Amazon-fulfilled rows need their order-id alone", all, "A1,x,x,x,x,x,x,,AFN", automatic, "", 6},
      {"Amazon-fulfilled rows may hold nothing else", all, "A1,,,,,,,,AFN", automatic, "", 0},
      {"Amazon-fulfilled rows need their order-id", all, ",2026-03-01,1,,,,,,AFN", automatic, "order-id", 0},
      {"cancelled rows without a cancel date need their order-id alone", all, "A1,x,x,x,x,x,,Cancelled,", automatic, "",
       5},
      {"cancelled rows may hold nothing else", all, "A1,,,,,,,Cancelled,", automatic, "", 0},
      {"cancelled rows need their order-id", all, ",2026-03-01,1,,,,,Cancelled,", automatic, "order-id", 0},
      {"a cancelled item-status does as well", "order-id,purchase-date,item-status", "A1,x,Cancelled", automatic, "",
       1},
      {"cancelled rows with a cancel date need that", all, "A1,2026-03-01,1,,,,x,Cancelled,", automatic, "cancel-date",
       0},
      {"cancelled rows with a cancel date need the others too", all, "A1,x,1,,,,2026-03-02,Cancelled,", automatic,
       "purchase-date", 0},
      {"cancelled rows with a cancel date need a deadline too", all, "A1,2026-03-01,,,,,2026-03-02,Cancelled,",
       automatic, "handling-time", 0},
      {"pending rows need their order-id alone", all, "A1,x,x,x,,x,x,Pending,", automatic, "", 5},
      {"pending rows may hold nothing else", all, "A1,,,,,,,Pending,", automatic, "", 0},
      {"pending rows need their order-id", all, ",2026-03-01,1,,,,,Pending,", automatic, "order-id", 0},
      {"a pending row with a confirm date is not pending", all, "A1,x,1,,2026-03-02,,,Pending,", automatic,
       "purchase-date", 0},
      {"a pending row with a confirm date that cannot be read is not pending", all, "A1,2026-03-01,1,,x,,,Pending,",
       automatic, "confirm-date", 0},
      {"other rows need the purchase date they hold", all, "A1,x,1,,,,,,", automatic, "purchase-date", 0},
      {"other rows need the purchase date they hold, beside a given date too", all, "A1,x,1,2026-03-02,,,,,", automatic,
       "purchase-date", 0},
      {"other rows need the confirm date they hold", all, "A1,2026-03-01,1,,x,,,,", automatic, "confirm-date", 0},
      {"other rows need the cancel date they hold", all, "A1,2026-03-01,1,,,,x,,", automatic, "cancel-date", 0},
      {"other rows need the scan date they hold", all, "A1,2026-03-01,1,,,x,,,", automatic, "first-scan-date", 0},
      {"other rows need none of these where they hold none", all, "A1,,,2026-03-02,,,,,", automatic, "", 0},
      {"a given date is used, and it cannot be read", all, "A1,2026-03-01,1,x,,,,,", automatic, "ship-by-date", 0},
      {"no given date: the handling time is used", all, "A1,2026-03-01,x,,,,,,", automatic, "handling-time", 0},
      {"no given date: the handling time is used, the account's does not help", all, "A1,2026-03-01,x,,,,,,", account,
       "handling-time", 0},
      {"no given date and no handling time", all, "A1,2026-03-01,,,,,,,", automatic, "handling-time", 0},
      {"no given date and no handling time but the account's", all, "A1,2026-03-01,,,,,,,", account, "", 0},
      {"an order with a given date needs no handling time", all, "A1,2026-03-01,,2026-03-02,,,,,", automatic, "", 0},
      {"a handling time beside a given date that is used is a warning", all, "A1,2026-03-01,x,2026-03-02,,,,,",
       automatic, "", 1},
      {"computed: a handling time that cannot be read rejects the row", all, "A1,2026-03-01,x,2026-03-02,,,,,",
       computed, "handling-time", 0},
      {"computed: the account's does not help", all, "A1,2026-03-01,x,2026-03-02,,,,,", computed_account,
       "handling-time", 0},
      {"computed: a given date that is not used is a warning", all, "A1,2026-03-01,1,x,,,,,", computed, "", 1},
      {"computed: a given date that is not used, by the account's handling time", all, "A1,2026-03-01,,x,,,,,",
       computed_account, "", 1},
      {"computed: the given date counts where nothing can be computed", all, "A1,2026-03-01,,2026-03-02,,,,,", computed,
       "", 0},
      {"computed: then it has to be readable", all, "A1,2026-03-01,,x,,,,,", computed, "ship-by-date", 0},
      {"computed: without a purchase date nothing can be computed", all, "A1,,1,x,,,,,", computed, "ship-by-date", 0},
      {"a ready date is a warning", "order-id,purchase-date,handling-time,ready-date", "A1,2026-03-01,1,x", automatic,
       "", 1},
      {"a delivered date is a warning", "order-id,purchase-date,handling-time,delivered-date", "A1,2026-03-01,1,x",
       automatic, "", 1},
      {"a latest-delivery date is a warning", "order-id,purchase-date,handling-time,latest-delivery-date",
       "A1,2026-03-01,1,x", automatic, "", 1},
      {"all three are three warnings",
       "order-id,purchase-date,handling-time,ready-date,delivered-date,latest-delivery-date",
       "A1,2026-03-01,1,x,2026-02-30,99/99/2026", automatic, "", 3},
      {"a scan date with --scan-check off is a warning", all, "A1,2026-03-01,1,,,x,,,", no_scans, "", 1},
      {"a column of another name says nothing", "order-id,purchase-date,handling-time,gift-date",
       "A1,2026-03-01,1,2026-02-30", automatic, "", 0},
      {"shipped without a confirm date", all, "A1,2026-03-01,1,,,,,Shipped,", automatic, "status", 0},
      {"a rejected row warns of nothing", "order-id,purchase-date,handling-time,ready-date", "A1,x,1,x", automatic,
       "purchase-date", 0},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const auto heard = hear(each.head + "\n" + each.line + "\n", {each.policy, {}});
    const auto& sink = heard->sink;
    const std::string column = each.rejected_column;
    CHECK(sink.rows.size() == (column.empty() ? 1 : 0));
    REQUIRE(sink.rejects.size() == (column.empty() ? 0 : 1));
    if (!column.empty()) CHECK(sink.rejects[0].column == column);
    // Empty columns of confirms and scans are warned of as well, without a line.
    const auto of_rows =
        std::count_if(sink.warnings.begin(), sink.warnings.end(), [](const Warning& w) { return w.line == 2; });
    CHECK(static_cast<std::size_t>(of_rows) == each.warnings);
  }
}

TEST_CASE("order log: a cell that cannot be read and is not needed counts as empty", "[order_log]") {
  SECTION("a handling time: then the account's stands") {
    const auto heard =
        hear("order-id,purchase-date,handling-time,ship-by-date\nA1,2026-03-01,x,2026-03-02\n", {handling_time(3), {}});
    REQUIRE(heard->sink.rows.size() == 1);
    CHECK(heard->sink.rows[0].row.handling_time == 3);
    CHECK(heard->sink.warnings.size() == 1);
  }
  SECTION("a given date under --ship-by computed") {
    const auto heard =
        hear("order-id,purchase-date,handling-time,ship-by-date\nA1,2026-03-01,1,x\n", {computed_ship_by(), {}});
    REQUIRE(heard->sink.rows.size() == 1);
    CHECK_FALSE(heard->sink.rows[0].row.given_ship_by);
  }
  SECTION("a scan date with --scan-check off") {
    const auto heard = hear("order-id,purchase-date,handling-time,first-scan-date\nA1,2026-03-01,1,x\n",
                            {scan_check(lsr::ScanCheck::off), {}});
    REQUIRE(heard->sink.rows.size() == 1);
    CHECK_FALSE(heard->sink.rows[0].row.first_scan);
    CHECK_FALSE(heard->sink.rows[0].row.scans_checked);
  }
  SECTION("all dates of an Amazon-fulfilled row, while those that can be read stand") {
    const auto heard = hear("order-id,purchase-date,confirm-date,fulfillment-channel\nA1,2026-03-01,x,AFN\n");
    REQUIRE(heard->sink.rows.size() == 1);
    CHECK(shown(heard->sink.rows[0].row.purchased) == "2026-03-01");
    CHECK_FALSE(heard->sink.rows[0].row.confirmed);
  }
}

// ---- facts and warnings of a file -------------------------------------------------------------------------------

TEST_CASE("order log: the facts of each FILE", "[order_log]") {
  const auto heard = hear({{"order-id,purchase-date,handling-time,ship-date\n\nA1,2026-03-01T10:00:00Z,1,2026-03-02\n"
                            "A2,2026-03-03,1,2026-03-04\nA3,2026-02-30,1,\n"
                            "order-id,purchase-date,handling-time,ship-date\n,,,\n"
                            "A4,2026-03-09,x,\n"},
                           {"order-id,purchase-date,handling-time,confirm-date,first-scan\n"
                            "B1,2026-03-05,1,2026-03-06,2026-03-06\n"}});
  REQUIRE(heard->facts.files.size() == 2);
  const auto& first = heard->facts.files[0];
  CHECK(first.name == "a.csv");
  CHECK(first.rows == 4);
  CHECK(first.rejected == 2);
  CHECK_FALSE(first.has_first_scans);
  CHECK(first.ship_date_stands_in);
  REQUIRE(first.latest_purchase);
  // A day alone by its first second, and rejected rows have no say.
  CHECK(lsr::to_text(*first.latest_purchase, lsr::Zone::utc()) == "2026-03-03T00:00:00+00:00");
  const auto& second = heard->facts.files[1];
  CHECK(second.name == "b.csv");
  CHECK(second.rows == 1);
  CHECK(second.rejected == 0);
  CHECK(second.has_first_scans);
  CHECK_FALSE(second.ship_date_stands_in);
  CHECK(heard->facts.rows() == 5);
  CHECK(heard->facts.rejected() == 2);
  CHECK(heard->facts.habitual.empty());
  CHECK(heard->sink.restarts == 0);
}

TEST_CASE("order log: a ship date stands in only where no other confirm column is there", "[order_log]") {
  struct Case {
    const char* head;
    bool stands_in;
  };
  for (const auto& each : {Case{"ship-date", true}, Case{"Ship Date", true}, Case{"confirm-date", false},
                           Case{"shipped-at", false}, Case{"gift", false}, Case{"ship-date,confirm-date", false}}) {
    INFO(each.head);
    const auto heard = hear("order-id,purchase-date," + std::string{each.head} + "\n");
    CHECK(heard->facts.files[0].ship_date_stands_in == each.stands_in);
  }
}

TEST_CASE("order log: a FILE without a purchase date has no latest one", "[order_log]") {
  const auto heard = hear("order-id,ship-by-date\nA1,2026-03-01\n");
  CHECK_FALSE(heard->facts.files[0].latest_purchase);
}

TEST_CASE("order log: what is odd about a whole FILE is warned of without a line", "[order_log]") {
  struct Case {
    const char* sentence;
    std::string head;
    std::string rows;
    PolicyChoices policy;
    const char* says;  // empty: there is no warning
  };
  const PolicyChoices automatic{};
  const PolicyChoices no_scans = scan_check(lsr::ScanCheck::off);
  const std::string head = "order-id,purchase-date,handling-time,";
  const std::vector<Case> cases{
      {"a confirm column without a value", head + "Confirmed At", "A1,2026-03-01,1,\nA2,2026-03-01,1,N/A\n", automatic,
       "\"Confirmed At\""},
      {"a confirm column without a value: another one that has some is named",
       head + "confirm-date,Shipped At,ship-date", "A1,2026-03-01,1,,2026-03-02,\n", automatic, "Shipped At"},
      {"a confirm column with one value", head + "confirm-date", "A1,2026-03-01,1,\nA2,2026-03-01,1,2026-03-02\n",
       automatic, ""},
      {"no confirm column", head + "gift", "A1,2026-03-01,1,\n", automatic, ""},
      {"a first-scan column without a value", head + "First Scan", "A1,2026-03-01,1,\n", automatic, "\"First Scan\""},
      {"a first-scan column without a value, not checked", head + "First Scan", "A1,2026-03-01,1,\n", no_scans, ""},
      {"a first-scan column with one value", head + "First Scan", "A1,2026-03-01,1,\nA2,2026-03-01,1,2026-03-02\n",
       automatic, ""},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const auto heard = hear({{header + "Z,2026-03-01,1\n"}, {each.head + "\n" + each.rows}}, {each.policy, {}});
    CHECK(heard->sink.rejects.empty());
    const std::string says = each.says;
    REQUIRE(heard->sink.warnings.size() == (says.empty() ? 0 : 1));
    if (says.empty()) continue;
    CHECK(heard->sink.warnings[0].file == 1);
    CHECK(heard->sink.warnings[0].line == 0);
    CHECK_THAT(heard->sink.warnings[0].what, Catch::Contains(says));
    CHECK_THAT(heard->sink.warnings[0].what, Catch::Contains("empty"));
  }
}

TEST_CASE("order log: a FILE whose latest purchase is older than that of a FILE before it is warned of",
          "[order_log]") {
  const auto file = [](const char* purchase) { return File{header + "A1," + purchase + ",1\nA2,2026-01-01,1\n"}; };
  CHECK(hear({file("2026-03-01"), file("2026-03-02"), file("2026-03-02")})->sink.warnings.empty());

  const auto heard = hear({file("2026-03-02"), file("2026-03-09"), file("2026-03-03"), file("2026-03-09")});
  REQUIRE(heard->sink.warnings.size() == 1);
  CHECK(heard->sink.warnings[0].file == 2);
  CHECK(heard->sink.warnings[0].line == 0);
  CHECK_THAT(heard->sink.warnings[0].what, Catch::Contains("older") && Catch::Contains("b.csv"));
}

TEST_CASE("order log: --scan-check required makes a FILE without a first-scan column an error", "[order_log]") {
  const Reading reading{scan_check(lsr::ScanCheck::required), {}};
  const File with{"order-id,purchase-date,handling-time,first-scan\nA1,2026-03-01,1,2026-03-02\n"};
  CHECK(hear({with}, reading)->sink.rows.size() == 1);
  check_fault(error_of([&] { hear({with, {header + "A1,2026-03-01,1\n"}}, reading); }), "b.csv: ", "scan");
}

// ---- faults of a file -------------------------------------------------------------------------------------------

TEST_CASE("order log: a fault of a file ends the run", "[order_log]") {
  using namespace std::string_literals;
  struct Case {
    const char* sentence;
    std::string text;
    const char* says;
  };
  const std::vector<Case> cases{
      {"empty", "", "empty"},
      {"empty but for line ends", "\n\r\n\r", "empty"},
      {"empty but for blanks", "  \n,,,\n", "empty"},
      {"empty but for a byte-order mark", "\xEF\xBB\xBF", "empty"},
      {"no header", "A1,2026-03-01,2\nA2,2026-03-01,2\n", "no header"},
      {"no order-id", "purchase-date,handling-time\n2026-03-01,2\n", "order-id"},
      {"neither a purchase nor a ship-by date", "order-id,handling-time\nA1,2\n", "purchase-date"},
      {"a header whose quote nothing closes", "order-id,\"purchase-date\nA1,2026-03-01\n", "quote that is not closed"},
      {"the same in its first column", "\"order-id,purchase-date\nA1,2026-03-01\n", "quote that is not closed"},
      {"the same without rows", "order-id,\"purchase-date\n", "quote that is not closed"},
      {"a header with text after a closing quote", "\"order-id\"x,purchase-date\nA1,2026-03-01\n",
       "after a closing quote"},
      {"names unknown here, quoted as another delimiter would not", "\"Best;Nr\";Datum\nA1;2026-03-01\n", "\"Datum\""},
      {"an xlsx", "PK\x03\x04\x14\x00\x06\x00"s, "xlsx"},
      {"an xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "spreadsheet"},
      {"a PDF", "%PDF-1.7\n", "PDF"},
      {"gzip", "\x1F\x8B\x08\x00"s, "gzip"},
      {"zstd", "\x28\xB5\x2F\xFD\x04", "zstd"},
  };
  for (const auto& each : cases) {
    for (const auto medium : {Medium::file, Medium::stream}) {
      for (const std::size_t block : {std::size_t{1}, std::size_t{3}, lsr::default_block}) {
        INFO(each.sentence << ", block " << block);
        Reading reading{handling_time(1), {}};
        reading.options.block = block;
        check_fault(error_of([&] { hear({{header}, {each.text, medium}}, reading); }), "b.csv: ", each.says);
      }
    }
  }
}

TEST_CASE("order log: where there is no header, nothing of what stands in its place is shown", "[order_log]") {
  const auto error = error_of([] { hear("A1,Jo Smith,2026-03-01\n"); });
  REQUIRE(error);
  CHECK_THAT(error->what(), !Catch::Contains("Smith") && !Catch::Contains("A1"));
}

TEST_CASE("order log: a required column that is missing is named, with the header and the remedy", "[order_log]") {
  const auto error = error_of([] { hear("Bestellung,purchase-date,status\nA1,2026-03-01,\n"); });
  check_fault(error, "a.csv: ", "\"Bestellung\"");
  CHECK_THAT(error->what(), Catch::Contains("--map"));

  // One name known by chance may be a word of somebody's data.
  const auto data = error_of([] { hear("A1,Jo Hidden,tracking\n"); });
  check_fault(data, "a.csv: ", "--map");
  CHECK_THAT(data->what(), !Catch::Contains("Hidden"));
}

TEST_CASE("order log: either of purchase-date and ship-by-date will do", "[order_log]") {
  CHECK(hear("order-id,ship-by-date\nA1,2026-03-01\n")->sink.order_ids() == Texts{"A1"});
  CHECK(hear("order-id,purchase-date\nA1,2026-03-01\n", {handling_time(1), {}})->sink.order_ids() == Texts{"A1"});
}

TEST_CASE("order log: a header without rows is no fault", "[order_log]") {
  for (const std::string text : {"order-id,purchase-date", "order-id,purchase-date\n", "order-id,purchase-date\n\n,\n",
                                 "\n\norder-id,purchase-date\r\n"}) {
    const auto heard = hear(text);
    CHECK(heard->sink.events.empty());
    REQUIRE(heard->facts.files.size() == 1);
    CHECK(heard->facts.rows() == 0);
    CHECK_FALSE(heard->facts.files[0].latest_purchase);
  }
}

TEST_CASE("order log: blank lines before the header are lines all the same", "[order_log]") {
  const auto heard = hear("\n\r\n" + header + "A1,2026-03-01,1\nA2,x,1\n");
  REQUIRE(heard->sink.rows.size() == 1);
  CHECK(heard->sink.rows[0].row.line == 4);
  CHECK(heard->sink.rejected_places() == Texts{"0:5"});
}

TEST_CASE("order log: files on disk, a directory and a missing one", "[order_log]") {
  namespace fs = std::filesystem;
  std::string pattern = (fs::temp_directory_path() / "lsr_order_log_test.XXXXXX").string();
  REQUIRE(::mkdtemp(pattern.data()) != nullptr);
  const fs::path directory = pattern;
  const auto remove = [](const fs::path* path) {
    std::error_code ignored;
    fs::remove_all(*path, ignored);
  };
  const std::unique_ptr<const fs::path, decltype(remove)> cleaner{&directory, remove};

  const std::string path = (directory / "orders.csv").string();
  std::ofstream{path, std::ios::binary} << header << "A1,03/04/2026,1\nA2,13/01/2026,1\n";
  const auto heard = hear(std::vector<Source>{lsr::file_source(path)});
  REQUIRE(heard->sink.rows.size() == 2);
  CHECK(heard->facts.files[0].name == path);
  CHECK(heard->sink.restarts == 1);
  CHECK(shown(heard->sink.rows[0].row.purchased) == "2026-04-03");

  const std::string missing = (directory / "missing.csv").string();
  check_fault(error_of([&] { hear(std::vector<Source>{lsr::file_source(missing)}); }), missing + ": ", "no such file");
  check_fault(error_of([&] { hear(std::vector<Source>{lsr::file_source(pattern)}); }), pattern + ": ", "directory");

  // It was there when it was named, and is gone when it is read.
  const Source gone = lsr::file_source(path);
  REQUIRE(fs::remove(path));
  check_fault(error_of([&] { hear(std::vector<Source>{gone}); }), path + ": ", "no such file");
}

// ---- the order of dates -----------------------------------------------------------------------------------------

TEST_CASE("order log: what 03/04/2026 means is settled once per column, over the whole log", "[order_log]") {
  struct Case {
    const char* sentence;
    std::vector<std::string> rows;  // of each FILE: order-id,purchase-date,confirm-date,ship-by-date,delivered-date
    Texts purchased;
    Texts habitual;  // "FILE field"
    int restarts;
  };
  const std::string march = "2026-03-04";
  const std::string april = "2026-04-03";
  const std::vector<Case> cases{
      {"no open date: read once",
       {"A,13/01/2026,,2026-05-01,\nB,2026-03-04,,2026-05-01,\n"},
       {"2026-01-13", march},
       {},
       0},
      {"a date that means the same both ways is not open", {"A,05/05/2026,,2026-05-09,\n"}, {"2026-05-05"}, {}, 0},
      {"year first is not open", {"A,2026/03/04,,2026-05-09,\n"}, {march}, {}, 0},
      {"its own column decides, earlier",
       {"A,13/01/2026,,2026-05-01,\nB,03/04/2026,,2026-05-01,\n"},
       {"2026-01-13", april},
       {},
       0},
      {"its own column decides, later",
       {"A,03/04/2026,,2026-05-01,\nB,13/01/2026,,2026-05-01,\n"},
       {april, "2026-01-13"},
       {},
       1},
      {"its own column decides, month first",
       {"A,03/04/2026,,2026-05-01,\nB,01/13/2026,,2026-05-01,\n"},
       {march, "2026-01-13"},
       {},
       1},
      {"its own column decides against the others",
       {"A,03/04/2026,01/13/2026,01/14/2026,\nB,13/01/2026,,2026-05-01,\n"},
       {april, "2026-01-13"},
       {},
       1},
      {"another column of the file decides",
       {"A,03/04/2026,,2026-05-01,\nB,,13/01/2026,2026-05-01,\n"},
       {april, "-"},
       {},
       1},
      {"a column that no verdict needs decides too", {"A,03/04/2026,,2026-05-01,13/01/2026\n"}, {april}, {}, 1},
      {"a column of another name does not decide",
       {"A,03/04/2026,,2026-05-01,\n13/01/2026,,,2026-05-01,\n"},
       {march, "-"},
       {"a.csv purchase-date"},
       1},
      {"the file's own columns stand against other files",
       {"A,03/04/2026,13/01/2026,2026-05-01,\n", "B,01/13/2026,,2026-05-01,\n"},
       {april, "2026-01-13"},
       {},
       1},
      {"the other columns disagree: the other files decide",
       {"A,03/04/2026,13/01/2026,01/13/2026,\n", "B,13/01/2026,,2026-05-01,\n"},
       {april, "2026-01-13"},
       {},
       1},
      {"the other columns disagree, and there is no other file",
       {"A,03/04/2026,13/01/2026,01/13/2026,\n"},
       {march},
       {"a.csv purchase-date"},
       1},
      {"another file decides, a later one",
       {"A,03/04/2026,,2026-05-01,\n", "B,2026-03-09,,13/01/2026,\n"},
       {april, "2026-03-09"},
       {},
       1},
      {"another file decides, an earlier one",
       {"A,2026-03-01,,13/01/2026,\n", "B,03/04/2026,,2026-05-01,\n"},
       {"2026-03-01", april},
       {},
       1},
      {"the other files disagree",
       {"A,03/04/2026,,2026-05-01,\n", "B,13/01/2026,,2026-05-01,\n", "C,01/13/2026,,2026-05-01,\n"},
       {march, "2026-01-13", "2026-01-13"},
       {"a.csv purchase-date"},
       1},
      {"nothing decides but the habit",
       {"A,03/04/2026,03/05/2026,2026-05-01,\n"},
       {march},
       {"a.csv purchase-date", "a.csv confirm-date"},
       1},
      {"in each file by itself",
       {"A,03/04/2026,,2026-05-01,\n", "B,03/04/2026,,2026-05-01,\n"},
       {march, march},
       {"a.csv purchase-date", "b.csv purchase-date"},
       1},
      {"a date that does not exist decides nothing",
       {"A,03/04/2026,,2026-05-01,\nB,2026-03-09,,2026-05-01,31/02/2026\n"},
       {march, "2026-03-09"},
       {"a.csv purchase-date"},
       1},
      {"a rejected row decides", {"A,03/04/2026,,2026-05-01,\nB,13/01/2026,x,2026-05-01,\n"}, {april}, {}, 1},
      {"a record of the wrong shape does not decide",
       {"A,03/04/2026,,2026-05-01,\nB,13/01/2026\n"},
       {march},
       {"a.csv purchase-date"},
       1},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    Texts texts;
    std::vector<Source> sources;
    for (const auto& rows : each.rows)
      texts.push_back("order-id,purchase-date,confirm-date,ship-by-date,delivered-date\n" + rows);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      sources.push_back(lsr::memory_source(std::string(1, static_cast<char>('a' + i)) + ".csv", texts[i]));
    }
    const auto heard = hear(sources);
    Texts purchased;
    for (const auto& row : heard->sink.rows) purchased.push_back(shown(row.row.purchased));
    CHECK(purchased == each.purchased);
    for (const auto& file : heard->facts.habitual) CHECK(file.order == DateOrder::mdy);
    CHECK(habitual_columns(heard->facts) == each.habitual);
    CHECK(heard->sink.restarts == each.restarts);
  }
}

TEST_CASE("order log: with open dates the log is read again, and everything is heard once", "[order_log]") {
  const std::string first = header + "A1,2026-03-01,1\nA2,x,1\nA3,2026-03-01\n" + header;
  const std::string second = header + "B1,2026-03-02,1\nB2,03/04/2026,1\nB3,13/01/2026,1\n";
  const Log log{{first}, {second}};
  const auto heard = hear(log.sources());
  CHECK(heard->sink.restarts == 1);
  CHECK(heard->sink.order_ids() == Texts{"A1", "B1", "B2", "B3"});
  CHECK(heard->sink.rejected_places() == Texts{"0:3", "0:4"});
  CHECK(heard->sink.warnings.size() == 1);
  CHECK(heard->facts.rows() == 6);
  CHECK(heard->facts.rejected() == 2);
  CHECK(heard->facts.files.size() == 2);

  const Log plain{{first}, {header + "B1,2026-03-02,1\n"}};
  CHECK(hear(plain.sources())->sink.restarts == 0);
  CHECK(plain.opened(0) == 1);
  CHECK(plain.opened(1) == 1);
}

TEST_CASE("order log: --date-order ends the guessing, and nothing is read twice", "[order_log]") {
  struct Case {
    DateOrder order;
    Texts purchased;
    Texts rejected;
  };
  const std::vector<Case> cases{
      {DateOrder::mdy, {"2026-03-04", "2026-01-13", "2026-05-06"}, {"0:3"}},
      {DateOrder::dmy, {"2026-04-03", "2026-01-13", "2026-05-06"}, {"0:4"}},
      {DateOrder::ymd, {"2026-05-06"}, {"0:2", "0:3", "0:4"}},
  };
  for (const auto& each : cases) {
    INFO(lsr::description(each.order));
    Reading reading;
    reading.options.date_order = each.order;
    const auto heard = hear(header + "A,03/04/2026,1\nB,13/01/2026,1\nC,01/13/2026,1\nD,2026/05/06,1\n", reading);
    Texts purchased;
    for (const auto& row : heard->sink.rows) purchased.push_back(shown(row.row.purchased));
    CHECK(purchased == each.purchased);
    CHECK(heard->sink.rejected_places() == each.rejected);
    CHECK(heard->sink.restarts == 0);
    CHECK(heard->facts.habitual.empty());
  }
}

TEST_CASE("order log: a column that contradicts itself is an error that names both lines", "[order_log]") {
  struct Case {
    const char* sentence;
    const char* rows;
    const char* begins;
    const char* other;
  };
  const std::vector<Case> cases{
      {"day first, then month first", "A,13/01/2026,1\nB,01/13/2026,1\n", "a.csv:3: ", "line 2:"},
      {"month first, then day first", "A,01/13/2026,1\nB,13/01/2026,1\n", "a.csv:3: ", "line 2:"},
      {"with open dates before and between", "A,03/04/2026,1\nB,13/01/2026,1\nC,03/04/2026,1\nD,01/13/2026,1\n",
       "a.csv:5: ", "line 3:"},
      {"the first of each", "A,13/01/2026,1\nB,14/01/2026,1\nC,01/13/2026,1\n", "a.csv:4: ", "line 2:"},
  };
  for (const auto& each : cases) {
    for (const auto medium : {Medium::file, Medium::stream}) {
      // What a stream assumed of an open date is contradicted before the column contradicts itself.
      if (medium == Medium::stream && std::string_view{each.rows}.find("03/04") != std::string_view::npos) continue;
      INFO(each.sentence);
      const auto error = error_of([&] { hear({{header + each.rows, medium}}); });
      check_fault(error, each.begins, each.other);
      CHECK_THAT(error->what(), Catch::Contains("\"13/01/2026\"") && Catch::Contains("\"01/13/2026\""));
      CHECK_THAT(error->what(), Catch::Contains("--date-order"));
    }
  }
}

TEST_CASE("order log: in a column that no verdict needs a contradiction is a warning", "[order_log]") {
  for (const std::string column : {"Ready Date", "delivered-at", "deliver-by"}) {
    for (const auto medium : {Medium::file, Medium::stream}) {
      INFO(column);
      const auto heard =
          hear({{"order-id,purchase-date,handling-time," + column +
                     "\nA,2026-03-01,1,13/01/2026\nB,2026-03-01,1,01/13/2026\nC,2026-03-01,1,03/04/2026\n",
                 medium}});
      CHECK(heard->sink.order_ids() == Texts{"A", "B", "C"});
      REQUIRE(heard->sink.warnings.size() == 1);
      CHECK(heard->sink.warnings[0].line == 0);
      CHECK_THAT(heard->sink.warnings[0].what, Catch::Contains("\"" + column + "\""));
      CHECK(heard->facts.habitual.empty());
    }
  }
}

TEST_CASE("order log: a column that contradicts itself has no say in others", "[order_log]") {
  const auto heard = hear(
      "order-id,purchase-date,handling-time,ready-date,confirm-date\n"
      "A,03/04/2026,1,13/01/2026,\nB,2026-03-01,1,01/13/2026,\nC,2026-03-01,1,,13/01/2026\n");
  REQUIRE(heard->sink.rows.size() == 3);
  CHECK(shown(heard->sink.rows[0].row.purchased) == "2026-04-03");
}

TEST_CASE("order log: on a stream the order of dates is assumed, and what contradicts it ends the run", "[order_log]") {
  struct Case {
    const char* sentence;
    std::vector<File> files;  // order-id,purchase-date,handling-time,confirm-date,ready-date
    Texts purchased;          // empty: the run ends
    const char* begins;
    const char* option;
    std::size_t habitual;
  };
  const auto stream = [](const std::string& rows) {
    return File{"order-id,purchase-date,handling-time,confirm-date,ready-date\n" + rows, Medium::stream};
  };
  const auto file = [](const std::string& rows) {
    return File{"order-id,purchase-date,handling-time,confirm-date,ready-date\n" + rows};
  };
  const std::vector<Case> cases{
      {"no open dates", {stream("A,13/01/2026,1,,\nB,2026-03-04,1,,\n")}, {"2026-01-13", "2026-03-04"}, "", "", 0},
      {"the column has decided before",
       {stream("A,13/01/2026,1,,\nB,03/04/2026,1,,\n")},
       {"2026-01-13", "2026-04-03"},
       "",
       "",
       0},
      {"another column has decided before",
       {stream("A,2026-01-13,1,13/01/2026,\nB,03/04/2026,1,,\n")},
       {"2026-01-13", "2026-04-03"},
       "",
       "",
       0},
      {"nothing decides: the habit, and it is told", {stream("A,03/04/2026,1,,\n")}, {"2026-03-04"}, "", "", 1},
      {"what comes later agrees",
       {stream("A,03/04/2026,1,,\nB,01/13/2026,1,,\n")},
       {"2026-03-04", "2026-01-13"},
       "",
       "",
       0},
      {"what comes later contradicts",
       {stream("A,03/04/2026,1,,\nB,2026-03-01,1,,\nC,13/01/2026,1,,\n")},
       {},
       "a.csv:4: ",
       "--date-order dmy",
       0},
      {"another column contradicts",
       {stream("A,03/04/2026,1,,\nB,2026-03-01,1,13/01/2026,\n")},
       {},
       "a.csv:3: ",
       "--date-order dmy",
       0},
      {"an open ready date is held to nothing",
       {stream("A,2026-03-04,1,,03/04/2026\nB,13/01/2026,1,,\n")},
       {"2026-03-04", "2026-01-13"},
       "",
       "",
       0},
      {"the file's columns were right, then they disagree",
       {stream("A,2026-03-01,1,13/01/2026,\nB,03/04/2026,1,,\nC,01/13/2026,1,,\n")},
       {},
       "a.csv:4: ",
       "--date-order mdy",
       0},
      {"a file beside it decides, though it comes later",
       {stream("A,03/04/2026,1,,\n"), file("B,13/01/2026,1,,\n")},
       {"2026-04-03", "2026-01-13"},
       "",
       "",
       0},
      {"a file beside it decides, coming earlier",
       {file("B,13/01/2026,1,,\n"), stream("A,03/04/2026,1,,\n")},
       {"2026-01-13", "2026-04-03"},
       "",
       "",
       0},
      {"the file beside it has open dates, which are assumed too, and contradicted",
       {file("B,03/04/2026,1,,\n"), stream("A,13/01/2026,1,,\n")},
       {},
       "b.csv:2: ",
       "--date-order dmy",
       0},
      {"the file beside it has open dates, and is read after the stream decided",
       {stream("A,13/01/2026,1,,\n"), file("B,03/04/2026,1,,\n")},
       {"2026-01-13", "2026-04-03"},
       "",
       "",
       0},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    Recorder sink;
    LogFacts facts;
    std::optional<Error> error;
    const auto read = [&](const Log& log, const Reading& reading) {
      error = error_of([&] { facts = read_into(sink, log.sources(), reading); });
    };
    const auto make = [&](const Reading& reading) {
      if (each.files.size() == 1) {
        read(Log{each.files[0]}, reading);
      } else {
        read(Log{each.files[0], each.files[1]}, reading);
      }
    };
    make({});
    if (each.purchased.empty()) {
      check_fault(error, each.begins, each.option);
      // And the option that it names does end the guessing.
      Reading reading;
      reading.options.date_order = std::string_view{each.option}.ends_with("dmy") ? DateOrder::dmy : DateOrder::mdy;
      make(reading);
      CHECK_FALSE(error);
      continue;
    }
    REQUIRE_FALSE(error);
    Texts purchased;
    for (const auto& row : sink.rows) purchased.push_back(shown(row.row.purchased));
    CHECK(purchased == each.purchased);
    CHECK(sink.restarts == 0);
    CHECK(habitual_columns(facts).size() == each.habitual);
  }
}

// ---- the same whatever the blocks -------------------------------------------------------------------------------

namespace {

/// A log of good rows, bad rows and broken shapes, with a little of everything that this file's tables test.
std::string random_log(std::mt19937& random, std::size_t size, bool slashed) {
  const auto one_of = [&](const Texts& texts) { return texts[random() % texts.size()]; };
  const Texts dates = slashed ? Texts{"03/04/2026", "13/01/2026", "2026-03-04", "", "N/A", "5/6/2026 2:03 PM"}
                              : Texts{"2026-03-04",
                                      "2026-03-04T14:03:22Z",
                                      "2026-03-04 14:03:22 PST",
                                      "7 Mar 2026",
                                      "",
                                      "N/A",
                                      "2026-02-30",
                                      "soon",
                                      "13/01/2026"};
  const Texts notes{"",
                    "",
                    "note",
                    "\"two\nlines\"",
                    "\"three\r\n\r\nlines\"",
                    "6\" pipe",
                    "\"say \"\"hi\"\"\"",
                    "\"a, b\"",
                    "\"open",
                    "\"shut\"x",
                    "\"",
                    "a,b",
                    ",,"};
  const Texts line_ends{"\n", "\n", "\r\n", "\r"};
  const Texts statuses{"", "", "Unshipped", "Cancelled", "Pending", "Shipped"};
  const Texts handling{"1", "2", "0", "", "x"};
  std::string text = "Order ID,order-item-id,purchase-date,confirm-date,tracking-number,handling-time,note,status\n";
  for (std::size_t i = 0; text.size() < size; ++i) {
    switch (random() % 24) {
      case 0: text += ",,,\n"; continue;
      case 1:
        text += "order-id,order-item-id,purchase-date,confirm-date,tracking-number,handling-time,note,status\r\n";
        continue;
      case 2: text += "a line of words\r"; continue;
      default: break;
    }
    const std::string number = std::to_string(i);
    text += (random() % 20 == 0 ? "" : "A" + number) + ",\"I" + number + "\"," + one_of(dates) + "," + one_of(dates) +
            ",\"T\"\"" + number + "\"," + one_of(handling) + "," + one_of(notes) + "," + one_of(statuses) +
            one_of(line_ends);
  }
  return text;
}

Texts facts_of(const Heard& heard) {
  Texts facts;
  for (const auto& file : heard.facts.files) {
    facts.push_back(file.name + " " + std::to_string(file.rows) + " " + std::to_string(file.rejected));
  }
  for (const auto& column : habitual_columns(heard.facts)) facts.push_back(column);
  facts.push_back("restarts " + std::to_string(heard.sink.restarts));
  return facts;
}

void check_same_for_blocks(const std::string& text, const std::vector<std::size_t>& blocks) {
  std::unique_ptr<Heard> first;
  for (const std::size_t block : blocks) {
    INFO("block " << block);
    Reading reading;
    reading.options.block = block;
    auto heard = hear(text, reading);
    if (!first) {
      // A log in which nothing happens would prove nothing.
      REQUIRE(heard->sink.rows.size() > 10);
      REQUIRE(heard->sink.rejects.size() > 10);
      REQUIRE(heard->sink.warnings.size() > 1);
      first = std::move(heard);
      continue;
    }
    CHECK(facts_of(*heard) == facts_of(*first));
    const auto& events = heard->sink.events;
    const auto& expected = first->sink.events;
    CHECK(events.size() == expected.size());
    const auto different = std::mismatch(events.begin(), events.end(), expected.begin(), expected.end());
    if (different.first == events.end() && different.second == expected.end()) continue;
    CHECK((different.first == events.end() ? "nothing" : *different.first) ==
          (different.second == expected.end() ? "nothing" : *different.second));
  }
}

}  // namespace

TEST_CASE("order log: random logs are heard the same whatever the size of the blocks", "[order_log]") {
  std::mt19937 random{1990};
  for (int i = 0; i < 6; ++i) {
    check_same_for_blocks(random_log(random, 6000, i % 2 == 1),
                          {lsr::default_block, 1, 2, 3, 7, 64, 4096, std::size_t{1} << 20});
  }
}

TEST_CASE("order log: a log longer than what the header is looked for in is heard the same too", "[order_log]") {
  // Some of it is at hand from the look at the header: only behind that do records end where blocks do.
  std::mt19937 random{2026};
  check_same_for_blocks(random_log(random, lsr::longest_record + 100'000, false),
                        {std::size_t{1} << 20, 4096, 4099, 65'536});
}

TEST_CASE("order log: a stream is heard as a file is, where no date is open", "[order_log]") {
  std::mt19937 random{12};
  const auto text = random_log(random, 6000, false);
  const auto file = hear({{text, Medium::file}});
  const auto stream = hear({{text, Medium::stream}});
  REQUIRE(file->sink.restarts == 0);
  CHECK(stream->sink.events == file->sink.events);
  CHECK(facts_of(*stream) == facts_of(*file));
}
