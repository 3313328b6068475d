/// One log in many forms: however it is split, packed, encoded and laid out, the report's figures are the same.

#include <iconv.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <memory>
#include <numeric>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/judged_log.hpp"
#include "lsr/report.hpp"
#include "time_literals.hpp"
#include "written_log.hpp"

namespace {

using lsr::LogSources;
using lsr::OrderBook;
using lsr::ReadingOptions;
using lsr::Report;
using lsr::test::at;
using lsr::test::Heard;

// ---- logs -------------------------------------------------------------------------------------------------------

using Row = std::vector<std::string>;
struct Log {
  Row header;
  std::vector<std::vector<Row>> orders;  ///< the rows of each
};

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed), slashed_(seed % 2 == 1) {}

  Log log() {
    Log log;
    log.header = {"order-id",        "order-item-id",   "purchase-date", "handling-time",       "confirm-date",
                  "tracking-number", "first-scan-date", "order-status",  "fulfillment-channel", "buyer-name"};
    const auto count = 5 + below(40);
    for (unsigned i = 0; i < count; ++i) {
      std::vector<Row> rows(1 + below(4) / 2);
      for (Row& each : rows) each = row("114-" + std::to_string(1000 + i), below(3));
      log.orders.push_back(std::move(rows));
    }
    // In every column of slashed dates one that leaves nothing open, in the first order: it is in one part only.
    if (slashed_) {
      for (auto& order : log.orders) order.front()[2] = "03/13/2026 08:00";
      for (auto& order : log.orders) order.front()[4] = "03/14/2026 08:00";
      for (auto& order : log.orders) order.front()[6] = "03/15/2026 08:00";
    }
    return log;
  }

 private:
  unsigned below(unsigned limit) { return static_cast<unsigned>(random_() % limit); }
  std::string one_of(const std::vector<std::string>& texts) {
    return texts[below(static_cast<unsigned>(texts.size()))];
  }

  static std::string two(unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); }

  std::string date(unsigned month_day) {
    const unsigned month = 3 + (month_day - 1) / 31;
    const unsigned day = (month_day - 1) % 31 + 1;
    const std::string time = two(below(24)) + ":" + two(below(60));
    if (slashed_) return two(month) + "/" + two(day) + "/2026 " + time;
    const std::string civil = "2026-" + two(month) + "-" + two(day);
    switch (below(4)) {
      case 0: return civil;
      case 1: return civil + " " + time;
      case 2: return civil + "T" + time + ":07-07:00";
      default: return civil + "T" + time + ":59Z";
    }
  }

  Row row(const std::string& order, unsigned item) {
    static const std::vector<std::string> names{"Jos\u00E9 M\u00FCller",
                                                "Zo\u00EB \u20AC",
                                                "O\"Neil, \"Bo\"",
                                                "two\nlines",
                                                "line\nline\n\n\"quoted\"\n",
                                                "\u00E9\n\u00FC",
                                                "plain",
                                                "",
                                                "a;b|c\td",
                                                "na\u00EFve, \u00C5ngstr\u00F6m"};
    const unsigned bought = 1 + below(20);
    Row cells{order,
              below(2) == 0 ? "" : "I" + std::to_string(item),
              date(bought),
              std::to_string(below(4)),
              below(4) == 0 ? "" : date(bought + below(7)),
              below(5) == 0 ? "" : "T\u00E9" + std::to_string(below(100000)),
              below(4) == 0 ? "" : date(bought + 1 + below(9)),
              one_of({"", "", "", "Unshipped", "Cancelled", "Pending", "Shipped"}),
              one_of({"", "", "", "", "MFN", "AFN", "Amazon_EU"}),
              one_of(names)};
    switch (below(14)) {
      case 0: cells[2] = slashed_ ? "02/30/2026" : "2026-02-30"; break;
      case 1: cells[3] = one_of({"", "soon", "-1", "2.0"}); break;
      case 2: cells[4] = "yesterday"; break;
      case 3: cells[0] = ""; break;
      case 4: cells.emplace_back("too many"); break;
      default: break;
    }
    return cells;
  }

  std::mt19937 random_;
  bool slashed_;
};

// ---- forms ------------------------------------------------------------------------------------------------------

std::string quoted(const std::string& cell) {
  if (cell.find_first_of(",;|\t\"\r\n") == std::string::npos) return cell;
  std::string text = "\"";
  for (const char c : cell) text += c == '"' ? std::string{"\"\""} : std::string(1, c);
  return text + "\"";
}

