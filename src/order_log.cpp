#include "lsr/order_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "lsr/error.hpp"

namespace lsr {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

[[noreturn]] void fault_of_file(const std::string& name, std::string_view sentence) {
  throw Error{Error::Kind::input, fmt::format("{}: {}", name, sentence)};
}

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

/// The first record that is not blank, read from what is buffered.
const Record* first_record(RecordReader& records) {
  const Record* record = records.next();
  while (record != nullptr && record->fault == ShapeFault::none && is_blank(*record)) record = records.next();
  return record;
}

/// How well a delimiter explains the beginning of a file: recognised columns count first, then columns at all.
struct Fit {
  std::size_t recognised = 0;
  std::size_t columns = 0;
  friend auto operator<=>(const Fit&, const Fit&) = default;
};

Fit fit_of(std::string_view beginning, const Dialect& dialect, const ColumnMap& map) {
  RecordReader records{memory_source("", beginning).open(), beginning.size() + 1};
  records.set_dialect(dialect);
  const Record* header = first_record(records);
  if (header == nullptr || header->fault != ShapeFault::none) return {};
  const Columns columns = map_columns(texts_of(*header), map);
  return {columns.recognised(), columns.names.size()};
}

/// Quotes are plain characters in a tab-delimited file, unless its header begins with one (SPEC §7).
Dialect dialect_with(char delimiter, std::string_view beginning, const ReadingOptions& options) {
  const bool quoted_header = trimmed(beginning).substr(0, 1) == "\"";
  return {delimiter, options.quoting.value_or(delimiter != '\t' || quoted_header)};
}

Dialect detect_dialect(std::string_view beginning, const ReadingOptions& options) {
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

std::string sentence(ShapeFault fault) {
  switch (fault) {
    case ShapeFault::none: return "";
    case ShapeFault::text_after_quote: return "has text after a closing quote; double the quotes inside a quoted field";
    case ShapeFault::unclosed_quote: return "has a quote that nothing closes";
    case ShapeFault::too_long: return "is longer than 1 MiB; a quote is probably not closed";
  }
  return "";
}

std::string missing(std::string_view what, const Columns& columns) {
  return fmt::format("has no column for {}; its header is \"{}\"; name the column with --map FIELD=COLUMN", what,
                     fmt::join(columns.names, "\", \""));
}

/// A FILE that is open: past its header, and before its first row.
struct OpenFile {
  RecordReader records;
  Columns columns;
};

Columns read_header(RecordReader& records, const std::string& name, const ReadingOptions& options) {
  const Record* header = first_record(records);
  if (header == nullptr) fault_of_file(name, "is empty");
  if (header->fault != ShapeFault::none) fault_of_file(name, fmt::format("the header {}", sentence(header->fault)));
  Columns columns = map_columns(texts_of(*header), options.map);
  // Without a header this line is data: none of it may be shown.
  if (columns.recognised() == 0) {
    fault_of_file(name,
                  "has no header: its first line names no column known here; add one, as order-id,purchase-date,…");
  }
  if (!columns.of(Field::order_id)) fault_of_file(name, missing("the order-id", columns));
  if (!columns.of(Field::purchase_date) && !columns.of(Field::ship_by_date)) {
    fault_of_file(name, missing("the purchase-date (or a ship-by-date)", columns));
  }
  return columns;
}

OpenFile open_file(const Source& source, const ReadingOptions& options) {
  RecordReader records{source.open(), options.block};
  std::string_view beginning = records.peek(64);
  refuse_foreign(source.name, beginning);
  if (beginning.substr(0, byte_order_mark.size()) == byte_order_mark) records.skip(byte_order_mark.size());
  records.set_dialect(detect_dialect(records.peek(longest_record), options));
  Columns columns = read_header(records, source.name, options);
  return {std::move(records), std::move(columns)};
}

/// Walks the records of one FILE after its header: knows blank ones, repeated headers and faults of shape.
class RecordWalk {
 public:
  enum class Kind : std::uint8_t { end, row, fault, repeated_header };

  RecordWalk(OpenFile& file, const RowReader& rows) : file_(file), rows_(rows) {
    for (const auto& name : file.columns.names) header_.push_back(comparable(name));
  }

  Kind next() {
    for (;;) {
      record_ = file_.records.next();
      if (record_ == nullptr) return Kind::end;
      line_ = record_->line;
      if (record_->fault != ShapeFault::none) return fault(sentence(record_->fault));
      if (trimmed(record_->cells.front().raw).empty() && is_blank(*record_)) continue;
      if (!record_->quoted_lines.empty() && quote_was_not_meant()) {
        file_.records.retreat();
        return fault(sentence(ShapeFault::unclosed_quote));
      }
      if (!rows_.fits(*record_)) {
        auto what = fmt::format("has {} fields, the header has {}; a field that holds the delimiter needs quotes",
                                record_->cells.size(), header_.size());
        if (!record_->quoted_lines.empty()) file_.records.retreat();
        return fault(std::move(what));
      }
      return repeats_header() ? Kind::repeated_header : Kind::row;
    }
  }

  /// Of Kind::row.
  [[nodiscard]] const Record& record() const { return *record_; }
  [[nodiscard]] std::uint64_t line() const { return line_; }
  /// Of Kind::fault.
  [[nodiscard]] const std::string& what() const { return what_; }

 private:
  Kind fault(std::string what) {
    what_ = std::move(what);
    return Kind::fault;
  }

  [[nodiscard]] bool quote_was_not_meant() const {
    return std::any_of(record_->quoted_lines.begin(), record_->quoted_lines.end(),
                       [&](std::string_view line) { return rows_.is_row(read_alone(line, file_.records.dialect())); });
  }

  [[nodiscard]] bool repeats_header() const {
    std::string scratch;
    for (std::size_t i = 0; i < header_.size(); ++i) {
      if (!same_name(text_of(record_->cells[i], scratch), header_[i])) return false;
    }
    return true;
  }

  OpenFile& file_;
  const RowReader& rows_;
  std::vector<std::string> header_;
  const Record* record_ = nullptr;
  std::uint64_t line_ = 0;
  std::string what_;
};

/// Columns of a FILE that should have values: which of them had one so far.
class ValueWatch {
 public:
  explicit ValueWatch(std::vector<std::size_t> columns) : unseen_(std::move(columns)) {}

  void look(const Record& record) {
    if (unseen_.empty()) return;
    std::erase_if(unseen_, [&](std::size_t column) { return !means_nothing(record.cells[column].raw); });
  }
  [[nodiscard]] bool has_value(std::size_t column) const {
    return std::find(unseen_.begin(), unseen_.end(), column) == unseen_.end();
  }

 private:
  std::vector<std::size_t> unseen_;
};

std::vector<std::size_t> watched_columns(const Columns& columns) {
  std::vector<std::size_t> watched = columns.other_confirms;
  for (const Field field : {Field::confirm_date, Field::first_scan_date}) {
    if (const auto column = columns.of(field)) watched.push_back(*column);
  }
  return watched;
}

bool is_ship_date(const Columns& columns) {
  const auto name = comparable(columns.name_of(Field::confirm_date));
  return name == comparable("ship-date") || name == comparable("order delivered carrier date");
}

/// One pass over the log. What it sets up is dropped with it where the log has to be read again.
class LogPass {
 public:
  LogPass(const std::vector<Source>& sources, const Policy& policy, const ReadingOptions& options, LogSink& sink,
          DateOrders& orders, DateReading reading)
      : sources_(sources), policy_(policy), options_(options), sink_(sink), orders_(orders), reading_(reading) {}

  /// False where an open date asks for a survey first.
  bool run() {
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      if (!read_file(i)) return false;
    }
    return true;
  }

  /// Only looks at how dates are written.
  void survey() {
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      if (sources_[i].rereadable) survey_file(i);
    }
  }

