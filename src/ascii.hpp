/// Letters as they are compared in headers, statuses and dates: ASCII only, whatever the locale.
#pragma once

#include <algorithm>
#include <string_view>

namespace lsr {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

inline char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

inline bool begins_with_letters(std::string_view text, std::string_view in_lower_case) {
  return text.size() >= in_lower_case.size() && std::equal(in_lower_case.begin(), in_lower_case.end(), text.begin(),
                                                           [](char expected, char c) { return lower(c) == expected; });
}

inline bool same_letters(std::string_view text, std::string_view in_lower_case) {
  return text.size() == in_lower_case.size() && begins_with_letters(text, in_lower_case);
}

/// What some exports put before a file's first byte, and joined exports in the middle.
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace lsr
