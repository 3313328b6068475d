#include "lsr/tally.hpp"

namespace lsr {

namespace {

using Days = std::map<Day, Counts>;

Counts sum(Days::const_iterator begin, Days::const_iterator end) {
  Counts counts;
  for (auto i = begin; i != end; ++i) counts += i->second;
  return counts;
}

}  // namespace

Counts& Counts::operator+=(const Counts& other) {
  for (std::size_t i = 0; i < by_outcome_.size(); ++i) by_outcome_.at(i) += other.by_outcome_.at(i);
  return *this;
}

std::uint64_t Counts::late() const {
  return of(Outcome::confirmed_late) + of(Outcome::unconfirmed) + of(Outcome::unscanned);
}

std::uint64_t Counts::open() const { return of(Outcome::awaiting_confirmation) + of(Outcome::awaiting_scan); }

void Tally::add(Day day, Outcome outcome, std::uint64_t orders) {
  if (is_judged(outcome)) days_[day].add(outcome, orders);
}

Tally& Tally::operator+=(const Tally& other) {
  for (const auto& [day, counts] : other.days_) days_[day] += counts;
  return *this;
}

Counts Tally::total() const { return sum(days_.begin(), days_.end()); }

Counts Tally::between(Day first, Day last) const {
  if (last < first) return {};
  return sum(days_.lower_bound(first), days_.upper_bound(last));
}

Counts Tally::after(Day day) const { return sum(days_.upper_bound(day), days_.end()); }

}  // namespace lsr
