#include "index_kernels.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "mark_stretch.hpp"

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace lsr {

namespace {

/// Which of 64 bytes are what is looked for: bit i stands for byte i.
struct WordMarks {
  std::uint64_t quotes;
  std::uint64_t delimiters;
  std::uint64_t feeds;
};

/// With Returns::none only words without them are taken. How many were.
template <typename Set, Returns has>
[[gnu::always_inline]] inline std::size_t find_marks(const Set& set, const char* at, std::size_t words,
                                                     std::uint64_t quoting, MarkStretch& into) {
  typename Set::ReturnWatch watch;
  for (std::size_t i = 0; i < words; ++i) {
    const char* const word = at + i * index_word;
    const WordMarks marks = set.find(word);
    into.quotes[i] = marks.quotes & quoting;
    into.delimiters[i] = marks.delimiters;
    into.feeds[i] = marks.feeds;
    if constexpr (has == Returns::some) {
      into.returns[i] = Set::find_returns(word);
    } else {
      watch.look(word);
    }
  }
  if (has == Returns::some || !watch.saw_any()) [[likely]]
    return words;
  std::size_t free = 0;
  while (Set::find_returns(at + free * index_word) == 0) ++free;
  return free;
}

/// The walk that all kernels have in common; `Set` is how one set of instructions finds marks and writes places. How
/// many words were looked at.
template <typename Set, Returns has>
[[gnu::always_inline]] inline std::size_t walk(const char* const begin, std::size_t words, const IndexWanted& wanted,
                                               IndexState& state, std::vector<std::uint32_t>& inner_line_ends) {
  const Set set{wanted};
  const std::uint64_t quoting = wanted.quoting ? ~std::uint64_t{0} : 0;
  auto first = static_cast<std::uint32_t>(begin - wanted.text);
  MarkStretch at;  // NOLINT(*-member-init): what is read is written before
  std::size_t done = 0;
  while (done < words) {
    const std::size_t asked = std::min(most_marked_words, words - done);
    const std::size_t found = find_marks<Set, has>(set, begin + done * index_word, asked, quoting, at);
    at.quotes.all[0] = state.quotes;
    at.bare.all[0] = state.bare;
    at.returns.all[0] = state.returns;
    look_at_marks<has>(at, found, state.inside);
    const std::size_t count = words_before_careful<has>(at, found);
    if (count == 0) break;

    std::uint64_t any_inner = 0;
    for (std::size_t i = 0; i < count; ++i) any_inner |= at.inner_line_ends[i];
    if (any_inner != 0) note_inner_line_ends(at.inner_line_ends, count, first, inner_line_ends);
    state.line_ends += line_ends_in(at, count);
    typename Set::Places places{first, state.next};
    for (std::size_t i = 0; i < count; ++i) places.write(at.ends[i]);
    state.next = places.next();

    state.inside = std::uint64_t{0} - (at.inside[count - 1] >> 63U);
    state.quotes = at.quotes[count - 1];
    state.bare = at.bare[count - 1];
    if constexpr (has == Returns::some) state.returns = at.returns[count - 1];
    done += count;
    first += static_cast<std::uint32_t>(count * index_word);
    if (count < asked) break;
  }
  return done;
}

/// Tells of carriage returns, for sets that have no better way.
template <typename Set>
class MaskedReturnWatch {
 public:
  void look(const char* at) { seen_ |= Set::find_returns(at); }
  [[nodiscard]] bool saw_any() const { return seen_ != 0; }

 private:
  std::uint64_t seen_ = 0;
};

/// Writes places as numbers from `first` on, word by word.
class PlacesOneByOne {
 public:
  PlacesOneByOne(std::uint32_t first, std::uint32_t* to) : first_(first), next_(to) {}
  void write(std::uint64_t bits) {
    for (; bits != 0; bits &= bits - 1) *next_++ = first_ + static_cast<std::uint32_t>(std::countr_zero(bits));
    first_ += index_word;
  }
  [[nodiscard]] std::uint32_t* next() const { return next_; }

 private:
  std::uint32_t first_;
  std::uint32_t* next_;
};

class Plain {
 public:
  explicit Plain(const IndexWanted& wanted) : wanted_(wanted) {}

  [[nodiscard]] WordMarks find(const char* at) const {
    return {equal(at, '"'), equal(at, wanted_.delimiter), equal(at, '\n')};
  }
  [[nodiscard]] static std::uint64_t find_returns(const char* at) { return equal(at, '\r'); }
  using ReturnWatch = MaskedReturnWatch<Plain>;
  using Places = PlacesOneByOne;

 private:
  static std::uint64_t equal(const char* at, char c) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < index_word; ++i) bits |= std::uint64_t{at[i] == c ? 1U : 0U} << i;
    return bits;
  }
  IndexWanted wanted_;
};

