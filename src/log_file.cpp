#include "log_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "ascii.hpp"
#include "lsr/error.hpp"

namespace lsr {

namespace {

/// Kinds of files that are no delimited text, by their first bytes.
void refuse_foreign(const std::string& name, std::string_view beginning) {
  struct Magic {
    std::string_view bytes;
    std::string_view sentence;
  };
  using namespace std::string_view_literals;
  static constexpr std::array known{
      Magic{"PK\x03\x04"sv, "is a spreadsheet (xlsx) or a zip archive; save the sheet as CSV, or unpack it"},
      Magic{"\xD0\xCF\x11\xE0"sv, "is an old spreadsheet (xls); save the sheet as CSV"},
      Magic{"%PDF"sv, "is a PDF; export the orders as CSV"},
      Magic{"\x1F\x8B"sv, "is compressed (gzip); unpack it first: gzip -dc FILE | lsr -"},
      Magic{"\x28\xB5\x2F\xFD"sv, "is compressed (zstd); unpack it first: zstd -dc FILE | lsr -"},
      Magic{"\xFF\xFE"sv, "is UTF-16, which this version does not read; save it as UTF-8 (iconv -f UTF-16 -t UTF-8)"},
      Magic{"\xFE\xFF"sv, "is UTF-16, which this version does not read; save it as UTF-8 (iconv -f UTF-16 -t UTF-8)"},
  };
  for (const auto& magic : known) {
    if (beginning.substr(0, magic.bytes.size()) == magic.bytes) fault_of_file(name, magic.sentence);
  }
}

bool is_blank(const Record& record) {
  return std::all_of(record.cells.begin(), record.cells.end(),
                     [](const Cell& cell) { return trimmed(cell.raw).empty(); });
}

std::vector<std::string> texts_of(const Record& record) {
  std::vector<std::string> texts;
  std::string scratch;
  for (const Cell& cell : record.cells) texts.emplace_back(trimmed(text_of(cell, scratch)));
  return texts;
}

/// How well a delimiter explains the beginning of a file: recognised columns count first, then columns at all.
struct Fit {
  std::size_t recognised = 0;
  std::size_t columns = 0;
  friend auto operator<=>(const Fit&, const Fit&) = default;
};

Fit fit_of(std::string_view beginning, const Dialect& dialect, const ColumnMap& map) {
  const Record header = read_alone(beginning, dialect);
  if (header.fault != ShapeFault::none) return {};
  const Columns columns = map_columns(texts_of(header), map);
  return {columns.recognised(), columns.names.size()};
}

/// Without the blank lines before the header, whatever delimits nothing in them.
std::string_view from_first_text(std::string_view beginning) {
  const auto text = std::min(beginning.find_first_not_of(" \t\r\n,;|\""), beginning.size());
  const auto line_end = beginning.substr(0, text).find_last_of("\r\n");
  return line_end == std::string_view::npos ? beginning : beginning.substr(line_end + 1);
}

/// Quotes are plain characters in a tab-delimited file, unless its header begins with one (SPEC §7).
Dialect dialect_with(char delimiter, std::string_view beginning, const ReadingOptions& options) {
  const bool quoted_header = trimmed(beginning).substr(0, 1) == "\"";
  return {delimiter, options.quoting.value_or(delimiter != '\t' || quoted_header)};
}

Dialect detect_dialect(std::string_view beginning, const ReadingOptions& options) {
  beginning = from_first_text(beginning);
  if (options.delimiter) return dialect_with(*options.delimiter, beginning, options);
  Dialect best = dialect_with(',', beginning, options);
  Fit best_fit = fit_of(beginning, best, options.map);
  for (const char delimiter : {'\t', ';', '|'}) {
    const Dialect dialect = dialect_with(delimiter, beginning, options);
    const Fit fit = fit_of(beginning, dialect, options.map);
    if (fit > best_fit) {
      best = dialect;
      best_fit = fit;
    }
  }
  return best;
}

std::string sentence(ShapeFault fault, bool spans_lines) {
  switch (fault) {
    case ShapeFault::none: return "";
    case ShapeFault::text_after_quote:
      // A quote that is closed lines later, and then wrongly, was most likely never meant to be open.
      if (spans_lines) break;
      return "has text after a closing quote; double the quotes inside a quoted field";
    case ShapeFault::unclosed_quote: break;
    case ShapeFault::too_long: return "is longer than 1 MiB; a quote is probably not closed";
  }
  return "has a quote that is not closed; double the quotes inside a quoted field";
}

std::string missing(std::string_view what, const Columns& columns) {
  // One name known by chance may be a word of somebody's data: then none of it is shown.
  if (columns.recognised() < 2) return fmt::format("has no column for {}; name it with --map FIELD=COLUMN", what);
  return fmt::format("has no column for {}; its header is \"{}\"; name the column with --map FIELD=COLUMN", what,
                     fmt::join(columns.names, "\", \""));
}

/// The first record that is not blank, read from what is buffered.
const Record* first_record(RecordReader& records) {
  const Record* record = records.next();
  while (record != nullptr && record->fault == ShapeFault::none && is_blank(*record)) record = records.next();
  return record;
}

Columns read_header(RecordReader& records, const std::string& name, const ReadingOptions& options) {
  const Record* header = first_record(records);
  if (header == nullptr) fault_of_file(name, "is empty");
  if (header->fault != ShapeFault::none)
    fault_of_file(name, fmt::format("the header {}", sentence(header->fault, !header->quoted_lines.empty())));
  Columns columns = map_columns(texts_of(*header), options.map);
  // Without a header this line is data: none of it may be shown.
  if (columns.recognised() == 0) {
    fault_of_file(name,
                  "has no header: its first line names no column known here; add one, as order-id,purchase-date,...");
  }
  if (!columns.of(Field::order_id)) fault_of_file(name, missing("the order-id", columns));
  if (!columns.of(Field::purchase_date) && !columns.of(Field::ship_by_date)) {
    fault_of_file(name, missing("the purchase-date (or a ship-by-date)", columns));
  }
  return columns;
}

}  // namespace

void fault_of_file(const std::string& name, std::string_view sentence) {
  throw Error{Error::Kind::input, fmt::format("{}: {}", name, sentence)};
}

LogFile open_log_file(const Source& source, const ReadingOptions& options) {
  RecordReader records{source.open(), options.block};
  std::string_view beginning = records.peek(64);
  refuse_foreign(source.name, beginning);
  if (beginning.substr(0, byte_order_mark.size()) == byte_order_mark) records.skip(byte_order_mark.size());
  records.set_dialect(detect_dialect(records.peek(longest_record), options));
  Columns columns = read_header(records, source.name, options);
  return {std::move(records), std::move(columns)};
}

RecordWalk::RecordWalk(LogFile& file, const RowReader& rows) : file_(file), rows_(rows) {
  for (const auto& name : file.columns.names) header_.push_back(comparable(name));
}

RecordWalk::Kind RecordWalk::next() {
  for (;;) {
    record_ = file_.records.next();
    if (record_ == nullptr) return Kind::end;
    line_ = record_->line;
    if (record_->fault != ShapeFault::none) return fault(sentence(record_->fault, !record_->quoted_lines.empty()));
    if (trimmed(record_->cells.front().raw).empty() && is_blank(*record_)) continue;
    if (!record_->quoted_lines.empty() && quote_was_not_meant()) {
      file_.records.retreat();
      return fault(sentence(ShapeFault::unclosed_quote, true));
    }
    if (!rows_.fits(*record_)) {
      const bool too_many = record_->cells.size() > header_.size();
      auto what = fmt::format("has {} field{}, the header has {}{}", record_->cells.size(),
                              record_->cells.size() == 1 ? "" : "s", header_.size(),
                              too_many ? "; a field that holds the delimiter needs quotes" : "");
      if (!record_->quoted_lines.empty()) file_.records.retreat();
      return fault(std::move(what));
    }
    return repeats_header() ? Kind::repeated_header : Kind::row;
  }
}

RecordWalk::Kind RecordWalk::fault(std::string what) {
  what_ = std::move(what);
  return Kind::fault;
}

bool RecordWalk::quote_was_not_meant() const {
  return std::any_of(record_->quoted_lines.begin(), record_->quoted_lines.end(),
                     [&](std::string_view line) { return rows_.is_row(read_alone(line, file_.records.dialect())); });
}

bool RecordWalk::repeats_header() const {
  std::string scratch;
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (!same_name(text_of(record_->cells[i], scratch), header_[i])) return false;
  }
  return true;
}

}  // namespace lsr
