#include "lsr/judged_log.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "export/json.hpp"
#include "lsr/error.hpp"
#include "lsr/report.hpp"
#include "random_log.hpp"
#include "time_literals.hpp"

using lsr::Dialect;
using lsr::FileFacts;
using lsr::Instant;
using lsr::JudgedLog;
using lsr::Order;
using lsr::OrderBook;
using lsr::Policy;
using lsr::PolicyChoices;
using lsr::ReadingOptions;
using lsr::Reject;
using lsr::Source;
using lsr::Warning;
using lsr::test::at;
using lsr::test::RandomLog;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

const Instant as_of = at("2026-03-31T18:00:00-07:00");

// ---- all that a log says, as text ---------------------------------------------------------------------------------

/// Rejects and warnings in the order in which they come.
class Listener : public lsr::LogObserver {
 public:
  void restart() override {
    heard.clear();
    ++restarts;
  }
  void reject(const Reject& reject) override {
    ++rejects;
    heard += std::to_string(reject.file) + ':' + std::to_string(reject.line) + " [" + reject.column + "] " +
             reject.what + " (" + reject.value + ") of " + reject.order_id + '/' + reject.item_id + '\n';
  }
  void warning(const Warning& warning) override {
    ++warnings;
    heard += std::to_string(warning.file) + ':' + std::to_string(warning.line) + " warning: " + warning.what + '\n';
  }

  std::string heard;
  std::size_t rejects = 0;
  std::size_t warnings = 0;
  int restarts = 0;
};

std::string shown(const std::optional<Instant>& instant) {
  return instant ? lsr::to_text(*instant, lsr::Zone::utc()) : "-";
}

std::string shown(const FileFacts& file) {
  std::string text = file.name + " rows " + std::to_string(file.rows) + " rejected " + std::to_string(file.rejected) +
                     " latest purchase " + shown(file.latest_purchase) + ' ' + std::string{name(file.encoding)} +
                     (file.marked ? " marked" : "") + (file.has_first_scans ? " scans" : "") +
                     (file.has_tracking_numbers ? " tracked" : "") + (file.ship_date_stands_in ? " stand-in" : "") +
                     " delimiter " + file.dialect.delimiter + (file.dialect.quoting ? " quoting" : "");
  for (const auto& told : file.date_orders) {
    text += " order of " + std::string{name(told.field)} + ' ' + std::to_string(static_cast<int>(told.decision.order)) +
            std::to_string(static_cast<int>(told.decision.why));
    if (told.witness) text += " by " + std::to_string(told.witness->line) + ' ' + told.witness->date;
  }
  return text;
}

std::string shown(const Order& order) {
  const auto& decider = order.decider;
  std::string text = std::string{order.id} + " outcome " + std::to_string(static_cast<int>(decider.outcome));
  if (decider.has_ship_by)
    text += " due " + lsr::to_text(decider.ship_by, lsr::Zone::utc()) + " on " + lsr::to_text(decider.day);
  if (decider.given) text += " given";
  if (decider.compared) text += " compared";
  if (decider.disagree) text += " disagree";
  if (order.incomplete) text += " incomplete";
  if (order.superseded) text += " superseded";
  return text;
}

std::string shown(const JudgedLog& log, const Policy& policy) {
  const lsr::Report report = make_report(log, policy, as_of, lsr::AsOf::now);
  std::ostringstream text;
  write_json(text, report, policy);
  for (const auto& file : log.facts.files) text << shown(file) << '\n';
  for (const auto& habit : log.facts.habitual) text << "habit in " << habit.columns.size() << " columns\n";
  text << "latest " << shown(log.facts.latest) << (log.beyond_holiday_years ? ", beyond the holidays\n" : "\n");
  for (const auto& note : report.notes) text << note << '\n';
  for (const auto& [day, counts] : report.tally.days()) {
    text << lsr::to_text(day) << ' ' << counts.on_time() << ' ' << counts.late() << ' ' << counts.open() << '\n';
  }
  std::vector<std::string> orders;
  log.book.visit([&](const Order& order) { orders.push_back(shown(order)); });
  std::sort(orders.begin(), orders.end());
  for (const auto& order : orders) text << order << '\n';
  return text.str();
}

struct Told {
  std::string text;
  int restarts = 0;
  std::size_t rejects = 0;
  std::size_t warnings = 0;
  bool failed = false;
};

/// How a log is read.
struct Way {
  bool stream = false;
  unsigned threads = 1;
  std::size_t block = lsr::default_block;
};

Told told(Source source, const Policy& policy, ReadingOptions options, OrderBook::Keep keep, const Way& way) {
  source.rereadable = !way.stream;
  options.threads = way.threads;
  options.block = way.block;
  // The logs are short: others are called at once, or soon.
  options.blocks_alone = way.block % 3;
  Listener listener;
  Told result;
  try {
    const JudgedLog log = judge_log({{source}}, policy, options, as_of, keep, listener);
    CHECK(log.warnings <= listener.warnings);
    result.text = shown(log, policy);
  } catch (const lsr::Error& error) {
    result.text = std::string{"ended: "} + error.what() + '\n';
    result.failed = true;
  }
  result.text += listener.heard;
  result.restarts = listener.restarts;
  result.rejects = listener.rejects;
  result.warnings = listener.warnings;
  return result;
}

