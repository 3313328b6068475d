/// Text in any of the encodings that exports come in, as UTF-8 (SPEC §7).
///
///     auto text = decoded("orders.txt", std::move(bytes), {});
///     text->read(block);                                                 // UTF-8, without a byte-order mark
///     text->encoding()                                                   // Encoding::shift_jis
///
/// A byte-order mark says UTF-8 or UTF-16; UTF-16 without one shows by its zeros. Everything else is UTF-8 as long as
/// it can be. Where the bytes are no UTF-8 the first mebibyte from there decides, once for the file: Windows-1252 or
/// Shift_JIS, whichever more lines fit; where Shift_JIS is expected, half of them are enough for it. (Shift_JIS is read
/// as Windows has it, code page 932.)
///
/// A line that does not fit the file's encoding is read in another one that it fits: a file put together from two
/// exports, or a name cut off within a letter, costs nothing.
///
/// Edges: bytes that fit no encoding throw a TextFault, which the record reader turns into an Error{input} with the
/// line; so does a UTF-16 file that ends within a letter. Half a surrogate pair becomes U+FFFD and its number. The
/// result does not depend on the sizes in which it is read.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "lsr/input.hpp"

namespace lsr {

enum class Encoding : std::uint8_t { utf_8, utf_16_le, utf_16_be, windows_1252, shift_jis };

/// "UTF-8", "UTF-16LE", "UTF-16BE", "Windows-1252", "Shift_JIS"
std::string_view name(Encoding);

/// The encoding of that name; case, '-' and '_' do not matter, usual other names as latin1 or cp932 are known.
/// "UTF-16" without an end is little-endian unless its mark says otherwise.
std::optional<Encoding> encoding_named(std::string_view);

/// `--encoding`, and what to try first where it is absent and the bytes are no UTF-8.
struct EncodingChoice {
  std::optional<Encoding> given;  ///< a byte-order mark in the file overrules it
  bool shift_jis_first = false;   ///< it is expected, as for jp; elsewhere Windows-1252 is
};

/// Bytes that are no text in any encoding in question. The sentence lacks the name and the line.
struct TextFault : std::runtime_error {
  TextFault(std::string file, const std::string& sentence) : std::runtime_error(sentence), name(std::move(file)) {}
  std::string name;
};

class TextReader : public ByteReader {
 public:
  /// As far as is known by now; plain ASCII is UTF-8.
  [[nodiscard]] virtual Encoding encoding() const = 0;
  /// Whether the file began with a byte-order mark.
  [[nodiscard]] virtual bool marked() const = 0;
};

/// Reads `bytes`, which it takes over, as UTF-8; `name` is for messages. Throws Error{input} where the system lacks
/// the conversion.
std::unique_ptr<TextReader> decoded(std::string name, std::unique_ptr<ByteReader> bytes, const EncodingChoice&);

}  // namespace lsr
