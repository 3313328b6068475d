// The known layouts: each command of data/sample/layouts/README.md against the verdicts and figures that were worked
// out apart from the program.
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

/// The surname of every buyer in the samples. Buyers never leave the file (SPEC §7).
const std::string buyers_name = "Hidden";

const std::string as_of = " --as-of 2026-03-20T18:00-07:00";

const fs::path layouts = fs::path{LSR_SOURCE_DIR} / "data" / "sample" / "layouts";

struct Layout {
  /// FILEs and options as in the README there, without --as-of.
  std::string arguments;
  /// The files with the expectations, without .csv and .json.
  std::string expected;
};

const std::string confirmations = " --shipments amazon-all-orders/shipment-confirmation.txt";
const std::string scans =
    " --scans easypost-trackers/trackers.csv --map first-scan-date=current_detail_datetime --handling-time 2";

const std::vector<Layout> all_layouts{
    {"amazon-all-orders/all-orders.txt" + confirmations + scans, "amazon-all-orders/expected"},
    {"amazon-all-orders/all-orders.txt" + confirmations + " --handling-time 2",
     "amazon-all-orders/expected-without-scans"},
    {"amazon-all-orders/all-orders.txt --handling-time 2", "amazon-all-orders/expected-without-shipments"},
    {"amazon-all-orders/all-orders.txt amazon-unshipped/unshipped-orders.txt" + confirmations + scans,
     "amazon-all-orders/expected-with-unshipped"},
    {"amazon-unshipped/unshipped-orders.txt", "amazon-unshipped/expected"},
    {"amazon-premium-shipping/defects.txt --shipments amazon-premium-shipping/shipment-confirmation.txt"
     " --map first-scan-date='First Physical Scan'",
     "amazon-premium-shipping/expected"},
    {"shopify/orders_export.csv --map status='Financial Status' --handling-time 2", "shopify/expected"},
    {"shipstation/shipments.csv --map purchase-date='Date - Order Date' --map confirm-date='Date - Shipped Date'"
     " --map tracking-number='Shipment - Tracking Number' --handling-time 1",
     "shipstation/expected"},
};

struct Outcome {
  std::string out;
  std::string err;
  int exit = 0;
};

std::string content(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

/// As one word of a shell's command line.
std::string quoted(const std::string& text) {
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string{"'\\''"} : std::string{c};
  return word + "'";
}

/// Runs the program in the folder of the layouts, in an environment that holds PATH alone.
Outcome run(const std::string& arguments) {
  std::string name = (fs::temp_directory_path() / "lsr-layouts-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary directory: " + name};
  const fs::path scratch = name;
  const fs::path out = scratch / "out";
  const fs::path err = scratch / "err";
  const char* const path = std::getenv("PATH");
  const std::string shell =
      "cd " + quoted(layouts.string()) + " && env -i PATH=" + quoted(path == nullptr ? "/usr/bin:/bin" : path) + ' ' +
      quoted(LSR_PROGRAM) + ' ' + arguments + " < /dev/null > " + quoted(out.string()) + " 2> " + quoted(err.string());
  const int status = std::system(shell.c_str());
  Outcome outcome{content(out), content(err), WIFEXITED(status) ? WEXITSTATUS(status) : -1};
  std::error_code ignored;
  fs::remove_all(scratch, ignored);
  return outcome;
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream{line};
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
  if (!line.empty() && line.back() == ',') cells.emplace_back();
  return cells;
}

using Record = std::map<std::string, std::string>;

/// The rows of a CSV without quotes, by their heads.
std::vector<Record> records_of(const std::string& text) {
  std::istringstream stream{text};
  std::string line;
  REQUIRE(std::getline(stream, line));
  REQUIRE(text.find('"') == std::string::npos);
  const auto heads = cells_of(line);
  std::vector<Record> records;
  while (std::getline(stream, line)) {
    const auto cells = cells_of(line);
    REQUIRE(cells.size() == heads.size());
    Record& record = records.emplace_back();
    for (std::size_t k = 0; k < heads.size(); ++k) record[heads[k]] = cells[k];
  }
  return records;
}

/// Of the report only what is expected: it says more.
void check_figures(const Json& expected, const Json& came, const std::string& key) {
  INFO(key);
  if (expected.is_object()) {
    for (const auto& item : expected.items()) {
      const std::string name = key + '/' + item.key();
      INFO(name);
      REQUIRE(came.is_object());
      REQUIRE(came.contains(item.key()));
      check_figures(item.value(), came.at(item.key()), name);
    }
  } else if (expected.is_array()) {
    REQUIRE(came.is_array());
    REQUIRE(came.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
      check_figures(expected[i], came[i], key + '/' + std::to_string(i));
    }
  } else {
    CHECK(came == expected);
  }
}

void check_nothing_of_a_buyer(const Outcome& came) {
  CHECK(came.out.find(buyers_name) == std::string::npos);
  CHECK(came.err.find(buyers_name) == std::string::npos);
}

/// The command as the expectations hold it: `lsr report`, then FILEs and options, quoted with ".
std::string as_written(const Layout& layout) {
  std::string command = "lsr report " + layout.arguments + as_of;
  for (char& c : command) {
    if (c == '\'') c = '"';
  }
  return command;
}

}  // namespace

