#include "lsr/shipment.hpp"

#include <utility>

#include "id_table.hpp"

namespace lsr {

ShipmentReader::ShipmentReader(std::size_t file, const Columns& columns, const Policy& policy,
                               const ReadingOptions& options, DateOrders& orders, DateReading reading)
    : file_(file), cells_(file, columns, policy, options, orders, reading) {}

bool ShipmentReader::read(const Record& record, Shipment& shipment) {
  cells_.begin(record);
  shipment = Shipment{};
  shipment.file = file_;
  shipment.line = record.line;
  shipment.order_id = cells_.raw(record, Field::order_id);
  shipment.item_id = cells_.text(record, Field::order_item_id);
  shipment.tracking_number = cells_.text(record, Field::tracking_number);
  const DateCell confirm = cells_.date(record, Field::confirm_date);
  if (shipment.order_id.empty()) {
    return reject(cells_.reject(record, Field::order_id, "is empty; each shipment needs its order-id"));
  }
  if (confirm.fault != DateFault::none) return reject(cells_.reject(record, confirm));
  if (!confirm.moment) {
    return reject(cells_.reject(record, Field::confirm_date, "is empty; a shipment needs the date of its confirm"));
  }
  shipment.confirmed = *confirm.moment;
  const auto extras = cells_.extras(record);
  shipment.extras.assign(extras.begin(), extras.end());
  return true;
}

bool ShipmentReader::reject(Reject fault) {
  fault_ = std::move(fault);
  return false;
}

struct ShipmentBook::Shelves {
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  struct Entry {
    std::uint64_t line;
    Moment confirmed;
    std::uint32_t file;
    std::uint32_t order;
    std::uint32_t item;  // numbers of the texts in their tables
    std::uint32_t tracking;
    std::uint32_t next = none;  // the same order's next shipment
  };

  IdTable orders;
  IdTable items;
  IdTable numbers;
  IdTable extras;
  std::vector<Entry> entries;
  std::vector<std::uint32_t> extra_numbers;  // of each entry, as many as there are extras
  std::vector<std::uint32_t> first;          // by the order's number
  std::vector<std::uint32_t> last;

  [[nodiscard]] Shipment shown(std::size_t index) const {
    const Entry& entry = entries[index];
    return {entry.file,      entry.line,      orders.id(entry.order), items.id(entry.item), numbers.id(entry.tracking),
            entry.confirmed, extras_of(index)};
  }

  [[nodiscard]] std::vector<std::string_view> extras_of(std::size_t index) const {
    const std::size_t count = extra_numbers.size() / entries.size();
    std::vector<std::string_view> found;
    for (std::size_t i = 0; i < count; ++i) found.push_back(extras.id(extra_numbers[index * count + i]));
    return found;
  }
};

ShipmentBook::ShipmentBook() : shelves_(std::make_unique<Shelves>()) {}
ShipmentBook::ShipmentBook(ShipmentBook&&) noexcept = default;
ShipmentBook& ShipmentBook::operator=(ShipmentBook&&) noexcept = default;
ShipmentBook::~ShipmentBook() = default;

void ShipmentBook::add(const Shipment& shipment) {
  Shelves& shelves = *shelves_;
  const auto order = shelves.orders.insert(shipment.order_id);
  const auto index = static_cast<std::uint32_t>(shelves.entries.size());
  shelves.entries.push_back({shipment.line, shipment.confirmed, static_cast<std::uint32_t>(shipment.file), order,
                             shelves.items.insert(shipment.item_id), shelves.numbers.insert(shipment.tracking_number)});
  for (const auto extra : shipment.extras) shelves.extra_numbers.push_back(shelves.extras.insert(extra));
  if (order == shelves.first.size()) {
    shelves.first.push_back(index);
    shelves.last.push_back(index);
  } else {
    shelves.entries[shelves.last[order]].next = index;
    shelves.last[order] = index;
  }
}

bool ShipmentBook::empty() const { return shelves_->entries.empty(); }

bool ShipmentBook::has(std::string_view order_id) const { return shelves_->orders.find(order_id).has_value(); }

std::vector<Shipment> ShipmentBook::of(std::string_view order_id) const {
  std::vector<Shipment> found;
  const auto order = shelves_->orders.find(order_id);
  if (!order) return found;
  for (auto i = shelves_->first[*order]; i != Shelves::none; i = shelves_->entries[i].next) {
    found.push_back(shelves_->shown(i));
  }
  return found;
}

std::vector<Shipment> ShipmentBook::all() const {
  std::vector<Shipment> found;
  found.reserve(shelves_->entries.size());
  for (std::size_t i = 0; i < shelves_->entries.size(); ++i) found.push_back(shelves_->shown(i));
  return found;
}

}  // namespace lsr
