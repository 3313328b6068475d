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

void write(std::ostream& out, const Json& document, int indent) {
  out << document.dump(indent, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace lsr::json
