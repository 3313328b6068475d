#include "lsr/csv.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>

namespace lsr {

namespace {

constexpr char quote = '"';

/// Which of up to 64 bytes are worth stopping at: bit i stands for byte i. Compares run in vectors where the machine
/// has them; the multiplication gathers eight bytes of 0 or 1 into eight bits.
class Marks {
 public:
  Marks(char a, char b, char c, char d) : bytes_{a, b, c, d} {}

  [[nodiscard]] std::uint64_t in(const char* at, std::size_t size) const {
    if (size == width) return of(at);
    std::array<char, width> text{};
    std::memcpy(text.data(), at, size);
    return of(text.data()) & ((std::uint64_t{1} << size) - 1);
  }

  static constexpr std::size_t width = 64;

 private:
  [[nodiscard]] std::uint64_t of(const char* at) const {
    std::array<std::uint8_t, width> hit;
    for (std::size_t i = 0; i < width; ++i) {
      hit[i] = static_cast<std::uint8_t>((at[i] == bytes_[0]) | (at[i] == bytes_[1]) | (at[i] == bytes_[2]) |
                                         (at[i] == bytes_[3]));
    }
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < width; i += 8) bits |= gathered(&hit[i]) << i;
    return bits;
  }

  static std::uint64_t gathered(const std::uint8_t* eight) {
    std::uint64_t word = 0;
    if constexpr (std::endian::native == std::endian::little) {
      std::memcpy(&word, eight, sizeof word);
    } else {
      for (std::size_t i = 8; i-- > 0;) word = word << 8U | eight[i];
    }
    return (word * 0x0102040810204080U) >> 56U;
  }

  std::array<char, 4> bytes_;
};

/// Goes from one mark to the next.
class MarkWalk {
 public:
  MarkWalk(const Marks& marks, const char* begin, const char* end) : marks_(marks), block_(begin), end_(end) { load(); }

  /// The next marked byte, or the end.
  const char* next() {
    while (bits_ == 0) {
      if (block_ == end_) return end_;
      block_ += loaded_;
      load();
    }
    const char* const mark = block_ + std::countr_zero(bits_);
    bits_ &= bits_ - 1;
    return mark;
  }

 private:
  void load() {
    loaded_ = std::min(Marks::width, static_cast<std::size_t>(end_ - block_));
    bits_ = marks_.in(block_, loaded_);
  }

  const Marks& marks_;
  const char* block_;
  const char* end_;
  std::size_t loaded_ = 0;
  std::uint64_t bits_ = 0;
};

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

/// Past a line end, CRLF counting as one. Nothing where a CR stands last and the LF may be yet to come.
std::optional<const char*> past_line_end(const char* at, const char* end, bool source_ended) {
  if (*at == '\n') return at + 1;
  if (at + 1 == end) return source_ended ? std::optional{at + 1} : std::nullopt;
  return at + (at[1] == '\n' ? 2 : 1);
}

/// Reads one record, from its first byte on, in what is buffered so far.
class Scan {
 public:
  enum class Result : std::uint8_t { complete, faulty, needs_more };

  Scan(const char* begin, const char* end, bool source_ended, const Dialect& dialect, Record& into)
      : at_(begin),
        end_(end),
        source_ended_(source_ended),
        dialect_(dialect),
        marks_{dialect.delimiter, '\n', '\r', dialect.quoting ? quote : '\n'},
        walk_{marks_, begin, end},
        record_(into) {
    record_.cells.clear();
    record_.quoted_lines.clear();
    record_.fault = ShapeFault::none;
  }

  Result run() {
    for (;;) {
      const bool quoted = dialect_.quoting && at_ != end_ && *at_ == quote;
      const Result cell = quoted ? quoted_cell() : plain_cell();
      if (cell != Result::complete) return cell;
      if (at_ == end_) return source_ended_ ? ended(at_) : Result::needs_more;
      if (is_line_end(*at_)) {
        const char* const content_end = at_;
        const auto past = past_line_end(at_, end_, source_ended_);
        if (!past) return Result::needs_more;
        at_ = *past;
        return ended(content_end);
      }
      ++at_;
    }
  }

  /// Where the next record begins, and where this one ends or goes wrong, before its line end.
  [[nodiscard]] const char* next() const { return at_; }
  [[nodiscard]] const char* content_end() const { return content_end_; }

 private:
  Result ended(const char* content_end) {
    content_end_ = content_end;
    if (inner_line_ != nullptr) close_inner_line(content_end);
    return Result::complete;
  }

  Result fault(ShapeFault fault) {
    content_end_ = at_;
    record_.fault = fault;
    record_.cells.clear();
    return Result::faulty;
  }

  void close_inner_line(const char* line_end) {
    record_.quoted_lines.emplace_back(inner_line_, static_cast<std::size_t>(line_end - inner_line_));
  }

  void add_cell(const char* begin, bool doubled) {
    record_.cells.push_back({{begin, static_cast<std::size_t>(at_ - begin)}, doubled});
  }

