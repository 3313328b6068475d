/// One row of an order log: what its cells say, or why it cannot be judged (SPEC §7, §9).
///
///     RowReader rows{0, columns, policy, options, date_orders, DateReading::surveyed};
///     if (rows.read(record, row) == RowReader::Result::accepted) use(row); else complain(rows.fault());
///
/// Only what the verdict needs can reject a row. Amazon-fulfilled rows, cancelled ones without a cancel date and
/// pending ones need their order-id alone; the others what they hold of purchase, confirm, cancel and scan dates, and
/// the given ship-by date or the handling time, whichever is used. A fault elsewhere is a warning, and the cell counts
/// as empty.
///
/// Edges: the row's texts are views into the record, or into the reader where quotes were doubled; both end with the
/// next row. What a status of Pending or Shipped means depends on whether the row has a shipment (SPEC §4, §9); that is
/// known only once all rows are in, so it is asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/cells.hpp"
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
  bool scans_checked = false;  ///< first scans are known where it comes from, and they are not switched off
  std::optional<Moment> purchased;
  std::optional<Moment> given_ship_by;
  std::optional<Moment> confirmed;
  std::optional<Moment> first_scan;
  std::optional<Moment> cancelled;
  std::optional<int> handling_time;  ///< its own, else its SKU's, else the account's; business days
  std::string_view sku;
  std::span<const std::string_view> extras;          ///< one for each of ReadingOptions::extra_columns; empty: none
  std::span<const std::string_view> package_extras;  ///< the shipment's, where the row has one
  // What a plan asks beside the verdict. Of a day alone, its last second; its first for what was delivered (SPEC §2).
  std::optional<Instant> ready;            ///< when the goods are expected
  std::optional<Instant> latest_delivery;  ///< what the buyer was promised
  std::optional<Instant> delivered;
  /// Where the confirm comes from, if not from the row itself: a file of shipments and the line there.
  struct Origin {
    std::size_t file = 0;
    std::uint64_t line = 0;
  };
  std::optional<Origin> shipment;
  /// Where there are --scans: tracking numbers that never occur in them, of this package and, with a row's first one,
  /// of the row itself; else empty.
  std::string_view never_scanned;
  std::string_view row_never_scanned;

  /// The cell of the i-th extra column: the package's own, where it has one, else the row's; empty where neither has.
  [[nodiscard]] std::string_view extra(std::size_t i) const {
    if (i < package_extras.size() && !package_extras[i].empty()) return package_extras[i];
    return i < extras.size() ? extras[i] : std::string_view{};
  }
};

/// Whether a row that holds no confirm itself has one in a shipment.
enum class Shipped : std::uint8_t { no, yes };

class RowReader {
 public:
  RowReader(std::size_t file, const Columns&, const Policy&, const ReadingOptions&, DateOrders&, DateReading);

  enum class Result : std::uint8_t {
    accepted,
    rejected,       ///< fault() tells why
    survey_needed,  ///< an open date came up in an unsurveyed FILE: nothing after it should be read
  };

  /// Reads a record that has the header's number of fields.
  Result read(const Record&, OrderRow& into, Shipped = Shipped::no);

  /// Whether the last row's status is Pending or Shipped and it has no confirm of its own: then the answer may be
  /// another one with a shipment.
  [[nodiscard]] bool hangs_on_shipments() const { return hangs_on_shipments_; }

  [[nodiscard]] const Reject& fault() const { return fault_; }

  /// Of the row that was read last, cells that could not be read and are not needed.
  [[nodiscard]] const std::vector<Warning>& warnings() const { return warnings_; }

  /// Notes what the record's slashed dates show of their order, and reads nothing else.
  void survey(const Record& record) { cells_.survey(record); }

 private:
  struct HandlingTime {
    bool present = false;
    bool readable = true;
    std::optional<int> days;
  };
  struct Dates;

  bool read_row(const Record&, OrderRow& into, Shipped);
  HandlingTime handling_time(const Record&);
  bool read_events(const Record&, const Dates&);
  bool read_deadline(const Record&, const Dates&, const HandlingTime&, OrderRow& into);
  void warn(const Record&, const DateCell&);
  void warn_of_handling_time(const Record&, const HandlingTime&);
  bool reject(Reject);

  std::size_t file_;
  const Policy& policy_;
  Cells cells_;
  bool scans_checked_;
  bool hangs_on_shipments_ = false;
  Reject fault_;
  std::vector<Warning> warnings_;
};

/// What is wrong with a row whose status says shipped, and that has neither a confirm nor a shipment (SPEC §9).
std::string shipped_without_confirm();

}  // namespace lsr
