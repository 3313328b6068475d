#include "order_key.hpp"

#include "eight_digits.hpp"

namespace lsr {

namespace {

constexpr std::uint64_t seven_digits = 10'000'000;

char* write_digits(char* end, std::uint64_t number, int count) {
  for (int i = 0; i < count; ++i, number /= 10) *--end = static_cast<char>('0' + number % 10);
  return end;
}

}  // namespace

std::uint64_t order_key(std::string_view id) {
  if (id.size() != 19) return no_order_key;
  // Three words that overlap: the first three digits, and twice a dash with seven.
  const std::uint64_t first = eight(id.data(), "000-0000") & ~(byte_at(4) | byte_at(5) | byte_at(6) | byte_at(7));
  const std::uint64_t second = eight(id.data() + 3, "-0000000");
  const std::uint64_t third = eight(id.data() + 11, "-0000000");
  if ((misfits(first, ~byte_at(3)) | misfits(second, ~byte_at(0)) | misfits(third, ~byte_at(0))) != 0) {
    return no_order_key;
  }
  // Shifted up, the three digits are the last of eight.
  const std::uint64_t three = number_of(first << 40U);
  return (three * seven_digits + number_of(second)) * seven_digits + number_of(third);
}

OrderIdText order_id_of(std::uint64_t key) {
  OrderIdText id{};
  char* at = id.text.data() + id.text.size();
  at = write_digits(at, key % seven_digits, 7);
  *--at = '-';
  at = write_digits(at, key / seven_digits % seven_digits, 7);
  *--at = '-';
  write_digits(at, key / seven_digits / seven_digits, 3);
  return id;
}

}  // namespace lsr
