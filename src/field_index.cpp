#include "field_index.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace lsr {

namespace {

constexpr std::size_t word_size = 64;

/// Which of 64 bytes are what is looked for: bit i stands for byte i.
struct Marks {
  std::uint64_t quotes;
  std::uint64_t delimiters;
  std::uint64_t feeds;
  std::uint64_t returns;
};

/// What the looking goes by, the same for every word.
struct Wanted {
  char delimiter;
  char quote;
  std::uint64_t quoting;  // all ones, or with quoting off 0
  const char* text;       // places are counted from here
};

struct Seen {
  std::uint64_t ends;        // of fields
  std::uint64_t inner_ends;  // of lines, inside quotes
  std::uint64_t careful;     // not 0: here the quick reading does not know
};

/// Bit i is the parity of the bits up to i: whether byte i stands inside quotes, the opening one included.
inline std::uint64_t prefix_parity(std::uint64_t bits) {
  for (unsigned shift = 1; shift < word_size; shift *= 2) bits ^= bits << shift;
  return bits;
}

/// One word; `parity` is prefix_parity(marks.quotes).
[[gnu::always_inline]] inline Seen look(const Marks& marks, std::uint64_t parity, IndexState& state) {
  const std::uint64_t inside = parity ^ state.inside;
  const std::uint64_t ends = (marks.delimiters | marks.feeds) & ~inside;
  const std::uint64_t returns = marks.returns & ~inside;
  const std::uint64_t bare = ~(inside | marks.quotes | ends | returns);
  // A quote opens behind the end of a field and closes before one; between two of them there is nothing, or the inside.
  const std::uint64_t badly_opened = marks.quotes & (bare + bare + state.after_bare);
  const std::uint64_t badly_closed = bare & (marks.quotes + marks.quotes + state.after_quote);
  const std::uint64_t lone_returns = (returns + returns + state.after_return) & ~marks.feeds;
  state.inside = std::uint64_t{0} - (inside >> 63U);
  state.after_bare = bare >> 63U;
  state.after_quote = marks.quotes >> 63U;
  state.after_return = returns >> 63U;
  return {ends, (marks.feeds | marks.returns) & inside, badly_opened | badly_closed | lone_returns};
}

/// The places of the bits, in order. Writes up to seven places too many.
[[gnu::always_inline]] inline std::uint32_t* write_places(std::uint64_t bits, unsigned count, std::uint32_t first,
                                                          std::uint32_t* to) {
  for (unsigned written = 0; written < count; written += 8) {
    for (unsigned i = 0; i < 8; ++i) {
      to[written + i] = first + static_cast<std::uint32_t>(std::countr_zero(bits));
      bits &= bits - 1;
    }
  }
  return to + count;
}

[[gnu::noinline]] void note_inner_ends(std::uint64_t bits, std::uint32_t first, std::vector<std::uint32_t>& to) {
  for (; bits != 0; bits &= bits - 1) to.push_back(first + static_cast<std::uint32_t>(std::countr_zero(bits)));
}

unsigned bit_count(std::uint64_t bits) { return static_cast<unsigned>(std::popcount(bits)); }

using Kernel = std::size_t (*)(const char* at, std::size_t words, const Wanted&, IndexState&,
                               std::vector<std::uint32_t>& inner_line_ends);

/// The walk that all kernels have in common; `Set` is how one set of instructions does the rest. How many words were
/// looked at.
template <typename Set>
[[gnu::always_inline]] inline std::size_t walk(const char* at, std::size_t words, const Wanted& wanted,
                                               IndexState& into, std::vector<std::uint32_t>& inner_line_ends) {
  IndexState state = into;
  const char* const begin = at;
  for (const char* const end = at + words * word_size; at != end; at += word_size) {
    Marks marks = Set::find(at, wanted);
    marks.quotes &= wanted.quoting;
    const Seen seen = look(marks, Set::parity(marks.quotes), state);
    if (seen.careful != 0) [[unlikely]]
      break;
    const auto first = static_cast<std::uint32_t>(at - wanted.text);
    if (seen.inner_ends != 0) [[unlikely]]
      note_inner_ends(seen.inner_ends, first, inner_line_ends);
    state.line_ends += bit_count(seen.ends & marks.feeds);
    state.next = Set::write(seen.ends, bit_count(seen.ends), first, state.next);
  }
  // Where it stopped, only `next` and `line_ends` are of further use.
  into = state;
  return static_cast<std::size_t>(at - begin) / word_size;
}

struct Plain {
  static Marks find(const char* at, const Wanted& wanted) {
    Marks marks{};
    for (std::size_t i = 0; i < word_size; ++i) {
      const std::uint64_t bit = std::uint64_t{1} << i;
      if (at[i] == wanted.quote) marks.quotes |= bit;
      if (at[i] == wanted.delimiter) marks.delimiters |= bit;
      if (at[i] == '\n') marks.feeds |= bit;
      if (at[i] == '\r') marks.returns |= bit;
    }
    return marks;
  }
  static std::uint64_t parity(std::uint64_t bits) { return prefix_parity(bits); }
  static std::uint32_t* write(std::uint64_t bits, unsigned count, std::uint32_t first, std::uint32_t* to) {
    return write_places(bits, count, first, to);
  }
};

std::size_t index_plain(const char* at, std::size_t words, const Wanted& wanted, IndexState& state,
                        std::vector<std::uint32_t>& inner) {
  return walk<Plain>(at, words, wanted, state, inner);
}

#ifdef __x86_64__

/// Part of every x86-64 machine.
struct Sse2 : Plain {
  static std::uint64_t equal(const char* at, char c) {
    const __m128i wanted = _mm_set1_epi8(c);
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 4; ++i) {
      const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at) + i);
      const auto found = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(text, wanted)));
      bits |= std::uint64_t{found} << (16 * i);
    }
    return bits;
  }
  static Marks find(const char* at, const Wanted& wanted) {
    return {equal(at, wanted.quote), equal(at, wanted.delimiter), equal(at, '\n'), equal(at, '\r')};
  }
};

