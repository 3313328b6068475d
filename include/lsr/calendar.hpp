/// The business calendar: which days count, and which day is the Nth that counts (SPEC §3).
///
///     const BusinessCalendar calendar{OperatingDays::monday_to_friday(), us_holidays};
///     calendar.nth_business_day_after(saturday, 2);                      // the Tuesday: Monday 1, Tuesday 2
///
///     calendar.kind(Day{2026_y / 11 / 26});                              // DayKind::holiday
///     calendar.name(Day{2026_y / 11 / 26});                              // "Thanksgiving Day"
///
/// A business day is an operating day that is no holiday and not closed; a day that was opened is one whatever else it
/// is. Counting is O(1) however large N is: inside the years that hold exceptions by a table of ranks, outside by the
/// arithmetic of the week.
///
/// Edges: at least one weekday must be an operating day. Days are civil days of the policy's zone; the calendar knows
/// no clock.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "lsr/time.hpp"

namespace lsr {

/// The weekdays on which the seller works.
class OperatingDays {
 public:
  OperatingDays() = default;
  OperatingDays(std::initializer_list<date::weekday> days) {
    for (const auto day : days) add(day);
  }
  static OperatingDays monday_to_friday();

  void add(date::weekday day) { on_.at(day.c_encoding()) = true; }
  [[nodiscard]] bool contains(date::weekday day) const { return on_.at(day.c_encoding()); }
  [[nodiscard]] unsigned count() const;

 private:
  std::array<bool, 7> on_{};
};

struct Holiday {
  Day day;
  std::string name;
};

/// Both ends included.
struct DayRange {
  Day first;
  Day last;
};

enum class DayKind : std::uint8_t { business, weekend, holiday, closed };

class BusinessCalendar {
 public:
  /// What the calendar is made of. `open` wins over everything, `closed` over operating days (SPEC §3).
  struct Exceptions {
    std::vector<Holiday> holidays;
    std::vector<DayRange> closed;
    std::vector<DayRange> open;
  };

  /// Throws Error{usage} where no weekday is an operating day.
  BusinessCalendar(const OperatingDays&, Exceptions);

  [[nodiscard]] bool is_business_day(Day) const;

  /// The Nth business day strictly after `day`; n ≥ 1.
  [[nodiscard]] Day nth_business_day_after(Day day, int n) const;

  [[nodiscard]] DayKind kind(Day) const;

  /// The holiday's name; empty where the day is none.
  [[nodiscard]] std::string name(Day) const;

  [[nodiscard]] const OperatingDays& operating_days() const { return operating_days_; }

 private:
  [[nodiscard]] bool in_table(Day day) const;
  [[nodiscard]] std::size_t index(Day day) const { return static_cast<std::size_t>((day - first_).count()); }
  [[nodiscard]] Day nth_operating_day_after(Day day, int n) const;
  [[nodiscard]] int operating_days_between(Day after, Day until) const;

  OperatingDays operating_days_;
  Exceptions exceptions_;                  // holidays sorted by day
  Day first_;                              // the table covers first_ … first_ + kinds_.size() - 1
  std::vector<DayKind> kinds_;             // of each day in the table
  std::vector<std::int32_t> rank_;         // business days of the table up to and including that day
  std::vector<std::int32_t> day_of_rank_;  // rank − 1 → offset of that business day from first_
};

}  // namespace lsr
