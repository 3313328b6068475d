/// SPEC §8's columns of an order: each name once, in order, for every format that has them. Of src/export/ alone.
///
///     tell_order(order, [&](std::string_view name, const auto& value) { … });
///
/// A value is a text, or an optional text, number or instant; an optional one that is absent is null in JSON.
#pragma once

#include <optional>
#include <string_view>

#include "lsr/order_book.hpp"

namespace lsr {

inline std::optional<std::string_view> unless_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional{text};
}

template <typename Tell>
void tell_outcome(Outcome outcome, const Tell& tell) {
  tell("verdict", name(verdict_of(outcome)));
  tell("reason", unless_empty(name(outcome)));
}

template <typename Tell>
void tell_line(const OrderLine& line, const Tell& tell) {
  const auto& ship_by = line.ship_by;
  tell("purchased", line.purchased);
  tell("handling_time", line.handling_time);
  tell("ship_by", ship_by ? std::optional{ship_by->at} : std::nullopt);
  tell("ship_by_source", ship_by ? std::optional{name(ship_by->source)} : std::nullopt);
  tell("other_ship_by", ship_by ? ship_by->other : std::nullopt);
  tell("confirmed", line.confirmed);
  tell("scan_by", line.scan_by);
  tell("first_scan", line.first_scan);
  tell("tracking_number", unless_empty(line.tracking_number));
  tell("late_hours", line.late_hours);
}

template <typename Tell>
void tell_order(const Order& order, const Tell& tell) {
  tell("order_id", order.id);
  tell_outcome(order.decider.outcome, tell);
  tell_line(*order.line, tell);
}

}  // namespace lsr
