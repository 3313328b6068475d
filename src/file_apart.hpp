/// A FILE of which blocks are read side by side, and what they hold is told in its order.
///
///     FileApart file{0, log_file, policy, options, as_of, watched, sink};
///     file.read();
///     file.rest()                                                        // what has to be read record by record after all
///
/// Where a block did not end where its last record does, the rest of it is read once more, before the next block.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "block_rows.hpp"

namespace lsr {

class FileApart {
 public:
  /// The references must outlive it; the sink can be apart().
  FileApart(std::size_t file, LogFile&, const Policy&, const ReadingOptions&, Instant as_of, const ValueWatch&,
            LogSink&);

  /// False where rows are left that have to be read in turn: rest() has them.
  bool read();

  /// What was read so far; of its rows the sink knows all.
  [[nodiscard]] std::uint64_t rows() const { return rows_; }
  [[nodiscard]] std::uint64_t rejected() const { return rejected_; }
  [[nodiscard]] const LogTimes& times() const { return times_; }
  [[nodiscard]] const ValueWatch& watch() const { return watch_; }

  /// The FILE from the first byte on that was not read. It is no longer needed to look at after that.
  std::unique_ptr<ByteReader> rest() { return std::move(rest_); }
  /// The physical line that byte stands in.
  [[nodiscard]] std::uint64_t line() const { return line_; }

 private:
  BlockRows& reader(std::size_t worker);
  bool settle(const Block&, const BlockResult&);
  bool add(std::string_view text, const BlockResult&);

  std::size_t file_;
  const LogFile& log_;
  const Policy& policy_;
  const ReadingOptions& options_;
  Instant as_of_;
  ValueWatch unwatched_;
  LogSink& sink_;
  std::unique_ptr<BlockReader> blocks_;
  std::vector<std::optional<BlockRows>> readers_;  // one for each thread, and one for what is read again
  std::string left_;                               // of the last block, which does not end there
  bool in_turn_ = false;
  std::uint64_t line_;
  std::uint64_t rows_ = 0;
  std::uint64_t rejected_ = 0;
  LogTimes times_;
  ValueWatch watch_;
  std::unique_ptr<ByteReader> rest_;
};

}  // namespace lsr
