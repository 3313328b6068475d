/// The places in a text that are worth stopping at: four bytes looked for at once, 64 places a step.
///
///     const Marks marks{',', '\n', '\r', '"'};
///     for (MarkWalk walk{marks, begin, end}; (at = walk.next()) != end;) ...
///
/// Edges: nothing is read beyond `end`. The answer is the same with vector instructions and without.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace lsr {

/// Which of up to 64 bytes are one of four: bit i stands for byte i.
class Marks {
 public:
  static constexpr std::size_t width = 64;

  [[nodiscard]] std::uint64_t in(const char* at, std::size_t size) const {
    if (size == width) return of(at);
    std::array<char, width> text{};
    std::memcpy(text.data(), at, size);
    return of(text.data()) & ((std::uint64_t{1} << size) - 1);
  }

#ifdef __SSE2__
  // Part of every x86-64 machine.
  Marks(char a, char b, char c, char d)
      : a_(_mm_set1_epi8(a)), b_(_mm_set1_epi8(b)), c_(_mm_set1_epi8(c)), d_(_mm_set1_epi8(d)) {}

 private:
  [[nodiscard]] std::uint64_t of(const char* at) const {
    return of_quarter(at) | of_quarter(at + 16) << 16U | of_quarter(at + 32) << 32U | of_quarter(at + 48) << 48U;
  }
  [[nodiscard]] std::uint64_t of_quarter(const char* at) const {
    __m128i text;
    std::memcpy(&text, at, sizeof text);
    const __m128i first = _mm_or_si128(_mm_cmpeq_epi8(text, a_), _mm_cmpeq_epi8(text, b_));
    const __m128i second = _mm_or_si128(_mm_cmpeq_epi8(text, c_), _mm_cmpeq_epi8(text, d_));
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_or_si128(first, second)));
  }

  __m128i a_;
  __m128i b_;
  __m128i c_;
  __m128i d_;
#else
  Marks(char a, char b, char c, char d) : bytes_{a, b, c, d} {}

 private:
  [[nodiscard]] std::uint64_t of(const char* at) const {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < width; ++i) {
      const bool hit = at[i] == bytes_[0] || at[i] == bytes_[1] || at[i] == bytes_[2] || at[i] == bytes_[3];
      bits |= std::uint64_t{hit} << i;
    }
    return bits;
  }

  std::array<char, 4> bytes_;
#endif
};

/// Goes from one mark to the next.
class MarkWalk {
 public:
  MarkWalk(const Marks& marks, const char* begin, const char* end) : marks_(marks), block_(begin), end_(end) { load(); }

  /// Goes on at another place.
  void restart(const char* at) {
    block_ = at;
    load();
  }

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

}  // namespace lsr
