#include "lsr/shipment.hpp"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "time_literals.hpp"

namespace {

using lsr::DateReading;
using lsr::Role;
using lsr::Shipment;
using lsr::ShipmentBook;
using lsr::ShipmentReader;
using lsr::test::at;
using lsr::test::utc;

struct Told {
  bool accepted = false;
  std::string text;  ///< "order item tracking confirm"
  lsr::Reject fault;
};

/// Reads one line of a file of shipments that has that header.
Told read_shipment(const std::string& header, const std::string& line) {
  const lsr::Policy policy = lsr::make_policy({.time_zone = "UTC"});
  std::vector<std::string> names;
  for (const auto& cell : lsr::read_alone(header, {}).cells) names.emplace_back(cell.raw);
  const lsr::Columns columns = lsr::map_columns(names, {}, Role::shipments);
  lsr::DateOrders orders{std::nullopt, policy.date_habit};
  orders.add_file("orders.csv");
  const auto file = orders.add_file("shipments.csv");
  const lsr::ReadingOptions options;
  ShipmentReader shipments{file, columns, policy, options, orders, DateReading::surveyed};
  lsr::Record record = lsr::read_alone(line, {});
  record.line = 7;
  Shipment shipment;
  Told told;
  told.accepted = shipments.read(record, shipment);
  if (told.accepted) {
    CHECK(shipment.file == 1);
    CHECK(shipment.line == 7);
    const std::string confirmed = utc(shipment.confirmed.first);
    told.text = std::string{shipment.order_id} + "|" + std::string{shipment.item_id} + "|" +
                std::string{shipment.tracking_number} + "|" +
                (shipment.confirmed.day_only ? confirmed.substr(0, 10) : confirmed);
  } else {
    told.fault = shipments.fault();
  }
  return told;
}

const std::string head = "Order ID,Item,Confirmed At,Tracking";

}  // namespace

TEST_CASE("shipment: a row needs its order-id and confirm date, and nothing else", "[shipment]") {
  struct Case {
    const char* name;
    std::string header;
    std::string line;
    std::string text;
  };
  const std::string full = "order-id,order-item-id,confirm-date,tracking-number";
  const std::vector<Case> cases{
      {"everything", full, "A1,I1,2026-03-10T12:00:00Z,T1", "A1|I1|T1|2026-03-10T12:00:00Z"},
      {"no item-id and no tracking number", full, "A1,,2026-03-10T12:00:00Z,", "A1|||2026-03-10T12:00:00Z"},
      {"spelled out that there are none", full, "A1,N/A,2026-03-10T12:00:00Z,--", "A1|||2026-03-10T12:00:00Z"},
      {"the required columns alone", "order-id,confirm-date", "A1,2026-03-10T12:00:00Z", "A1|||2026-03-10T12:00:00Z"},
      {"known by its day", full, "A1,I1,2026-03-10,T1", "A1|I1|T1|2026-03-10"},
      {"a ship date stands in", "order-id,ship-date", "A1,2026-03-10", "A1|||2026-03-10"},
      {"blanks at both ends", full, " A1 , I1 , 2026-03-10 12:00:00 , T1 ", "A1|I1|T1|2026-03-10T12:00:00Z"},
      {"an order-id is taken as it stands", full, "none,I1,2026-03-10,T1", "none|I1|T1|2026-03-10"},
  };
  for (const auto& each : cases) {
    INFO(each.name);
    const Told told = read_shipment(each.header, each.line);
    CHECK(told.fault.what == "");
    CHECK(told.text == each.text);
  }
}

