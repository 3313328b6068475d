/// What CSV is put together from (RFC 4180, LF line ends). Of src/export/ alone.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace lsr::csv {

/// Quotes what needs it; a cell that a spreadsheet would run gets a leading apostrophe (SPEC §11).
void write_row(std::ostream&, const std::vector<std::string>& cells);

/// One cell of it, into room that suffices: a cell is at most twice as long as its text, and most_around_text more.
char* put_cell(char* to, std::string_view text);
inline constexpr std::size_t most_around_text = 3;

}  // namespace lsr::csv
