/// A look at what comes next, without taking it: how formats are known by their first bytes.
///
///     Lookahead bytes{source.open()};
///     if (bytes.peek(4) == "PK\x03\x04") ...
///     bytes.read(block);                                                 // the same bytes, and what comes after them
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

#include "lsr/input.hpp"

namespace lsr {

class Lookahead : public ByteReader {
 public:
  explicit Lookahead(std::unique_ptr<ByteReader> source) : source_(std::move(source)) {}

  /// The next bytes, at least `wanted` of them or all there are; until the next call.
  std::string_view peek(std::size_t wanted) {
    while (ahead_.size() - at_ < wanted && top_up()) {
    }
    return std::string_view{ahead_}.substr(at_);
  }

  /// Skips that many bytes of what peek showed.
  void skip(std::size_t bytes) { at_ += bytes; }

  std::size_t read(std::span<char> into) override {
    const std::size_t taken = std::min(into.size(), ahead_.size() - at_);
    std::copy_n(ahead_.data() + at_, taken, into.data());
    at_ += taken;
    if (at_ == ahead_.size()) {
      ahead_.clear();
      at_ = 0;
    }
    return taken == into.size() ? taken : taken + source_->read(into.subspan(taken));
  }

 private:
  // Whole pages, so that the reads behind them begin at one.
  static constexpr std::size_t step = std::size_t{1} << 16;

  bool top_up() {
    const std::size_t old = ahead_.size();
    ahead_.resize(old + step);
    const std::size_t got = source_->read({ahead_.data() + old, step});
    ahead_.resize(old + got);
    return got != 0;
  }

  std::unique_ptr<ByteReader> source_;
  std::string ahead_;
  std::size_t at_ = 0;
};

}  // namespace lsr
