#include "lsr/csv.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lsr/error.hpp"

namespace {

using lsr::Cell;
using lsr::Dialect;
using lsr::longest_record;
using lsr::Record;
using lsr::RecordReader;
using lsr::ShapeFault;

// Under sanitizers each reader's buffer costs as much as reading thousands of such texts: fewer of them must do.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

// ---- records, shown so that a failure can be read ---------------------------------------------------------------

const char* name_of(ShapeFault fault) {
  switch (fault) {
    case ShapeFault::none: return "none";
    case ShapeFault::text_after_quote: return "text after quote";
    case ShapeFault::unclosed_quote: return "unclosed quote";
    case ShapeFault::too_long: return "too long";
  }
  return "?";
}

std::string shown(std::string_view text) {
  if (text.size() > 200) return "<" + std::to_string(text.size()) + " bytes>";
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '\n': result += "\\n"; break;
      case '\r': result += "\\r"; break;
      case '\t': result += "\\t"; break;
      default: result += c;
    }
  }
  return result;
}

/// A record as a value: what it says, its cells with the doubled quotes undone.
struct Told {
  std::uint64_t line = 0;
  ShapeFault fault = ShapeFault::none;
  std::vector<std::string> cells;
  std::vector<std::string> quoted_lines;  // of records without a fault

  friend bool operator==(const Told&, const Told&) = default;
};

Told told(const Record& record) {
  Told result;
  result.line = record.line;
  result.fault = record.fault;
  std::string scratch;
  for (const Cell& cell : record.cells) result.cells.emplace_back(lsr::text_of(cell, scratch));
  if (record.fault == ShapeFault::none) {
    result.quoted_lines.assign(record.quoted_lines.begin(), record.quoted_lines.end());
  }
  return result;
}

/// "3:[a][b]", or "3:unclosed quote"
std::string shown(const Told& record) {
  std::string result = std::to_string(record.line) + ":";
  if (record.fault != ShapeFault::none) result += name_of(record.fault);
  for (const auto& cell : record.cells) result += "[" + shown(std::string_view{cell}) + "]";
  return result;
}

std::vector<std::string> shown(const std::vector<Told>& records) {
  std::vector<std::string> result;
  for (const auto& record : records) result.push_back(shown(record));
  return result;
}

// ---- reading ----------------------------------------------------------------------------------------------------

RecordReader reader_of(std::string_view text, const Dialect& dialect, std::size_t block) {
  RecordReader records{lsr::memory_source("text", text).open(), block};
  records.set_dialect(dialect);
  return records;
}

/// Whether the caller finds a further fault in the record: then it calls retreat().
using Retreats = bool (*)(const Told&);
bool never(const Told&) { return false; }

std::vector<Told> read_all(RecordReader& records, Retreats retreats = never) {
  std::vector<Told> result;
  while (const Record* record = records.next()) {
    result.push_back(told(*record));
    if (result.back().fault == ShapeFault::none && retreats(result.back())) records.retreat();
  }
  CHECK(records.next() == nullptr);
  return result;
}

std::vector<Told> read_all(std::string_view text, const Dialect& dialect, std::size_t block,
                           Retreats retreats = never) {
  RecordReader records = reader_of(text, dialect, block);
  return read_all(records, retreats);
}

/// The tables below are short texts: every place where a block can end is one of these sizes, or 1.
const std::vector<std::size_t> block_sizes =
    sanitized ? std::vector<std::size_t>{1, 2, 3, 5, 8, 64}
              : std::vector<std::size_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 17, 64, lsr::default_block};

struct Case {
  const char* sentence;
  std::string_view text;
  std::vector<std::string> records;
};

void check(const std::vector<Case>& cases, const Dialect& dialect) {
  for (const auto& each : cases) {
    for (const std::size_t block : block_sizes) {
      INFO(each.sentence);
      INFO("text \"" << shown(each.text) << "\", block " << block);
      CHECK(shown(read_all(each.text, dialect, block)) == each.records);
    }
  }
}

}  // namespace

