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
};

/// What the looking goes by, the same for every word.
struct Wanted {
  char delimiter;
  char quote;
  std::uint64_t quoting;  // all ones, or with quoting off 0
  const char* text;       // places are counted from here
};

/// Whether carriage returns are looked at. Most logs have none, and are read faster by kernels that only see that.
enum class Returns : bool { none, some };

struct Seen {
  std::uint64_t ends;     // of fields
  std::uint64_t inside;   // quotes, the opening one included
  std::uint64_t careful;  // not 0: here the quick reading does not know
};

/// Bit i is the parity of the bits up to i: whether byte i stands inside quotes, the opening one included.
inline std::uint64_t prefix_parity(std::uint64_t bits) {
  for (unsigned shift = 1; shift < word_size; shift *= 2) bits ^= bits << shift;
  return bits;
}

/// One word; `parity` is prefix_parity(marks.quotes).
template <Returns has>
[[gnu::always_inline]] inline Seen look(const Marks& marks, std::uint64_t carriage_returns, std::uint64_t parity,
                                        IndexState& state) {
  const std::uint64_t inside = parity ^ state.inside;
  const std::uint64_t ends = (marks.delimiters | marks.feeds) & ~inside;
  const std::uint64_t returns = has == Returns::some ? carriage_returns & ~inside : 0;
  const std::uint64_t bare = ~(inside | marks.quotes | ends | returns);
  // A quote opens behind the end of a field and closes before one; between two of them there is nothing, or the inside.
  const std::uint64_t badly_opened = marks.quotes & (bare + bare + state.after_bare);
  const std::uint64_t badly_closed = bare & (marks.quotes + marks.quotes + state.after_quote);
  std::uint64_t careful = badly_opened | badly_closed;
  if constexpr (has == Returns::some) {
    careful |= (returns + returns + state.after_return) & ~marks.feeds;
    state.after_return = returns >> 63U;
  }
  state.inside = std::uint64_t{0} - (inside >> 63U);
  state.after_bare = bare >> 63U;
  state.after_quote = marks.quotes >> 63U;
  return {ends, inside, careful};
}

/// The places of the bits, in order.
inline std::uint32_t* write_places(std::uint64_t bits, std::uint32_t first, std::uint32_t* to) {
  for (; bits != 0; bits &= bits - 1) *to++ = first + static_cast<std::uint32_t>(std::countr_zero(bits));
  return to;
}

[[gnu::noinline]] void note_inner_ends(std::uint64_t bits, std::uint32_t first, std::vector<std::uint32_t>& to) {
  for (; bits != 0; bits &= bits - 1) to.push_back(first + static_cast<std::uint32_t>(std::countr_zero(bits)));
}

unsigned bit_count(std::uint64_t bits) { return static_cast<unsigned>(std::popcount(bits)); }

using Kernel = std::size_t (*)(const char* at, std::size_t words, const Wanted&, IndexState&,
                               std::vector<std::uint32_t>& inner_line_ends);

/// The walk that all kernels have in common; `Set` is how one set of instructions does the rest. How many words were
/// looked at.
template <typename Set, Returns has>
[[gnu::always_inline]] inline std::size_t walk(const char* at, std::size_t words, const Wanted& wanted,
                                               IndexState& into, std::vector<std::uint32_t>& inner_line_ends) {
  const Set set{wanted};
  IndexState state = into;
  const char* const begin = at;
  const std::uint64_t quoting = wanted.quoting;
  auto first = static_cast<std::uint32_t>(at - wanted.text);
  for (const char* const end = at + words * word_size; at != end; at += word_size, first += word_size) {
    if (has == Returns::none && set.has_return(at)) [[unlikely]]
      break;
    Marks marks = set.find(at);
    marks.quotes &= quoting;
    const std::uint64_t returns = has == Returns::some ? set.find_returns(at) : 0;
    const Seen seen = look<has>(marks, returns, Set::parity(marks.quotes), state);
    if (seen.careful != 0) [[unlikely]]
      break;
    if (const auto inner = (marks.feeds | returns) & seen.inside; inner != 0) [[unlikely]] {
      note_inner_ends(inner, first, inner_line_ends);
      marks.feeds &= ~seen.inside;
    }
    state.line_ends += bit_count(marks.feeds);
    state.next = Set::write(seen.ends, first, state.next);
  }
  // Where something needs the careful reading, only `next` and `line_ends` are of further use.
  into = state;
  return static_cast<std::size_t>(at - begin) / word_size;
}

