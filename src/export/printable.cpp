#include "printable.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace lsr {

namespace {

/// How many bytes the UTF-8 character at the front takes (RFC 3629); 0 where there is none.
std::size_t character_size(std::string_view text) {
  struct Form {
    unsigned char first, last;             // of the first byte
    unsigned char second_from, second_to;  // of the second, which rules out overlong forms and surrogates
    std::size_t size;
  };
  static constexpr std::array<Form, 9> forms{{{0x00, 0x7F, 0x00, 0xFF, 1},
                                              {0xC2, 0xDF, 0x80, 0xBF, 2},
                                              {0xE0, 0xE0, 0xA0, 0xBF, 3},
                                              {0xE1, 0xEC, 0x80, 0xBF, 3},
                                              {0xED, 0xED, 0x80, 0x9F, 3},
                                              {0xEE, 0xEF, 0x80, 0xBF, 3},
                                              {0xF0, 0xF0, 0x90, 0xBF, 4},
                                              {0xF1, 0xF3, 0x80, 0xBF, 4},
                                              {0xF4, 0xF4, 0x80, 0x8F, 4}}};
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto form = std::find_if(forms.begin(), forms.end(),
                                 [&](const Form& each) { return each.first <= byte(0) && byte(0) <= each.last; });
  if (form == forms.end() || form->size > text.size()) return 0;
  if (form->size > 1 && (byte(1) < form->second_from || byte(1) > form->second_to)) return 0;
  for (std::size_t i = 2; i < form->size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  }
  return form->size;
}

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