std::string line_of(const Row& row, const std::string& line_end, char delimiter = ',') {
  std::string text;
  for (const auto& cell : row) text += (&cell == row.data() ? "" : std::string(1, delimiter)) + quoted(cell);
  return text + line_end;
}

using Orders = std::vector<std::vector<Row>>;

std::string written(const Row& header, const Orders& orders, const std::string& line_end = "\n", char delimiter = ',') {
  std::string text = line_of(header, line_end, delimiter);
  for (const auto& order : orders) {
    for (const Row& row : order) text += line_of(row, line_end, delimiter);
  }
  return text;
}

/// Line ends inside names too, as a program of that system writes them.
std::string with_line_ends(std::string_view text, const std::string& line_end) {
  std::string changed;
  for (const char c : text) changed += c == '\n' ? line_end : std::string(1, c);
  return changed;
}

std::string converted(std::string text, const char* encoding) {
  const iconv_t handle = ::iconv_open(encoding, "UTF-8");
  std::string result(4 * text.size() + 16, '\0');
  char* in = text.data();
  char* out = result.data();
  std::size_t left = text.size();
  std::size_t room = result.size();
  const std::size_t failed = ::iconv(handle, &in, &left, &out, &room);
  ::iconv_close(handle);
  if (failed == static_cast<std::size_t>(-1)) throw std::runtime_error{"iconv"};
  result.resize(result.size() - room);
  return result;
}

std::string gzipped(std::string text) {
  z_stream stream{};
  constexpr int gzip_alone = 16;
  if (deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + gzip_alone, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error{"zlib"};
  }
  std::string packed(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(text.data());  // NOLINT
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());  // NOLINT
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string zstandard(const std::string& text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 3));
  return packed;
}

// ---- figures ----------------------------------------------------------------------------------------------------

std::string shown(const lsr::Counts& counts) {
  std::string text;
  for (std::size_t i = 0; i < lsr::judged_outcome_count; ++i) {
    text += " " + std::to_string(counts.of(static_cast<lsr::Outcome>(i)));
  }
  return text;
}

/// Everything in a report that does not name its files.
std::string figures(const Report& report) {
  const auto& input = report.input;
  std::string text = "status " + std::string{name(report.status)} + (report.complete ? "" : " incomplete") + "\n";
  for (const auto number : {input.rows, input.rejected, input.orders, input.incomplete_orders, input.superseded,
                            input.future, input.amazon_fulfilled, input.cancelled, input.pending, input.given,
                            input.computed, input.compared, input.disagree}) {
    text += std::to_string(number) + " ";
  }
  text += input.latest ? lsr::test::utc(*input.latest) : "-";
  text += "\ntotals" + shown(report.totals) + "\nahead" + shown(report.ahead) + "\n";
  for (const auto& window : report.windows) {
    text += lsr::to_text(window.from) + " " + lsr::to_text(window.to) + shown(window.counts) + "\n";
  }
  return text;
}

const std::string as_of = "2026-03-24T12:00:00+00:00";

std::string figures(const LogSources& sources, std::size_t block = lsr::default_block) {
  const lsr::Policy policy = lsr::make_policy({});
  ReadingOptions options;
  options.block = block;
  Heard heard;
  const auto log = lsr::judge_log(sources, policy, options, at(as_of), OrderBook::Keep::outcomes, heard);
  return figures(lsr::make_report(log, policy, at(as_of), lsr::AsOf::given));
}

std::string figures_of(const std::string& text, std::size_t block = lsr::default_block) {
  return figures({{lsr::memory_source("orders.csv", text)}}, block);
}

/// As standard input: read once, from a descriptor.
std::string figures_of_stream(const std::string& text) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file{std::tmpfile(), &std::fclose};
  if (!file || std::fwrite(text.data(), 1, text.size(), file.get()) != text.size()) throw std::runtime_error{"tmpfile"};
  std::rewind(file.get());
  return figures({{lsr::stream_source("standard input", ::fileno(file.get()))}});
}

constexpr unsigned logs = 40;

}  // namespace