class Plain {
 public:
  explicit Plain(const Wanted& wanted) : wanted_(wanted) {}

  [[nodiscard]] Marks find(const char* at) const {
    return {equal(at, wanted_.quote), equal(at, wanted_.delimiter), equal(at, '\n')};
  }
  [[nodiscard]] static std::uint64_t find_returns(const char* at) { return equal(at, '\r'); }
  [[nodiscard]] static bool has_return(const char* at) { return find_returns(at) != 0; }
  static std::uint64_t parity(std::uint64_t bits) { return prefix_parity(bits); }
  static std::uint32_t* write(std::uint64_t bits, std::uint32_t first, std::uint32_t* to) {
    return write_places(bits, first, to);
  }

 private:
  static std::uint64_t equal(const char* at, char c) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < word_size; ++i) bits |= std::uint64_t{at[i] == c ? 1U : 0U} << i;
    return bits;
  }
  Wanted wanted_;
};

template <Returns has>
std::size_t index_plain(const char* at, std::size_t words, const Wanted& wanted, IndexState& state,
                        std::vector<std::uint32_t>& inner) {
  return walk<Plain, has>(at, words, wanted, state, inner);
}

#ifdef __x86_64__

/// Part of every x86-64 machine.
class Sse2 {
 public:
  explicit Sse2(const Wanted& wanted)
      : quote_(_mm_set1_epi8(wanted.quote)), delimiter_(_mm_set1_epi8(wanted.delimiter)) {}

  [[nodiscard]] Marks find(const char* at) const {
    return {equal(at, quote_), equal(at, delimiter_), equal(at, _mm_set1_epi8('\n'))};
  }
  [[nodiscard]] static std::uint64_t find_returns(const char* at) { return equal(at, _mm_set1_epi8('\r')); }
  [[nodiscard]] static bool has_return(const char* at) { return find_returns(at) != 0; }
  static std::uint64_t parity(std::uint64_t bits) { return prefix_parity(bits); }
  static std::uint32_t* write(std::uint64_t bits, std::uint32_t first, std::uint32_t* to) {
    return write_places(bits, first, to);
  }

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
std::size_t index_sse2(const char* at, std::size_t words, const Wanted& wanted, IndexState& state,
                       std::vector<std::uint32_t>& inner) {
  return walk<Sse2, has>(at, words, wanted, state, inner);
}

// What follows is for processors that are asked for it at run time.

class Avx2 {
 public:
  [[gnu::target("avx2")]] explicit Avx2(const Wanted& wanted)
      : quote_(_mm256_set1_epi8(wanted.quote)),
        delimiter_(_mm256_set1_epi8(wanted.delimiter)),
        feed_(_mm256_set1_epi8('\n')),
        return_(_mm256_set1_epi8('\r')) {}

  [[gnu::target("avx2")]] [[nodiscard]] Marks find(const char* at) const {
    return {equal(at, quote_), equal(at, delimiter_), equal(at, feed_)};
  }
  [[gnu::target("avx2")]] [[nodiscard]] std::uint64_t find_returns(const char* at) const { return equal(at, return_); }
  [[gnu::target("avx2")]] [[nodiscard]] bool has_return(const char* at) const {
    const __m256i low = _mm256_cmpeq_epi8(load(at), return_);
    const __m256i high = _mm256_cmpeq_epi8(load(at + 32), return_);
    return _mm256_movemask_epi8(_mm256_or_si256(low, high)) != 0;
  }
  /// A product without carries by all ones is the parity of all bits so far.
  [[gnu::target("pclmul")]] static std::uint64_t parity(std::uint64_t bits) {
    const __m128i factor = _mm_cvtsi64_si128(static_cast<std::int64_t>(bits));
    const __m128i product = _mm_clmulepi64_si128(factor, _mm_set1_epi8(-1), 0);
    return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
  }
  /// Writes up to eight places too many: hardly a word has more than eight, and how many it has cannot be guessed.
  [[gnu::target("bmi,popcnt")]] static std::uint32_t* write(std::uint64_t bits, std::uint32_t first,
                                                            std::uint32_t* to) {
    std::uint32_t* const end = to + _mm_popcnt_u64(bits);
    do {
      // std::countr_zero() would ask first whether there is any bit left.
      for (unsigned i = 0; i < 8; ++i, bits = _blsr_u64(bits)) {
        to[i] = first + static_cast<std::uint32_t>(_tzcnt_u64(bits));
      }
      to += 8;
    } while (to < end);
    return end;
  }

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
  __m256i return_;
};

template <Returns has>
[[gnu::target("avx2,bmi,bmi2,lzcnt,popcnt,pclmul")]] std::size_t index_avx2(const char* at, std::size_t words,
                                                                            const Wanted& wanted, IndexState& state,
                                                                            std::vector<std::uint32_t>& inner) {
  return walk<Avx2, has>(at, words, wanted, state, inner);
}

class Avx512 {
 public:
  [[gnu::target("avx512bw")]] explicit Avx512(const Wanted& wanted)
      : quote_(_mm512_set1_epi8(wanted.quote)), delimiter_(_mm512_set1_epi8(wanted.delimiter)) {}

