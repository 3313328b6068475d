#include "lsr/order_book.hpp"

#include <algorithm>
#include <memory>
#include <unordered_set>
#include <vector>

#include "id_table.hpp"
#include "kept_lines.hpp"
#include "order_key.hpp"
#include "order_page_rows.hpp"
#include "packed_orders.hpp"

namespace lsr {

namespace {

constexpr std::uint32_t none = ~std::uint32_t{0};

/// A row that waits for the later FILEs.
struct WaitingRow {
  Decider decider;
  std::uint32_t file;
  std::uint32_t item;      // number of its item-id; none where it has none
  std::uint32_t previous;  // the order's row before this one
};

struct Entry {
  Decider decider;           // one FILE: of the row that decides so far
  std::uint32_t row = none;  // one FILE: the number of that row; several: of the order's last waiting row
  std::uint32_t last_file = 0;
};

}  // namespace

std::vector<bool> standing(std::span<const RowOrigin> rows) {
  std::vector<bool> stands(rows.size(), true);
  std::unordered_set<std::string_view> later_items;
  bool all_have_items = true;
  // From the last FILE to the first: the rows of one FILE do not replace one another.
  for (std::size_t end = rows.size(); end > 0;) {
    std::size_t begin = end;
    while (begin > 0 && rows[begin - 1].file == rows[end - 1].file) --begin;
    const bool is_latest = end == rows.size();
    for (std::size_t i = begin; i < end && !is_latest; ++i) {
      stands[i] = all_have_items && !rows[i].item_id.empty() && !later_items.contains(rows[i].item_id);
    }
    for (std::size_t i = begin; i < end; ++i) {
      all_have_items = all_have_items && !rows[i].item_id.empty();
      later_items.insert(rows[i].item_id);
    }
    end = begin;
  }
  return stands;
}

struct OrderBook::Shelves {
  std::size_t files = 1;
  std::size_t row_count = 0;
  Keep keep = Keep::outcomes;
  IdTable ids;
  std::vector<Entry> entries;    // by the id's number
  KeptLines lines;               // one FILE: by the id's number; several: by the row's
  std::vector<WaitingRow> rows;  // several FILEs: by the row's number
  IdTable items;
  IdTable rejected_ids;
  std::vector<std::uint32_t> rejected_last_file;  // by the rejected id's number
  IdTable never_scanned;                          // tracking numbers of judged rows that --scans lack
  struct Carrier {
    std::uint32_t row;
    std::uint32_t number;
  };
  std::vector<Carrier> carriers;  // several FILEs: which waiting row has which of these numbers

  std::unique_ptr<PackedOrders> packed;  // Keep::counts of one FILE: ids of 3-7-7 digits; the others are in `entries`
  std::unordered_set<std::uint64_t> rejected_keys;  // once the book is closed; no_order_key may be among them

  /// Whether the row is the one that decides now; the id's number is `id`.
  bool add_deciding(std::uint32_t id, bool is_new, const Decider& decider) {
    Entry& entry = entries[id];
    if (!is_new && !decides_before(decider, entry.decider)) return false;
    entry.decider = decider;
    entry.row = static_cast<std::uint32_t>(row_count - 1);
    return true;
  }

  void add_waiting(Entry& entry, const OrderRow& row, const Decider& decider, const OrderLine* line) {
    rows.push_back({decider, static_cast<std::uint32_t>(row.file),
                    row.item_id.empty() ? none : items.insert(row.item_id), entry.row});
    entry.row = static_cast<std::uint32_t>(rows.size() - 1);
    if (line != nullptr) lines.add(*line);
  }

  std::uint32_t number_of(std::string_view order_id, bool& is_new) {
    const std::uint32_t number = ids.insert(order_id);
    is_new = number == entries.size();
    if (is_new) entries.emplace_back();
    return number;
  }

  /// A row of one FILE; `line...` is what lines.add() takes.
  template <typename... Line>
  void add_row(std::string_view order_id, const Decider& decider, const Line&... line) {
    ++row_count;
    bool is_new = false;
    const std::uint32_t number = number_of(order_id, is_new);
    if (!add_deciding(number, is_new, decider)) return;
    if constexpr (sizeof...(line) > 0) {
      if (is_new) {
        lines.add(line...);
      } else {
        lines.replace(number, line...);
      }
    }
  }