template <Returns has>
std::size_t index_plain(const char* at, std::size_t words, const IndexWanted& wanted, IndexState& state,
                        std::vector<std::uint32_t>& inner) {
  return walk<Plain, has>(at, words, wanted, state, inner);
}

#ifdef __x86_64__

/// Part of every x86-64 machine.
class Sse2 {
 public:
  explicit Sse2(const IndexWanted& wanted) : quote_(_mm_set1_epi8('"')), delimiter_(_mm_set1_epi8(wanted.delimiter)) {}

  [[nodiscard]] WordMarks find(const char* at) const {
    return {equal(at, quote_), equal(at, delimiter_), equal(at, _mm_set1_epi8('\n'))};
  }
  [[nodiscard]] static std::uint64_t find_returns(const char* at) { return equal(at, _mm_set1_epi8('\r')); }
  using ReturnWatch = MaskedReturnWatch<Sse2>;
  using Places = PlacesOneByOne;

 private:
  static std::uint64_t equal(const char* at, __m128i wanted) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 4; ++i) {
      const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at) + i);
      const auto found = static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(text, wanted)));
      bits |= std::uint64_t{found} << (16 * i);
    }
    return bits;
  }
  __m128i quote_;
  __m128i delimiter_;
};

template <Returns has>
std::size_t index_sse2(const char* at, std::size_t words, const IndexWanted& wanted, IndexState& state,
                       std::vector<std::uint32_t>& inner) {
  return walk<Sse2, has>(at, words, wanted, state, inner);
}

// What follows is for processors that are asked for it at run time.

class Avx2 {
 public:
  [[gnu::target("avx2")]] explicit Avx2(const IndexWanted& wanted)
      : quote_(_mm256_set1_epi8('"')), delimiter_(_mm256_set1_epi8(wanted.delimiter)), feed_(_mm256_set1_epi8('\n')) {}

  [[gnu::target("avx2")]] [[nodiscard]] WordMarks find(const char* at) const {
    return {equal(at, quote_), equal(at, delimiter_), equal(at, feed_)};
  }
  [[gnu::target("avx2")]] [[nodiscard]] static std::uint64_t find_returns(const char* at) {
    return equal(at, _mm256_set1_epi8('\r'));
  }
  class ReturnWatch {
   public:
    [[gnu::target("avx2")]] ReturnWatch() : seen_(_mm256_setzero_si256()) {}
    [[gnu::target("avx2")]] void look(const char* at) {
      const __m256i wanted = _mm256_set1_epi8('\r');
      const __m256i low = _mm256_cmpeq_epi8(load(at), wanted);
      const __m256i high = _mm256_cmpeq_epi8(load(at + 32), wanted);
      seen_ = _mm256_or_si256(seen_, _mm256_or_si256(low, high));
    }
    [[gnu::target("avx2")]] [[nodiscard]] bool saw_any() const { return _mm256_movemask_epi8(seen_) != 0; }

   private:
    __m256i seen_;
  };
  class Places {
   public:
    Places(std::uint32_t first, std::uint32_t* to) : first_(first), next_(to) {}
    /// Writes up to eight places too many: hardly a word has more than eight, and how many it has cannot be guessed.
    [[gnu::target("bmi,popcnt")]] void write(std::uint64_t bits) {
      std::uint32_t* to = next_;
      next_ += _mm_popcnt_u64(bits);
      do {
        // std::countr_zero() would ask first whether there is any bit left.
        for (unsigned i = 0; i < 8; ++i, bits = _blsr_u64(bits)) {
          to[i] = first_ + static_cast<std::uint32_t>(_tzcnt_u64(bits));
        }
        to += 8;
      } while (to < next_);
      first_ += index_word;
    }
    [[nodiscard]] std::uint32_t* next() const { return next_; }

   private:
    std::uint32_t first_;
    std::uint32_t* next_;
  };

 private:
  [[gnu::target("avx2")]] static __m256i load(const char* at) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  }
  [[gnu::target("avx2")]] static std::uint64_t equal(const char* at, __m256i wanted) {
    const auto first = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(load(at), wanted)));
    const auto second = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(load(at + 32), wanted)));
    return first | std::uint64_t{second} << 32U;
  }
  __m256i quote_;
  __m256i delimiter_;
  __m256i feed_;
};

