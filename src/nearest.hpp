/// Which of some names somebody may have meant.
///
///     likeness("orderref", "orderid")                                    // 0.63: five of eight letters stay
///
/// Edges: names are compared as they are; fold case and blanks before.
#pragma once

#include <string_view>

namespace lsr {

/// From 0 (nothing in common) to 1 (the same): 1 − edit distance ÷ the longer length, and at least 0.7 where one of at
/// least six letters stands in the other.
double likeness(std::string_view a, std::string_view b);

}  // namespace lsr
