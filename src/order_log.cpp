#include "lsr/order_log.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

#include "asked_columns.hpp"
#include "file_apart.hpp"
#include "further_items.hpp"
#include "join.hpp"
#include "log_file.hpp"
#include "value_watch.hpp"

namespace lsr {

namespace {

/// Confirms and first scans: a file without a single one is odd.
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
  LogPass(const LogSources& sources, const Policy& policy, const ReadingOptions& options, Instant as_of, LogSink& sink,
          DateOrders& orders, DateReading reading)
      : sources_(sources),
        policy_(policy),
        options_(options),
        as_of_(as_of),
        sink_(sink),
        orders_(orders),
        reading_(reading),
        join_(sources, policy, as_of, sink),
        files_(sources.size()) {}

  /// False where an open date asks for a survey first.
  bool run() {
    // What is joined to the rows comes before them.
    for (std::size_t i = sources_.orders.size(); i < sources_.size(); ++i) {
      if (!(sources_.role_of(i) == Role::scans ? read_scans(i) : read_shipments(i))) return false;
    }
    for (std::size_t i = 0; i < sources_.orders.size(); ++i) {
      if (!read_orders(i)) return false;
    }
    require_tracking_numbers();
    join_.finish(status_columns_);
    for (std::size_t i = 0; i < files_.size(); ++i) {
      files_[i].rejected = join_.rejected()[i];
      files_[i].latest_purchase = join_.latest_purchase(i);
      files_[i].date_orders = orders_.told(i);
    }
    for (std::size_t i = 0; i < sources_.orders.size(); ++i) warn_of_older_file(i);
    return true;
  }

  /// Only looks at how dates are written.
  void survey() {
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      if (sources_.at(i).rereadable) survey_file(i);
    }
  }

  [[nodiscard]] LogFacts facts() const {
    return {files_, orders_.habitual(), join_.latest(), join_.unmatched_shipments(), join_.unmatched_scans()};
  }

 private:
  void survey_file(std::size_t index) {
    LogFile file = open_log_file(sources_.at(index), sources_.role_of(index), options_);
    Cells cells{index, file.columns, policy_, options_, orders_, DateReading::unsurveyed};
    RecordWalk walk{file.records, file.columns, file.role, options_.date_order};
    for (auto kind = walk.next(); kind != RecordWalk::Kind::end; kind = walk.next()) {
      if (kind == RecordWalk::Kind::row) cells.survey(walk.record());
    }
  }

  [[nodiscard]] DateReading reading_of(std::size_t index) const {
    return sources_.at(index).rereadable ? reading_ : DateReading::streamed;
  }

  LogFile open(std::size_t index) {
    const Role role = sources_.role_of(index);
    LogFile file = open_log_file(sources_.at(index), role, options_);
    const Columns& columns = file.columns;
    FileFacts& facts = files_[index];
    facts.name = sources_.at(index).name;
    facts.role = role;
    facts.compression = file.compression;
    facts.marked = file.text->marked();
    facts.dialect = file.records.dialect();
    facts.columns = columns;
    facts.has_first_scans = role == Role::orders && columns.of(Field::first_scan_date);
    facts.has_tracking_numbers = columns.of(Field::tracking_number).has_value();
    facts.ship_date_stands_in = columns.of(Field::confirm_date) && is_ship_date(columns);
    for (const auto column : columns.repeated) {
      warn(index, fmt::format("the column \"{}\" stands there twice; the left one counts", columns.names[column]));
    }
    return file;
  }

  /// Hands each row of the file to `take`, and sees to the other records. False where `take` is: a survey is needed.
  template <typename Take>
  bool walk_rows(std::size_t index, LogFile& file, Take take) {
    return walk_rows(index, file, file.records, ValueWatch{watched_columns(file.columns)}, take);
  }

  /// The same with what is left of it.
  template <typename Take>
  bool walk_rows(std::size_t index, const LogFile& file, RecordReader& records, ValueWatch watch, Take take) {
    RecordWalk walk{records, file.columns, file.role, options_.date_order};
    for (auto kind = walk.next(); kind != RecordWalk::Kind::end; kind = walk.next()) {
      if (kind == RecordWalk::Kind::repeated_header) {
        sink_.warning({index, walk.line(), repeated_header_warning()});
        continue;
      }
      ++files_[index].rows;
      if (kind == RecordWalk::Kind::fault) {
        join_.reject({index, walk.line(), {}, walk.what(), {}, {}, {}});
        continue;
      }
      watch.look([&](std::size_t column) { return walk.record().cells[column].raw; });
      if (!take(walk.record())) return false;
    }
    finish(index, file, watch);
    return true;
  }

