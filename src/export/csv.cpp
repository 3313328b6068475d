#include "csv.hpp"

#include <fmt/format.h>

#include <ostream>
#include <vector>

#include "csv_parts.hpp"
#include "lsr/ship_by.hpp"
#include "printable.hpp"

namespace lsr {

using csv::write_row;

void write_csv_head(std::ostream& out) {
  write_row(out, {"order_id", "verdict", "reason", "purchased", "handling_time", "ship_by", "ship_by_source",
                  "other_ship_by", "confirmed", "scan_by", "first_scan", "tracking_number", "late_hours"});
}

void write_csv(std::ostream& out, const Order& order, const Policy& policy) {
  const OrderLine& line = *order.line;
  const auto instant = [&](const std::optional<Instant>& at) { return at ? to_text(*at, policy.zone) : std::string{}; };
  const auto number = [](const auto& value) { return value ? std::to_string(*value) : std::string{}; };
  const auto& ship_by = line.ship_by;
  const Outcome outcome = order.decider.outcome;
  write_row(out, {std::string{order.id}, std::string{name(verdict_of(outcome))}, std::string{name(outcome)},
                  instant(line.purchased), number(line.handling_time), ship_by ? instant(ship_by->at) : "",
                  ship_by ? std::string{name(ship_by->source)} : "", ship_by ? instant(ship_by->other) : "",
                  instant(line.confirmed), instant(line.scan_by), instant(line.first_scan), line.tracking_number,
                  number(line.late_hours)});
}

void write_rejects_csv_head(std::ostream& out) { write_row(out, {"file", "line", "column", "what", "value"}); }

void write_rejects_csv(std::ostream& out, const Reject& reject, std::string_view file) {
  write_row(out,
            {std::string{file}, std::to_string(reject.line), reject.column, reject.what, cut_printable(reject.value)});
}

}  // namespace lsr
