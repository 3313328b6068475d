#include "json_parts.hpp"

#include <ostream>

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

void write(std::ostream& out, const Json& document, int indent) {
  out << document.dump(indent, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace lsr::json
