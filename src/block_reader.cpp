#include "block_reader.hpp"

#include <algorithm>

namespace lsr {

BlockReader::BlockReader(std::string head, std::unique_ptr<ByteReader> source, const Dialect& dialect,
                         std::size_t columns, std::size_t block)
    : waiting_(std::move(head)),
      source_(std::move(source)),
      columns_(columns),
      block_(block),
      index_(dialect, best_instructions()) {}

bool BlockReader::next(Block& block) {
  if (ended_ || failure_) return false;
  // What waits goes to the end of the pages before those that are read into. The head is a block of its own.
  const std::size_t begin = PageBuffer::whole_pages(waiting_.size());
  const std::size_t wanted = at_head_ && !waiting_.empty() ? 0 : block_;
  const auto memory = block.buffer.of(begin + wanted);
  char* const first = memory.data() + (begin - waiting_.size());
  std::copy(waiting_.begin(), waiting_.end(), first);
  const std::size_t got = wanted == 0 ? 0 : read_source(memory.subspan(begin, wanted));
  std::string_view text{first, waiting_.size() + got};
  ended_ = wanted != 0 && got == 0 && !failure_;
  at_head_ = false;
  if (!ended_ && !failure_) {
    const std::size_t end = end_of_records(text);
    waiting_ = text.substr(end);
    text = text.substr(0, end);
  } else {
    waiting_.clear();
  }
  block.text = text;
  block.last = ended_;
  block.broken = failure_ != nullptr;
  return true;
}

std::size_t BlockReader::read_source(std::span<char> into) {
  try {
    return source_->read(into);
  } catch (...) {
    failure_ = std::current_exception();
    return 0;
  }
}

std::size_t BlockReader::read(std::span<char> into) {
  if (waiting_.empty() && failure_) std::rethrow_exception(failure_);
  if (waiting_.empty()) return ended_ ? 0 : source_->read(into);
  const std::size_t size = std::min(into.size(), waiting_.size());
  std::copy_n(waiting_.data(), size, into.data());
  waiting_.erase(0, size);
  return size;
}

/// Behind the last line that is a record by itself; where none of the last lines is one, behind the last of them.
std::size_t BlockReader::end_of_records(std::string_view text) {
  constexpr int most_lines = 64;
  constexpr std::size_t most_bytes = std::size_t{1} << 16;
  const auto last = text.rfind('\n');
  if (last == std::string_view::npos) return text.size();
  const std::size_t least = text.size() - std::min(text.size(), most_bytes);
  auto end = last;
  for (int lines = 0; lines < most_lines && end > least; ++lines) {
    const auto before = text.rfind('\n', end - 1);
    if (before == std::string_view::npos) break;
    if (is_record(text.substr(before + 1, end - before))) return end + 1;
    end = before;
  }
  return last + 1;
}

bool BlockReader::is_record(std::string_view line) {
  index_.begin(line, 0);
  while (index_.go_on(std::size_t{1} << 12)) {
  }
  return !index_.stopped() && index_.ends().size() == columns_ && index_.line_ends() == 1 &&
         index_.inner_line_ends().empty();
}

}  // namespace lsr
