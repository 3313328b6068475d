#include "lsr/holidays.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "embedded.hpp"
#include "lsr/date_text.hpp"
#include "lsr/error.hpp"

namespace lsr {

namespace {

std::string_view next_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  const auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

/// A quoted name loses its quotes; the data files double none.
std::string_view unquoted(std::string_view name) {
  const bool quoted = name.size() >= 2 && name.front() == '"' && name.back() == '"';
  return quoted ? name.substr(1, name.size() - 2) : name;
}

}  // namespace

std::string beyond_holiday_years_note(const YearRange& years) {
  return fmt::format("Holidays are known for {} to {}; days outside are counted with weekends only.", int{years.first},
                     int{years.last});
}

std::vector<Holiday> holidays_of(std::string_view country) {
  const auto& files = detail::embedded_holidays;
  const auto file =
      std::find_if(files.begin(), files.end(), [&](const detail::EmbeddedFile& each) { return each.name == country; });
  if (file == files.end()) {
    throw Error{Error::Kind::usage, fmt::format("no holidays are known for \"{}\"", country)};
  }
  std::vector<Holiday> holidays;
  std::string_view text = file->text;
  next_line(text);
  while (!text.empty()) {
    const auto line = trimmed(next_line(text));
    const auto comma = line.find(',');
    if (comma == std::string_view::npos) continue;
    holidays.push_back({read_date(line.substr(0, comma)).day, std::string{unquoted(line.substr(comma + 1))}});
  }
  return holidays;
}

}  // namespace lsr
