/// Work on pieces side by side, whose results are taken one by one in the pieces' order.
///
///     run_in_order<Block, Result>(
///         {.workers = 4, .pieces_alone = 8},
///         [&](Block& block) { return blocks.next(block); },              // one at a time, in order; false: no more
///         [&](Block& block, unsigned worker) { return read(block); },    // up to four at a time
///         [&](Block& block, Result result) { return take(result); });    // one at a time, in order; false: enough
///
/// So what comes out does not depend on how many work. Exceptions come out of the call: of `work` and `settle` that of
/// the earliest piece.
///
/// Edges: with one worker everything happens in the calling thread, with several the first `pieces_alone` do. Pieces
/// are used over and over again, by the worker that had them before where it can be: what they own is kept for the next
/// one, and is still in that core's cache. There are two for each worker at most. Those that were begun and not settled
/// when it was enough are returned, in order.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "helpers.hpp"

namespace lsr {

struct Crew {
  unsigned workers = 1;          ///< at least one
  std::size_t pieces_alone = 0;  ///< worked on before the others are called: for fewer it is not worth it
};

template <typename Piece, typename Result, typename Next, typename Work, typename Settle>
class InOrder {
 public:
  InOrder(Crew crew, Next next, Work work, Settle settle)
      : crew_(crew),
        next_(std::move(next)),
        work_(std::move(work)),
        settle_(std::move(settle)),
        // Two for each worker: one that is worked on, one that waits for its turn.
        slots_(std::size_t{2} * crew.workers),
        spare_(crew.workers) {}

  std::vector<Piece> run() {
    if (go_on(0, crew_.workers == 1 ? without_end : crew_.pieces_alone)) {
      const Helpers others{crew_.workers - 1, [this](unsigned i) { go_on(i + 1, without_end); }};
      go_on(0, without_end);
    }
    if (failure_) std::rethrow_exception(failure_);
    std::vector<Piece> left;
    for (; settled_ < begun_; ++settled_) left.push_back(std::move(slot(settled_).piece));
    return left;
  }

 private:
  struct Slot {
    Piece piece;
    unsigned worker = 0;  // who works on it
    std::optional<Result> result;
    std::exception_ptr failure;
    bool ready = false;  // and waits for its turn
  };
  static constexpr std::size_t without_end = ~std::size_t{0};
  Slot& slot(std::size_t number) { return slots_[number % slots_.size()]; }

  /// False where there are no more pieces, or it is enough, after so many at most.
  bool go_on(unsigned worker, std::size_t pieces) {
    for (; pieces > 0; --pieces) {
      Slot* const mine = begin_piece(worker);
      if (mine == nullptr) return false;
      try {
        mine->result.emplace(work_(mine->piece, worker));
      } catch (...) {
        mine->failure = std::current_exception();
      }
      settle_what_is_ready(*mine);
    }
    const std::lock_guard lock{state_};
    return !enough_;
  }

  Slot* begin_piece(unsigned worker) {
    const std::lock_guard one_at_a_time{beginning_};
    {
      std::unique_lock lock{state_};
      changed_.wait(lock, [&] { return enough_ || begun_ - settled_ < slots_.size(); });
      if (enough_) return nullptr;
    }
    // Nobody else changes begun_ while this one begins.
    Slot& mine = slot(begun_);
    mine.failure = nullptr;
    mine.worker = worker;
    mine.piece = take_spare(worker);
    const bool is_piece = begin(mine);
    const std::lock_guard lock{state_};
    if (!is_piece) return nullptr;
    ++begun_;
    return &mine;
  }

  /// One that the worker had before, if any is free.
  Piece take_spare(unsigned worker) {
    const std::lock_guard lock{state_};
    auto* from = &spare_[worker];
    for (auto each = spare_.begin(); from->empty() && each != spare_.end(); ++each) from = &*each;
    if (from->empty()) return {};
    Piece piece = std::move(from->back());
    from->pop_back();
    return piece;
  }

  bool begin(Slot& mine) {
    try {
      return next_(mine.piece);
    } catch (...) {
      const std::lock_guard lock{state_};
      if (!failure_) failure_ = std::current_exception();
      enough_ = true;
      changed_.notify_all();
      return false;
    }
  }

  /// Whoever is ready settles for the others too, so that only one does at a time.
  void settle_what_is_ready(Slot& mine) {
    std::unique_lock lock{state_};
    mine.ready = true;
    if (settling_) return;
    settling_ = true;
    while (!enough_ && settled_ < begun_ && slot(settled_).ready) {
      Slot& first = slot(settled_);
      lock.unlock();
      const bool go_on = settle(first);
      lock.lock();
      first.ready = false;
      spare_[first.worker].push_back(std::move(first.piece));
      ++settled_;
      enough_ = enough_ || !go_on;
      changed_.notify_all();
    }
    settling_ = false;
  }

  bool settle(Slot& ready) {
    try {
      if (ready.failure) std::rethrow_exception(ready.failure);
      const bool go_on = settle_(ready.piece, std::move(*ready.result));
      ready.result.reset();
      return go_on;
    } catch (...) {
      const std::lock_guard lock{state_};
      if (!failure_) failure_ = std::current_exception();
      return false;
    }
  }

  Crew crew_;
  Next next_;
  Work work_;
  Settle settle_;
  std::vector<Slot> slots_;
  std::vector<std::vector<Piece>> spare_;  // settled ones, by their last worker
  std::mutex beginning_;
  std::mutex state_;
  std::condition_variable changed_;
  std::size_t begun_ = 0;
  std::size_t settled_ = 0;
  bool settling_ = false;
  bool enough_ = false;
  std::exception_ptr failure_;
};

template <typename Piece, typename Result, typename Next, typename Work, typename Settle>
std::vector<Piece> run_in_order(Crew crew, Next next, Work work, Settle settle) {
  return InOrder<Piece, Result, Next, Work, Settle>{crew, std::move(next), std::move(work), std::move(settle)}.run();
}

}  // namespace lsr
