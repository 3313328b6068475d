#include "cli/progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "lsr/error.hpp"

namespace cli = lsr::cli;
using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t mb = 1'000'000;
constexpr std::uint64_t gb = 1'000 * mb;

const std::string cleared = "\r\x1b[K";

std::string shown(std::string_view line) { return '\r' + std::string{line} + "\x1b[K"; }

/// A terminal and a clock of our own.
struct Bench {
  std::chrono::steady_clock::time_point now;
  std::size_t width = 80;
  std::vector<std::string> written;

  cli::ProgressScreen screen() {
    return {[this] { return now; }, [this] { return width; }, [this](auto text) { written.emplace_back(text); }};
  }
};

/// Hands out so many bytes.
class Plenty : public lsr::ByteReader {
 public:
  explicit Plenty(std::size_t bytes) : left_(bytes) {}
  std::size_t read(std::span<char> into) override {
    const std::size_t got = std::min(into.size(), left_);
    left_ -= got;
    return got;
  }

 private:
  std::size_t left_;
};

lsr::Source plenty(const std::string& name, std::size_t bytes) {
  return {name, false, [bytes] { return std::make_unique<Plenty>(bytes); }};
}

void read_all(const lsr::Source& source) {
  const auto reader = source.open();
  std::array<char, 1000> block{};
  while (reader->read(block) != 0) {
  }
}

}  // namespace