  [[nodiscard]] const std::vector<FileFacts>& files() const { return files_; }
  [[nodiscard]] bool saw_column(std::string_view name) const {
    return std::find(header_names_.begin(), header_names_.end(), comparable(name)) != header_names_.end();
  }

 private:
  void survey_file(std::size_t index) {
    OpenFile file = open_file(sources_[index], options_);
    RowReader rows{index, file.columns, policy_, options_, orders_, DateReading::unsurveyed};
    RecordWalk walk{file, rows};
    for (auto kind = walk.next(); kind != RecordWalk::Kind::end; kind = walk.next()) {
      if (kind == RecordWalk::Kind::row) rows.survey(walk.record());
    }
  }

  bool read_file(std::size_t index) {
    const Source& source = sources_[index];
    OpenFile file = open_file(source, options_);
    const Columns& columns = file.columns;
    for (const auto& column : columns.names) header_names_.push_back(comparable(column));

    FileFacts facts;
    facts.name = source.name;
    facts.has_first_scans = columns.of(Field::first_scan_date).has_value();
    facts.ship_date_stands_in = columns.of(Field::confirm_date) && is_ship_date(columns);
    if (policy_.scan_check == ScanCheck::required && !facts.has_first_scans) {
      fault_of_file(source.name, "has no first-scan column, and --scan-check required asks for one");
    }
    for (const auto column : columns.repeated) {
      warn(index, fmt::format("the column \"{}\" stands there twice; the left one counts", columns.names[column]));
    }

    RowReader rows{index, columns, policy_, options_, orders_, source.rereadable ? reading_ : DateReading::streamed};
    RecordWalk walk{file, rows};
    ValueWatch watch{watched_columns(columns)};
    OrderRow row;
    for (auto kind = walk.next(); kind != RecordWalk::Kind::end; kind = walk.next()) {
      if (kind == RecordWalk::Kind::repeated_header) {
        sink_.warning({index, walk.line(), "the header stands here again; skipped"});
        continue;
      }
      ++facts.rows;
      if (kind == RecordWalk::Kind::fault) {
        ++facts.rejected;
        sink_.reject({index, walk.line(), {}, walk.what(), {}, {}});
        continue;
      }
      watch.look(walk.record());
      const bool accepted = rows.read(walk.record(), row);
      if (rows.survey_needed()) return false;
      if (!accepted) {
        ++facts.rejected;
        sink_.reject(rows.fault());
        continue;
      }
      for (const auto& warning : rows.warnings()) sink_.warning(warning);
      if (row.purchased && (!facts.latest_purchase || *facts.latest_purchase < row.purchased->first)) {
        facts.latest_purchase = row.purchased->first;
      }
      sink_.row(row);
    }
    warn_of_empty_columns(index, columns, watch);
    for (const Field field : orders_.contradictory(index)) {
      warn(index, fmt::format("column \"{}\" holds dates with the day first and with the month first; those that could "
                              "be either count as absent",
                              columns.name_of(field)));
    }
    warn_of_older_file(index, facts);
    files_.push_back(std::move(facts));
    return true;
  }

