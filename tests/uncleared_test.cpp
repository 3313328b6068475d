#include "uncleared.hpp"

#include <catch2/catch.hpp>
#include <utility>

using lsr::Uncleared;

TEST_CASE("uncleared: what is to be kept stays when there is more room", "[uncleared]") {
  Uncleared<int> numbers;
  CHECK(numbers.size() == 0);
  numbers.make_room(3, 0);
  CHECK(numbers.size() == 3);
  for (int i = 0; i < 3; ++i) numbers.data()[i] = i;
  numbers.make_room(100, 2);
  CHECK(numbers.size() == 100);
  CHECK(numbers.data()[0] == 0);
  CHECK(numbers.data()[1] == 1);
}

TEST_CASE("uncleared: where there is room enough nothing changes", "[uncleared]") {
  Uncleared<int> numbers;
  numbers.make_room(3, 0);
  numbers.data()[2] = 2;
  const int* const was = numbers.data();
  numbers.make_room(2, 0);
  CHECK(numbers.size() == 3);
  CHECK(numbers.data() == was);
  CHECK(numbers.data()[2] == 2);
}

TEST_CASE("uncleared: what was moved from has no room, and can have some again", "[uncleared]") {
  Uncleared<int> from;
  from.make_room(3, 0);
  from.data()[1] = 7;
  Uncleared<int> to{std::move(from)};
  CHECK(to.data()[1] == 7);
  CHECK(from.size() == 0);  // NOLINT(*-use-after-move): this is what is looked at
  from.make_room(2, 0);
  from.data()[1] = 8;
  to = std::move(from);
  CHECK(to.size() == 2);
  CHECK(to.data()[1] == 8);
}
