/// The latest times of a log, as its accepted rows tell them (SPEC §11, `latest`).
///
///     LogTimes times;
///     times.note(row, as_of);
///     times += times_of_another_part;
#pragma once

#include <algorithm>
#include <optional>

#include "lsr/order_row.hpp"
#include "lsr/time.hpp"

namespace lsr {

struct LogTimes {
  std::optional<Instant> happened;   ///< the latest thing that had happened by as-of; a day by its first second
  std::optional<Instant> confirmed;  ///< the latest confirm that had; a day by its last second
  std::optional<Instant> purchased;  ///< the latest purchase, whenever it is

  void note_happened(const std::optional<Moment>& moment, Instant as_of) {
    if (moment && moment->first <= as_of) happened = std::max(happened, std::optional{moment->first});
  }
  void note_confirmed(const std::optional<Moment>& moment, Instant as_of) {
    note_happened(moment, as_of);
    if (moment && moment->first <= as_of) confirmed = std::max(confirmed, std::optional{moment->last});
  }
  void note(const OrderRow& row, Instant as_of) {
    for (const auto* moment : {&row.purchased, &row.first_scan, &row.cancelled}) note_happened(*moment, as_of);
    note_confirmed(row.confirmed, as_of);
    if (row.purchased) purchased = std::max(purchased, std::optional{row.purchased->first});
  }

  LogTimes& operator+=(const LogTimes& other) {
    happened = std::max(happened, other.happened);
    confirmed = std::max(confirmed, other.confirmed);
    purchased = std::max(purchased, other.purchased);
    return *this;
  }
};

}  // namespace lsr
