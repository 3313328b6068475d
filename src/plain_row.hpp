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
#include <cstdint>
#include <optional>
#include <string_view>

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

  /// All of `row` but its line; false where the row is not plain, and `row` says nothing then.
  bool read(const PlainRecords&, OrderRow& row) const;

 private:
  bool read_text(const PlainRecords&, Field, std::string_view& into) const;
  bool read_date(const PlainRecords&, Field, std::optional<Moment>& into) const;
  bool read_handling_time(const PlainRecords&, std::optional<int>& into) const;
  [[nodiscard]] bool is_judged_by_times(const PlainRecords&, bool confirmed) const;
  [[nodiscard]] bool can_be_read(const PlainRecords&, Field) const;

  static constexpr std::uint32_t none = ~std::uint32_t{0};
  [[nodiscard]] std::uint32_t column(Field field) const { return columns_[static_cast<std::size_t>(field)]; }

  std::size_t file_;
  std::array<std::uint32_t, field_count> columns_{};  // or none
  const Policy& policy_;
  Zone input_zone_;
  UsualDateReader read_usual_;
  bool scans_checked_;
  bool words_;          // there are statuses or channels
  bool further_dates_;  // there are dates that no verdict needs
};

}  // namespace lsr
