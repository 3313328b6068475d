#include "usual_date.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "eight_digits.hpp"

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace lsr {

using std::chrono::seconds;

namespace {

constexpr std::size_t plain_size = 19;
constexpr std::size_t size_with_z = 20;
constexpr std::size_t size_with_offset = 25;

constexpr int day_seconds = 86400;
constexpr int hour_seconds = 3600;
constexpr int minute_seconds = 60;

bool may_be_usual(std::string_view t) {
  return t.size() == size_with_offset || t.size() == plain_size || (t.size() == size_with_z && t.back() == 'Z');
}

UsualDate nothing_or_other(std::string_view t) {
  UsualDate date;
  date.form = t.empty() ? UsualDate::Form::nothing : UsualDate::Form::other;
  return date;
}

/// The months of the years that logs are of, sixteen a year: the day before the first one since 1970, shifted up, and
/// the length. What is no month has no days.
constexpr unsigned first_year = 1970;
constexpr unsigned year_count = 130;
constexpr unsigned months_a_year = 16;
constexpr unsigned length_bits = 8;
constexpr auto months = [] {
  std::array<std::int32_t, std::size_t{year_count} * months_a_year> table{};
  int day_before = -1;
  for (unsigned year = 0; year < year_count; ++year) {
    for (unsigned month = 1; month <= 12; ++month) {
      const auto last = date::year{static_cast<int>(first_year + year)} / date::month{month} / date::last;
      const auto length = static_cast<int>(unsigned{last.day()});
      table[year * months_a_year + month] = day_before * (1 << length_bits) + length;
      day_before += length;
    }
  }
  return table;
}();

constexpr std::int64_t no_day = -1;

/// The days from 1970 to that day, or no_day. `month` counts sixteen a year from the year 0.
[[gnu::always_inline]] inline std::int64_t days_until(unsigned month, unsigned day) {
  const std::size_t place = month - first_year * months_a_year;
  if (place >= months.size()) return no_day;
  const std::int32_t found = months[place];
  constexpr std::int32_t length = (1 << length_bits) - 1;
  return day - 1 < static_cast<unsigned>(found & length) ? (found >> length_bits) + std::int64_t{day} : no_day;
}

unsigned pair_at(std::uint64_t pairs, unsigned place) { return static_cast<unsigned>(pairs >> (8 * place)) & 0xFFU; }

/// Sets a byte's top bit where the pair there is larger than `largest`.
constexpr std::uint64_t above(unsigned place, unsigned largest) { return std::uint64_t{127 - largest} << (8 * place); }
constexpr std::uint64_t top_bit(unsigned place) { return std::uint64_t{0x80} << (8 * place); }

/// Whether the field is a usual date or nothing; `into` is its instant then.
[[gnu::noinline]] bool read_instant(const FieldColumn& fields, std::size_t record, const Zone& zone, Instant& into) {
  const UsualDate date = read_usual_date(fields.text(record));
  if (date.form == UsualDate::Form::other) return false;
  into = date.form == UsualDate::Form::nothing ? never : usual_instant(date, zone);
  return true;
}

std::uint64_t read_plain(const FieldColumn& fields, const Zone& zone, std::span<Instant> into) {
  std::uint64_t others = 0;
  for (std::size_t i = 0; i < into.size(); ++i) {
    if (!read_instant(fields, i, zone, into[i])) others |= std::uint64_t{1} << i;
  }
  return others;
}

#ifdef __x86_64__

/// How a text of some size stands in 32 bytes: its first 16, and 16 further ones up to its end.
struct Layout {
  alignas(32) std::array<char, 32> pattern;        // zeros stand for digits
  alignas(32) std::array<std::uint8_t, 32> most;   // how far a byte may be from the pattern
  alignas(32) std::array<std::int8_t, 32> places;  // of the digits, in pairs; -1 is no digit
  std::uint32_t last;                              // where the further ones begin
  std::uint32_t sign;                              // where the offset's sign stands; without one, somewhere
  std::int64_t signed_mask;                        // all ones where there is one
  UsualDate::Form form;                            // other: of this size is no usual date
};

/// A blank in `pattern` may be anything.
constexpr Layout layout(std::string_view pattern, std::size_t size, std::array<std::int8_t, 16> last_places) {
  Layout result{};
  for (std::size_t i = 0; i < 32; ++i) {
    result.pattern[i] = pattern[i];
    result.most[i] = pattern[i] == ' ' ? 0xFF : pattern[i] == '0' ? 9 : 0;
  }
  constexpr std::array<std::int8_t, 16> first_places{0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, -1, -1, -1, -1};
  for (std::size_t i = 0; i < 16; ++i) {
    result.places[i] = first_places[i];
    result.places[16 + i] = last_places[i];
  }
  const bool with_sign = size == size_with_offset;
  result.last = static_cast<std::uint32_t>(size) - 16;
  result.sign = with_sign ? 19 : 0;
  result.signed_mask = with_sign ? -1 : 0;
  result.form = size == plain_size ? UsualDate::Form::local : UsualDate::Form::with_offset;
  return result;
}

constexpr std::array<Layout, 4> layouts{Layout{},
                                        layout("0000-00-00T00:00             :00", plain_size,
                                               {14, 15, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}),
                                        layout("0000-00-00T00:00            :00Z", size_with_z,
                                               {13, 14, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}),
                                        layout("0000-00-00T00:00       :00 00:00", size_with_offset,
                                               {8, 9, -1, -1, 11, 12, 14, 15, -1, -1, -1, -1, -1, -1, -1, -1})};

/// By the text's size, which is looked up since logs that mix them are not to be guessed at.
constexpr std::size_t sizes = 32;
constexpr auto layout_of_size = [] {
  std::array<std::uint8_t, sizes> table{};
  table[plain_size] = 1;
  table[size_with_z] = 2;
  table[size_with_offset] = 3;
  return table;
}();

/// What the pairs are at most, and what they are taken times to be added to their neighbours: the year in months; month
/// and, shifted up, day; the time of day. The seconds; the offset.
alignas(32) constexpr std::array<std::int16_t, 16> most_of_pairs{99, 99, 12, 31, 23, 59, 0, 0,
                                                                 59, 0,  23, 59, 0,  0,  0, 0};
alignas(32) constexpr std::array<std::int16_t, 16> factors{100 * months_a_year,
                                                           months_a_year,
                                                           1,
                                                           256,
                                                           hour_seconds,
                                                           minute_seconds,
                                                           0,
                                                           0,
                                                           1,
                                                           0,
                                                           hour_seconds,
                                                           minute_seconds,
                                                           0,
                                                           0,
                                                           0,
                                                           0};

[[gnu::target("avx2")]] inline __m256i load(const void* from) {
  return _mm256_load_si256(static_cast<const __m256i*>(from));
}

/// False where read_instant() has to look.
[[gnu::target("avx2"), gnu::always_inline]] inline bool read_instant_avx2(std::string_view t, const Zone& zone,
                                                                          Instant& into) {
  const Layout& layout = layouts[layout_of_size[std::min(t.size(), sizes - 1)]];
  if (layout.form == UsualDate::Form::other) {
    into = never;
    return t.empty();
  }
  const auto* const first = reinterpret_cast<const __m128i*>(t.data());
  const auto* const last = reinterpret_cast<const __m128i*>(t.data() + layout.last);
  const __m256i text = _mm256_loadu2_m128i(last, first);
  const __m256i off_pattern = _mm256_xor_si256(text, load(layout.pattern.data()));
  const __m256i fitting = _mm256_cmpeq_epi8(_mm256_min_epu8(off_pattern, load(layout.most.data())), off_pattern);
  const __m256i digits = _mm256_shuffle_epi8(off_pattern, load(layout.places.data()));
  const __m256i pairs = _mm256_maddubs_epi16(digits, _mm256_set1_epi16(1 << 8 | 10));
  const __m256i too_large = _mm256_cmpgt_epi16(pairs, load(most_of_pairs.data()));
  // All ones where every byte fits, and no pair is too large.
  if (_mm256_movemask_epi8(_mm256_andnot_si256(too_large, fitting)) != -1) return false;
  const __m256i numbers = _mm256_madd_epi16(pairs, load(factors.data()));
  const __m128i of_first = _mm256_castsi256_si128(numbers);
  const auto date = static_cast<std::uint64_t>(_mm_cvtsi128_si64(of_first));
  const auto time = static_cast<unsigned>(_mm_extract_epi32(of_first, 2));
  const auto end = static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm256_extracti128_si256(numbers, 1)));
  const auto days = days_until(static_cast<unsigned>(date) + (static_cast<unsigned>(date >> 32U) & 0xFFU),
                               static_cast<unsigned>(date >> 40U));
  // + and - stand on both sides of the comma.
  const std::int64_t west = t[layout.sign] - ',';
  const bool no_sign = ((west + 1) & ~2 & layout.signed_mask) != 0;
  if (days == no_day || no_sign) return false;
  const seconds local{days * day_seconds + time + static_cast<unsigned>(end)};
  into = layout.form == UsualDate::Form::local ? zone.instant(LocalTime{local})
                                               : Instant{local + seconds{west * static_cast<std::int64_t>(end >> 32U)}};
  return true;
}

