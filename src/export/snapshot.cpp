#include "snapshot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "json_parts.hpp"
#include "lsr/date_text.hpp"
#include "lsr/error.hpp"

namespace lsr {

namespace {

using json::Json;

constexpr std::string_view damaged = "lacks what a later run is compared with, or was changed by hand";
constexpr std::string_view remedy = "make one with lsr report (or plan) --format json -o FILE";

[[noreturn]] void refuse(const std::string& name, std::string_view what) {
  throw Error{Error::Kind::input, fmt::format("{}: {}; {}", name, what, remedy)};
}

/// JSON, but not as a run writes it.
struct NotOurs {};

/// "at line 1, column 17": where, without the library's own name for what.
std::string sentence_of(const Json::parse_error& error) {
  const std::string what = error.what();
  const auto at = what.find("at line");
  return at == std::string::npos ? std::string{"it cannot be parsed"} : what.substr(at, what.find(':', at) - at);
}

Json parsed(const std::string& name, std::string_view text) {
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    refuse(name, fmt::format("is no JSON ({})", sentence_of(error)));
  } catch (const Json::exception&) {
    // A number beyond all measure.
    refuse(name, damaged);
  }
}

Instant instant_of(const std::string& text) {
  const DateText date = read_date(text);
  if (date.fault != DateFault::none || !date.offset) throw NotOurs{};
  return moment(date, date.day, Zone::utc(), Zone::utc()).first;
}

Day day_of(const std::string& text) {
  const DateText date = read_date(text);
  if (date.fault != DateFault::none) throw NotOurs{};
  return date.day;
}

Status status_named(const std::string& text) {
  constexpr std::array all{Status::within, Status::over, Status::no_data};
  const auto found = std::find_if(all.begin(), all.end(), [&](Status each) { return text == name(each); });
  if (found == all.end()) throw NotOurs{};
  return *found;
}

std::vector<PlannedAction> plan_of(const Json& document) {
  std::vector<PlannedAction> plan;
  for (const auto& line : document.at("plan")) {
    plan.push_back({line.at("order_id").get<std::string>(), line.at("action").get<std::string>()});
  }
  return plan;
}

Snapshot snapshot_of(const Json& document, bool is_plan) {
  Snapshot snapshot;
  snapshot.as_of = instant_of(document.at("as_of").get<std::string>());
  snapshot.policy = document.at("policy").dump();
  for (const auto& window : document.at("windows")) {
    snapshot.windows.push_back({window.at("days").get<int>(), status_named(window.at("status").get<std::string>())});
  }
  const Json& ids = document.at("order_ids");
  snapshot.orders = {day_of(ids.at("from").get<std::string>()), ids.at("late").get<std::vector<std::string>>(),
                     ids.at("open").get<std::vector<std::string>>()};
  if (is_plan) snapshot.plan = plan_of(document);
  return snapshot;
}

}  // namespace

std::string policy_of_snapshot(const Policy& policy, Instant as_of) {
  return json::policy_object(policy, policy.zone.day_of(as_of)).dump();
}

Snapshot read_snapshot(const std::string& name, std::string_view text) {
  const Json document = parsed(name, text);
  const bool names_itself = document.is_object() && document.contains("schema") && document["schema"].is_string();
  const auto schema = names_itself ? document["schema"].get<std::string>() : std::string{};
  const bool is_plan = schema == "lsr.plan/1";
  if (!is_plan && schema != "lsr.report/1") {
    refuse(name, schema.empty() ? "is no report or plan of lsr" : fmt::format("is {}, no report or plan", schema));
  }
  try {
    return snapshot_of(document, is_plan);
  } catch (const NotOurs&) {
    refuse(name, damaged);
  } catch (const Json::exception&) {
    refuse(name, damaged);
  }
}

}  // namespace lsr
