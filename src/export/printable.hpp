/// Text out of a file, for a terminal: nothing in it that a terminal would act on.
///
///     printable("A\x1b[31m1")                                            // "A?[31m1"
///     cut_printable(value)                                               // the same, and at most 40 characters
///
/// Edges: control characters (C0, DEL, C1) and bytes that are no UTF-8 become a question mark.
#pragma once

#include <string>
#include <string_view>

#include "lsr/fault.hpp"

namespace lsr {

std::string printable(std::string_view text);

/// For a value in a message (SPEC §7); what was cut ends in "...".
std::string cut_printable(std::string_view value);

/// What stands behind FILE:LINE: where a row is rejected: column "NAME": what is wrong (value "…").
std::string describe(const Reject&);

}  // namespace lsr
