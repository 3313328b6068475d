#include "decider_numbers.hpp"

namespace lsr {

std::uint32_t DeciderNumbers::find_or_add(std::uint64_t decider) {
  if (const auto found = numbers_.find(decider); found != numbers_.end()) return found->second;
  if (deciders_.size() == most_) return none;
  const auto number = static_cast<std::uint32_t>(deciders_.size());
  numbers_.emplace(decider, number);
  deciders_.push_back(decider);
  return number;
}

}  // namespace lsr
