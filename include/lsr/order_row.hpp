/// One row of an order log: what its cells say, or why it cannot be judged (SPEC §7, §9).
///
///     RowReader rows{0, columns, policy, options, date_orders, DateReading::surveyed};
///     if (rows.read(record, row)) use(row); else complain(rows.fault());
///
/// Only what the verdict needs can reject a row. Amazon-fulfilled rows, cancelled ones without a cancel date and
/// pending ones need their order-id alone; the others what they hold of purchase, confirm, cancel and scan dates, and
/// the given ship-by date or the handling time, whichever is used. A fault elsewhere is a warning, and the cell counts
/// as empty.
///
/// Edges: the row's texts are views into the record, or into the reader where quotes were doubled; both end with the
/// next row.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/columns.hpp"
#include "lsr/csv.hpp"
#include "lsr/date_order.hpp"
#include "lsr/policy.hpp"
#include "lsr/time.hpp"

namespace lsr {

struct OrderRow {
  std::size_t file = 0;    ///< the index of its FILE in the log
  std::uint64_t line = 0;  ///< the physical line it begins in
  std::string_view order_id;
  std::string_view item_id;
  std::string_view tracking_number;
  bool amazon_fulfilled = false;
  bool cancelled_status = false;
  bool pending = false;        ///< the status is Pending, and there is no confirm date
  bool scans_checked = false;  ///< its FILE has first scans, and they are not switched off
  std::optional<Moment> purchased;
  std::optional<Moment> given_ship_by;
  std::optional<Moment> confirmed;
  std::optional<Moment> first_scan;
  std::optional<Moment> cancelled;
  std::optional<int> handling_time;  ///< its own, else the account's; business days
};

/// A row that is left out, and why. `column` and `value` are empty where the shape is at fault.
struct Reject {
  std::size_t file = 0;
  std::uint64_t line = 0;
  std::string column;    ///< the header's name of it
  std::string what;      ///< "is a date that does not exist"
  std::string value;     ///< as it stands in the file
  std::string order_id;  ///< empty where it is unknown
};

/// Something odd but usable. `line` is 0 where it concerns the whole FILE.
struct Warning {
  std::size_t file = 0;
  std::uint64_t line = 0;
  std::string what;
};

/// How a log is read, beside the policy by which it is judged (SPEC §8, input options).
struct ReadingOptions {
  std::optional<Zone> input_zone;  ///< of times without an offset; absent: the policy's
  std::optional<DateOrder> date_order;
  ColumnMap map;
  std::optional<char> delimiter;
  std::optional<bool> quoting;
  std::size_t block = default_block;
};

/// What is known of the date orders of a FILE while it is read.
enum class DateReading : std::uint8_t {
  unsurveyed,  ///< nothing, and it can be read again: an open date asks for a survey
  surveyed,    ///< everything
  streamed,    ///< what came so far, and there is no second time
};

class RowReader {
 public:
  RowReader(std::size_t file, const Columns&, const Policy&, const ReadingOptions&, DateOrders&, DateReading);

  /// Whether the record has the header's number of fields; more are allowed where they are empty.
  [[nodiscard]] bool fits(const Record&) const;

  /// Reads a record that fits. False where the row is rejected; fault() then tells why.
  bool read(const Record&, OrderRow& into);

  [[nodiscard]] const Reject& fault() const { return fault_; }

  /// Of the row that was read last, cells that could not be read and are not needed.
  [[nodiscard]] const std::vector<Warning>& warnings() const { return warnings_; }

  /// An open date came up in an unsurveyed FILE: the row was not read, and nothing after it should be.
  [[nodiscard]] bool survey_needed() const { return survey_needed_; }

  /// Notes what the record's slashed dates show of their order, and reads nothing else.
  void survey(const Record&);

  /// Whether a line that begins inside a quoted field is, read alone, a row of its own: then the quote was never meant
  /// to be open (SPEC §7).
  [[nodiscard]] bool is_row(const Record& alone) const;

 private:
  struct DateCell {
    Field field{};
    bool present = false;
    DateFault fault = DateFault::none;
    std::optional<Moment> moment;
  };
  struct HandlingTime {
    bool present = false;
    bool readable = true;
    std::optional<int> days;
  };
  struct Dates;

  std::string_view cell(const Record&, Field);
  DateCell date_cell(const Record&, Field);
  std::optional<Day> settled_day(const DateText&, Field, std::string_view text, std::uint64_t line);
  HandlingTime handling_time(const Record&);
  bool read_needed(const Record&, const Dates&, const HandlingTime&, OrderRow& into);
  bool read_deadline(const Record&, const Dates&, const HandlingTime&, OrderRow& into);
  void warn(const Record&, const DateCell&);
  bool reject(const Record&, Field, std::string what);
  bool reject(const Record&, const DateCell&);

  std::size_t file_;
  const Columns& columns_;
  const Policy& policy_;
  std::optional<DateOrder> date_order_;
  Zone input_zone_;
  DateOrders& orders_;
  DateReading reading_;
  bool scans_checked_;
  bool survey_needed_ = false;
  Reject fault_;
  std::vector<Warning> warnings_;
  std::array<std::string, field_count> scratch_;  // per field, so that two cells with doubled quotes do not meet
};

}  // namespace lsr
