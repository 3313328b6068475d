/// The pieces of a line, put one behind the other into room that suffices. Of src/export/ alone.
///
///     to = put_number(put(to, "hours: "), 2);                            // where the next piece goes
///
/// Edges: nothing here looks for the end of the room: whoever calls has counted how much the pieces need.
#pragma once

#include <algorithm>
#include <charconv>
#include <limits>
#include <string_view>

namespace lsr {

inline char* put(char* to, char piece) {
  *to = piece;
  return to + 1;
}

inline char* put(char* to, std::string_view piece) { return std::copy(piece.begin(), piece.end(), to); }

template <typename Number>
char* put_number(char* to, Number number) {
  constexpr int digits_and_sign = std::numeric_limits<Number>::digits10 + 2;
  return std::to_chars(to, to + digits_and_sign, number).ptr;
}

}  // namespace lsr
