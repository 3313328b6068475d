/// Order-ids of the usual form, three, seven and seven digits with dashes between, as numbers.
///
///     order_key("111-1234567-7654321")                                   // 11'112'345'677'654'321
///     order_id_of(key).view()                                            // "111-1234567-7654321"
///
///     order_keys_reader(best_instructions())(ids, keys);                 // many at once
///     unmixed_key(mixed_key(key)) == key                                 // mixed, it is spread evenly
///
/// Edges: two different ids have two different keys; any other id has none: no_order_key.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "instructions.hpp"

namespace lsr {

inline constexpr unsigned order_key_bits = 57;  // 10^17 < 2^57

inline constexpr std::uint64_t no_order_key = ~std::uint64_t{0};

/// The key of an id of that form, else no_order_key.
std::uint64_t order_key(std::string_view id);

/// The same of many ids; `into` has room for as many keys. Every reader says the same.
using OrderKeysReader = void (*)(std::span<const std::string_view> ids, std::span<std::uint64_t> into);
OrderKeysReader order_keys_reader(Instructions);

struct OrderIdText {
  std::array<char, 19> text;
  [[nodiscard]] std::string_view view() const { return {text.data(), text.size()}; }
};
OrderIdText order_id_of(std::uint64_t key);

/// A key mixed so that any of its bits tell it apart from others. Nothing is lost by it.
std::uint64_t mixed_key(std::uint64_t key);
std::uint64_t unmixed_key(std::uint64_t mixed_key);

}  // namespace lsr
