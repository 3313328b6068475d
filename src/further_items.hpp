/// The further rows of an order in a Shopify export, which lack what concerns the order as a whole.
///
///     FurtherItems items{columns, options.extra_columns};
///     rows.read(items.completed(record), row);
///
/// Shopify writes the financial status, the fulfilment, the cancellation into the first row of an order only; a row for
/// each further item follows it, under the same name and with these cells empty. Read as it stands, every order of
/// several items would look unconfirmed. SPEC §9 has what is empty stay empty; this is the one exception, and it needs
/// all of it: a column `Name` beside `Financial Status`, that cell filled in the row before and empty in this one, and
/// the same name.
///
/// Of extra columns those that do not speak of the item ("Lineitem …") concern the order.
///
/// Edges: in any other file records pass through as they are. The record returned ends with the next call.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lsr/columns.hpp"
#include "lsr/csv.hpp"

namespace lsr {

class FurtherItems {
 public:
  FurtherItems(const Columns&, const std::vector<ExtraColumn>& extra);

  /// Whether the file is such an export, so that a row may need the one before it.
  [[nodiscard]] bool any() const { return name_.has_value(); }

  const Record& completed(const Record&);

 private:
  struct Text {
    std::string raw;
    bool doubled = false;
  };

  std::optional<std::size_t> name_;  // columns; absent where this is no Shopify export
  std::optional<std::size_t> financial_status_;
  std::vector<std::size_t> of_order_;  // columns that concern the order as a whole
  std::vector<Text> first_row_;        // cells of the last first row
  Record completed_;
};

}  // namespace lsr
