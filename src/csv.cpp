#include "lsr/csv.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>

namespace lsr {

namespace {

constexpr char quote = '"';

/// Eight bytes at once: a byte of the result has its top bit set where `word` holds `byte` (and, above the first such
/// place, perhaps elsewhere: only the lowest hit is exact, which is all that is asked for).
std::uint64_t places_of(std::uint64_t word, std::uint64_t byte_in_all_places) {
  const std::uint64_t difference = word ^ byte_in_all_places;
  return (difference - 0x0101010101010101U) & ~difference & 0x8080808080808080U;
}

constexpr std::uint64_t in_all_places(char byte) {
  return 0x0101010101010101U * static_cast<unsigned char>(byte);
}

/// The first of three bytes at or after `at`; `end` where there is none.
class FirstOf {
 public:
  FirstOf(char a, char b, char c)
      : bytes_{a, b, c}, all_{in_all_places(a), in_all_places(b), in_all_places(c)} {}

  const char* operator()(const char* at, const char* end) const {
    if constexpr (std::endian::native == std::endian::little) {
      for (; end - at >= 8; at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, sizeof word);
        const auto hits = places_of(word, all_[0]) | places_of(word, all_[1]) | places_of(word, all_[2]);
        if (hits != 0) return at + std::countr_zero(hits) / 8;
      }
    }
    while (at != end && *at != bytes_[0] && *at != bytes_[1] && *at != bytes_[2]) ++at;
    return at;
  }

 private:
  std::array<char, 3> bytes_;
  std::array<std::uint64_t, 3> all_;
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
      : at_(begin), end_(end), source_ended_(source_ended), dialect_(dialect), record_(into) {
    record_.cells.clear();
    record_.quoted_lines.clear();
    record_.fault = ShapeFault::none;
  }

  Result run() {
    const FirstOf separator{dialect_.delimiter, '\n', '\r'};
    for (;;) {
      if (dialect_.quoting && at_ != end_ && *at_ == quote) {
        const Result result = quoted_cell();
        if (result != Result::complete) return result;
      } else {
        const char* const cell = at_;
        at_ = separator(at_, end_);
        record_.cells.push_back({{cell, static_cast<std::size_t>(at_ - cell)}, false});
      }
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

  Result quoted_cell() {
    static const FirstOf interesting{quote, '\n', '\r'};
    const char* const cell = at_ + 1;
    bool doubled = false;
    at_ = cell;
    for (;;) {
      at_ = interesting(at_, end_);
      if (at_ == end_) return source_ended_ ? fault(ShapeFault::unclosed_quote) : Result::needs_more;
      if (*at_ != quote) {
        const auto past = past_line_end(at_, end_, source_ended_);
        if (!past) return Result::needs_more;
        if (inner_line_ != nullptr) close_inner_line(at_);
        at_ = inner_line_ = *past;
        continue;
      }
      if (at_ + 1 == end_ && !source_ended_) return Result::needs_more;
      if (at_ + 1 != end_ && at_[1] == quote) {
        doubled = true;
        at_ += 2;
        continue;
      }
      record_.cells.push_back({{cell, static_cast<std::size_t>(at_ - cell)}, doubled});
      ++at_;
      const bool well_closed = at_ == end_ || *at_ == dialect_.delimiter || is_line_end(*at_);
      return well_closed ? Result::complete : fault(ShapeFault::text_after_quote);
    }
  }

  const char* at_;
  const char* end_;
  bool source_ended_;
  const Dialect& dialect_;
  Record& record_;
  const char* inner_line_ = nullptr;
  const char* content_end_ = nullptr;
};

}  // namespace

std::string_view text_of(const Cell& cell, std::string& scratch) {
  if (!cell.doubled) return cell.raw;
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
    const char* const line_end = FirstOf{'\n', '\r', '\n'}(begin, end);
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