/// The first line in which two texts differ, of both.
std::string difference(const std::string& a, const std::string& b) {
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const auto line = [](const std::string& text, std::string::const_iterator at) {
    const auto from = std::find(std::make_reverse_iterator(at), text.rend(), '\n').base();
    return std::string{from, std::find(at, text.end(), '\n')};
  };
  return "line by line: " + line(a, in_a) + "\nbeside the rest: " + line(b, in_b);
}

/// How often each thing came up: a comparison of logs in which nothing happens would be worth nothing.
struct Seen {
  std::size_t logs = 0;
  std::size_t rejects = 0;
  std::size_t warnings = 0;
  std::size_t restarts = 0;
  std::size_t failed = 0;
};

/// Reads the log record by record, and then as if only counts were asked for.
void compare(const Source& source, const Policy& policy, const ReadingOptions& options, const std::vector<Way>& ways,
             Seen& seen) {
  std::optional<Told> of_file;
  std::optional<Told> of_stream;
  for (const Way& way : ways) {
    auto& expected = way.stream ? of_stream : of_file;
    if (!expected) {
      expected = told(source, policy, options, OrderBook::Keep::outcomes, {way.stream});
      ++seen.logs;
      seen.rejects += expected->rejects;
      seen.warnings += expected->warnings;
      seen.restarts += static_cast<std::size_t>(expected->restarts);
      if (expected->failed) ++seen.failed;
    }
    const Told got = told(source, policy, options, OrderBook::Keep::counts, way);
    if (got.text == expected->text && got.restarts == expected->restarts) continue;
    INFO((way.stream ? "a stream, " : "a file, ") << way.threads << " threads, blocks of " << way.block);
    CAPTURE(got.restarts, expected->restarts);
    FAIL_CHECK(difference(expected->text, got.text));
  }
}

