#include "record_cutter.hpp"

#include <algorithm>
#include <optional>

#include "marks.hpp"

namespace lsr {

namespace {

constexpr char quote = '"';

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

/// Past a line end, CRLF counting as one. Nothing where a CR stands last and the LF may be yet to come.
std::optional<const char*> past_line_end(const char* at, const char* end, bool source_ended) {
  if (*at == '\n') return at + 1;
  if (at + 1 == end) return source_ended ? std::optional{at + 1} : std::nullopt;
  return at + (at[1] == '\n' ? 2 : 1);
}

enum class ScanResult : std::uint8_t { complete, faulty, needs_more };

/// Where a scan went.
struct Scanned {
  ScanResult result;
  const char* end;   ///< of the record, before its line end; or where it goes wrong
  const char* next;  ///< past its line end
};

/// Lines that, read from inside quotes, are known to lead to a fault of shape. What follows such a line is the same
/// whichever record runs into it, so that a scan goes on at the last of them: a file in which every line opens a quote
/// is not read to its end once for each of its lines.
struct Doomed {
  const std::vector<std::uint64_t>* lines = nullptr;  ///< where in the source they begin; sorted
  const char* begin = nullptr;                        ///< of the record …
  std::uint64_t offset = 0;                           ///< … and where in the source that is

  /// The last of the doomed lines, if the one that begins at `line` is one of them; else `line`.
  [[nodiscard]] const char* shortcut(const char* line) const {
    if (lines == nullptr || lines->empty()) return line;
    const std::uint64_t at = offset + static_cast<std::uint64_t>(line - begin);
    if (!std::binary_search(lines->begin(), lines->end(), at)) return line;
    return line + (lines->back() - at);
  }
};

/// Reads one record, from its first byte on, in what is buffered so far. What it goes through is kept in locals: this
/// is where the time goes.
class RecordScan {
 public:
  RecordScan(const char* end, bool source_ended, const Dialect& dialect, const Doomed& doomed, Record& into)
      : end_(end), source_ended_(source_ended), dialect_(dialect), doomed_(doomed), record_(into) {
    record_.cells.clear();
    record_.quoted_lines.clear();
    record_.fault = ShapeFault::none;
  }

  Scanned run(const char* at) {
    const bool quoting = dialect_.quoting;
    const Marks marks{dialect_.delimiter, '\n', '\r', quoting ? quote : '\n'};
    MarkWalk walk{marks, at, end_};
    for (;;) {
      if (quoting && at != end_ && *at == quote) {
        at = quoted_cell(at, walk);
        if (stopped_) return *stopped_;
      } else {
        const char* const cell = at;
        do {
          at = walk.next();
        } while (quoting && at != end_ && *at == quote);
        record_.cells.push_back({{cell, static_cast<std::size_t>(at - cell)}, false});
      }
      if (at == end_ || *at != dialect_.delimiter) return at_record_end(at);
      ++at;
    }
  }

  /// Then the record's cells and lines are not all there.
  [[nodiscard]] bool took_shortcut() const { return took_shortcut_; }

 private:
  Scanned at_record_end(const char* at) {
    if (at == end_ && !source_ended_) return needs_more();
    const auto past = at == end_ ? std::optional{at} : past_line_end(at, end_, source_ended_);
    if (!past) return needs_more();
    if (inner_line_ != nullptr) close_inner_line(at);
    return {ScanResult::complete, at, *past};
  }

  [[nodiscard]] Scanned needs_more() const { return {ScanResult::needs_more, end_, end_}; }

  /// What quoted_cell returns where the record does not go on after it.
  const char* stop(const char* at, const Scanned& how) {
    stopped_ = how;
    return at;
  }
  const char* fault(const char* at, ShapeFault fault) {
    if (inner_line_ != nullptr) close_inner_line(at);
    record_.fault = fault;
    record_.cells.clear();
    return stop(at, {ScanResult::faulty, at, at});
  }

  void close_inner_line(const char* line_end) {
    record_.quoted_lines.emplace_back(inner_line_, static_cast<std::size_t>(line_end - inner_line_));
  }

