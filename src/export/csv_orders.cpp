#include <ostream>

#include "csv.hpp"
#include "csv_parts.hpp"
#include "order_columns.hpp"
#include "put.hpp"

namespace lsr {

namespace {

/// What a line needs beside the two texts of the log: its instants, numbers, verdict and reason.
constexpr std::size_t most_beside_texts = 320;

char* put_value(char* to, std::string_view text, const Zone&) { return csv::put_cell(to, text); }

char* put_value(char* to, Instant at, const Zone& zone) {
  char* end = put_text(to, at, zone);
  return *to == '-' ? csv::put_cell(to, to_text(at, zone)) : end;  // a year before the first
}

char* put_value(char* to, std::int64_t number, const Zone&) {
  return number < 0 ? csv::put_cell(to, std::to_string(number)) : put_number(to, number);
}

template <typename Value>
char* put_value(char* to, const std::optional<Value>& value, const Zone& zone) {
  return value ? put_value(to, *value, zone) : to;
}

/// A comma stands behind every cell: the last one ends the line instead.
char* end_line(char* to) { return put(to - 1, '\n'); }

}  // namespace

void write_csv_head(std::ostream& out) {
  std::string head;
  const OrderLine line;
  Order order;
  order.line = &line;
  tell_order(order, [&](std::string_view name, const auto&) { head.append(name) += ','; });
  head.back() = '\n';
  out << head;
}

void append_csv(std::string& lines, const Order& order, const Policy& policy) {
  const std::size_t begin = lines.size();
  lines.resize(begin + most_beside_texts + 2 * (order.id.size() + order.line->tracking_number.size()));
  char* to = lines.data() + begin;
  tell_order(order, [&](std::string_view, const auto& value) { to = put(put_value(to, value, policy.zone), ','); });
  lines.resize(static_cast<std::size_t>(end_line(to) - lines.data()));
}

}  // namespace lsr