  /// All records of the file are in.
  void finish(std::size_t index, const LogFile& file, const ValueWatch& watch) {
    // Only now is it certain: what is ASCII so far may turn out to be anything.
    files_[index].encoding = file.text->encoding();
    warn_of_empty_columns(index, file.columns, watch);
    for (const Field field : orders_.contradictory(index)) {
      warn(index, fmt::format("column \"{}\" holds dates with the day first and with the month first; those that could "
                              "be either count as absent",
                              file.columns.name_of(field)));
    }
  }

  bool read_scans(std::size_t index) {
    LogFile file = open(index);
    ScanReader reader{index, file.columns, policy_, options_, orders_, reading_of(index)};
    Scan scan;
    return walk_rows(index, file, [&](const Record& record) {
      const auto result = reader.read(record, scan);
      if (reader.cells().survey_needed()) return false;
      if (result == ScanReader::Result::scan) join_.add(scan);
      if (reader.warning()) sink_.warning(*reader.warning());
      if (result == ScanReader::Result::rejected) join_.reject(reader.fault());
      return true;
    });
  }

  bool read_shipments(std::size_t index) {
    LogFile file = open(index);
    ShipmentReader reader{index, file.columns, policy_, options_, orders_, reading_of(index)};
    Shipment shipment;
    return walk_rows(index, file, [&](const Record& record) {
      const bool accepted = reader.read(record, shipment);
      if (reader.cells().survey_needed()) return false;
      if (accepted) {
        join_.add(shipment);
      } else {
        join_.reject(reader.fault());
      }
      return true;
    });
  }

  bool read_orders(std::size_t index) {
    LogFile file = open(index);
    if (policy_.scan_check == ScanCheck::required && !files_[index].has_first_scans && sources_.scans.empty()) {
      fault_of_file(sources_.at(index).name,
                    "has no first-scan column, and --scan-check required asks for one; or give the scans with --scans");
    }
    status_columns_.push_back(file.columns.name_of(Field::status));
    RowReader rows{index, file.columns, policy_, options_, orders_, reading_of(index)};
    const bool scans_given = !sources_.scans.empty() && policy_.scan_check != ScanCheck::off;
    FurtherItems items{file.columns, options_.extra_columns};
    OrderRow row;
    const auto take = [&](const Record& as_it_stands) {
      const Record& record = items.completed(as_it_stands);
      const auto result = rows.read(record, row);
      if (result == RowReader::Result::survey_needed) return false;
      row.scans_checked = row.scans_checked || scans_given;
      if (rows.hangs_on_shipments() && join_.may_be_shipped(row.order_id)) {
        take_both_ways(rows, record, row, result);
      } else if (result == RowReader::Result::accepted) {
        join_.accept(row, rows.warnings());
      } else {
        join_.reject(rows.fault());
      }
      return true;
    };
    const bool alone = sources_.size() == 1 && options_.extra_columns.empty() && !items.any();
    if (!alone || sink_.apart() == nullptr) return walk_rows(index, file, take);

    FileApart apart{index, file, policy_, options_, as_of_, ValueWatch{watched_columns(file.columns)}, sink_};
    const bool all_read = apart.read();
    files_[index].rows = apart.rows();
    join_.add_apart(index, apart.times(), apart.rejected());
    if (all_read) {
      finish(index, file, apart.watch());
      return true;
    }
    RecordReader rest{apart.rest(), options_.block, apart.line()};
    rest.set_dialect(file.records.dialect());
    return walk_rows(index, file, rest, apart.watch(), take);
  }

  /// A row whose status says pending or shipped, which its shipments may contradict: what it is without them was read;
  /// now what it is with them.
  void take_both_ways(RowReader& rows, const Record& record, OrderRow& row, RowReader::Result without) {
    const OrderRow unshipped = row;
    const auto warnings = rows.warnings();
    const bool scans_checked = row.scans_checked;
    const std::string status = rows.fault().value;
    const auto with = rows.read(record, row, Shipped::yes);
    row.scans_checked = scans_checked;
    if (without == RowReader::Result::accepted) {
      const bool rejected = with == RowReader::Result::rejected;
      join_.accept_pending(unshipped, warnings, rejected ? &rows.fault() : nullptr);
    } else if (with == RowReader::Result::accepted) {
      join_.accept_if_shipped(row, rows.warnings(), status);
    } else {
      join_.reject(rows.fault());
    }
  }

