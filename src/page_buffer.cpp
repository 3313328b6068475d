#include "page_buffer.hpp"

#include <new>

namespace lsr {

void PageBuffer::Release::operator()(char* memory) const { ::operator delete (memory, std::align_val_t{page}); }

std::span<char> PageBuffer::of(std::size_t size) {
  if (size_ < size) {
    size_ = whole_pages(size);
    memory_.reset(static_cast<char*>(::operator new (size_, std::align_val_t{page})));
  }
  return {memory_.get(), size_};
}

}  // namespace lsr
