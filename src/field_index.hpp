/// Where the fields of delimited text end, found 64 bytes at a time (index_kernels.hpp): the quick half of the log
/// reader (SPEC §7, RFC 4180).
///
///     FieldIndex index{dialect, best_instructions()};
///     index.begin(text, 0);                                              // at a record's first byte
///     index.go_on(std::size_t{1} << 14);                                 // looks at so many bytes more
///     index.ends()                                                       // places of delimiters and line ends
///
/// A line end counts as the end of a field, and is one of ends(). What lies inside quotes ends nothing, but line ends
/// there are told apart. Wherever quotes stand otherwise than at both ends of a field or doubled inside it, and at a
/// carriage return that is no part of a line end, the index stops: what follows needs the careful reading of csv.hpp.
/// Up to there both say the same.
///
/// Edges: the answer is the same with every set of instructions. Texts of up to 4 GiB.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "index_kernels.hpp"
#include "instructions.hpp"
#include "lsr/csv.hpp"
#include "uncleared.hpp"

namespace lsr {

class FieldIndex {
 public:
  FieldIndex(const Dialect&, Instructions);

  /// Begins anew at text[from], the first byte of a record.
  void begin(std::string_view text, std::size_t from);

  /// Looks at up to `bytes` more (a multiple of 64). False where nothing more can be looked at: stopped() tells why.
  bool go_on(std::size_t bytes);

  /// Where fields end that were not dropped yet, in order; line ends are among them.
  /// Before the first of them stands the last one that was dropped, or the place before `from`.
  [[nodiscard]] std::span<const std::uint32_t> ends() const { return {ends_.data() + 1, state_.next}; }
  /// How many of them are line ends.
  [[nodiscard]] std::size_t line_ends() const { return state_.line_ends; }
  /// Line ends inside quotes so far, in order.
  [[nodiscard]] const std::vector<std::uint32_t>& inner_line_ends() const { return inner_line_ends_; }
  /// There were carriage returns so far; without them no line end has one.
  [[nodiscard]] bool has_returns() const { return returns_; }
  /// Something that needs the careful reading; the text's end is none.
  [[nodiscard]] bool stopped() const { return stopped_; }

  /// Forgets the first ends, `line_ends` of which are line ends.
  void drop(std::size_t ends, std::size_t line_ends);

 private:
  std::size_t look_at(const char* at, std::size_t words, const char* text);

  std::string_view text_;
  char delimiter_;
  bool quoting_;
  Instructions instructions_;
  bool returns_ = false;  // there were any, so far
  std::size_t at_ = 0;
  bool stopped_ = false;
  IndexState state_;
  Uncleared<std::uint32_t> ends_;  // has room for an end at every byte, hardly any of which is one
  std::vector<std::uint32_t> inner_line_ends_;
};

}  // namespace lsr
