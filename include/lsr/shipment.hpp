/// What was sent, from the files of --shipments: packages with their confirm and tracking number (SPEC §5).
///
///     ShipmentReader reader{1, columns, policy, options, date_orders, DateReading::surveyed};
///     Shipment shipment;
///     if (reader.read(record, shipment)) book.add(shipment); else complain(reader.fault());
///
///     book.of("111-1234567-1234567")                                     // that order's, in the order of the files
///
/// Edges: a shipment needs its order-id and a confirm date; everything else may be missing. One whose order no row
/// names stays in the book, unmatched.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "lsr/cells.hpp"

namespace lsr {

/// One package, as a row of --shipments tells it. The texts are views into the record, or the book.
struct Shipment {
  std::size_t file = 0;    ///< the index of its file in the log
  std::uint64_t line = 0;  ///< the physical line it begins in
  std::string_view order_id;
  std::string_view item_id;
  std::string_view tracking_number;
  Moment confirmed{};
  std::vector<std::string_view> extras{};  ///< as in OrderRow
};

class ShipmentReader {
 public:
  ShipmentReader(std::size_t file, const Columns&, const Policy&, const ReadingOptions&, DateOrders&, DateReading);

  /// Reads a record that has the header's number of fields; false where it is rejected, fault() then tells why. Where
  /// cells().survey_needed(), nothing was read.
  bool read(const Record&, Shipment& into);

  [[nodiscard]] const Reject& fault() const { return fault_; }
  [[nodiscard]] Cells& cells() { return cells_; }

 private:
  bool reject(Reject);

  std::size_t file_;
  Cells cells_;
  Reject fault_;
};

/// All shipments of a log, by their order. Keeps its own copies of the texts.
class ShipmentBook {
 public:
  ShipmentBook();
  ShipmentBook(ShipmentBook&&) noexcept;
  ShipmentBook& operator=(ShipmentBook&&) noexcept;
  ShipmentBook(const ShipmentBook&) = delete;
  ShipmentBook& operator=(const ShipmentBook&) = delete;
  ~ShipmentBook();

  void add(const Shipment&);

  [[nodiscard]] bool empty() const;
  [[nodiscard]] bool has(std::string_view order_id) const;

  /// Those of one order, in the order in which they were added; the texts are views into the book, until the next add.
  [[nodiscard]] std::vector<Shipment> of(std::string_view order_id) const;

  /// All of them, in the order in which they were added.
  [[nodiscard]] std::vector<Shipment> all() const;

 private:
  struct Shelves;
  std::unique_ptr<Shelves> shelves_;
};

}  // namespace lsr
