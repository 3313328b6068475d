#include "usual_dates.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string_view>
#include <type_traits>

#include "usual_date.hpp"

#ifdef __x86_64__
#include <immintrin.h>

#include "month_table.hpp"
#endif

namespace lsr {

namespace {

using namespace usual_date;

constexpr std::uint64_t bit(std::size_t place) { return std::uint64_t{1} << place; }

/// Whether the field is a usual date or nothing; `into` is its instant then.
[[gnu::noinline]] bool read_one(const FieldColumn& fields, std::size_t record, const Zone& zone, Instant& into) {
  const UsualDate date = read_usual_date(fields.text(record));
  if (date.form == UsualDate::Form::other) return false;
  into = date.form == UsualDate::Form::nothing ? never : usual_instant(date, zone);
  return true;
}

std::uint64_t read_one_by_one(const FieldColumn& fields, std::size_t count, const Zone& zone,
                              std::span<Instant, dates_at_once> into) {
  std::uint64_t others = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!read_one(fields, i, zone, into[i])) others |= bit(i);
  }
  return others;
}

#ifdef __x86_64__

/// How a text of some size stands in 32 bytes: its first 16, and 16 further ones up to its end.
struct Layout {
  alignas(32) std::array<char, 32> pattern{};        // zeros stand for digits
  alignas(32) std::array<std::uint8_t, 32> most{};   // how far a byte may be from the pattern
  alignas(32) std::array<std::int8_t, 32> places{};  // of the pairs' two bytes; -1 is a zero
  std::uint32_t last = 0;                            // where the further ones begin
  bool is_date = false;                              // of this size is a usual date
  bool is_local = false;                             // and it is one of the zone
};

/// A blank in `pattern` may be anything, and so may the sign.
constexpr Layout layout(std::string_view pattern, std::size_t size, std::array<std::int8_t, 16> last_places) {
  Layout result;
  for (std::size_t i = 0; i < 32; ++i) {
    const char c = pattern[i];
    result.pattern[i] = c;
    result.most[i] = c == ' ' || c == '+' ? 0xFF : c == '0' ? 9 : 0;
  }
  constexpr std::array<std::int8_t, 16> first_places{0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, -1, -1, -1, -1};
  for (std::size_t i = 0; i < 16; ++i) {
    result.places[i] = first_places[i];
    result.places[16 + i] = last_places[i];
  }
  result.last = static_cast<std::uint32_t>(size) - 16;
  result.is_date = true;
  return result;
}

/// By the text's size, which is looked up since logs that mix them are not to be guessed at.
constexpr std::size_t sizes = 32;
constexpr auto layouts = [] {
  std::array<Layout, sizes> table{};
  // Of the last 16 bytes: the sign, nothing, the seconds, and the offset's hours and minutes.
  table[local_size] = layout("0000-00-00T00:00             :00", local_size,
                             {-1, -1, -1, -1, -1, -1, -1, -1, 14, 15, -1, -1, -1, -1, -1, -1});
  table[size_with_z] = layout("0000-00-00T00:00            :00Z", size_with_z,
                              {-1, -1, -1, -1, -1, -1, -1, -1, 13, 14, -1, -1, -1, -1, -1, -1});
  table[size_with_offset] = layout("0000-00-00T00:00       :00+00:00", size_with_offset,
                                   {10, -1, -1, -1, -1, -1, -1, -1, 8, 9, -1, -1, 11, 12, 14, 15});
  table[local_size].is_local = true;
  return table;
}();

constexpr int day_bits = 8;    // the day stands above its month …
constexpr int sign_bits = 20;  // … and the sign above its year
constexpr std::int32_t minus = '-' ^ '+';

/// What the two bytes of a pair are taken times, how large a pair is at most, and what it is taken times to be added to
/// its neighbour. The year in months, month and day, the time of day; the sign, the seconds, the offset.
alignas(32) constexpr std::array<std::int8_t, 32> tens_and_ones{10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 0,  0, 0,  0,
                                                                64, 0, 0,  0, 0,  0, 0,  0, 10, 1, 0,  0, 10, 1, 10, 1};
alignas(32) constexpr std::array<std::int16_t, 16> most_of_pairs{99,    99, 12, 31, 23, 59, 0,  0,
                                                                 32767, 0,  0,  0,  59, 0,  23, 59};
alignas(32) constexpr std::array<std::int16_t, 16> factors{100 * months_a_year,
                                                           months_a_year,
                                                           1,
                                                           1 << day_bits,
                                                           hour_seconds,
                                                           minute_seconds,
                                                           0,
                                                           0,
                                                           (1 << sign_bits) / 64,
                                                           0,
                                                           0,
                                                           0,
                                                           1,
                                                           0,
                                                           hour_seconds,
                                                           minute_seconds};

