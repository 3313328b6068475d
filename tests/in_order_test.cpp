#include "in_order.hpp"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using lsr::run_in_order;

namespace {

/// A piece of work: its number, and how long it takes.
struct Piece {
  int number = -1;
  std::chrono::microseconds takes{};
};

/// Pieces 0, 1, 2, … of random lengths.
class Pieces {
 public:
  explicit Pieces(int count, unsigned longest = 300) : count_(count), longest_(longest) {}

  bool operator()(Piece& piece) {
    if (next_ == count_) return false;
    piece = {next_++, std::chrono::microseconds{random_() % (longest_ + 1)}};
    return true;
  }
  [[nodiscard]] int begun() const { return next_; }

 private:
  int count_;
  unsigned longest_;
  int next_ = 0;
  std::mt19937 random_{9};
};

/// Raised as long as it lives, by one.
class Raised {
 public:
  explicit Raised(std::atomic<int>& count) : count_(count), now_(++count) {}
  Raised(const Raised&) = delete;
  Raised& operator=(const Raised&) = delete;
  Raised(Raised&&) = delete;
  Raised& operator=(Raised&&) = delete;
  ~Raised() { --count_; }
  [[nodiscard]] int now() const { return now_; }

 private:
  std::atomic<int>& count_;
  int now_;
};

std::vector<int> numbers(const std::vector<Piece>& pieces) {
  std::vector<int> result;
  for (const Piece& piece : pieces) result.push_back(piece.number);
  return result;
}

std::vector<int> up_to(int from, int end) {
  std::vector<int> result;
  for (; from < end; ++from) result.push_back(from);
  return result;
}

}  // namespace

TEST_CASE("in order: results are taken one by one in the order of the pieces", "[in_order]") {
  for (const unsigned workers : {1U, 2U, 3U, 4U, 8U}) {
    for (const int count : {0, 1, 2, 7, 100}) {
      CAPTURE(workers, count);
      Pieces pieces{count};
      std::atomic<int> beginning = 0;
      std::atomic<int> working = 0;
      std::atomic<int> settling = 0;
      std::atomic<int> most_working = 0;
      std::atomic<int> at_once = 0;
      std::atomic<int> waiting = 0;
      std::atomic<int> most_waiting = 0;
      std::atomic<bool> known_worker = true;
      std::vector<int> settled;
      const auto raise = [](std::atomic<int>& most, int to) {
        int was = most;
        while (was < to && !most.compare_exchange_weak(was, to)) {
        }
      };
      const auto left = run_in_order<Piece, int>(
          {workers},
          [&](Piece& piece) {
            const Raised here{beginning};
            raise(at_once, here.now());
            std::this_thread::sleep_for(std::chrono::microseconds{5});
            if (!pieces(piece)) return false;
            raise(most_waiting, ++waiting);
            return true;
          },
          [&](Piece& piece, unsigned worker) {
            const Raised here{working};
            raise(most_working, here.now());
            if (worker >= workers) known_worker = false;
            std::this_thread::sleep_for(piece.takes);
            return piece.number * 10;
          },
          [&](Piece& piece, int result) {
            const Raised here{settling};
            raise(at_once, here.now());
            settled.push_back(result == piece.number * 10 ? piece.number : -2);
            --waiting;
            return true;
          });
      CHECK(settled == up_to(0, count));
      CHECK(left.empty());
      CHECK(known_worker);
      CHECK(at_once <= 1);
      CHECK(most_working <= static_cast<int>(workers));
      CHECK(most_waiting <= 2 * static_cast<int>(workers));
      if (count == 100 && workers > 1) CHECK(most_working > 1);
    }
  }
}

TEST_CASE("in order: a worker gets a piece that it had before, and what that owns", "[in_order]") {
  struct Owner {
    std::vector<int> own;
  };
  for (const unsigned workers : {1U, 3U}) {
    CAPTURE(workers);
    int begun = 0;
    std::set<const int*> memories;
    bool kept = true;
    run_in_order<Owner, int>(
        {.workers = workers, .pieces_alone = 5},
        [&](Owner& piece) {
          if (piece.own.empty()) piece.own.resize(10);
          kept = kept && (begun == 0 || begun >= 5 || memories.contains(piece.own.data()));
          memories.insert(piece.own.data());
          return begun++ < 200;
        },
        [&](Owner&, unsigned) { return 0; }, [&](Owner&, int) { return true; });
    // One alone goes on in the same memory.
    CHECK(kept);
    CHECK(memories.size() <= (workers == 1 ? 1 : 2 * workers));
  }
}

