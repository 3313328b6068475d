#include "csv_parts.hpp"

#include <algorithm>
#include <array>
#include <ostream>

#include "put.hpp"

namespace lsr::csv {

namespace {

constexpr std::string_view run_by_spreadsheets = "=+-@\t\r";
constexpr std::string_view in_need_of_quotes = ",\"\r\n";

constexpr auto needs_quotes = [] {
  std::array<bool, 256> table{};
  for (const char c : in_need_of_quotes) table.at(static_cast<unsigned char>(c)) = true;
  return table;
}();

bool is_run(std::string_view text) {
  return !text.empty() && run_by_spreadsheets.find(text.front()) != std::string_view::npos;
}

char* put_quoted(char* to, std::string_view text) {
  for (const char c : text) {
    if (c == '"') to = put(to, '"');
    to = put(to, c);
  }
  return put(to, '"');
}

}  // namespace

char* put_cell(char* to, std::string_view text) {
  const bool quoted =
      std::any_of(text.begin(), text.end(), [](char c) { return needs_quotes[static_cast<unsigned char>(c)]; });
  if (quoted) to = put(to, '"');
  if (is_run(text)) to = put(to, '\'');
  return quoted ? put_quoted(to, text) : put(to, text);
}

void write_row(std::ostream& out, const std::vector<std::string>& cells) {
  std::string room;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    room.resize(2 * cells[i].size() + most_around_text);
    const char* end = put_cell(room.data(), cells[i]);
    out << (i == 0 ? "" : ",") << std::string_view{room.data(), static_cast<std::size_t>(end - room.data())};
  }
  out << '\n';
}

}  // namespace lsr::csv
