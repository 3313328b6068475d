#include "packed_orders.hpp"

#include <algorithm>
#include <bit>
#include <exception>
#include <functional>
#include <mutex>
#include <utility>

#include "helpers.hpp"
#include "uncleared.hpp"

namespace lsr {

/// Where the rows of a partition meet: its orders one behind the other, and a table of their places. Both together are
/// small enough for the second cache, at least.
class PackedOrders::Table {
 public:
  struct Order {
    std::uint64_t rest;  // or the whole mixed key
    std::uint64_t code;
  };

  /// For the orders of so many rows. Hardly ever are they that many fewer: then the room that was made for the first
  /// ones is enough.
  void clear(std::size_t rows) {
    constexpr std::size_t most_at_first = std::size_t{1} << 14;
    count_ = 0;
    make_room(std::clamp(rows, std::size_t{1}, most_at_first));
  }
  /// Whether a later row takes an earlier one's place is told by decides(later, earlier).
  template <typename Decides>
  void add(const Order& order, Decides decides) {
    std::uint32_t& place = place_of(order.rest);
    if (place != none) {
      Order& before = orders_.data()[place];
      if (decides(order.code, before.code)) before.code = order.code;
      return;
    }
    place = count_;
    orders_.data()[count_++] = order;
    if (count_ == room_) [[unlikely]]
      grow();
  }
  [[nodiscard]] std::span<const Order> orders() const { return {orders_.data(), count_}; }

 private:
  /// Where the order is told, or is to be.
  std::uint32_t& place_of(std::uint64_t rest) {
    const std::size_t mask = places_.size() - 1;
    std::size_t i = rest & mask;
    while (places_[i] != none && orders_.data()[places_[i]].rest != rest) i = (i + 1) & mask;
    return places_[i];
  }
  void make_room(std::size_t orders) {
    room_ = orders;
    // At most a quarter full: whether a place is taken already cannot be guessed, and waiting for it costs more than
    // room.
    places_.assign(std::bit_ceil(4 * orders + 1), none);
    orders_.make_room(orders, count_);
  }
  [[gnu::noinline]] void grow() {
    make_room(2 * room_);
    for (std::uint32_t i = 0; i < count_; ++i) place_of(orders_.data()[i].rest) = i;
  }

  std::vector<std::uint32_t> places_;
  Uncleared<Order> orders_;
  std::size_t room_ = 0;  // for orders
  std::uint32_t count_ = 0;
};

void PackedOrders::add(std::span<const PackedRow> rows) {
  if (partitions_.empty() && few_.size() + rows.size() <= limits_.few) {
    few_.reserve(limits_.few);
    few_.insert(few_.end(), rows.begin(), rows.end());
    return;
  }
  if (partitions_.empty()) {
    partitions_.resize(std::size_t{1} << partition_bits);
    numbers_ = std::make_unique<DeciderNumbers>(limits_.most_numbers);
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
    const std::uint64_t code = code_of(rows[i].decider);
    append(partition_of(rows[i]), Entry::of(rows[i].mixed_key, code), layout_);
  }
  held_ += rows.size();
  if (held_ > most_held_) make_room();
}

std::uint64_t PackedOrders::code_without_number(std::uint64_t decider) {
  if (numbers_) give_up_numbers();
  return decider;
}

/// Every partition is written anew, and its chunks serve for the next ones.
void PackedOrders::give_up_numbers() {
  std::vector<Entry> entries;
  for (Partition& partition : partitions_) {
    entries.clear();
    visit(partition, with_numbers,
          [&](const Entry& entry) { entries.push_back(Entry::of(entry.rest(), decider_of(entry.code()))); });
    for (std::uint32_t i = partition.first; i != none; i = chunk(i).next) free_.push_back(i);
    partition = {};
    for (const Entry& entry : entries) append(partition, entry, with_deciders);
  }
  layout_ = with_deciders;
  numbers_.reset();
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
  const auto decides = [&](std::uint64_t later, std::uint64_t earlier) {
    return packed_decides_before(decider_of(later), decider_of(earlier));
  };
  visit(partition, layout_, [&](const Entry& entry) { table.add({entry.rest(), entry.code()}, decides); });
  // Written back into the same chunks, of which there are enough.
  partition.end = nullptr;
  partition.count = 0;
  for (const auto& [rest, code] : table.orders()) {
    if (partition.is_full(layout_)) {
      const std::uint32_t next = partition.end == nullptr ? partition.first : partition.last_chunk().next;
      partition.end = chunk(next).entries.data();
    }
    partition.put_last(Entry::of(rest, code), layout_);
  }
  if (partition.count == 0) return;
  for (std::uint32_t i = std::exchange(partition.last_chunk().next, none); i != none; i = chunk(i).next) {
    freed.push_back(i);
  }
}

void PackedOrders::settle_few() {
  Table table;
  table.clear(few_.size());
  for (const auto& [mixed_key, decider] : few_) table.add({mixed_key, decider}, packed_decides_before);
  few_.clear();
  for (const auto& [mixed_key, decider] : table.orders()) few_.push_back({mixed_key, decider});
  DeciderNumbers numbers{limits_.most_numbers};
  Counts counts;
  for (const PackedRow& order : few_) {
    const std::uint32_t number = numbers.number_of(order.decider);
    if (number == DeciderNumbers::none) return;
    if (number == counts.size()) counts.push_back(0);
    ++counts[number];
  }
  keep_kinds(numbers, counts);
}

void PackedOrders::settle(Kinds kinds) {
  kinds_.clear();
  if (partitions_.empty()) return settle_few();
  Counts counts(numbers_ && kinds == Kinds::counted ? numbers_->size() : 0);
  std::atomic<std::size_t> next = 0;
  std::mutex sharing;
  std::exception_ptr failure;
  const auto help = [&](unsigned) {
    try {
      const Settled mine = settle_some(next, counts.size());
      const std::lock_guard lock{sharing};
      free_.insert(free_.end(), mine.freed.begin(), mine.freed.end());
      std::transform(counts.begin(), counts.end(), mine.counts.begin(), counts.begin(), std::plus<>{});
    } catch (...) {
      const std::lock_guard lock{sharing};
      failure = std::current_exception();
    }
  };
  {
    const Helpers helpers{static_cast<unsigned>(std::min<std::uint64_t>(threads_ - 1, held_ / limits_.rows_a_thread)),
                          help};
    help(0);
  }
  if (failure) std::rethrow_exception(failure);
  held_ = 0;
  for (const Partition& partition : partitions_) held_ += partition.count;
  if (!counts.empty()) keep_kinds(*numbers_, counts);
}

/// Partitions, from the next one on, as long as there are any that nobody else has taken. So many `kinds` are counted.
PackedOrders::Settled PackedOrders::settle_some(std::atomic<std::size_t>& next, std::size_t kinds) {
  Settled settled{{}, Counts(kinds)};
  Table table;
  for (std::size_t i = next++; i < partitions_.size(); i = next++) {
    settle(partitions_[i], table, settled.freed);
    if (kinds == 0) continue;
    for (const auto& order : table.orders()) ++settled.counts[order.code];
  }
  return settled;
}

void PackedOrders::keep_kinds(const DeciderNumbers& numbers, const Counts& counts) {
  for (std::uint32_t i = 0; i < counts.size(); ++i) {
    if (counts[i] != 0) kinds_.push_back({numbers.decider(i), counts[i]});
  }
}

}  // namespace lsr