TEST_CASE("in order: with one worker all happens in the calling thread", "[in_order]") {
  const auto me = std::this_thread::get_id();
  bool here = true;
  const auto look = [&] { here = here && std::this_thread::get_id() == me; };
  Pieces pieces{20, 0};
  std::vector<int> told;
  run_in_order<Piece, int>(
      {1},
      [&](Piece& piece) {
        look();
        return pieces(piece);
      },
      [&](Piece& piece, unsigned) {
        look();
        return piece.number;
      },
      [&](Piece&, int result) {
        look();
        told.push_back(result);
        return true;
      });
  CHECK(here);
  CHECK(told == up_to(0, 20));
}

TEST_CASE("in order: the first pieces are worked on in the calling thread, if that is wished", "[in_order]") {
  for (const int count : {0, 1, 6, 7, 60}) {
    CAPTURE(count);
    const auto me = std::this_thread::get_id();
    Pieces pieces{count};
    std::atomic<int> first_elsewhere = count;
    std::vector<int> settled;
    run_in_order<Piece, int>(
        {.workers = 3, .pieces_alone = 7}, [&](Piece& piece) { return pieces(piece); },
        [&](Piece& piece, unsigned) {
          if (std::this_thread::get_id() != me) {
            int first = first_elsewhere;
            while (piece.number < first && !first_elsewhere.compare_exchange_weak(first, piece.number)) {
            }
          } else if (piece.number >= 7) {
            // However long it takes until another thread is there.
            while (first_elsewhere == count) std::this_thread::yield();
          }
          return piece.number;
        },
        [&](Piece&, int result) {
          settled.push_back(result);
          return true;
        });
    CHECK(settled == up_to(0, count));
    CHECK(first_elsewhere >= std::min(count, 7));
    CHECK((first_elsewhere < count) == (count == 60));
  }
}

TEST_CASE("in order: what keeps a piece from being begun comes out, too", "[in_order]") {
  for (const auto& [workers, alone] : {std::pair{1U, 0U}, {3U, 0U}, {3U, 20U}}) {
    for (const int last : {0, 1, 11}) {
      CAPTURE(workers, alone, last);
      Pieces pieces{60};
      std::vector<int> settled;
      const auto run = [&] {
        run_in_order<Piece, int>(
            {workers, alone},
            [&](Piece& piece) {
              if (pieces.begun() == last) throw std::runtime_error{"no more memory"};
              return pieces(piece);
            },
            [&](Piece& piece, unsigned) { return piece.number; },
            [&](Piece&, int result) {
              settled.push_back(result);
              return true;
            });
      };
      CHECK_THROWS_WITH(run(), "no more memory");
      CHECK(settled == up_to(0, static_cast<int>(settled.size())));
      CHECK(settled.size() <= static_cast<std::size_t>(last));
    }
  }
}

TEST_CASE("in order: what was begun and not settled when it was enough is returned, in order", "[in_order]") {
  for (const unsigned workers : {1U, 2U, 4U}) {
    for (const auto& [enough, alone] : {std::pair{0, 0U}, {1, 0U}, {5, 0U}, {17, 0U}, {40, 0U}, {5, 6U}, {17, 6U}}) {
      CAPTURE(workers, enough, alone);
      Pieces pieces{60};
      std::vector<int> settled;
      const auto left = run_in_order<Piece, int>(
          {workers, alone}, [&](Piece& piece) { return pieces(piece); },
          [&](Piece& piece, unsigned) {
            std::this_thread::sleep_for(piece.takes);
            return piece.number;
          },
          [&](Piece&, int result) {
            settled.push_back(result);
            return result != enough;
          });
      CHECK(settled == up_to(0, enough + 1));
      CHECK(numbers(left) == up_to(enough + 1, pieces.begun()));
      CHECK(left.size() < 2 * workers);
    }
  }
}

TEST_CASE("in order: the exception of the earliest piece comes out, of work and of settling", "[in_order]") {
  for (const auto& [workers, alone] : {std::pair{1U, 0U}, {2U, 0U}, {4U, 0U}, {4U, 12U}, {4U, 20U}}) {
    for (const bool in_work : {true, false}) {
      CAPTURE(workers, alone, in_work);
      Pieces pieces{60};
      std::vector<int> settled;
      const auto fail = [](int number) { throw std::runtime_error{"piece " + std::to_string(number)}; };
      const auto run = [&] {
        run_in_order<Piece, int>(
            {workers, alone}, [&](Piece& piece) { return pieces(piece); },
            [&](Piece& piece, unsigned) {
              // The first that fails takes longest: others fail before it.
              std::this_thread::sleep_for(std::chrono::microseconds{piece.number == 11 ? 3000 : 10});
              if (in_work && piece.number >= 11) fail(piece.number);
              return piece.number;
            },
            [&](Piece&, int result) {
              if (!in_work && result >= 11) fail(result);
              settled.push_back(result);
              return true;
            });
      };
      CHECK_THROWS_WITH(run(), "piece 11");
      CHECK(settled == up_to(0, 11));
    }
  }
}
