#include "lsr/columns.hpp"

#include <algorithm>
#include <unordered_map>

#include "ascii.hpp"
#include "nearest.hpp"

namespace lsr {

namespace {

/// SPEC §9's table.
struct FieldNames {
  std::string_view name;
  std::array<std::string_view, 8> also;
};

constexpr std::array<FieldNames, field_count> table{{
    {"order-id", {"amazon-order-id", "order number", "order name", "order"}},
    {"order-item-id", {"amazon-order-item-code", "line item id"}},
    {"purchase-date", {"order-date", "order placed", "created-at", "order purchase timestamp"}},
    {"handling-time", {"handling-days", "leadtime-to-ship", "effective-handling-time", "fulfillment-latency"}},
    {"ship-by-date", {"promise-date", "latest-ship-date", "expected-ship-date", "ship-by", "shipping limit date"}},
    {"confirm-date",
     {"ship-confirm-date", "confirmed-at", "shipment-confirmed-date", "ship-date", "shipped-at", "fulfilled-at",
      "order delivered carrier date"}},
    {"tracking-number", {"tracking-id", "tracking", "tracking code"}},
    {"first-scan-date", {"first-scan", "scan-date", "first-carrier-scan", "accepted-at"}},
    {"cancel-date", {"cancelled-at", "canceled-at"}},
    {"status", {"order-status"}},
    {"item-status", {}},
    {"fulfillment-channel", {"fulfilment-channel", "fulfilment", "fulfillment", "fulfilled-by"}},
    {"sku", {"seller-sku", "merchant-sku"}},
    {"carrier", {"carrier-name", "carrier-code"}},
    {"latest-delivery-date", {"estimated-delivery-date", "deliver-by", "order estimated delivery date"}},
    {"delivered-date", {"delivered-at", "order delivered customer date"}},
    {"ready-date", {"expected-ready-date", "restock-date"}},
    {"event", {"event-status", "status", "description"}},
}};

/// In a file of scans every date is one of a scan.
constexpr std::array<std::string_view, 9> scan_date_in_scans{"first-scan",  "scan-date", "first-carrier-scan",
                                                             "accepted-at", "scan-time", "event-time",
                                                             "timestamp",   "time",      "date"};

constexpr std::array order_fields{
    Field::order_id,     Field::order_item_id, Field::purchase_date,        Field::handling_time,
    Field::ship_by_date, Field::confirm_date,  Field::tracking_number,      Field::first_scan_date,
    Field::cancel_date,  Field::status,        Field::item_status,          Field::fulfillment_channel,
    Field::sku,          Field::carrier,       Field::latest_delivery_date, Field::delivered_date,
    Field::ready_date};
constexpr std::array shipment_fields{Field::order_id, Field::order_item_id, Field::confirm_date, Field::tracking_number,
                                     Field::carrier};
constexpr std::array scan_fields{Field::tracking_number, Field::first_scan_date, Field::event};
constexpr std::array handling_time_fields{Field::sku, Field::handling_time};

constexpr std::array order_dates{Field::purchase_date, Field::ship_by_date};
constexpr std::array shipment_dates{Field::confirm_date};
constexpr std::array scan_dates{Field::first_scan_date};
constexpr std::array handling_times{Field::handling_time};

const FieldNames& names_of(Field field) { return table.at(static_cast<std::size_t>(field)); }

bool is_skipped(char c) { return c == ' ' || c == '-' || c == '_' || c == '\t' || c == '\n' || c == '\r'; }

std::string_view without_mark(std::string_view header_name) {
  // The first byte alone tells for nearly every cell of a log.
  if (header_name.empty() || header_name.front() != byte_order_mark.front()) return header_name;
  if (!header_name.starts_with(byte_order_mark)) return header_name;
  header_name.remove_prefix(byte_order_mark.size());
  // Where files were put one behind the other, the mark hides that the name is quoted.
  const bool quoted = header_name.size() >= 2 && header_name.front() == '"' && header_name.back() == '"';
  return quoted ? header_name.substr(1, header_name.size() - 2) : header_name;
}

/// Comparable names, and the leftmost column of each.
using Header = std::unordered_map<std::string, std::size_t>;

std::optional<std::size_t> find(const Header& header, std::string_view name) {
  const auto found = header.find(comparable(name));
  if (found == header.end()) return std::nullopt;
  return found->second;
}

/// The columns that a field may be read from, the preferred one first.
std::vector<std::size_t> candidates(Field field, Role role, const Header& header) {
  std::vector<std::size_t> found;
  const auto add = [&](std::string_view name) {
    if (const auto column = find(header, name)) found.push_back(*column);
  };
  add(name(field));
  for (const auto alias : aliases(field, role)) add(alias);
  // A Shopify export calls the order "Name"; beside anything else a name is a person's.
  if (field == Field::order_id && find(header, "financial status")) add("name");
  return found;
}

}  // namespace

std::string comparable(std::string_view header_name) {
  std::string result;
  for (const char c : without_mark(header_name)) {
    if (!is_skipped(c)) result.push_back(lower(c));
  }
  return result;
}

bool same_name(std::string_view header_name, std::string_view name_as_compared) {
  for (const char c : without_mark(header_name)) {
    if (is_skipped(c)) continue;
    if (name_as_compared.empty() || name_as_compared.front() != lower(c)) return false;
    name_as_compared.remove_prefix(1);
  }
  return name_as_compared.empty();
}

std::string_view name(Field field) { return names_of(field).name; }

std::optional<Field> field_named(std::string_view name) {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (comparable(table.at(i).name) == comparable(name)) return static_cast<Field>(i);
  }
  return std::nullopt;
}

