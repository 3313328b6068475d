/// The rows of a log as they come in, with the shipments and scans that are theirs (SPEC §5): between the reading of
/// the files and whoever judges the rows.
///
///     Join join{sources, policy, as_of, sink};
///     join.add(scan); join.add(shipment);                                // all of them, before the first row
///     join.accept(row, warnings, ...);
///     join.finish();                                                     // only now are all rows with the sink
///
/// Without shipments rows go straight through. With them they are kept until finish(): a shipment whose item-id is that
/// of no row belongs to all rows of its order, and which items an order has shows only at the end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "held_rows.hpp"
#include "id_table.hpp"
#include "log_times.hpp"
#include "lsr/fault.hpp"
#include "lsr/order_log.hpp"
#include "lsr/scan.hpp"
#include "lsr/shipment.hpp"

namespace lsr {

class Join {
 public:
  Join(const LogSources&, const Policy&, Instant as_of, LogSink&);

  void add(const Scan& scan) { scans_.add(scan); }
  void add(const Shipment& shipment) { shipments_.add(shipment); }

  /// Whether rows of that order have to wait for the end.
  [[nodiscard]] bool may_be_shipped(std::string_view order_id) const { return holding_ && shipments_.has(order_id); }

  /// A row that is accepted whatever its shipments.
  void accept(OrderRow& row, const std::vector<Warning>& warnings);
  /// One that is pending if it has no shipment, and with one is what `if_shipped` says: the same row, or rejected.
  void accept_pending(const OrderRow& row, const std::vector<Warning>& warnings, const Reject* if_shipped);
  /// One that is accepted only if it has a shipment; `status` is its status as it stands there.
  void accept_if_shipped(const OrderRow& row, const std::vector<Warning>& warnings, std::string_view status);
  /// A row that is rejected whatever its shipments.
  void reject(const Reject&);
  /// Rows of a file that went to the sink by another way, where there is nothing to join.
  void add_apart(std::size_t file, const LogTimes&, std::uint64_t rejected);

  /// Hands over what was kept. `status_columns`: what each FILE calls its status.
  void finish(const std::vector<std::string>& status_columns);

  // What came of it, after finish().
  [[nodiscard]] const std::vector<std::uint64_t>& rejected() const { return rejected_; }  ///< per file, by the join
  [[nodiscard]] std::optional<Instant> latest_purchase(std::size_t file) const { return times_[file].purchased(); }
  [[nodiscard]] std::optional<Instant> latest() const;
  [[nodiscard]] std::uint64_t unmatched_shipments() const { return unmatched_shipments_; }
  [[nodiscard]] std::uint64_t unmatched_scans() const { return scans_.unmatched(); }

 private:
  void settle(const HeldRow&, const std::vector<std::string>& status_columns);
  void note(const OrderRow& row);
  void note_item(std::string_view order_id, std::string_view item_id);
  [[nodiscard]] bool has_item(const Shipment&) const;
  [[nodiscard]] std::vector<Shipment> shipments_of(const OrderRow&) const;
  void match_shipments();
  [[nodiscard]] LogTimes times() const;  // of all files
  void warn_of_old_scans();

  const LogSources& sources_;
  const Policy& policy_;
  Instant as_of_;
  LogSink& sink_;
  bool holding_;   // there are files of shipments
  bool scanning_;  // there are files of scans
  ShipmentBook shipments_;
  ScanBook scans_;
  HeldRows held_;
  IdTable items_;       // "order-id\0item-id", of all rows of orders that have shipments
  IdTable with_items_;  // orders of which a row has an item-id
  IdTable accepted_;    // orders that have shipments and an accepted row
  std::vector<std::uint64_t> rejected_;
  std::vector<LogTimes> times_;  // of each file
  std::uint64_t unmatched_shipments_ = 0;
};

}  // namespace lsr
