/// Compressed input, unpacked on the way: gzip and zstd, known by their first bytes (SPEC §7).
///
///     auto bytes = unpacked("orders.csv.gz", source.open());             // what is not compressed passes through
///     bytes->compression()                                               // Compression::gzip
///
/// Several members or frames one behind the other are one text, as gzip and zstd themselves have it.
///
/// Edges: a file that ends early, or is damaged, throws Error{input} where that shows: what was unpacked before is
/// right, but is not all. Zeros behind the last gzip member are padding; anything else there is damage.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "lsr/input.hpp"

namespace lsr {

enum class Compression : std::uint8_t { none, gzip, zstd };

/// "none", "gzip", "zstd"
std::string_view name(Compression);

/// What the first bytes of a file say of its compression.
Compression compression_of(std::string_view beginning);

class UnpackedReader : public ByteReader {
 public:
  [[nodiscard]] virtual Compression compression() const = 0;
};

/// Reads `packed`, which it takes over, unpacked; `name` is for messages. Throws Error{input} for damaged input, here
/// and while reading.
std::unique_ptr<UnpackedReader> unpacked(std::string name, std::unique_ptr<ByteReader> packed);

}  // namespace lsr
