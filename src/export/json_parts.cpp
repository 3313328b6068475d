#include "json_parts.hpp"

#include <array>
#include <ostream>
#include <utility>

#include "text_parts.hpp"

namespace lsr::json {

Json instant(const std::optional<Instant>& at, const Policy& policy) {
  if (!at) return nullptr;
  return to_text(*at, policy.zone);
}

Json day(const std::optional<Day>& day) {
  if (!day) return nullptr;
  return to_text(*day);
}

Json text_or_null(std::string_view text) {
  if (text.empty()) return nullptr;
  return text;
}

Json rate(const Ratio& ratio) {
  const auto value = millionths(ratio);
  if (!value) return nullptr;
  return static_cast<double>(*value) / 1e6;
}

namespace {

Json operating_days(const OperatingDays& days) {
  Json list = Json::array();
  constexpr std::array<std::pair<date::weekday, std::string_view>, 7> week{{{date::Monday, "mon"},
                                                                            {date::Tuesday, "tue"},
                                                                            {date::Wednesday, "wed"},
                                                                            {date::Thursday, "thu"},
                                                                            {date::Friday, "fri"},
                                                                            {date::Saturday, "sat"},
                                                                            {date::Sunday, "sun"}}};
  for (const auto& [day, text] : week) {
    if (days.contains(day)) list.push_back(text);
  }
  return list;
}

}  // namespace

double threshold_value(const Threshold& limit) {
  return static_cast<double>(limit.numerator) / static_cast<double>(limit.denominator);
}

Json calendar_object(const Policy& policy, Day day) {
  return {{"marketplace", policy.marketplace},
          {"time_zone", policy.zone.name()},
          {"operating_days", operating_days(policy.calendar.operating_weeks().on(day))},
          {"holidays", policy.holidays}};
}

Json policy_object(const Policy& policy, Day as_of_day) {
  Json object = calendar_object(policy, as_of_day);
  object.update({{"cut_off", text::time_of_day(policy.cut_off)},
                 {"scan_window_hours", policy.scan_window.count()},
                 {"threshold", threshold_value(policy.threshold)},
                 {"threshold_inclusive", policy.threshold.inclusive},
                 {"ship_by", name(policy.ship_by)}});
  return object;
}

Json order_ids_object(const std::optional<OrderIds>& ids) {
  if (!ids) return nullptr;
  return {{"from", to_text(ids->from)}, {"late", ids->late}, {"open", ids->open}};
}

namespace {

Json actions_list(const std::vector<PlannedAction>& actions) {
  Json list = Json::array();
  for (const auto& each : actions) list.push_back({{"order_id", each.order_id}, {"action", each.action}});
  return list;
}

}  // namespace

Json since_object(const std::optional<Changes>& changes, const Policy& policy) {
  if (!changes) return nullptr;
  Json windows = Json::array();
  for (const auto& each : changes->windows) {
    windows.push_back({{"days", each.days}, {"was", name(each.was)}, {"is", name(each.is)}});
  }
  Json object{{"as_of", to_text(changes->since, policy.zone)},
              {"changed", changes->any()},
              {"windows", std::move(windows)},
              {"newly_late", changes->newly_late},
              {"newly_saved", changes->newly_saved}};
  if (!changes->of_plans) return object;
  object["added"] = actions_list(changes->added);
  object["gone"] = actions_list(changes->gone);
  return object;
}

std::string dumped(const Json& document, int indent) {
  return document.dump(indent, ' ', false, Json::error_handler_t::replace);
}

void write(std::ostream& out, const Json& document, int indent) { out << dumped(document, indent) << '\n'; }

}  // namespace lsr::json
