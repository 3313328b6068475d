#include "further_items.hpp"

#include <algorithm>
#include <array>

#include "lsr/date_text.hpp"

namespace lsr {

namespace {

constexpr std::array fields_of_order{
    Field::purchase_date,   Field::ship_by_date,         Field::confirm_date,   Field::tracking_number,
    Field::first_scan_date, Field::cancel_date,          Field::status,         Field::fulfillment_channel,
    Field::carrier,         Field::latest_delivery_date, Field::delivered_date, Field::ready_date};

}  // namespace

FurtherItems::FurtherItems(const Columns& columns, const std::vector<ExtraColumn>& extra) {
  const auto status = std::find_if(columns.names.begin(), columns.names.end(),
                                   [](const std::string& name) { return same_name(name, "financialstatus"); });
  const auto name = columns.of(Field::order_id);
  if (status == columns.names.end() || !name || !same_name(columns.names[*name], "name")) return;
  name_ = name;
  financial_status_ = static_cast<std::size_t>(status - columns.names.begin());
  of_order_.push_back(*financial_status_);
  for (const Field field : fields_of_order) {
    if (const auto column = columns.of(field)) of_order_.push_back(*column);
  }
  for (const auto& each : extra) {
    const auto column = find_column(columns, each);
    if (column && !comparable(columns.names[*column]).starts_with("lineitem")) of_order_.push_back(*column);
  }
}

const Record& FurtherItems::completed(const Record& record) {
  if (!name_) return record;
  const auto is_blank = [&](std::size_t column) { return trimmed(record.cells[column].raw).empty(); };
  if (!is_blank(*financial_status_)) {
    first_row_.clear();
    for (const Cell& cell : record.cells) first_row_.push_back({std::string{cell.raw}, cell.doubled});
    return record;
  }
  const bool further = !first_row_.empty() && trimmed(record.cells[*name_].raw) == trimmed(first_row_[*name_].raw);
  if (!further) {
    first_row_.clear();
    return record;
  }
  completed_ = record;
  for (const std::size_t column : of_order_) {
    if (is_blank(column)) completed_.cells[column] = {first_row_[column].raw, first_row_[column].doubled};
  }
  return completed_;
}

}  // namespace lsr
