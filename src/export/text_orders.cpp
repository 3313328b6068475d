#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "text.hpp"
#include "text_parts.hpp"

namespace lsr {

using namespace text;

namespace {

/// "2026-03-10 23:59", for tables whose head names the zone.
std::string brief(const std::optional<Instant>& at, const Zone& zone) {
  if (!at) return "-";
  std::string text = to_text(*at, zone).substr(0, 16);
  text[10] = ' ';
  return text;
}

}  // namespace

void write_text_head(std::ostream& out, const Policy& policy, const TextStyle& style) {
  out << fmt::format("{:<20} {:<22} {:<16} {:<16}{}\n", "Order", "Verdict", "Ship-by", "Confirmed",
                     style.width >= 110 ? fmt::format(" {:<16} {:>8}", "First scan", "Late (h)") : std::string{});
  out << fmt::format("{:<20} {:<22} times of {}\n", "", "", policy.zone.name());
}

void write_text(std::ostream& out, const Order& order, const Policy& policy, const TextStyle& style) {
  const OrderLine& line = *order.line;
  const Outcome outcome = order.decider.outcome;
  const auto reason = name(outcome).empty() ? name(verdict_of(outcome)) : name(outcome);
  const auto ship_by = line.ship_by ? std::optional{line.ship_by->at} : std::nullopt;
  out << fmt::format("{:<20} {}{:<{}} {:<16} {:<16}", order.id, painted(reason, paint_of(verdict_of(outcome)), style),
                     "", 22 - std::min<std::size_t>(22, reason.size()), brief(ship_by, policy.zone),
                     brief(line.confirmed, policy.zone));
  if (style.width >= 110) {
    out << fmt::format(" {:<16} {:>8}", brief(line.first_scan, policy.zone),
                       line.late_hours ? std::to_string(*line.late_hours) : "");
  }
  out << '\n';
}

}  // namespace lsr
