/// A row of which nothing matters but its times, all of them known to the second: what most rows of most logs are.
///
///     PlainRow row;
///     row.purchased = saturday_14_03;                                    // what is absent is `never`
///     as_order_row(row, 0)                                               // the same row, with room for everything
///
///     PlainRows rows;                                                    // a page of them, column by column
///     rows.row(3).confirmed == rows.confirmed[3];
///
/// Its order is the seller's own, neither cancelled by its status nor pending, and there is nothing to complain about
/// the row. So it needs a fifth of the room of an OrderRow, and is read and judged in a fraction of the time.
///
/// Edges: it has an order-id, and a given ship-by date or both a purchase and a handling time. Item-id, SKU and extra
/// columns are not in it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "lsr/order_row.hpp"
#include "lsr/time.hpp"

namespace lsr {

struct PlainRow {
  std::uint64_t line = 0;  ///< the physical line it begins in
  std::string_view order_id;
  std::string_view tracking_number;
  Instant purchased = never;
  Instant given_ship_by = never;
  Instant confirmed = never;
  Instant first_scan = never;
  Instant cancelled = never;
  int handling_time = no_handling_time;  ///< business days
  bool scans_checked = false;            ///< first scans are known where it comes from, and they are not switched off

  static constexpr int no_handling_time = -1;
};

/// `file` is the index of its FILE in the log.
OrderRow as_order_row(const PlainRow&, std::size_t file);

/// Records of one FILE that follow each other line by line. Some of them may be no plain rows, and there may be fewer
/// than there is room for; what stands in such places means nothing, and what its texts look at may be gone.
struct PlainRows {
  static constexpr std::size_t most = 64;
  using Instants = std::array<Instant, most>;

  std::uint64_t line = 0;  ///< of the first one
  bool scans_checked = false;
  std::array<std::string_view, most> order_ids;
  std::array<std::string_view, most> tracking_numbers;
  Instants purchased = all(never);
  Instants given_ship_by = all(never);
  Instants confirmed = all(never);
  Instants first_scan = all(never);
  Instants cancelled = all(never);
  std::array<int, most> handling_times = all(PlainRow::no_handling_time);

  [[nodiscard]] PlainRow row(std::size_t i) const {
    return {.line = line + i,
            .order_id = order_ids[i],
            .tracking_number = tracking_numbers[i],
            .purchased = purchased[i],
            .given_ship_by = given_ship_by[i],
            .confirmed = confirmed[i],
            .first_scan = first_scan[i],
            .cancelled = cancelled[i],
            .handling_time = handling_times[i],
            .scans_checked = scans_checked};
  }

 private:
  template <typename Value>
  static std::array<Value, most> all(Value value) {
    std::array<Value, most> result{};
    result.fill(value);
    return result;
  }
};

/// Rows of a page that are plain, one behind the other: those from `begin` to before `end`.
struct PlainStretch {
  const PlainRows& page;
  std::size_t begin = 0;
  std::size_t end = 0;
};

}  // namespace lsr
