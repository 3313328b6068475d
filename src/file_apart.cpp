#include "file_apart.hpp"

#include <algorithm>
#include <utility>

#include "in_order.hpp"

namespace lsr {

namespace {

/// A text, and what comes behind it.
class Chain : public ByteReader {
 public:
  Chain(std::string text, std::unique_ptr<ByteReader> behind) : text_(std::move(text)), behind_(std::move(behind)) {}

  std::size_t read(std::span<char> into) override {
    const std::size_t size = std::min(into.size(), text_.size() - at_);
    if (size == 0) return behind_->read(into);
    std::copy_n(text_.data() + at_, size, into.data());
    at_ += size;
    return size;
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
  std::unique_ptr<ByteReader> behind_;
};

}  // namespace

FileApart::FileApart(std::size_t file, LogFile& log, const Policy& policy, const ReadingOptions& options, Instant as_of,
                     const ValueWatch& watch, LogSink& sink)
    : file_(file),
      log_(log),
      policy_(policy),
      options_(options),
      as_of_(as_of),
      unwatched_(watch),
      sink_(sink),
      watch_(watch) {
  RecordReader::Rest rest = log.records.take_rest();
  line_ = rest.line;
  // What is in memory already is not worth another thread.
  const unsigned threads = rest.ended ? 1 : std::max(1U, options.threads);
  readers_ = std::vector<std::optional<BlockRows>>(threads + 1);
  blocks_ = std::make_unique<BlockReader>(std::move(rest.head), std::move(rest.source), log.records.dialect(),
                                          log.columns.names.size(), options.block);
}

bool FileApart::read() {
  const auto unsettled = run_in_order<Block, BlockResult>(
      {static_cast<unsigned>(readers_.size() - 1), options_.blocks_alone},
      [&](Block& block) { return blocks_->next(block); },
      [&](const Block& block, unsigned worker) { return reader(worker).read(block, sink_.apart()); },
      [&](const Block& block, const BlockResult& result) { return settle(block, result); });
  if (!in_turn_) return true;
  for (const Block& block : unsettled) left_ += block.text;
  rest_ = std::make_unique<Chain>(std::move(left_), std::move(blocks_));
  return false;
}

/// Made when it is first used: a small file does not need one for each of many cores.
BlockRows& FileApart::reader(std::size_t worker) {
  auto& reader = readers_[worker];
  if (!reader) reader.emplace(file_, log_, policy_, options_, as_of_, unwatched_);
  return *reader;
}

bool FileApart::settle(const Block& block, const BlockResult& result) {
  if (left_.empty()) return add(block.text, result);
  Block whole;
  const std::string text = std::exchange(left_, {}).append(block.text);
  whole.text = text;
  whole.last = block.last;
  whole.broken = block.broken;
  return add(text, reader(readers_.size() - 1).read(whole, sink_.apart()));
}

bool FileApart::add(std::string_view text, const BlockResult& result) {
  sink_.add_block(*result.sink, line_);
  line_ += result.lines;
  rows_ += result.rows;
  rejected_ += result.rejected;
  times_ += result.times;
  watch_.add(result.watch);
  left_ = text.substr(result.unread);
  // No record is longer. What has no end is not read again and again, but record by record, as it comes.
  in_turn_ = result.in_turn || left_.size() > longest_record + options_.block;
  return !in_turn_;
}

}  // namespace lsr
