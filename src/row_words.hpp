/// What statuses and fulfilment channels say (SPEC §9).
#pragma once

#include <string_view>

#include "ascii.hpp"

namespace lsr {

inline bool is_amazon(std::string_view channel) {
  return begins_with_letters(channel, "amazon") || same_letters(channel, "afn") || same_letters(channel, "fba");
}
inline bool is_cancelled(std::string_view status) { return begins_with_letters(status, "cancel"); }
inline bool is_pending(std::string_view status) {
  return same_letters(status, "pending") || same_letters(status, "pending availability") ||
         same_letters(status, "pendingavailability");
}
inline bool is_shipped(std::string_view status) {
  return begins_with_letters(status, "shipped") || begins_with_letters(status, "shipping");
}

}  // namespace lsr
