/// Which vector instructions a processor has: what is written for them is chosen at run time.
///
///     FieldIndex index{dialect, best_instructions()};
///
/// Edges: whatever is chosen, the answers are the same.
#pragma once

#include <cstdint>

namespace lsr {

/// Sets of vector instructions that there is code for, each with all of the ones before it.
enum class Instructions : std::uint8_t { plain, sse2, avx2, avx512 };

/// The best of them that this processor has.
Instructions best_instructions();

}  // namespace lsr
