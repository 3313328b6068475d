/// The latest times of a log, as its accepted rows tell them (SPEC §11, `latest`).
///
///     LogTimes times;
///     times.note(row, as_of);                                            // or a page of plain rows
///     times += times_of_another_part;
///     times.confirmed()                                                  // nothing where nothing was confirmed by then
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "lsr/order_row.hpp"
#include "lsr/plain_row.hpp"
#include "lsr/time.hpp"

namespace lsr {

class LogTimes {
 public:
  /// The same of the page's rows from `begin` to before `end`.
  void note(const PlainRows& page, std::size_t begin, std::size_t end, Instant as_of) {
    // Behind every purchase, before never, and not so far away that the distance has no number.
    constexpr Instant any_time{never.time_since_epoch() / 2};
    Latest purchased{as_of};
    Latest ever_purchased{any_time};
    Latest scanned{as_of};
    Latest confirmed{as_of};
    Latest cancelled{as_of};
    for (std::size_t i = begin; i < end; ++i) {
      purchased.note(page.purchased[i]);
      ever_purchased.note(page.purchased[i]);
      scanned.note(page.first_scan[i]);
      confirmed.note(page.confirmed[i]);
      cancelled.note(page.cancelled[i]);
    }
    happened_ = std::max({happened_, purchased.at(), scanned.at(), confirmed.at(), cancelled.at()});
    confirmed_ = std::max(confirmed_, confirmed.at());
    purchased_ = std::max(purchased_, ever_purchased.at());
  }
  void note(const OrderRow& row, Instant as_of) {
    if (row.purchased) {
      note_happening(row.purchased->first, as_of);
      purchased_ = std::max(purchased_, row.purchased->first);
    }
    if (row.first_scan) note_happening(row.first_scan->first, as_of);
    if (row.cancelled) note_happening(row.cancelled->first, as_of);
    if (row.confirmed) note_confirm(*row.confirmed, as_of);
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

  /// The latest of some instants that are not behind a last one, kept by how far it is before that: what is behind it
  /// would be farthest of all, counted without a sign.
  class Latest {
   public:
    explicit Latest(Instant last) : last_(seconds_of(last)) {}
    void note(Instant at) { before_last_ = std::min(before_last_, last_ - seconds_of(at)); }
    [[nodiscard]] Instant at() const {
      const bool any = before_last_ <= farthest;
      return any ? Instant{std::chrono::seconds{static_cast<std::int64_t>(last_ - before_last_)}} : before_all;
    }

   private:
    static constexpr std::uint64_t farthest = ~std::uint64_t{0} >> 1U;
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
