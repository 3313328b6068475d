#include "lsr/date_order.hpp"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/error.hpp"

namespace {

using lsr::DateOrder;
using lsr::DateOrders;
using lsr::Error;
using lsr::Field;
using Why = DateOrders::Why;

constexpr auto mdy = DateOrder::mdy;
constexpr auto dmy = DateOrder::dmy;
constexpr auto ymd = DateOrder::ymd;

struct Seen {
  std::size_t file;
  Field field;
  DateOrder order;
};

void tell(DateOrders& orders, const Seen& seen, std::uint64_t line) {
  const bool month_first = seen.order == mdy;
  orders.witness(seen.file, seen.field, seen.order, {line, month_first ? "01/13/2026" : "13/01/2026", "Ordered"});
}

/// Two files, the witnesses in lines 2, 3, 4, …
DateOrders told(std::optional<DateOrder> option, DateOrder habit, const std::vector<Seen>& witnesses) {
  DateOrders orders{option, habit};
  REQUIRE(orders.add_file("a.csv") == 0);
  REQUIRE(orders.add_file("b.csv") == 1);
  std::uint64_t line = 2;
  for (const auto& each : witnesses) tell(orders, each, line++);
  return orders;
}

template <typename Action>
std::optional<Error> error_of(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("date order: what an open date of a.csv's purchase-date means", "[date_order]") {
  struct Case {
    const char* sentence;
    std::optional<DateOrder> option;
    DateOrder habit;
    std::vector<Seen> witnesses;
    DateOrder order;
    Why why;
  };
  const Field purchase = Field::purchase_date;
  const Field confirm = Field::confirm_date;
  const Field scan = Field::first_scan_date;
  const Field ready = Field::ready_date;
  const std::vector<Case> cases{
      {"nothing is known: the habit, month first", {}, mdy, {}, mdy, Why::habit},
      {"nothing is known: the habit, day first", {}, dmy, {}, dmy, Why::habit},
      {"a date of its own decides", {}, mdy, {{0, purchase, dmy}}, dmy, Why::column},
      {"a date of its own decides, month first", {}, dmy, {{0, purchase, mdy}}, mdy, Why::column},
      {"a date of its own decides even where it is the habit", {}, mdy, {{0, purchase, mdy}}, mdy, Why::column},
      {"its own date outranks all other columns",
       {},
       mdy,
       {{0, confirm, mdy}, {0, scan, mdy}, {1, purchase, mdy}, {0, purchase, dmy}},
       dmy,
       Why::column},
      {"another column of its file", {}, mdy, {{0, confirm, dmy}}, dmy, Why::file},
      {"the other columns of its file, where these agree",
       {},
       mdy,
       {{0, confirm, dmy}, {0, scan, dmy}},
       dmy,
       Why::file},
      {"a column that no verdict needs is one of them", {}, mdy, {{0, ready, dmy}}, dmy, Why::file},
      {"its own file outranks the others", {}, mdy, {{1, purchase, mdy}, {0, confirm, dmy}}, dmy, Why::file},
      {"another file", {}, mdy, {{1, purchase, dmy}}, dmy, Why::log},
      {"another column of another file", {}, mdy, {{1, scan, dmy}}, dmy, Why::log},
      {"the other columns of its file disagree: the other file",
       {},
       mdy,
       {{0, confirm, dmy}, {0, scan, mdy}, {1, confirm, dmy}},
       dmy,
       Why::log},
      {"the other columns of its file disagree, and there is nothing else",
       {},
       dmy,
       {{0, confirm, dmy}, {0, scan, mdy}},
       dmy,
       Why::habit},
      {"the other file disagrees with itself", {}, dmy, {{1, confirm, dmy}, {1, scan, mdy}}, dmy, Why::habit},
      {"a column that contradicts itself is left out", {}, mdy, {{0, ready, dmy}, {0, ready, mdy}}, mdy, Why::habit},
      {"a column that contradicts itself is left out, and the others agree",
       {},
       mdy,
       {{0, ready, dmy}, {0, ready, mdy}, {0, confirm, dmy}},
       dmy,
       Why::file},
      {"in another file too", {}, mdy, {{1, ready, dmy}, {1, ready, mdy}, {1, confirm, dmy}}, dmy, Why::log},
      {"the option ends the guessing", ymd, mdy, {}, ymd, Why::option},
      {"the option stands against evidence", mdy, dmy, {{0, purchase, dmy}}, mdy, Why::option},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const DateOrders orders = told(each.option, each.habit, each.witnesses);
    const auto decision = orders.decide(0, purchase);
    CHECK(decision.order == each.order);
    CHECK(decision.why == each.why);
  }
}

TEST_CASE("date order: three files, where the others must agree", "[date_order]") {
  DateOrders orders{std::nullopt, mdy};
  for (const char* name : {"a.csv", "b.csv", "c.csv"}) orders.add_file(name);
  tell(orders, {1, Field::purchase_date, dmy}, 2);
  CHECK(orders.decide(0, Field::purchase_date).order == dmy);
  tell(orders, {2, Field::purchase_date, mdy}, 2);
  CHECK(orders.decide(0, Field::purchase_date).why == Why::habit);
}

TEST_CASE("date order: a column has evidence once one of its own dates has one reading only", "[date_order]") {
  DateOrders orders = told({}, mdy, {{0, Field::confirm_date, dmy}});
  CHECK(orders.has_evidence(0, Field::confirm_date));
  CHECK_FALSE(orders.has_evidence(0, Field::purchase_date));
  CHECK_FALSE(orders.has_evidence(1, Field::confirm_date));
  // Being assumed is no evidence.
  orders.assume(1, Field::confirm_date);
  CHECK_FALSE(orders.has_evidence(1, Field::confirm_date));
}

TEST_CASE("date order: a column that contradicts itself is an error that names both lines", "[date_order]") {
  for (const Field field :
       {Field::purchase_date, Field::ship_by_date, Field::confirm_date, Field::first_scan_date, Field::cancel_date}) {
    for (const auto first : {mdy, dmy}) {
      INFO(lsr::name(field) << ", first " << lsr::description(first));
      DateOrders orders = told({}, mdy, {});
      tell(orders, {1, field, first}, 17);
      tell(orders, {1, field, first}, 18);
      const auto error = error_of([&] { tell(orders, {1, field, first == mdy ? dmy : mdy}, 4711); });
      REQUIRE(error);
      CHECK(error->kind() == Error::Kind::input);
      CHECK_THAT(error->what(), Catch::StartsWith("b.csv:4711: ") && Catch::Contains("line 17:"));
      CHECK_THAT(error->what(), Catch::Contains("\"13/01/2026\"") && Catch::Contains("\"01/13/2026\""));
      CHECK_THAT(error->what(), Catch::Contains("--date-order"));
    }
  }
}

TEST_CASE("date order: the same column of two files does not contradict itself", "[date_order]") {
  const DateOrders orders = told({}, mdy, {{0, Field::purchase_date, dmy}, {1, Field::purchase_date, mdy}});
  CHECK(orders.decide(0, Field::purchase_date).order == dmy);
  CHECK(orders.decide(1, Field::purchase_date).order == mdy);
}

TEST_CASE("date order: a contradiction in a ready, delivered or latest-delivery column is no error", "[date_order]") {
  for (const Field field : {Field::ready_date, Field::delivered_date, Field::latest_delivery_date}) {
    INFO(lsr::name(field));
    DateOrders orders = told({}, mdy, {{0, field, dmy}});
    CHECK(orders.contradictory(0).empty());
    CHECK_FALSE(error_of([&] { tell(orders, {0, field, mdy}, 9); }));
    CHECK(orders.contradictory(0) == std::vector<Field>{field});
    CHECK(orders.contradictory(1).empty());
    CHECK(orders.decide(0, field).why == Why::contradiction);
    // Nor is anything assumed of it, so nothing later can contradict that.
    CHECK(orders.assume(0, field).why == Why::contradiction);
    CHECK(orders.habitual().empty());
  }
}

TEST_CASE("date order: what was assumed on a stream holds, or the run ends", "[date_order]") {
  struct Case {
    const char* sentence;
    DateOrder habit;
    std::vector<Seen> before;
    Field assumed;
    Seen later;
    const char* option;  // that the error advises; empty: no error
  };
  const Field purchase = Field::purchase_date;
  const Field confirm = Field::confirm_date;
  const Field ready = Field::ready_date;
  const std::vector<Case> cases{
      {"a witness for what was assumed", mdy, {}, purchase, {0, purchase, mdy}, ""},
      {"a witness against it, in the column", mdy, {}, purchase, {0, purchase, dmy}, "--date-order dmy"},
      {"a witness against it, the habit being day first", dmy, {}, purchase, {0, purchase, mdy}, "--date-order mdy"},
      {"a witness against it, in another column of the file", mdy, {}, purchase, {0, confirm, dmy}, "--date-order dmy"},
      {"a witness against it, in another file", mdy, {}, purchase, {1, confirm, dmy}, "--date-order dmy"},
      {"a witness against it in a column that no verdict needs",
       mdy,
       {},
       purchase,
       {0, ready, dmy},
       "--date-order dmy"},
      {"a column that no verdict needs is held to nothing", mdy, {}, ready, {0, confirm, dmy}, ""},
      {"what its own dates said stands against other columns",
       mdy,
       {{0, purchase, dmy}},
       purchase,
       {0, confirm, mdy},
       ""},
      {"what its file said stands against other files", mdy, {{0, confirm, dmy}}, purchase, {1, confirm, mdy}, ""},
      {"what its file said does not stand against itself",
       mdy,
       {{0, confirm, dmy}},
       purchase,
       {0, Field::cancel_date, mdy},
       "--date-order mdy"},
      {"what another file said does not stand against its own",
       mdy,
       {{1, confirm, dmy}},
       purchase,
       {0, purchase, mdy},
       "--date-order mdy"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    DateOrders orders = told({}, each.habit, each.before);
    orders.assume(0, each.assumed);
    const auto error = error_of([&] { tell(orders, each.later, 99); });
    if (std::string_view{each.option}.empty()) {
      CHECK_FALSE(error);
      continue;
    }
    REQUIRE(error);
    CHECK(error->kind() == Error::Kind::input);
    CHECK_THAT(error->what(), Catch::StartsWith(each.later.file == 0 ? "a.csv:99: " : "b.csv:99: "));
    CHECK_THAT(error->what(), Catch::Contains(each.option));
  }
}

TEST_CASE("date order: the columns that only the habit read", "[date_order]") {
  SECTION("only what was asked for") {
    const DateOrders orders = told({}, mdy, {});
    CHECK(orders.habitual().empty());
  }
  SECTION("each column once, with its file") {
    DateOrders orders = told({}, mdy, {});
    orders.assume(1, Field::confirm_date);
    orders.assume(1, Field::confirm_date);
    orders.assume(0, Field::confirm_date);
    orders.assume(0, Field::purchase_date);
    const auto habitual = orders.habitual();
    REQUIRE(habitual.size() == 2);
    CHECK(habitual[0].file == "a.csv");
    CHECK(habitual[0].columns == std::vector<std::string_view>{"purchase-date", "confirm-date"});
    CHECK(habitual[0].order == mdy);
    CHECK(habitual[1].file == "b.csv");
    CHECK(habitual[1].columns == std::vector<std::string_view>{"confirm-date"});
    CHECK(habitual[1].order == mdy);
  }
  SECTION("only those of a file's columns") {
    DateOrders orders = told({}, dmy, {{0, Field::confirm_date, mdy}, {0, Field::cancel_date, dmy}});
    orders.assume(0, Field::confirm_date);
    orders.assume(0, Field::purchase_date);
    const auto habitual = orders.habitual();
    REQUIRE(habitual.size() == 1);
    CHECK(habitual[0].columns == std::vector<std::string_view>{"purchase-date"});
    CHECK(habitual[0].order == dmy);
  }
  SECTION("not where dates decided, in the column, the file or the log") {
    DateOrders orders = told({}, mdy, {{0, Field::confirm_date, mdy}});
    orders.assume(0, Field::confirm_date);
    orders.assume(0, Field::purchase_date);
    orders.assume(1, Field::purchase_date);
    CHECK(orders.habitual().empty());
  }
  SECTION("not where dates that came later said the same") {
    DateOrders orders = told({}, mdy, {});
    orders.assume(0, Field::purchase_date);
    tell(orders, {0, Field::purchase_date, mdy}, 5);
    CHECK(orders.habitual().empty());
  }
  SECTION("not where the option decided") {
    DateOrders orders = told(dmy, mdy, {});
    CHECK(orders.assume(0, Field::purchase_date).order == dmy);
    CHECK(orders.habitual().empty());
  }
}

TEST_CASE("date order: an order in words", "[date_order]") {
  CHECK(lsr::description(mdy) == "month first");
  CHECK(lsr::description(dmy) == "day first");
  CHECK(lsr::description(ymd) == "year first");
}
