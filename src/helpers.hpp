/// Threads that help with some work until it is done; where the system gives fewer of them, fewer help.
///
///     {
///       const Helpers helpers{3, [&](unsigned number) { work(number); }};  // 0 to 2
///       work(3);                                                           // the calling thread has its share
///     }                                                                    // here all have come to an end
///
/// Edges: what they call must not throw. The work has to be done even if none of them helps.
#pragma once

#include <functional>
#include <system_error>
#include <thread>
#include <vector>

namespace lsr {

class Helpers {
 public:
  Helpers(unsigned count, const std::function<void(unsigned)>& help) {
    threads_.reserve(count);
    try {
      for (unsigned i = 0; i < count; ++i) threads_.emplace_back(help, i);
    } catch (const std::system_error&) {
      // There are no more threads to be had.
    }
  }

 private:
  std::vector<std::jthread> threads_;
};

}  // namespace lsr
