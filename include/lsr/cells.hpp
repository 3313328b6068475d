/// The cells of one file's records, by what they mean; its dates read in the order that holds for their column.
///
///     Cells cells{0, columns, policy, options, date_orders, DateReading::surveyed};
///     cells.text(record, Field::sku)                                     // "" for N/A, null, -- and the like
///
///     const DateCell cell = cells.date(record, Field::confirm_date);
///     if (cell.fault != DateFault::none) complain(cells.reject(record, cell));
///
/// The readers of orders, shipments and scans all stand on it, so that a date means the same in each.
///
/// Edges: texts are views into the record, or into here where quotes were doubled; both end with the next record. In an
/// unsurveyed file an open date is not settled: survey_needed() tells.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/columns.hpp"
#include "lsr/csv.hpp"
#include "lsr/date_order.hpp"
#include "lsr/date_text.hpp"
#include "lsr/fault.hpp"
#include "lsr/policy.hpp"
#include "lsr/reading.hpp"

namespace lsr {

/// What is known of the date orders of a file while it is read.
enum class DateReading : std::uint8_t {
  unsurveyed,  ///< nothing, and it can be read again: an open date asks for a survey
  surveyed,    ///< everything
  streamed,    ///< what came so far, and there is no second time
  apart,       ///< nothing, since other parts of the file are read meanwhile: such a date asks to be read in turn
};

/// What a cell that should hold a date says. Neither present nor at fault: it is empty.
struct DateCell {
  Field field{};
  bool present = false;
  DateFault fault = DateFault::none;
  std::optional<Moment> moment;
};

class Cells {
 public:
  /// `file` is the file's index in the log; the references must outlive the cells.
  Cells(std::size_t file, const Columns&, const Policy&, const ReadingOptions&, DateOrders&, DateReading);

  /// The cell as it stands there, without blanks at both ends; empty where the file has no such column.
  std::string_view raw(const Record&, Field);

  /// The same, and empty where it spells out that there is nothing (SPEC §2).
  std::string_view text(const Record&, Field);

  /// The cells of ReadingOptions::extra_columns, in that order; empty where the file has no such column.
  std::span<const std::string_view> extras(const Record& record) {
    return extras_.empty() ? std::span<const std::string_view>{} : read_extras(record);
  }

  DateCell date(const Record&, Field);

  /// To be called for each record before its dates are read: on a stream, what one of a record's dates shows of their
  /// order holds for its others too.
  void begin(const Record&);

  /// Notes what the record's slashed dates show of their order, and reads nothing else.
  void survey(const Record&);

  /// An open date came up in an unsurveyed file: nothing after it should be read.
  [[nodiscard]] bool survey_needed() const { return survey_needed_; }

  [[nodiscard]] const Columns& columns() const { return columns_; }

  /// Why the record is left out.
  Reject reject(const Record&, Field, std::string what);
  Reject reject(const Record&, const DateCell&);

  /// That a cell cannot be read, and is not needed.
  [[nodiscard]] Warning warning(const Record&, const DateCell&) const;
  [[nodiscard]] Warning warning(const Record&, std::string what) const;

 private:
  std::span<const std::string_view> read_extras(const Record&);
  std::optional<Day> settled_day(const DateText&, Field, std::string_view text, std::uint64_t line);

  std::size_t file_;
  const Columns& columns_;
  std::optional<DateOrder> date_order_;
  Zone input_zone_;
  Zone policy_zone_;
  DateOrders& orders_;
  DateReading reading_;
  bool survey_needed_ = false;
  std::array<std::string, field_count> scratch_;  // per field, so that two cells with doubled quotes do not meet
  struct Extra {
    std::optional<std::size_t> column;
    std::string scratch;
  };
  std::vector<Extra> extras_;
  std::vector<std::string_view> extra_texts_;
};

}  // namespace lsr