  /// From an opening quote, which was not walked over yet, to the byte after the closing one, which was.
  const char* quoted_cell(const char* at, MarkWalk& walk) {
    const char* const cell = at + 1;
    bool doubled = false;
    walk.next();
    for (;;) {
      at = walk.next();
      if (at == end_) {
        return source_ended_ ? fault(at, ShapeFault::unclosed_quote) : stop(at, needs_more());
      }
      if (is_line_end(*at)) {
        const auto past = past_line_end(at, end_, source_ended_);
        if (!past) return stop(at, needs_more());
        if (inner_line_ != nullptr) close_inner_line(at);
        inner_line_ = doomed_.shortcut(*past);
        if (inner_line_ != *past) {
          took_shortcut_ = true;
          walk.restart(inner_line_);
        } else if (*past - at == 2) {
          walk.next();
        }
        continue;
      }
      if (*at != quote) continue;
      if (at + 1 == end_ && !source_ended_) return stop(at, needs_more());
      if (at + 1 != end_ && at[1] == quote) {
        doubled = true;
        walk.next();
        continue;
      }
      record_.cells.push_back({{cell, static_cast<std::size_t>(at - cell)}, doubled});
      ++at;
      const bool well_closed = at == end_ || *at == dialect_.delimiter || is_line_end(*at);
      if (!well_closed) return fault(at, ShapeFault::text_after_quote);
      walk.next();
      return at;
    }
  }

  const char* end_;
  bool source_ended_;
  const Dialect& dialect_;
  const Doomed& doomed_;
  Record& record_;
  const char* inner_line_ = nullptr;
  std::optional<Scanned> stopped_;
  bool took_shortcut_ = false;
};

}  // namespace

Record read_alone(std::string_view text, const Dialect& dialect) {
  Record record;
  record.line = 1;
  RecordScan{text.data() + text.size(), true, dialect, Doomed{}, record}.run(text.data());
  return record;
}

void RecordCutter::look_at(std::string_view unread, bool ended) {
  at_ = unread.data();
  end_ = at_ + unread.size();
  ended_ = ended;
}

void RecordCutter::restart(std::string_view text, bool ended, std::uint64_t line) {
  look_at(text, ended);
  line_ = line;
  offset_ = 0;
  in_lost_line_ = false;
  doomed_.clear();
}

void RecordCutter::move_to(const char* place) {
  offset_ += static_cast<std::uint64_t>(place - at_);
  at_ = place;
}

void RecordCutter::go_on_at(const char* place, std::uint64_t line) {
  move_to(place);
  line_ = line;
}

const Record* RecordCutter::next() {
  for (;;) {
    if (!go_to_next() || at_ == end_) return nullptr;
    const Doomed doomed{&doomed_, at_, offset_};
    RecordScan scan{end_, ended_, dialect_, doomed, record_};
    const Scanned scanned = scan.run(at_);
    if (scanned.result == ScanResult::complete && scan.took_shortcut()) {
      // Only the limit on the length had doomed it, and a record that begins later gets further.
      doomed_.clear();
      continue;
    }

    record_.line = line_;
    begin_ = at_;
    if (scanned.result == ScanResult::needs_more) {
      if (static_cast<std::size_t>(end_ - at_) <= longest_record + 1) return nullptr;
      record_.fault = ShapeFault::too_long;
    } else if (static_cast<std::size_t>(scanned.end - at_) > longest_record) {
      record_.fault = ShapeFault::too_long;
    } else if (scanned.result == ScanResult::complete) {
      move_to(scanned.next);
      line_ += 1 + record_.quoted_lines.size();
      return &record_;
    }
    record_.cells.clear();
    remember_doomed_lines();
    in_lost_line_ = true;
    return &record_;
  }
}

void RecordCutter::retreat() {
  move_to(begin_);
  line_ = record_.line;
  in_lost_line_ = true;
}

void RecordCutter::remember_doomed_lines() {
  if (!doomed_.empty() && doomed_.back() < offset_) doomed_.clear();
  for (const auto line : record_.quoted_lines) {
    const std::uint64_t begin = offset_ + static_cast<std::uint64_t>(line.data() - at_);
    if (doomed_.empty() || doomed_.back() < begin) doomed_.push_back(begin);
  }
}

/// To the line after the one a fault of shape began in; false where that is not there yet.
bool RecordCutter::pass_lost_line() {
  const char* const line_end = std::find_if(at_, end_, is_line_end);
  move_to(line_end);
  if (line_end != end_) {
    const auto past = past_line_end(line_end, end_, ended_);
    if (!past) return false;
    move_to(*past);
    ++line_;
  } else if (!ended_) {
    return false;
  }
  in_lost_line_ = false;
  return true;
}

}  // namespace lsr
