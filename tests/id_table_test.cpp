#include "id_table.hpp"

#include <catch2/catch.hpp>
#include <optional>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

using lsr::IdTable;

TEST_CASE("each different id gets the next number, and the same bytes the same one again") {
  struct Case {
    const char* sentence;
    std::string id;
    std::uint32_t expected;
  };
  const std::vector<Case> cases{
      {"the first id is 0", "111-1234567-1234567", 0},
      {"the same again", "111-1234567-1234567", 0},
      {"one digit more", "111-1234567-12345678", 1},
      {"one digit less", "111-1234567-123456", 2},
      {"nothing at all is an id like others", "", 3},
      {"and again", "", 3},
      {"upper case", "ABC", 4},
      {"is not lower case", "abc", 5},
      {"a blank counts", "abc ", 6},
      {"a zero byte does not end an id", std::string{"abc\0x", 5}, 7},
      {"nor are all ids with that beginning one", std::string{"abc\0y", 5}, 8},
      {"bytes that are no UTF-8", "\xFF\xFE", 9},
      {"two ids written in one are a third", "abcABC", 10},
      {"the first is still 0", "111-1234567-1234567", 0},
  };
  IdTable ids;
  for (const auto& c : cases) {
    INFO(c.sentence);
    CHECK(ids.insert(c.id) == c.expected);
  }
  for (const auto& c : cases) {
    INFO(c.sentence);
    CHECK(ids.id(c.expected) == c.id);
    CHECK(ids.find(c.id) == std::optional{c.expected});
  }
  CHECK(ids.size() == 11);
}

TEST_CASE("an empty table holds nothing, and looking does not put anything in") {
  IdTable ids;
  CHECK(ids.size() == 0);
  CHECK_FALSE(ids.find(""));
  CHECK_FALSE(ids.find("a"));
  CHECK(ids.size() == 0);
}

TEST_CASE("growing loses no id: after each one all before it are still found") {
  IdTable ids;
  for (std::uint32_t i = 0; i < 600; ++i) {
    const std::string fresh = "order " + std::to_string(i);
    REQUIRE_FALSE(ids.find(fresh));
    REQUIRE(ids.insert(fresh) == i);
    std::uint32_t found = 0;
    for (std::uint32_t k = 0; k <= i; ++k) {
      if (ids.find("order " + std::to_string(k)) == std::optional{k}) ++found;
    }
    REQUIRE(found == i + 1);
  }
}

TEST_CASE("a long id is kept to its last byte") {
  IdTable ids;
  const std::string long_one(1 << 20, 'x');
  CHECK(ids.insert(long_one) == 0);
  CHECK(ids.insert(long_one + "y") == 1);
  CHECK(ids.insert("z") == 2);
  CHECK(ids.id(0) == long_one);
  CHECK(ids.id(1) == long_one + "y");
  CHECK(ids.id(2) == "z");
}

// So many that some share all 32 bits of the hash that a slot keeps: only the bytes part them.
TEST_CASE("it says what a map of the standard library says, for ids by the hundred thousand") {
  std::mt19937 random{11};
  IdTable ids;
  std::unordered_map<std::string, std::uint32_t> expected;
  std::size_t differences = 0;
  std::size_t repeated = 0;
  for (int i = 0; i < 400'000; ++i) {
    const std::string id = std::to_string(random() % 300'000) + "-0000000";
    const auto next = static_cast<std::uint32_t>(expected.size());
    const auto [entry, is_new] = expected.try_emplace(id, next);
    if (!is_new) ++repeated;
    if (ids.insert(id) != entry->second) ++differences;
  }
  CHECK(differences == 0);
  CHECK(repeated > 100'000);
  REQUIRE(ids.size() == expected.size());
  for (const auto& [id, number] : expected) {
    if (ids.id(number) != id || ids.find(id) != std::optional{number}) ++differences;
    if (ids.find(id + "x")) ++differences;
  }
  CHECK(differences == 0);
}
