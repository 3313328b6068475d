/// A text in blocks that end where records do, as well as that can be told without reading it all (SPEC §7).
///
///     BlockReader blocks{std::move(rest), dialect, 20};
///     Block block;
///     while (blocks.next(block)) read(block.text);                       // one after the other, or side by side
///
/// Where a block ends is a good guess: behind a line that is a plain record. Only reading the block shows whether its
/// last record ends there; where it does not, what is left of it stands before the next block.
///
/// What was not handed out as a block yet can be read as bytes instead: read(). That is also where a source that failed
/// says so; as blocks it merely ends with one that is `broken`.
#pragma once

#include <exception>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "field_index.hpp"
#include "lsr/csv.hpp"
#include "lsr/input.hpp"
#include "page_buffer.hpp"

namespace lsr {

struct Block {
  std::string_view text;  ///< in `buffer`
  bool last = false;      ///< the source ends with it
  bool broken = false;    ///< the source failed behind it
  PageBuffer buffer;
};

class BlockReader : public ByteReader {
 public:
  /// `head` was read from the source already and comes before the rest of it.
  BlockReader(std::string head, std::unique_ptr<ByteReader> source, const Dialect&, std::size_t columns,
              std::size_t block);

  /// Into the buffer of `block`; false behind the last one. What the source throws waits: see above.
  bool next(Block& block);

  /// Throws what the source throws.
  std::size_t read(std::span<char> into) override;

 private:
  std::size_t read_source(std::span<char> into);
  std::size_t end_of_records(std::string_view text);
  [[nodiscard]] bool is_record(std::string_view line);

  std::string waiting_;  // read, and not handed out yet
  std::unique_ptr<ByteReader> source_;
  std::size_t columns_;
  std::size_t block_;
  FieldIndex index_;
  bool at_head_ = true;
  bool ended_ = false;
  std::exception_ptr failure_;
};

}  // namespace lsr
