#include "page_buffer.hpp"

#include <new>
#include <utility>

namespace lsr {

PageBuffer::PageBuffer(PageBuffer&& other) noexcept
    : memory_(std::move(other.memory_)), size_(std::exchange(other.size_, 0)) {}

PageBuffer& PageBuffer::operator=(PageBuffer&& other) noexcept {
  memory_ = std::move(other.memory_);
  size_ = std::exchange(other.size_, 0);
  return *this;
}

void PageBuffer::Release::operator()(char* memory) const { ::operator delete (memory, std::align_val_t{page}); }

std::span<char> PageBuffer::of(std::size_t size) {
  if (size_ < size) {
    // What there was goes first: both at once would be twice as much.
    memory_.reset();
    size_ = 0;
    memory_.reset(static_cast<char*>(::operator new (whole_pages(size), std::align_val_t{page})));
    size_ = whole_pages(size);
  }
  return {memory_.get(), size_};
}

}  // namespace lsr
