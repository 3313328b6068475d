#include "lsr/encoding.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "ascii.hpp"
#include "ascii_based_reader.hpp"
#include "lookahead.hpp"
#include "utf16_reader.hpp"

namespace lsr {

namespace {

/// Whether zeros show that ASCII was written in two bytes a letter: in which of the two they stand.
std::optional<Encoding> utf_16_by_zeros(std::string_view beginning) {
  beginning = beginning.substr(0, 64);
  if (beginning.size() < 4) return std::nullopt;
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < beginning.size(); ++i) {
    if (beginning[i] == '\0') ++zeros.at(i % 2);
  }
  const std::size_t most = beginning.size() / 2 - beginning.size() / 16;
  if (zeros[1] >= most && zeros[0] == 0) return Encoding::utf_16_le;
  if (zeros[0] >= most && zeros[1] == 0) return Encoding::utf_16_be;
  return std::nullopt;
}

struct Mark {
  std::string_view bytes;
  Encoding encoding;
};
constexpr std::array marks{Mark{byte_order_mark, Encoding::utf_8}, Mark{"\xFF\xFE", Encoding::utf_16_le},
                           Mark{"\xFE\xFF", Encoding::utf_16_be}};

std::optional<Mark> mark_of(std::string_view beginning) {
  for (const Mark& mark : marks) {
    if (beginning.substr(0, mark.bytes.size()) == mark.bytes) return mark;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf_8: return "UTF-8";
    case Encoding::utf_16_le: return "UTF-16LE";
    case Encoding::utf_16_be: return "UTF-16BE";
    case Encoding::windows_1252: return "Windows-1252";
    case Encoding::shift_jis: return "Shift_JIS";
  }
  return "";
}

std::optional<Encoding> encoding_named(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, Encoding>, 20> names{{
      {"utf8", Encoding::utf_8},           {"ascii", Encoding::utf_8},
      {"usascii", Encoding::utf_8},        {"utf16", Encoding::utf_16_le},
      {"utf16le", Encoding::utf_16_le},    {"utf16be", Encoding::utf_16_be},
      {"unicode", Encoding::utf_16_le},    {"windows1252", Encoding::windows_1252},
      {"cp1252", Encoding::windows_1252},  {"1252", Encoding::windows_1252},
      {"latin1", Encoding::windows_1252},  {"iso88591", Encoding::windows_1252},
      {"ansi", Encoding::windows_1252},    {"shiftjis", Encoding::shift_jis},
      {"sjis", Encoding::shift_jis},       {"cp932", Encoding::shift_jis},
      {"932", Encoding::shift_jis},        {"ms932", Encoding::shift_jis},
      {"windows31j", Encoding::shift_jis}, {"mskanji", Encoding::shift_jis},
  }};
  std::string compared;
  for (const char c : text) {
    if (c != '-' && c != '_' && c != ' ') compared.push_back(lower(c));
  }
  const auto found = std::find_if(names.begin(), names.end(), [&](const auto& each) { return each.first == compared; });
  if (found == names.end()) return std::nullopt;
  return found->second;
}

std::unique_ptr<TextReader> decoded(std::string name, std::unique_ptr<ByteReader> bytes, const EncodingChoice& choice) {
  auto ahead = std::make_unique<Lookahead>(std::move(bytes));
  const std::string_view beginning = ahead->peek(64);
  const auto mark = mark_of(beginning);
  auto encoding = mark ? std::optional{mark->encoding} : choice.given;
  if (!encoding) encoding = utf_16_by_zeros(beginning);
  if (mark) ahead->skip(mark->bytes.size());
  if (encoding == Encoding::utf_16_le || encoding == Encoding::utf_16_be) {
    return std::make_unique<Utf16Reader>(std::move(name), std::move(ahead), *encoding, mark.has_value());
  }
  return std::make_unique<AsciiBasedReader>(std::move(name), std::move(ahead), mark.has_value(), choice);
}

}  // namespace lsr
