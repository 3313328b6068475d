#include "utf8.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace lsr {

namespace {

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

/// The second byte's range keeps out overlong forms, surrogates and what is above U+10FFFF (RFC 3629 §4).
struct Lead {
  std::size_t length = 0;  // of the whole letter; 0: no letter begins so
  unsigned second_from = 0x80;
  unsigned second_to = 0xBF;
};

Lead lead_of(unsigned byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {2};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {3};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  if (byte >= 0xF1 && byte <= 0xF3) return {4};
  return {};
}

/// How many bytes from `at` on fit the letter that begins there.
std::size_t fitting(std::string_view text, std::size_t at, const Lead& lead) {
  std::size_t count = 1;
  for (; count < lead.length && at + count < text.size(); ++count) {
    const unsigned byte = byte_at(text, at + count);
    const bool second = count == 1;
    if (byte < (second ? lead.second_from : 0x80) || byte > (second ? lead.second_to : 0xBF)) break;
  }
  return count;
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

/// How many bytes at the beginning are ASCII for certain; the next letter beyond it is not far behind them.
std::size_t ascii_blocks_plain(std::string_view text) {
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  std::size_t at = 0;
  for (; at + 32 <= text.size(); at += 32) {
    std::uint64_t words[4];  // NOLINT(*-avoid-c-arrays)
    std::memcpy(words, text.data() + at, sizeof words);
    if (((words[0] | words[1] | words[2] | words[3]) & high_bits) != 0) break;
  }
  return at;
}

#ifdef __x86_64__

__attribute__((target("avx2"))) std::size_t ascii_blocks_avx2(std::string_view text) {
  constexpr std::size_t block = 128;
  std::size_t at = 0;
  for (; at + block <= text.size(); at += block) {
    const auto* const parts = reinterpret_cast<const __m256i*>(text.data() + at);
    const __m256i first = _mm256_or_si256(_mm256_loadu_si256(parts), _mm256_loadu_si256(parts + 1));
    const __m256i second = _mm256_or_si256(_mm256_loadu_si256(parts + 2), _mm256_loadu_si256(parts + 3));
    if (_mm256_movemask_epi8(_mm256_or_si256(first, second)) != 0) break;
  }
  return at;
}

#endif

std::size_t ascii_blocks(std::string_view text) {
#ifdef __x86_64__
  if (__builtin_cpu_supports("avx2")) return ascii_blocks_avx2(text);
#endif
  return ascii_blocks_plain(text);
}

}  // namespace

std::size_t first_beyond_ascii(std::string_view text) {
  // This looks at every byte of every file: as many at a time as the processor can.
  std::size_t at = ascii_blocks(text);
  while (at < text.size() && byte_at(text, at) < 0x80) ++at;
  return at;
}

std::size_t valid_utf8(std::string_view text) {
  std::size_t at = 0;
  for (;;) {
    at += first_beyond_ascii(text.substr(at));
    while (at < text.size() && byte_at(text, at) >= 0x80) {
      const Lead lead = lead_of(byte_at(text, at));
      if (lead.length == 0 || fitting(text, at, lead) != lead.length) return at;
      at += lead.length;
    }
    if (at == text.size()) return at;
  }
}

std::size_t character_size(std::string_view text) {
  if (text.empty()) return 0;
  if (byte_at(text, 0) < 0x80) return 1;
  const Lead lead = lead_of(byte_at(text, 0));
  return lead.length != 0 && fitting(text, 0, lead) == lead.length ? lead.length : 0;
}

bool is_cut_letter(std::string_view rest) {
  if (rest.empty() || byte_at(rest, 0) < 0x80) return false;
  const Lead lead = lead_of(byte_at(rest, 0));
  return rest.size() < lead.length && fitting(rest, 0, lead) == rest.size();
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

std::string_view first_characters(std::string_view text, std::size_t most) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (begins_character(text[i]) && ++found > most) return text.substr(0, i);
  }
  return text;
}

}  // namespace lsr
