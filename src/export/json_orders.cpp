#include <algorithm>
#include <array>

#include "json.hpp"
#include "json_parts.hpp"
#include "order_columns.hpp"
#include "put.hpp"

namespace lsr {

namespace {

/// What a line needs beside the two texts of the log: its names, instants, numbers, verdict and reason.
constexpr std::size_t most_beside_texts = 512;
/// "\u0001" is the longest that JSON makes of a byte.
constexpr std::size_t most_of_a_byte = 6;

constexpr auto stands_for_itself = [] {
  std::array<bool, 256> table{};
  for (std::size_t i = 0x20; i < 0x80; ++i) table.at(i) = i != '"' && i != '\\';
  return table;
}();

/// Nearly every id there is. What is not may still be written as it is: the library knows.
bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return stands_for_itself[static_cast<unsigned char>(c)]; });
}

char* put_value(char* to, std::string_view text, const Zone&) {
  if (!is_plain(text)) return put(to, json::dumped(text, -1));
  return put(put(put(to, '"'), text), '"');
}

char* put_value(char* to, Instant at, const Zone& zone) { return put(put_text(put(to, '"'), at, zone), '"'); }

char* put_value(char* to, std::int64_t number, const Zone&) { return put_number(to, number); }

template <typename Value>
char* put_value(char* to, const std::optional<Value>& value, const Zone& zone) {
  return value ? put_value(to, *value, zone) : put(to, "null");
}

/// A comma stands behind every value: the last one ends the line instead.
char* end_line(char* to) { return put(to - 1, "}\n"); }

}  // namespace

void append_jsonl(std::string& lines, const Order& order, const Policy& policy) {
  const std::size_t begin = lines.size();
  lines.resize(begin + most_beside_texts + most_of_a_byte * (order.id.size() + order.line->tracking_number.size()));
  char* to = put(lines.data() + begin, '{');
  tell_order(order, [&](std::string_view name, const auto& value) {
    to = put(put_value(put(put(put(to, '"'), name), "\":"), value, policy.zone), ',');
  });
  lines.resize(static_cast<std::size_t>(end_line(to) - lines.data()));
}

}  // namespace lsr
