/// UTF-8 and the encodings that, as it, hold ASCII as it is, as UTF-8: line ends can be seen before anything is
/// decoded.
///
///     AsciiBasedReader text{"orders.csv", std::move(bytes), false, {.given = std::nullopt, .shift_jis_first = true}};
///
/// ASCII and UTF-8 are read to where they are wanted, and only looked at. Everything else is decoded line by line.
///
/// Edges: see encoding.hpp. The letters of a line that is longer than a record may be become question marks: the line
/// is at fault whatever it says, and only where it ends matters.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "conversion.hpp"
#include "lsr/encoding.hpp"
#include "lsr/input.hpp"
#include "waiting_text.hpp"

namespace lsr {

class AsciiBasedReader : public TextReader {
 public:
  /// `bytes` begin behind the mark, if there was one. A mark names the encoding, but does not forbid a broken line;
  /// a given encoding does.
  AsciiBasedReader(std::string name, std::unique_ptr<ByteReader> bytes, bool marked, const EncodingChoice&);

  [[nodiscard]] Encoding encoding() const override { return encoding_.value_or(Encoding::utf_8); }
  [[nodiscard]] bool marked() const override { return marked_; }

  std::size_t read(std::span<char> into) override;

 private:
  std::size_t read_in_place(std::span<char> into);
  std::size_t hold_last_line(std::string_view text);
  void decode_held_lines();
  void pass_long_line();
  void mask(std::string_view part);
  bool top_up(std::size_t wanted);
  [[nodiscard]] Encoding decided();
  [[nodiscard]] std::string_view whole_lines(std::string_view window) const;
  std::size_t fitting_lines(std::string_view window, Encoding encoding);
  bool try_append(std::string_view text, Encoding encoding, std::string& to);
  void decode_line(std::string_view line);
  Conversion& conversion(Encoding encoding);

  std::string name_;
  std::unique_ptr<ByteReader> bytes_;
  bool marked_;
  std::optional<Encoding> only_given_;
  std::optional<Encoding> encoding_;  // once it is known
  std::array<Encoding, 2> fallbacks_{};
  std::string held_;  // read, and not given out yet
  bool in_long_line_ = false;
  WaitingText waiting_;
  std::optional<Conversion> windows_1252_;
  std::optional<Conversion> shift_jis_;
};

}  // namespace lsr