TEST_CASE("csv: records and cells, RFC 4180", "[csv]") {
  check(
      {
          {"a text of nothing has no record", "", {}},
          {"a line end alone is a record of one empty cell", "\n", {"1:[]"}},
          {"each record is on a line of its own", "a,b\nc,d\n", {"1:[a][b]", "2:[c][d]"}},
          {"the last line needs no line end", "a,b\nc,d", {"1:[a][b]", "2:[c][d]"}},
          {"a last line of one cell needs no line end", "a", {"1:[a]"}},
          {"a delimiter opens one more cell", ",\n", {"1:[][]"}},
          {"a delimiter opens one more cell at the end too", "a,", {"1:[a][]"}},
          {"blanks are part of a cell", " a , b \n", {"1:[ a ][ b ]"}},
          {"records may have different numbers of cells",
           "a\nb,c\n\nd,e,f",
           {"1:[a]", "2:[b][c]", "3:[]", "4:[d][e][f]"}},
          {"a cell may be enclosed in quotes", "\"a\",\"b\"\n", {"1:[a][b]"}},
          {"some cells are quoted, others not", "a,\"b\",c\n", {"1:[a][b][c]"}},
          {"a quoted cell may be empty", "\"\",\"\"\n", {"1:[][]"}},
          {"a quoted cell may be the last thing in the text", "a,\"b\"", {"1:[a][b]"}},
          {"a quoted cell may hold the delimiter", "\"a,b\",c\n", {"1:[a,b][c]"}},
          {"a quoted cell may hold a line end", "\"a\nb\",c\nd\n", {"1:[a\\nb][c]", "3:[d]"}},
          {"a quote in a quoted cell is doubled", "\"a\"\"b\",c\n", {"1:[a\"b][c]"}},
          {"a cell of one quote", "\"\"\"\"\n", {"1:[\"]"}},
          {"a cell of two quotes", "\"\"\"\"\"\"", {"1:[\"\"]"}},
          {"doubled quotes at both ends of a cell", "\"\"\"a\"\"\",b", {"1:[\"a\"][b]"}},
          {"a doubled quote beside a delimiter closes nothing", "\"a\"\",\"\"b\"\n", {"1:[a\",\"b]"}},
          {"a doubled quote beside a line end closes nothing", "\"a\"\"\n\"\"b\"\n", {"1:[a\"\\n\"b]"}},
          {"any other byte is itself", "\xEF\xBB\xBF\xE9\t;|'\\", {"1:[\xEF\xBB\xBF\xE9\\t;|'\\]"}},
      },
      {',', true});
}

TEST_CASE("csv: a quote inside an unquoted cell is a plain character", "[csv]") {
  check(
      {
          {"inches", "6\" pipe,x\n", {"1:[6\" pipe][x]"}},
          {"inches at the end of a cell", "pipe 6\",x\n", {"1:[pipe 6\"][x]"}},
          {"feet and inches", "5'11\"\n", {"1:[5'11\"]"}},
          {"doubled, it stays doubled", "a\"\"b,c\n", {"1:[a\"\"b][c]"}},
          {"it does not hold the delimiter together", "a\"b,c\"d\n", {"1:[a\"b][c\"d]"}},
          {"it does not hold lines together", "a\"b\nc\"d\n", {"1:[a\"b]", "2:[c\"d]"}},
          {"behind a blank it opens nothing", " \"a,b\"\n", {"1:[ \"a][b\"]"}},
      },
      {',', true});
}

TEST_CASE("csv: line ends are LF, CRLF or CR, mixed, and lines are counted from 1", "[csv]") {
  check(
      {
          {"LF", "a\nb\n", {"1:[a]", "2:[b]"}},
          {"CRLF", "a\r\nb\r\n", {"1:[a]", "2:[b]"}},
          {"CR", "a\rb\r", {"1:[a]", "2:[b]"}},
          {"mixed", "a\nb\r\nc\rd", {"1:[a]", "2:[b]", "3:[c]", "4:[d]"}},
          {"LF CR are two line ends", "a\n\rb", {"1:[a]", "2:[]", "3:[b]"}},
          {"CR CRLF are two line ends", "a\r\r\nb", {"1:[a]", "2:[]", "3:[b]"}},
          {"a CR as the last byte ends the line", "a,\r", {"1:[a][]"}},
          {"behind a closing quote", "\"a\"\n\"b\"\r\n\"c\"\r\"d\"", {"1:[a]", "2:[b]", "3:[c]", "4:[d]"}},
          {"in a quoted cell they stay as they are", "\"a\r\nb\rc\nd\"\r\ne", {"1:[a\\r\\nb\\rc\\nd]", "5:[e]"}},
          {"in a quoted cell LF CR are two lines", "\"\n\r\"\ne", {"1:[\\n\\r]", "4:[e]"}},
          {"in a quoted cell CR CRLF are two lines", "\"\r\r\n\"\ne", {"1:[\\r\\r\\n]", "4:[e]"}},
          {"a record of three lines, then one of two", "\"\n\n\"\n\"\r\"\r\ne", {"1:[\\n\\n]", "4:[\\r]", "6:[e]"}},
      },
      {',', true});
}

