/// Rows whose cells are all of the usual kind, read several times as fast as by order_row.hpp, and to the same effect.
///
///     PlainRowReader rows{0, columns, policy, options};
///     if (rows.read(record, row)) use(row); else take_the_long_way(record);
///
/// Usual are dates as YYYY-MM-DDTHH:MM:SS with an offset or without, handling times of up to three digits, and orders
/// that are the seller's own, neither cancelled nor pending: rows that are judged by their times, and about which there
/// is nothing to complain. Everything else is not read here.
///
/// Edges: a row has what its verdict needs; item-id, SKU and extra columns are left empty.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "lsr/columns.hpp"
#include "lsr/order_row.hpp"
#include "lsr/policy.hpp"
#include "lsr/reading.hpp"
#include "plain_records.hpp"

namespace lsr {

class PlainRowReader {
 public:
  /// `file` is the FILE's index in the log; the policy must outlive the reader.
  PlainRowReader(std::size_t file, const Columns&, const Policy&, const ReadingOptions&);

  /// All of `row` but its line; false where the row is not plain, and `row` says nothing then.
  bool read(const PlainRecords&, OrderRow& row) const;

 private:
  using Column = std::optional<std::size_t>;

  bool read_date(const PlainRecords&, Column, std::optional<Moment>& into) const;
  bool read_handling_time(const PlainRecords&, std::optional<int>& into) const;
  [[nodiscard]] bool is_judged_by_times(const PlainRecords&, bool confirmed) const;

  [[nodiscard]] Column of(Field field) const { return columns_[static_cast<std::size_t>(field)]; }

  std::size_t file_;
  std::array<Column, field_count> columns_;
  const Policy& policy_;
  Zone input_zone_;
  bool scans_checked_;
};

}  // namespace lsr