  [[nodiscard]] bool incomplete(std::uint32_t number) const {
    if (rejected_ids.size() == 0) return false;
    const auto rejected = rejected_ids.find(ids.id(number));
    return rejected && rejected_last_file[*rejected] >= entries[number].last_file;
  }

  /// The rows of an order, in the order of the log, and which of them stand.
  struct OwnRows {
    std::vector<const WaitingRow*> rows;
    std::vector<bool> stands;
  };
  [[nodiscard]] OwnRows own_rows(const Entry& entry) const {
    std::vector<const WaitingRow*> own;
    for (auto i = entry.row; i != none; i = rows[i].previous) own.push_back(&rows[i]);
    std::reverse(own.begin(), own.end());
    std::vector<RowOrigin> origins;
    origins.reserve(own.size());
    for (const auto* row : own) {
      origins.push_back({row->file, row->item == none ? std::string_view{} : items.id(row->item)});
    }
    auto stands = standing(origins);
    return {std::move(own), std::move(stands)};
  }

  /// The row that decides among those that stand, and whether any does not.
  void settle(const Entry& entry, Order& order) const {
    const auto [own, stands] = own_rows(entry);
    const WaitingRow* deciding = nullptr;
    for (std::size_t i = 0; i < own.size(); ++i) {
      if (!stands[i]) {
        order.superseded = true;
      } else if (deciding == nullptr || decides_before(own[i]->decider, deciding->decider)) {
        deciding = own[i];
      }
    }
    order.decider = deciding->decider;
    order.row = static_cast<std::size_t>(deciding - rows.data());
  }
};

OrderBook::OrderBook(std::size_t files, Keep keep, unsigned threads) : shelves_(std::make_unique<Shelves>()) {
  shelves_->files = files;
  shelves_->keep = keep;
  if (files == 1 && keep == Keep::counts) shelves_->packed = std::make_unique<PackedOrders>(threads);
}
OrderBook::OrderBook(OrderBook&&) noexcept = default;
OrderBook& OrderBook::operator=(OrderBook&&) noexcept = default;
OrderBook::~OrderBook() = default;

OrderBook::Keep OrderBook::keep() const { return shelves_->keep; }

void OrderBook::expect(std::string_view order_id) const { shelves_->ids.prefetch(order_id); }

void OrderBook::add(const OrderRow& row, const Judgement& judgement, const OrderLine* line) {
  Shelves& shelves = *shelves_;
  if (shelves.packed) {
    OrderPage page;
    page.add(row.order_id, judgement);
    return add(page);
  }
  const Decider decider = decider_of(judgement);
  if (shelves.files == 1) {
    return line == nullptr ? shelves.add_row(row.order_id, decider) : shelves.add_row(row.order_id, decider, *line);
  }
  ++shelves.row_count;
  bool is_new = false;
  Entry& entry = shelves.entries[shelves.number_of(row.order_id, is_new)];
  entry.last_file = static_cast<std::uint32_t>(row.file);
  shelves.add_waiting(entry, row, decider, line);
}

void OrderBook::add(const OrderPage& page) {
  const OrderPage::Rows& rows = *page.rows_;
  if (rows.last != 0) shelves_->packed->add(rows.packed_rows());
  std::string_view ids = rows.ids;
  for (std::size_t i = 0; i < rows.others.size(); ++i) {
    const auto& [id_size, decider] = rows.others[i];
    const std::string_view id = ids.substr(0, id_size);
    ids.remove_prefix(id_size);
    if (rows.has_lines) {
      shelves_->add_row(id, decider, rows.lines, i);
    } else {
      shelves_->add_row(id, decider);
    }
  }
}

void OrderBook::close() {
  if (!shelves_->packed) return;
  shelves_->packed->settle();
  for (std::uint32_t i = 0; i < shelves_->rejected_ids.size(); ++i) {
    shelves_->rejected_keys.insert(order_key(shelves_->rejected_ids.id(i)));
  }
}

void OrderBook::add_rejected(const Reject& reject) {
  if (reject.order_id.empty()) return;
  const std::uint32_t number = shelves_->rejected_ids.insert(reject.order_id);
  if (number == shelves_->rejected_last_file.size()) shelves_->rejected_last_file.emplace_back();
  // A rejected shipment comes before the rows, and yet stands behind them: its file's index says so.
  auto& last_file = shelves_->rejected_last_file[number];
  last_file = std::max(last_file, static_cast<std::uint32_t>(reject.file));
}

bool OrderBook::has_rejected(std::string_view order_id) const {
  return shelves_->rejected_ids.find(order_id).has_value();
}

void OrderBook::add_never_scanned(std::string_view tracking_number) {
  const auto number = shelves_->never_scanned.insert(tracking_number);
  if (shelves_->files > 1)
    shelves_->carriers.push_back({static_cast<std::uint32_t>(shelves_->rows.size() - 1), number});
}

std::size_t OrderBook::rows() const { return shelves_->row_count; }

std::vector<bool> OrderBook::standing_rows() const {
  std::vector<bool> stand(shelves_->row_count, shelves_->files == 1);
  if (shelves_->files == 1) return stand;
  for (const Entry& entry : shelves_->entries) {
    const auto own = shelves_->own_rows(entry);
    for (std::size_t i = 0; i < own.rows.size(); ++i) {
      stand[static_cast<std::size_t>(own.rows[i] - shelves_->rows.data())] = own.stands[i];
    }
  }
  return stand;
}

std::uint64_t OrderBook::never_scanned() const {
  if (shelves_->files == 1 || shelves_->carriers.empty()) return shelves_->never_scanned.size();
  const auto stand = standing_rows();
  std::vector<bool> counts(shelves_->never_scanned.size());
  for (const auto& [row, number] : shelves_->carriers) {
    if (stand[row]) counts[number] = true;
  }
  return static_cast<std::uint64_t>(std::count(counts.begin(), counts.end(), true));
}

void OrderBook::visit(const std::function<void(const Order&)>& show,
                      const std::function<bool(const Decider&)>& wanted) const {
  if (shelves_->packed) {
    shelves_->packed->visit([&](std::uint64_t mixed_key, std::uint64_t decider) {
      Order order;
      order.decider = unpacked(decider);
      if (wanted && !wanted(order.decider)) return;
      const std::uint64_t key = unmixed_key(mixed_key);
      const OrderIdText id = order_id_of(key);
      order.id = id.view();
      order.incomplete = shelves_->rejected_keys.contains(key);
      show(order);
    });
  }
  for (std::uint32_t i = 0; i < shelves_->entries.size(); ++i) {
    const Entry& entry = shelves_->entries[i];
    Order order;
    order.id = shelves_->ids.id(i);
    order.incomplete = shelves_->incomplete(i);
    if (shelves_->files > 1) {
      shelves_->settle(entry, order);
    } else {
      order.decider = entry.decider;
      order.row = entry.row;
    }
    if (wanted && !wanted(order.decider)) continue;
    if (shelves_->keep != Keep::lines) {
      show(order);
      continue;
    }
    const OrderLine line = shelves_->lines.at(shelves_->files > 1 ? order.row : i, order.decider);
    order.line = &line;
    show(order);
  }
}

void OrderBook::visit_alike(const std::function<void(const OrdersAlike&)>& show) const {
  if (!shelves_->packed) {
    visit([&](const Order& order) { show({order.decider, order.incomplete, order.superseded, 1}); });
    return;
  }
  if (shelves_->rejected_keys.empty()) {
    shelves_->packed->visit_kinds([&](std::uint64_t decider, std::uint64_t orders) {
      show({unpacked(decider), false, false, orders});
    });
  } else {
    shelves_->packed->visit([&](std::uint64_t mixed_key, std::uint64_t decider) {
      const bool incomplete = shelves_->rejected_keys.contains(unmixed_key(mixed_key));
      show({unpacked(decider), incomplete, false, 1});
    });
  }
  for (std::uint32_t i = 0; i < shelves_->entries.size(); ++i) {
    show({shelves_->entries[i].decider, shelves_->incomplete(i), false, 1});
  }
}

}  // namespace lsr
