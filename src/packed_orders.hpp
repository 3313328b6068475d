/// The book of a log in which only counts are asked for: 8 bytes an order, whatever the number of its rows, and 12 in a
/// log of very many kinds of deciders.
///
///     PackedOrders orders{2};                                            // two threads help where orders are settled
///     orders.add(rows);                                                  // of a stretch of the log, in its order
///     orders.settle();                                                   // all are in
///     orders.visit([](std::uint64_t key, std::uint64_t decider) { ... });
///
/// The first rows are kept as they are. Where there are more, orders are spread over partitions by the bits of their
/// keys, so that the rows of one order meet in memory that fits the processor's cache. New rows are only put down
/// there. When there may be too many for the number of orders, a few partitions are settled, of each order the row that
/// decides stays (SPEC §5); where these show that it is worth it, so are all others.
///
/// Edges: no more rows are held than there are orders, a quarter more, and 3.5 million (27 MiB, or 40). Visited in no
/// order that means anything.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

#include "decider_numbers.hpp"
#include "order_key.hpp"
#include "packed_decider.hpp"
#include "slab.hpp"

namespace lsr {

class PackedOrders {
 public:
  /// When it does what; results do not depend on it.
  struct Limits {
    std::size_t few = std::size_t{1} << 14;                ///< rows that are kept as they are
    std::uint64_t waiting = 3'500'000;                     ///< rows that may wait to be settled, beside the orders
    std::uint64_t rows_a_thread = std::uint64_t{1} << 17;  ///< settled by each thread at least
    std::uint32_t most_numbers = DeciderNumbers::most_in_cache;  ///< for deciders
  };

  explicit PackedOrders(unsigned threads) : PackedOrders(threads, Limits{}) {}
  PackedOrders(unsigned threads, const Limits& limits) : threads_(threads), limits_(limits) {}

  /// Deciders are packed().
  void add(std::span<const PackedRow> rows);

  /// Of each order only the row that decides stays, and kinds are counted.
  void settle() { settle(Kinds::counted); }

  /// How many rows are held, settled or not.
  [[nodiscard]] std::uint64_t held() const { return few_.size() + held_; }

  /// Once settled: every order, by show(mixed key, decider).
  template <typename Show>
  void visit(Show show) const;

  /// Once settled: by show(decider, orders), how many orders have which. Where there are very many kinds of deciders,
  /// each order is shown by itself.
  template <typename Show>
  void visit_kinds(Show show) const;

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  static constexpr unsigned partition_bits = 12;
  static constexpr unsigned rest_bits = order_key_bits - partition_bits;
  static constexpr std::uint64_t rest_mask = (std::uint64_t{1} << rest_bits) - 1;

  /// Of a mixed key what its partition does not tell, and a code for the decider.
  struct Entry {
    std::uint64_t low;
    std::uint32_t high;

    /// Of a mixed key, or of the rest of one.
    static Entry of(std::uint64_t mixed_key, std::uint64_t code) {
      return {(mixed_key & rest_mask) | code << rest_bits, static_cast<std::uint32_t>(code >> (64U - rest_bits))};
    }
    [[nodiscard]] std::uint64_t rest() const { return low & rest_mask; }
    [[nodiscard]] std::uint64_t code() const { return low >> rest_bits | std::uint64_t{high} << (64U - rest_bits); }
  };

  /// How entries stand in memory: 8 bytes where the code is a number or, once there are too many for numbers, 12 bytes
  /// where it is the decider itself.
  struct Layout {
    std::size_t size;

    [[nodiscard]] Entry read(const std::byte* from) const {
      Entry entry{0, 0};
      std::memcpy(&entry.low, from, sizeof entry.low);
      if (size != sizeof entry.low) std::memcpy(&entry.high, from + sizeof entry.low, sizeof entry.high);
      return entry;
    }
    void write(const Entry& entry, std::byte* to) const {
      std::memcpy(to, &entry.low, sizeof entry.low);
      if (size != sizeof entry.low) std::memcpy(to + sizeof entry.low, &entry.high, sizeof entry.high);
    }
  };
  static constexpr Layout with_numbers{8};
  static constexpr Layout with_deciders{12};
  static_assert(DeciderNumbers::most_in_cache <= std::uint32_t{1} << (64U - rest_bits));
  static_assert(rest_bits + packed_decider::all_bits <= 96);

  struct alignas(256) Chunk {
    static constexpr std::size_t room = 252;
    std::array<std::byte, room> entries;
    std::uint32_t next;  // chunk, or none
  };
  struct Partition {
    std::byte* end = nullptr;    // of its entries, in its last chunk; a chunk's beginning only until one is put there
    std::uint32_t first = none;  // chunk
    std::uint32_t count = 0;

