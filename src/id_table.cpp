#include "id_table.hpp"

#include <functional>

namespace lsr {

namespace {

std::uint32_t hash_of(std::string_view id) {
  const std::uint64_t hash = std::hash<std::string_view>{}(id);
  return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

}  // namespace

std::string_view IdTable::id(std::uint32_t number) const {
  const std::uint64_t begin = number == 0 ? 0 : ends_[number - 1];
  return std::string_view{bytes_}.substr(begin, ends_[number] - begin);
}

std::size_t IdTable::slot_of(std::string_view id, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
    const Slot& slot = slots_[i];
    if (slot.number_plus_one == 0) return i;
    if (slot.hash == hash && this->id(slot.number_plus_one - 1) == id) return i;
  }
}

void IdTable::prefetch(std::string_view id) const { __builtin_prefetch(&slots_[hash_of(id) & (slots_.size() - 1)]); }

std::optional<std::uint32_t> IdTable::find(std::string_view id) const {
  const Slot& slot = slots_[slot_of(id, hash_of(id))];
  if (slot.number_plus_one == 0) return std::nullopt;
  return slot.number_plus_one - 1;
}

std::uint32_t IdTable::insert(std::string_view id) {
  const std::uint32_t hash = hash_of(id);
  const std::size_t at = slot_of(id, hash);
  if (slots_[at].number_plus_one != 0) return slots_[at].number_plus_one - 1;
  bytes_.append(id);
  ends_.push_back(bytes_.size());
  slots_[at] = {hash, size()};
  if (ends_.size() * 4 > slots_.size() * 3) grow();
  return size() - 1;
}

void IdTable::grow() {
  std::vector<Slot> larger(slots_.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.number_plus_one == 0) continue;
    std::size_t i = slot.hash & mask;
    while (larger[i].number_plus_one != 0) i = (i + 1) & mask;
    larger[i] = slot;
  }
  slots_ = std::move(larger);
}

}  // namespace lsr
