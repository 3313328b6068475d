#include "nearest.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "ascii.hpp"

namespace lsr {

namespace {

/// Levenshtein's distance, row by row.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

double likeness(std::string_view a, std::string_view b) {
  constexpr std::size_t shortest_part = 6;
  constexpr std::size_t longest = 100;  // a header cell may be of any length
  if (a.size() < b.size()) std::swap(a, b);
  if (b.empty() || a.size() > longest) return 0;
  const double alike = 1 - static_cast<double>(distance(a, b)) / static_cast<double>(a.size());
  const bool contained = b.size() >= shortest_part && a.find(b) != std::string_view::npos;
  return contained ? std::max(alike, 0.7) : alike;
}

std::string letters_and_digits(std::string_view name) {
  std::string kept;
  for (const char c : name) {
    const char small = lower(c);
    if (is_digit(small) || (small >= 'a' && small <= 'z')) kept += small;
  }
  return kept;
}

std::vector<std::size_t> nearest(std::size_t count, const std::function<double(std::size_t)>& likeness_of) {
  constexpr double likely = 0.5;
  constexpr double near_the_best = 0.15;
  constexpr std::size_t most = 3;
  std::vector<std::pair<double, std::size_t>> found;
  double best = 0;
  for (std::size_t i = 0; i < count; ++i) {
    found.emplace_back(likeness_of(i), i);
    best = std::max(best, found.back().first);
  }
  const double enough = std::max(likely, best - near_the_best);
  std::erase_if(found, [&](const auto& each) { return each.first < enough; });
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (found.size() > most) found.resize(most);
  std::vector<std::size_t> result;
  result.reserve(found.size());
  for (const auto& [like, i] : found) result.push_back(i);
  return result;
}

}  // namespace lsr
