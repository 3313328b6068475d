#include "file_apart.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lsr/error.hpp"
#include "random_log.hpp"
#include "time_literals.hpp"

using lsr::Columns;
using lsr::FileApart;
using lsr::Instant;
using lsr::LogFile;
using lsr::LogSink;
using lsr::Moment;
using lsr::OrderRow;
using lsr::Policy;
using lsr::PolicyChoices;
using lsr::ReadingOptions;
using lsr::RecordReader;
using lsr::Reject;
using lsr::Role;
using lsr::Warning;
using lsr::test::RandomLog;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

const Instant as_of = lsr::test::at("2026-03-31T18:00:00-07:00");

std::string shown(const std::optional<Moment>& moment) {
  if (!moment) return " -";
  return ' ' + lsr::to_text(moment->first, lsr::Zone::utc()) + (moment->day_only ? "+" : "");
}

/// Remembers what it hears, and where. What a sink of apart() hears is told to the one it came from.
class Recorder : public LogSink {
 public:
  enum class Apart { no, yes };
  struct Event {
    std::uint64_t line;
    std::string what;
    friend bool operator==(const Event&, const Event&) = default;
  };

  explicit Recorder(Apart apart) : apart_(apart) {}

  void restart() override { events.clear(); }
  void row(std::span<const OrderRow> packages) override {
    const OrderRow& row = packages.front();
    std::string text = "row " + std::string{row.order_id} + " tracked " + std::string{row.tracking_number};
    for (const auto* moment : {&row.purchased, &row.given_ship_by, &row.confirmed, &row.first_scan, &row.cancelled}) {
      text += shown(*moment);
    }
    text += " in " + (row.handling_time ? std::to_string(*row.handling_time) : "-");
    for (const bool flag : {row.amazon_fulfilled, row.cancelled_status, row.pending, row.scans_checked}) {
      text += flag ? " yes" : " no";
    }
    events.push_back({row.line, std::move(text)});
  }
  void reject(const Reject& reject) override {
    events.push_back({reject.line, "reject [" + reject.column + "] " + reject.what + " (" + reject.value + ") of " +
                                       reject.order_id + '/' + reject.item_id});
  }
  void warning(const Warning& warning) override {
    // What concerns the file as a whole is not said of its blocks.
    if (warning.line != 0) events.push_back({warning.line, "warning " + warning.what});
  }
  [[nodiscard]] std::unique_ptr<LogSink> apart() const override {
    return apart_ == Apart::yes ? std::make_unique<Recorder>(Apart::no) : nullptr;
  }
  void add_block(LogSink& block, std::uint64_t line) override {
    ++blocks;
    for (Event& event : static_cast<Recorder&>(block).events) {
      events.push_back({event.line + line - 1, std::move(event.what)});
    }
  }

  std::vector<Event> events;
  std::size_t blocks = 0;

 private:
  Apart apart_;
};

/// The log past its header, without the look ahead that finds its delimiter: all but the first block is still to be
/// read.
LogFile opened(std::string_view text, char delimiter, std::size_t block) {
  auto reader = lsr::decoded("log.csv", lsr::memory_source("log.csv", text).open(), {});
  const auto* const as_text = reader.get();
  RecordReader records{std::move(reader), block};
  records.set_dialect({delimiter, true});
  const auto* const header = records.next();
  REQUIRE(header != nullptr);
  std::vector<std::string> names;
  for (const auto& cell : header->cells) names.emplace_back(cell.raw);
  Columns columns = lsr::map_columns(names, {}, Role::orders);
  return {Role::orders, lsr::Compression::none, as_text, std::move(records), std::move(columns)};
}

std::string read_all(lsr::ByteReader& reader) {
  std::string text;
  std::array<char, 1000> some{};
  while (const std::size_t got = reader.read(some)) text.append(some.data(), got);
  return text;
}

/// The physical line in which the text goes on behind its first `bytes`.
std::uint64_t line_behind(std::string_view text, std::size_t bytes) {
  std::uint64_t line = 1;
  for (std::size_t i = 0; i < bytes; ++i) {
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) ++line;
  }
  return line;
}

std::string text_of(const std::vector<Recorder::Event>& events) {
  std::string text;
  for (const auto& event : events) text += std::to_string(event.line) + ": " + event.what + '\n';
  return text;
}

struct Seen {
  std::size_t files = 0;
  std::size_t blocks = 0;
  std::size_t events = 0;
  std::size_t left = 0;  // of which something has to be read in turn
};

struct Way {
  unsigned threads;
  std::size_t block;
};

