/// Numbers for packed deciders: most logs have a few hundred of them, in millions of orders, and a number takes less
/// room than what it stands for.
///
///     DeciderNumbers numbers{DeciderNumbers::most_in_cache};
///     numbers.number_of(decider)                                         // 0, and another time the same
///     numbers.decider(0)
///
/// Edges: there are only so many numbers, and `none` for what comes then: a log that gives ship-by times to the second
/// may want more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace lsr {

class DeciderNumbers {
 public:
  /// So many that what they stand for fits the processor's cache.
  static constexpr std::uint32_t most_in_cache = std::uint32_t{1} << 17;
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  explicit DeciderNumbers(std::uint32_t most) : most_(most) {}

  /// The number it has, or the next one; none where there are no more. Deciders are packed().
  std::uint32_t number_of(std::uint64_t decider) {
    constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U;  // so that deciders that differ little are far apart
    Known& known = known_[(decider * golden) >> (64U - known_bits)];
    if (known.decider != decider) known = {decider, find_or_add(decider)};
    return known.number;
  }
  [[nodiscard]] std::uint64_t decider(std::uint32_t number) const { return deciders_[number]; }
  /// How many have numbers.
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(deciders_.size()); }

 private:
  struct Known {
    std::uint64_t decider = ~std::uint64_t{0};  // which is none
    std::uint32_t number = none;
  };
  static constexpr unsigned known_bits = 12;

  [[gnu::noinline]] std::uint32_t find_or_add(std::uint64_t decider);

  std::uint32_t most_;
  std::vector<Known> known_ = std::vector<Known>(std::size_t{1} << known_bits);  // the last ones that were asked for
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
  std::vector<std::uint64_t> deciders_;
};

}  // namespace lsr
