#include "conversion.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <array>
#include <cerrno>
#include <utility>

#include "lsr/error.hpp"

namespace lsr {

namespace {

/// How iconv calls it. Files called Shift_JIS are Windows' code page 932, where "\" and "~" are themselves.
const char* iconv_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf_8: return "UTF-8";
    case Encoding::utf_16_le: return "UTF-16LE";
    case Encoding::utf_16_be: return "UTF-16BE";
    case Encoding::windows_1252: return "CP1252";
    case Encoding::shift_jis: return "CP932";
  }
  return "";
}

}  // namespace

Conversion::Conversion(Encoding from) : handle_(::iconv_open("UTF-8", iconv_name(from))) {
  // iconv_open says "none" by a pointer that is none.
  if (handle_ == reinterpret_cast<iconv_t>(-1)) {  // NOLINT
    throw Error{Error::Kind::input,
                fmt::format("this system cannot convert {}: its iconv lacks it; convert the file to UTF-8 elsewhere",
                            name(from))};
  }
}

Conversion::Conversion(Conversion&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}

Conversion::~Conversion() {
  if (handle_ != nullptr) ::iconv_close(handle_);
}

Conversion::Result Conversion::append(std::string_view from, std::string& to) {
  char* in = const_cast<char*>(from.data());  // NOLINT: iconv's interface is older than const
  std::size_t left = from.size();
  for (;;) {
    std::array<char, 4096> block;  // NOLINT(*-member-init)
    char* out = block.data();
    std::size_t room = block.size();
    const std::size_t result = ::iconv(handle_, &in, &left, &out, &room);
    const int error = errno;
    to.append(block.data(), block.size() - room);
    if (result != static_cast<std::size_t>(-1)) return {from.size(), Stop::end};
    if (error != E2BIG) return {from.size() - left, error == EINVAL ? Stop::cut : Stop::wrong};
  }
}

}  // namespace lsr
