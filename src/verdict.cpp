#include "lsr/verdict.hpp"

namespace lsr {

Verdict verdict_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::confirmed_late:
    case Outcome::unconfirmed:
    case Outcome::unscanned: return Verdict::late;
    case Outcome::awaiting_confirmation:
    case Outcome::awaiting_scan: return Verdict::open;
    case Outcome::on_time: return Verdict::on_time;
    case Outcome::amazon_fulfilled:
    case Outcome::cancelled:
    case Outcome::pending: return Verdict::excluded;
    case Outcome::future: return Verdict::future;
  }
  return Verdict::future;
}

std::string_view name(Verdict verdict) {
  static constexpr std::array<std::string_view, 5> names{"late", "open", "on-time", "excluded", "future"};
  return names.at(static_cast<std::size_t>(verdict));
}

std::string_view name(Outcome outcome) {
  static constexpr std::array<std::string_view, outcome_count> names{
      "confirmed-late", "unconfirmed", "unscanned", "awaiting-confirmation", "awaiting-scan", "", "amazon-fulfilled",
      "cancelled",      "pending",     ""};
  return names.at(static_cast<std::size_t>(outcome));
}

std::optional<Moment> seen_by(const std::optional<Moment>& moment, Instant as_of) {
  return moment && moment->first <= as_of ? moment : std::nullopt;
}

}  // namespace lsr