TEST_CASE("csv: after a fault of shape, reading goes on at the line after the one the record began in", "[csv]") {
  check(
      {
          {"text after a closing quote", "\"a\"b,c\nd\n", {"1:text after quote", "2:[d]"}},
          {"a blank is text too", "\"a\" ,b\nd\n", {"1:text after quote", "2:[d]"}},
          {"in a later cell", "x,\"a\"b,c\nd\n", {"1:text after quote", "2:[d]"}},
          {"behind doubled quotes", "\"a\"\"b\"c\nd\n", {"1:text after quote", "2:[d]"}},
          {"behind an empty quoted cell", "\"\"a\nd", {"1:text after quote", "2:[d]"}},
          {"as the last byte of the text", "\"a\"b", {"1:text after quote"}},
          {"in the second line of a record, which is read anew",
           "\"a\nb\"c,d\ne",
           {"1:text after quote", "2:[b\"c][d]", "3:[e]"}},
          {"the line read anew may span lines itself",
           "x,\"a\n\"b\nc\",d\ne",
           {"1:text after quote", "2:[b\\nc][d]", "4:[e]"}},
          {"lines end with CRLF", "\"a\r\nb\"c,d\r\ne", {"1:text after quote", "2:[b\"c][d]", "3:[e]"}},
          {"lines end with CR", "\"a\rb\"c,d\re", {"1:text after quote", "2:[b\"c][d]", "3:[e]"}},
          {"a quote that nothing closes", "\"a,b\nc,d\ne", {"1:unclosed quote", "2:[c][d]", "3:[e]"}},
          {"a quote that nothing closes, in a later cell", "a,\"b\nc,d", {"1:unclosed quote", "2:[c][d]"}},
          {"a quote as the last byte of the text", "a,\"", {"1:unclosed quote"}},
          {"a quote and a line end, and then nothing", "\"\n", {"1:unclosed quote"}},
          {"a quote and a CR, and then nothing", "\"\r", {"1:unclosed quote"}},
          {"a doubled quote closes nothing", "\"a\"\"\nb", {"1:unclosed quote", "2:[b]"}},
          {"one unclosed quote after the other",
           "\"a\n\"b\n\"c",
           {"1:text after quote", "2:text after quote", "3:unclosed quote"}},
          {"an unclosed quote costs its own line alone",
           "a,b\nc,\"d\ne,f\ng,h\n",
           {"1:[a][b]", "2:unclosed quote", "3:[e][f]", "4:[g][h]"}},
      },
      {',', true});
}

TEST_CASE("csv: with quoting off, quotes are plain characters", "[csv]") {
  check(
      {
          {"at the beginning of a cell", "\"a\tb\"\n", {"1:[\"a][b\"]"}},
          {"around a cell", "\"a\"\tb\n", {"1:[\"a\"][b]"}},
          {"doubled", "\"\"\t\"\"\"\n", {"1:[\"\"][\"\"\"]"}},
          {"with text behind them", "\"a\"b\n", {"1:[\"a\"b]"}},
          {"never closed", "\"a\nb\r\nc", {"1:[\"a]", "2:[b]", "3:[c]"}},
      },
      {'\t', false});
}

TEST_CASE("csv: one character delimits, the others are plain", "[csv]") {
  struct Delimited {
    char delimiter;
    std::vector<std::string> records;
  };
  const std::string_view text = "a,b;c|d\te\n\"f,g;h|i\tj\"";
  const std::string second = "2:[f,g;h|i\\tj]";
  const std::vector<Delimited> cases{
      {',', {"1:[a][b;c|d\\te]", second}},
      {';', {"1:[a,b][c|d\\te]", second}},
      {'|', {"1:[a,b;c][d\\te]", second}},
      {'\t', {"1:[a,b;c|d][e]", second}},
  };
  for (const auto& each : cases) {
    INFO("delimiter '" << each.delimiter << "'");
    CHECK(shown(read_all(text, {each.delimiter, true}, 4)) == each.records);
  }
}

TEST_CASE("csv: the lines of a record that begin inside a quoted cell", "[csv]") {
  struct Lines {
    const char* sentence;
    std::string_view text;
    std::vector<std::string> quoted_lines;
  };
  const std::vector<Lines> cases{
      {"a record of one line has none", "\"a\",\"b\"\nc\n", {}},
      {"the line that closes the quote is one, to its end", "x,\"a\nb\",c\nd\n", {"b\",c"}},
      {"each line is one, also an empty one", "\"a\n\nb,c\n\"\nd", {"", "b,c", "\""}},
      {"they are without their line ends", "\"a\r\nb\rc\nd\"\r\ne", {"b", "c", "d\""}},
      {"the last one needs no line end", "\"a\nb\"", {"b\""}},
      {"from two quoted cells", "\"a\nb\",\"c\nd\"\ne", {"b\",\"c", "d\""}},
      {"quotes in them stay doubled", "\"a\n\"\"b\"\"\"\ne", {"\"\"b\"\"\""}},
  };
  for (const auto& each : cases) {
    for (const std::size_t block : block_sizes) {
      INFO(each.sentence << ", block " << block);
      RecordReader records = reader_of(each.text, {',', true}, block);
      const Record* record = records.next();
      REQUIRE(record != nullptr);
      CHECK(told(*record).quoted_lines == each.quoted_lines);
    }
  }
}

