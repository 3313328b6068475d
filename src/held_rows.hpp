/// Rows that wait until the whole log is in: which shipments are theirs shows only then (SPEC §5).
///
///     HeldRows held;
///     held.add(row, warnings).unshipped = HeldRow::Unshipped::pending;
///     for (const HeldRow& each : held.rows()) ...
///
/// Keeps copies of the rows' texts, end to end.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "lsr/fault.hpp"
#include "lsr/order_row.hpp"

namespace lsr {

struct HeldRow {
  OrderRow row;
  /// What the row is if no shipment proves to be its own.
  enum class Unshipped : std::uint8_t { accepted, pending, rejected } unshipped = Unshipped::accepted;
  std::string_view status;                   ///< as the row has it, for the message that it is rejected
  std::unique_ptr<Reject> if_shipped;        ///< why it is rejected if it has a shipment; mostly it is not
  std::vector<Warning>* warnings = nullptr;  ///< that count if the row is accepted; mostly none
};

class HeldRows {
 public:
  HeldRow& add(const OrderRow& row, const std::vector<Warning>& warnings) {
    HeldRow& held = rows_.emplace_back();
    held.row = row;
    for (auto* text : {&held.row.order_id, &held.row.item_id, &held.row.tracking_number, &held.row.sku})
      *text = kept(*text);
    held.row.extras = kept(row.extras);
    if (!warnings.empty()) held.warnings = &warnings_.emplace_back(warnings);
    return held;
  }

  /// A copy that lasts as long as the rows.
  std::string_view kept(std::string_view text) {
    if (text.empty()) return {};
    auto* const place = static_cast<char*>(texts_.allocate(text.size(), 1));
    text.copy(place, text.size());
    return {place, text.size()};
  }

  [[nodiscard]] const std::deque<HeldRow>& rows() const { return rows_; }

 private:
  std::span<const std::string_view> kept(std::span<const std::string_view> texts) {
    if (texts.empty()) return {};
    auto& copies = extra_texts_.emplace_back();
    for (const auto text : texts) copies.push_back(kept(text));
    return copies;
  }

  std::pmr::monotonic_buffer_resource texts_;
  std::deque<HeldRow> rows_;
  std::deque<std::vector<std::string_view>> extra_texts_;
  std::deque<std::vector<Warning>> warnings_;
};

}  // namespace lsr
