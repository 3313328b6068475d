#include "order_key.hpp"

#include "eight_digits.hpp"

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace lsr {

namespace {

constexpr std::uint64_t seven_digits = 10'000'000;

char* write_digits(char* end, std::uint64_t number, int count) {
  for (int i = 0; i < count; ++i, number /= 10) *--end = static_cast<char>('0' + number % 10);
  return end;
}

/// The numbers in -1234567-7654321, where it is that.
struct Sevens {
  bool fit;
  std::uint64_t first;
  std::uint64_t second;
};

Sevens sevens_of(const char* text) {
  const std::uint64_t first = eight(text, "-0000000");
  const std::uint64_t second = eight(text + 8, "-0000000");
  const bool fit = (misfits(first, ~byte_at(0)) | misfits(second, ~byte_at(0))) == 0;
  return {fit, number_of(first), number_of(second)};
}

constexpr std::size_t id_size = 19;

// ---- mixed ----------------------------------------------------------------------------------------------------------

constexpr std::uint64_t low(std::uint64_t word) { return word & ((std::uint64_t{1} << order_key_bits) - 1); }

constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U;
constexpr unsigned middle = 29;

constexpr std::uint64_t inverse(std::uint64_t odd) {
  std::uint64_t result = odd;
  // Each step doubles the number of low bits that are right, three at first.
  for (int i = 0; i < 5; ++i) result *= 2 - odd * result;
  return result;
}

constexpr std::uint64_t mixed(std::uint64_t key) {
  key = low(key * factor);
  key ^= key >> middle;
  return low(key * factor);
}

constexpr std::uint64_t unmixed(std::uint64_t key) {
  key = low(key * inverse(factor));
  key ^= key >> middle;
  return low(key * inverse(factor));
}
static_assert(unmixed(mixed(11'112'345'677'654'321U)) == 11'112'345'677'654'321U);

// ---- many -----------------------------------------------------------------------------------------------------------

void read_one_by_one(std::span<const std::string_view> ids, std::span<std::uint64_t> into) {
  for (std::size_t i = 0; i < ids.size(); ++i) into[i] = order_key(ids[i]);
}

#ifdef __x86_64__

/// The first 16 characters, 000-0000000-0000, of which three digits are read, and the last ones, -0000000-0000000: a
/// dash has become a zero in front of seven digits.
[[gnu::target("avx2")]] std::uint64_t key_avx2(const char* id) {
  const __m256i pattern =
      _mm256_setr_epi8('0', '0', '0', '-', '0', '0', '0', '0', '0', '0', '0', '-', '0', '0', '0', '0', '-', '0', '0',
                       '0', '0', '0', '0', '0', '-', '0', '0', '0', '0', '0', '0', '0');
  const __m256i most =
      _mm256_setr_epi8(9, 9, 9, 0, 9, 9, 9, 9, 9, 9, 9, 0, 9, 9, 9, 9, 0, 9, 9, 9, 9, 9, 9, 9, 0, 9, 9, 9, 9, 9, 9, 9);
  const __m256i tens = _mm256_setr_epi8(100, 10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 1, 10, 1, 10, 1, 10, 1,
                                        10, 1, 10, 1, 10, 1, 10, 1);
  const __m256i hundreds = _mm256_setr_epi16(1, 1, 0, 0, 0, 0, 0, 0, 100, 1, 100, 1, 100, 1, 100, 1);
  const __m256i ten_thousands = _mm256_setr_epi16(1, 0, 0, 0, 0, 0, 0, 0, 10'000, 1, 10'000, 1, 0, 0, 0, 0);
  const auto* const first = reinterpret_cast<const __m128i*>(id);
  const auto* const last = reinterpret_cast<const __m128i*>(id + id_size - 16);
  const __m256i digits = _mm256_xor_si256(_mm256_loadu2_m128i(last, first), pattern);
  if (_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(digits, most), digits)) != -1) return no_order_key;
  const __m256i fours = _mm256_madd_epi16(_mm256_maddubs_epi16(digits, tens), hundreds);
  const __m256i numbers = _mm256_madd_epi16(_mm256_packus_epi32(fours, fours), ten_thousands);
  const auto three = static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm256_castsi256_si128(numbers)));
  const auto sevens = static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm256_extracti128_si256(numbers, 1)));
  return (three * seven_digits + (sevens & 0xFFFFFFFFU)) * seven_digits + (sevens >> 32U);
}

[[gnu::target("avx2")]] void read_keys_avx2(std::span<const std::string_view> ids, std::span<std::uint64_t> into) {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    into[i] = ids[i].size() == id_size ? key_avx2(ids[i].data()) : no_order_key;
  }
}

#endif

}  // namespace

OrderKeysReader order_keys_reader([[maybe_unused]] Instructions instructions) {
#ifdef __x86_64__
  if (instructions >= Instructions::avx2) return read_keys_avx2;
#endif
  return read_one_by_one;
}

std::uint64_t order_key(std::string_view id) {
  if (id.size() != id_size) return no_order_key;
  // The first three digits and a dash; twice a dash with seven digits.
  const std::uint64_t first = eight(id.data(), "000-0000") & ~(byte_at(4) | byte_at(5) | byte_at(6) | byte_at(7));
  const Sevens sevens = sevens_of(id.data() + 3);
  if (misfits(first, ~byte_at(3)) != 0 || !sevens.fit) return no_order_key;
  const std::uint64_t three = (first & 0xFFU) * 100 + (first >> 8U & 0xFFU) * 10 + (first >> 16U & 0xFFU);
  return (three * seven_digits + sevens.first) * seven_digits + sevens.second;
}

OrderIdText order_id_of(std::uint64_t key) {
  OrderIdText id{};
  char* at = id.text.data() + id.text.size();
  at = write_digits(at, key % seven_digits, 7);
  *--at = '-';
  at = write_digits(at, key / seven_digits % seven_digits, 7);
  *--at = '-';
  write_digits(at, key / seven_digits / seven_digits, 3);
  return id;
}

std::uint64_t mixed_key(std::uint64_t key) { return mixed(key); }
std::uint64_t unmixed_key(std::uint64_t mixed_key) { return unmixed(mixed_key); }

}  // namespace lsr