std::size_t index_sse2(const char* at, std::size_t words, const Wanted& wanted, IndexState& state,
                       std::vector<std::uint32_t>& inner) {
  return walk<Sse2>(at, words, wanted, state, inner);
}

// What follows is for processors that are asked for it at run time.

struct Avx2 : Plain {
  [[gnu::target("avx2")]] static std::uint64_t equal(__m256i low, __m256i high, char c) {
    const __m256i wanted = _mm256_set1_epi8(c);
    const auto first = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted)));
    const auto second = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)));
    return first | std::uint64_t{second} << 32U;
  }
  [[gnu::target("avx2")]] static Marks find(const char* at, const Wanted& wanted) {
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + 32));
    return {equal(low, high, wanted.quote), equal(low, high, wanted.delimiter), equal(low, high, '\n'),
            equal(low, high, '\r')};
  }
  /// A product without carries by all ones is the parity of all bits so far.
  [[gnu::target("pclmul")]] static std::uint64_t parity(std::uint64_t bits) {
    const __m128i factor = _mm_cvtsi64_si128(static_cast<std::int64_t>(bits));
    const __m128i product = _mm_clmulepi64_si128(factor, _mm_set1_epi8(-1), 0);
    return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
  }
};

[[gnu::target("avx2,bmi,bmi2,lzcnt,popcnt,pclmul")]] std::size_t index_avx2(const char* at, std::size_t words,
                                                                            const Wanted& wanted, IndexState& state,
                                                                            std::vector<std::uint32_t>& inner) {
  return walk<Avx2>(at, words, wanted, state, inner);
}

