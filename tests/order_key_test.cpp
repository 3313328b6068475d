#include "order_key.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "eight_digits.hpp"

using lsr::no_order_key;
using lsr::order_id_of;

namespace {

/// What all readers say, which have to agree. Nothing stands before the id or behind it.
std::uint64_t order_key(const std::string& id) {
  const std::uint64_t key = lsr::order_key(id);
  for (const auto instructions : {lsr::Instructions::plain, lsr::best_instructions()}) {
    const std::vector<char> bare{id.begin(), id.end()};
    const std::array<std::string_view, 2> ids{"111-1234567-7654321", std::string_view{bare.data(), bare.size()}};
    std::array<std::uint64_t, 2> keys{};
    lsr::order_keys_reader(instructions)(ids, keys);
    if (keys[0] != 11'112'345'677'654'321U || keys[1] != key) FAIL_CHECK(id << " has two keys");
  }
  return key;
}

/// Digit by digit.
std::uint64_t key_of(const std::string& id) {
  std::uint64_t key = 0;
  for (const char c : id) {
    if (c != '-') key = key * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return key;
}

std::string digits(std::uint64_t number, std::size_t count) {
  std::string text = std::to_string(number);
  return std::string(count - text.size(), '0') + text;
}

}  // namespace

TEST_CASE("order key: ids of three, seven and seven digits are their digits", "[order_key]") {
  const std::vector<std::string> ids{
      "000-0000000-0000000", "000-0000000-0000001", "000-0000000-9999999", "000-0000001-0000000",
      "000-9999999-0000000", "001-0000000-0000000", "999-9999999-9999999", "999-0000000-0000000",
      "111-1234567-7654321", "123-4567890-1234567", "405-5300000-0000009", "099-9999999-9999999",
  };
  for (const auto& id : ids) {
    INFO(id);
    const auto key = order_key(id);
    REQUIRE(key != no_order_key);
    CHECK(key == key_of(id));
    CHECK(key < std::uint64_t{1} << lsr::order_key_bits);
    CHECK(order_id_of(key).view() == id);
  }
  std::mt19937_64 random{377};
  bool as_expected = true;
  for (int i = 0; i < 20'000; ++i) {
    const std::string id =
        digits(random() % 1000, 3) + '-' + digits(random() % 10'000'000, 7) + '-' + digits(random() % 10'000'000, 7);
    const auto key = order_key(id);
    as_expected = as_expected && key == key_of(id) && order_id_of(key).view() == id;
  }
  CHECK(as_expected);
}

TEST_CASE("order key: any other id has none", "[order_key]") {
  const std::string id = "111-1234567-7654321";
  REQUIRE(order_key(id) != no_order_key);
  for (std::size_t place = 0; place < id.size(); ++place) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string other = id;
      other[place] = static_cast<char>(byte);
      const bool dash = id[place] == '-';
      const bool usual = dash ? byte == '-' : byte >= '0' && byte <= '9';
      CAPTURE(place, byte);
      CHECK((order_key(other) != no_order_key) == usual);
    }
  }
  const std::vector<std::string> others{
      "",
      "1",
      "111-1234567-765432",
      "111-1234567-76543210",
      " 111-1234567-7654321",
      "111-1234567-7654321 ",
      "1111-234567-7654321",
      "111-12345677-654321",
      "11112345677654321",
      "1111234567765432100",
      "-------------------",
      "S01-1234567-7654321",
      "D01-1234567-7654321",
      "\xEF\xBC\x91"
      "11-1234567-76543",
  };
  for (const auto& other : others) {
    INFO(other);
    CHECK(order_key(other) == no_order_key);
  }
}

TEST_CASE("order key: eight digits at once", "[order_key]") {
  std::mt19937 random{8};
  for (int i = 0; i < 2000; ++i) {
    const std::uint64_t number = i < 10 ? static_cast<std::uint64_t>(i) * 11'111'111 : random() % 100'000'000;
    const std::string text = digits(number, 8);
    const std::uint64_t word = lsr::eight(text.data(), "00000000");
    if (lsr::number_of(word) != number || lsr::misfits(word, ~std::uint64_t{0}) != 0) FAIL_CHECK(text);
    for (unsigned place = 0; place < 7; ++place) {
      const auto pair = static_cast<unsigned>(lsr::pairs(word) >> (8 * place)) & 0xFFU;
      if (pair != std::stoul(text.substr(place, 2))) FAIL_CHECK(text << " at " << place);
    }
  }
  // Each byte in each place: a digit fits where digits are expected, and the pattern's own byte elsewhere.
  for (unsigned place = 0; place < 8; ++place) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = "12345678";
      text[place] = static_cast<char>(byte);
      CAPTURE(place, byte);
      const bool digit = byte >= '0' && byte <= '9';
      CHECK((lsr::misfits(lsr::eight(text.data(), "00000000"), ~std::uint64_t{0}) == 0) == digit);
      std::string pattern = "00000000";
      pattern[place] = ':';
      const std::uint64_t elsewhere = ~lsr::byte_at(place);
      CHECK((lsr::misfits(lsr::eight(text.data(), pattern.data()), elsewhere) == 0) == (byte == ':'));
    }
  }
}
