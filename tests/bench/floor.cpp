/// lsr_floor FILE [THREADS]
///
/// The least that a reader of delimited text can do, as a yardstick: read() into one reused buffer of 1 MiB a thread,
/// and a look at every byte for quotes, commas and line ends, 64 at a time, with the quote state carried through. It
/// keeps nothing, and prints how many commas and line ends stand outside quotes.
///
/// Each thread takes an equal part of the file. Whether it begins inside quotes it does not know: it counts for both
/// cases, and which one held shows when the parts are put together.

#include <fcntl.h>
#include <immintrin.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr std::size_t block = std::size_t{1} << 20;
constexpr std::size_t page = 4096;

/// What a part of the file holds, if it begins outside of quotes [0] or inside [1].
struct Counts {
  std::array<std::uint64_t, 2> commas{};
  std::array<std::uint64_t, 2> line_ends{};
  bool odd_quotes = false;
  bool failed = false;
};

struct Masks {
  std::uint64_t quotes;
  std::uint64_t commas;
  std::uint64_t line_ends;
};

__attribute__((target("avx2"))) std::uint64_t mask_of(__m256i low, __m256i high, char c) {
  const __m256i wanted = _mm256_set1_epi8(c);
  const auto first = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, wanted)));
  const auto second = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, wanted)));
  return first | std::uint64_t{second} << 32U;
}

__attribute__((target("avx2"))) Masks masks_avx2(const char* at) {
  const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + 32));
  return {mask_of(low, high, '"'), mask_of(low, high, ','), mask_of(low, high, '\n')};
}

/// Bit i is the parity of the bits up to i: whether byte i stands inside quotes.
__attribute__((target("pclmul"))) std::uint64_t prefix_parity(std::uint64_t bits) {
  const __m128i all = _mm_set1_epi8(-1);
  const __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<std::int64_t>(bits)), all, 0);
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
}

__attribute__((target("avx2,pclmul,popcnt"))) void scan(const char* at, std::size_t size, Counts& counts) {
  for (std::size_t i = 0; i < size; i += 64) {
    const Masks masks = masks_avx2(at + i);
    const std::uint64_t inside = prefix_parity(masks.quotes) ^ (counts.odd_quotes ? ~std::uint64_t{0} : 0);
    counts.commas[0] += static_cast<std::uint64_t>(std::popcount(masks.commas & ~inside));
    counts.commas[1] += static_cast<std::uint64_t>(std::popcount(masks.commas & inside));
    counts.line_ends[0] += static_cast<std::uint64_t>(std::popcount(masks.line_ends & ~inside));
    counts.line_ends[1] += static_cast<std::uint64_t>(std::popcount(masks.line_ends & inside));
    counts.odd_quotes = (inside >> 63U) != 0;
  }
}

Counts count(const char* path, std::uint64_t from, std::uint64_t to) {
  Counts counts;
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  const std::unique_ptr<char, decltype(&std::free)> buffer{static_cast<char*>(std::aligned_alloc(page, block)),
                                                           &std::free};
  while (from < to) {
    const auto wanted = std::min<std::uint64_t>(block, to - from);
    const ssize_t got = pread(file, buffer.get(), wanted, static_cast<off_t>(from));
    if (got <= 0) {
      counts.failed = true;
      break;
    }
    const auto size = static_cast<std::size_t>(got);
    // What is left of the last 64 bytes must hold none of the characters looked for.
    const std::size_t padded = (size + 63) / 64 * 64;
    std::fill(buffer.get() + size, buffer.get() + padded, ' ');
    scan(buffer.get(), padded, counts);
    from += size;
  }
  close(file);
  return counts;
}

}  // namespace

int main(int argc, char** argv) {
  struct stat facts {};
  if (argc < 2 || stat(argv[1], &facts) != 0) {
    std::fputs("usage: lsr_floor FILE [THREADS]\n", stderr);
    return 2;
  }
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("pclmul")) {
    std::fputs("lsr_floor: this machine has no AVX2\n", stderr);
    return 1;
  }
  const auto size = static_cast<std::uint64_t>(facts.st_size);
  const std::uint64_t threads = argc > 2 ? std::stoul(argv[2]) : 1;
  std::vector<Counts> parts(threads);
  {
    std::vector<std::jthread> workers;
    const std::uint64_t share = size / threads / block * block;
    for (std::uint64_t i = 0; i < threads; ++i) {
      workers.emplace_back([&, i] { parts[i] = count(argv[1], i * share, i + 1 == threads ? size : (i + 1) * share); });
    }
  }
  std::uint64_t commas = 0;
  std::uint64_t line_ends = 0;
  bool inside = false;
  for (const Counts& part : parts) {
    if (part.failed) {
      std::perror("lsr_floor");
      return 1;
    }
    commas += part.commas[inside ? 1 : 0];
    line_ends += part.line_ends[inside ? 1 : 0];
    inside = inside != part.odd_quotes;
  }
  std::printf("%llu commas, %llu line ends\n", static_cast<unsigned long long>(commas),
              static_cast<unsigned long long>(line_ends));
  return 0;
}