/// What a text says, in four numbers: year and sign, month and day, seconds of the day, and of the offset.
struct alignas(16) Numbers {
  std::array<std::int32_t, 4> all;
};

[[gnu::target("avx2")]] inline __m256i load(const void* from) {
  return _mm256_load_si256(static_cast<const __m256i*>(from));
}

/// Whether the text is of that layout, apart from the sign and whether there is such a day.
[[gnu::target("avx2"), gnu::always_inline]] inline bool take_apart(const char* text, const Layout& layout,
                                                                   Numbers& into) {
  const auto* const first = reinterpret_cast<const __m128i*>(text);
  const auto* const last = reinterpret_cast<const __m128i*>(text + layout.last);
  const __m256i off_pattern = _mm256_xor_si256(_mm256_loadu2_m128i(last, first), load(layout.pattern.data()));
  const __m256i fitting = _mm256_cmpeq_epi8(_mm256_min_epu8(off_pattern, load(layout.most.data())), off_pattern);
  const __m256i digits = _mm256_shuffle_epi8(off_pattern, load(layout.places.data()));
  const __m256i pairs = _mm256_maddubs_epi16(digits, load(tens_and_ones.data()));
  const __m256i too_large = _mm256_cmpgt_epi16(pairs, load(most_of_pairs.data()));
  const __m256i sums = _mm256_madd_epi16(pairs, load(factors.data()));
  // No number stands in both halves.
  const __m128i numbers = _mm_add_epi32(_mm256_castsi256_si128(sums), _mm256_extracti128_si256(sums, 1));
  _mm_store_si128(reinterpret_cast<__m128i*>(into.all.data()), numbers);
  // All ones where every byte fits, and no pair is too large.
  return _mm256_movemask_epi8(_mm256_andnot_si256(too_large, fitting)) == -1;
}

/// Eight texts' numbers, each of the four by itself.
struct EightOfEach {
  __m256i year_and_sign;
  __m256i month_and_day;
  __m256i time;
  __m256i offset;
};

/// A text's numbers, and those of the fourth one behind it.
[[gnu::target("avx2"), gnu::always_inline]] inline __m256i two(const Numbers* first) {
  return _mm256_loadu2_m128i(reinterpret_cast<const __m128i*>(first + 4), reinterpret_cast<const __m128i*>(first));
}

[[gnu::target("avx2"), gnu::always_inline]] inline EightOfEach of_each(const Numbers* eight) {
  const __m256i front_even = _mm256_unpacklo_epi32(two(eight), two(eight + 1));
  const __m256i front_odd = _mm256_unpacklo_epi32(two(eight + 2), two(eight + 3));
  const __m256i back_even = _mm256_unpackhi_epi32(two(eight), two(eight + 1));
  const __m256i back_odd = _mm256_unpackhi_epi32(two(eight + 2), two(eight + 3));
  return {_mm256_unpacklo_epi64(front_even, front_odd), _mm256_unpackhi_epi64(front_even, front_odd),
          _mm256_unpacklo_epi64(back_even, back_odd), _mm256_unpackhi_epi64(back_even, back_odd)};
}

/// Four instants, of days since 1970 and seconds.
[[gnu::target("avx2"), gnu::always_inline]] inline void store_instants(__m128i days, __m128i time, Instant* into) {
  const __m256i seconds_of_days = _mm256_mul_epu32(_mm256_cvtepi32_epi64(days), _mm256_set1_epi64x(day_seconds));
  const __m256i seconds = _mm256_add_epi64(seconds_of_days, _mm256_cvtepi32_epi64(time));
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(into), seconds);
}

