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
/// A country may change its weekend: OperatingWeeks says which week is in force on which day.
///
///     const OperatingWeeks emirates{OperatingDays::sunday_to_thursday(), {jan_1_2022, OperatingDays::monday_to_friday()}};
///     emirates.on(Day{2021_y / 12 / 31});                                // Sunday to Thursday
///
/// Edges: at least one weekday must be an operating day. Days are civil days of the policy's zone; the calendar knows
/// no clock. Of two holidays on one day both names are told.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
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
  static OperatingDays sunday_to_thursday();

  void add(date::weekday day) { on_.at(day.c_encoding()) = true; }
  [[nodiscard]] bool contains(date::weekday day) const { return on_.at(day.c_encoding()); }
  [[nodiscard]] unsigned count() const;

  friend bool operator==(const OperatingDays&, const OperatingDays&) = default;

 private:
  std::array<bool, 7> on_{};
};

/// The operating days as they stood in each year: one week for all time, or another one from some day on.
class OperatingWeeks {
 public:
  struct Change {
    Day from;  ///< the first day of the new week
    OperatingDays days;
  };

  OperatingWeeks(const OperatingDays& always) : before_(always) {}  // NOLINT(google-explicit-constructor): it is one
  OperatingWeeks(const OperatingDays& before, const Change& change) : before_(before), change_(change) {}

  [[nodiscard]] const OperatingDays& on(Day day) const {
    return change_ && day >= change_->from ? change_->days : before_;
  }
  [[nodiscard]] const OperatingDays& before() const { return before_; }
  [[nodiscard]] const OperatingDays& after() const { return change_ ? change_->days : before_; }
  [[nodiscard]] const std::optional<Change>& change() const { return change_; }

 private:
  OperatingDays before_;
  std::optional<Change> change_;
};

struct Holiday {
  Day day;
  std::string name;

  friend bool operator==(const Holiday&, const Holiday&) = default;
};

/// Both ends included.
struct DayRange {
  Day first;
  Day last;
  /// How many, both included.
  [[nodiscard]] int days() const { return static_cast<int>((last - first).count()) + 1; }
};

enum class DayKind : std::uint8_t { business, weekend, holiday, closed };

/// A day of a range, as one reads it off a calendar.
struct CountedDay {
  enum class Kind : std::uint8_t { purchase, business, weekend, holiday };
  Day day;
  Kind kind;
  std::string name;          ///< of a holiday; "closed" where the seller is
  std::optional<int> count;  ///< the running number of a business day
};

class BusinessCalendar {
 public:
  /// What the calendar is made of. `open` wins over everything, `closed` over operating days (SPEC §3).
  struct Exceptions {
    std::vector<Holiday> holidays;
    std::vector<DayRange> closed;
    std::vector<DayRange> open;
  };

  /// Throws Error{usage} where no weekday is an operating day.
  BusinessCalendar(const OperatingWeeks&, Exceptions);

  /// The same calendar with these holidays in place of its own.
  [[nodiscard]] BusinessCalendar with_holidays(std::vector<Holiday>) const;

  [[nodiscard]] bool is_business_day(Day) const;

  /// The Nth business day strictly after `day`; n ≥ 1.
  [[nodiscard]] Day nth_business_day_after(Day day, int n) const;

  [[nodiscard]] DayKind kind(Day) const;

  /// A business day only because the seller opened it.
  [[nodiscard]] bool is_opened(Day) const;

  /// The holiday's name; empty where the day is none. Several of one day stand side by side: "A / B".
  [[nodiscard]] std::string name(Day) const;

  [[nodiscard]] const OperatingWeeks& operating_weeks() const { return weeks_; }

 private:
  [[nodiscard]] bool in_table(Day day) const;
  [[nodiscard]] std::size_t index(Day day) const { return static_cast<std::size_t>((day - first_).count()); }

  OperatingWeeks weeks_;
  Exceptions exceptions_;                  // holidays sorted by day
  Day first_;                              // the table covers first_ … first_ + kinds_.size() - 1
  std::vector<DayKind> kinds_;             // of each day in the table
  std::vector<std::int32_t> rank_;         // business days of the table up to and including that day
  std::vector<std::int32_t> day_of_rank_;  // rank − 1 → offset of that business day from first_
};

/// The days of a range, each business day with its number in it. None is of the kind purchase.
std::vector<CountedDay> counted_days(const DayRange&, const BusinessCalendar&);

}  // namespace lsr
