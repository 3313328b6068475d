/// What each SKU promised, what it needed, and the smallest promise that would have held (SPEC §8).
///
///     HandlingKeeper keeper{policy, as_of};
///     const JudgedLog log = judge_log({sources}, policy, {}, as_of, OrderBook::Keep::outcomes, observer, &keeper);
///     const HandlingReport handling = make_handling(keeper, log, policy.threshold);
///     handling.skus.front().smallest;                                    // 3: two days were too few
///
/// Looked at are the rows of the longest window, by their ship-by day, that are confirmed and whose purchase is known.
/// A row of several packages needed what its last one did.
///
/// Edges: the promise is what most rows had, the shorter of equals; a row with a ship-by date and no handling time
/// promised none. Medians and percentiles are by nearest rank, so that they are handling times that occurred.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/judged_log.hpp"
#include "lsr/policy.hpp"
#include "lsr/rate.hpp"

namespace lsr {

/// What a SKU's promise is like beside what it needed.
enum class PromiseFit : std::uint8_t { too_short, too_long, fits, unknown };

/// "too-short", "too-long", "fits", "unknown"
std::string_view name(PromiseFit);

/// Fewer rows say little: one late parcel more would change the answer.
inline constexpr std::uint64_t few_rows = 25;

struct SkuHandling {
  std::string sku;  ///< empty for rows that name none
  std::uint64_t rows = 0;
  std::optional<int> promised;       ///< business days
  std::optional<int> needed_median;  ///< nothing: more than the longest handling time
  std::optional<int> needed_p90;
  Ratio early;                  ///< rows confirmed at least a business day before the ship-by day, of all
  Ratio late_at_promise;        ///< rows that needed more than was promised, of all; nothing where no promise is known
  std::optional<int> smallest;  ///< the smallest promise at which the late share is within the limit
  PromiseFit fit = PromiseFit::unknown;
  /// Business days by which the promise is off, times the rows it is off for: the list is sorted by it.
  std::uint64_t gain = 0;
};

struct HandlingReport {
  DayRange window{};              ///< the longest, whose rows were looked at
  std::vector<SkuHandling> skus;  ///< by what a better promise gains; of equals the too short ones first
};

/// Notes what each confirmed row needed while the log is read: some 50 bytes each. The policy must outlive the keeper.
class HandlingKeeper : public RowWatcher {
 public:
  HandlingKeeper(const Policy&, Instant as_of);

  void row(const OrderRow&, const Judgement&, std::size_t number) override;
  void restart() override;

  struct Entry {
    std::size_t number = 0;  ///< in the book
    std::size_t file = 0;
    std::uint64_t line = 0;
    const std::string* sku = nullptr;
    std::optional<int> promised;
    int needed = 0;
    bool confirmed = true;
    bool early = false;
  };
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  /// The longest window.
  [[nodiscard]] const DayRange& window() const { return window_; }

 private:
  const Policy& policy_;
  Instant as_of_;
  DayRange window_;
  std::set<std::string, std::less<>> skus_;
  std::vector<Entry> entries_;
};

HandlingReport make_handling(const HandlingKeeper&, const JudgedLog&, const Threshold&);

}  // namespace lsr
