#include "instructions.hpp"

namespace lsr {

Instructions best_instructions() {
#ifdef __x86_64__
  // Code for a set may be compiled for what is asked for here, and for nothing else.
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
                    __builtin_cpu_supports("popcnt");
  const bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                      __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2") &&
                      __builtin_cpu_supports("avx512vpopcntdq");
  if (avx512) return Instructions::avx512;
  return avx2 ? Instructions::avx2 : Instructions::sse2;
#else
  return Instructions::plain;
#endif
}

}  // namespace lsr
