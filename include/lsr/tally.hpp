/// Per ship-by day, the orders per outcome: the one table that report, trend and forecast are read off (SPEC §6).
///
///     tally.add(order.decider.day, order.decider.outcome);
///     const Counts window = tally.between(from, to);                     // both days included
///
///     tally += tally_of_another_log;                                     // logs that share no order add up
///
/// Edges: only judged outcomes are counted; excluded and future orders have no day here.
#pragma once

#include <array>
#include <cstdint>
#include <map>

#include "lsr/time.hpp"
#include "lsr/verdict.hpp"

namespace lsr {

/// A number of orders per judged outcome.
class Counts {
 public:
  void add(Outcome outcome, std::uint64_t orders = 1) { by_outcome_.at(static_cast<std::size_t>(outcome)) += orders; }
  Counts& operator+=(const Counts&);

  [[nodiscard]] std::uint64_t of(Outcome outcome) const { return by_outcome_.at(static_cast<std::size_t>(outcome)); }
  [[nodiscard]] std::uint64_t late() const;
  [[nodiscard]] std::uint64_t open() const;
  [[nodiscard]] std::uint64_t on_time() const { return of(Outcome::on_time); }
  [[nodiscard]] std::uint64_t decided() const { return late() + on_time(); }
  [[nodiscard]] std::uint64_t orders() const { return decided() + open(); }

  friend bool operator==(const Counts&, const Counts&) = default;

 private:
  std::array<std::uint64_t, judged_outcome_count> by_outcome_{};
};

class Tally {
 public:
  /// Counts orders on their ship-by day; does nothing for what is not judged.
  void add(Day, Outcome, std::uint64_t orders = 1);
  Tally& operator+=(const Tally&);

  [[nodiscard]] Counts total() const;
  /// Both days included; nothing where `last` is before `first`.
  [[nodiscard]] Counts between(Day first, Day last) const;
  [[nodiscard]] Counts after(Day) const;

  /// The days that have orders, in order.
  [[nodiscard]] const std::map<Day, Counts>& days() const { return days_; }

 private:
  std::map<Day, Counts> days_;
};

}  // namespace lsr
