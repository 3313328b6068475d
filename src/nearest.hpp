/// Which of some names somebody may have meant.
///
///     likeness("orderref", "orderid")                                    // 0.63: five of eight letters stay
///
///     nearest(names.size(), [&](std::size_t i) { return likeness(wrong, names[i]); })  // at most three, the best first
///
/// Edges: names are compared as they are; fold them before, as by letters_and_digits().
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lsr {

/// From 0 (nothing in common) to 1 (the same): 1 − edit distance ÷ the longer length, and at least 0.7 where one of at
/// least six letters stands in the other.
double likeness(std::string_view a, std::string_view b);

/// "Los_Angeles" -> "losangeles": what is left of a name in lower case without all that is neither letter nor digit.
std::string letters_and_digits(std::string_view name);

/// Which of `count` candidates are like enough to be proposed, the likest first; at most three, and none that is much
/// less like than the first.
std::vector<std::size_t> nearest(std::size_t count, const std::function<double(std::size_t)>& likeness_of);

}  // namespace lsr
