#include "plain_records.hpp"

#include <catch2/catch.hpp>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "record_cutter.hpp"

using lsr::Cell;
using lsr::Dialect;
using lsr::Instructions;
using lsr::PlainRecords;
using lsr::Record;
using lsr::RecordCutter;
using lsr::RecordReader;
using lsr::ShapeFault;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

std::string shown(const Cell& cell) {
  std::string scratch;
  const auto text = lsr::text_of(cell, scratch);
  if (text.size() > 300) return "[<" + std::to_string(text.size()) + " bytes>]";
  std::string result = "[";
  for (const char c : text) result += c == '\n' ? std::string{"\\n"} : c == '\r' ? "\\r" : std::string(1, c);
  return result + (cell.doubled ? "]\"\"" : "]");
}

/// "3:[a][b]", or "3:fault 2"
std::string shown(const Record& record) {
  std::string result = std::to_string(record.line) + ':';
  if (record.fault != ShapeFault::none) result += "fault " + std::to_string(static_cast<int>(record.fault));
  for (const Cell& cell : record.cells) result += shown(cell);
  return result;
}

/// Whether the caller finds a further fault in a record.
using Retreats = bool (*)(const Record&);
bool never(const Record&) { return false; }
bool in_even_lines(const Record& record) {
  return record.fault == ShapeFault::none && !record.quoted_lines.empty() && record.line % 2 == 0;
}

std::vector<std::string> read_carefully(std::string_view text, const Dialect& dialect, Retreats retreats) {
  RecordReader records{lsr::memory_source("text", text).open()};
  records.set_dialect(dialect);
  std::vector<std::string> result;
  while (const Record* record = records.next()) {
    result.push_back(shown(*record));
    if (retreats(*record)) records.retreat();
  }
  return result;
}

struct Both {
  std::vector<std::string> records;
  std::size_t plain = 0;  // of them
};

/// Plain records as long as there are any, then one the careful way, and so on.
Both read_both_ways(std::string_view text, const Dialect& dialect, std::size_t columns, Instructions instructions,
                    Retreats retreats) {
  PlainRecords plain{dialect, columns, instructions};
  RecordCutter cutter{dialect};
  cutter.restart(text, true, 1);
  plain.begin(text, 0);
  Both result;
  std::uint64_t line = 1;
  for (;;) {
    // By ones, twos and more, as they come.
    while (const std::size_t count = plain.take(1 + result.plain % 7)) {
      for (std::size_t i = 0; i < count; ++i) {
        std::string record = std::to_string(line++) + ':';
        for (std::size_t j = 0; j < columns; ++j) {
          const Cell cell = plain.cell(i, j);
          record += shown(cell);
          CHECK(plain.column(j).text(i) == cell.raw);
        }
        CHECK(plain.begin_of(i) < (i + 1 < count ? plain.begin_of(i + 1) : plain.place()));
        result.records.push_back(std::move(record));
      }
      result.plain += count;
    }
    if (plain.place() == text.size()) return result;
    cutter.go_on_at(text.data() + plain.place(), line);
    const Record* record = cutter.next();
    if (record == nullptr) return result;
    result.records.push_back(shown(*record));
    if (retreats(*record)) cutter.retreat();
    REQUIRE(cutter.go_to_next());
    line = cutter.line();
    plain.begin(text, static_cast<std::size_t>(cutter.at() - text.data()));
  }
}

struct Seen {
  std::size_t plain = 0;
  std::size_t careful = 0;
};

void compare(std::string_view text, const Dialect& dialect, const std::vector<std::size_t>& columns, Retreats retreats,
             Seen& seen) {
  const auto expected = read_carefully(text, dialect, retreats);
  for (const std::size_t count : columns) {
    for (const auto instructions : {Instructions::plain, lsr::best_instructions()}) {
      const Both got = read_both_ways(text, dialect, count, instructions, retreats);
      seen.plain += got.plain;
      seen.careful += got.records.size() - got.plain;
      if (got.records == expected) continue;
      INFO(count << " columns, text \"" << (text.size() < 2000 ? text : "") << '"');
      CHECK(got.records == expected);
    }
  }
}

std::string random_text(std::mt19937& random, std::string_view alphabet, std::size_t length) {
  std::string text;
  while (text.size() < length) text += alphabet[random() % alphabet.size()];
  return text;
}

