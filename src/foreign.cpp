#include "foreign.hpp"

#include <fmt/format.h>

#include <array>

#include "lsr/error.hpp"

namespace lsr {

void refuse_foreign(const std::string& name, std::string_view beginning) {
  struct Magic {
    std::string_view bytes;
    std::string_view sentence;
  };
  using namespace std::string_view_literals;
  static constexpr std::array known{
      Magic{"PK\x03\x04"sv, "is a spreadsheet (xlsx) or a zip archive; save the sheet as CSV, or unpack it"},
      Magic{"\xD0\xCF\x11\xE0"sv, "is an old spreadsheet (xls); save the sheet as CSV"},
      Magic{"%PDF"sv, "is a PDF; export the orders as CSV"},
      Magic{"\x1F\x8B"sv, "is compressed twice; unpack it once first"},
      Magic{"\x28\xB5\x2F\xFD"sv, "is compressed twice; unpack it once first"},
      Magic{"\x7F"
            "ELF"sv,
            "is a program, no text; export the orders as CSV"},
      Magic{"BZh"sv, "is compressed by bzip2; unpack it first: bzip2 -dc FILE | lsr -"},
      Magic{"\xFD"
            "7zXZ"sv,
            "is compressed by xz; unpack it first: xz -dc FILE | lsr -"},
      Magic{"7z\xBC\xAF"sv, "is a 7z archive; unpack it first"},
      Magic{"Rar!"sv, "is a RAR archive; unpack it first"},
  };
  for (const auto& magic : known) {
    if (beginning.starts_with(magic.bytes))
      throw Error{Error::Kind::input, fmt::format("{}: {}", name, magic.sentence)};
  }
}

}  // namespace lsr