/// The instants of eight texts, as if a local time were one of UTC; a bit is 1 where there is no such day or sign.
[[gnu::target("avx2"), gnu::always_inline]] inline std::uint32_t put_together(const Numbers* eight, Instant* into) {
  const EightOfEach numbers = of_each(eight);
  const __m256i year = _mm256_and_si256(numbers.year_and_sign, _mm256_set1_epi32((1 << sign_bits) - 1));
  const __m256i month = _mm256_and_si256(numbers.month_and_day, _mm256_set1_epi32((1 << day_bits) - 1));
  const __m256i sign = _mm256_srli_epi32(numbers.year_and_sign, sign_bits);
  const __m256i day = _mm256_srli_epi32(numbers.month_and_day, day_bits);

  const __m256i first_month = _mm256_set1_epi32(first_year_of_months * months_a_year);
  const __m256i no_month = _mm256_set1_epi32(static_cast<int>(month_table.size()) - 1);
  const __m256i place = _mm256_min_epu32(_mm256_sub_epi32(_mm256_add_epi32(year, month), first_month), no_month);
  const __m256i found = _mm256_i32gather_epi32(month_table.data(), place, sizeof month_table[0]);
  const __m256i length = _mm256_and_si256(found, _mm256_set1_epi32((1 << month_length_bits) - 1));
  const __m256i days = _mm256_add_epi32(_mm256_srai_epi32(found, month_length_bits), day);

  const __m256i zero = _mm256_setzero_si256();
  const __m256i is_day = _mm256_andnot_si256(_mm256_cmpgt_epi32(day, length), _mm256_cmpgt_epi32(day, zero));
  const __m256i is_east = _mm256_cmpeq_epi32(sign, zero);
  const __m256i is_sign = _mm256_or_si256(is_east, _mm256_cmpeq_epi32(sign, _mm256_set1_epi32(minus)));
  // East of UTC the offset is taken off; its complement is one less than what it is below zero.
  const __m256i away = _mm256_sub_epi32(_mm256_xor_si256(numbers.offset, is_east), is_east);
  const __m256i time = _mm256_add_epi32(numbers.time, away);
  store_instants(_mm256_castsi256_si128(days), _mm256_castsi256_si128(time), into);
  store_instants(_mm256_extracti128_si256(days, 1), _mm256_extracti128_si256(time, 1), into + 4);
  return ~static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_and_si256(is_day, is_sign)))) &
         0xFFU;
}

constexpr std::uint64_t below(std::size_t place) { return place < dates_at_once ? bit(place) - 1 : ~std::uint64_t{0}; }

std::size_t first_of(std::uint64_t places) { return static_cast<std::size_t>(std::countr_zero(places)); }

/// What the first look at a column's texts shows, a bit for each.
struct Kinds {
  std::uint64_t empty = 0;
  std::uint64_t local = 0;    // times of the zone
  std::uint64_t careful = 0;  // read_one() has to look
};

/// Of the others, and behind the last one up to a multiple of eight, the numbers are zeros.
[[gnu::target("avx2"), gnu::always_inline]] inline Kinds take_apart(const FieldColumn& fields, std::size_t count,
                                                                    std::array<Numbers, dates_at_once>& into) {
  Kinds kinds;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view text = fields.written(i);
    const Layout& layout = layouts[std::min(text.size(), sizes - 1)];
    if (layout.is_date && take_apart(text.data(), layout, into[i])) [[likely]] {
      kinds.local |= std::uint64_t{layout.is_local} << i;
    } else {
      into[i] = {};
      (text.empty() ? kinds.empty : kinds.careful) |= bit(i);
    }
  }
  for (std::size_t i = count; i % 8 != 0; ++i) into[i] = {};
  return kinds;
}

/// The instants that were not put together, or as if they were of UTC. Which are no usual dates.
std::uint64_t mend(const FieldColumn& fields, Kinds kinds, const Zone& zone, std::span<Instant, dates_at_once> into) {
  for (; kinds.empty != 0; kinds.empty &= kinds.empty - 1) into[first_of(kinds.empty)] = never;
  for (; kinds.local != 0; kinds.local &= kinds.local - 1) {
    Instant& instant = into[first_of(kinds.local)];
    instant = zone.instant(LocalTime{instant.time_since_epoch()});
  }
  std::uint64_t others = 0;
  for (; kinds.careful != 0; kinds.careful &= kinds.careful - 1) {
    const std::size_t place = first_of(kinds.careful);
    if (!read_one(fields, place, zone, into[place])) others |= bit(place);
  }
  return others;
}

[[gnu::target("avx2")]] std::uint64_t read_dates_avx2(const FieldColumn& fields, std::size_t count, const Zone& zone,
                                                      std::span<Instant, dates_at_once> into) {
  static_assert(std::is_same_v<Instant::rep, std::int64_t>);
  // NOLINTNEXTLINE(*-member-init): what is read is written before, and clearing it all takes time
  std::array<Numbers, dates_at_once> numbers;
  Kinds kinds = take_apart(fields, count, numbers);
  std::uint64_t no_dates = 0;
  for (std::size_t i = 0; i < count; i += 8) {
    no_dates |= std::uint64_t{put_together(numbers.data() + i, into.data() + i)} << i;
  }
  kinds.careful |= no_dates & below(count) & ~kinds.empty;
  kinds.local &= ~kinds.careful;
  return mend(fields, kinds, zone, into);
}

#endif

}  // namespace

UsualDatesReader usual_dates_reader([[maybe_unused]] Instructions instructions) {
#ifdef __x86_64__
  if (instructions >= Instructions::avx2) return read_dates_avx2;
#endif
  return read_one_by_one;
}

}  // namespace lsr
