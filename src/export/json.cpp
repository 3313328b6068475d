#include "json.hpp"

#include <fmt/format.h>

#include <ostream>

#include "json_parts.hpp"
#include "lsr/rate.hpp"
#include "order_columns.hpp"
#include "printable.hpp"
#include "text_parts.hpp"

namespace lsr {

namespace {

using namespace json;

Json input_object(const InputSummary& input, const Policy& policy) {
  Json files = Json::array();
  for (const auto& file : input.files) {
    files.push_back({{"name", file.name}, {"role", name(file.role)}, {"rows", file.rows}, {"rejected", file.rejected}});
  }
  return {{"files", std::move(files)},
          {"rows", input.rows},
          {"rejected", input.rejected},
          {"orders", input.orders},
          {"incomplete_orders", input.incomplete_orders},
          {"superseded", input.superseded},
          {"future", input.future},
          {"latest", instant(input.latest, policy)},
          {"excluded",
           {{"amazon_fulfilled", input.amazon_fulfilled}, {"cancelled", input.cancelled}, {"pending", input.pending}}},
          {"ship_by",
           {{"given", input.given},
            {"computed", input.computed},
            {"compared", input.compared},
            {"disagree", input.disagree}}},
          {"scan_check", name(input.scan_check)},
          {"unmatched",
           {{"shipments", input.unmatched_shipments},
            {"scans", input.unmatched_scans},
            {"tracking_numbers", input.unmatched_tracking_numbers}}},
          {"warnings", input.warnings}};
}

Json reasons(const Counts& counts) {
  return {{"confirmed_late", counts.of(Outcome::confirmed_late)},
          {"unconfirmed", counts.of(Outcome::unconfirmed)},
          {"unscanned", counts.of(Outcome::unscanned)},
          {"awaiting_confirmation", counts.of(Outcome::awaiting_confirmation)},
          {"awaiting_scan", counts.of(Outcome::awaiting_scan)}};
}

void add_counts(Json& object, const Counts& counts) {
  object["orders"] = counts.orders();
  object["decided"] = counts.decided();
  object["on_time"] = counts.on_time();
  object["late"] = counts.late();
  object["open"] = counts.open();
}

Json totals_object(const Report& report) {
  Json object;
  add_counts(object, report.totals);
  object["ahead"] = {{"on_time", report.ahead.on_time()}, {"late", report.ahead.late()}, {"open", report.ahead.open()}};
  object["reasons"] = reasons(report.totals);
  object["rate"] = rate(late_rate(report.totals));
  object["rate_without_scans"] = rate(rate_without_scans(report.totals));
  return object;
}

Json window_object(const Window& window, const Policy& policy) {
  Json object{{"days", window.days}, {"from", to_text(window.from)}, {"to", to_text(window.to)}};
  add_counts(object, window.counts);
  object["reasons"] = reasons(window.counts);
  object["rate"] = rate(late_rate(window.counts));
  object["rate_without_scans"] = rate(rate_without_scans(window.counts));
  object["worst_case_rate"] = rate(worst_case_rate(window.counts));
  object["threshold"] = threshold_value(policy.threshold);
  object["status"] = name(window.status);
  object["headroom"] = window.headroom;
  object["recovery"] = or_null(window.recovery);
  return object;
}

Json breakdowns_list(const std::vector<Breakdown>& breakdowns) {
  Json list = Json::array();
  for (const auto& breakdown : breakdowns) {
    Json groups = Json::array();
    for (const auto& group : breakdown.groups) {
      Json object{{"group", or_null(group.value)}};
      add_counts(object, group.counts);
      object["rate"] = rate(late_rate(group.counts));
      object["share_of_late"] = rate({group.counts.late(), breakdown.late});
      groups.push_back(std::move(object));
    }
    list.push_back({{"by", breakdown.by},
                    {"days", breakdown.window.days()},
                    {"from", to_text(breakdown.window.first)},
                    {"to", to_text(breakdown.window.last)},
                    {"groups", std::move(groups)}});
  }
  return list;
}

/// Adds what it is told to the object.
auto adds_to(Json& object, const Policy& policy) {
  return [&](const char* name, const auto& told) { object[name] = value(told, policy); };
}

Json days_list(const std::vector<CountedDay>& days) {
  static constexpr std::array<std::string_view, 4> kinds{"purchase", "business", "weekend", "holiday"};
  Json list = Json::array();
  for (const auto& each : days) {
    list.push_back({{"day", to_text(each.day)},
                    {"kind", kinds.at(static_cast<std::size_t>(each.kind))},
                    {"name", text_or_null(each.name)},
                    {"count", or_null(each.count)}});
  }
  return list;
}

std::string_view why_name(DateOrders::Why why) {
  static constexpr std::array<std::string_view, 6> names{"option", "column", "file", "log", "habit", "contradiction"};
  return names.at(static_cast<std::size_t>(why));
}

Json date_orders_list(const std::vector<DateOrders::Told>& orders) {
  Json list = Json::array();
  for (const auto& told : orders) {
    const bool settled = told.decision.why != DateOrders::Why::contradiction;
    Json object{{"field", name(told.field)},
                {"order", settled ? Json(description(told.decision.order)) : Json(nullptr)},
                {"why", why_name(told.decision.why)},
                {"decided_by", nullptr}};
    if (told.witness) {
      object["decided_by"] = {{"file", told.witness_file},
                              {"line", told.witness->line},
                              {"column", told.witness->column},
                              {"value", told.witness->date}};
    }
    list.push_back(std::move(object));
  }
  return list;
}

Json understood_file(const FileFacts& file, const std::vector<Reject>& failed) {
  Json columns = Json::array();
  for (std::size_t i = 0; i < file.columns.names.size(); ++i) {
    const auto field = file.columns.field_at(i);
    columns.push_back({{"name", file.columns.names[i]}, {"field", field ? Json(name(*field)) : Json(nullptr)}});
  }
  Json failures = Json::array();
  for (const auto& reject : failed) {
    failures.push_back({{"line", reject.line},
                        {"column", text_or_null(reject.column)},
                        {"what", reject.what},
                        {"value", text_or_null(cut_printable(reject.value))}});
  }
  return {{"name", file.name},
          {"role", name(file.role)},
          {"rows", file.rows},
          {"rejected", file.rejected},
          {"compression", name(file.compression)},
          {"encoding", name(file.encoding)},
          {"byte_order_mark", file.marked},
          {"delimiter", delimiter_name(file.dialect.delimiter)},
          {"quoting", file.dialect.quoting},
          {"columns", std::move(columns)},
          {"date_orders", date_orders_list(file.date_orders)},
          {"failed", std::move(failures)}};
}

}  // namespace

void write_json(std::ostream& out, const Report& report, const Policy& policy) {
  Json document{{"schema", "lsr.report/1"},
                {"as_of", to_text(report.as_of, policy.zone)},
                {"status", name(report.status)},
                {"complete", report.complete},
                {"policy", policy_object(policy, policy.zone.day_of(report.as_of))},
                {"input", input_object(report.input, policy)},
                {"totals", totals_object(report)}};
  document["windows"] = Json::array();
  for (const auto& window : report.windows) document["windows"].push_back(window_object(window, policy));
  document["breakdowns"] = breakdowns_list(report.breakdowns);
  document["since"] = since_object(report.since, policy);
  document["order_ids"] = order_ids_object(report.order_ids);
  document["notes"] = report.notes;
  write(out, document, 2);
}

void write_json(std::ostream& out, const OrderStory& story, const Policy& policy) {
  const RowStory& deciding = story.rows.at(story.deciding.value());
  Json document{
      {"schema", "lsr.explain/1"}, {"as_of", to_text(story.as_of, policy.zone)}, {"order_id", story.order_id}};
  tell_outcome(deciding.judgement.outcome, adds_to(document, policy));
  tell_line(deciding.shown, adds_to(document, policy));
  document["days"] = days_list(deciding.days);
  document["rows"] = Json::array();
  for (const auto& row : story.rows) {
    Json object{{"file", row.file}, {"line", row.line}, {"order_item_id", text_or_null(row.item_id)}};
    object["shipment"] = nullptr;
    if (row.shipment_line != 0) object["shipment"] = {{"file", row.shipment_file}, {"line", row.shipment_line}};
    object["stands"] = row.stands;
    object["decides"] = &row == &deciding;
    tell_outcome(row.judgement.outcome, adds_to(object, policy));
    tell_line(row.shown, adds_to(object, policy));
    document["rows"].push_back(std::move(object));
  }
  document["rejected_rows"] = story.rejected.size();
  document["notes"] = story.notes;
  write(out, document, 2);
}

void write_json(std::ostream& out, const Deadline& deadline, const Policy& policy) {
  write(out,
        {{"schema", "lsr.deadline/1"},
         {"purchased", to_text(deadline.purchased.last, policy.zone)},
         {"handling_time", deadline.handling_time},
         {"handling_time_assumed", deadline.assumed},
         {"policy", calendar_object(policy, policy.zone.day_of(deadline.purchased.last))},
         {"ship_by", to_text(deadline.ship_by, policy.zone)},
         {"ship_by_source", "computed"},
         {"scan_by", instant(deadline.scan_by, policy)},
         {"days", days_list(deadline.days)},
         {"notes", deadline.notes}},
        2);
}

void write_json(std::ostream& out, const CalendarPage& page, const Policy& policy) {
  write(out,
        {{"schema", "lsr.calendar/1"},
         {"from", to_text(page.range.first)},
         {"to", to_text(page.range.last)},
         {"policy", calendar_object(policy, page.range.last)},
         {"business_days", page.business_days},
         {"weekend_days", page.weekend_days},
         {"holidays", page.holidays},
         {"days", days_list(page.days)},
         {"notes", page.notes}},
        2);
}

void write_json(std::ostream& out, const Understanding& seen) {
  Json document{{"schema", "lsr.columns/1"}};
  document["files"] = Json::array();
  for (std::size_t i = 0; i < seen.facts.files.size(); ++i) {
    document["files"].push_back(understood_file(seen.facts.files[i], seen.failed[i]));
  }
  document["notes"] = reading_notes(seen.facts);
  write(out, document, 2);
}

}  // namespace lsr
