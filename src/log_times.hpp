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

  void note(const OrderRow& row, Instant as_of) {
    for (const auto* moment : {&row.purchased, &row.first_scan, &row.cancelled}) {
      if (*moment && (*moment)->first <= as_of) raise(happened, (*moment)->first);
    }
    if (row.confirmed) note_confirm(*row.confirmed, as_of);
    if (row.purchased) raise(purchased, row.purchased->first);
  }
  void note_confirm(const Moment& confirm, Instant as_of) {
    if (confirm.first > as_of) return;
    raise(happened, confirm.first);
    raise(confirmed, confirm.last);
  }

  LogTimes& operator+=(const LogTimes& other) {
    happened = std::max(happened, other.happened);
    confirmed = std::max(confirmed, other.confirmed);
    purchased = std::max(purchased, other.purchased);
    return *this;
  }

 private:
  static void raise(std::optional<Instant>& latest, Instant at) {
    if (!latest || *latest < at) latest = at;
  }
};

}  // namespace lsr
