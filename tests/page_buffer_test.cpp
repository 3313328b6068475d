#include "page_buffer.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <utility>

using lsr::PageBuffer;

TEST_CASE("page buffer: there is as much as was asked for, from the beginning of a page on", "[page_buffer]") {
  CHECK(PageBuffer::whole_pages(0) == 0);
  CHECK(PageBuffer::whole_pages(1) == 4096);
  CHECK(PageBuffer::whole_pages(4096) == 4096);
  CHECK(PageBuffer::whole_pages(4097) == 8192);

  PageBuffer buffer;
  CHECK(buffer.data() == nullptr);
  for (const std::size_t size : {1U, 4096U, 4097U, 1U << 20U}) {
    CAPTURE(size);
    const auto bytes = buffer.of(size);
    CHECK(bytes.size() >= size);
    CHECK(bytes.data() == buffer.data());
    CHECK(reinterpret_cast<std::uintptr_t>(bytes.data()) % PageBuffer::page == 0);
    std::fill(bytes.begin(), bytes.end(), 'x');
  }
}

TEST_CASE("page buffer: what is in it stays where no more is asked for", "[page_buffer]") {
  PageBuffer buffer;
  const auto bytes = buffer.of(10'000);
  bytes[9'999] = 'x';
  CHECK(buffer.of(1).data() == bytes.data());
  CHECK(buffer.of(10'000)[9'999] == 'x');
}

TEST_CASE("page buffer: moved, it takes along what is in it, and leaves nothing", "[page_buffer]") {
  PageBuffer first;
  const char* const memory = first.of(100).data();
  PageBuffer second{std::move(first)};
  CHECK(second.data() == memory);
  // NOLINTNEXTLINE(*-use-after-move): that is the question
  const auto fresh = first.of(100);
  REQUIRE(fresh.data() != nullptr);
  CHECK(fresh.data() != memory);
  std::fill(fresh.begin(), fresh.end(), 'x');
  first = std::move(second);
  CHECK(first.data() == memory);
  CHECK(second.of(100).data() != nullptr);  // NOLINT(*-use-after-move)
}
