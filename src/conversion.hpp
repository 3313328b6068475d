/// The C library's conversion of foreign text to UTF-8.
///
///     Conversion japanese{Encoding::shift_jis};
///     const auto [eaten, why] = japanese.append(bytes, text);            // up to the first bytes that say nothing
///
/// Edges: throws Error{input} where the system's iconv lacks the encoding. A conversion keeps no state between calls.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lsr/encoding.hpp"

namespace lsr {

class Conversion {
 public:
  explicit Conversion(Encoding from);
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;
  Conversion(Conversion&& other) noexcept;
  Conversion& operator=(Conversion&&) = delete;
  ~Conversion();

  enum class Stop : std::uint8_t { end, wrong, cut };
  struct Result {
    std::size_t eaten;
    Stop why;
  };

  /// Appends what `from` says, up to its end or the first bytes that say nothing (wrong), or would with more (cut).
  Result append(std::string_view from, std::string& to);

 private:
  void* handle_;  // iconv's
};

}  // namespace lsr
