/// Whether bytes are UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF), and its characters.
///
///     first_beyond_ascii("caf\xC3\xA9")                                  // 3
///     valid_utf8("caf\xC3\xA9 \xE9")                                     // 6: the letter there is not UTF-8
///     characters("caf\xC3\xA9")                                          // 4
///     first_characters("caf\xC3\xA9", 3)                                 // "caf"
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

/// How many bytes the character at the front takes; 0 where there is none.
std::size_t character_size(std::string_view text);

/// How many characters a text of UTF-8 has.
std::size_t characters(std::string_view text);

/// Its beginning of at most so many characters, whole ones.
std::string_view first_characters(std::string_view text, std::size_t most);

}  // namespace lsr
