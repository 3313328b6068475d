/// Work on pieces side by side, whose results are taken one by one in the pieces' order.
///
///     run_in_order<Block, Result>(
///         4,
///         [&](Block& block) { return blocks.next(block); },              // one at a time, in order; false: no more
///         [&](Block& block, unsigned worker) { return read(block); },    // up to four at a time
///         [&](Block& block, Result result) { return take(result); });    // one at a time, in order; false: enough
///
/// So what comes out does not depend on how many work. Exceptions of `work` and `settle` come out of the call, that of
/// the earliest piece.
///
/// Edges: with one worker everything happens in the calling thread. Pieces are used over and over again: what they own
/// is kept for the next one. Those that were begun and not settled when it was enough are returned, in order.
#pragma once

#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace lsr {

template <typename Piece, typename Result, typename Next, typename Work, typename Settle>
class InOrder {
 public:
  InOrder(unsigned workers, Next next, Work work, Settle settle)
      : next_(std::move(next)),
        work_(std::move(work)),
        settle_(std::move(settle)),
        // Two for each worker: one that is worked on, one that waits for its turn.
        slots_(std::size_t{2} * workers),
        ready_(slots_.size()) {}

  std::vector<Piece> run(unsigned workers) {
    {
      std::vector<std::jthread> others;
      for (unsigned i = 1; i < workers; ++i) others.emplace_back([this, i] { go_on(i); });
      go_on(0);
    }
    if (failure_) std::rethrow_exception(failure_);
    std::vector<Piece> left;
    for (; settled_ < begun_; ++settled_) left.push_back(std::move(slot(settled_).piece));
    return left;
  }

 private:
  struct Slot {
    Piece piece;
    std::optional<Result> result;
    std::exception_ptr failure;
  };
  Slot& slot(std::size_t number) { return slots_[number % slots_.size()]; }

  void go_on(unsigned worker) {
    while (Slot* const mine = begin_piece()) {
      try {
        mine->result.emplace(work_(mine->piece, worker));
      } catch (...) {
        mine->failure = std::current_exception();
      }
      settle_what_is_ready(*mine);
    }
  }

  Slot* begin_piece() {
    const std::lock_guard one_at_a_time{beginning_};
    {
      std::unique_lock lock{state_};
      changed_.wait(lock, [&] { return enough_ || begun_ - settled_ < slots_.size(); });
      if (enough_) return nullptr;
    }
    // Nobody else changes begun_ while this one begins.
    Slot& mine = slot(begun_);
    mine.result.reset();
    mine.failure = nullptr;
    const bool is_piece = next_(mine.piece);
    const std::lock_guard lock{state_};
    if (!is_piece) return nullptr;
    ++begun_;
    return &mine;
  }

  /// Whoever is ready settles for the others too, so that only one does at a time.
  void settle_what_is_ready(Slot& mine) {
    std::unique_lock lock{state_};
    ready_[static_cast<std::size_t>(&mine - slots_.data())] = true;
    if (settling_) return;
    settling_ = true;
    while (!enough_ && settled_ < begun_ && ready_[settled_ % slots_.size()]) {
      lock.unlock();
      const bool go_on = settle(slot(settled_));
      lock.lock();
      ready_[settled_ % slots_.size()] = false;
      ++settled_;
      enough_ = enough_ || !go_on;
      changed_.notify_all();
    }
    settling_ = false;
  }

  bool settle(Slot& ready) {
    try {
      if (ready.failure) std::rethrow_exception(ready.failure);
      return settle_(ready.piece, std::move(*ready.result));
    } catch (...) {
      failure_ = std::current_exception();
      return false;
    }
  }

  Next next_;
  Work work_;
  Settle settle_;
  std::vector<Slot> slots_;
  std::vector<bool> ready_;  // which of them wait for their turn
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
std::vector<Piece> run_in_order(unsigned workers, Next next, Work work, Settle settle) {
  return InOrder<Piece, Result, Next, Work, Settle>{workers, std::move(next), std::move(work), std::move(settle)}.run(
      workers);
}

}  // namespace lsr
