#include "lsr/order_row.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "ascii.hpp"

namespace lsr {

namespace {

// SPEC §9 on what statuses and channels mean.
bool is_amazon(std::string_view channel) {
  return begins_with_letters(channel, "amazon") || same_letters(channel, "afn") || same_letters(channel, "fba");
}
bool is_cancelled(std::string_view status) { return begins_with_letters(status, "cancel"); }
bool is_pending(std::string_view status) {
  return same_letters(status, "pending") || same_letters(status, "pending availability") ||
         same_letters(status, "pendingavailability");
}
bool is_shipped(std::string_view status) {
  return begins_with_letters(status, "shipped") || begins_with_letters(status, "shipping");
}

constexpr std::array date_fields{Field::purchase_date,   Field::ship_by_date, Field::confirm_date,
                                 Field::first_scan_date, Field::cancel_date,  Field::latest_delivery_date,
                                 Field::delivered_date,  Field::ready_date};

}  // namespace

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
      columns_(columns),
      policy_(policy),
      date_order_(options.date_order),
      input_zone_(options.input_zone.value_or(policy.zone)),
      orders_(orders),
      reading_(reading),
      scans_checked_(policy.scan_check != ScanCheck::off && columns.of(Field::first_scan_date)) {}

bool RowReader::fits(const Record& record) const {
  const std::size_t expected = columns_.names.size();
  if (record.cells.size() <= expected) return record.cells.size() == expected;
  const auto beyond = record.cells.begin() + static_cast<std::ptrdiff_t>(expected);
  return std::all_of(beyond, record.cells.end(), [](const Cell& cell) { return trimmed(cell.raw).empty(); });
}

std::string_view RowReader::cell(const Record& record, Field field) {
  const auto column = columns_.of(field);
  if (!column) return {};
  return trimmed(text_of(record.cells[*column], scratch_[static_cast<std::size_t>(field)]));
}

/// The day that a slashed date means; its order is witnessed or asked for on the way.
std::optional<Day> RowReader::settled_day(const DateText& date, Field field, std::string_view text,
                                          std::uint64_t line) {
  if (date_order_) return day_under(date, *date_order_);
  switch (date.order) {
    case WrittenOrder::plain:
    case WrittenOrder::year_first: return date.day;
    case WrittenOrder::month_first:
    case WrittenOrder::day_first: {
      const DateOrder order = date.order == WrittenOrder::month_first ? DateOrder::mdy : DateOrder::dmy;
      if (reading_ != DateReading::surveyed && !orders_.is_witnessed(file_, field, order)) {
        orders_.witness(file_, field, order, {line, std::string{text}, columns_.name_of(field)});
      }
      return day_under(date, order);
    }
    case WrittenOrder::open: break;
  }
  if (reading_ == DateReading::unsurveyed && !orders_.has_evidence(file_, field)) {
    survey_needed_ = true;
    return date.day;
  }
  return day_under(date, orders_.assume(file_, field).order);
}

RowReader::DateCell RowReader::date_cell(const Record& record, Field field) {
  DateCell result;
  result.field = field;
  if (!columns_.of(field)) return result;
  const auto text = cell(record, field);
  if (means_nothing(text)) return result;
  result.present = true;
  const DateText date = read_date(text);
  result.fault = date.fault;
  if (date.fault != DateFault::none) return result;
  const bool open = date.order == WrittenOrder::open && !date_order_;
  if (open && orders_.decide(file_, field).why == DateOrders::Why::contradiction) {
    result.present = false;
    return result;
  }
  const auto day = date.slashed ? settled_day(date, field, text, record.line) : date.day;
  if (day) {
    result.moment = moment(date, *day, input_zone_, policy_.zone);
  } else {
    result.fault = DateFault::other_order;
  }
  return result;
}

RowReader::HandlingTime RowReader::handling_time(const Record& record) {
  const auto text = cell(record, Field::handling_time);
  if (means_nothing(text)) return {false, true, policy_.handling_time};
  const auto days = handling_time_of(text);
  // Where it is not needed, a cell that cannot be read counts as empty: then the account's stands.
  return {true, days.has_value(), days ? days : policy_.handling_time};
}

bool RowReader::read(const Record& record, OrderRow& row) {
  warnings_.clear();
  // What a row shows of the order of dates holds for its own open dates too.
  if (reading_ == DateReading::streamed && !date_order_) survey(record);
  row = OrderRow{};
  row.file = file_;
  row.line = record.line;
  row.order_id = cell(record, Field::order_id);
  if (row.order_id.empty()) {
    if (reading_ == DateReading::unsurveyed && !date_order_) survey(record);
    return reject(record, Field::order_id, "is empty; each row needs its order-id");
  }

  const auto text = [&](Field field) {
    if (!columns_.of(field)) return std::string_view{};
    const auto value = cell(record, field);
    return means_nothing(value) ? std::string_view{} : value;
  };
  row.item_id = text(Field::order_item_id);
  row.tracking_number = text(Field::tracking_number);
  const auto status = text(Field::status);

  const Dates dates{date_cell(record, Field::purchase_date), date_cell(record, Field::ship_by_date),
                    date_cell(record, Field::confirm_date), date_cell(record, Field::first_scan_date),
                    date_cell(record, Field::cancel_date)};
  const HandlingTime handling = handling_time(record);
  for (const Field field : {Field::latest_delivery_date, Field::delivered_date, Field::ready_date}) {
    if (columns_.of(field)) warn(record, date_cell(record, field));
  }

  row.amazon_fulfilled = is_amazon(text(Field::fulfillment_channel));
  row.cancelled_status = is_cancelled(status) || is_cancelled(text(Field::item_status));
  row.pending = is_pending(status) && !dates.confirm.present;
  row.scans_checked = scans_checked_;
  row.purchased = dates.purchase.moment;
  row.given_ship_by = dates.ship_by.moment;
  row.confirmed = dates.confirm.moment;
  row.first_scan = dates.scan.moment;
  row.cancelled = dates.cancel.moment;
  row.handling_time = handling.days;

  const bool needs_id_alone = row.amazon_fulfilled || (row.cancelled_status && !dates.cancel.present) || row.pending;
  if (!needs_id_alone) return read_needed(record, dates, handling, row);

  for (const auto* date : {&dates.purchase, &dates.ship_by, &dates.confirm, &dates.scan, &dates.cancel}) {
    warn(record, *date);
  }
  if (!handling.readable) warnings_.push_back({file_, record.line, "the handling time cannot be read"});
  return true;
}

bool RowReader::read_needed(const Record& record, const Dates& dates, const HandlingTime& handling, OrderRow& row) {
  for (const auto* date : {&dates.purchase, &dates.confirm, &dates.cancel}) {
    if (date->fault != DateFault::none) return reject(record, *date);
  }
  if (policy_.scan_check == ScanCheck::off) {
    warn(record, dates.scan);
  } else if (dates.scan.fault != DateFault::none) {
    return reject(record, dates.scan);
  }
  if (!dates.confirm.present && is_shipped(cell(record, Field::status))) {
    return reject(
        record, Field::status,
        "says shipped, but the row has no confirm date; take a report that has them (an All Orders report holds none; "
        "--shipments, which will add them, is not in this version)");
  }
  return read_deadline(record, dates, handling, row);
}

/// SPEC §3 and §7: the given ship-by date or the handling time is needed, whichever is used.
bool RowReader::read_deadline(const Record& record, const Dates& dates, const HandlingTime& handling, OrderRow& row) {
  const bool given = dates.ship_by.present;
  const bool computable = dates.purchase.present && handling.days;
  if (policy_.ship_by == ShipByRule::given && given) {
    if (dates.ship_by.fault != DateFault::none) return reject(record, dates.ship_by);
    if (!handling.readable) warnings_.push_back({file_, record.line, "the handling time cannot be read"});
    return true;
  }
  if (!handling.readable) {
    return reject(record, Field::handling_time,
                  fmt::format("is no whole number of days from 0 to {}", longest_handling_time));
  }
  if (computable) {
    warn(record, dates.ship_by);
    return true;
  }
  if (given && dates.ship_by.fault != DateFault::none) return reject(record, dates.ship_by);
  if (given) return true;
  row.handling_time = handling.days;
  if (!dates.purchase.present) {
    return reject(record, Field::purchase_date,
                  "is empty, and there is no ship-by date either; a row needs one of them");
  }
  return reject(record, Field::handling_time,
                "is empty, and there is no ship-by date either; give --handling-time N for all rows without one");
}

void RowReader::warn(const Record& record, const DateCell& date) {
  if (date.fault == DateFault::none) return;
  warnings_.push_back(
      {file_, record.line,
       fmt::format("column \"{}\": {}; it counts as empty", columns_.name_of(date.field), sentence(date.fault))});
}

bool RowReader::reject(const Record& record, Field field, std::string what) {
  // With more fields than the header a delimiter stood unquoted, and this may be somebody's name: it is not shown.
  const bool shifted = record.cells.size() > columns_.names.size();
  fault_ = {file_,
            record.line,
            columns_.name_of(field),
            std::move(what),
            shifted ? std::string{} : std::string{cell(record, field)},
            std::string{cell(record, Field::order_id)}};
  return false;
}

bool RowReader::reject(const Record& record, const DateCell& date) {
  return reject(record, date.field, std::string{sentence(date.fault)});
}

void RowReader::survey(const Record& record) {
  for (const Field field : date_fields) {
    const auto text = cell(record, field);
    if (text.find('/') == std::string_view::npos) continue;
    const DateText date = read_date(text);
    const bool decisive = date.order == WrittenOrder::month_first || date.order == WrittenOrder::day_first;
    if (date.fault == DateFault::none && decisive) settled_day(date, field, text, record.line);
  }
}

bool RowReader::is_row(const Record& alone) const {
  if (alone.fault != ShapeFault::none || alone.cells.size() != columns_.names.size()) return false;
  const auto text = [&](Field field) {
    std::string scratch;
    const auto column = columns_.of(field);
    return column ? std::string{trimmed(text_of(alone.cells[*column], scratch))} : std::string{};
  };
  const auto exists = [&](Field field) {
    const DateText date = read_date(text(field));
    return date.fault == DateFault::none && (!date_order_ || day_under(date, *date_order_));
  };
  return !text(Field::order_id).empty() && (exists(Field::purchase_date) || exists(Field::ship_by_date));
}

}  // namespace lsr
