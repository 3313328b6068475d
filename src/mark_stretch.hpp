/// What marks in delimited text mean, for up to 64 words of 64 bytes: which bytes stand inside quotes, where fields
/// end, and where only the careful reading knows (SPEC §7, RFC 4180). Bit i of a word stands for its byte i.
///
///     look_at_marks<Returns::none>(stretch, words, inside);              // once quotes, delimiters and feeds are known
///     words_before_careful<Returns::none>(stretch, words)                // so far `ends` and the others can be used
///
/// It is all sums and shifts of whole words, one step after the other, which compilers do for several words at once
/// with the instructions of whoever calls: so everything is inlined there.
///
/// Edges: part of index_kernels.cpp, and of it alone. Behind `words` nothing means anything.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "index_kernels.hpp"

namespace lsr {

/// So many words at most are looked at together.
inline constexpr std::size_t most_marked_words = 64;

/// Words that follow each other, and the one before them.
struct MarkWordsBehind {
  alignas(index_word) std::array<std::uint64_t, most_marked_words + 1> all;

  [[nodiscard]] std::uint64_t& operator[](std::size_t word) { return all[word + 1]; }
  [[nodiscard]] std::uint64_t operator[](std::size_t word) const { return all[word + 1]; }
  /// Of every byte the one before it.
  [[nodiscard]] std::uint64_t before(std::size_t word) const { return all[word + 1] << 1U | all[word] >> 63U; }
};
using MarkWords = std::array<std::uint64_t, most_marked_words>;

struct MarkStretch {
  // Where marks are; once it was looked at, line ends and returns inside quotes are gone.
  MarkWordsBehind quotes;
  alignas(index_word) MarkWords delimiters;
  alignas(index_word) MarkWords feeds;
  MarkWordsBehind returns;
  // What they mean.
  alignas(index_word) MarkWords inside;           // quotes, the opening one included
  alignas(index_word) MarkWords inner_line_ends;  // inside quotes
  alignas(index_word) MarkWords ends;             // of fields
  MarkWordsBehind bare;                           // other bytes outside quotes
};

/// Bit i is the parity of the bits up to i: whether byte i stands inside quotes, the opening one included.
[[gnu::always_inline]] inline std::uint64_t prefix_parity(std::uint64_t bits) {
  bits ^= bits << 1U;
  bits ^= bits << 2U;
  bits ^= bits << 4U;
  bits ^= bits << 8U;
  bits ^= bits << 16U;
  return bits ^ bits << 32U;
}

/// `inside` is all ones where the first word begins inside quotes.
template <Returns has>
[[gnu::always_inline]] inline void look_at_marks(MarkStretch& at, std::size_t words, std::uint64_t inside) {
  for (std::size_t i = 0; i < words; ++i) at.inside[i] = prefix_parity(at.quotes[i]);
  for (std::size_t i = 0; i < words; ++i) {
    at.inside[i] ^= inside;
    inside = std::uint64_t{0} - (at.inside[i] >> 63U);
  }
  for (std::size_t i = 0; i < words; ++i) {
    const std::uint64_t returns = has == Returns::some ? at.returns[i] : 0;
    at.inner_line_ends[i] = (at.feeds[i] | returns) & at.inside[i];
    at.feeds[i] &= ~at.inside[i];
    at.ends[i] = at.feeds[i] | (at.delimiters[i] & ~at.inside[i]);
    at.bare[i] = ~(at.inside[i] | at.quotes[i] | at.ends[i] | returns);
    if constexpr (has == Returns::some) at.returns[i] = returns & ~at.inside[i];
  }
}

/// Not 0 where the quick reading does not know. A quote opens behind the end of a field and closes before one; between
/// two of them there is nothing, or the inside.
template <Returns has>
[[gnu::always_inline]] inline std::uint64_t careful_bytes(const MarkStretch& at, std::size_t word) {
  const std::uint64_t badly_opened = at.quotes[word] & at.bare.before(word);
  const std::uint64_t badly_closed = at.bare[word] & at.quotes.before(word);
  const std::uint64_t lone_returns = has == Returns::some ? at.returns.before(word) & ~at.feeds[word] : 0;
  return badly_opened | badly_closed | lone_returns;
}

/// How many words come before the first one that needs the careful reading.
template <Returns has>
[[gnu::always_inline]] inline std::size_t words_before_careful(const MarkStretch& at, std::size_t words) {
  std::uint64_t any = 0;
  for (std::size_t i = 0; i < words; ++i) any |= careful_bytes<has>(at, i);
  if (any == 0) [[likely]]
    return words;
  std::size_t before = 0;
  while (careful_bytes<has>(at, before) == 0) ++before;
  return before;
}

[[gnu::always_inline]] inline std::size_t line_ends_in(const MarkStretch& at, std::size_t words) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < words; ++i) count += static_cast<unsigned>(std::popcount(at.feeds[i]));
  return count;
}

/// `first` is the place of the first word.
[[gnu::noinline]] inline void note_inner_line_ends(const MarkWords& words, std::size_t count, std::uint32_t first,
                                                   std::vector<std::uint32_t>& to) {
  for (std::size_t i = 0; i < count; ++i, first += index_word) {
    for (std::uint64_t bits = words[i]; bits != 0; bits &= bits - 1) {
      to.push_back(first + static_cast<std::uint32_t>(std::countr_zero(bits)));
    }
  }
}

}  // namespace lsr
