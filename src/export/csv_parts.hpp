/// What CSV is put together from (RFC 4180, LF line ends). Of src/export/ alone.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace lsr::csv {

/// Quotes what needs it; a cell that a spreadsheet would run gets a leading apostrophe (SPEC §11).
void write_row(std::ostream&, const std::vector<std::string>& cells);

}  // namespace lsr::csv
