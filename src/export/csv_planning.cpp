#include <fmt/format.h>

#include <ostream>

#include "csv_parts.hpp"
#include "planning.hpp"

namespace lsr {

using csv::write_row;

namespace {

template <typename Number>
std::string number(const std::optional<Number>& value) {
  return value ? std::to_string(*value) : std::string{};
}

/// Six places, as in JSON; empty for nothing.
std::string rate(const Ratio& ratio) {
  const auto value = millionths(ratio);
  return value ? fmt::format("{}.{:06}", *value / 1'000'000, *value % 1'000'000) : std::string{};
}

}  // namespace

void write_csv(std::ostream& out, const Plan& plan, const Policy& policy) {
  const auto at = [&](Instant instant) { return to_text(instant, policy.zone); };
  write_row(out, {"order_id", "action", "deadline", "hours_left", "rows", "ship_by", "tracking_number", "says"});
  for (const auto& line : plan.lines) {
    write_row(out, {line.order_id, std::string{name(line.action)}, line.deadline ? at(*line.deadline) : "",
                    number(line.hours_left), std::to_string(line.rows), at(line.ship_by), line.tracking_number,
                    says(line, plan.as_of, policy, at)});
  }
}

void write_csv(std::ostream& out, const Trend& trend, const Policy& policy) {
  std::vector<std::string> head{"day", "decided", "on_time", "late", "open"};
  for (const int days : policy.windows) {
    for (const char* what : {"decided", "late", "rate", "status"}) head.push_back(fmt::format("{}_{}d", what, days));
  }
  write_row(out, head);
  for (const auto& day : trend.days) {
    std::vector<std::string> cells{to_text(day.day), std::to_string(day.counts.decided()),
                                   std::to_string(day.counts.on_time()), std::to_string(day.counts.late()),
                                   std::to_string(day.counts.open())};
    for (const auto& window : day.windows) {
      cells.push_back(std::to_string(window.counts.decided()));
      cells.push_back(std::to_string(window.counts.late()));
      cells.push_back(rate(late_rate(window.counts)));
      cells.emplace_back(name(window.status));
    }
    write_row(out, cells);
  }
}

void write_csv(std::ostream& out, const Forecast& forecast) {
  write_row(out,
            {"window_days", "day", "leaving_late", "leaving_decided", "late", "known", "assumed", "rate", "status"});
  for (const auto& window : forecast.windows) {
    for (const auto& day : window.ahead) {
      const std::uint64_t hundredths = assumed_hundredths(day, forecast.volume);
      write_row(out, {std::to_string(window.now.days), to_text(day.day), std::to_string(day.leaving_late),
                      std::to_string(day.leaving_decided), std::to_string(day.late), std::to_string(day.known),
                      fmt::format("{}.{:02}", hundredths / 100, hundredths % 100), rate(day.rate),
                      std::string{name(day.status)}});
    }
  }
}

void write_csv(std::ostream& out, const HandlingReport& report) {
  write_row(out, {"sku", "rows", "promised", "needed_median", "needed_p90", "early_share", "late_share", "smallest",
                  "promise", "few"});
  for (const auto& sku : report.skus) {
    write_row(out, {sku.sku, std::to_string(sku.rows), number(sku.promised), number(sku.needed_median),
                    number(sku.needed_p90), rate(sku.early), rate(sku.late_at_promise), number(sku.smallest),
                    std::string{name(sku.fit)}, sku.rows < few_rows ? "yes" : "no"});
  }
}

}  // namespace lsr
