/// Text that was decoded and waits to be read, in whatever sizes it is asked for.
///
///     waiting.text() += line;
///     waiting.read(into);                                                // as much of it as there is room for
#pragma once

#include <algorithm>
#include <span>
#include <string>

namespace lsr {

class WaitingText {
 public:
  [[nodiscard]] bool empty() const { return at_ == text_.size(); }
  std::string& text() { return text_; }
  std::size_t read(std::span<char> into) {
    const std::size_t size = std::min(into.size(), text_.size() - at_);
    std::copy_n(text_.data() + at_, size, into.data());
    at_ += size;
    if (empty()) {
      text_.clear();
      at_ = 0;
    }
    return size;
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

}  // namespace lsr
