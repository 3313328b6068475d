#include "lsr/breakdown.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <map>
#include <tuple>
#include <utility>

#include "id_table.hpp"
#include "lsr/rate.hpp"

namespace lsr {

namespace {

/// Columns that SPEC §9 does not name, as Amazon and other shops call them.
constexpr std::array<std::pair<std::string_view, std::array<std::string_view, 5>>, 2> known_columns{{
    {"ship-country", {"ship-country", "shipping country", "ship-country-code", "recipient country", "ship to country"}},
    {"ship-service-level",
     {"ship-service-level", "shipment-service-level-category", "ship-service", "shipping method", "service level"}},
}};

std::string_view weekday_name(Day day) {
  static constexpr std::array<std::string_view, 7> names{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                         "Thursday", "Friday", "Saturday"};
  return names.at(date::weekday{day}.c_encoding());
}

/// a.late ÷ a.decided against b's, without rounding.
bool rates_higher(const Ratio& a, const Ratio& b) { return a.part * b.whole > b.part * a.whole; }

bool contributes_more(const Group& a, const Group& b) {
  const Ratio of_a = late_rate(a.counts);
  const Ratio of_b = late_rate(b.counts);
  if (of_a.part != of_b.part) return of_a.part > of_b.part;
  if (rates_higher(of_a, of_b) || rates_higher(of_b, of_a)) return rates_higher(of_a, of_b);
  return a.value < b.value;
}

}  // namespace

Grouping grouping_of(std::string_view by) {
  const std::string asked = comparable(by);
  if (asked == "weekday") return {"weekday", Grouping::Source::weekday, {}};
  if (asked == "handlingtime") return {"handling-time", Grouping::Source::handling_time, {}};
  if (const auto field = field_named(by)) {
    ExtraColumn column{field, {std::string{name(*field)}}};
    for (const auto alias : aliases(*field)) column.names.emplace_back(alias);
    return {std::string{name(*field)}, Grouping::Source::column, std::move(column)};
  }
  for (const auto& [known, names] : known_columns) {
    if (comparable(known) != asked) continue;
    return {std::string{known}, Grouping::Source::column, {std::nullopt, {names.begin(), names.end()}}};
  }
  return {std::string{by}, Grouping::Source::column, {std::nullopt, {std::string{by}}}};
}

struct BreakdownKeeper::Shelves {
  IdTable values;
  std::vector<std::uint32_t> of_rows;  // numbers of values: row by row, grouping by grouping
};

BreakdownKeeper::BreakdownKeeper(std::vector<Grouping> groupings, const Policy& policy)
    : groupings_(std::move(groupings)), policy_(policy), shelves_(std::make_unique<Shelves>()) {}
BreakdownKeeper::~BreakdownKeeper() = default;

std::vector<ExtraColumn> BreakdownKeeper::columns() const {
  std::vector<ExtraColumn> columns;
  for (const auto& grouping : groupings_) {
    if (grouping.source == Grouping::Source::column) columns.push_back(grouping.column);
  }
  return columns;
}

void BreakdownKeeper::row(const OrderRow& row, const Judgement& /*judgement*/, [[maybe_unused]] std::size_t number) {
  // A row's place is its number.
  assert(number * groupings_.size() == shelves_->of_rows.size());
  std::size_t extra = 0;
  std::array<char, 8> digits{};
  const auto value_of = [&](const Grouping& grouping) -> std::string_view {
    switch (grouping.source) {
      case Grouping::Source::column: return row.extra(extra++);
      case Grouping::Source::weekday:
        return row.purchased ? weekday_name(policy_.zone.day_of(row.purchased->first)) : std::string_view{};
      case Grouping::Source::handling_time:
        if (!row.handling_time) return {};
        return {digits.begin(), std::to_chars(digits.begin(), digits.end(), *row.handling_time).ptr};
    }
    return {};
  };
  for (const auto& grouping : groupings_) shelves_->of_rows.push_back(shelves_->values.insert(value_of(grouping)));
}

void BreakdownKeeper::restart() { *shelves_ = Shelves{}; }

std::string_view BreakdownKeeper::value(std::size_t row, std::size_t grouping) const {
  return shelves_->values.id(shelves_->of_rows.at(row * groupings_.size() + grouping));
}

std::vector<Breakdown> make_breakdowns(const BreakdownKeeper& keeper, const JudgedLog& log, const Policy& policy,
                                       Instant as_of) {
  const auto& groupings = keeper.groupings();
  const DayRange window = longest_window(policy, as_of);
  std::vector<std::map<std::string_view, Counts>> found(groupings.size());
  log.book.visit([&](const Order& order) {
    const Decider& decider = order.decider;
    if (!is_judged(decider.outcome) || decider.day < window.first || decider.day > window.last) return;
    for (std::size_t i = 0; i < groupings.size(); ++i) found[i][keeper.value(order.row, i)].add(decider.outcome);
  });
  std::vector<Breakdown> breakdowns;
  for (std::size_t i = 0; i < groupings.size(); ++i) {
    Breakdown& breakdown = breakdowns.emplace_back(Breakdown{groupings[i].by, window, 0, {}});
    for (const auto& [value, counts] : found[i]) {
      breakdown.groups.push_back({value.empty() ? std::nullopt : std::optional{std::string{value}}, counts});
      breakdown.late += counts.late();
    }
    std::sort(breakdown.groups.begin(), breakdown.groups.end(), contributes_more);
  }
  return breakdowns;
}

}  // namespace lsr
