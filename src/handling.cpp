#include "lsr/handling.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <tuple>

#include "lsr/ship_by.hpp"
#include "lsr/verdict.hpp"

namespace lsr {

namespace {

/// What is needed where even the longest handling time is too short: more than any promise.
constexpr int beyond = longest_handling_time + 1;

/// What was seen of a SKU's rows.
struct Seen {
  std::vector<int> needed;
  std::map<int, std::uint64_t> promised;
  std::uint64_t early = 0;
};

/// Packages of a row come one after the other; the last confirmed of them is the row.
std::vector<HandlingKeeper::Entry> rows_of(const std::vector<HandlingKeeper::Entry>& packages,
                                           const std::vector<bool>& standing) {
  std::vector<HandlingKeeper::Entry> rows;
  for (const auto& package : packages) {
    if (!standing[package.number]) continue;
    const bool same = !rows.empty() && rows.back().file == package.file && rows.back().line == package.line;
    if (!same) {
      rows.push_back(package);
      continue;
    }
    auto& row = rows.back();
    row.confirmed = row.confirmed && package.confirmed;
    row.early = row.early && package.early;
    row.needed = std::max(row.needed, package.needed);
  }
  std::erase_if(rows, [](const auto& row) { return !row.confirmed; });
  return rows;
}

/// The ⌈percent · n / 100⌉-th smallest.
int nearest_rank(const std::vector<int>& sorted, std::size_t percent) {
  const std::size_t rank = (sorted.size() * percent + 99) / 100;
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

std::uint64_t more_than(const std::vector<int>& sorted, int promise) {
  return static_cast<std::uint64_t>(sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), promise));
}

/// The smallest promise with a late share within the limit.
std::optional<int> smallest_promise(const std::vector<int>& sorted, const Threshold& limit) {
  for (int promise = 0; promise <= longest_handling_time; ++promise) {
    if (!exceeds({more_than(sorted, promise), sorted.size()}, limit)) return promise;
  }
  return std::nullopt;
}

std::optional<int> known(int needed) { return needed == beyond ? std::nullopt : std::optional{needed}; }

SkuHandling told(const std::string& sku, Seen seen, const Threshold& limit) {
  std::sort(seen.needed.begin(), seen.needed.end());
  SkuHandling handling;
  handling.sku = sku;
  handling.rows = seen.needed.size();
  handling.needed_median = known(nearest_rank(seen.needed, 50));
  handling.needed_p90 = known(nearest_rank(seen.needed, 90));
  handling.early = {seen.early, handling.rows};
  handling.smallest = smallest_promise(seen.needed, limit);
  // The first of equals is the shortest.
  const auto most = std::max_element(seen.promised.begin(), seen.promised.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == seen.promised.end()) return handling;
  handling.promised = most->first;
  handling.late_at_promise = {more_than(seen.needed, most->first), handling.rows};
  const int smallest = handling.smallest.value_or(beyond);
  handling.fit = smallest > most->first   ? PromiseFit::too_short
                 : smallest < most->first ? PromiseFit::too_long
                                          : PromiseFit::fits;
  handling.gain = static_cast<std::uint64_t>(std::abs(smallest - most->first)) * handling.rows;
  return handling;
}

bool gains_more(const SkuHandling& a, const SkuHandling& b) {
  return std::tie(b.gain, a.fit, a.sku) < std::tie(a.gain, b.fit, b.sku);
}

}  // namespace

std::string_view name(PromiseFit fit) {
  static constexpr std::array<std::string_view, 4> names{"too-short", "too-long", "fits", "unknown"};
  return names.at(static_cast<std::size_t>(fit));
}

HandlingKeeper::HandlingKeeper(const Policy& policy, Instant as_of)
    : policy_(policy), as_of_(as_of), window_(longest_window(policy, as_of)) {}

void HandlingKeeper::row(const OrderRow& row, const Judgement& judgement, std::size_t number) {
  if (!is_judged(judgement.outcome) || !row.purchased) return;
  const Day due = judgement.ship_by->day;
  if (due < window_.first || due > window_.last) return;
  Entry entry;
  entry.number = number;
  entry.file = row.file;
  entry.line = row.line;
  const auto known_sku = skus_.find(row.sku);
  entry.sku = known_sku != skus_.end() ? &*known_sku : &*skus_.emplace(row.sku).first;
  entry.promised = row.handling_time;
  const auto confirmed = seen_by(row.confirmed, as_of_);
  entry.confirmed = confirmed.has_value();
  if (confirmed) {
    entry.needed = needed_handling_time(*row.purchased, *confirmed, policy_).value_or(beyond);
    entry.early = policy_.calendar.nth_business_day_after(policy_.zone.day_of(confirmed->first), 1) <= due;
  }
  entries_.push_back(entry);
}

void HandlingKeeper::restart() {
  entries_.clear();
  skus_.clear();
}

HandlingReport make_handling(const HandlingKeeper& keeper, const JudgedLog& log, const Threshold& limit) {
  std::map<std::string, Seen> seen;
  for (const auto& row : rows_of(keeper.entries(), log.book.standing_rows())) {
    Seen& sku = seen[*row.sku];
    sku.needed.push_back(row.needed);
    if (row.promised) ++sku.promised[*row.promised];
    if (row.early) ++sku.early;
  }
  HandlingReport report{keeper.window(), {}};
  for (auto& [sku, each] : seen) report.skus.push_back(told(sku, std::move(each), limit));
  std::sort(report.skus.begin(), report.skus.end(), gains_more);
  return report;
}

}  // namespace lsr