/// Records that are mostly of so many plain fields.
std::string random_records(std::mt19937& random, std::size_t columns, std::size_t size, unsigned slips) {
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
  std::string text;
  while (text.size() < size) {
    const std::size_t fields = below(slips) == 0 ? below(6) : columns;
    for (std::size_t i = 0; i < fields; ++i) {
      if (i > 0) text += ',';
      const std::string field(below(8), 'a');
      const unsigned kind = below(6);
      text += kind > 1 ? field : kind == 1 ? '"' + field + '"' : '"' + field + "\"\"b,\"";
      if (below(slips) == 0) text += "\"\n\r, a"[below(6)];
      if (below(slips) == 0) text += "\"x\ny\"";
    }
    text += below(4) == 0 ? "\r\n" : "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("plain records: those that are plain, and where the others begin", "[plain_records]") {
  struct Case {
    const char* sentence;
    std::string_view text;
    std::size_t columns;
    std::size_t records;  // that are stepped over
    std::size_t place;    // then
  };
  const std::vector<Case> cases{
      {"nothing", "", 2, 0, 0},
      {"records of as many fields as the header", "a,b\n,\n", 2, 2, 6},
      {"of one column each line is one, an empty one too", "a\n\nb\n", 1, 3, 5},
      {"CRLF ends them as well", "a,b\r\nc,d\r\n", 2, 2, 10},
      {"quotes around whole fields", "\"a,\",\"\"\"\"\nc,\"\"\n", 2, 2, 15},
      {"a last line without its end is not whole", "a,b\nc,d", 2, 1, 4},
      {"one with fewer fields is none", "a,b\nc\nd,e\n", 2, 1, 4},
      {"one with more fields is none", "a,b\nc,d,e\n", 2, 1, 4},
      {"one with a line end inside quotes is none", "a,b\nc,\"d\ne\"\n", 2, 1, 4},
      {"a quote that nothing closes ends them", "a,b\nc,\"d\ne,f\n", 2, 1, 4},
  };
  for (const auto& each : cases) {
    for (const auto instructions : {Instructions::plain, lsr::best_instructions()}) {
      INFO(each.sentence);
      PlainRecords records{{',', true}, each.columns, instructions};
      records.begin(each.text, 0);
      std::size_t count = 0;
      while (const std::size_t more = records.take(2)) count += more;
      CHECK(count == each.records);
      CHECK(records.place() == each.place);
    }
  }
}

TEST_CASE("plain records: with a careful reading of the others, small random texts say what the record reader says",
          "[plain_records]") {
  struct Kind {
    std::string_view alphabet;
    Dialect dialect;
    Retreats retreats;
  };
  const std::vector<Kind> kinds{
      {"a,\n\n", {',', true}, never},
      {"a,\"\n\r ", {',', true}, never},
      {"a,\"\"\n\n\n", {',', true}, in_even_lines},
      {"\"\"\n\r,", {',', true}, in_even_lines},
      {"ab\",;\r\n\n", {';', true}, never},
      {"a\t\"\n\r", {'\t', false}, never},
  };
  std::mt19937 random{20260307};
  Seen seen;
  const std::size_t texts = sanitized ? 200 : 1000;
  for (std::size_t i = 0; i < texts; ++i) {
    const Kind& kind = kinds[i % kinds.size()];
    const auto text = random_text(random, kind.alphabet, 1 + random() % (i % 8 == 0 ? 150 : 14));
    compare(text, kind.dialect, {1, 2, 3, 4}, kind.retreats, seen);
  }
  CHECK(seen.plain > 4 * texts);
  CHECK(seen.careful > 4 * texts);
}

TEST_CASE("plain records: so do longer texts, in which most records are plain", "[plain_records]") {
  std::mt19937 random{16384};
  Seen seen;
  for (unsigned i = 0; i < (sanitized ? 6U : 18U); ++i) {
    const std::size_t columns = 1 + i % 4;
    const auto text = random_records(random, columns, i % 10 == 0 ? 60'000 : 3000, i % 3 == 0 ? 30 : 300);
    compare(text, {',', true}, {columns}, i % 2 == 0 ? never : in_even_lines, seen);
  }
  CHECK(seen.plain > 2 * seen.careful);
  CHECK(seen.careful > 100);
}

TEST_CASE("plain records: one that is longer than 1 MiB is not plain, and the next one is", "[plain_records]") {
  Seen seen;
  for (const std::size_t length : {lsr::longest_record - 2, lsr::longest_record - 1, lsr::longest_record + 5}) {
    compare("a,b\nc," + std::string(length, 'x') + "\nd,e\nf,\"g\nh\"\ni,j\n", {',', true}, {2}, never, seen);
  }
  CHECK(seen.plain == 2 * (4 + 3 + 3));
}
