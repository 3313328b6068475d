/// What JSON documents are put together from. Of src/export/ alone.
#pragma once

#include <iosfwd>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "lsr/changes.hpp"
#include "lsr/policy.hpp"
#include "lsr/rate.hpp"

namespace lsr::json {

using Json = nlohmann::ordered_json;

/// ISO 8601 with the policy's offset, or null.
Json instant(const std::optional<Instant>&, const Policy&);
Json day(const std::optional<Day>&);

template <typename Value>
Json or_null(const std::optional<Value>& value) {
  if (!value) return nullptr;
  return *value;
}

Json text_or_null(std::string_view);

/// A value as order_columns.hpp tells it.
inline Json value(std::string_view text, const Policy&) { return text; }
inline Json value(const std::optional<Instant>& at, const Policy& policy) { return instant(at, policy); }
template <typename Value>
Json value(const std::optional<Value>& optional, const Policy&) {
  return or_null(optional);
}

/// Six places, or null where there is nothing to divide by.
Json rate(const Ratio&);

double threshold_value(const Threshold&);

/// A country may have changed its week: the one in force on `day` is told.
Json calendar_object(const Policy&, Day);
Json policy_object(const Policy&, Day as_of_day);

/// What a later run needs to tell what changed, or null; snapshot.hpp reads it.
Json order_ids_object(const std::optional<OrderIds>&);

/// What changed since an earlier run, or null.
Json since_object(const std::optional<Changes>&, const Policy&);

/// On one line where `indent` is negative. Bytes that are no UTF-8 become U+FFFD.
std::string dumped(const Json&, int indent);

/// The same, and the end of the line.
void write(std::ostream&, const Json&, int indent);

}  // namespace lsr::json
