/// An array that grows and is not cleared: of the room it has, often little is used, and what is never written to takes
/// no memory.
///
///     Uncleared<std::uint32_t> ends;
///     ends.make_room(1 << 14, 0);                                        // so many at least; of those there were, none stays
///     ends.data()[3] = 7;
///
/// Edges: what was not written to means nothing. For numbers and what is made of them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <type_traits>

namespace lsr {

template <typename Value>
class Uncleared {
  static_assert(std::is_trivially_default_constructible_v<Value> && std::is_trivially_copyable_v<Value>);

 public:
  [[nodiscard]] Value* data() { return values_.get(); }
  [[nodiscard]] const Value* data() const { return values_.get(); }
  [[nodiscard]] std::size_t size() const { return size_; }

  /// For so many at least, where there is less; the first `kept` stay.
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