TEST_CASE("csv: a record with text after a closing quote tells how many lines it got to", "[csv]") {
  struct Lines {
    const char* sentence;
    std::string_view text;
    std::size_t quoted_lines;
  };
  const std::vector<Lines> cases{
      {"none beyond its first", "\"a\"b\nc\"", 0},
      {"one", "\"a\nb\"c\nd", 1},
      {"two, ended by CRLF and CR", "\"a\r\nb\rc\"d\ne", 2},
  };
  for (const auto& each : cases) {
    for (const std::size_t block : block_sizes) {
      INFO(each.sentence << ", block " << block);
      RecordReader records = reader_of(each.text, {',', true}, block);
      const Record* record = records.next();
      REQUIRE(record != nullptr);
      CHECK(record->fault == ShapeFault::text_after_quote);
      CHECK(record->quoted_lines.size() == each.quoted_lines);
    }
  }
}

TEST_CASE("csv: retreat() goes on at the line after the one the last record began in", "[csv]") {
  struct Retreat {
    const char* sentence;
    std::string_view text;
    std::vector<std::string> records;  // the first of them is given back
  };
  const std::vector<Retreat> cases{
      {"of a record that spans lines", "\"a\nb,c\"\nd", {"1:[a\\nb,c]", "2:[b][c\"]", "3:[d]"}},
      {"of a record that spans lines with CRLF", "\"a\r\nb,c\"\r\nd", {"1:[a\\r\\nb,c]", "2:[b][c\"]", "3:[d]"}},
      {"of a record that spans lines with CR", "\"a\rb,c\"\rd", {"1:[a\\rb,c]", "2:[b][c\"]", "3:[d]"}},
      {"of a record whose second line is empty", "\"a\n\n\"\nd", {"1:[a\\n\\n]", "2:[]", "3:unclosed quote", "4:[d]"}},
      {"of a record of one line it changes nothing", "a,b\nd\ne", {"1:[a][b]", "2:[d]", "3:[e]"}},
      {"of the last record", "\"a\nb\"", {"1:[a\\nb]", "2:[b\"]"}},
      {"of the last record, of one line, to the end", "a", {"1:[a]"}},
  };
  const Retreats first_line = [](const Told& record) { return record.line == 1; };
  for (const auto& each : cases) {
    for (const std::size_t block : block_sizes) {
      INFO(each.sentence << ", block " << block);
      CHECK(shown(read_all(each.text, {',', true}, block, first_line)) == each.records);
    }
  }
}

TEST_CASE("csv: peek looks at the beginning and takes nothing away", "[csv]") {
  const std::string_view text = "\xEF\xBB\xBForder-id\nA1\n";
  for (const std::size_t block : block_sizes) {
    INFO("block " << block);
    RecordReader records = reader_of(text, {',', true}, block);
    const auto beginning = records.peek(5);
    REQUIRE(beginning.size() >= 5);
    CHECK(text.substr(0, beginning.size()) == beginning);
    CHECK(records.peek(longest_record) == text);
    records.skip(3);
    CHECK(records.peek(longest_record) == text.substr(3));
    CHECK(shown(read_all(records)) == std::vector<std::string>{"1:[order-id]", "2:[A1]"});
    CHECK(records.peek(1).empty());
  }
}

TEST_CASE("csv: 64 KiB are read first, and then whole blocks", "[csv]") {
  /// Gives as much as it is asked for, and keeps that in mind.
  class Asked : public lsr::ByteReader {
   public:
    explicit Asked(std::vector<std::size_t>& sizes) : sizes_(sizes) {}
    std::size_t read(std::span<char> into) override {
      sizes_.push_back(into.size());
      if (sizes_.size() > 3) return 0;
      std::fill(into.begin(), into.end(), 'a');
      into.back() = '\n';
      return into.size();
    }

   private:
    std::vector<std::size_t>& sizes_;
  };
  for (const std::size_t block : {std::size_t{100}, std::size_t{1} << 16U, std::size_t{1} << 19U}) {
    CAPTURE(block);
    std::vector<std::size_t> sizes;
    RecordReader records{std::make_unique<Asked>(sizes), block};
    std::size_t bytes = 0;
    while (const Record* const record = records.next()) bytes += record->cells.at(0).raw.size() + 1;
    const std::size_t first = std::min(block, std::size_t{1} << 16U);
    CHECK(sizes == std::vector<std::size_t>{first, block, block, block});
    CHECK(bytes == first + 2 * block);
  }
}

