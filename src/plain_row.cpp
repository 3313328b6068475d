#include "lsr/plain_row.hpp"

namespace lsr {

namespace {

std::optional<Moment> moment_if_any(Instant at) { return at == never ? std::nullopt : std::optional{exactly(at)}; }

}  // namespace

OrderRow as_order_row(const PlainRow& plain, std::size_t file) {
  OrderRow row;
  row.file = file;
  row.line = plain.line;
  row.order_id = plain.order_id;
  row.tracking_number = plain.tracking_number;
  row.scans_checked = plain.scans_checked;
  row.purchased = moment_if_any(plain.purchased);
  row.given_ship_by = moment_if_any(plain.given_ship_by);
  row.confirmed = moment_if_any(plain.confirmed);
  row.first_scan = moment_if_any(plain.first_scan);
  row.cancelled = moment_if_any(plain.cancelled);
  if (plain.handling_time != PlainRow::no_handling_time) row.handling_time = plain.handling_time;
  return row;
}

}  // namespace lsr