TEST_CASE("forms: a log says the same in whatever form it comes", "[forms]") {
  std::size_t judged = 0;
  for (unsigned seed = 1; seed <= logs; ++seed) {
    INFO("log " << seed);
    const Log log = Generator{seed}.log();
    const std::string text = written(log.header, log.orders);
    const std::string expected = figures_of(text);
    CAPTURE(text);
    judged += log.orders.size();

    for (const std::size_t block : {std::size_t{1}, std::size_t{7}, std::size_t{4096}}) {
      INFO("read by " << block);
      CHECK(figures_of(text, block) == expected);
    }
    CHECK(figures_of(text.substr(0, text.size() - 1)) == expected);
    CHECK(figures_of("\xEF\xBB\xBF" + text) == expected);
    CHECK(figures_of(with_line_ends(text, "\r\n")) == expected);
    CHECK(figures_of(with_line_ends(text, "\r")) == expected);
    for (const char delimiter : {';', '|'}) {
      CHECK(figures_of(written(log.header, log.orders, "\n", delimiter)) == expected);
    }
    for (const char* encoding : {"UTF-16LE", "UTF-16BE", "CP1252"}) {
      const std::string bytes = converted(text, encoding);
      for (const std::size_t block : {std::size_t{1}, std::size_t{7}, lsr::default_block}) {
        INFO(encoding << ", read by " << block);
        CHECK(figures_of(bytes, block) == expected);
      }
    }
    CHECK(figures_of("\xFF\xFE" + converted(text, "UTF-16LE")) == expected);
    CHECK(figures_of("\xFE\xFF" + converted(text, "UTF-16BE")) == expected);
    for (const std::size_t block : {std::size_t{1}, lsr::default_block}) {
      CHECK(figures_of(gzipped(text), block) == expected);
      CHECK(figures_of(zstandard(text), block) == expected);
    }
    const std::string half = text.substr(0, text.size() / 2);
    CHECK(figures_of(gzipped(half) + gzipped(text.substr(half.size()))) == expected);
    CHECK(figures_of(zstandard(half) + zstandard(text.substr(half.size()))) == expected);
    CHECK(figures_of(gzipped(converted(with_line_ends(text, "\r\n"), "UTF-16LE"))) == expected);
    CHECK(figures_of_stream(text) == expected);
    CHECK(figures_of_stream(zstandard(text)) == expected);
  }
  CHECK(judged > 500);
}

TEST_CASE("forms: a log split by orders into ten FILEs says the same", "[forms]") {
  for (unsigned seed = 1; seed <= logs; ++seed) {
    INFO("log " << seed);
    const Log log = Generator{seed}.log();
    const std::string expected = figures_of(written(log.header, log.orders));
    std::vector<Orders> parts(10);
    for (std::size_t i = 0; i < log.orders.size(); ++i) parts[i * 7 % parts.size()].push_back(log.orders[i]);
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::string text = written(log.header, parts[i]);
      // Each in another form: they are read one by one.
      texts.push_back(i % 3 == 0 ? text : i % 3 == 1 ? gzipped(text) : converted(text, "CP1252"));
    }
    LogSources sources;
    for (const auto& text : texts) sources.orders.push_back(lsr::memory_source("part.csv", text));
    CHECK(figures(sources) == expected);
    CHECK(figures(sources, 7) == expected);
  }
}

TEST_CASE("forms: the order of the columns does not matter, nor do others between them", "[forms]") {
  std::mt19937 random{5};
  for (unsigned seed = 1; seed <= logs; ++seed) {
    INFO("log " << seed);
    Log log = Generator{seed}.log();
    // Reading goes on within a record of a wrong shape that spans lines: what is found there hangs on the columns.
    for (auto& order : log.orders) std::erase_if(order, [&](const Row& row) { return row.size() > log.header.size(); });
    const std::string expected = figures_of(written(log.header, log.orders));
    log.header.emplace_back("gift message");
    for (auto& order : log.orders) {
      for (Row& row : order) row.insert(row.begin() + 10, "to you, \"dear\"");
    }
    std::vector<std::size_t> place(log.header.size());
    std::iota(place.begin(), place.end(), std::size_t{0});
    // The first stays: the last line of a name in the first column is, read alone, a row (SPEC 7).
    std::shuffle(place.begin() + 1, place.end(), random);
    const auto shuffled = [&](const Row& row) {
      Row other = row;
      for (std::size_t i = 0; i < place.size(); ++i) other[i] = row[place[i]];
      return other;
    };
    log.header = shuffled(log.header);
    for (auto& order : log.orders) {
      for (Row& row : order) row = shuffled(row);
    }
    CHECK(figures_of(written(log.header, log.orders)) == expected);
  }
}
