/// What an OrderPage holds; only it and the order book know.
///
///     page.add(order_ids, keys, [&](std::size_t i) { return decider_of(judgements[i]); });
///     page.packed_rows()                                                 // neighbours of one order are one row already
///
/// Edges: ids of another form than 3-7-7 digits, and rows that have lines, are kept apart from the packed ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kept_lines.hpp"
#include "lsr/decider.hpp"
#include "lsr/order_page.hpp"
#include "order_key.hpp"
#include "packed_decider.hpp"
#include "uncleared.hpp"

namespace lsr {

struct OrderPage::Rows {
  struct Other {
    std::uint32_t id_size;
    Decider decider;
  };
  Uncleared<PackedRow> packed;  // behind the first one, which is none
  std::size_t last = 0;         // of them
  std::vector<Other> others;    // of order-ids of another form than 3-7-7 digits, and all that have lines
  std::string ids;              // of the others, end to end
  KeptLines lines;              // of the others, or none
  bool has_lines = false;

  Rows() {
    packed.make_room(1, 0);
    *packed.data() = {no_order_key, 0};
  }

  void add_other(std::string_view order_id, const Decider& decider) {
    others.push_back({static_cast<std::uint32_t>(order_id.size()), decider});
    ids += order_id;
  }
  /// As many keys as order-ids; the decider of the i-th of them is decider_at(i).
  template <typename DeciderAt>
  void add(std::span<const std::string_view> order_ids, std::span<const std::uint64_t> keys, DeciderAt decider_at) {
    const std::size_t rows = last + 1;
    if (rows + order_ids.size() > packed.size()) packed.make_room(2 * (rows + order_ids.size()), rows);
    // What stands last is kept nearer than in memory.
    PackedRow* to = packed.data() + last;
    PackedRow before = *to;
    for (std::size_t i = 0; i < order_ids.size(); ++i) {
      const Decider decider = decider_at(i);
      if (keys[i] == no_order_key) [[unlikely]] {
        add_other(order_ids[i], decider);
        continue;
      }
      // Most rows of an order follow each other. Whether one does cannot be guessed, nor which of them decides, so
      // neither makes a difference to the way: sums and masks leave nothing to be guessed.
      const PackedRow row{mixed_key(keys[i]), lsr::packed(decider)};
      const std::uint64_t differs = row.mixed_key == before.mixed_key ? 0 : 1;
      const std::uint64_t decides = differs | (packed_decides_before(row.decider, before.decider) ? 1 : 0);
      before = {row.mixed_key, before.decider ^ ((before.decider ^ row.decider) & (0 - decides))};
      to += differs;
      *to = before;
    }
    last = static_cast<std::size_t>(to - packed.data());
  }
  [[nodiscard]] std::span<const PackedRow> packed_rows() const { return {packed.data() + 1, last}; }
};

}  // namespace lsr
