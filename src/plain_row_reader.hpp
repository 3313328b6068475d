/// Reads rows whose cells are all of the usual kind, several times as fast as order_row.hpp, and to the same effect.
///
///     PlainRowReader rows{columns, policy, options};
///     rows.read(records, records.take(PlainRows::most), line);                 // column by column
///     rows.plain_from(3)                                                 // so many of them, from the fourth one on, are plain
///     rows.rows().row(3)
///
/// Usual are dates as YYYY-MM-DDTHH:MM:SS with an offset or without, handling times of up to three digits, and orders
/// that are the seller's own, neither cancelled nor pending (plain_row.hpp). Everything else is not read here.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "lsr/columns.hpp"
#include "lsr/plain_row.hpp"
#include "lsr/policy.hpp"
#include "lsr/reading.hpp"
#include "plain_records.hpp"
#include "usual_dates.hpp"

namespace lsr {

class PlainRowReader {
 public:
  /// The policy must outlive the reader.
  PlainRowReader(const Columns&, const Policy&, const ReadingOptions&);

  /// The first `count` records that were taken last, PlainRows::most at most, which begin in that line and the ones
  /// after it.
  void read(const PlainRecords&, std::size_t count, std::uint64_t line);

  /// What was read, by the record. A row that is not plain says nothing.
  [[nodiscard]] const PlainRows& rows() const { return rows_; }

  /// How many rows are plain from that one on, one behind the other.
  [[nodiscard]] std::size_t plain_from(std::size_t record) const {
    const std::uint64_t careful = record < PlainRows::most ? careful_ >> record : 0;
    return std::min(static_cast<std::size_t>(std::countr_zero(careful)), count_ - record);
  }

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  static_assert(PlainRows::most == dates_at_once);
  [[nodiscard]] std::uint32_t column(Field field) const { return columns_[static_cast<std::size_t>(field)]; }
  void not_plain_if(bool is_not, std::size_t record) {
    if (is_not) [[unlikely]]
      careful_ |= std::uint64_t{1} << record;
  }
  void read_order_ids(const PlainRecords&);
  void read_dates(const PlainRecords&);
  void read_handling_times(const PlainRecords&);
  void read_tracking_numbers(const PlainRecords&);
  void look_at_words(const PlainRecords&, Field);

  struct DateColumn {
    std::uint32_t column;
    PlainRows::Instants PlainRows::*into;  // or null: no verdict needs it
  };

  std::array<std::uint32_t, field_count> columns_{};  // or none
  const Policy& policy_;
  Zone input_zone_;
  UsualDatesReader usual_dates_;
  std::vector<DateColumn> dates_;
  std::size_t count_ = 0;
  std::uint64_t careful_ = 0;  // bit i: row i is not plain
  PlainRows rows_;
};

}  // namespace lsr
