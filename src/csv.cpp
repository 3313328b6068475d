#include "lsr/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "lsr/encoding.hpp"
#include "lsr/error.hpp"
#include "page_buffer.hpp"
#include "record_cutter.hpp"

namespace lsr {

namespace {

constexpr char quote = '"';

/// How many lines end in the text, CRLF counting as one.
std::uint64_t line_ends(std::string_view text) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool second_half = text[i] == '\n' && i > 0 && text[i - 1] == '\r';
    if ((text[i] == '\n' || text[i] == '\r') && !second_half) ++count;
  }
  return count;
}

}  // namespace

std::string_view delimiter_name(char delimiter) {
  switch (delimiter) {
    case '\t': return "tab";
    case ';': return "semicolon";
    case '|': return "pipe";
    default: return "comma";
  }
}

std::string_view undoubled(const Cell& cell, std::string& scratch) {
  scratch.clear();
  for (std::size_t i = 0; i < cell.raw.size(); ++i) {
    scratch.push_back(cell.raw[i]);
    if (cell.raw[i] == quote) ++i;
  }
  return scratch;
}

// The unread end of a block is moved to just before the place where the next block is read, so that blocks always
// land at the same address and only a record's beginning is copied. It is never longer than the longest record, a
// line end, and the byte that shows a record to be too long.
constexpr std::size_t room = PageBuffer::whole_pages(longest_record + 4);

RecordReader::RecordReader(std::unique_ptr<ByteReader> source, std::size_t block, std::uint64_t first_line)
    : source_(std::move(source)),
      block_(block),
      buffer_(std::make_unique<PageBuffer>()),
      end_(room),
      cutter_(std::make_unique<RecordCutter>(Dialect{}, first_line)) {
  cutter_->look_at(std::string_view{buffer_->of(room + block).data(), room}.substr(room), false);
}
RecordReader::RecordReader(RecordReader&&) noexcept = default;
RecordReader::~RecordReader() = default;

std::string_view RecordReader::unread() const {
  return {cutter_->at(), static_cast<std::size_t>(buffer_->data() + end_ - cutter_->at())};
}

bool RecordReader::refill() {
  if (source_ended_) return false;
  const std::string_view rest = unread();
  std::memmove(buffer_->data() + room - rest.size(), rest.data(), rest.size());
  const std::size_t begin = room - rest.size();
  end_ = room;
  cutter_->look_at({buffer_->data() + begin, rest.size()}, false);
  const std::size_t got = read_block();
  end_ += got;
  source_ended_ = got == 0;
  cutter_->look_at({buffer_->data() + begin, end_ - begin}, source_ended_);
  return got != 0;
}

std::size_t RecordReader::read_block() {
  // Often only the header is wanted here, and what follows is read in another way.
  constexpr std::size_t first_block = std::size_t{1} << 16;
  const std::size_t size = std::exchange(at_beginning_, false) ? std::min(block_, first_block) : block_;
  try {
    return source_->read({buffer_->data() + room, size});
  } catch (const TextFault& fault) {
    // What could be decoded was handed out before: the line goes on, or begins, behind it.
    throw Error{Error::Kind::input,
                fmt::format("{}:{}: {}", fault.name, cutter_->line() + line_ends(unread()), fault.what())};
  }
}

std::string_view RecordReader::peek(std::size_t wanted) {
  while (unread().size() < wanted && refill()) {
  }
  return unread();
}

void RecordReader::skip(std::size_t bytes) { cutter_->look_at(unread().substr(bytes), source_ended_); }

void RecordReader::set_dialect(const Dialect& dialect) { cutter_->set_dialect(dialect); }

const Dialect& RecordReader::dialect() const { return cutter_->dialect(); }

const Record* RecordReader::next() {
  for (;;) {
    if (const Record* record = cutter_->next()) return record;
    // At the source's end the cutter is asked once more: what it waited for will not come.
    if (!refill() && unread().empty()) return nullptr;
  }
}

void RecordReader::retreat() { cutter_->retreat(); }

RecordReader::Rest RecordReader::take_rest() {
  return {std::string{unread()}, std::move(source_), source_ended_, cutter_->line()};
}

}  // namespace lsr
