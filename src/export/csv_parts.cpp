#include "csv_parts.hpp"

#include <ostream>
#include <string_view>

namespace lsr::csv {

namespace {

std::string cell(std::string_view text) {
  constexpr std::string_view run_by_spreadsheets = "=+-@\t\r";
  std::string result;
  if (!text.empty() && run_by_spreadsheets.find(text.front()) != std::string_view::npos) result.push_back('\'');
  result.append(text);
  if (result.find_first_of(",\"\r\n") == std::string::npos) return result;
  std::string quoted = "\"";
  for (const char c : result) {
    quoted.push_back(c);
    if (c == '"') quoted.push_back('"');
  }
  return quoted + '"';
}

}  // namespace

void write_row(std::ostream& out, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) out << (i == 0 ? "" : ",") << cell(cells[i]);
  out << '\n';
}

}  // namespace lsr::csv