std::string_view name(Role role) {
  static constexpr std::array<std::string_view, 4> names{"orders", "shipments", "scans", "handling-times"};
  return names.at(static_cast<std::size_t>(role));
}

std::span<const Field> fields_of(Role role) {
  switch (role) {
    case Role::orders: return order_fields;
    case Role::shipments: return shipment_fields;
    case Role::scans: return scan_fields;
    case Role::handling_times: return handling_time_fields;
  }
  return {};
}

Essentials essentials_of(Role role) {
  switch (role) {
    case Role::orders: return {Field::order_id, order_dates};
    case Role::shipments: return {Field::order_id, shipment_dates};
    case Role::scans: return {Field::tracking_number, scan_dates};
    case Role::handling_times: return {Field::sku, handling_times};
  }
  return {};
}

std::span<const std::string_view> aliases(Field field, Role role) {
  if (role == Role::scans && field == Field::first_scan_date) return scan_date_in_scans;
  const auto& also = names_of(field).also;
  const auto end = std::find(also.begin(), also.end(), std::string_view{});
  return {also.data(), static_cast<std::size_t>(end - also.begin())};
}

std::optional<Field> Columns::field_at(std::size_t column) const {
  const auto found = std::find(index.begin(), index.end(), std::optional{column});
  if (found == index.end()) return std::nullopt;
  return static_cast<Field>(found - index.begin());
}

std::string Columns::name_of(Field field) const {
  const auto column = of(field);
  return column ? names[*column] : std::string{name(field)};
}

std::size_t Columns::recognised() const {
  return static_cast<std::size_t>(
      std::count_if(index.begin(), index.end(), [](const auto& i) { return i.has_value(); }));
}

std::optional<std::size_t> find_column(const Columns& columns, const ExtraColumn& wanted) {
  if (wanted.field) {
    if (const auto column = columns.of(*wanted.field)) return column;
  }
  for (const auto& name : wanted.names) {
    const auto found =
        std::find_if(columns.names.begin(), columns.names.end(),
                     [as_compared = comparable(name)](const auto& each) { return same_name(each, as_compared); });
    if (found != columns.names.end()) return static_cast<std::size_t>(found - columns.names.begin());
  }
  return std::nullopt;
}

Columns map_columns(std::vector<std::string> header, const ColumnMap& map, Role role) {
  Columns columns;
  Header leftmost;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string name = comparable(header[i]);
    const bool is_new = leftmost.emplace(name, i).second;
    if (!is_new && !name.empty()) columns.repeated.push_back(i);
  }
  columns.names = std::move(header);
  for (const Field field : fields_of(role)) {
    auto& column = columns.index.at(static_cast<std::size_t>(field));
    const auto found = candidates(field, role, leftmost);
    if (!found.empty()) column = found.front();
    for (const auto& [mapped_field, name] : map) {
      if (mapped_field != field) continue;
      if (const auto mapped = find(leftmost, name)) column = mapped;
    }
  }
  if (!columns.of(Field::confirm_date)) return columns;
  for (const auto column : candidates(Field::confirm_date, role, leftmost)) {
    if (columns.of(Field::confirm_date) != column) columns.other_confirms.push_back(column);
  }
  return columns;
}

std::vector<std::size_t> guesses(const Columns& columns, Field field, Role role) {
  return nearest(columns.names.size(), [&](std::size_t i) {
    const bool taken = std::find(columns.index.begin(), columns.index.end(), std::optional{i}) != columns.index.end();
    if (taken) return 0.0;
    const std::string column = comparable(columns.names[i]);
    double best = likeness(column, comparable(name(field)));
    for (const auto alias : aliases(field, role)) best = std::max(best, likeness(column, comparable(alias)));
    return best;
  });
}

}  // namespace lsr
