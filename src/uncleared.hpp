/// An array that grows and is not cleared: of the room it has, often little is used, and what is never written to takes
/// no memory.
///
///     Uncleared<std::uint32_t> ends;
///     ends.make_room(1 << 14, 0);                                        // for so many at least
///     ends.data()[3] = 7;
///
/// Edges: what was not written to means nothing. For numbers and what is made of them. What was moved from has no room.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace lsr {

template <typename Value>
class Uncleared {
  static_assert(std::is_trivially_default_constructible_v<Value> && std::is_trivially_copyable_v<Value>);

 public:
  Uncleared() = default;
  Uncleared(Uncleared&& other) noexcept : values_(std::move(other.values_)), size_(std::exchange(other.size_, 0)) {}
  Uncleared& operator=(Uncleared&& other) noexcept {
    values_ = std::move(other.values_);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }
  Uncleared(const Uncleared&) = delete;
  Uncleared& operator=(const Uncleared&) = delete;
  ~Uncleared() = default;

  [[nodiscard]] Value* data() { return values_.get(); }
  [[nodiscard]] const Value* data() const { return values_.get(); }
  [[nodiscard]] std::size_t size() const { return size_; }

  /// For so many at least. Where there is less so far, only the first `kept` stay, which are size() at most; else
  /// nothing changes.
  void make_room(std::size_t wanted, std::size_t kept) {
    if (wanted <= size_) return;
    auto values = std::make_unique_for_overwrite<Value[]>(wanted);  // NOLINT(*-avoid-c-arrays): a vector is cleared
    std::copy_n(values_.get(), kept, values.get());
    values_ = std::move(values);
    size_ = wanted;
  }

 private:
  std::unique_ptr<Value[]> values_;  // NOLINT(*-avoid-c-arrays)
  std::size_t size_ = 0;
};

}  // namespace lsr