struct Avx512 : Avx2 {
  [[gnu::target("avx512bw")]] static Marks find(const char* at, const Wanted& wanted) {
    const __m512i text = _mm512_loadu_si512(at);
    return {_mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8(wanted.quote)),
            _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8(wanted.delimiter)),
            _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('\n')), _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('\r'))};
  }
  [[gnu::target("avx512bw,avx512vbmi2")]] static std::uint32_t* write(std::uint64_t bits, unsigned count,
                                                                      std::uint32_t first, std::uint32_t* to) {
    alignas(word_size) static constexpr auto numbers = [] {
      std::array<std::uint8_t, word_size> all{};
      for (std::size_t i = 0; i < word_size; ++i) all[i] = static_cast<std::uint8_t>(i);
      return all;
    }();
    const __m512i chosen = _mm512_maskz_compress_epi8(bits, _mm512_load_si512(numbers.data()));
    const __m512i base = _mm512_set1_epi32(static_cast<int>(first));
    // Sixteen places at once; hardly a word has more.
    _mm512_storeu_si512(to, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(chosen))));
    if (count > 16) [[unlikely]]
      write_places(bits, count, first, to);
    return to + count;
  }
};

[[gnu::target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,lzcnt,popcnt,pclmul")]] std::size_t
index_avx512(const char* at, std::size_t words, const Wanted& wanted, IndexState& state,
             std::vector<std::uint32_t>& inner) {
  return walk<Avx512>(at, words, wanted, state, inner);
}

#endif

Kernel kernel_of([[maybe_unused]] Instructions instructions) {
#ifdef __x86_64__
  switch (instructions) {
    case Instructions::plain: return index_plain;
    case Instructions::sse2: return index_sse2;
    case Instructions::avx2: return index_avx2;
    case Instructions::avx512: return index_avx512;
  }
#endif
  return index_plain;
}

}  // namespace

FieldIndex::FieldIndex(const Dialect& dialect, Instructions instructions)
    : marks_{dialect.delimiter, '"'}, quoting_(dialect.quoting), instructions_(instructions) {
  state_.next = ends_.data() + 1;
}

void FieldIndex::begin(std::string_view text, std::size_t from) {
  text_ = text;
  at_ = from;
  stopped_ = false;
  state_ = IndexState{};
  ends_.front() = static_cast<std::uint32_t>(from) - 1;
  state_.next = ends_.data() + 1;
  inner_line_ends_.clear();
}

bool FieldIndex::go_on(std::size_t bytes) {
  if (stopped_ || at_ >= text_.size()) return false;
  // As many ends as bytes, and what the kernels write beyond the last one.
  constexpr std::size_t slack = 2 * word_size;
  const auto used = static_cast<std::size_t>(state_.next - ends_.data());
  if (ends_.size() < used + bytes + slack) ends_.resize(2 * used + bytes + slack);
  state_.next = ends_.data() + used;

  const Kernel kernel = kernel_of(instructions_);
  const Wanted wanted{marks_[0], marks_[1], quoting_ ? ~std::uint64_t{0} : 0, text_.data()};
  const std::size_t words = std::min(bytes, text_.size() - at_) / word_size;
  const std::size_t done = kernel(text_.data() + at_, words, wanted, state_, inner_line_ends_);
  at_ += done * word_size;
  stopped_ = done < words;
  const std::size_t left = text_.size() - at_;
  if (stopped_ || left == 0 || left >= word_size) return !stopped_;

  // The last bytes, with something behind them that is no mark.
  std::array<char, word_size> last{};
  std::memcpy(last.data(), text_.data() + at_, left);
  const Wanted padded{wanted.delimiter, wanted.quote, wanted.quoting, last.data()};
  std::uint32_t* const first = state_.next;
  const auto inner = static_cast<std::ptrdiff_t>(inner_line_ends_.size());
  stopped_ = kernel(last.data(), 1, padded, state_, inner_line_ends_) == 0;
  const auto base = static_cast<std::uint32_t>(at_);
  std::for_each(first, state_.next, [&](std::uint32_t& end) { end += base; });
  std::for_each(inner_line_ends_.begin() + inner, inner_line_ends_.end(), [&](std::uint32_t& end) { end += base; });
  at_ = text_.size();
  return !stopped_;
}

void FieldIndex::drop(std::size_t ends, std::size_t line_ends) {
  if (ends == 0) return;
  state_.next = std::copy(ends_.data() + ends, state_.next, ends_.data());
  state_.line_ends -= line_ends;
}

}  // namespace lsr
