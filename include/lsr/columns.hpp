/// What the columns of a file mean: from header names to the fields of SPEC §9.
///
///     const Columns columns = map_columns({"Order ID", "Purchase-Date", "gift?"}, {}, Role::orders);
///     columns.of(Field::purchase_date)                                   // 1: the second column
///
///     columns.of(Field::tracking_number)                                 // nothing: the file has none
///     map_columns({"status", "time"}, {}, Role::scans).of(Field::event)  // 0: what a column means depends on the role
///
/// Names are compared without case, spaces, '-', '_' and a byte-order mark. Of a field's names the first that is
/// present wins, in §9's order; of two columns with one name the left one.
///
/// Edges: a column that was chosen is chosen for the whole file: where it is empty, the row has nothing there.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lsr {

enum class Field : std::uint8_t {
  order_id,
  order_item_id,
  purchase_date,
  handling_time,
  ship_by_date,
  confirm_date,
  tracking_number,
  first_scan_date,
  cancel_date,
  status,
  item_status,
  fulfillment_channel,
  sku,
  carrier,
  latest_delivery_date,
  delivered_date,
  ready_date,
  event,
};
inline constexpr std::size_t field_count = 18;

/// What a file of the log holds: orders, what was sent of them, or what the carrier saw; and, beside the log, the
/// handling times of SKUs.
enum class Role : std::uint8_t { orders, shipments, scans, handling_times };

/// "orders", "shipments", "scans", "handling-times"
std::string_view name(Role);

/// The fields that are read from a file of that role.
std::span<const Field> fields_of(Role);

/// What a line needs to be a row of its own, and a file to be of that role: a key, and one of some columns that say
/// something about it (SPEC §5, §7, §9).
struct Essentials {
  Field key;
  std::span<const Field> one_of;
};
Essentials essentials_of(Role);

/// The field's own name: "purchase-date".
std::string_view name(Field);

/// The field of that name, compared as header names are.
std::optional<Field> field_named(std::string_view name);

/// The other header names it is read from, in the order of preference.
std::span<const std::string_view> aliases(Field, Role = Role::orders);

/// `--map field=COLUMN`: that column, whatever §9 would choose.
using ColumnMap = std::vector<std::pair<Field, std::string>>;

struct Columns {
  std::vector<std::string> names;                             ///< the header, as it stands in the file
  std::array<std::optional<std::size_t>, field_count> index;  ///< which column a field is read from
  std::vector<std::size_t> repeated;                          ///< columns whose name stands further left already
  std::vector<std::size_t> other_confirms;                    ///< columns that could have been the confirm, not chosen

  [[nodiscard]] std::optional<std::size_t> of(Field field) const { return index[static_cast<std::size_t>(field)]; }

  /// The field that a column is read as, if any.
  [[nodiscard]] std::optional<Field> field_at(std::size_t column) const;

  /// The column's name in the file, or the field's own where the file has none.
  [[nodiscard]] std::string name_of(Field) const;

  /// How many of the columns mean something here.
  [[nodiscard]] std::size_t recognised() const;
};

/// A column that is not read for the verdict, but asked for by its name: the one that is read as a field, or else, as
/// where files of that role have no such field, the first of some names that the header has.
struct ExtraColumn {
  std::optional<Field> field;
  std::vector<std::string> names;
};

/// Where the file has it; of two columns with one name the left one.
std::optional<std::size_t> find_column(const Columns&, const ExtraColumn&);

/// Names in `map` that the header lacks are passed over: another file of the log may have them.
Columns map_columns(std::vector<std::string> header, const ColumnMap& map, Role);

/// Columns of the file that might be meant by a field it seems to lack, the most likely first.
std::vector<std::size_t> guesses(const Columns&, Field, Role);

/// A header name as it is compared: "Purchase_Date" and "purchase date" become "purchasedate".
std::string comparable(std::string_view header_name);

/// Whether a header name, compared so, is `name_as_compared`. Allocates nothing.
bool same_name(std::string_view header_name, std::string_view name_as_compared);

}  // namespace lsr
