#include "lsr/order_log.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

#include "log_file.hpp"
#include "lsr/error.hpp"

namespace lsr {

namespace {

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
    LogFile file = open_log_file(sources_[index], options_);
    RowReader rows{index, file.columns, policy_, options_, orders_, DateReading::unsurveyed};
    RecordWalk walk{file, rows};
    for (auto kind = walk.next(); kind != RecordWalk::Kind::end; kind = walk.next()) {
      if (kind == RecordWalk::Kind::row) rows.survey(walk.record());
    }
  }

  bool read_file(std::size_t index) {
    const Source& source = sources_[index];
    LogFile file = open_log_file(source, options_);
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
      const std::string remedy = other == others.end() ? std::string{}
                                                       : fmt::format(R"(; to use "{0}", give --map confirm-date="{0}")",
                                                                     columns.names[*other]);
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

std::vector<std::string> reading_notes(const LogFacts& facts) {
  std::vector<std::string> notes;
  for (const auto& file : facts.files) {
    if (!file.ship_date_stands_in) continue;
    notes.push_back(fmt::format(
        "{}: a ship date stands in for the confirm; the marketplace counts the moment of the click.", file.name));
  }
  for (const auto& habit : facts.habitual) {
    notes.push_back(fmt::format(
        "{}: dates as 03/04/2026 in {} were read {}, by the marketplace's habit alone. Give --date-order if "
        "that is wrong.",
        habit.file, fmt::join(habit.columns, ", "), description(habit.order)));
  }
  return notes;
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