[[gnu::target("avx2")]] std::uint64_t read_avx2(const FieldColumn& fields, const Zone& zone, std::span<Instant> into) {
  std::uint64_t others = 0;
  for (std::size_t i = 0; i < into.size(); ++i) {
    if (read_instant_avx2(fields.written(i), zone, into[i])) [[likely]]
      continue;
    if (!read_instant(fields, i, zone, into[i])) others |= std::uint64_t{1} << i;
  }
  return others;
}

#endif

}  // namespace

UsualDate read_usual_date(std::string_view t) {
  constexpr std::uint64_t blank_for_t = std::uint64_t{'T' ^ ' '} << 16U;
  constexpr std::uint64_t plus_for_minus = std::uint64_t{'-' ^ '+'} << 16U;
  constexpr std::uint64_t marks = byte_at(2) | byte_at(5);
  if (!may_be_usual(t)) return nothing_or_other(t);

  const std::uint64_t date = eight(t.data(), "0000-00-");
  std::uint64_t time = eight(t.data() + 8, "00T00:00");
  if ((time & byte_at(2)) == blank_for_t) time ^= blank_for_t;
  // The seconds and the offset; without one, the seconds are the last two of eight.
  const bool offset = t.size() == size_with_offset;
  std::uint64_t end = eight(t.data() + (offset ? 17 : 11), offset ? "00-00:00" : "00:00:00");
  const bool east = offset && (end & byte_at(2)) == plus_for_minus;
  if (east) end ^= plus_for_minus;
  const std::uint64_t misfit = misfits(date, ~(byte_at(4) | byte_at(7))) | misfits(time, ~marks) | misfits(end, ~marks);
  if (misfit != 0 || t[16] != ':') return {};

  const std::uint64_t of_date = pairs(date);
  const std::uint64_t of_time = pairs(time);
  const std::uint64_t of_end = pairs(offset ? end : end >> 48U);
  // What stands between the pairs is below a hundred too, so that nothing is carried from one byte into the next.
  const std::uint64_t too_large =
      ((of_time + (above(3, 23) | above(6, 59))) & (top_bit(3) | top_bit(6))) |
      ((of_end + (above(0, 59) | above(3, 23) | above(6, 59))) & (top_bit(0) | top_bit(3) | top_bit(6)));
  if (too_large != 0) return {};
  const unsigned month = pair_at(of_date, 5);
  const unsigned year = pair_at(of_date, 0) * 100 + pair_at(of_date, 2);
  const auto days = month < months_a_year ? days_until(year * months_a_year + month, pair_at(of_time, 0)) : no_day;
  if (days == no_day) return {};
  const auto time_of_day =
      static_cast<int>(pair_at(of_time, 3) * hour_seconds + pair_at(of_time, 6) * minute_seconds + pair_at(of_end, 0));
  const auto distance = static_cast<int>(pair_at(of_end, 3) * hour_seconds + pair_at(of_end, 6) * minute_seconds);
  return {LocalTime{seconds{days * day_seconds + time_of_day}}, east ? distance : -distance,
          t.size() == plain_size ? UsualDate::Form::local : UsualDate::Form::with_offset};
}

UsualInstantsReader usual_instants_reader([[maybe_unused]] Instructions instructions) {
#ifdef __x86_64__
  if (instructions >= Instructions::avx2) return read_avx2;
#endif
  return read_plain;
}

}  // namespace lsr
