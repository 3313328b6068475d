#include "packed_orders.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <mutex>
#include <thread>
#include <tuple>
#include <utility>

namespace lsr {

using namespace packed_decider;

namespace {

constexpr std::uint64_t low(std::uint64_t word, unsigned count) { return word & ((std::uint64_t{1} << count) - 1); }

// ---- keys -----------------------------------------------------------------------------------------------------------

constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U;
constexpr unsigned middle = 29;

constexpr std::uint64_t inverse(std::uint64_t odd) {
  std::uint64_t result = odd;
  // Each step doubles the number of low bits that are right, three at first.
  for (int i = 0; i < 5; ++i) result *= 2 - odd * result;
  return result;
}

constexpr std::uint64_t mixed(std::uint64_t key) {
  key = low(key * factor, order_key_bits);
  key ^= key >> middle;
  return low(key * factor, order_key_bits);
}

constexpr std::uint64_t unmixed(std::uint64_t key) {
  key = low(key * inverse(factor), order_key_bits);
  key ^= key >> middle;
  return low(key * inverse(factor), order_key_bits);
}
static_assert(unmixed(mixed(11'112'345'677'654'321U)) == 11'112'345'677'654'321U);

}  // namespace

std::uint64_t mixed_key(std::uint64_t key) { return mixed(key); }
std::uint64_t unmixed_key(std::uint64_t mixed_key) { return unmixed(mixed_key); }

Decider unpacked(std::uint64_t bits) {
  const auto take = [&](unsigned count) {
    const std::uint64_t value = low(bits, count);
    bits >>= count;
    return static_cast<std::int64_t>(value);
  };
  Decider decider;
  decider.compared = take(1) != 0;
  const std::int64_t days_before = take(day_bits) - day_bias;
  decider.disagree = take(1) == 0;
  decider.given = take(1) == 0;
  const Instant ship_by{std::chrono::seconds{take(ship_by_bits) - ship_by_bias}};
  decider.has_ship_by = take(1) == 0;
  decider.outcome = static_cast<Outcome>(take(4));
  if (!decider.has_ship_by) return decider;
  const auto day = date::floor<date::days>(ship_by) - date::days{static_cast<int>(days_before)};
  decider.day = Day{day.time_since_epoch()};
  decider.ship_by = ship_by;
  return decider;
}

// ---- partitions -----------------------------------------------------------------------------------------------------

/// Where the rows of a partition meet: its orders one behind the other, and a table of their places. Both together are
/// small enough for the second cache, at least.
class PackedOrders::Table {
 public:
  struct Order {
    std::uint64_t rest;
    std::uint64_t said;
  };

  /// Room for the orders of so many rows.
  void clear(std::size_t rows) {
    // At most a quarter full: whether a place is taken already cannot be guessed, and waiting for it costs more than
    // room.
    places_.assign(std::bit_ceil(4 * rows + 1), none);
    if (orders_.size() < rows) orders_.resize(rows);
    count_ = 0;
  }
  /// Of two rows' deciders the one that stays is deciding(first, second).
  template <typename Deciding>
  void add(const Order& order, Deciding deciding) {
    const std::size_t mask = places_.size() - 1;
    for (std::size_t i = order.rest & mask;; i = (i + 1) & mask) {
      const std::uint32_t place = places_[i];
      if (place == none) {
        orders_[count_] = order;
        places_[i] = count_++;
        return;
      }
      Order& before = orders_[place];
      if (before.rest != order.rest) continue;
      before.said = deciding(before.said, order.said);
      return;
    }
  }
  [[nodiscard]] std::span<const Order> orders() const { return {orders_.data(), count_}; }

 private:
  std::vector<std::uint32_t> places_;
  std::vector<Order> orders_;
  std::uint32_t count_ = 0;
};

/// Counts deciders as they come by. Hardly a log has more of them than fit; where two want one place, the one that
/// stood there is told.
class PackedOrders::KindCounter {
 public:
  void add(std::uint64_t decider) {
    constexpr std::uint64_t spread = 0x9E3779B97F4A7C15U;
    Kind& kind = kinds_[(decider * spread) >> (64U - size_bits)];
    if (kind.decider != decider) {
      tell(kind);
      kind = {decider, 0};
    }
    ++kind.orders;
  }
  std::vector<Kind> all() && {
    for (const Kind& kind : kinds_) tell(kind);
    return std::move(told_);
  }

 private:
  void tell(const Kind& kind) {
    if (kind.orders != 0) told_.push_back(kind);
  }

  static constexpr unsigned size_bits = 12;
  std::vector<Kind> kinds_ = std::vector<Kind>(std::size_t{1} << size_bits);
  std::vector<Kind> told_;
};

void PackedOrders::add(std::span<const PackedRow> rows) {
  constexpr std::size_t most_few = std::size_t{1} << 14;
  if (partitions_.empty() && few_.size() + rows.size() <= most_few) {
    few_.reserve(most_few);
    few_.insert(few_.end(), rows.begin(), rows.end());
    return;
  }
  if (partitions_.empty()) {
    partitions_.resize(std::size_t{1} << partition_bits);
    numbers_ = std::make_unique<DeciderNumbers>();
    spread(std::exchange(few_, {}));
  }
  spread(rows);
}

void PackedOrders::spread(std::span<const PackedRow> rows) {
  // No processor can guess which partition is next: it is fetched some rows before.
  constexpr std::size_t ahead = 8;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i + 2 * ahead < rows.size()) __builtin_prefetch(&partition_of(rows[i + 2 * ahead]));
    if (i + ahead < rows.size()) __builtin_prefetch(partition_of(rows[i + ahead]).end, 1);
    const std::uint64_t said = said_of(rows[i].decider);
    append(partition_of(rows[i]), Entry::of(low(rows[i].mixed_key, rest_bits), said));
  }
  held_ += rows.size();
  if (held_ > most_held_) make_room();
}

std::uint64_t PackedOrders::said_without_number(std::uint64_t decider) {
  if (numbers_) give_up_numbers();
  return decider;
}

/// Every partition is written anew, and its chunks serve for the next ones.
void PackedOrders::give_up_numbers() {
  const std::unique_ptr<DeciderNumbers> numbers = std::move(numbers_);
  std::vector<Entry> entries;
  for (Partition& partition : partitions_) {
    entry_size_ = Entry::size_of_number;
    entries.clear();
    visit(partition, [&](const Entry& entry) {
      const auto number = static_cast<std::uint32_t>(entry.said());
      entries.push_back(Entry::of(entry.rest(), numbers->decider(number)));
    });
    for (std::uint32_t i = partition.first; i != none; i = chunk(i).next) free_.push_back(i);
    partition = {};
    entry_size_ = Entry::size_of_decider;
    for (const Entry& entry : entries) append(partition, entry);
  }
}

/// In most logs hardly a row goes when orders are settled: then there is room for more rows.
void PackedOrders::make_room() {
  most_held_ = room_for(estimated_orders());
  if (held_ <= most_held_) return;
  settle(Kinds::not_counted);
  most_held_ = room_for(held_);
}

/// By a few partitions, which are settled for it. Every order has its partition by chance, and those of many rows count
/// no more than others: with a thousand orders in the partitions that is off by some per cent.
std::uint64_t PackedOrders::estimated_orders() {
  constexpr std::size_t looked_at = 16;
  Table table;
  std::vector<std::uint32_t> freed;
  std::uint64_t orders = 0;
  for (Partition& partition : std::span{partitions_}.first(looked_at)) {
    held_ -= partition.count;
    settle(partition, table, freed);
    held_ += partition.count;
    orders += partition.count;
  }
  free_.insert(free_.end(), freed.begin(), freed.end());
  return orders * partitions_.size() / looked_at;
}

std::uint32_t PackedOrders::new_chunk() {
  if (!free_.empty()) {
    const std::uint32_t number = free_.back();
    free_.pop_back();
    return number;
  }
  if (begun_ == slabs_.size() * chunks_a_slab) slabs_.emplace_back();
  return begun_++;
}

void PackedOrders::add_chunk(Partition& partition) {
  const std::uint32_t fresh = new_chunk();
  (partition.end == nullptr ? partition.first : partition.last_chunk().next) = fresh;
  chunk(fresh).next = none;
  partition.end = chunk(fresh).entries.data();
}

/// Brings a chunk nearer, whose place no processor can guess.
void PackedOrders::fetch(const Chunk& chunk) {
  constexpr std::size_t cache_line = 64;
  const auto* const begin = reinterpret_cast<const char*>(&chunk);
  for (std::size_t i = 0; i < sizeof chunk; i += cache_line) __builtin_prefetch(begin + i);
}

/// The chunks that are no longer needed go to `freed`.
void PackedOrders::settle(Partition& partition, Table& table, std::vector<std::uint32_t>& freed) {
  table.clear(partition.count);
  const auto deciding_one = [&](std::uint64_t first, std::uint64_t second) {
    return packed_decides_before(decider_of(second), decider_of(first)) ? second : first;
  };
  visit(partition, [&](const Entry& entry) { table.add({entry.rest(), entry.said()}, deciding_one); });
  // Written back into the same chunks, of which there are enough.
  partition.end = nullptr;
  partition.count = 0;
  for (const auto& [rest, said] : table.orders()) {
    if (is_full(partition)) {
      const std::uint32_t next = partition.end == nullptr ? partition.first : partition.last_chunk().next;
      partition.end = chunk(next).entries.data();
    }
    put_last(partition, Entry::of(rest, said));
  }
  if (partition.count == 0) return;
  for (std::uint32_t i = std::exchange(partition.last_chunk().next, none); i != none; i = chunk(i).next) {
    freed.push_back(i);
  }
}

void PackedOrders::settle_few() {
  Table table;
  KindCounter kinds;
  table.clear(few_.size());
  for (const auto& [mixed_key, decider] : few_) table.add({mixed_key, decider}, deciding);
  few_.clear();
  for (const auto& [mixed_key, decider] : table.orders()) {
    few_.push_back({mixed_key, decider});
    kinds.add(decider);
  }
  kinds_ = std::move(kinds).all();
}

void PackedOrders::settle(Kinds counting) {
  if (partitions_.empty()) return settle_few();
  // For fewer another thread costs more than it saves.
  constexpr std::uint64_t rows_a_thread = std::uint64_t{1} << 17;
  std::atomic<std::size_t> next = 0;
  std::atomic<std::uint64_t> orders = 0;
  std::mutex sharing;
  kinds_.clear();
  const auto work = [&] {
    Table table;
    KindCounter kinds;
    std::vector<std::uint32_t> freed;
    std::uint64_t count = 0;
    for (std::size_t i = next++; i < partitions_.size(); i = next++) {
      settle(partitions_[i], table, freed);
      count += partitions_[i].count;
      if (counting == Kinds::not_counted) continue;
      for (const auto& order : table.orders()) kinds.add(order.said);
    }
    orders += count;
    auto counted = std::move(kinds).all();
    for (Kind& kind : counted) kind.decider = decider_of(kind.decider);
    const std::lock_guard lock{sharing};
    free_.insert(free_.end(), freed.begin(), freed.end());
    kinds_.insert(kinds_.end(), counted.begin(), counted.end());
  };
  {
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < threads_ && i * rows_a_thread < held_; ++i) others.emplace_back(work);
    work();
  }
  held_ = orders;
}

}  // namespace lsr
