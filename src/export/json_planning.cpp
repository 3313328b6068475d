#include <ostream>

#include "json_parts.hpp"
#include "planning.hpp"

namespace lsr {

using namespace json;

namespace {

Json plan_line(const PlanLine& line, const Plan& plan, const Policy& policy) {
  const auto at = [&](Instant instant) { return to_text(instant, policy.zone); };
  return {{"order_id", line.order_id},
          {"action", name(line.action)},
          {"deadline", instant(line.deadline, policy)},
          {"hours_left", or_null(line.hours_left)},
          {"rows", line.rows},
          {"ship_by", to_text(line.ship_by, policy.zone)},
          {"tracking_number", text_or_null(line.tracking_number)},
          {"says", says(line, plan.as_of, policy, at)}};
}

}  // namespace

void write_json(std::ostream& out, const Plan& plan, const Report& report, const Policy& policy) {
  Json document{{"schema", "lsr.plan/1"},
                {"as_of", to_text(plan.as_of, policy.zone)},
                {"status", name(report.status)},
                {"complete", report.complete}};
  document["policy"] = policy_object(policy, policy.zone.day_of(report.as_of));
  document["windows"] = Json::array();
  for (const auto& window : plan.windows) {
    document["windows"].push_back({{"days", window.now.days},
                                   {"rate", rate(late_rate(window.now.counts))},
                                   {"headroom", window.now.headroom},
                                   {"status", name(window.now.status)},
                                   {"rate_if_nothing_is_done", rate(window.if_nothing_is_done)}});
  }
  document["plan"] = Json::array();
  for (const auto& line : plan.lines) document["plan"].push_back(plan_line(line, plan, policy));
  document["since"] = since_object(plan.since, policy);
  document["order_ids"] = order_ids_object(plan.order_ids);
  document["notes"] = report.notes;
  write(out, document, 2);
}

void write_jsonl(std::ostream& out, const Plan& plan, const Policy& policy) {
  for (const auto& line : plan.lines) write(out, plan_line(line, plan, policy), -1);
}

void write_json(std::ostream& out, const Trend& trend, const Report& report, const Policy& policy) {
  Json days = Json::array();
  for (const auto& day : trend.days) {
    Json windows = Json::array();
    for (const auto& window : day.windows) {
      windows.push_back({{"days", window.days},
                         {"decided", window.counts.decided()},
                         {"late", window.counts.late()},
                         {"rate", rate(late_rate(window.counts))},
                         {"status", name(window.status)}});
    }
    days.push_back({{"day", to_text(day.day)},
                    {"decided", day.counts.decided()},
                    {"on_time", day.counts.on_time()},
                    {"late", day.counts.late()},
                    {"open", day.counts.open()},
                    {"windows", std::move(windows)}});
  }
  write(out,
        {{"schema", "lsr.trend/1"},
         {"as_of", to_text(report.as_of, policy.zone)},
         {"complete", report.complete},
         {"days", std::move(days)},
         {"notes", report.notes}},
        2);
}

void write_json(std::ostream& out, const Forecast& forecast, const Report& report, const Policy& policy) {
  Json windows = Json::array();
  for (const auto& window : forecast.windows) {
    Json ahead = Json::array();
    for (const auto& day : window.ahead) {
      ahead.push_back({{"day", to_text(day.day)},
                       {"leaving_late", day.leaving_late},
                       {"leaving_decided", day.leaving_decided},
                       {"late", day.late},
                       {"known", day.known},
                       {"assumed", static_cast<double>(assumed_hundredths(day, forecast.volume)) / 100},
                       {"rate", rate(day.rate)},
                       {"status", name(day.status)}});
    }
    windows.push_back({{"days", window.now.days},
                       {"status", name(window.now.status)},
                       {"rate", rate(late_rate(window.now.counts))},
                       {"back_within", day(window.back_within)},
                       {"over_from", day(window.over_from)},
                       {"affordable_late_per_day", static_cast<double>(window.affordable_hundredths) / 100},
                       {"ahead", std::move(ahead)}});
  }
  write(out,
        {{"schema", "lsr.forecast/1"},
         {"as_of", to_text(report.as_of, policy.zone)},
         {"complete", report.complete},
         {"daily_volume", {{"orders", forecast.volume.orders}, {"days", forecast.volume.days}}},
         {"windows", std::move(windows)},
         {"notes", report.notes}},
        2);
}

void write_json(std::ostream& out, const HandlingReport& handling, const Report& report, const Policy& policy) {
  Json skus = Json::array();
  for (const auto& sku : handling.skus) {
    skus.push_back({{"sku", text_or_null(sku.sku)},
                    {"rows", sku.rows},
                    {"promised", or_null(sku.promised)},
                    {"needed_median", or_null(sku.needed_median)},
                    {"needed_p90", or_null(sku.needed_p90)},
                    {"early_share", rate(sku.early)},
                    {"late_share", rate(sku.late_at_promise)},
                    {"smallest", or_null(sku.smallest)},
                    {"promise", name(sku.fit)},
                    {"few", sku.rows < few_rows}});
  }
  write(out,
        {{"schema", "lsr.handling/1"},
         {"as_of", to_text(report.as_of, policy.zone)},
         {"complete", report.complete},
         {"window",
          {{"days", handling.window.days()},
           {"from", to_text(handling.window.first)},
           {"to", to_text(handling.window.last)}}},
         {"skus", std::move(skus)},
         {"notes", report.notes}},
        2);
}

}  // namespace lsr