    /// How far the last entry's last byte is from its chunk's beginning; without an entry, farther than any can be.
    [[nodiscard]] std::size_t last_byte() const { return (reinterpret_cast<std::uintptr_t>(end) - 1) % sizeof(Chunk); }
    [[nodiscard]] Chunk& last_chunk() const { return *reinterpret_cast<Chunk*>(end - 1 - last_byte()); }
    [[nodiscard]] bool is_full(const Layout& layout) const { return last_byte() + layout.size >= Chunk::room; }
    /// There is room for it in the last chunk.
    void put_last(const Entry& entry, const Layout& layout) {
      layout.write(entry, end);
      end += layout.size;
      ++count;
    }
  };
  class Table;
  /// How many orders have the decider of which number.
  using Counts = std::vector<std::uint64_t>;

  /// So many rows are held at most.
  [[nodiscard]] std::uint64_t room_for(std::uint64_t orders) const { return orders + orders / 4 + limits_.waiting; }
  [[nodiscard]] Chunk& chunk(std::uint32_t number) const {
    return reinterpret_cast<Chunk*>(slabs_[number / chunks_a_slab].data())[number % chunks_a_slab];
  }
  Partition& partition_of(const PackedRow& row) { return partitions_[row.mixed_key >> rest_bits]; }
  void append(Partition& partition, const Entry& entry, const Layout& layout) {
    if (partition.is_full(layout)) [[unlikely]]
      add_chunk(partition);
    partition.put_last(entry, layout);
  }
  // What is rare is no part of the loop that it is called from.
  [[gnu::noinline]] void add_chunk(Partition&);
  [[nodiscard]] std::uint64_t decider_of(std::uint64_t code) const {
    return numbers_ ? numbers_->decider(static_cast<std::uint32_t>(code)) : code;
  }
  std::uint64_t code_of(std::uint64_t decider) {
    const std::uint32_t number = numbers_ ? numbers_->number_of(decider) : DeciderNumbers::none;
    return number != DeciderNumbers::none ? number : code_without_number(decider);
  }
  [[gnu::noinline]] std::uint64_t code_without_number(std::uint64_t decider);
  void give_up_numbers();
  template <typename Show>
  void visit(const Partition&, const Layout&, Show show) const;
  static void fetch(const Chunk&);
  std::uint32_t new_chunk();
  void make_room();
  std::uint64_t estimated_orders();
  enum class Kinds : std::uint8_t { counted, not_counted };
  void settle(Kinds);
  void settle(Partition&, Table&, std::vector<std::uint32_t>& freed);
  struct Settled {
    std::vector<std::uint32_t> freed;  // chunks
    Counts counts;
  };
  Settled settle_some(std::atomic<std::size_t>& next, std::size_t kinds);
  void keep_kinds(const DeciderNumbers&, const Counts&);
  void settle_few();
  void spread(std::span<const PackedRow> rows);

  static constexpr std::uint32_t chunks_a_slab = slab_size / sizeof(Chunk);
  static_assert(slab_size % sizeof(Chunk) == 0);  // so that a chunk's address is a multiple of its size

  unsigned threads_;
  Limits limits_;
  std::vector<Slab> slabs_;
  std::vector<std::uint32_t> free_;          // chunks
  std::uint32_t begun_ = 0;                  // chunks of the slabs that were ever used
  std::vector<PackedRow> few_;               // all rows, as long as there are no more
  std::vector<Partition> partitions_;        // none until then
  std::unique_ptr<DeciderNumbers> numbers_;  // there are partitions, and enough numbers so far
  Layout layout_ = with_numbers;             // of the partitions
  struct Kind {
    std::uint64_t decider;
    std::uint64_t orders;
  };
  std::vector<Kind> kinds_;  // none where each order is shown by itself
  std::uint64_t held_ = 0;   // rows in the partitions
  std::uint64_t most_held_ = limits_.waiting;
};

/// By show(entry), in the order in which they came.
template <typename Show>
void PackedOrders::visit(const Partition& partition, const Layout& layout, Show show) const {
  std::size_t left = partition.count;
  for (std::uint32_t i = partition.first; left > 0; i = chunk(i).next) {
    const std::size_t here = std::min(left, Chunk::room / layout.size);
    if (chunk(i).next != none) fetch(chunk(chunk(i).next));
    const std::byte* const entries = chunk(i).entries.data();
    for (std::size_t j = 0; j < here; ++j) show(layout.read(entries + j * layout.size));
    left -= here;
  }
}

template <typename Show>
void PackedOrders::visit(Show show) const {
  for (const auto& [mixed_key, decider] : few_) show(mixed_key, decider);
  for (std::size_t i = 0; i < partitions_.size(); ++i) {
    const std::uint64_t partition = std::uint64_t{i} << rest_bits;
    visit(partitions_[i], layout_,
          [&](const Entry& entry) { show(partition | entry.rest(), decider_of(entry.code())); });
  }
}

template <typename Show>
void PackedOrders::visit_kinds(Show show) const {
  if (kinds_.empty()) return visit([&](std::uint64_t, std::uint64_t decider) { show(decider, std::uint64_t{1}); });
  for (const auto& [decider, orders] : kinds_) show(decider, orders);
}

}  // namespace lsr
