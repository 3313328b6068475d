#include "lsr/columns.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace {

using lsr::ColumnMap;
using lsr::Columns;
using lsr::Field;
using lsr::map_columns;
using lsr::Role;

struct Names {
  Field field;
  const char* name;
  std::vector<const char*> also;
};

/// SPEC §9's table, written down once more.
const std::vector<Names> table{
    {Field::order_id, "order-id", {"amazon-order-id", "order number", "order name", "order"}},
    {Field::order_item_id, "order-item-id", {"amazon-order-item-code", "line item id"}},
    {Field::purchase_date, "purchase-date", {"order-date", "order placed", "created-at", "order purchase timestamp"}},
    {Field::handling_time,
     "handling-time",
     {"handling-days", "leadtime-to-ship", "effective-handling-time", "fulfillment-latency"}},
    {Field::ship_by_date,
     "ship-by-date",
     {"promise-date", "latest-ship-date", "expected-ship-date", "ship-by", "shipping limit date"}},
    {Field::confirm_date,
     "confirm-date",
     {"ship-confirm-date", "confirmed-at", "shipment-confirmed-date", "ship-date", "shipped-at", "fulfilled-at",
      "order delivered carrier date"}},
    {Field::tracking_number, "tracking-number", {"tracking-id", "tracking", "tracking code"}},
    {Field::first_scan_date, "first-scan-date", {"first-scan", "scan-date", "first-carrier-scan", "accepted-at"}},
    {Field::cancel_date, "cancel-date", {"cancelled-at", "canceled-at"}},
    {Field::status, "status", {"order-status"}},
    {Field::item_status, "item-status", {}},
    {Field::fulfillment_channel,
     "fulfillment-channel",
     {"fulfilment-channel", "fulfilment", "fulfillment", "fulfilled-by"}},
    {Field::sku, "sku", {"seller-sku", "merchant-sku"}},
    {Field::carrier, "carrier", {"carrier-name", "carrier-code"}},
    {Field::latest_delivery_date,
     "latest-delivery-date",
     {"estimated-delivery-date", "deliver-by", "order estimated delivery date"}},
    {Field::delivered_date, "delivered-date", {"delivered-at", "order delivered customer date"}},
    {Field::ready_date, "ready-date", {"expected-ready-date", "restock-date"}},
};

std::vector<std::string> all_names(const Names& names) {
  std::vector<std::string> all{names.name};
  all.insert(all.end(), names.also.begin(), names.also.end());
  return all;
}

}  // namespace

TEST_CASE("columns: each name of SPEC §9 means its field, and no other", "[columns]") {
  // Events are read from scans alone.
  REQUIRE(table.size() == lsr::field_count - 1);
  for (const auto& row : table) {
    for (const auto& header_name : all_names(row)) {
      INFO(header_name);
      const Columns columns = map_columns({"gift?", header_name}, {}, Role::orders);
      CHECK(columns.of(row.field) == std::size_t{1});
      CHECK(columns.name_of(row.field) == header_name);
      CHECK(columns.recognised() == 1);
    }
  }
}

TEST_CASE("columns: of a field's names the first that is present wins, in the table's order", "[columns]") {
  for (const auto& row : table) {
    const auto names = all_names(row);
    // The preferred name stands last in the file, so that the leftmost is never the right answer by chance.
    for (std::size_t preferred = 0; preferred < names.size(); ++preferred) {
      std::vector<std::string> header;
      for (std::size_t i = names.size(); i > preferred; --i) header.push_back(names[i - 1]);
      INFO(names[preferred]);
      CHECK(map_columns(header, {}, Role::orders).of(row.field) == header.size() - 1);
    }
  }
}

TEST_CASE("columns: the library's own table names the same", "[columns]") {
  for (const auto& row : table) {
    INFO(row.name);
    CHECK(lsr::name(row.field) == row.name);
    const auto also = lsr::aliases(row.field);
    CHECK(std::vector<std::string>(also.begin(), also.end()) ==
          std::vector<std::string>(row.also.begin(), row.also.end()));
    CHECK(lsr::field_named(row.name) == row.field);
  }
}

TEST_CASE("columns: a field is named by its own name, compared as header names are", "[columns]") {
  CHECK(lsr::field_named("Purchase Date") == Field::purchase_date);
  CHECK(lsr::field_named("order_ID") == Field::order_id);
  CHECK_FALSE(lsr::field_named("order-date"));
  CHECK_FALSE(lsr::field_named("purchase"));
  CHECK_FALSE(lsr::field_named(""));
}

TEST_CASE("columns: names are compared without case, spaces, '-', '_' and a byte-order mark", "[columns]") {
  struct Case {
    const char* sentence;
    std::string name;
    bool same;
  };
  const std::vector<Case> cases{
      {"as it is", "purchase-date", true},
      {"upper case", "PURCHASE-DATE", true},
      {"mixed case", "Purchase-Date", true},
      {"a space", "purchase date", true},
      {"an underline", "purchase_date", true},
      {"no separator", "PurchaseDate", true},
      {"many separators", " _Purchase- -Date__ ", true},
      {"a byte-order mark", "\xEF\xBB\xBFpurchase-date", true},
      {"a byte-order mark and a space", "\xEF\xBB\xBF Purchase Date", true},
      {"another name", "purchase-dates", false},
      {"a part of the name", "purchase", false},
      {"a dot is no separator", "purchase.date", false},
      {"a byte-order mark that is not at the beginning", "purchase\xEF\xBB\xBF-date", false},
      {"half a byte-order mark", "\xEF\xBBpurchase-date", false},
      {"nothing", "", false},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK((lsr::comparable(each.name) == "purchasedate") == each.same);
    CHECK(lsr::same_name(each.name, "purchasedate") == each.same);
    CHECK(map_columns({each.name}, {}, Role::orders).of(Field::purchase_date).has_value() == each.same);
  }
}