template <Returns has>
[[gnu::target("avx2,bmi,bmi2,popcnt")]] std::size_t index_avx2(const char* at, std::size_t words,
                                                               const IndexWanted& wanted, IndexState& state,
                                                               std::vector<std::uint32_t>& inner) {
  return walk<Avx2, has>(at, words, wanted, state, inner);
}

class Avx512 {
 public:
  [[gnu::target("avx512bw")]] explicit Avx512(const IndexWanted& wanted)
      : quote_(_mm512_set1_epi8('"')), delimiter_(_mm512_set1_epi8(wanted.delimiter)) {}

  [[gnu::target("avx512bw")]] [[nodiscard]] WordMarks find(const char* at) const {
    const __m512i text = _mm512_loadu_si512(at);
    return {_mm512_cmpeq_epi8_mask(text, quote_), _mm512_cmpeq_epi8_mask(text, delimiter_),
            _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('\n'))};
  }
  [[gnu::target("avx512bw")]] [[nodiscard]] static std::uint64_t find_returns(const char* at) {
    return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(at), _mm512_set1_epi8('\r'));
  }
  class ReturnWatch {
   public:
    [[gnu::target("avx512bw")]] ReturnWatch() : nearest_(_mm512_set1_epi8(1)) {}
    /// A comparison would want the one unit that finding the marks has to wait for.
    [[gnu::target("avx512bw")]] void look(const char* at) {
      const __m512i away = _mm512_xor_si512(_mm512_loadu_si512(at), _mm512_set1_epi8('\r'));
      nearest_ = _mm512_min_epu8(nearest_, away);
    }
    [[gnu::target("avx512bw")]] [[nodiscard]] bool saw_any() const {
      return _mm512_testn_epi8_mask(nearest_, nearest_) != 0;
    }

   private:
    __m512i nearest_;  // 0 where any byte was one
  };
  class Places {
   public:
    [[gnu::target("avx512bw")]] Places(std::uint32_t first, std::uint32_t* to)
        : first_(_mm512_set1_epi32(static_cast<int>(first))), next_(to) {}
    [[gnu::target("avx512bw,avx512vbmi2,bmi,popcnt")]] void write(std::uint64_t bits) {
      alignas(index_word) static constexpr auto numbers = [] {
        std::array<std::uint8_t, index_word> all{};
        for (std::size_t i = 0; i < index_word; ++i) all[i] = static_cast<std::uint8_t>(i);
        return all;
      }();
      const __m512i chosen = _mm512_maskz_compress_epi8(bits, _mm512_load_si512(numbers.data()));
      // Sixteen places at once; hardly a word has more.
      _mm512_storeu_si512(next_, _mm512_add_epi32(first_, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(chosen))));
      const auto count = static_cast<unsigned>(_mm_popcnt_u64(bits));
      if (count > 16) [[unlikely]]
        Avx2::Places{static_cast<std::uint32_t>(_mm_cvtsi128_si32(_mm512_castsi512_si128(first_))), next_}.write(bits);
      next_ += count;
      first_ = _mm512_add_epi32(first_, _mm512_set1_epi32(index_word));
    }
    [[nodiscard]] std::uint32_t* next() const { return next_; }

   private:
    __m512i first_;
    std::uint32_t* next_;
  };

 private:
  __m512i quote_;
  __m512i delimiter_;
};

template <Returns has>
[[gnu::target(
    "avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vbmi2,avx512vpopcntdq,avx2,bmi,bmi2,popcnt")]] std::size_t
index_avx512(const char* at, std::size_t words, const IndexWanted& wanted, IndexState& state,
             std::vector<std::uint32_t>& inner) {
  return walk<Avx512, has>(at, words, wanted, state, inner);
}

#endif

template <Returns has>
IndexKernel kernel_of([[maybe_unused]] Instructions instructions) {
#ifdef __x86_64__
  switch (instructions) {
    case Instructions::plain: return index_plain<has>;
    case Instructions::sse2: return index_sse2<has>;
    case Instructions::avx2: return index_avx2<has>;
    case Instructions::avx512: return index_avx512<has>;
  }
#endif
  return index_plain<has>;
}

}  // namespace

IndexKernel index_kernel(Instructions instructions, Returns has) {
  return has == Returns::none ? kernel_of<Returns::none>(instructions) : kernel_of<Returns::some>(instructions);
}

}  // namespace lsr
