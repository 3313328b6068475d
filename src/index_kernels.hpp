/// The innermost loop of the log reader: where fields end, in whole words of 64 bytes (SPEC §7, RFC 4180). There is one
/// for each set of instructions, and all say the same.
///
///     const IndexKernel look_at = index_kernel(best_instructions(), Returns::none);
///     const std::size_t done = look_at(text, words, {',', true, text}, state, inner_line_ends);
///
/// Edges: it stops before the first word in which quotes stand otherwise than at both ends of a field or doubled inside
/// it, or a carriage return that is no part of a line end; with Returns::none before the first that has any carriage
/// return. Up to two words' places are written beyond state.next. What it means is told in field_index.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "instructions.hpp"

namespace lsr {

inline constexpr std::size_t index_word = 64;  // bytes

/// What the looking goes by, the same for every word.
struct IndexWanted {
  char delimiter;
  bool quoting;
  const char* text;  ///< places are counted from here
};

/// Whether carriage returns are looked at. Most logs have none, and are read faster by kernels that only see that.
enum class Returns : bool { none, some };

/// What the walk over some words leaves to the next ones.
struct IndexState {
  std::uint64_t inside = 0;       ///< all ones inside quotes
  std::uint64_t quotes = 0;       ///< of the last word, a bit for each byte: where there were quotes, …
  std::uint64_t bare = 0;         ///< … bytes of fields without quotes …
  std::uint64_t returns = 0;      ///< … and carriage returns outside quotes
  std::size_t line_ends = 0;      ///< outside quotes, so far
  std::uint32_t* next = nullptr;  ///< where the next end is written
};

/// Looks at so many words, and tells how many of them it could. Line ends inside quotes are added to the last argument.
using IndexKernel = std::size_t (*)(const char* at, std::size_t words, const IndexWanted&, IndexState&,
                                    std::vector<std::uint32_t>& inner_line_ends);
IndexKernel index_kernel(Instructions, Returns);

}  // namespace lsr
