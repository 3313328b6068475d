/// For spreadsheets: the orders, or the rejected rows, as RFC 4180 with LF line ends.
///
///     write_csv_head(std::cout);
///     std::string lines;
///     append_csv(lines, order, policy);
///     std::cout << lines;
///
/// Edges: a cell that begins with '=', '+', '-', '@', tab or carriage return is written with a leading apostrophe, so
/// that a spreadsheet runs nothing (SPEC §11).
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "lsr/order_book.hpp"
#include "lsr/order_row.hpp"
#include "lsr/policy.hpp"

namespace lsr {

/// SPEC §8's names, in that order.
void write_csv_head(std::ostream&);
/// One order's line behind what `lines` has already, so that millions of them need no memory of their own each.
void append_csv(std::string& lines, const Order&, const Policy&);

/// file, line, column, what, value; `file` as it was given.
void write_rejects_csv_head(std::ostream&);
void write_rejects_csv(std::ostream&, const Reject&, std::string_view file);

}  // namespace lsr
