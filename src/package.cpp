#include "lsr/package.hpp"

#include <algorithm>

namespace lsr {

namespace {

OrderRow package_of(const OrderRow& row, const Shipment& shipment) {
  OrderRow package = row;
  package.confirmed = shipment.confirmed;
  package.shipment = OrderRow::Origin{shipment.file, shipment.line};
  package.package_extras = shipment.extras;
  if (shipment.tracking_number.empty()) return package;
  package.tracking_number = shipment.tracking_number;
  // The row's scan is that of the row's number.
  if (!row.tracking_number.empty() && row.tracking_number != shipment.tracking_number) package.first_scan.reset();
  return package;
}

}  // namespace

bool belongs(const Shipment& shipment, const OrderRow& row) {
  return shipment.item_id.empty() || row.item_id.empty() || shipment.item_id == row.item_id;
}

std::vector<OrderRow> packages_of(const OrderRow& row, std::span<const Shipment> shipments) {
  if (shipments.empty()) return {row};
  std::vector<OrderRow> packages;
  packages.reserve(shipments.size() + 1);
  for (const Shipment& shipment : shipments) packages.push_back(package_of(row, shipment));
  const bool known = std::any_of(packages.begin(), packages.end(), [&](const OrderRow& package) {
    return package.tracking_number == row.tracking_number;
  });
  if (row.confirmed && !row.tracking_number.empty() && !known) packages.push_back(row);
  return packages;
}

void add_scan(OrderRow& package, const ScanBook& scans) {
  const auto scan = scans.first(package.tracking_number);
  if (!scans.has(package.tracking_number)) package.never_scanned = package.tracking_number;
  if (scan && (!package.first_scan || scan->first < package.first_scan->first)) package.first_scan = scan;
}

}  // namespace lsr
