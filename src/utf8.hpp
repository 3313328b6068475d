/// Whether bytes are UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
///
///     first_beyond_ascii("caf\xC3\xA9")                                  // 3
///     valid_utf8("caf\xC3\xA9 \xE9")                                     // 6: the letter there is not UTF-8
///
/// Edges: a letter that the end cuts off is not valid; is_cut_letter() tells whether more bytes could make it so.
#pragma once

#include <cstddef>
#include <string_view>

namespace lsr {

/// Where the first byte beyond ASCII stands, or the size of the text.
std::size_t first_beyond_ascii(std::string_view text);

/// How long the beginning of the text is that is whole letters of UTF-8.
std::size_t valid_utf8(std::string_view text);

/// Whether the text, which begins where valid_utf8 ended, is the beginning of one letter and nothing else.
bool is_cut_letter(std::string_view rest);

}  // namespace lsr