TEST_CASE("csv: a reader that is moved goes on where it was", "[csv]") {
  const std::string_view text = "a,b\nc,\"d\ne\",f\ng\n";
  for (const std::size_t block : {1U, 3U, 8U, 100U}) {
    CAPTURE(block);
    RecordReader first = reader_of(text, {',', true}, block);
    REQUIRE(first.next() != nullptr);
    RecordReader second{std::move(first)};
    CHECK(shown(read_all(second)) == std::vector<std::string>{"2:[c][d\\ne][f]", "4:[g]"});
  }
}

TEST_CASE("csv: the dialect counts from the next record on", "[csv]") {
  RecordReader records = reader_of("a;b,c\nd;e,f\n", {';', true}, 3);
  CHECK(records.dialect().delimiter == ';');
  const Record* first = records.next();
  REQUIRE(first != nullptr);
  CHECK(shown(told(*first)) == "1:[a][b,c]");
  records.set_dialect({',', true});
  CHECK(records.dialect().delimiter == ',');
  const Record* second = records.next();
  REQUIRE(second != nullptr);
  CHECK(shown(told(*second)) == "2:[d;e][f]");
}

TEST_CASE("csv: text_of writes to the scratch only where quotes are doubled", "[csv]") {
  const std::string text = "\"a\",\"b\"\"c\",d\"\"e";
  const Record record = lsr::read_alone(text, {',', true});
  REQUIRE(record.cells.size() == 3);
  std::string scratch = "untouched";

  CHECK(lsr::text_of(record.cells[0], scratch) == "a");
  CHECK(lsr::text_of(record.cells[2], scratch) == "d\"\"e");
  CHECK(scratch == "untouched");
  CHECK_FALSE(record.cells[2].doubled);

  CHECK(record.cells[1].doubled);
  CHECK(record.cells[1].raw == "b\"\"c");
  CHECK(lsr::text_of(record.cells[1], scratch) == "b\"c");
  CHECK(scratch == "b\"c");
}

