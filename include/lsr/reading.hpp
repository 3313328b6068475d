/// How the files of a log are read, beside the policy by which they are judged (SPEC §8, input options).
///
///     ReadingOptions options;
///     options.date_order = DateOrder::dmy;                               // --date-order dmy
///
/// Edges: what is absent is found out file by file.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "lsr/columns.hpp"
#include "lsr/csv.hpp"
#include "lsr/date_text.hpp"
#include "lsr/encoding.hpp"
#include "lsr/time.hpp"

namespace lsr {

struct ReadingOptions {
  std::optional<Zone> input_zone;  ///< of times without an offset; absent: the policy's
  std::optional<DateOrder> date_order;
  ColumnMap map;
  std::vector<ExtraColumn> extra_columns;  ///< for OrderRow::extra: a RowWatcher asks for them
  std::optional<char> delimiter;
  std::optional<bool> quoting;
  EncodingChoice encoding;
  std::size_t block = default_block;  ///< bytes read at a time; the result does not depend on it
  unsigned threads = 1;               ///< that read side by side, at least one; nor on them
  std::size_t blocks_alone = 8;       ///< read by one thread before others are called, which costs a millisecond
};

}  // namespace lsr
