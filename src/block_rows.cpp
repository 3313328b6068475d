#include "block_rows.hpp"

#include <algorithm>
#include <utility>

namespace lsr {

namespace {

DateOrders orders_of_nothing(std::size_t files, const Policy& policy) {
  DateOrders orders{std::nullopt, policy.date_habit};
  for (std::size_t i = 0; i < files; ++i) orders.add_file({});
  return orders;
}

/// Rejects wait until their block's turn has come, and are larger than what is rejected. Where there are many, what
/// follows is read in turn.
bool has_too_many_rejects(BlockResult& result) {
  constexpr std::uint64_t most = 4096;
  result.in_turn = result.in_turn || result.rejected > most;
  return result.in_turn;
}

}  // namespace

BlockRows::BlockRows(std::size_t file, const LogFile& log, const Policy& policy, const ReadingOptions& options,
                     Instant as_of, ValueWatch watch)
    : file_(file),
      columns_(log.columns.names.size()),
      as_of_(as_of),
      watch_(std::move(watch)),
      no_orders_(orders_of_nothing(file + 1, policy)),
      plain_(log.records.dialect(), log.columns.names.size(), best_instructions()),
      cutter_(log.records.dialect()),
      kinds_(log.columns, log.role, log.records.dialect(), options.date_order),
      plain_rows_(log.columns, policy, options),
      rows_(file, log.columns, policy, options, no_orders_, DateReading::apart) {}

BlockResult BlockRows::read(const Block& block, std::unique_ptr<LogSink> sink) {
  BlockResult result{std::move(sink), 0, 0, 0, 0, block.broken, {}, watch_};
  if (block.broken) return result;
  line_ = 1;
  plain_.begin(block.text, 0);
  cutter_.restart(block.text, block.last, line_);
  careful_ = 1;
  while (read_plain_records(result) == Step::on && plain_.place() < block.text.size() &&
         read_careful_records(block.text, result) == Step::on) {
  }
  result.lines = line_ - 1;
  return result;
}

BlockRows::Step BlockRows::read_plain_records(BlockResult& result) {
  while (const std::size_t count = plain_.take(PlainRows::most)) {
    careful_ = 1;
    plain_rows_.read(plain_, count, line_);
    for (std::size_t i = 0; i < count;) {
      const std::size_t plain = plain_rows_.plain_from(i);
      take_plain_rows(i, plain, result);
      i += plain;
      line_ += plain;
      if (i == count) break;
      if (take_plain_record(i, result) == Step::stop) {
        result.unread = plain_.begin_of(i);
        return Step::stop;
      }
      ++i;
      ++line_;
      if (has_too_many_rejects(result)) {
        result.unread = i < count ? plain_.begin_of(i) : plain_.place();
        return Step::stop;
      }
    }
  }
  result.unread = plain_.place();
  return Step::on;
}

void BlockRows::take_plain_rows(std::size_t first, std::size_t count, BlockResult& result) {
  if (count == 0) return;
  const PlainStretch rows{plain_rows_.rows(), first, first + count};
  for (std::size_t i = rows.begin; i < rows.end && !result.watch.saw_all(); ++i) {
    result.watch.look([&](std::size_t column) { return plain_.column(column).text(i); });
  }
  result.times.note(rows, as_of_);
  result.rows += count;
  result.sink->plain_rows(rows, file_);
}

/// A record that is plain, though its row is not.
BlockRows::Step BlockRows::take_plain_record(std::size_t record, BlockResult& result) {
  record_.line = line_;
  record_.cells.clear();
  for (std::size_t i = 0; i < columns_; ++i) record_.cells.push_back(plain_.cell(record, i));
  return take(record_, kinds_.of(record_), result);
}

/// Where one record is not plain, often many are: the more of them there were, the more are read before the index is
/// asked again.
BlockRows::Step BlockRows::read_careful_records(std::string_view text, BlockResult& result) {
  constexpr std::size_t most = 64;
  const std::size_t count = std::exchange(careful_, std::min(2 * careful_, most));
  for (std::size_t i = 0; i < count && result.unread < text.size(); ++i) {
    if (read_careful_record(text, result) == Step::stop) return Step::stop;
  }
  plain_.begin(text, result.unread);
  return Step::on;
}

BlockRows::Step BlockRows::read_careful_record(std::string_view text, BlockResult& result) {
  cutter_.go_on_at(text.data() + result.unread, line_);
  const Record* const record = cutter_.next();
  if (record == nullptr) return Step::stop;
  const auto kind = kinds_.of(*record);
  if (kind == RecordKinds::Kind::fault && kinds_.only_first_line()) cutter_.retreat();
  if (!cutter_.go_to_next() || take(*record, kind, result) == Step::stop) return Step::stop;
  line_ = cutter_.line();
  result.unread = static_cast<std::size_t>(cutter_.at() - text.data());
  return has_too_many_rejects(result) ? Step::stop : Step::on;
}

BlockRows::Step BlockRows::take(const Record& record, RecordKinds::Kind kind, BlockResult& result) {
  switch (kind) {
    case RecordKinds::Kind::blank: return Step::on;
    case RecordKinds::Kind::repeated_header:
      result.sink->warning({file_, record.line, repeated_header_warning()});
      return Step::on;
    case RecordKinds::Kind::fault:
      ++result.rows;
      ++result.rejected;
      result.sink->reject({file_, record.line, {}, kinds_.what(), {}, {}, {}});
      return Step::on;
    case RecordKinds::Kind::row: break;
  }
  return take_row(record, result);
}

BlockRows::Step BlockRows::take_row(const Record& record, BlockResult& result) {
  const auto read = rows_.read(record, row_);
  if (read == RowReader::Result::survey_needed) {
    result.in_turn = true;
    return Step::stop;
  }
  result.watch.look([&](std::size_t column) { return record.cells[column].raw; });
  ++result.rows;
  if (read == RowReader::Result::accepted) {
    for (const auto& warning : rows_.warnings()) result.sink->warning(warning);
    result.times.note(row_, as_of_);
    result.sink->row({&row_, 1});
  } else {
    ++result.rejected;
    result.sink->reject(rows_.fault());
  }
  return Step::on;
}

}  // namespace lsr
