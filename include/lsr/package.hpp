/// Where rows meet shipments and scans: a row's packages (SPEC §5).
///
///     packages_of(row, shipments)                                        // the row once for each of its packages
///
///     add_scan(package, scans)                                           // the earlier one of its own and the carrier's
///
/// A package is the row with the confirm, the tracking number and the first scan of what was sent, and with its extra
/// cells (the carrier, say) where the shipment has any; in everything else it equals the row. An item with several
/// packages is as bad as its worst, as an order is as bad as its worst row.
///
/// Edges: a row without shipments is its own package. What the row itself says is one more package only where it has a
/// confirm and a tracking number that none of the shipments has.
#pragma once

#include <span>
#include <vector>

#include "lsr/order_row.hpp"
#include "lsr/scan.hpp"
#include "lsr/shipment.hpp"

namespace lsr {

/// Whether a shipment of the row's order is one of the row: their item-ids agree, or one has none. One whose item-id is
/// that of no row at all belongs to every row of its order; the caller knows.
bool belongs(const Shipment&, const OrderRow&);

/// `shipments` are those that belong to the row, in their order. The texts are views into row and shipments.
std::vector<OrderRow> packages_of(const OrderRow&, std::span<const Shipment> shipments);

/// Gives a package the first scan of its tracking number, if that is earlier than its own, and notes where there is
/// none.
void add_scan(OrderRow& package, const ScanBook&);

}  // namespace lsr
