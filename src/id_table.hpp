/// Order-ids as small numbers: each different id gets the next one, and keeps its exact bytes.
///
///     IdTable ids;
///     ids.insert("111-1234567-1234567")                                  // 0; again 0 for the same bytes
///
/// One open-addressing table of 8 bytes a slot, the ids end to end in one buffer: nothing is allocated per id.
///
/// Edges: views returned by id() end with the next insert. At most 2^32 − 1 ids.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lsr {

class IdTable {
 public:
  /// The number of that id, new or not.
  std::uint32_t insert(std::string_view id);

  /// Brings the place of an id nearer, which is far away where there are many.
  void prefetch(std::string_view id) const;

  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view id) const;
  [[nodiscard]] std::string_view id(std::uint32_t number) const;
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size()); }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number_plus_one = 0;  ///< 0: empty
  };
  [[nodiscard]] std::size_t slot_of(std::string_view id, std::uint32_t hash) const;
  void grow();

  std::vector<Slot> slots_ = std::vector<Slot>(64);  // a power of two, at most three quarters full
  std::vector<std::uint64_t> ends_;                  // where each id ends in bytes_
  std::string bytes_;
};

}  // namespace lsr
