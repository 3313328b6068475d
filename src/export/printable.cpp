#include "printable.hpp"

#include <fmt/format.h>

#include "utf8.hpp"

namespace lsr {

namespace {

/// The control characters of C0, DEL and C1, which terminals obey.
bool is_control(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  if (character.size() == 1) return first < 0x20 || first == 0x7F;
  return character.size() == 2 && first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
}

std::string printable(std::string_view text, std::size_t most) {
  std::string result;
  for (std::size_t characters = 0; !text.empty(); ++characters) {
    if (characters == most) return result + "...";
    const std::size_t size = character_size(text);
    const auto character = text.substr(0, size == 0 ? 1 : size);
    const bool shown = size != 0 && !is_control(character);
    result.append(shown ? character : "?");
    text.remove_prefix(character.size());
  }
  return result;
}

}  // namespace

std::string printable(std::string_view text) { return printable(text, std::string_view::npos); }

std::string cut_printable(std::string_view value) {
  constexpr std::size_t most = 40;
  return printable(value, most);
}

std::string describe(const Reject& reject) {
  if (reject.column.empty()) return fmt::format("the row {}", reject.what);
  const std::string value =
      reject.value.empty() ? std::string{} : fmt::format(" (value \"{}\")", cut_printable(reject.value));
  return printable(fmt::format("column \"{}\": {}{}", reject.column, reject.what, value));
}

}  // namespace lsr
