/// Rows whose cells are all of the usual kind, read several times as fast as by order_row.hpp, and to the same effect.
///
///     PlainRowReader rows{0, columns, policy, options};
///     const std::size_t count = records.take(rows.page);
///     rows.look_at(records, count);                                      // at the dates of all of them at once
///     if (rows.read(records, 3, row)) use(row); else take_the_long_way(records, 3);
///
/// Usual are dates as YYYY-MM-DDTHH:MM:SS with an offset or without, handling times of up to three digits, and orders
/// that are the seller's own, neither cancelled nor pending: rows that are judged by their times, and about which there
/// is nothing to complain. Everything else is not read here.
///
/// Edges: a row has what its verdict needs; item-id, SKU and extra columns are left empty.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "lsr/columns.hpp"
#include "lsr/order_row.hpp"
#include "lsr/policy.hpp"
#include "lsr/reading.hpp"
#include "plain_records.hpp"
#include "usual_date.hpp"

namespace lsr {

class PlainRowReader {
 public:
  /// `file` is the FILE's index in the log; the policy must outlive the reader.
  PlainRowReader(std::size_t file, const Columns&, const Policy&, const ReadingOptions&);

  /// How many records are looked at together.
  static constexpr std::size_t page = 32;

  /// The next records to be read: the first `count` that were taken last.
  void look_at(const PlainRecords&, std::size_t count);

  /// All of `row` but its line; false where the row is not plain, and `row` says nothing then. `row` is new, or was
  /// read here before.
  bool read(const PlainRecords&, std::size_t record, OrderRow& row) const;

 private:
  [[gnu::always_inline]] inline bool read_text(const PlainRecords&, std::size_t record, Field,
                                               std::string_view& into) const;
  bool take_dates(std::size_t record, OrderRow& into) const;
  bool read_handling_time(const PlainRecords&, std::size_t record, std::optional<int>& into) const;
  [[nodiscard]] bool is_judged_by_times(const PlainRecords&, std::size_t record, bool confirmed) const;

  static constexpr std::uint32_t none = ~std::uint32_t{0};
  [[nodiscard]] std::uint32_t column(Field field) const { return columns_[static_cast<std::size_t>(field)]; }

  std::size_t file_;
  std::array<std::uint32_t, field_count> columns_{};  // or none
  const Policy& policy_;
  Zone input_zone_;
  UsualDatesReader read_dates_;
  struct DateColumn {
    std::uint32_t column = none;
    std::optional<Moment> OrderRow::*into = nullptr;  // or null: no verdict needs it
    std::array<UsualDate, page> dates{};              // by the record
  };
  std::vector<DateColumn> dates_;
  bool scans_checked_;
  bool words_;  // there are statuses or channels
};

}  // namespace lsr