  void require_tracking_numbers() const {
    const bool any = std::any_of(files_.begin(), files_.end(), [](const FileFacts& file) {
      return file.role != Role::scans && file.has_tracking_numbers;
    });
    if (sources_.scans.empty() || policy_.scan_check == ScanCheck::off || any) return;
    fault_of_file(sources_.scans.front().name,
                  "the scans belong to tracking numbers, and neither a FILE nor --shipments has a column of them; name "
                  "it with --map tracking-number=COLUMN, or add --shipments FILE");
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
    if (policy_.scan_check == ScanCheck::off || !scan || watch.has_value(*scan)) return;
    const bool of_scans = files_[index].role == Role::scans;
    warn(index,
         fmt::format("the {} column \"{}\" is empty in all rows; they are judged as not scanned (--scan-check off "
                     "leaves scans out)",
                     of_scans ? "scan-time" : "first-scan", columns.names[*scan]));
  }

  void warn_of_older_file(std::size_t index) {
    const auto& latest = files_[index].latest_purchase;
    const auto end = files_.begin() + static_cast<std::ptrdiff_t>(index);
    const auto newer = std::find_if(files_.begin(), end, [&](const FileFacts& before) {
      return latest && before.latest_purchase && *latest < *before.latest_purchase;
    });
    if (newer == end) return;
    warn(index,
         fmt::format("its latest purchase is older than that of {}, which it overrides; give the older file first",
                     newer->name));
  }

  void warn(std::size_t index, std::string what) { sink_.warning({index, 0, std::move(what)}); }

  const LogSources& sources_;
  const Policy& policy_;
  const ReadingOptions& options_;
  Instant as_of_;
  LogSink& sink_;
  DateOrders& orders_;
  DateReading reading_;
  Join join_;
  std::vector<FileFacts> files_;
  std::vector<std::string> status_columns_;  // of each FILE
};

DateOrders fresh_orders(const LogSources& sources, const Policy& policy, const ReadingOptions& options) {
  DateOrders orders{options.date_order, policy.date_habit};
  for (std::size_t i = 0; i < sources.size(); ++i) orders.add_file(sources.at(i).name);
  return orders;
}

bool has_streams(const LogSources& sources) {
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (!sources.at(i).rereadable) return true;
  }
  return false;
}

}  // namespace

const Source& LogSources::at(std::size_t file) const {
  if (file < orders.size()) return orders[file];
  file -= orders.size();
  return file < shipments.size() ? shipments[file] : scans.at(file - shipments.size());
}

Role LogSources::role_of(std::size_t file) const {
  if (file < orders.size()) return Role::orders;
  return file < orders.size() + shipments.size() ? Role::shipments : Role::scans;
}

std::uint64_t LogFacts::rows() const {
  return std::accumulate(files.begin(), files.end(), std::uint64_t{0}, [](std::uint64_t sum, const FileFacts& file) {
    return file.role == Role::orders ? sum + file.rows : sum;
  });
}

std::uint64_t LogFacts::all_rows() const {
  return std::accumulate(files.begin(), files.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const FileFacts& file) { return sum + file.rows; });
}

std::uint64_t LogFacts::rejected() const {
  return std::accumulate(files.begin(), files.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const FileFacts& file) { return sum + file.rejected; });
}

bool LogFacts::has(Role role) const {
  return std::any_of(files.begin(), files.end(), [&](const FileFacts& file) { return file.role == role; });
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
  if (facts.unmatched_shipments > 0) {
    const bool one = facts.unmatched_shipments == 1;
    notes.push_back(fmt::format("{} shipment{} of {} that no FILE has.", facts.unmatched_shipments,
                                one ? " is" : "s are", one ? "an order" : "orders"));
  }
  if (facts.unmatched_scans > 0) {
    const bool one = facts.unmatched_scans == 1;
    notes.push_back(
        fmt::format("{} tracking number{} of the scans {} in no row and in no shipment that belongs to one.",
                    facts.unmatched_scans, one ? "" : "s", one ? "is" : "are"));
  }
  return notes;
}

LogFacts read_log(const LogSources& sources, const Policy& policy, const ReadingOptions& options, Instant as_of,
                  LogSink& sink) {
  // Most logs have no open dates: they are read once. A stream is gone after that, so beside one the survey comes
  // first.
  bool surveyed = options.date_order.has_value();
  bool survey_first = has_streams(sources) && sources.size() > 1 && !surveyed;
  for (;;) {
    DateOrders orders = fresh_orders(sources, policy, options);
    if (survey_first) {
      LogPass{sources, policy, options, as_of, sink, orders, DateReading::unsurveyed}.survey();
      surveyed = true;
    }
    LogPass pass{
        sources, policy, options, as_of, sink, orders, surveyed ? DateReading::surveyed : DateReading::unsurveyed};
    if (pass.run()) {
      LogFacts facts = pass.facts();
      refuse_unused_map(facts.files, options.map, policy);
      refuse_missing_extras(facts.files, options.extra_columns);
      return facts;
    }
    survey_first = true;
    sink.restart();
  }
}

}  // namespace lsr
