/// The latest times of a log, as its accepted rows tell them (SPEC §11, `latest`).
///
///     LogTimes times;
///     times.note(row, as_of);                                            // or a stretch of plain rows
///     times += times_of_another_part;
///     times.confirmed()                                                  // nothing where nothing was confirmed by then
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>

#include "lsr/order_row.hpp"
#include "lsr/plain_row.hpp"
#include "lsr/time.hpp"

namespace lsr {

class LogTimes {
 public:
  void note(const OrderRow& row, Instant as_of) {
    if (row.purchased) {
      note_happening(row.purchased->first, as_of);
      purchased_ = std::max(purchased_, row.purchased->first);
    }
    if (row.first_scan) note_happening(row.first_scan->first, as_of);
    if (row.cancelled) note_happening(row.cancelled->first, as_of);
    if (row.confirmed) note_confirm(*row.confirmed, as_of);
  }
  /// The same of each of the rows.
  void note(const PlainStretch& rows, Instant as_of) {
    const PlainRows& page = rows.page;
    Instant happened = happened_;
    Instant confirmed = confirmed_;
    Instant purchased = purchased_;
    const auto by_then = [&](Instant at) { return at <= as_of ? at : before_all; };
    for (std::size_t i = rows.begin; i < rows.end; ++i) {
      const Instant confirm = by_then(page.confirmed[i]);
      confirmed = std::max(confirmed, confirm);
      happened = std::max(happened, std::max(confirm, by_then(page.purchased[i])));
      happened = std::max(happened, std::max(by_then(page.first_scan[i]), by_then(page.cancelled[i])));
      purchased = std::max(purchased, page.purchased[i] != never ? page.purchased[i] : before_all);
    }
    happened_ = happened;
    confirmed_ = confirmed;
    purchased_ = purchased;
  }
  void note_confirm(const Moment& confirm, Instant as_of) {
    note_happening(confirm.first, as_of);
    confirmed_ = std::max(confirmed_, confirm.first <= as_of ? confirm.last : before_all);
  }

  LogTimes& operator+=(const LogTimes& other) {
    happened_ = std::max(happened_, other.happened_);
    confirmed_ = std::max(confirmed_, other.confirmed_);
    purchased_ = std::max(purchased_, other.purchased_);
    return *this;
  }

  /// The latest thing that had happened by as-of; a day by its first second.
  [[nodiscard]] std::optional<Instant> happened() const { return if_any(happened_); }
  /// The latest confirm that had; a day by its last second.
  [[nodiscard]] std::optional<Instant> confirmed() const { return if_any(confirmed_); }
  /// The latest purchase, whenever it is.
  [[nodiscard]] std::optional<Instant> purchased() const { return if_any(purchased_); }

 private:
  // Every row is asked for all of them: an instant before all others makes for fewer questions.
  static constexpr Instant before_all = Instant::min();

  void note_happening(Instant at, Instant as_of) { happened_ = std::max(happened_, at <= as_of ? at : before_all); }
  static std::optional<Instant> if_any(Instant at) { return at == before_all ? std::nullopt : std::optional{at}; }

  Instant happened_ = before_all;
  Instant confirmed_ = before_all;
  Instant purchased_ = before_all;
};

}  // namespace lsr
