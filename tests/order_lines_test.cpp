#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "export/csv.hpp"
#include "export/json.hpp"
#include "time_literals.hpp"

using lsr::Instant;
using lsr::Order;
using lsr::OrderLine;
using lsr::Outcome;
using lsr::Policy;
using lsr::ShipBy;
using lsr::ShipByRule;
using lsr::Zone;
using lsr::test::at;
using lsr::test::day;
using std::chrono::seconds;
using Json = nlohmann::ordered_json;

namespace {

// ---- the straightforward way: values first, then what a library makes of them
// -----------------------------------------

using Value = std::optional<std::string>;

Value instant_text(const std::optional<Instant>& at, const Zone& zone) {
  if (!at) return std::nullopt;
  const auto local = zone.local(*at);
  const auto midnight = date::floor<date::days>(local);
  const date::year_month_day day{midnight};
  const date::hh_mm_ss<seconds> time{local - midnight};
  const auto offset = std::chrono::duration_cast<std::chrono::minutes>(zone.offset_at(*at)).count();
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}{:02}:{:02}", int{day.year()}, unsigned{day.month()},
                     unsigned{day.day()}, time.hours().count(), time.minutes().count(), time.seconds().count(),
                     offset < 0 ? '-' : '+', std::abs(offset) / 60, std::abs(offset) % 60);
}

template <typename Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

Json object_of(const Order& order, const Zone& zone) {
  const OrderLine& line = *order.line;
  const auto& ship_by = line.ship_by;
  const auto instant = [&](const std::optional<Instant>& at) { return or_null(instant_text(at, zone)); };
  return {{"order_id", order.id},
          {"verdict", name(verdict_of(order.decider.outcome))},
          {"reason", text_or_null(name(order.decider.outcome))},
          {"purchased", instant(line.purchased)},
          {"handling_time", or_null(line.handling_time)},
          {"ship_by", ship_by ? instant(ship_by->at) : Json(nullptr)},
          {"ship_by_source", ship_by ? Json(name(ship_by->source)) : Json(nullptr)},
          {"other_ship_by", ship_by ? instant(ship_by->other) : Json(nullptr)},
          {"confirmed", instant(line.confirmed)},
          {"scan_by", instant(line.scan_by)},
          {"first_scan", instant(line.first_scan)},
          {"tracking_number", text_or_null(line.tracking_number)},
          {"late_hours", or_null(line.late_hours)}};
}

std::string straightforward_jsonl(const Order& order, const Zone& zone) {
  return object_of(order, zone).dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string cell(std::string text) {
  if (!text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos)
    text.insert(0, 1, '\'');
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted;
  for (const char c : text) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
  return '"' + quoted + '"';
}

std::string straightforward_csv(const Order& order, const Zone& zone) {
  std::string row;
  for (const auto& value : object_of(order, zone)) {
    row += cell(value.is_string() ? value.get<std::string>() : value.is_null() ? std::string{} : value.dump()) + ',';
  }
  row.back() = '\n';
  return row;
}

// ---- what is compared
// -------------------------------------------------------------------------------------------------

std::string jsonl_of(const Order& order, const Policy& policy) {
  std::string line;
  append_jsonl(line, order, policy);
  return line;
}

std::string csv_of(const Order& order, const Policy& policy) {
  std::string line;
  append_csv(line, order, policy);
  return line;
}

Policy policy_in(const std::string& zone) {
  lsr::PolicyChoices choices;
  choices.time_zone = zone;
  return lsr::make_policy(choices);
}

/// Of everything there is as much as there can be.
OrderLine longest_line() {
  const Instant far{date::sys_days{date::year{-32000} / 11 / 30}};
  OrderLine line;
  line.purchased = line.confirmed = line.scan_by = line.first_scan = far;
  line.handling_time = std::numeric_limits<int>::min();
  line.ship_by = ShipBy{far, day("2026-03-10"), ShipByRule::computed, far, true};
  line.late_hours = std::numeric_limits<std::int64_t>::min();
  return line;
}

/// Orders that no log has, made of what logs have each now and then.
class RandomOrders {
 public:
  /// Lasts until the next one.
  const Order& next() {
    id_ = text();
    line_ = OrderLine{};
    line_.purchased = perhaps(instant());
    line_.handling_time = perhaps(static_cast<int>(random_() % 400) - 20);
    if (one_in(2)) {
      const auto source = one_in(2) ? ShipByRule::given : ShipByRule::computed;
      line_.ship_by = ShipBy{instant(), day("2026-03-10"), source, perhaps(instant()), one_in(2)};
    }
    line_.confirmed = perhaps(instant());
    line_.scan_by = perhaps(instant());
    line_.first_scan = perhaps(instant());
    line_.tracking_number = text();
    line_.late_hours = perhaps(static_cast<std::int64_t>(random_()) >> (random_() % 64));
    order_.id = id_;
    order_.decider.outcome = static_cast<Outcome>(random_() % lsr::outcome_count);
    order_.line = &line_;
    return order_;
  }

 private:
  bool one_in(std::uint64_t times) { return random_() % times == 0; }

  template <typename Value>
  std::optional<Value> perhaps(Value value) {
    return one_in(3) ? std::nullopt : std::optional{value};
  }

  std::int64_t between(std::int64_t first, std::int64_t last) {
    return std::uniform_int_distribution<std::int64_t>{first, last}(random_);
  }

  /// Mostly of our years, at times of any year with four digits or of any that a date can have.
  Instant instant() {
    if (one_in(10)) return Instant{seconds{between(-1'000'000'000'000, 1'000'000'000'000)}};
    if (one_in(5)) return Instant{seconds{between(-62'170'000'000, 253'410'000'000)}};
    return at("2015-01-01T00:00:00+00:00") + seconds{between(0, 800'000'000)};
  }

  /// Mostly plain.
  std::string text() {
    static const std::vector<std::string> odd{"-",
                                              "=",
                                              "+",
                                              "@",
                                              "\t",
                                              "\r",
                                              "\n",
                                              ",",
                                              "\"",
                                              "\\",
                                              "/",
                                              "'",
                                              "\x01",
                                              "\x1F",
                                              " ",
                                              "\x7F",
                                              "\xC3\xA9",
                                              "\xFF",
                                              "\xE2",
                                              "\xE2\x82\xAC",
                                              "\xF0\x9F\x98\x80",
                                              "\b",
                                              "\f",
                                              "\x80",
                                              "\xC0",
                                              std::string(1, '\0')};
    const bool plain = one_in(2);
    std::string text;
    for (std::uint64_t i = 0, size = random_() % 25; i < size; ++i) {
      text +=
          plain || !one_in(3) ? std::string(1, static_cast<char>('0' + random_() % 10)) : odd[random_() % odd.size()];
    }
    return text;
  }

  std::mt19937_64 random_{20260310};
  std::string id_;
  OrderLine line_;
  Order order_;
};

}  // namespace

