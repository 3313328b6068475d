/// Memory in slabs of two mebibytes, for what grows to hundreds of them: a system that has pages of that size can give
/// each as one, which saves it five hundred small ones and the processor the looking up of as many.
///
///     const Slab slab;
///     slab.data()                                                        // slab_size bytes, whatever is in them
///
/// Edges: its address is a multiple of its size.
#pragma once

#include <cstddef>
#include <memory>

namespace lsr {

inline constexpr std::size_t slab_size = std::size_t{2} << 20U;

class Slab {
 public:
  Slab();
  [[nodiscard]] std::byte* data() const { return memory_.get(); }

 private:
  struct Release {
    void operator()(std::byte* memory) const;
  };
  std::unique_ptr<std::byte, Release> memory_;
};

}  // namespace lsr
