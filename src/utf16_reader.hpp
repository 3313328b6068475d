/// UTF-16 as UTF-8.
///
///     Utf16Reader text{"orders.txt", std::move(bytes), Encoding::utf_16_le, true};
///
/// Edges: half a surrogate pair is no letter; it becomes U+FFFD and its number, so that two ids that differ in it alone
/// stay two. An odd number of bytes throws a TextFault at the end.
#pragma once

#include <memory>
#include <string>

#include "conversion.hpp"
#include "lsr/encoding.hpp"
#include "lsr/input.hpp"
#include "waiting_text.hpp"

namespace lsr {

class Utf16Reader : public TextReader {
 public:
  /// `bytes` begin behind the mark, if there was one.
  Utf16Reader(std::string name, std::unique_ptr<ByteReader> bytes, Encoding, bool marked);

  [[nodiscard]] Encoding encoding() const override { return encoding_; }
  [[nodiscard]] bool marked() const override { return marked_; }

  std::size_t read(std::span<char> into) override;

 private:
  bool convert_block();

  std::string name_;
  std::unique_ptr<ByteReader> bytes_;
  Encoding encoding_;
  bool marked_;
  Conversion conversion_;
  std::string raw_;  // the beginning of a letter
  WaitingText waiting_;
};

}  // namespace lsr
