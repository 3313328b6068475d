/// Eight characters at once, as one word whose lowest byte is the first of them.
///
///     const std::uint64_t date = eight("2026-03-", "0000-00-");          // a pattern's zeros stand for digits
///     misfits(date, ~(byte_at(4) | byte_at(7))) == 0                     // digits in all places but these two
///     pairs(date)                                                        // 20, 26 and 3 at the places 0, 2 and 5
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace lsr {

inline std::uint64_t eight(const char* text) {
  std::uint64_t word = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&word, text, sizeof word);
  } else {
    for (unsigned i = 0; i < sizeof word; ++i) word |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8 * i);
  }
  return word;
}

/// Held against a pattern: 0 where they are alike, and the digit's value where the pattern has a zero.
inline std::uint64_t eight(const char* text, const char* pattern) { return eight(text) ^ eight(pattern); }

constexpr std::uint64_t byte_at(unsigned place) { return std::uint64_t{0xFF} << (8 * place); }

/// Not 0 where something else stands than digits at the places that `digits` has as 0xFF, and the pattern elsewhere.
inline std::uint64_t misfits(std::uint64_t eight, std::uint64_t digits) {
  constexpr std::uint64_t ten_overflows = 0x7676767676767676U;
  constexpr std::uint64_t top_bits = 0x8080808080808080U;
  return (((eight + ten_overflows) | eight) & top_bits) | (eight & ~digits);
}

/// The numbers that neighbouring digits make, 0 … 99: at each place that of the two digits from there on.
inline std::uint64_t pairs(std::uint64_t eight) { return eight * 10 + (eight >> 8U); }

/// The number that all eight digits make.
inline std::uint64_t number_of(std::uint64_t eight) {
  constexpr std::uint64_t every_other = 0x000000FF000000FFU;
  constexpr std::uint64_t millions = 100 + (std::uint64_t{1'000'000} << 32U);
  constexpr std::uint64_t ones = 1 + (std::uint64_t{10'000} << 32U);
  const std::uint64_t two = pairs(eight);
  return ((two & every_other) * millions + ((two >> 16U) & every_other) * ones) >> 32U;
}

}  // namespace lsr
