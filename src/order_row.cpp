#include "lsr/order_row.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "row_words.hpp"

namespace lsr {

struct RowReader::Dates {
  DateCell purchase;
  DateCell ship_by;
  DateCell confirm;
  DateCell scan;
  DateCell cancel;
};

RowReader::RowReader(std::size_t file, const Columns& columns, const Policy& policy, const ReadingOptions& options,
                     DateOrders& orders, DateReading reading)
    : file_(file),
      policy_(policy),
      cells_(file, columns, policy, options, orders, reading),
      scans_checked_(policy.scan_check != ScanCheck::off && columns.of(Field::first_scan_date)) {}

/// SPEC §3: the row's own; else its SKU's; else the account's. A cell that cannot be read counts as empty where it is
/// not needed.
RowReader::HandlingTime RowReader::handling_time(const Record& record) {
  const auto text = cells_.text(record, Field::handling_time);
  const auto own = text.empty() ? std::nullopt : handling_time_of(text);
  const HandlingTime result{!text.empty(), text.empty() || own, own};
  if (own) return result;
  if (!policy_.handling_times.empty()) {
    const auto of_sku = policy_.handling_times.find(cells_.text(record, Field::sku));
    if (of_sku != policy_.handling_times.end()) return {result.present, result.readable, of_sku->second};
  }
  return {result.present, result.readable, policy_.handling_time};
}

RowReader::Result RowReader::read(const Record& record, OrderRow& row, Shipped shipped) {
  const bool accepted = read_row(record, row, shipped);
  if (cells_.survey_needed()) return Result::survey_needed;
  return accepted ? Result::accepted : Result::rejected;
}

bool RowReader::read_row(const Record& record, OrderRow& row, Shipped shipped) {
  warnings_.clear();
  hangs_on_shipments_ = false;
  cells_.begin(record);
  row = OrderRow{};
  row.file = file_;
  row.line = record.line;
  row.order_id = cells_.raw(record, Field::order_id);
  if (row.order_id.empty()) {
    cells_.survey(record);
    return reject(cells_.reject(record, Field::order_id, "is empty; each row needs its order-id"));
  }
  row.item_id = cells_.text(record, Field::order_item_id);
  row.tracking_number = cells_.text(record, Field::tracking_number);
  const auto status = cells_.text(record, Field::status);

  const Dates dates{cells_.date(record, Field::purchase_date), cells_.date(record, Field::ship_by_date),
                    cells_.date(record, Field::confirm_date), cells_.date(record, Field::first_scan_date),
                    cells_.date(record, Field::cancel_date)};
  const HandlingTime handling = handling_time(record);
  const auto moment_beside = [&](Field field) -> std::optional<Moment> {
    if (!cells_.columns().of(field)) return std::nullopt;
    const DateCell date = cells_.date(record, field);
    warn(record, date);
    return date.moment;
  };
  if (const auto latest = moment_beside(Field::latest_delivery_date)) row.latest_delivery = latest->last;
  if (const auto delivered = moment_beside(Field::delivered_date)) row.delivered = delivered->first;
  if (const auto ready = moment_beside(Field::ready_date)) row.ready = ready->last;
  row.sku = cells_.text(record, Field::sku);
  row.extras = cells_.extras(record);

  const bool confirmed = dates.confirm.present || shipped == Shipped::yes;
  row.amazon_fulfilled = is_amazon(cells_.text(record, Field::fulfillment_channel));
  row.cancelled_status = is_cancelled(status) || is_cancelled(cells_.text(record, Field::item_status));
  row.pending = is_pending(status) && !confirmed;
  row.scans_checked = scans_checked_;
  row.purchased = dates.purchase.moment;
  row.given_ship_by = dates.ship_by.moment;
  row.confirmed = dates.confirm.moment;
  row.first_scan = dates.scan.moment;
  row.cancelled = dates.cancel.moment;
  row.handling_time = handling.days;
  hangs_on_shipments_ = !dates.confirm.present && (is_pending(status) || is_shipped(status));

  const bool needs_id_alone = row.amazon_fulfilled || (row.cancelled_status && !dates.cancel.present) || row.pending;
  if (needs_id_alone) {
    for (const auto* date : {&dates.purchase, &dates.ship_by, &dates.confirm, &dates.scan, &dates.cancel}) {
      warn(record, *date);
    }
    warn_of_handling_time(record, handling);
    return true;
  }
  if (!read_events(record, dates)) return false;
  if (!confirmed && is_shipped(status)) return reject(cells_.reject(record, Field::status, shipped_without_confirm()));
  return read_deadline(record, dates, handling, row);
}

bool RowReader::read_events(const Record& record, const Dates& dates) {
  for (const auto* date : {&dates.purchase, &dates.confirm, &dates.cancel}) {
    if (date->fault != DateFault::none) return reject(cells_.reject(record, *date));
  }
  if (policy_.scan_check == ScanCheck::off) {
    warn(record, dates.scan);
  } else if (dates.scan.fault != DateFault::none) {
    return reject(cells_.reject(record, dates.scan));
  }
  return true;
}

/// SPEC §3 and §7: the given ship-by date or the handling time is needed, whichever is used.
bool RowReader::read_deadline(const Record& record, const Dates& dates, const HandlingTime& handling, OrderRow& row) {
  const bool given = dates.ship_by.present;
  const bool computable = dates.purchase.present && handling.days;
  if (policy_.ship_by == ShipByRule::given && given) {
    if (dates.ship_by.fault != DateFault::none) return reject(cells_.reject(record, dates.ship_by));
    warn_of_handling_time(record, handling);
    return true;
  }
  if (!handling.readable) {
    return reject(cells_.reject(record, Field::handling_time,
                                fmt::format("is no whole number of days from 0 to {}", longest_handling_time)));
  }
  if (computable) {
    warn(record, dates.ship_by);
    return true;
  }
  if (given && dates.ship_by.fault != DateFault::none) return reject(cells_.reject(record, dates.ship_by));
  if (given) return true;
  row.handling_time = handling.days;
  if (!dates.purchase.present) {
    return reject(cells_.reject(record, Field::purchase_date,
                                "is empty, and there is no ship-by date either; a row needs one of them"));
  }
  if (!policy_.handling_times.empty() && !cells_.text(record, Field::sku).empty()) {
    return reject(cells_.reject(record, Field::sku,
                                "is not in the file of --handling-times, and there is neither a handling time nor a "
                                "ship-by date; add the SKU, or give --handling-time N for all rows without one"));
  }
  return reject(cells_.reject(record, Field::handling_time,
                              "is empty, and there is no ship-by date either; give --handling-time N for all rows "
                              "without one, or --handling-times FILE for their SKUs"));
}

void RowReader::warn(const Record& record, const DateCell& date) {
  if (date.fault != DateFault::none) warnings_.push_back(cells_.warning(record, date));
}

void RowReader::warn_of_handling_time(const Record& record, const HandlingTime& handling) {
  if (!handling.readable) warnings_.push_back(cells_.warning(record, "the handling time cannot be read"));
}

bool RowReader::reject(Reject fault) {
  fault_ = std::move(fault);
  return false;
}

std::string shipped_without_confirm() {
  return "says shipped, but there is no confirm date, in the row or in a shipment; add --shipments FILE with the "
         "confirms (an All Orders report holds none)";
}

}  // namespace lsr
