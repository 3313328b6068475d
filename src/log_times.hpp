/// The latest times of a log, as its accepted rows tell them (SPEC §11, `latest`).
///
///     LogTimes times;
///     times.note(row, as_of);                                            // or a stretch of plain rows
///     times += times_of_another_part;
///     times.confirmed()                                                  // nothing where nothing was confirmed by then
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
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
    Latest bought{as_of};
    Latest ever_bought{Latest::last_of_all};
    Latest scanned{as_of};
    Latest confirmed{as_of};
    Latest cancelled{as_of};
    for (std::size_t i = rows.begin, end = rows.end; i < end; ++i) {
      bought.note(page.purchased[i]);
      ever_bought.note(page.purchased[i]);
      scanned.note(page.first_scan[i]);
      confirmed.note(page.confirmed[i]);
      cancelled.note(page.cancelled[i]);
    }
    happened_ = std::max({happened_, bought.at(), scanned.at(), confirmed.at(), cancelled.at()});
    confirmed_ = std::max(confirmed_, confirmed.at());
    purchased_ = std::max(purchased_, ever_bought.at());
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

  /// The latest of some instants up to a last one, kept by how long it is before that. Counted without a sign, what is
  /// behind the last one is farther away than anything before it, and so is `never`: for times less than 2^60 seconds
  /// away from 1970, which no date is.
  class Latest {
   public:
    static constexpr Instant last_of_all{std::chrono::seconds{std::int64_t{1} << 60}};

    explicit Latest(Instant last) : last_(seconds_of(last)) {}
    void note(Instant at) { before_last_ = std::min(before_last_, last_ - seconds_of(at)); }
    [[nodiscard]] Instant at() const {
      constexpr std::uint64_t farthest = std::uint64_t{1} << 61;
      if (before_last_ > farthest) return before_all;
      return Instant{std::chrono::seconds{static_cast<std::int64_t>(last_ - before_last_)}};
    }

   private:
    static std::uint64_t seconds_of(Instant at) { return static_cast<std::uint64_t>(at.time_since_epoch().count()); }
    std::uint64_t last_;
    std::uint64_t before_last_ = ~std::uint64_t{0};
  };

  void note_happening(Instant at, Instant as_of) { happened_ = std::max(happened_, at <= as_of ? at : before_all); }
  static std::optional<Instant> if_any(Instant at) { return at == before_all ? std::nullopt : std::optional{at}; }

  Instant happened_ = before_all;
  Instant confirmed_ = before_all;
  Instant purchased_ = before_all;
};

}  // namespace lsr