  /// Up to the next delimiter or line end; a quote in between is a plain character.
  Result plain_cell() {
    const char* const cell = at_;
    do {
      at_ = walk_.next();
    } while (at_ != end_ && *at_ == quote && dialect_.quoting);
    add_cell(cell, false);
    return Result::complete;
  }

  /// From an opening quote, which was not walked over yet, to the byte after the closing one.
  Result quoted_cell() {
    const char* const cell = at_ + 1;
    bool doubled = false;
    walk_.next();
    for (;;) {
      at_ = walk_.next();
      if (at_ == end_) return source_ended_ ? fault(ShapeFault::unclosed_quote) : Result::needs_more;
      if (is_line_end(*at_)) {
        const auto past = past_line_end(at_, end_, source_ended_);
        if (!past) return Result::needs_more;
        if (inner_line_ != nullptr) close_inner_line(at_);
        inner_line_ = *past;
        if (*past - at_ == 2) walk_.next();
        continue;
      }
      if (*at_ != quote) continue;
      if (at_ + 1 == end_ && !source_ended_) return Result::needs_more;
      if (at_ + 1 != end_ && at_[1] == quote) {
        doubled = true;
        walk_.next();
        continue;
      }
      add_cell(cell, doubled);
      ++at_;
      const bool well_closed = at_ == end_ || *at_ == dialect_.delimiter || is_line_end(*at_);
      if (!well_closed) return fault(ShapeFault::text_after_quote);
      walk_.next();
      return Result::complete;
    }
  }

  const char* at_;
  const char* end_;
  bool source_ended_;
  const Dialect& dialect_;
  Marks marks_;
  MarkWalk walk_;  // past all marks up to at_, and past at_ itself between cells
  Record& record_;
  const char* inner_line_ = nullptr;
  const char* content_end_ = nullptr;
};

}  // namespace

std::string_view undoubled(const Cell& cell, std::string& scratch) {
  scratch.clear();
  for (std::size_t i = 0; i < cell.raw.size(); ++i) {
    scratch.push_back(cell.raw[i]);
    if (cell.raw[i] == quote) ++i;
  }
  return scratch;
}

Record read_alone(std::string_view text, const Dialect& dialect) {
  Record record;
  record.line = 1;
  Scan{text.data(), text.data() + text.size(), true, dialect, record}.run();
  return record;
}

// The unread end of a block is moved to just before the place where the next block is read, so that blocks always
// land at the same address and only a record's beginning is copied. It is never longer than the longest record, a
// line end, and the byte that shows a record to be too long.
constexpr std::size_t room = longest_record + 4;

RecordReader::RecordReader(std::unique_ptr<ByteReader> source, std::size_t block)
    : source_(std::move(source)), block_(block), buffer_(room + block), at_(room), end_(room) {}

bool RecordReader::refill() {
  if (source_ended_) return false;
  const std::size_t unread = end_ - at_;
  std::memmove(buffer_.data() + room - unread, buffer_.data() + at_, unread);
  at_ = room - unread;
  const std::size_t got = source_->read({buffer_.data() + room, block_});
  end_ = room + got;
  source_ended_ = got == 0;
  return got != 0;
}

std::string_view RecordReader::peek(std::size_t wanted) {
  while (end_ - at_ < wanted && refill()) {
  }
  return {buffer_.data() + at_, end_ - at_};
}

const Record* RecordReader::next() {
  for (;;) {
    if (at_ == end_ && !refill()) return nullptr;
    const char* const begin = buffer_.data() + at_;
    Scan scan{begin, buffer_.data() + end_, source_ended_, dialect_, record_};
    const Scan::Result result = scan.run();

    record_.line = line_;
    begin_ = at_;
    if (result == Scan::Result::needs_more) {
      if (end_ - at_ <= longest_record + 1) {
        refill();
        continue;
      }
      record_.fault = ShapeFault::too_long;
    } else if (static_cast<std::size_t>(scan.content_end() - begin) > longest_record) {
      record_.fault = ShapeFault::too_long;
    } else if (result == Scan::Result::complete) {
      at_ += static_cast<std::size_t>(scan.next() - begin);
      line_ += 1 + record_.quoted_lines.size();
      return &record_;
    }
    record_.cells.clear();
    resume_after_first_line();
    return &record_;
  }
}

void RecordReader::retreat() {
  at_ = begin_;
  line_ = record_.line;
  resume_after_first_line();
}

void RecordReader::resume_after_first_line() {
  for (;;) {
    const char* const begin = buffer_.data() + at_;
    const char* const end = buffer_.data() + end_;
    const char* const line_end = std::find_if(begin, end, is_line_end);
    at_ += static_cast<std::size_t>(line_end - begin);
    if (line_end != end) {
      if (const auto past = past_line_end(line_end, end, source_ended_)) {
        at_ += static_cast<std::size_t>(*past - line_end);
        ++line_;
        return;
      }
    }
    if (!refill() && at_ == end_) return;
  }
}

}  // namespace lsr
