/// The rows of one block of a FILE, read apart from the rest of it: what order_log.hpp does with a file, as far as it
/// can be done without knowing what stands before.
///
///     BlockRows rows{0, file, policy, options, as_of, watched};          // one for each thread
///     BlockResult result = rows.read(block, sink.apart());
///     result.unread                                                      // where it had to stop; the block's end if not
///
/// Plain rows take the short way (plain_row_reader.hpp), the others the same one as everywhere.
///
/// Edges: lines are counted from 1 at the block's beginning. Reading stops before a record that goes on behind the
/// block, before one with a date as 03/04/2026, whose order only the rows before it can settle, and where there is so
/// much to complain about that telling it later would take more memory than the rows.
#pragma once

#include <cstdint>
#include <memory>

#include "block_reader.hpp"
#include "log_file.hpp"
#include "log_times.hpp"
#include "lsr/order_log.hpp"
#include "plain_records.hpp"
#include "plain_row_reader.hpp"
#include "record_cutter.hpp"
#include "value_watch.hpp"

namespace lsr {

struct BlockResult {
  std::unique_ptr<LogSink> sink;  ///< what the rows were told to
  std::uint64_t rows = 0;         ///< records, rejected ones among them
  std::uint64_t rejected = 0;
  std::uint64_t lines = 0;  ///< physical lines that were read
  std::size_t unread = 0;   ///< from here on the block was not read
  bool in_turn = false;     ///< because the next record has to be read in turn
  LogTimes times;
  ValueWatch watch;
};

class BlockRows {
 public:
  /// The references must outlive it.
  BlockRows(std::size_t file, const LogFile&, const Policy&, const ReadingOptions&, Instant as_of, ValueWatch);

  BlockRows(const BlockRows&) = delete;
  BlockRows& operator=(const BlockRows&) = delete;
  BlockRows(BlockRows&&) = delete;
  BlockRows& operator=(BlockRows&&) = delete;
  ~BlockRows() = default;

  BlockResult read(const Block&, std::unique_ptr<LogSink> sink);

 private:
  enum class Step : std::uint8_t { on, stop };

  Step read_careful_records(std::string_view text, BlockResult&);
  Step read_plain_records(BlockResult&);
  Step take_plain_record(std::size_t record, BlockResult&);
  Step read_careful_record(std::string_view text, BlockResult&);
  Step take(const Record&, RecordKinds::Kind, BlockResult&);
  Step take_row(const Record&, BlockResult&);
  void take_plain_rows(std::size_t first, std::size_t count, BlockResult&);

  std::size_t file_;
  std::size_t columns_;
  Instant as_of_;
  ValueWatch watch_;
  DateOrders no_orders_;
  PlainRecords plain_;
  RecordCutter cutter_;
  RecordKinds kinds_;
  PlainRowReader plain_rows_;
  RowReader rows_;
  OrderRow row_;
  Record record_;
  std::size_t careful_ = 1;  // records that are read carefully before the next look at plain ones
  std::uint64_t line_ = 1;
};

}  // namespace lsr
