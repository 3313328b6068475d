#include "field_index.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace lsr {

FieldIndex::FieldIndex(const Dialect& dialect, Instructions instructions)
    : delimiter_(dialect.delimiter), quoting_(dialect.quoting), instructions_(instructions) {
  ends_.make_room(1, 0);
  state_.next = ends_.data() + 1;
}

void FieldIndex::begin(std::string_view text, std::size_t from) {
  text_ = text;
  at_ = from;
  stopped_ = false;
  state_ = IndexState{};
  *ends_.data() = static_cast<std::uint32_t>(from) - 1;
  state_.next = ends_.data() + 1;
  inner_line_ends_.clear();
}

bool FieldIndex::go_on(std::size_t bytes) {
  if (stopped_ || at_ >= text_.size()) return false;
  // As many ends as bytes, and what the kernels write beyond the last one.
  constexpr std::size_t slack = 2 * index_word;
  const auto used = static_cast<std::size_t>(state_.next - ends_.data());
  if (used + bytes + slack > ends_.size()) ends_.make_room(2 * used + bytes + slack, used);
  state_.next = ends_.data() + used;

  const std::size_t words = std::min(bytes, text_.size() - at_) / index_word;
  const std::size_t done = look_at(text_.data() + at_, words, text_.data());
  at_ += done * index_word;
  stopped_ = done < words;
  const std::size_t left = text_.size() - at_;
  if (stopped_ || left == 0 || left >= index_word) return !stopped_;

  // The last bytes, with something behind them that is no mark.
  std::array<char, index_word> last{};
  std::memcpy(last.data(), text_.data() + at_, left);
  const auto kept = state_.next - ends_.data();
  const auto inner = static_cast<std::ptrdiff_t>(inner_line_ends_.size());
  stopped_ = look_at(last.data(), 1, last.data()) == 0;
  const auto base = static_cast<std::uint32_t>(at_);
  std::for_each(ends_.data() + kept, state_.next, [&](std::uint32_t& end) { end += base; });
  std::for_each(inner_line_ends_.begin() + inner, inner_line_ends_.end(), [&](std::uint32_t& end) { end += base; });
  at_ = text_.size();
  return !stopped_;
}

/// How many of the words could be looked at. Places are counted from `text`.
std::size_t FieldIndex::look_at(const char* at, std::size_t words, const char* text) {
  const IndexWanted wanted{delimiter_, quoting_, text};
  const auto look = [&](Returns has, std::size_t from) {
    return index_kernel(instructions_, has)(at + from * index_word, words - from, wanted, state_, inner_line_ends_);
  };
  std::size_t done = 0;
  if (!returns_) {
    done = look(Returns::none, 0);
    // From the first carriage return on, more are to be expected.
    returns_ =
        done < words && std::string_view{at + done * index_word, index_word}.find('\r') != std::string_view::npos;
  }
  return returns_ ? done + look(Returns::some, done) : done;
}

void FieldIndex::drop(std::size_t ends, std::size_t line_ends) {
  if (ends == 0) return;
  state_.next = std::copy(ends_.data() + ends, state_.next, ends_.data());
  state_.line_ends -= line_ends;
}

}  // namespace lsr