TEST_CASE("csv: read_alone reads the first record of a text, which ends where the text does", "[csv]") {
  struct Alone {
    const char* sentence;
    std::string_view text;
    Dialect dialect;
    const char* record;
  };
  const std::vector<Alone> cases{
      {"nothing is one empty cell", "", {',', true}, "1:[]"},
      {"a line without its end", "a,b", {',', true}, "1:[a][b]"},
      {"quoted cells", "\"a,b\",\"c\"\"d\"", {',', true}, "1:[a,b][c\"d]"},
      {"only the first record", "a,b\nc", {',', true}, "1:[a][b]"},
      {"a record of several lines", "\"a\nb\",c", {',', true}, "1:[a\\nb][c]"},
      {"the end of a record that was cut in two", "b\",c", {',', true}, "1:[b\"][c]"},
      {"a quote that nothing closes", "a,\"b", {',', true}, "1:unclosed quote"},
      {"text after a closing quote", "\"a\"b,c", {',', true}, "1:text after quote"},
      {"another delimiter", "a,b\tc", {'\t', true}, "1:[a,b][c]"},
      {"quoting off", "\"a\t\"b", {'\t', false}, "1:[\"a][\"b]"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(shown(told(lsr::read_alone(each.text, each.dialect))) == each.record);
  }
}

TEST_CASE("csv: a record of exactly 1 MiB is read, one byte more is a fault of shape", "[csv]") {
  const auto filled = [](std::size_t size) { return std::string(size, 'x'); };
  struct Long {
    const char* sentence;
    std::string record;
    std::string shown;
  };
  const std::string open_quote_and_lines = [] {
    std::string text = "\"";
    while (text.size() <= longest_record) text += "a,b";
    return text;
  }();
  const std::vector<Long> cases{
      {"one cell of 1 MiB", filled(longest_record), "1:[<1048576 bytes>]"},
      {"one cell of a byte more", filled(longest_record + 1), "1:too long"},
      {"one cell of two bytes more", filled(longest_record + 2), "1:too long"},
      {"two cells: the delimiter counts", "a," + filled(longest_record - 2), "1:[a][<1048574 bytes>]"},
      {"two cells and a byte more", "a," + filled(longest_record - 1), "1:too long"},
      {"the quotes count", "\"" + filled(longest_record - 2) + "\"", "1:[<1048574 bytes>]"},
      {"the quotes count, and a byte more", "\"" + filled(longest_record - 1) + "\"", "1:too long"},
      {"1 MiB of bytes, not of letters",
       [] {
         std::string text;
         while (text.size() < longest_record) text += "\xC3\xA4";
         return text;
       }(),
       "1:[<1048576 bytes>]"},
      {"text after a closing quote, before 1 MiB is over", "\"a\"" + filled(longest_record), "1:text after quote"},
      {"a quote that nothing closes", open_quote_and_lines, "1:too long"},
  };
  std::vector<std::size_t> sizes{100'003, longest_record + 1};
  if (!sanitized) sizes.insert(sizes.end(), {longest_record, longest_record + 2, 3 * longest_record});
  for (const auto& each : cases) {
    for (const std::string_view line_end : {"\n", "\r\n", "\r"}) {
      const std::string text = each.record + std::string{line_end} + "c,\"d" + std::string{line_end} + "e";
      // Where the record is an open quote, the quote in the next line closes it and is text after a quote itself.
      const std::vector<std::string> expected{each.shown, "2:unclosed quote", "3:[e]"};
      for (const std::size_t block : sizes) {
        INFO(each.sentence << ", line end \"" << shown(line_end) << "\", block " << block);
        CHECK(shown(read_all(text, {',', true}, block)) == expected);
      }
    }
    INFO(each.sentence << ", and then nothing");
    CHECK(shown(read_all(each.record, {',', true}, 100'003)) == std::vector<std::string>{each.shown});
  }
}

TEST_CASE("csv: a quote left open for more than 1 MiB costs its own line alone", "[csv]") {
  std::string text = "a,\"b\n";
  std::size_t lines = 1;
  for (; text.size() < longest_record + longest_record / 2; ++lines) text += "c,d\r\n";
  for (const std::size_t block : {std::size_t{100'003}, lsr::default_block, 2 * lsr::default_block}) {
    INFO("block " << block);
    RecordReader records = reader_of(text, {',', true}, block);
    const Record* record = records.next();
    REQUIRE(record != nullptr);
    CHECK(shown(told(*record)) == "1:too long");
    std::uint64_t expected_line = 2;
    bool as_expected = true;
    while ((record = records.next()) != nullptr) {
      as_expected = as_expected && record->line == expected_line++ && record->cells.size() == 2 &&
                    record->cells[0].raw == "c" && record->cells[1].raw == "d";
    }
    CHECK(as_expected);
    CHECK(expected_line == lines + 1);
  }
}

TEST_CASE("csv: a source that fails, fails the reading", "[csv]") {
  class Failing : public lsr::ByteReader {
   public:
    std::size_t read(std::span<char> into) override {
      if (reads_++ > 0) throw lsr::Error{lsr::Error::Kind::input, "the disk is gone"};
      std::copy_n("a\nb", 3, into.data());
      return 3;
    }

   private:
    int reads_ = 0;
  };
  RecordReader records{std::make_unique<Failing>(), 8};
  REQUIRE(records.next() != nullptr);
  CHECK_THROWS_WITH(records.next(), "the disk is gone");
}

// ---- the same, by a slow parser ---------------------------------------------------------------------------------

namespace {

/// SPEC §7 read to the letter, with the whole text at hand: first its physical lines, then records over them, byte by
/// byte. It shares nothing with the reader under test but the type of its answer.
class SlowParser {
 public:
  SlowParser(std::string_view text, const Dialect& dialect) : dialect_(dialect) {
    std::size_t begin = 0;
    while (begin < text.size()) {
      std::size_t end = begin;
      while (end < text.size() && text[end] != '\n' && text[end] != '\r') ++end;
      std::size_t next = end;
      if (next < text.size()) {
        const bool crlf = text[next] == '\r' && next + 1 < text.size() && text[next + 1] == '\n';
        next += crlf ? 2 : 1;
      }
      lines_.push_back({text.substr(begin, end - begin), text.substr(end, next - end)});
      begin = next;
    }
  }

  [[nodiscard]] std::vector<Told> parse(Retreats retreats) const {
    std::vector<Told> records;
    std::size_t line = 0;
    while (line < lines_.size()) {
      std::size_t last = line;
      records.push_back(record(line, last));
      const bool gone_back = records.back().fault != ShapeFault::none || retreats(records.back());
      line = gone_back ? line + 1 : last + 1;
    }
    return records;
  }

 private:
  struct Line {
    std::string_view text;
    std::string_view end;
  };
  enum class At { cell_begin, plain, quoted, behind_quote };

  [[nodiscard]] Told record(std::size_t first, std::size_t& last) const {
    Told result;
    result.line = first + 1;
    std::string cell;
    At at = At::cell_begin;
    for (last = first; last < lines_.size(); ++last) {
      const Line& line = lines_[last];
      if (last > first) result.quoted_lines.emplace_back(line.text);
      for (const char c : line.text) {
        const bool quote = c == '"' && dialect_.quoting;
        if (at == At::quoted) {
          if (quote) {
            at = At::behind_quote;
          } else {
            cell += c;
          }
        } else if (c == dialect_.delimiter) {
          result.cells.push_back(std::exchange(cell, {}));
          at = At::cell_begin;
        } else if (at == At::behind_quote) {
          if (!quote) return fault(result.line, ShapeFault::text_after_quote);
          cell += c;
          at = At::quoted;
        } else if (quote && at == At::cell_begin) {
          at = At::quoted;
        } else {
          cell += c;
          at = At::plain;
        }
      }
      if (at != At::quoted) {
        result.cells.push_back(std::move(cell));
        return result;
      }
      cell += line.end;
    }
    return fault(result.line, ShapeFault::unclosed_quote);
  }

  static Told fault(std::uint64_t line, ShapeFault fault) { return {line, fault, {}, {}}; }

  Dialect dialect_;
  std::vector<Line> lines_;
};

/// How often each thing came up: a comparison of texts in which nothing happens would be worth nothing.
struct Seen {
  std::size_t texts = 0;
  std::size_t records = 0;
  std::size_t over_several_lines = 0;
  std::size_t text_after_quote = 0;
  std::size_t unclosed_quote = 0;
  std::size_t doubled = 0;

  void add(const std::vector<Told>& told) {
    ++texts;
    records += told.size();
    for (const auto& record : told) {
      if (!record.quoted_lines.empty()) ++over_several_lines;
      if (record.fault == ShapeFault::text_after_quote) ++text_after_quote;
      if (record.fault == ShapeFault::unclosed_quote) ++unclosed_quote;
      for (const auto& cell : record.cells) {
        if (cell.find('"') != std::string::npos) ++doubled;
      }
    }
  }
};

void compare(std::string_view text, const Dialect& dialect, Retreats retreats, std::size_t block,
             const std::vector<Told>& expected) {
  const auto got = read_all(text, dialect, block, retreats);
  if (got == expected) return;
  INFO("text \"" << shown(text) << "\", delimiter '" << dialect.delimiter << "', quoting " << dialect.quoting
                 << ", block " << block);
  CHECK(shown(got) == shown(expected));
  FAIL_CHECK("not as the slow parser reads it");
}

/// Every second line, told by its number so that both parsers choose the same.
bool in_even_lines(const Told& record) { return record.line % 2 == 0; }

void compare_at_every_block_size(std::string_view text, const Dialect& dialect, Retreats retreats, Seen& seen) {
  const auto expected = SlowParser{text, dialect}.parse(retreats);
  seen.add(expected);
  for (std::size_t block = 1; block <= text.size() + 1; ++block) compare(text, dialect, retreats, block, expected);
  compare(text, dialect, retreats, text.size() + 7, expected);
}

std::string random_text(std::mt19937& random, std::string_view alphabet, std::size_t length) {
  std::string text;
  while (text.size() < length) text += alphabet[random() % alphabet.size()];
  return text;
}

}  // namespace

TEST_CASE("csv: every text of a few bytes is read as by the slow parser", "[csv]") {
  constexpr std::string_view alphabet = "a,\"\n\r";
  constexpr std::size_t longest = sanitized ? 3 : 5;
  Seen seen;
  std::vector<std::string> texts{""};
  for (std::size_t length = 0; length <= longest; ++length) {
    std::vector<std::string> longer;
    for (const auto& text : texts) {
      compare_at_every_block_size(text, {',', true}, never, seen);
      for (const char c : alphabet) longer.push_back(text + c);
    }
    texts = std::move(longer);
  }
  CHECK(seen.texts == (sanitized ? 156 : 3906));
  CHECK(seen.text_after_quote >= (sanitized ? 1 : 100));
  CHECK(seen.unclosed_quote >= (sanitized ? 10 : 100));
}

TEST_CASE("csv: random texts are read as by the slow parser, whatever the size of the blocks", "[csv]") {
  struct Kind {
    std::string_view alphabet;
    Dialect dialect;
    Retreats retreats;
  };
  // Letters are dear in so short a text: each alphabet is mostly made of what the reader looks for.
  const std::vector<Kind> kinds{
      {"a,\"\n\r", {',', true}, never},
      {"a,\"\"\"\n\r", {',', true}, in_even_lines},
      {"\"\"\n\r,", {',', true}, in_even_lines},
      {"ab\",;\r\n", {';', true}, never},
      {"a\t\"\n\r", {'\t', false}, in_even_lines},
      {"a,\"\"\r", {',', true}, never},
  };
  std::mt19937 random{20260307};
  Seen seen;
  const std::size_t texts = sanitized ? 300 : 3000;
  for (std::size_t i = 0; i < texts; ++i) {
    const Kind& kind = kinds[i % kinds.size()];
    const auto text = random_text(random, kind.alphabet, 5 + random() % (i % 40 == 0 ? 60 : 7));
    compare_at_every_block_size(text, kind.dialect, kind.retreats, seen);
  }
  CHECK(seen.texts == texts);
  CHECK(seen.records > 2 * texts);
  CHECK(seen.over_several_lines > texts / 20);
  CHECK(seen.text_after_quote > texts / 20);
  CHECK(seen.unclosed_quote > texts / 20);
  CHECK(seen.doubled > texts / 20);
}

TEST_CASE("csv: random files with a slip of the pen are read as by the slow parser", "[csv]") {
  // Random bytes seldom make a record of some length, and a reader that looks at many bytes at once goes wrong, if it
  // does, where these end: so here are well-formed records, and then one byte too many or too few.
  std::mt19937 random{64};
  const auto one_of = [&](std::string_view bytes) { return bytes[random() % bytes.size()]; };
  const auto cell = [&] {
    const bool quoted = random() % 2 == 0;
    std::string text = quoted ? "\"" : "a";
    for (std::size_t size = random() % 40; size > 0; --size) {
      const char byte = one_of(quoted ? "aaaaaaaaaaaa,,\n\r\"\"" : "aaaaaaaaaaaa\"");
      text += byte;
      if (quoted && byte == '"') text += byte;
    }
    return quoted ? text + '"' : text;
  };
  Seen seen;
  const std::size_t texts = sanitized ? 8 : 100;
  for (std::size_t i = 0; i < texts; ++i) {
    std::string text;
    while (text.size() < 180) {
      text += cell();
      for (std::size_t cells = random() % 6; cells > 0; --cells) text += "," + cell();
      text += random() % 3 == 0 ? "\r\n" : "\n";
    }
    if (i % 2 == 0) {
      const auto at = static_cast<std::ptrdiff_t>(random() % text.size());
      if (i % 4 == 0) {
        text.erase(text.begin() + at);
      } else {
        text.insert(text.begin() + at, one_of(",\"\"\"\n\r"));
      }
    }
    compare_at_every_block_size(text, {',', true}, i % 3 == 0 ? in_even_lines : never, seen);
  }
  CHECK(seen.records > 2 * texts);
  CHECK(seen.over_several_lines > texts / 2);
  CHECK(seen.text_after_quote > texts / 10);
  CHECK(seen.doubled > texts);
}

TEST_CASE("csv: long random texts are read as by the slow parser, also from a source that gives drops", "[csv]") {
  /// Gives anything from one byte up to a few, however much is asked for, as a pipe may.
  class Drops : public lsr::ByteReader {
   public:
    Drops(std::string_view text, unsigned seed) : rest_(text), random_(seed) {}
    std::size_t read(std::span<char> into) override {
      const std::size_t size = std::min({into.size(), rest_.size(), std::size_t{1 + random_() % 9}});
      std::copy_n(rest_.data(), size, into.data());
      rest_.remove_prefix(size);
      return size;
    }

   private:
    std::string_view rest_;
    std::mt19937 random_;
  };
  std::mt19937 random{48};
  Seen seen;
  for (unsigned i = 0; i < 40; ++i) {
    const Dialect dialect{',', true};
    const Retreats retreats = i % 2 == 0 ? never : in_even_lines;
    // Between rare and frequent line ends: records of many lines, and many records.
    const std::string_view alphabet = i % 3 == 0 ? "aaaaaa,,\"\n\r" : "aaabbbccc,,,,\"\"\"\"\"\r\n\n";
    const auto text = random_text(random, alphabet, 3000);
    const auto expected = SlowParser{text, dialect}.parse(retreats);
    seen.add(expected);
    for (const std::size_t block : {1U, 2U, 3U, 7U, 8U, 64U, 2999U, 3000U, 3001U}) {
      compare(text, dialect, retreats, block, expected);
    }
    RecordReader records{std::make_unique<Drops>(text, i), 4096};
    records.set_dialect(dialect);
    CHECK(shown(read_all(records, retreats)) == shown(expected));
  }
  CHECK(seen.records > 5000);
  CHECK(seen.over_several_lines > 300);
  CHECK(seen.text_after_quote > 300);
}

TEST_CASE("csv: a file in which every line opens a quote is read in one go", "[csv]") {
  // Read from its beginning, each line opens a quote; read from inside one, it closes that and opens the next. Whoever
  // reads on to the end for each of the lines anew is not done before the test's time is up.
  constexpr std::uint64_t lines = 200'000;
  std::string text;
  for (std::uint64_t i = 0; i < lines; ++i) text += "x\",\"\n";
  RecordReader records{lsr::memory_source("", text).open()};
  std::uint64_t line = 0;
  while (const Record* record = records.next()) {
    ++line;
    REQUIRE(record->line == line);
    REQUIRE(record->fault != ShapeFault::none);
  }
  CHECK(line == lines);
}