TEST_CASE("each known layout comes to the verdicts and figures that were worked out apart", "[layouts]") {
  for (const auto& layout : all_layouts) {
    DYNAMIC_SECTION(layout.expected) {
      Json figures = Json::parse(content(layouts / (layout.expected + ".json")));
      const auto verdicts = records_of(content(layouts / (layout.expected + ".csv")));
      REQUIRE_FALSE(verdicts.empty());

      // Table and expectation must mean the same command.
      const std::string written = figures.at("command").get<std::string>();
      CHECK(written == as_written(layout));
      const int exit = figures.at("exit").get<int>();
      figures.erase("command");
      figures.erase("exit");

      const Outcome report = run("report " + layout.arguments + as_of + " --format json");
      INFO(report.err);
      CHECK(report.exit == exit);
      check_nothing_of_a_buyer(report);
      REQUIRE_FALSE(report.out.empty());
      check_figures(figures, Json::parse(report.out), "");

      const Outcome text = run("report " + layout.arguments + as_of + " --verbose");
      CHECK(text.exit == exit);
      check_nothing_of_a_buyer(text);

      const Outcome list = run("orders " + layout.arguments + as_of + " --format csv");
      CHECK(list.exit == exit);
      check_nothing_of_a_buyer(list);
      const auto orders = records_of(list.out);
      REQUIRE(orders.size() == verdicts.size());
      for (std::size_t i = 0; i < verdicts.size(); ++i) {
        INFO("order " << verdicts[i].at("order_id"));
        CHECK(orders[i].at("order_id") == verdicts[i].at("order_id"));
        CHECK(orders[i].at("verdict") == verdicts[i].at("verdict"));
        CHECK(orders[i].at("reason") == verdicts[i].at("reason"));
        if (!verdicts[i].at("ship_by").empty()) CHECK(orders[i].at("ship_by") == verdicts[i].at("ship_by"));
      }
    }
  }
}

TEST_CASE("each expectation in the folder of the layouts is compared", "[layouts]") {
  std::set<fs::path> compared;
  for (const auto& layout : all_layouts) {
    compared.insert(layouts / (layout.expected + ".csv"));
    compared.insert(layouts / (layout.expected + ".json"));
  }
  for (const auto& entry : fs::recursive_directory_iterator{layouts}) {
    if (entry.path().filename().string().rfind("expected", 0) != 0) continue;
    INFO(entry.path().string());
    CHECK(compared.count(entry.path()) == 1);
  }
}