TEST_CASE("columns: same_name and comparable agree on all pairs of names", "[columns]") {
  const std::vector<std::string> names{"",
                                       " ",
                                       "-_",
                                       "a",
                                       "A",
                                       " a",
                                       "a-",
                                       "ab",
                                       "A_B",
                                       "b",
                                       "a b c",
                                       "\xEF\xBB\xBF",
                                       "\xEF\xBB\xBF"
                                       "a"};
  for (const auto& left : names) {
    for (const auto& right : names) {
      INFO("\"" << left << "\" and \"" << right << "\"");
      CHECK(lsr::same_name(left, lsr::comparable(right)) == (lsr::comparable(left) == lsr::comparable(right)));
    }
  }
}

TEST_CASE("columns: `name` is an order-id beside a `financial status`, and only there", "[columns]") {
  struct Case {
    const char* sentence;
    std::vector<std::string> header;
    std::optional<std::size_t> order_id;
  };
  const std::vector<Case> cases{
      {"a Shopify export", {"Name", "Email", "Financial Status", "Created at"}, 0},
      {"the name may stand behind it", {"Financial Status", "Name"}, 1},
      {"without a financial status a name is a person's", {"Name", "Email", "Created at"}, std::nullopt},
      {"each name of the table is preferred", {"Name", "Financial Status", "Order"}, 2},
      {"the field's own name is preferred", {"Name", "Order ID", "Financial Status"}, 1},
      {"a financial status alone is no order-id", {"Financial Status", "Created at"}, std::nullopt},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(map_columns(each.header, {}, Role::orders).of(Field::order_id) == each.order_id);
  }
}

TEST_CASE("columns: --map chooses the column, whatever the table says", "[columns]") {
  const std::vector<std::string> header{"order-id", "purchase-date", "ship-date", "Our Confirm"};
  const Columns mapped = map_columns(header, {{Field::confirm_date, "our_confirm"}}, Role::orders);
  CHECK(mapped.of(Field::confirm_date) == std::size_t{3});
  CHECK(mapped.name_of(Field::confirm_date) == "Our Confirm");
  CHECK(mapped.of(Field::order_id) == std::size_t{0});

  CHECK(map_columns(header, {{Field::confirm_date, "not there"}}, Role::orders).of(Field::confirm_date) ==
        std::size_t{2});
  CHECK(map_columns(header, {{Field::sku, "Our Confirm"}}, Role::orders).recognised() == 4);
  // One column may be read as two fields.
  const Columns twice = map_columns(header, {{Field::ready_date, "ship-date"}}, Role::orders);
  CHECK(twice.of(Field::ready_date) == std::size_t{2});
  CHECK(twice.of(Field::confirm_date) == std::size_t{2});
}

TEST_CASE("columns: of two columns with one name the left one counts", "[columns]") {
  const Columns columns =
      map_columns({"order-id", "gift", "Order_ID", "Gift", "ORDER ID", "sku", "", ""}, {}, Role::orders);
  CHECK(columns.of(Field::order_id) == std::size_t{0});
  CHECK(columns.repeated == std::vector<std::size_t>{2, 3, 4});
}

TEST_CASE("columns: two names of one field are no repetition", "[columns]") {
  CHECK(map_columns({"order-id", "amazon-order-id"}, {}, Role::orders).repeated.empty());
}

TEST_CASE("columns: the confirm columns that were not chosen are known", "[columns]") {
  const Columns columns = map_columns({"shipped-at", "sku", "confirmed-at", "ship-date"}, {}, Role::orders);
  CHECK(columns.of(Field::confirm_date) == std::size_t{2});
  CHECK(columns.other_confirms == std::vector<std::size_t>{3, 0});
  CHECK(map_columns({"confirm-date", "sku"}, {}, Role::orders).other_confirms.empty());

  const Columns mapped =
      map_columns({"shipped-at", "when", "confirmed-at"}, {{Field::confirm_date, "when"}}, Role::orders);
  CHECK(mapped.other_confirms == std::vector<std::size_t>{2, 0});
}

TEST_CASE("columns: a field without a column goes by its own name", "[columns]") {
  const Columns columns = map_columns({"Order ID"}, {}, Role::orders);
  CHECK_FALSE(columns.of(Field::ready_date));
  CHECK(columns.name_of(Field::ready_date) == "ready-date");
  CHECK(columns.name_of(Field::order_id) == "Order ID");
  CHECK(columns.names == std::vector<std::string>{"Order ID"});
}

TEST_CASE("columns: a header of other names means nothing", "[columns]") {
  const Columns columns = map_columns({"A1", "2026-03-07", "", "orders", "date"}, {}, Role::orders);
  CHECK(columns.recognised() == 0);
  for (const auto& row : table) CHECK_FALSE(columns.of(row.field));
}