void compare(std::string_view text, char delimiter, const Policy& policy, ReadingOptions options,
             const std::vector<Way>& ways, Seen& seen) {
  options.delimiter = delimiter;
  options.quoting = true;
  Recorder expected{Recorder::Apart::no};
  try {
    read_log({{lsr::memory_source("log.csv", text)}}, policy, options, as_of, expected);
  } catch (const lsr::Error&) {
    // Dates that contradict each other. What was heard may be forgotten by then, and there is nothing to compare with.
    return;
  }
  for (const Way& way : ways) {
    INFO(way.threads << " threads, blocks of " << way.block << ", the log:\n" << text);
    options.threads = way.threads;
    options.block = way.block;
    // The logs are short: others are called at once, or soon.
    options.blocks_alone = way.block % 3;
    LogFile file = opened(text, delimiter, way.block);
    Recorder sink{Recorder::Apart::yes};
    FileApart apart{0, file, policy, options, as_of, lsr::ValueWatch{{}}, sink};
    const bool all_read = apart.read();
    ++seen.files;
    seen.blocks += sink.blocks;
    seen.events += sink.events.size();

    // Where something is left, it is what comes behind the rows that were told.
    REQUIRE(sink.events.size() <= expected.events.size());
    if (all_read) {
      CHECK(sink.events.size() == expected.events.size());
    } else {
      ++seen.left;
      const std::string rest = read_all(*apart.rest());
      CHECK(text.substr(text.size() - rest.size()) == rest);
      CHECK(apart.line() == line_behind(text, text.size() - rest.size()));
    }
    const bool same = std::equal(sink.events.begin(), sink.events.end(), expected.events.begin());
    if (!same) CHECK(text_of(sink.events) == text_of(expected.events));

    std::uint64_t rows = 0;
    std::uint64_t rejected = 0;
    for (const auto& event : sink.events) {
      if (event.what.starts_with("reject ")) ++rejected;
      if (!event.what.starts_with("warning ")) ++rows;
    }
    CHECK(apart.rows() == rows);
    CHECK(apart.rejected() == rejected);
  }
}

}  // namespace

TEST_CASE("file apart: random logs in small blocks are told as those that are read record by record", "[file_apart]") {
  Seen seen;
  for (unsigned seed = 0; seed < (sanitized ? 40 : 150); ++seed) {
    RandomLog log{seed};
    log.add_header();
    for (auto records = 5 + log.below(30); records > 0; --records) log.add_record();
    if (log.below(2) == 0) log.end();
    PolicyChoices choices;
    if (log.below(2) == 0) choices.handling_time = 2;
    if (log.below(3) == 0) choices.ship_by = lsr::ShipByRule::computed;
    const Policy policy = make_policy(choices);
    ReadingOptions options;
    if (log.below(2) == 0) options.date_order = lsr::DateOrder::mdy;
    INFO("seed " << seed);
    const std::size_t header = log.text().find_first_of("\r\n") + 1;
    compare(log.text(), log.delimiter(), policy, options,
            {{1, 30 + log.below(300)}, {1, header}, {2 + seed % 3, 200 + log.below(800)}}, seen);
  }
  CHECK(seen.blocks > 10 * seen.files);
  CHECK(seen.events > 15 * seen.files);
  CHECK(seen.left > 0);
  CHECK(seen.left < seen.files / 2);
}

TEST_CASE("file apart: what is better read in turn is left for that", "[file_apart]") {
  RandomLog log{77};
  log.write_slashes(false);
  log.add_header();
  for (int i = 0; i < 20; ++i) log.add_record();
  const std::string before = log.text();
  const std::string rows = before.substr(before.find_first_of("\r\n") + 1);
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "x\n";

  struct Case {
    const char* sentence;
    std::string text;
    bool left;
  };
  const std::vector<Case> cases{
      {"many blank lines are no reason", before + std::string(20'000, '\n') + rows, false},
      {"some rows of a wrong shape are none", before + many.substr(0, 2000) + rows, false},
      {"too many rejected rows of one block to keep", before + many + rows, true},
      {"a line that is longer than any record", before + std::string(3U << 20U, 'x') + "\n" + rows, true},
      {"a quote that is open for longer", before + "\"" + std::string(3U << 20U, 'x') + "\n" + rows, true},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    Seen seen;
    compare(each.text, log.delimiter(), lsr::make_policy({}), {},
            {{1, std::size_t{1} << 17}, {3, std::size_t{1} << 18}}, seen);
    CHECK(seen.files == 2);
    CHECK(seen.left == (each.left ? 2U : 0U));
    CHECK(seen.events > 40);
  }
}