  void warn_of_empty_columns(std::size_t index, const Columns& columns, const ValueWatch& watch) {
    const auto confirm = columns.of(Field::confirm_date);
    if (confirm && !watch.has_value(*confirm)) {
      const auto& others = columns.other_confirms;
      const auto other = std::find_if(others.begin(), others.end(), [&](std::size_t c) { return watch.has_value(c); });
      const std::string remedy =
          other == others.end() ? std::string{}
                                : fmt::format("; to use \"{0}\", give --map confirm-date={0}", columns.names[*other]);
      warn(index, fmt::format("the confirm column \"{}\" is empty in all rows{}", columns.names[*confirm], remedy));
    }
    const auto scan = columns.of(Field::first_scan_date);
    if (policy_.scan_check != ScanCheck::off && scan && !watch.has_value(*scan)) {
      warn(index, fmt::format("the first-scan column \"{}\" is empty in all rows; they are judged as not scanned "
                              "(--scan-check off leaves scans out)",
                              columns.names[*scan]));
    }
  }

  void warn_of_older_file(std::size_t index, const FileFacts& facts) {
    const auto newer = std::find_if(files_.begin(), files_.end(), [&](const FileFacts& before) {
      return facts.latest_purchase && before.latest_purchase && *facts.latest_purchase < *before.latest_purchase;
    });
    if (newer == files_.end()) return;
    warn(index,
         fmt::format("its latest purchase is older than that of {}, which it overrides; give the older file first",
                     newer->name));
  }

  void warn(std::size_t index, std::string what) { sink_.warning({index, 0, std::move(what)}); }

  const std::vector<Source>& sources_;
  const Policy& policy_;
  const ReadingOptions& options_;
  LogSink& sink_;
  DateOrders& orders_;
  DateReading reading_;
  std::vector<FileFacts> files_;
  std::vector<std::string> header_names_;
};

DateOrders fresh_orders(const std::vector<Source>& sources, const Policy& policy, const ReadingOptions& options) {
  DateOrders orders{options.date_order, policy.date_habit};
  for (const auto& source : sources) orders.add_file(source.name);
  return orders;
}

void refuse_unused_map(const LogPass& pass, const ColumnMap& map) {
  for (const auto& [field, column] : map) {
    if (pass.saw_column(column)) continue;
    throw Error{Error::Kind::input, fmt::format("--map {}={}: no FILE has a column of that name", name(field), column)};
  }
}

}  // namespace

std::uint64_t LogFacts::rows() const {
  return std::accumulate(files.begin(), files.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const FileFacts& file) { return sum + file.rows; });
}

std::uint64_t LogFacts::rejected() const {
  return std::accumulate(files.begin(), files.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const FileFacts& file) { return sum + file.rejected; });
}

LogFacts read_log(const std::vector<Source>& sources, const Policy& policy, const ReadingOptions& options,
                  LogSink& sink) {
  // Most logs have no open dates: they are read once. A stream is gone after that, so beside one the survey comes
  // first.
  const bool streams = std::any_of(sources.begin(), sources.end(), [](const Source& s) { return !s.rereadable; });
  bool surveyed = options.date_order.has_value();
  bool survey_first = streams && sources.size() > 1 && !surveyed;
  for (;;) {
    DateOrders orders = fresh_orders(sources, policy, options);
    if (survey_first) {
      LogPass{sources, policy, options, sink, orders, DateReading::unsurveyed}.survey();
      surveyed = true;
    }
    LogPass pass{sources, policy, options, sink, orders, surveyed ? DateReading::surveyed : DateReading::unsurveyed};
    if (pass.run()) {
      refuse_unused_map(pass, options.map);
      return {pass.files(), orders.habitual()};
    }
    survey_first = true;
    sink.restart();
  }
}

}  // namespace lsr
