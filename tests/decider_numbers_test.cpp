#include "decider_numbers.hpp"

#include <catch2/catch.hpp>
#include <cstdint>

using lsr::DeciderNumbers;

TEST_CASE("decider numbers: the same number for the same decider, and no more than there are", "[decider_numbers]") {
  constexpr std::uint32_t most = 10'000;  // more than the last ones that are looked at first
  DeciderNumbers numbers{most};
  constexpr std::uint64_t odd = 0x5'DEEC'E66D;
  for (std::uint32_t i = 0; i < most; ++i) {
    if (numbers.number_of(i * odd) != i) FAIL_CHECK("decider " << i << " has not the next number");
  }
  CHECK(numbers.size() == most);
  for (const std::uint32_t i : {0U, 1U, 4095U, most - 1}) {
    CHECK(numbers.number_of(i * odd) == i);
    CHECK(numbers.decider(i) == i * odd);
  }
  for (int again = 0; again < 2; ++again) {
    CHECK(numbers.number_of(most * odd) == DeciderNumbers::none);
    CHECK(numbers.number_of(7 * odd) == 7);
  }
  CHECK(numbers.size() == most);
}
