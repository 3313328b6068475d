#include "utf16_reader.hpp"

#include <fmt/format.h>

#include <utility>

namespace lsr {

namespace {

std::string half_pair(std::string_view two_bytes, Encoding encoding) {
  const auto first = static_cast<unsigned char>(two_bytes[0]);
  const auto second = static_cast<unsigned char>(two_bytes[1]);
  const bool little = encoding == Encoding::utf_16_le;
  return fmt::format("\xEF\xBF\xBD{:02X}{:02X}", little ? second : first, little ? first : second);
}

}  // namespace

Utf16Reader::Utf16Reader(std::string name, std::unique_ptr<ByteReader> bytes, Encoding encoding, bool marked)
    : name_(std::move(name)), bytes_(std::move(bytes)), encoding_(encoding), marked_(marked), conversion_(encoding) {}

std::size_t Utf16Reader::read(std::span<char> into) {
  while (waiting_.empty() && convert_block()) {
  }
  return waiting_.read(into);
}

bool Utf16Reader::convert_block() {
  constexpr std::size_t block = std::size_t{1} << 16;
  const std::size_t old = raw_.size();
  raw_.resize(old + block);
  const std::size_t got = bytes_->read({raw_.data() + old, block});
  raw_.resize(old + got);
  if (raw_.empty()) return false;
  if (got == 0) {
    if (raw_.size() % 2 != 0) {
      throw TextFault{name_,
                      "the file ends in the middle of a letter (UTF-16, an odd number of bytes); get it again, "
                      "it was not copied whole"};
    }
    // Half a pair at the very end.
    waiting_.text() += half_pair(raw_, encoding_);
    raw_.clear();
    return true;
  }
  std::string_view rest = raw_;
  for (;;) {
    const auto [eaten, why] = conversion_.append(rest, waiting_.text());
    rest.remove_prefix(eaten);
    if (why != Conversion::Stop::wrong) break;
    waiting_.text() += half_pair(rest, encoding_);
    rest.remove_prefix(2);
  }
  raw_.erase(0, raw_.size() - rest.size());
  return true;
}

}  // namespace lsr
