#include <fmt/format.h>

#include <ostream>

#include "printable.hpp"
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

/// Without the blanks that the last columns may end in.
void write_line(std::ostream& out, std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  out << line << '\n';
}

bool is_wide(const TextStyle& style) { return style.width >= 110; }

}  // namespace

void write_text_head(std::ostream& out, const Policy& policy, const TextStyle& style) {
  write_line(out, fmt::format("{:<20} {:<22} {:<16} {:<16} {:<16} {:>8}", "Order", "Verdict", "Ship-by", "Confirmed",
                              is_wide(style) ? "First scan" : "", is_wide(style) ? "Late (h)" : ""));
  write_line(out, fmt::format("{:<20} {:<22} times of {}", "", "", policy.zone.name()));
}

void write_text(std::ostream& out, const Order& order, const Policy& policy, const TextStyle& style) {
  constexpr std::size_t verdict_width = 22;
  const OrderLine& line = *order.line;
  const Outcome outcome = order.decider.outcome;
  const auto reason = name(outcome).empty() ? name(verdict_of(outcome)) : name(outcome);
  const auto ship_by = line.ship_by ? std::optional{line.ship_by->at} : std::nullopt;
  std::string text =
      fmt::format("{:<20} {}{}", printable(order.id), painted(reason, paint_of(verdict_of(outcome)), style),
                  std::string(verdict_width - reason.size(), ' '));
  text += fmt::format(" {:<16} {:<16}", brief(ship_by, policy.zone), brief(line.confirmed, policy.zone));
  if (is_wide(style)) {
    text += fmt::format(" {:<16} {:>8}", brief(line.first_scan, policy.zone),
                        line.late_hours ? std::to_string(*line.late_hours) : "");
  }
  write_line(out, std::move(text));
}

void write_text_end(std::ostream& out, std::uint64_t listed, const Report& report, const TextStyle& style) {
  out << fmt::format("{} order{} listed\n", listed, plural(listed));
  write_notes(out, report.notes, style);
}

}  // namespace lsr
