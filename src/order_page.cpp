#include "lsr/order_page.hpp"

#include <algorithm>
#include <array>

#include "lsr/plain_row.hpp"
#include "order_key.hpp"
#include "order_page_rows.hpp"

namespace lsr {

namespace {

/// Nothing is given there, and so nothing is compared.
Decider decider_of(const PlainJudgement& judgement) {
  Decider decider;
  decider.outcome = judgement.outcome;
  decider.has_ship_by = true;
  decider.ship_by = judgement.ship_by;
  decider.day = judgement.ship_by_day;
  return decider;
}

}  // namespace

OrderPage::OrderPage() : rows_(std::make_unique<Rows>()) {}
OrderPage::OrderPage(OrderPage&&) noexcept = default;
OrderPage& OrderPage::operator=(OrderPage&&) noexcept = default;
OrderPage::~OrderPage() = default;

void OrderPage::add(std::string_view order_id, const Judgement& judgement) {
  const std::uint64_t key = order_key(order_id);
  rows_->add({&order_id, 1}, {&key, 1}, [&](std::size_t) { return decider_of(judgement); });
}

void OrderPage::add(std::span<const std::string_view> order_ids, std::span<const PlainJudgement> judgements) {
  static const OrderKeysReader read_keys = order_keys_reader(best_instructions());
  std::array<std::uint64_t, PlainRows::most> keys;  // NOLINT(*-member-init): what is read is written before
  while (!order_ids.empty()) {
    const std::size_t count = std::min(keys.size(), order_ids.size());
    read_keys(order_ids.first(count), keys);
    rows_->add(order_ids.first(count), std::span{keys}.first(count),
               [&](std::size_t i) { return decider_of(judgements[i]); });
    order_ids = order_ids.subspan(count);
    judgements = judgements.subspan(count);
  }
}

void OrderPage::add(std::string_view order_id, const Judgement& judgement, const OrderLine& line) {
  rows_->add_other(order_id, decider_of(judgement));
  rows_->lines.add(line);
  rows_->has_lines = true;
}

}  // namespace lsr
