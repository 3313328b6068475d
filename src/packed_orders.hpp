/// The book of a log in which only counts are asked for: 8 bytes an order, whatever the number of its rows, and 12 in a
/// log of very many kinds of deciders.
///
///     PackedOrders orders{2};                                            // two threads help where orders are settled
///     orders.add(rows);                                                  // of a stretch of the log, in its order
///     orders.settle();                                                   // all are in
///     orders.visit([](std::uint64_t key, std::uint64_t decider) { ... });
///
/// Orders are spread over partitions by the bits of their keys, so that the rows of one order meet in memory that fits
/// the processor's cache. New rows are only put down there. When there may be too many for the number of orders, a few
/// partitions are settled, of each order the row that decides stays (SPEC §5); where these show that it is worth it, so
/// are all others. A few rows fit there without being spread.
///
/// Edges: no more rows are held than there are orders, a quarter more, and 40 MiB of them. Visited in no order that
/// means anything.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

#include "decider_numbers.hpp"
#include "lsr/decider.hpp"
#include "order_key.hpp"
#include "slab.hpp"

namespace lsr {

/// How a decider is packed, from the top: outcome, no ship-by, ship-by, computed, agree; then what does not decide: how
/// many days the ship-by day is away from that of UTC, and compared.
namespace packed_decider {
inline constexpr unsigned ship_by_bits = 40;
inline constexpr unsigned day_bits = 3;
inline constexpr std::int64_t ship_by_bias = std::int64_t{1} << (ship_by_bits - 1);
inline constexpr std::int64_t day_bias = std::int64_t{1} << (day_bits - 1);
inline constexpr unsigned undecided_bits = day_bits + 1;
inline constexpr int seconds_of_a_day = 86400;
}  // namespace packed_decider

/// What decides between rows, in 51 bits; for days of the years −9000 to 13000, and ship-by dates that are less than
/// four days away from the day in UTC.
inline std::uint64_t packed(const Decider& decider) {
  using namespace packed_decider;
  const std::int64_t ship_by = decider.has_ship_by ? decider.ship_by.time_since_epoch().count() : 0;
  const std::int64_t day = decider.has_ship_by ? decider.day.time_since_epoch().count() : 0;
  // Counted from four days before the day in UTC, so that it is rounded down.
  const auto into_days = static_cast<std::uint32_t>(ship_by - (day - day_bias) * seconds_of_a_day);
  std::uint64_t bits =
      std::uint64_t{static_cast<std::uint8_t>(decider.outcome)} << 1U | (decider.has_ship_by ? 0U : 1U);
  bits = bits << ship_by_bits | static_cast<std::uint64_t>(ship_by + ship_by_bias);
  bits = bits << 1U | (decider.given ? 0U : 1U);
  bits = bits << 1U | (decider.disagree ? 0U : 1U);
  bits = bits << day_bits | into_days / seconds_of_a_day;
  return bits << 1U | (decider.compared ? 1U : 0U);
}

Decider unpacked(std::uint64_t decider);

/// decides_before() of decider.hpp, of packed ones.
inline bool packed_decides_before(std::uint64_t a, std::uint64_t b) {
  return a >> packed_decider::undecided_bits < b >> packed_decider::undecided_bits;
}

/// Which of two rows decides. Where all that decides is equal, what was first in the log stays.
inline std::uint64_t deciding(std::uint64_t first, std::uint64_t second) {
  return packed_decides_before(second, first) ? second : first;
}

struct PackedRow {
  std::uint64_t mixed_key;
  std::uint64_t decider;
};

/// A key with order_key_bits, mixed so that any of its bits tell it apart from others. Nothing is lost by it.
std::uint64_t mixed_key(std::uint64_t key);
std::uint64_t unmixed_key(std::uint64_t mixed_key);

class PackedOrders {
 public:
  explicit PackedOrders(unsigned threads) : threads_(threads) {}

  /// Deciders are packed().
  void add(std::span<const PackedRow> rows);

  /// Of each order only the row that decides stays, and kinds are counted.
  void settle() { settle(Kinds::counted); }

  /// How many rows are held, settled or not.
  [[nodiscard]] std::uint64_t held() const { return few_.size() + held_; }

  /// Once settled: how many orders have which decider; the same one may stand there twice.
  struct Kind {
    std::uint64_t decider = 0;
    std::uint64_t orders = 0;
  };
  [[nodiscard]] const std::vector<Kind>& kinds() const { return kinds_; }

  /// Once settled: every order, by show(mixed key, decider).
  template <typename Show>
  void visit(Show show) const;

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  static constexpr unsigned partition_bits = 12;
  static constexpr unsigned rest_bits = order_key_bits - partition_bits;

  /// Of a mixed key what its partition does not tell, and what says which decider: its number or, once there are too
  /// many for numbers, the decider itself. Both together have 64 bits, or 96.
  struct Entry {
    static constexpr std::size_t size_of_number = 8;
    static constexpr std::size_t size_of_decider = 12;
    std::uint64_t low;
    std::uint32_t high;

    static Entry of(std::uint64_t rest, std::uint64_t said) {
      return {rest | said << rest_bits, static_cast<std::uint32_t>(said >> (64U - rest_bits))};
    }
    [[nodiscard]] std::uint64_t rest() const { return low & ((std::uint64_t{1} << rest_bits) - 1); }
    [[nodiscard]] std::uint64_t said() const { return low >> rest_bits | std::uint64_t{high} << (64U - rest_bits); }
  };
  static_assert(DeciderNumbers::most <= std::uint32_t{1} << (64U - rest_bits));

