#include "helpers.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <set>
#include <thread>

using lsr::Helpers;

TEST_CASE("helpers: each helps once, in a thread of its own, and all have ended behind them", "[helpers]") {
  for (const unsigned count : {0U, 1U, 5U}) {
    CAPTURE(count);
    std::atomic<unsigned> sum = 0;
    std::atomic<bool> here = false;
    const auto me = std::this_thread::get_id();
    {
      const Helpers helpers{count, [&](unsigned number) {
                              here = here || std::this_thread::get_id() == me;
                              sum += 1U << number;
                            }};
    }
    CHECK(sum == (1U << count) - 1);
    CHECK_FALSE(here);
  }
}