void compare(std::string_view text, const Policy& policy, const ReadingOptions& options, const std::vector<Way>& ways,
             Seen& seen) {
  INFO("the log:\n" << text.substr(0, text.size() > 20'000 ? 0 : text.size()));
  compare(lsr::memory_source("log.csv", text), policy, options, ways, seen);
}

PolicyChoices choices(RandomLog& log) {
  PolicyChoices choices;
  choices.marketplace = log.below(4) == 0 ? "de" : "us";
  if (log.below(2) == 0) choices.handling_time = static_cast<int>(log.below(3));
  if (log.below(4) == 0) choices.handling_times = {{"SKU-1", 1}, {"SKU-7", 5}};
  if (log.below(3) == 0) choices.ship_by = lsr::ShipByRule::computed;
  if (log.below(4) == 0) choices.scan_check = lsr::ScanCheck::off;
  if (log.below(4) == 0) choices.untracked = lsr::Untracked::ignore;
  return choices;
}

ReadingOptions options(RandomLog& log) {
  ReadingOptions options;
  if (log.below(4) == 0) options.date_order = log.below(2) == 0 ? lsr::DateOrder::dmy : lsr::DateOrder::mdy;
  if (log.below(4) == 0) options.input_zone = lsr::Zone::named("Asia/Tokyo");
  if (log.below(6) == 0) options.delimiter = log.delimiter();
  if (log.below(6) == 0) options.quoting = log.below(2) == 0;
  return options;
}

std::string in_utf_16(std::string_view ascii) {
  std::string text = "\xFF\xFE";
  for (const char c : ascii) {
    if (static_cast<unsigned char>(c) >= 0x80) continue;
    text += c;
    text += '\0';
  }
  return text;
}

}  // namespace

TEST_CASE("judged log: small random logs say the same, whether counts alone are asked for or each order",
          "[judged_log]") {
  Seen seen;
  const unsigned logs = sanitized ? 40 : 150;
  for (unsigned seed = 0; seed < logs; ++seed) {
    RandomLog log{seed};
    if (log.below(10) == 0) log.add_mark();
    log.add_header();
    for (auto records = log.below(40); records > 0; --records) log.add_record();
    if (log.below(8) == 0) log.add_foreign_row();
    if (log.below(2) == 0) log.end();
    const Policy policy = make_policy(choices(log));
    const ReadingOptions reading = options(log);
    const std::vector<std::size_t> blocks{16, 64, 100, 1000, 65536};
    std::string text = log.text();
    if (log.below(15) == 0) text = in_utf_16(text);
    INFO("seed " << seed);
    compare(text, policy, reading,
            {{false, seed % 8 == 0 ? 2U : 1U, blocks[seed % 5]}, {seed % 2 == 0, 1, blocks[seed / 5 % 5]}}, seen);
  }
  CHECK(seen.logs > logs);
  CHECK(seen.rejects > logs);
  CHECK(seen.warnings > logs);
  CHECK(seen.restarts > logs / 50);
  CHECK(seen.failed >= (sanitized ? 0 : 1));
  CHECK(seen.failed < logs / 4);
}

TEST_CASE("judged log: so do those whose odd rows stand far behind the header", "[judged_log]") {
  // What is looked at for the header is one block; only what comes behind it is read in many.
  Seen seen;
  const unsigned logs = sanitized ? 2 : 8;
  for (unsigned seed = 0; seed < logs; ++seed) {
    RandomLog log{1000 + seed};
    log.slip_once_in(seed % 3 == 0 ? 4 : 15);
    log.add_header();
    for (int i = 0; i < 11; ++i) log.add_plain_row(100'000);
    if (seed % 5 == 0) log.add_foreign_row();
    for (int i = 0; i < 150; ++i) log.add_record();
    if (seed % 2 == 0) log.end();
    const Policy policy = make_policy(choices(log));
    INFO("seed " << seed);
    compare(log.text(), policy, options(log), {{false, 1, 2000}, {false, 4, 3000}, {seed % 2 == 0, 2, 10'007}}, seen);
  }
  CHECK(seen.rejects > logs);
  CHECK(seen.warnings > logs);
  CHECK(seen.failed < logs / 2);
}

TEST_CASE("judged log: so do logs of several MiB, in many blocks and with several threads", "[judged_log]") {
  Seen seen;
  const unsigned logs = sanitized ? 1 : 2;
  for (unsigned seed = 0; seed < logs; ++seed) {
    RandomLog log{2000 + seed};
    log.slip_once_in(seed == 1 || sanitized ? 30 : 300);
    log.end_lines_with(seed % 2 == 0 ? "\n" : "\r\n");
    log.write_slashes(false);
    log.add_header();
    for (int i = 0; i < (sanitized ? 11 : 0); ++i) log.add_plain_row(100'000);
    const std::size_t size = (seed == 0 && !sanitized ? 9U : 5U) << 18U;
    while (log.text().size() < size) log.add_record();
    const Policy policy = make_policy(choices(log));
    INFO("seed " << seed);
    compare(log.text(), policy, options(log), {{false, 4, 4096}, {true, 2, 30'011}}, seen);
  }
  CHECK(seen.rejects > 50 * logs);
  CHECK(seen.warnings > (sanitized ? 10U : 50U) * logs);
  CHECK(seen.failed == 0);
}

TEST_CASE("judged log: so do those with stretches that are better read in turn", "[judged_log]") {
  Seen seen;
  for (unsigned seed = 0; seed < 3; ++seed) {
    RandomLog log{4000 + seed};
    log.write_slashes(seed == 2);
    log.add_header();
    for (int i = 0; i < 60; ++i) log.add_record();
    const std::string text = log.text();
    const std::string rows = text.substr(text.find_first_of("\r\n") + 1);
    std::string many;
    for (int i = 0; i < 5000; ++i) many += i % 3 == 0 ? "\n" : "x\n";
    const Policy policy = make_policy(choices(log));
    for (const std::string& between : {many, std::string(3U << 20U, ' ') + "\n", std::string(3U << 20U, 'x') + "\n"}) {
      compare(text + between + rows + rows, policy, options(log), {{false, 1, 1U << 16U}, {true, 3, 1U << 17U}}, seen);
    }
  }
  CHECK(seen.rejects > 10'000);
}

TEST_CASE("judged log: what ends the reading far behind the header does so at the same place", "[judged_log]") {
  /// Gives the text, and then fails.
  class Failing : public lsr::ByteReader {
   public:
    explicit Failing(std::string_view text) : rest_(text) {}
    std::size_t read(std::span<char> into) override {
      if (rest_.empty()) throw lsr::Error{lsr::Error::Kind::input, "log.csv: the disk is gone"};
      const std::size_t size = std::min(into.size(), rest_.size());
      std::copy_n(rest_.data(), size, into.data());
      rest_.remove_prefix(size);
      return size;
    }

   private:
    std::string_view rest_;
  };
  Seen seen;
  RandomLog log{3001};
  log.slip_once_in(10);
  log.write_slashes(false);
  log.add_header();
  for (int i = 0; i < 11; ++i) log.add_plain_row(100'000);
  for (int i = 0; i < 100; ++i) log.add_record();
  const Policy policy = lsr::make_policy({});
  const std::vector<Way> ways{{false, 4, 5000}, {true, 2, 30'007}};

  const std::string& text = log.text();
  compare({"log.csv", true, [&] { return std::make_unique<Failing>(text); }}, policy, {}, ways, seen);
  const std::string within_a_letter = in_utf_16(text) + 'x';
  compare(within_a_letter, policy, {}, ways, seen);
  // Not a fault of the file: a quote that nothing closes for so long costs its own line, and no other one.
  std::string open_quote = text + "\"\n";
  while (open_quote.size() < 5 * lsr::longest_record / 2) open_quote += text.substr(text.size() - 10'000);
  compare(open_quote, policy, {}, {{false, 2, 50'000}}, seen);
  CHECK(seen.failed == 2 * 2);  // as a file and as a stream
}