  struct alignas(256) Chunk {
    static constexpr std::size_t room = 252;
    std::array<std::byte, room> entries;
    std::uint32_t next;  // chunk, or none
  };
  struct Partition {
    std::byte* end = nullptr;    // of its entries, in its last chunk
    std::uint32_t first = none;  // chunk
    std::uint32_t count = 0;

    /// How far the last entry's last byte is from its chunk's beginning; without an entry, farther than any can be.
    [[nodiscard]] std::size_t last_byte() const { return (reinterpret_cast<std::uintptr_t>(end) - 1) % sizeof(Chunk); }
    [[nodiscard]] Chunk& last_chunk() const { return *reinterpret_cast<Chunk*>(end - 1 - last_byte()); }
  };
  class Table;
  class KindCounter;

  /// So many rows are held at most.
  static constexpr std::uint64_t room_for(std::uint64_t orders) { return orders + orders / 4 + 3'500'000; }
  [[nodiscard]] Chunk& chunk(std::uint32_t number) const {
    return reinterpret_cast<Chunk*>(slabs_[number / chunks_a_slab].data())[number % chunks_a_slab];
  }
  Partition& partition_of(const PackedRow& row) { return partitions_[row.mixed_key >> rest_bits]; }
  [[nodiscard]] Entry entry_at(const std::byte* place) const {
    Entry entry{0, 0};
    std::memcpy(&entry.low, place, sizeof entry.low);
    if (entry_size_ != sizeof entry.low) std::memcpy(&entry.high, place + sizeof entry.low, sizeof entry.high);
    return entry;
  }
  /// In its last chunk there is room.
  void put_last(Partition& partition, const Entry& entry) const {
    std::memcpy(partition.end, &entry.low, sizeof entry.low);
    if (entry_size_ != sizeof entry.low) std::memcpy(partition.end + sizeof entry.low, &entry.high, sizeof entry.high);
    partition.end += entry_size_;
    ++partition.count;
  }
  [[nodiscard]] bool is_full(const Partition& partition) const {
    return partition.last_byte() + entry_size_ >= Chunk::room;
  }
  void append(Partition& partition, const Entry& entry) {
    if (is_full(partition)) [[unlikely]]
      add_chunk(partition);
    put_last(partition, entry);
  }
  [[gnu::noinline]] void add_chunk(Partition&);
  [[nodiscard]] std::uint64_t decider_of(std::uint64_t said) const {
    return numbers_ ? numbers_->decider(static_cast<std::uint32_t>(said)) : said;
  }
  /// What is to be said of a decider.
  std::uint64_t said_of(std::uint64_t decider) {
    const std::uint32_t number = numbers_ ? numbers_->number_of(decider) : DeciderNumbers::none;
    return number != DeciderNumbers::none ? number : said_without_number(decider);
  }
  [[gnu::noinline]] std::uint64_t said_without_number(std::uint64_t decider);
  void give_up_numbers();
  template <typename Show>
  void visit(const Partition&, Show show) const;
  static void fetch(const Chunk&);
  std::uint32_t new_chunk();
  void make_room();
  std::uint64_t estimated_orders();
  enum class Kinds : std::uint8_t { counted, not_counted };
  void settle(Kinds);
  void settle(Partition&, Table&, std::vector<std::uint32_t>& freed);
  void settle_few();
  void spread(std::span<const PackedRow> rows);

  unsigned threads_;
  static constexpr std::uint32_t chunks_a_slab = slab_size / sizeof(Chunk);
  std::vector<Slab> slabs_;
  std::vector<std::uint32_t> free_;          // chunks
  std::uint32_t begun_ = 0;                  // chunks of the slabs that were ever used
  std::vector<PackedRow> few_;               // all rows, as long as there are no more
  std::vector<Partition> partitions_;        // none until then
  std::unique_ptr<DeciderNumbers> numbers_;  // there are partitions, and enough numbers so far
  std::size_t entry_size_ = Entry::size_of_number;
  std::vector<Kind> kinds_;
  std::uint64_t held_ = 0;  // rows in the partitions
  std::uint64_t most_held_ = room_for(0);
};

/// By show(entry), in the order in which they came.
template <typename Show>
void PackedOrders::visit(const Partition& partition, Show show) const {
  std::size_t left = partition.count * entry_size_;
  for (std::uint32_t i = partition.first; left > 0; i = chunk(i).next) {
    const std::size_t here = std::min(left, Chunk::room / entry_size_ * entry_size_);
    if (chunk(i).next != none) fetch(chunk(chunk(i).next));
    const std::byte* const entries = chunk(i).entries.data();
    for (std::size_t place = 0; place < here; place += entry_size_) show(entry_at(entries + place));
    left -= here;
  }
}

template <typename Show>
void PackedOrders::visit(Show show) const {
  for (const auto& [mixed_key, decider] : few_) show(mixed_key, decider);
  for (std::size_t i = 0; i < partitions_.size(); ++i) {
    const std::uint64_t partition = std::uint64_t{i} << rest_bits;
    visit(partitions_[i], [&](const Entry& entry) { show(partition | entry.rest(), decider_of(entry.said())); });
  }
}

}  // namespace lsr