TEST_CASE("the line of progress tells what was read, and of how much", "[progress]") {
  struct Row {
    std::uint64_t bytes;
    std::optional<std::uint64_t> of;
    std::string line;
  };
  const std::vector<Row> rows{
      {1'200 * mb, 2'800 * mb, "orders.csv: 1.2 GB of 2.8 GB (42 %)"},
      {1'200 * mb, std::nullopt, "orders.csv: 1.2 GB"},
      {0, std::nullopt, "orders.csv: 0.0 kB"},
      {0, 7 * mb, "orders.csv: 0.0 kB of 7.0 MB (0 %)"},
      {512, 1'234, "orders.csv: 0.5 kB of 1.2 kB (41 %)"},
      {949'949, std::nullopt, "orders.csv: 949.9 kB"},
      {999'949, std::nullopt, "orders.csv: 999.9 kB"},
      {999'950, std::nullopt, "orders.csv: 1.0 MB"},
      {gb - 1, gb, "orders.csv: 1.0 GB of 1.0 GB (99 %)"},
      {gb, gb, "orders.csv: 1.0 GB of 1.0 GB (100 %)"},
      {4'321 * gb, 10'000 * gb, "orders.csv: 4321.0 GB of 10000.0 GB (43 %)"},
      // What has grown since, and what says that it is empty and is not.
      {3 * gb, 2 * gb, "orders.csv: 3.0 GB"},
      {3 * mb, 0, "orders.csv: 3.0 MB"},
  };
  for (const auto& row : rows) CHECK(cli::progress_line({"orders.csv", row.bytes, row.of}, 80) == row.line);
}

TEST_CASE("the line of progress keeps to the width: first the name gives way, from its beginning", "[progress]") {
  struct Row {
    std::string name;
    std::size_t width;
    std::string line;
  };
  const std::vector<Row> rows{
      {"/srv/exports/orders.csv", 48, "/srv/exports/orders.csv: 1.2 GB of 2.4 GB (50 %)"},
      {"/srv/exports/orders.csv", 47, ".../exports/orders.csv: 1.2 GB of 2.4 GB (50 %)"},
      {"/srv/exports/orders.csv", 33, "...s.csv: 1.2 GB of 2.4 GB (50 %)"},
      {"/srv/exports/orders.csv", 32, "1.2 GB of 2.4 GB (50 %)"},
      {"/srv/exports/orders.csv", 23, "1.2 GB of 2.4 GB (50 %)"},
      {"/srv/exports/orders.csv", 22, ""},
      {"/srv/exports/orders.csv", 0, ""},
      {"a", 26, "a: 1.2 GB of 2.4 GB (50 %)"},
      {"a", 25, "1.2 GB of 2.4 GB (50 %)"},
      // A Chinese character fills two columns, an accented letter one; neither is cut.
      {"\u8ba2\u5355\u8ba2\u5355.csv", 37, "\u8ba2\u5355\u8ba2\u5355.csv: 1.2 GB of 2.4 GB (50 %)"},
      {"\u8ba2\u5355\u8ba2\u5355.csv", 36, "...\u8ba2\u5355.csv: 1.2 GB of 2.4 GB (50 %)"},
      {"\u8ba2\u5355\u8ba2\u5355.csv", 35, "...\u5355.csv: 1.2 GB of 2.4 GB (50 %)"},
      {"\u00e9t\u00e9-\u00e9t\u00e9.csv", 36, "\u00e9t\u00e9-\u00e9t\u00e9.csv: 1.2 GB of 2.4 GB (50 %)"},
      {"\u00e9t\u00e9-\u00e9t\u00e9.csv", 35, "...\u00e9t\u00e9.csv: 1.2 GB of 2.4 GB (50 %)"},
      // Nothing that a terminal would act on, and nothing that is no character.
      {"a\x1b[2J\xff.csv", 80, "a?[2J?.csv: 1.2 GB of 2.4 GB (50 %)"},
  };
  for (const auto& row : rows) {
    INFO(row.name << ", " << row.width);
    CHECK(cli::progress_line({row.name, 1'200 * mb, 2'400 * mb}, row.width) == row.line);
  }
}

TEST_CASE("nothing is shown before a second has passed, and then ten times a second", "[progress]") {
  Bench bench;
  cli::Progress progress{bench.screen()};
  progress.begin("orders.csv", 10 * mb);
  bench.now += 999ms;
  progress.add(mb);
  CHECK(bench.written.empty());
  bench.now += 1ms;
  progress.add(mb);
  REQUIRE(bench.written.size() == 1);
  CHECK(bench.written.back() == shown("orders.csv: 2.0 MB of 10.0 MB (20 %)"));
  bench.now += 99ms;
  progress.add(mb);
  CHECK(bench.written.size() == 1);
  bench.now += 1ms;
  progress.add(mb);
  REQUIRE(bench.written.size() == 2);
  CHECK(bench.written.back() == shown("orders.csv: 4.0 MB of 10.0 MB (40 %)"));
  // After a long pause one line is due, and no more.
  bench.now += 1h;
  progress.add(mb);
  progress.add(mb);
  CHECK(bench.written.size() == 3);
}

TEST_CASE("the line of progress is as wide as the terminal is at that moment, less its last column", "[progress]") {
  Bench bench;
  cli::Progress progress{bench.screen()};
  progress.begin("orders.csv", std::nullopt);
  const std::vector<std::pair<std::size_t, std::string>> rows{{80, "orders.csv: 5.0 MB"},
                                                              {19, "orders.csv: 5.0 MB"},
                                                              {18, "...rs.csv: 5.0 MB"},
                                                              {7, "5.0 MB"},
                                                              {6, ""},
                                                              {0, ""}};
  progress.add(5 * mb);
  for (const auto& [width, line] : rows) {
    INFO(width);
    bench.width = width;
    bench.now += 2s;
    progress.add(0);
    CHECK(bench.written.back() == shown(line));
  }
}

TEST_CASE("the line of progress is taken away before anything else is written", "[progress]") {
  Bench bench;
  {
    cli::Progress progress{bench.screen()};
    progress.begin("orders.csv", std::nullopt);
    progress.clear();
    CHECK(bench.written.empty());  // nothing was there
    bench.now += 1s;
    progress.add(mb);
    progress.clear();
    progress.clear();
    CHECK(bench.written == std::vector{shown("orders.csv: 1.0 MB"), cleared});
    bench.now += 1s;
    progress.add(mb);
    CHECK(bench.written.back() == shown("orders.csv: 2.0 MB"));
  }
  CHECK(bench.written.size() == 4);
  CHECK(bench.written.back() == cleared);
}

TEST_CASE("a fault of the reading leaves no line of progress behind", "[progress]") {
  Bench bench;
  const auto read = [&] {
    cli::Progress progress{bench.screen()};
    progress.begin("orders.csv", std::nullopt);
    bench.now += 1s;
    progress.add(mb);
    throw lsr::Error{lsr::Error::Kind::input, "orders.csv: is damaged"};
  };
  CHECK_THROWS_AS(read(), lsr::Error);
  CHECK(bench.written == std::vector{shown("orders.csv: 1.0 MB"), cleared});
}

TEST_CASE("what is read of watched sources is counted file by file, each time anew", "[progress]") {
  Bench bench;
  cli::Progress progress{bench.screen()};
  const auto sources = cli::watched(
      lsr::LogSources{{plenty("a.csv", 5 * mb)}, {plenty("b.csv", 6 * mb)}, {plenty("-", mb / 2)}}, progress);
  bench.now += 1s;
  const auto line_after = [&](const lsr::Source& source) {
    read_all(source);
    bench.now += 1s;
    progress.add(0);
    return bench.written.back();
  };
  CHECK(line_after(sources.orders.at(0)) == shown("a.csv: 5.0 MB"));
  CHECK(line_after(sources.orders.at(0)) == shown("a.csv: 5.0 MB"));
  CHECK(line_after(sources.shipments.at(0)) == shown("b.csv: 6.0 MB"));
  CHECK(line_after(sources.scans.at(0)) == shown("-: 500.0 kB"));
}

TEST_CASE("a watched source is what it was, and hands through what is read, to where it was wanted", "[progress]") {
  Bench bench;
  cli::Progress progress{bench.screen()};
  const lsr::Source source = cli::watched(lsr::memory_source("orders.csv", "order-id\n1\n"), progress);
  CHECK(source.name == "orders.csv");
  CHECK(source.rereadable);
  for (int i = 0; i < 2; ++i) {
    std::array<char, 32> block{};
    const auto reader = source.open();
    REQUIRE(reader->read(block) == 11);
    CHECK(std::string_view{block.data(), 11} == "order-id\n1\n");
    CHECK(reader->read(block) == 0);
  }
}

TEST_CASE("the size of a regular file is known, and its share is shown", "[progress]") {
  const auto path = std::filesystem::temp_directory_path() / ("lsr-progress-" + std::to_string(::getpid()) + ".csv");
  std::ofstream{path, std::ios::binary} << std::string(2000, 'x');
  Bench bench;
  cli::Progress progress{bench.screen()};
  const lsr::Source source = cli::watched(lsr::file_source(path.string()), progress);
  const auto reader = source.open();
  std::array<char, 500> block{};
  bench.now += 1s;
  REQUIRE(reader->read(block) == 500);
  std::filesystem::remove(path);
  REQUIRE(bench.written.size() == 1);
  CHECK_THAT(bench.written.back(), Catch::EndsWith(": 0.5 kB of 2.0 kB (25 %)\x1b[K"));
}

TEST_CASE("the line of progress may be cleared while another thread reads", "[progress]") {
  Bench bench;
  bool inside = false;
  bool mixed = false;
  auto screen = bench.screen();
  screen.now = [&, steps = 0]() mutable { return std::chrono::steady_clock::time_point{++steps * 2s}; };
  screen.write = [&](std::string_view) {
    mixed = mixed || std::exchange(inside, true);
    std::this_thread::yield();
    inside = false;
  };
  cli::Progress progress{screen};
  progress.begin("orders.csv", std::nullopt);
  std::thread reading{[&] {
    for (int i = 0; i < 2000; ++i) progress.add(1);
  }};
  for (int i = 0; i < 2000; ++i) progress.clear();
  reading.join();
  CHECK_FALSE(mixed);
}
