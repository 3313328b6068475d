#include "slab.hpp"

#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace lsr {

Slab::Slab() : memory_(static_cast<std::byte*>(::operator new (slab_size, std::align_val_t{slab_size}))) {
#ifdef MADV_HUGEPAGE
  // A wish, and no harm where it is not granted.
  static_cast<void>(madvise(memory_.get(), slab_size, MADV_HUGEPAGE));
#endif
}

void Slab::Release::operator()(std::byte* memory) const { ::operator delete (memory, std::align_val_t{slab_size}); }

}  // namespace lsr
