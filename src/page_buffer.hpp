/// Memory at the beginning of a page, where reading a file costs a quarter of what it costs elsewhere.
///
///     PageBuffer buffer;
///     const std::size_t got = source.read(buffer.of(std::size_t{1} << 19));
///
/// Edges: what is in it means nothing before it was written to. Memory that is never written to is never used up.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

namespace lsr {

class PageBuffer {
 public:
  PageBuffer() = default;
  PageBuffer(PageBuffer&&) noexcept;
  PageBuffer& operator=(PageBuffer&&) noexcept;
  PageBuffer(const PageBuffer&) = delete;
  PageBuffer& operator=(const PageBuffer&) = delete;
  ~PageBuffer() = default;

  /// At least `size` bytes. Where there were as many before, they are the same, and hold what they held.
  std::span<char> of(std::size_t size);

  /// The first byte of what of() gave last.
  [[nodiscard]] char* data() const { return memory_.get(); }

  static constexpr std::size_t page = 4096;
  static constexpr std::size_t whole_pages(std::size_t bytes) { return (bytes + page - 1) / page * page; }

 private:
  struct Release {
    void operator()(char* memory) const;
  };
  std::unique_ptr<char, Release> memory_;
  std::size_t size_ = 0;
};

}  // namespace lsr
