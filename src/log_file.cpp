#include "log_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "ascii.hpp"
#include "foreign.hpp"
#include "lookahead.hpp"
#include "lsr/error.hpp"

namespace lsr {

namespace {

/// Text, but no table.
void refuse_other_text(const std::string& name, std::string_view beginning) {
  constexpr std::size_t tar_mark = 257;
  if (beginning.size() > tar_mark && beginning.substr(tar_mark, 5) == "ustar") {
    fault_of_file(name, "is a tar archive; unpack it first");
  }
  const auto first_line = beginning.substr(0, beginning.find_first_of("\r\n"));
  if (first_line.find('\0') != std::string_view::npos) fault_of_file(name, "is no text; export the orders as CSV");
  beginning = trimmed(beginning);
  if (begins_with_letters(beginning, "<!doctype html") || begins_with_letters(beginning, "<html")) {
    fault_of_file(name, "is a web page, no export; sign in where it comes from, and download it again");
  }
  if (begins_with_letters(beginning, "<?xml")) fault_of_file(name, "is XML; export the orders as CSV");
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

/// How well a delimiter explains the beginning of a file: recognised columns count first, then columns at all. A header
/// at fault explains more than a single column that is not recognised: what the fault is can be told.
struct Fit {
  std::size_t recognised = 0;
  bool several = false;  // columns
  bool at_fault = false;
  std::size_t columns = 0;
  friend auto operator<=>(const Fit&, const Fit&) = default;
};

Fit fit_of(std::string_view beginning, const Dialect& dialect, const ColumnMap& map, Role role) {
  const Record header = read_alone(beginning, dialect);
  if (header.fault != ShapeFault::none) return {0, false, true, 0};
  const Columns columns = map_columns(texts_of(header), map, role);
  return {columns.recognised(), columns.names.size() > 1, false, columns.names.size()};
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

/// As much as shows the header, whatever delimits it: its line, where no quote can make more of it than that.
std::string_view beginning_of(RecordReader& records) {
  constexpr std::size_t usual = std::size_t{1} << 14;
  const std::string_view beginning = from_first_text(records.peek(usual));
  const auto line_end = beginning.find_first_of("\r\n");
  const bool shown =
      line_end != std::string_view::npos && beginning.substr(0, line_end).find('"') == std::string_view::npos;
  return shown ? beginning : from_first_text(records.peek(longest_record));
}

Dialect detect_dialect(std::string_view beginning, Role role, const ReadingOptions& options) {
  if (options.delimiter) return dialect_with(*options.delimiter, beginning, options);
  Dialect best = dialect_with(',', beginning, options);
  Fit best_fit = fit_of(beginning, best, options.map, role);
  for (const char delimiter : {'\t', ';', '|'}) {
    const Dialect dialect = dialect_with(delimiter, beginning, options);
    const Fit fit = fit_of(beginning, dialect, options.map, role);
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

/// Whether the first line may be a row rather than a header: none of it may be shown then. One name known by chance may
/// be a word of somebody's data; but every row of a log holds digits, and names of columns hold none.
bool may_be_data(const Columns& columns, std::string_view next_line) {
  if (columns.recognised() >= 2) return false;
  const auto has_digits = [](std::string_view text) { return std::any_of(text.begin(), text.end(), is_digit); };
  return !has_digits(next_line) || std::any_of(columns.names.begin(), columns.names.end(), [&](const auto& name) {
    return has_digits(name) || name.find('@') != std::string::npos;
  });
}

/// A name of a column is short; what is not may be a whole file whose line ends were not found.
std::string cut(const std::string& name) {
  constexpr std::size_t longest = 60;
  if (name.size() <= longest) return name;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
  return name.substr(0, end) + "...";
}

/// The header as it was found, as far as a person reads it.
std::string shown(const std::vector<std::string>& names) {
  constexpr std::size_t most = 40;
  std::vector<std::string> first;
  for (const auto& name : std::span{names}.first(std::min(names.size(), most))) first.push_back(cut(name));
  const std::string more = names.size() > most ? fmt::format(" and {} more", names.size() - most) : std::string{};
  return fmt::format("\"{}\"{}", fmt::join(first, "\", \""), more);
}

[[noreturn]] void refuse_missing(const std::string& file, std::string_view what, std::span<const Field> fields,
                                 const Columns& columns, Role role, std::string_view next_line) {
  std::vector<std::string> options;
  for (const Field field : fields) {
    for (const auto column : guesses(columns, field, role)) {
      options.push_back(fmt::format("--map {}=\"{}\"", name(field), columns.names[column]));
    }
  }
  const std::string remedy = options.empty()
                                 ? fmt::format("name the column with --map {}=COLUMN", name(fields.front()))
                                 : fmt::format("if it is one of these, give {}", fmt::join(options, ", or "));
  if (may_be_data(columns, next_line)) {
    fault_of_file(file, fmt::format("has no column for {}; if its first line is no header, add one; else name the "
                                    "column with --map {}=COLUMN",
                                    what, name(fields.front())));
  }
  fault_of_file(file, fmt::format("has no column for {}; its header is {}; {}", what, shown(columns.names), remedy));
}

std::string_view example_header(Role role) {
  switch (role) {
    case Role::orders: return "order-id,purchase-date,...";
    case Role::shipments: return "order-id,confirm-date,tracking-number";
    case Role::scans: return "tracking-number,scan-time";
    case Role::handling_times: return "sku,handling-time";
  }
  return "";
}

/// What essentials_of(role) is called in a sentence.
std::string_view essentials_text(Role role) {
  switch (role) {
    case Role::orders: return "the purchase-date (or a ship-by-date)";
    case Role::shipments: return "the confirm-date";
    case Role::scans: return "the time of the scan";
    case Role::handling_times: return "the handling-time";
  }
  return "";
}

/// The first record that is not blank.
const Record* first_record(RecordReader& records) {
  const Record* record = records.next();
  while (record != nullptr && record->fault == ShapeFault::none && is_blank(*record)) record = records.next();
  return record;
}

Columns read_header(RecordReader& records, const std::string& file, Role role, const ReadingOptions& options) {
  const Record* header = first_record(records);
  if (header == nullptr) fault_of_file(file, "is empty");
  if (header->fault != ShapeFault::none)
    fault_of_file(file, fmt::format("the header {}", sentence(header->fault, !header->quoted_lines.empty())));
  Columns columns = map_columns(texts_of(*header), options.map, role);
  // Without a header this line is data: none of it may be shown.
  const std::string_view ahead = records.peek(std::size_t{1} << 12);
  const auto next_line = ahead.substr(0, ahead.find_first_of("\r\n"));
  if (columns.recognised() == 0 && may_be_data(columns, next_line)) {
    fault_of_file(file, fmt::format("has no header that is known here: its first line names none of the columns looked "
                                    "for; add one, as {}, or name its columns with --map FIELD=COLUMN{}",
                                    example_header(role), options.encoding.given ? "; is --encoding right?" : ""));
  }
  const Essentials needed = essentials_of(role);
  if (!columns.of(needed.key))
    refuse_missing(file, fmt::format("the {}", name(needed.key)), {&needed.key, 1}, columns, role, next_line);
  const bool has_one = std::any_of(needed.one_of.begin(), needed.one_of.end(),
                                   [&](Field field) { return columns.of(field).has_value(); });
  if (!has_one) refuse_missing(file, essentials_text(role), needed.one_of, columns, role, next_line);
  return columns;
}

}  // namespace

void fault_of_file(const std::string& name, std::string_view sentence) {
  throw Error{Error::Kind::input, fmt::format("{}: {}", name, sentence)};
}

bool fits(const Record& record, const Columns& columns) {
  const std::size_t expected = columns.names.size();
  if (record.cells.size() <= expected) return record.cells.size() == expected;
  return std::all_of(record.cells.begin() + static_cast<std::ptrdiff_t>(expected), record.cells.end(),
                     [](const Cell& cell) { return trimmed(cell.raw).empty(); });
}

bool is_row(const Record& alone, const Columns& columns, Role role, std::optional<DateOrder> date_order) {
  if (alone.fault != ShapeFault::none || alone.cells.size() != columns.names.size()) return false;
  const auto text = [&](Field field) {
    std::string scratch;
    const auto column = columns.of(field);
    return column ? std::string{trimmed(text_of(alone.cells[*column], scratch))} : std::string{};
  };
  const auto exists = [&](Field field) {
    const DateText date = read_date(text(field));
    return date.fault == DateFault::none && (!date_order || day_under(date, *date_order));
  };
  const Essentials needed = essentials_of(role);
  const std::string key = text(needed.key);
  // An order-id may be "N/A"; all else that spells out that there is nothing is empty (SPEC §2).
  const bool has_key = needed.key == Field::order_id ? !key.empty() : !means_nothing(key);
  return has_key && std::any_of(needed.one_of.begin(), needed.one_of.end(), exists);
}

LogFile open_log_file(const Source& source, Role role, const ReadingOptions& options) {
  auto bytes = unpacked(source.name, source.open());
  const Compression compression = bytes->compression();
  auto plain = std::make_unique<Lookahead>(std::move(bytes));
  refuse_foreign(source.name, plain->peek(64));
  auto text = decoded(source.name, std::move(plain), options.encoding);
  const TextReader* const reader = text.get();
  RecordReader records{std::move(text), options.block};
  refuse_other_text(source.name, records.peek(512));
  records.set_dialect(detect_dialect(beginning_of(records), role, options));
  Columns columns = read_header(records, source.name, role, options);
  return {role, compression, reader, std::move(records), std::move(columns)};
}

RecordKinds::RecordKinds(const Columns& columns, Role role, const Dialect& dialect, std::optional<DateOrder> date_order)
    : columns_(columns), role_(role), dialect_(dialect), date_order_(date_order) {
  for (const auto& name : columns.names) header_.push_back(comparable(name));
}

RecordKinds::Kind RecordKinds::of(const Record& record) {
  const bool spans_lines = !record.quoted_lines.empty();
  if (record.fault != ShapeFault::none) return fault(sentence(record.fault, spans_lines), false);
  if (trimmed(record.cells.front().raw).empty() && is_blank(record)) return Kind::blank;
  if (spans_lines && quote_was_not_meant(record)) return fault(sentence(ShapeFault::unclosed_quote, true), true);
  if (!fits(record, columns_)) {
    const bool too_many = record.cells.size() > header_.size();
    return fault(
        fmt::format("has {} field{}, the header has {}{}", record.cells.size(), record.cells.size() == 1 ? "" : "s",
                    header_.size(), too_many ? "; a field that holds the delimiter needs quotes" : ""),
        spans_lines);
  }
  return repeats_header(record) ? Kind::repeated_header : Kind::row;
}

RecordKinds::Kind RecordKinds::fault(std::string what, bool only_first_line) {
  what_ = std::move(what);
  only_first_line_ = only_first_line;
  return Kind::fault;
}

bool RecordKinds::quote_was_not_meant(const Record& record) const {
  return std::any_of(record.quoted_lines.begin(), record.quoted_lines.end(), [&](std::string_view line) {
    return is_row(read_alone(line, dialect_), columns_, role_, date_order_);
  });
}

bool RecordKinds::repeats_header(const Record& record) const {
  std::string scratch;
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (!same_name(text_of(record.cells[i], scratch), header_[i])) return false;
  }
  return true;
}

std::string repeated_header_warning() { return "the header stands here again; skipped"; }

RecordWalk::RecordWalk(RecordReader& records, const Columns& columns, Role role, std::optional<DateOrder> date_order)
    : records_(records), kinds_(columns, role, records.dialect(), date_order) {}

RecordWalk::Kind RecordWalk::next() {
  for (;;) {
    record_ = records_.next();
    if (record_ == nullptr) return Kind::end;
    line_ = record_->line;
    switch (kinds_.of(*record_)) {
      case RecordKinds::Kind::blank: continue;
      case RecordKinds::Kind::row: return Kind::row;
      case RecordKinds::Kind::repeated_header: return Kind::repeated_header;
      case RecordKinds::Kind::fault: break;
    }
    if (kinds_.only_first_line()) records_.retreat();
    return Kind::fault;
  }
}

}  // namespace lsr
