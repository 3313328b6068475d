#include "lsr/calendar.hpp"

#include <algorithm>

#include "lsr/error.hpp"

namespace lsr {

using date::days;

namespace {

bool by_day(const Holiday& a, const Holiday& b) { return a.day < b.day; }

/// The days from the first exception to the last, and those on which the week changes; an empty range where there is
/// none. Before it one week counts, after it one week.
DayRange range_of(const OperatingWeeks& weeks, const BusinessCalendar::Exceptions& exceptions) {
  std::vector<DayRange> all = exceptions.closed;
  if (weeks.change()) all.push_back({weeks.change()->from, weeks.change()->from});
  all.insert(all.end(), exceptions.open.begin(), exceptions.open.end());
  for (const auto& holiday : exceptions.holidays) all.push_back({holiday.day, holiday.day});
  if (all.empty()) return {Day{days{0}}, Day{days{-1}}};
  DayRange range = all.front();
  for (const auto& each : all) {
    range.first = std::min(range.first, each.first);
    range.last = std::max(range.last, each.last);
  }
  return range;
}

Day nth_operating_day_after(Day day, int n, const OperatingDays& week) {
  const int a_week = static_cast<int>(week.count());
  day += days{7 * ((n - 1) / a_week)};
  for (int left = (n - 1) % a_week + 1; left > 0;) {
    day += days{1};
    if (week.contains(date::weekday{day})) --left;
  }
  return day;
}

int operating_days_between(Day after, Day until, const OperatingDays& week) {
  const auto whole_weeks = static_cast<int>((until - after).count()) / 7;
  int count = whole_weeks * static_cast<int>(week.count());
  for (Day day = after + days{7 * whole_weeks + 1}; day <= until; day += days{1}) {
    if (week.contains(date::weekday{day})) ++count;
  }
  return count;
}

}  // namespace

OperatingDays OperatingDays::monday_to_friday() {
  return {date::Monday, date::Tuesday, date::Wednesday, date::Thursday, date::Friday};
}

OperatingDays OperatingDays::sunday_to_thursday() {
  return {date::Sunday, date::Monday, date::Tuesday, date::Wednesday, date::Thursday};
}

unsigned OperatingDays::count() const { return static_cast<unsigned>(std::count(on_.begin(), on_.end(), true)); }

BusinessCalendar::BusinessCalendar(const OperatingWeeks& weeks, Exceptions exceptions)
    : weeks_(weeks), exceptions_(std::move(exceptions)) {
  if (weeks_.before().count() == 0 || weeks_.after().count() == 0)
    throw Error{Error::Kind::usage, "no weekday is an operating day; give at least one"};
  std::stable_sort(exceptions_.holidays.begin(), exceptions_.holidays.end(), by_day);

  const DayRange covered = range_of(weeks_, exceptions_);
  first_ = covered.first;
  for (Day day = covered.first; day <= covered.last; day += days{1}) {
    kinds_.push_back(weeks_.on(day).contains(date::weekday{day}) ? DayKind::business : DayKind::weekend);
  }
  for (const auto& holiday : exceptions_.holidays) kinds_[index(holiday.day)] = DayKind::holiday;
  for (const auto& range : exceptions_.closed) {
    for (Day day = range.first; day <= range.last; day += days{1}) {
      if (kinds_[index(day)] == DayKind::business) kinds_[index(day)] = DayKind::closed;
    }
  }
  for (const auto& range : exceptions_.open) {
    for (Day day = range.first; day <= range.last; day += days{1}) kinds_[index(day)] = DayKind::business;
  }

  rank_.reserve(kinds_.size());
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    if (kinds_[i] == DayKind::business) day_of_rank_.push_back(static_cast<std::int32_t>(i));
    rank_.push_back(static_cast<std::int32_t>(day_of_rank_.size()));
  }
}

BusinessCalendar BusinessCalendar::with_holidays(std::vector<Holiday> holidays) const {
  return {weeks_, {std::move(holidays), exceptions_.closed, exceptions_.open}};
}

bool BusinessCalendar::in_table(Day day) const {
  return day >= first_ && day < first_ + days{static_cast<int>(kinds_.size())};
}

DayKind BusinessCalendar::kind(Day day) const {
  if (in_table(day)) return kinds_[index(day)];
  return weeks_.on(day).contains(date::weekday{day}) ? DayKind::business : DayKind::weekend;
}

bool BusinessCalendar::is_business_day(Day day) const { return kind(day) == DayKind::business; }

bool BusinessCalendar::is_opened(Day day) const {
  const auto holds = [&](const DayRange& range) { return range.first <= day && day <= range.last; };
  const auto& all = exceptions_;
  if (std::none_of(all.open.begin(), all.open.end(), holds)) return false;
  return !weeks_.on(day).contains(date::weekday{day}) || !name(day).empty() ||
         std::any_of(all.closed.begin(), all.closed.end(), holds);
}

std::string BusinessCalendar::name(Day day) const {
  const auto& all = exceptions_.holidays;
  const auto [first, last] = std::equal_range(all.begin(), all.end(), Holiday{day, {}}, by_day);
  std::string names;
  for (auto each = first; each != last; ++each) {
    const bool told = each->name.empty() || std::find(first, each, *each) != each;
    if (!told) names += names.empty() ? each->name : " / " + each->name;
  }
  return names;
}

Day BusinessCalendar::nth_business_day_after(Day day, int n) const {
  const Day table_end = first_ + days{static_cast<int>(kinds_.size())};
  if (kinds_.empty() || day >= table_end) return nth_operating_day_after(day, n, weeks_.after());

  const Day before_table = first_ - days{1};
  if (day < before_table) {
    const int ahead = operating_days_between(day, before_table, weeks_.before());
    if (n <= ahead) return nth_operating_day_after(day, n, weeks_.before());
    n -= ahead;
    day = before_table;
  }
  const int passed = day == before_table ? 0 : rank_[index(day)];
  const int inside = static_cast<int>(day_of_rank_.size()) - passed;
  if (n <= inside) return first_ + days{day_of_rank_[static_cast<std::size_t>(passed + n - 1)]};
  return nth_operating_day_after(table_end - days{1}, n - inside, weeks_.after());
}

std::vector<CountedDay> counted_days(const DayRange& range, const BusinessCalendar& calendar) {
  using Kind = CountedDay::Kind;
  std::vector<CountedDay> counted;
  int count = 0;
  for (Day day = range.first; day <= range.last; day += days{1}) {
    switch (calendar.kind(day)) {
      case DayKind::business: counted.push_back({day, Kind::business, {}, ++count}); break;
      case DayKind::weekend: counted.push_back({day, Kind::weekend, {}, std::nullopt}); break;
      case DayKind::holiday: counted.push_back({day, Kind::holiday, calendar.name(day), std::nullopt}); break;
      case DayKind::closed: counted.push_back({day, Kind::holiday, "closed", std::nullopt}); break;
    }
  }
  return counted;
}

}  // namespace lsr
