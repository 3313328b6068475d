/// Order logs made up at random, with everything in them that can be odd about a log (SPEC §2, §4, §7, §9).
///
///     RandomLog log{7};
///     log.add_header();
///     for (int i = 0; i < 20; ++i) log.add_record();
///     judge_log({{memory_source("a.csv", log.text())}}, …);
///
/// Each log has a manner of its own: its columns, its delimiter, its line ends, how it writes dates, how often it
/// slips. As-of is meant to be about 2026-03-31.
#pragma once

#include <date/date.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <initializer_list>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace lsr::test {

class RandomLog {
 public:
  explicit RandomLog(unsigned seed) : random_(seed) {
    delimiter_ = one_of(",,,,,,;|\t");
    line_end_ = std::vector<std::string>{"\n", "\n", "\n", "\r\n", "\r\n", "\r", ""}.at(below(7));
    slips_ = std::vector<std::uint32_t>{3, 10, 40, 1000}.at(below(4));
    style_ = below(5);
    slashed_ = below(5) == 0;
    quotes_all_ = below(6) == 0;
    columns_ = {"order-id", "purchase-date"};
    for (const char* name : {"order-item-id", "handling-time", "promise-date", "ship-confirm-date", "ship-date",
                             "tracking-id", "first-scan-date", "cancel-date", "order-status", "item-status",
                             "fulfillment-channel", "sku", "estimated-delivery-date", "expected-ready-date"}) {
      if (below(4) != 0) columns_.emplace_back(name);
    }
    columns_.emplace_back("buyer-name");
    std::shuffle(columns_.begin(), columns_.end(), random_);
  }

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] char delimiter() const { return delimiter_; }
  [[nodiscard]] std::size_t columns() const { return columns_.size(); }

  /// One record in so many has something odd about it, and so has one cell in ten times as many.
  void slip_once_in(std::uint32_t records) { slips_ = records; }
  /// Line ends for all that follows; none: mixed.
  void end_lines_with(std::string line_end) { line_end_ = std::move(line_end); }
  /// Whether there may be dates as 03/04/2026.
  void write_slashes(bool slashed) { slashed_ = slashed; }

  void add_mark() { text_ += "\xEF\xBB\xBF"; }

  void add_header() { add_line(joined(columns_)); }

  /// A row about which there is nothing to say, with a long name.
  void add_plain_row(std::size_t name) {
    std::vector<std::string> cells;
    for (const auto& column : columns_)
      cells.push_back(column == "buyer-name" ? std::string(name, 'x') : usual(column));
    add_line(joined(cells));
  }

  void add_record() {
    begin_row();
    if (below(slips_) != 0) return add_line(joined(cells()));
    switch (below(17)) {
      case 0: return add_line("");
      case 1: return add_line(std::string(below(2 * static_cast<std::uint32_t>(columns_.size())), delimiter_));
      case 2: return add_line(std::string(below(5), ' ') + delimiter_ + "\t \"\"");
      case 3: return add_header();
      case 4: return add_line(joined(cells()) + delimiter_);
      case 5: return add_line(joined(cells()) + delimiter_ + " " + delimiter_);
      case 6: return add_line(joined(cells()) + delimiter_ + "x");
      case 7: {
        auto fewer = cells();
        fewer.resize(below(static_cast<std::uint32_t>(fewer.size())));
        return add_line(joined(fewer));
      }
      case 8: return add_line(with_name("\"never closed"));
      case 9: return add_line(with_name("\"closed\" too early"));
      case 10: return add_line(with_name("\"over\ntwo lines\""));
      case 11: return add_line(with_name("\"over\r\nthree\r lines\""));
      case 12: return add_line(with_name("\"a note\n" + joined(cells()) + "\n and its end\""));
      case 13: return add_line(with_name("\"\n\n\n" + std::string(below(200), 'x') + delimiter_ + "\""));
      case 14: return add_line(with_name("6\" pipe"));
      case 15: return add_line(with_name("cut\rin two"));
      default:
        return add_line(with_name(
            one_of_texts({"\"", "\"\"\"", "\"\"\"\"", std::string_view{"nul\0nul", 7}, "x\"\"y", "\r", "\"\r"})));
    }
  }

  /// What is no UTF-8: then the log is in Windows-1252.
  void add_foreign_row() {
    begin_row();
    add_line(with_name("Caf\xE9 M\xFCller \x80"));
  }

  /// Takes off the last line end.
  void end() {
    while (!text_.empty() && (text_.back() == '\n' || text_.back() == '\r')) text_.pop_back();
  }

  std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }

 private:
  char one_of(std::string_view letters) { return letters[below(static_cast<std::uint32_t>(letters.size()))]; }
  std::string one_of_texts(std::initializer_list<std::string_view> texts) {
    return std::string{texts.begin()[below(static_cast<std::uint32_t>(texts.size()))]};
  }

  void add_line(const std::string& line) {
    text_ += line;
    text_ += !line_end_.empty() ? line_end_ : one_of_texts({"\n", "\n", "\r\n", "\r"});
  }

  [[nodiscard]] std::string joined(const std::vector<std::string>& cells) const {
    std::string line;
    for (const auto& cell : cells) {
      if (&cell != &cells.front()) line += delimiter_;
      line += cell;
    }
    return line;
  }

  // ---- what a row says ------------------------------------------------------------------------------------------

  void begin_row() {
    bought_ = as_of - static_cast<std::int64_t>(below(45)) * day + below(day) + (below(40) == 0 ? 10 * day : 0);
    confirmed_ = bought_ + static_cast<std::int64_t>(below(5 * day)) - (below(20) == 0 ? 3 * day : 0);
    scanned_ = confirmed_ + static_cast<std::int64_t>(below(4 * day)) - (below(20) == 0 ? 6 * day : 0);
    due_ = bought_ + static_cast<std::int64_t>(below(6 * day)) - (below(20) == 0 ? 3 * day : 0);
  }

  std::vector<std::string> cells() {
    std::vector<std::string> cells;
    for (const auto& column : columns_) cells.push_back(written(column));
    return cells;
  }

  std::string with_name(const std::string& name) {
    auto row = cells();
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (columns_[i] == "buyer-name") row[i] = name;
    }
    return joined(row);
  }

  std::string written(const std::string& column) {
    const bool slip = below(10 * slips_) < 5;
    std::string cell = slip ? odd(column) : usual(column);
    if (slip && below(3) == 0) cell = one_of_texts({" ", "\t", "  "}) + cell;
    if (slip && below(3) == 0) cell += one_of_texts({" ", "\t"});
    const bool quoted = quotes_all_ || below(12) == 0;
    const bool can_be = cell.find('"') == std::string::npos;
    return quoted && can_be ? '"' + cell + '"' : cell;
  }

  std::string usual(const std::string& column) {
    if (column == "order-id") return order_id();
    if (column == "purchase-date") return usual_date(bought_);
    if (column == "promise-date") return below(2) == 0 ? "" : usual_date(due_);
    if (column == "ship-confirm-date" || column == "ship-date") return below(8) == 0 ? "" : usual_date(confirmed_);
    if (column == "first-scan-date") return below(8) == 0 ? "" : usual_date(scanned_);
    if (column == "cancel-date") return below(12) == 0 ? usual_date(confirmed_ + day) : "";
    if (column == "estimated-delivery-date") return usual_date(due_ + 4 * day);
    if (column == "expected-ready-date") return below(2) == 0 ? "" : usual_date(bought_);
    if (column == "handling-time") return std::to_string(below(4));
    if (column == "tracking-id") return below(9) == 0 ? "" : "1Z" + std::to_string(below(100000));
    if (column == "order-status") return one_of_texts({"Unshipped", "", "Complete"});
    if (column == "fulfillment-channel") return one_of_texts({"MFN", "Merchant", ""});
    if (column == "sku") return "SKU-" + std::to_string(below(50));
    if (column == "buyer-name") return one_of_texts({"Ann Example", "", "\xC3\x9Cnal \xE5\xB1\xB1", "6' tall"});
    return one_of_texts({"17", "", "x"});
  }

  std::string odd(const std::string& column) {
    if (column == "order-id") return odd_order_id();
    if (column == "handling-time") {
      return one_of_texts({"", "2.0", "x", "366", "365", "1000", "-1", "N/A", "01", "1.5", "\"1\"\"\"", "999"});
    }
    if (column == "tracking-id") return one_of_texts({"N/A", "none", "-", "\"a\"\"b\"", "7 7"});
    if (column == "order-status" || column == "item-status") {
      return one_of_texts({"Cancelled", "Pending", "canceled by buyer", "Shipped", "Shipping soon",
                           "PENDING AVAILABILITY", "PendingAvailability", "Pending - Waiting for Pick Up", "N/A",
                           "\"Cancel\"\"led\""});
    }
    if (column == "fulfillment-channel") return one_of_texts({"AFN", "FBA", "amazon_na", "Amazon.com", "afn2", "none"});
    if (column.find("date") != std::string::npos) return odd_date();
    return one_of_texts({"N/A", "", "x\"y", "\"a \"\"quoted\"\" word\"",
                         "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"});
  }

  std::string order_id() {
    const bool again = !ids_.empty() && below(3) == 0;
    if (again) return below(3) == 0 ? ids_[below(static_cast<std::uint32_t>(ids_.size()))] : ids_.back();
    char id[32];
    std::snprintf(id, sizeof id, "%03u-%07u-%07u", below(1000), below(10'000'000), below(10'000'000));
    ids_.emplace_back(id);
    return ids_.back();
  }

  std::string odd_order_id() {
    if (below(5) == 0) return "";
    std::string id = below(2) == 0 ? "A-" + std::to_string(below(30)) : order_id();
    switch (below(8)) {
      case 0: id.insert(id.size() / 2, "\xC3\xA9"); break;
      case 1: id.pop_back(); break;
      case 2: id.back() = 'x'; break;
      case 3: id.insert(0, "0"); break;
      case 4: id = "N/A"; break;
      case 5: id[below(static_cast<std::uint32_t>(id.size()))] = one_of("0-/:+ x"); break;
      case 6: id = "\"" + id + "\"\"\""; break;
      default: break;
    }
    ids_.push_back(id);
    return id;
  }

  // ---- dates ----------------------------------------------------------------------------------------------------

  struct Parts {
    int year;
    unsigned month;
    unsigned day;
    unsigned hour;
    unsigned minute;
    unsigned second;
  };
  static Parts parts(std::int64_t at) {
    const auto days = date::floor<date::days>(date::sys_seconds{std::chrono::seconds{at}});
    const date::year_month_day ymd{days};
    const auto rest = static_cast<unsigned>(at - std::int64_t{days.time_since_epoch().count()} * day);
    return {int{ymd.year()}, unsigned{ymd.month()}, unsigned{ymd.day()}, rest / 60 / 60, rest / 60 % 60, rest % 60};
  }

  static std::string formatted(const char* format, const Parts& p) {
    char text[64];
    std::snprintf(text, sizeof text, format, p.year, p.month, p.day, p.hour, p.minute, p.second);
    return text;
  }

  std::string usual_date(std::int64_t at) {
    const Parts p = parts(at);
    switch (style_) {
      case 0: return formatted("%04d-%02u-%02uT%02u:%02u:%02uZ", p);
      case 1: return formatted("%04d-%02u-%02uT%02u:%02u:%02u-08:00", p);
      case 2: return formatted("%04d-%02u-%02u %02u:%02u:%02u", p);
      case 3: return formatted("%04d-%02u-%02uT%02u:%02u:%02u+05:30", p);
      default: return formatted("%04d-%02u-%02uT%02u:%02u:%02u", p);
    }
  }

  std::string odd_date() {
    const Parts p = parts(as_of - static_cast<std::int64_t>(below(40 * day)));
    char text[64];
    const unsigned kinds = slashed_ ? 30 : 18;
    switch (below(kinds)) {
      case 0: return formatted("%04d-%02u-%02u", p);
      case 1: return formatted("%04d-%02u-%02u %02u:%02u", p);
      case 2: return formatted("%04d-%02u-%02uT%02u:%02u:%02u.123Z", p);
      case 3: return formatted("%04d-%02u-%02u %02u:%02u:%02u UTC", p);
      case 4: return formatted("%04d/%02u/%02u %02u:%02u:%02u JST", p);
      case 5: std::snprintf(text, sizeof text, "%02u.%02u.%04d", p.day, p.month, p.year); return text;
      case 6: return "Mar " + std::to_string(p.day) + ", 2026 2:03:22 PM PST";
      case 7: return one_of_texts({"2026-02-30", "2026-02-30T10:00:00Z", "2026-13-01T00:00:00"});
      case 8: return one_of_texts({"2026-03-07T24:00:00Z", "2026-03-07T23:59:60", "2026-03-07T25:00:00"});
      case 9: return one_of_texts({"N/A", "null", "-", "0000-00-00", "0000-00-00 00:00:00", "none"});
      case 10: return one_of_texts({"tomorrow", "x", "2026", "26-03-07", "2026-03-07T10:00:00+99:00"});
      case 11: return one_of_texts({"1772900000", "46088", "46088.5"});
      case 12: return one_of_texts({"2050-01-01T00:00:00Z", "1999-12-31T23:59:59", "2101-01-01T00:00:00Z"});
      case 13: return one_of_texts({"2026-03-08T02:30:00", "2026-03-08 02:59:59", "2025-11-02T01:30:00"});
      case 14: return "05/05/2026";
      case 15: return "";
      case 16: return "\"" + formatted("%04d-%02u-%02uT%02u:%02u:%02uZ", p) + "\"";
      case 17: return formatted("%04d-%02u-%02uT%02u:%02u:%02uz", p);
      case 18: std::snprintf(text, sizeof text, "%02u/%02u/%04d", p.month, p.day, p.year); return text;
      default:
        return one_of_texts({"03/04/2026", "3/4/2026 2:03 PM", "02/03/2026 14:00", "03/13/2026", "25/3/2026 09:00"});
    }
  }

  static constexpr std::int64_t as_of = 1'774'976'400;  // 2026-03-31T17:00:00Z
  static constexpr std::int64_t day = 86'400;

  std::mt19937 random_;
  std::string text_;
  std::vector<std::string> columns_;
  char delimiter_;
  std::string line_end_;
  std::uint32_t slips_;
  std::uint32_t style_;
  bool slashed_;
  bool quotes_all_;
  std::vector<std::string> ids_;
  std::int64_t bought_ = as_of;
  std::int64_t confirmed_ = as_of;
  std::int64_t scanned_ = as_of;
  std::int64_t due_ = as_of;
};

}  // namespace lsr::test