  [[gnu::target("avx512bw")]] [[nodiscard]] Marks find(const char* at) const {
    const __m512i text = _mm512_loadu_si512(at);
    return {_mm512_cmpeq_epi8_mask(text, quote_), _mm512_cmpeq_epi8_mask(text, delimiter_),
            _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('\n'))};
  }
  [[gnu::target("avx512bw")]] [[nodiscard]] static std::uint64_t find_returns(const char* at) {
    return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(at), _mm512_set1_epi8('\r'));
  }
  [[gnu::target("avx512bw")]] [[nodiscard]] static bool has_return(const char* at) { return find_returns(at) != 0; }
  [[gnu::target("pclmul")]] static std::uint64_t parity(std::uint64_t bits) { return Avx2::parity(bits); }
  [[gnu::target("avx512bw,avx512vbmi2,bmi,popcnt")]] static std::uint32_t* write(std::uint64_t bits,
                                                                                 std::uint32_t first,
                                                                                 std::uint32_t* to) {
    alignas(word_size) static constexpr auto numbers = [] {
      std::array<std::uint8_t, word_size> all{};
      for (std::size_t i = 0; i < word_size; ++i) all[i] = static_cast<std::uint8_t>(i);
      return all;
    }();
    const __m512i chosen = _mm512_maskz_compress_epi8(bits, _mm512_load_si512(numbers.data()));
    const __m512i base = _mm512_set1_epi32(static_cast<int>(first));
    // Sixteen places at once; hardly a word has more.
    _mm512_storeu_si512(to, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(chosen))));
    const auto count = static_cast<unsigned>(_mm_popcnt_u64(bits));
    if (count > 16) [[unlikely]]
      return Avx2::write(bits, first, to);
    return to + count;
  }

 private:
  __m512i quote_;
  __m512i delimiter_;
};

template <Returns has>
[[gnu::target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,lzcnt,popcnt,pclmul")]] std::size_t
index_avx512(const char* at, std::size_t words, const Wanted& wanted, IndexState& state,
             std::vector<std::uint32_t>& inner) {
  return walk<Avx512, has>(at, words, wanted, state, inner);
}

#endif

template <Returns has>
Kernel kernel_of([[maybe_unused]] Instructions instructions) {
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

  const std::size_t words = std::min(bytes, text_.size() - at_) / word_size;
  const std::size_t done = look_at(text_.data() + at_, words, text_.data());
  at_ += done * word_size;
  stopped_ = done < words;
  const std::size_t left = text_.size() - at_;
  if (stopped_ || left == 0 || left >= word_size) return !stopped_;

  // The last bytes, with something behind them that is no mark.
  std::array<char, word_size> last{};
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
  const Wanted wanted{marks_[0], marks_[1], quoting_ ? ~std::uint64_t{0} : 0, text};
  std::size_t done = 0;
  if (!returns_) {
    done = kernel_of<Returns::none>(instructions_)(at, words, wanted, state_, inner_line_ends_);
    // From the first carriage return on, more are to be expected.
    returns_ = done < words && std::string_view{at + done * word_size, word_size}.find('\r') != std::string_view::npos;
  }
  if (!returns_) return done;
  at += done * word_size;
  return done + kernel_of<Returns::some>(instructions_)(at, words - done, wanted, state_, inner_line_ends_);
}

void FieldIndex::drop(std::size_t ends, std::size_t line_ends) {
  if (ends == 0) return;
  state_.next = std::copy(ends_.data() + ends, state_.next, ends_.data());
  state_.line_ends -= line_ends;
}

}  // namespace lsr