TEST_CASE("shipment: what is wrong with a row", "[shipment]") {
  struct Case {
    const char* name;
    std::string line;
    std::string column;
    std::string value;
    std::string order_id;
    std::string says;
  };
  const std::vector<Case> cases{
      {"no order-id", ",I1,2026-03-10,T1", "Order ID", "", "", "is empty"},
      {"an order-id of blanks", "   ,I1,2026-03-10,T1", "Order ID", "", "", "is empty"},
      {"no confirm date", "A1,I1,,T1", "Confirmed At", "", "A1", "is empty"},
      {"a confirm date that spells out that there is none", "A1,I1,N/A,T1", "Confirmed At", "N/A", "A1", "is empty"},
      {"a confirm date that does not exist", "A1,I1,2026-02-30,T1", "Confirmed At", "2026-02-30", "A1", ""},
      {"a confirm date that is none", "A1,I1,soon,T1", "Confirmed At", "soon", "A1", ""},
      {"neither", ",I1,soon,T1", "Order ID", "", "", "is empty"},
  };
  for (const auto& each : cases) {
    INFO(each.name);
    const Told told = read_shipment(head, each.line);
    CHECK_FALSE(told.accepted);
    CHECK(told.fault.file == 1);
    CHECK(told.fault.line == 7);
    CHECK(told.fault.column == each.column);
    CHECK(told.fault.value == each.value);
    CHECK(told.fault.order_id == each.order_id);
    CHECK_THAT(told.fault.what, Catch::Contains(each.says));
    CHECK_FALSE(told.fault.what.empty());
  }
}

namespace {

std::string shown(const std::vector<Shipment>& shipments) {
  std::string text;
  for (const Shipment& each : shipments) {
    text += std::to_string(each.file) + ":" + std::to_string(each.line) + " " + std::string{each.order_id} + "|" +
            std::string{each.item_id} + "|" + std::string{each.tracking_number} + "|" + utc(each.confirmed.first) +
            "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("shipment book: those of an order, in the order in which they came", "[shipment]") {
  const lsr::Moment early = lsr::exactly(at("2026-03-10T12:00:00+00:00"));
  const lsr::Moment later = lsr::exactly(at("2026-03-11T12:00:00+00:00"));
  ShipmentBook book;
  CHECK(book.empty());
  CHECK_FALSE(book.has("A1"));
  CHECK(book.of("A1").empty());
  CHECK(book.all().empty());

  {
    // The book keeps its own copies.
    std::string order = "A1";
    std::string item = "I1";
    std::string number = "T1";
    book.add({1, 2, order, item, number, later});
    order = item = number = "??";
  }
  book.add({1, 3, "B1", "", "T2", early});
  book.add({1, 4, "A1", "", "", early});
  book.add({2, 2, "A1", "I1", "T1", early});
  book.add({2, 2, "A1", "I1", "T1", early});

  CHECK_FALSE(book.empty());
  CHECK(book.has("A1"));
  CHECK(book.has("B1"));
  CHECK_FALSE(book.has("a1"));
  CHECK_FALSE(book.has("I1"));
  const std::string of_a1 =
      "1:2 A1|I1|T1|2026-03-11T12:00:00Z\n"
      "1:4 A1|||2026-03-10T12:00:00Z\n"
      "2:2 A1|I1|T1|2026-03-10T12:00:00Z\n"
      "2:2 A1|I1|T1|2026-03-10T12:00:00Z\n";
  CHECK(shown(book.of("A1")) == of_a1);
  CHECK(shown(book.of("B1")) == "1:3 B1||T2|2026-03-10T12:00:00Z\n");
  CHECK(shown(book.of("C1")).empty());
  CHECK(book.all().size() == 5);
  CHECK(book.all()[1].order_id == "B1");

  const ShipmentBook moved = std::move(book);
  CHECK(shown(moved.of("A1")) == of_a1);
}

TEST_CASE("shipment book: many orders", "[shipment]") {
  ShipmentBook book;
  const lsr::Moment when = lsr::exactly(at("2026-03-10T12:00:00+00:00"));
  for (std::uint64_t i = 0; i < 3000; ++i) book.add({1, i, "order " + std::to_string(i % 700), "", "T", when});
  for (std::uint64_t i = 0; i < 700; ++i) {
    const auto found = book.of("order " + std::to_string(i));
    REQUIRE(found.size() == (i < 200 ? 5 : 4));
    for (std::size_t n = 0; n < found.size(); ++n) REQUIRE(found[n].line == i + 700 * n);
  }
}
