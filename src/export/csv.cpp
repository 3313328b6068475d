#include "csv.hpp"

#include <ostream>

#include "csv_parts.hpp"
#include "printable.hpp"

namespace lsr {

using csv::write_row;

void write_rejects_csv_head(std::ostream& out) { write_row(out, {"file", "line", "column", "what", "value"}); }

void write_rejects_csv(std::ostream& out, const Reject& reject, std::string_view file) {
  write_row(out,
            {std::string{file}, std::to_string(reject.line), reject.column, reject.what, cut_printable(reject.value)});
}

}  // namespace lsr
