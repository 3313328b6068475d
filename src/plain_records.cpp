#include "plain_records.hpp"

#include <algorithm>
#include <limits>

namespace lsr {

namespace {

// Little at first, since the next record may need the careful reading again; then as much as stays in the cache.
constexpr std::size_t first_step = std::size_t{1} << 10;
constexpr std::size_t longest_step = std::size_t{1} << 14;

}  // namespace

void PlainRecords::begin(std::string_view text, std::size_t from) {
  const bool follows = taken_ < ready_ && text.data() == text_.data() && from == end_of(0, columns_ - 1) + 1;
  place_ = from;
  if (follows) {
    // Only that one record was not plain, and ends where the index has it.
    ++taken_;
    look_for_inner_end();
    return;
  }
  text_ = text;
  index_.begin(text, from);
  taken_ = ready_ = 0;
  step_ = first_step;
  next_inner_end_ = std::numeric_limits<std::size_t>::max();
}

bool PlainRecords::find_more() {
  index_.drop(taken_ * columns_, taken_);
  taken_ = ready_ = 0;
  while (ready_ == 0) {
    if (!index_.go_on(step_) && index_.ends().size() < columns_) return false;
    ready_ = index_.ends().size() / columns_;
    if (ready_ == 0 && index_.stopped()) return false;
    step_ = std::min(step_ * 2, longest_step);
  }
  const auto ends = index_.ends();
  std::size_t line_ends = 0;
  for (std::size_t i = 1; i <= ready_; ++i) line_ends += text_[ends[i * columns_ - 1]] == '\n' ? 1U : 0U;
  all_whole_ = line_ends == ready_ && index_.line_ends() == ready_;
  look_for_inner_end();
  return true;
}

bool PlainRecords::is_whole(std::size_t record) const {
  for (std::size_t i = 0; i + 1 < columns_; ++i) {
    if (text_[end_of(record, i)] == '\n') return false;
  }
  return text_[end_of(record, columns_ - 1)] == '\n';
}

void PlainRecords::look_for_inner_end() {
  const auto& inner = index_.inner_line_ends();
  const auto next = std::lower_bound(inner.begin(), inner.end(), place_);
  next_inner_end_ = next == inner.end() ? std::numeric_limits<std::size_t>::max() : *next;
}

}  // namespace lsr