TEST_CASE("an order's line is what the straightforward way makes of it, whatever its texts are") {
  struct Case {
    const char* sentence;
    std::string text;
  };
  const std::vector<Case> cases{
      {"as the marketplace writes them", "111-1234567-1234567"},
      {"nothing", ""},
      {"one sign", "1"},
      {"a quote", "A\"1"},
      {"nothing but a quote", "\""},
      {"a backslash", "A\\1"},
      {"a slash, which JSON may escape and does not", "A/1"},
      {"control characters that have a letter of their own", "\b\f\n\r\t"},
      {"those that have none", "\x01\x1F"},
      {"zero", std::string("A\0B", 3)},
      {"the last control character is none to JSON", "A\x7F"},
      {"the signs around the plain ones", "\x1F !#[]~\x7F"},
      {"letters beyond ASCII", "caf\xC3\xA9 \xE6\xB3\xA8\xE6\x96\x87 \xF0\x9F\x98\x80"},
      {"a byte that no UTF-8 has",
       "A\xFF"
       "B"},
      {"a letter cut off at the end", "A\xE2\x82"},
      {"an overlong slash", "\xC0\xAF"},
      {"half of a surrogate pair", "\xED\xA0\x80"},
      {"a comma", "A,1"},
      {"a line break", "A\r\n1"},
      {"a cell that a spreadsheet runs", "=1+1"},
      {"one with a comma", "@SUM(A1,A2)"},
      {"a minus alone", "-"},
      {"a tab in front of a quote", "\t\""},
      {"a carriage return in front", "\r1"},
      {"as long as no number is", std::string(5000, 'x')},
      {"as long, and every byte escaped", std::string(5000, '\x01')},
      {"as long, and every byte doubled", std::string(5000, '"')},
  };
  const Policy policy = lsr::make_policy({});
  for (const auto& each : cases) {
    INFO(each.sentence);
    for (OrderLine line : {OrderLine{}, longest_line()}) {
      line.tracking_number = each.text;
      Order order;
      order.id = each.text;
      order.line = &line;
      order.decider.outcome = Outcome::awaiting_confirmation;
      CHECK(jsonl_of(order, policy) == straightforward_jsonl(order, policy.zone));
      CHECK(csv_of(order, policy) == straightforward_csv(order, policy.zone));
    }
  }
}

TEST_CASE("an order's line is what the straightforward way makes of it, with every outcome") {
  const Policy policy = lsr::make_policy({});
  const OrderLine line = longest_line();
  for (std::size_t i = 0; i < lsr::outcome_count; ++i) {
    Order order;
    order.id = "A";
    order.line = &line;
    order.decider.outcome = static_cast<Outcome>(i);
    CHECK(jsonl_of(order, policy) == straightforward_jsonl(order, policy.zone));
    CHECK(csv_of(order, policy) == straightforward_csv(order, policy.zone));
  }
}

TEST_CASE("the lines of random orders are what the straightforward way makes of them") {
  RandomOrders orders;
  for (const char* zone : {"America/Los_Angeles", "America/St_Johns", "Asia/Kolkata", "Africa/Monrovia", "UTC"}) {
    const Policy policy = policy_in(zone);
    for (int i = 0; i < 1000; ++i) {
      const Order& order = orders.next();
      const std::string expected = straightforward_jsonl(order, policy.zone);
      CAPTURE(zone, i, expected);
      REQUIRE(jsonl_of(order, policy) == expected);
      REQUIRE(csv_of(order, policy) == straightforward_csv(order, policy.zone));
    }
  }
}

TEST_CASE("an order's line is put behind the others") {
  const Policy policy = lsr::make_policy({});
  RandomOrders orders;
  std::string json_lines = "first\n";
  std::string csv_lines = "first\n";
  std::string json_expected = json_lines;
  std::string csv_expected = csv_lines;
  for (int i = 0; i < 100; ++i) {
    const Order& order = orders.next();
    append_jsonl(json_lines, order, policy);
    append_csv(csv_lines, order, policy);
    json_expected += jsonl_of(order, policy);
    csv_expected += csv_of(order, policy);
  }
  CHECK(json_lines == json_expected);
  CHECK(csv_lines == csv_expected);
}
