#include "lsr/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "lsr/scan_check.hpp"

namespace lsr {

namespace {

std::optional<Want> want_of_open(const OrderRow& row, const Judgement& judgement, const Policy& policy) {
  const Instant ship_by = judgement.ship_by->at;
  if (!row.ready || *row.ready <= ship_by) return Want{Action::ship, ship_by};
  if (*row.ready <= ship_by + policy.scan_window) return Want{Action::confirm_then_scan, ship_by};
  return Want{Action::contact_buyer, ship_by};
}

/// The end of the last business day on which the marketplace lets an unconfirmed order stand.
std::optional<Instant> auto_cancel_of(Day ship_by_day, const Policy& policy, const PlanOptions& options) {
  if (!options.auto_cancel) return std::nullopt;
  return policy.zone.last_second(policy.calendar.nth_business_day_after(ship_by_day, *options.auto_cancel));
}

/// Lines by deadline; those without one last.
bool more_urgent(const PlanLine& a, const PlanLine& b) {
  const auto rank = [](const PlanLine& line) {
    return std::make_tuple(!line.deadline, line.deadline.value_or(Instant{}), std::string_view{line.order_id},
                           line.action);
  };
  return rank(a) < rank(b);
}

/// One line for each order and action: the earliest deadline among the rows that want it, the first row of equals.
std::vector<PlanLine> lines_of(const std::vector<PlanKeeper::Entry>& entries, const std::vector<bool>& standing) {
  struct Gathered {
    PlanLine line;
    std::set<std::pair<std::size_t, std::uint64_t>> rows;  // file and line: packages of a row are one
  };
  std::map<std::pair<std::string_view, Action>, Gathered> gathered;
  for (const auto& entry : entries) {
    if (!standing[entry.number]) continue;
    auto& place = gathered[{entry.told.order_id, entry.told.action}];
    const auto sooner = [](const std::optional<Instant>& a, const std::optional<Instant>& b) {
      return a && (!b || *a < *b);
    };
    if (place.rows.empty() || sooner(entry.told.deadline, place.line.deadline)) place.line = entry.told;
    place.rows.emplace(entry.file, entry.line);
  }
  std::vector<PlanLine> lines;
  lines.reserve(gathered.size());
  for (auto& [key, each] : gathered) {
    each.line.rows = each.rows.size();
    lines.push_back(std::move(each.line));
  }
  std::sort(lines.begin(), lines.end(), more_urgent);
  return lines;
}

/// SPEC §10: of the window that ends on the last ship-by day of the open orders, all open ones counted as late.
Ratio if_nothing_is_done(const Tally& tally, const Window& now) {
  Day end = now.to;
  const auto& days = tally.days();
  const auto last_open =
      std::find_if(days.rbegin(), days.rend(), [](const auto& each) { return each.second.open() > 0; });
  if (last_open != days.rend()) end = last_open->first;
  return worst_case_rate(tally.between(end - date::days{now.days - 1}, end));
}

}  // namespace

std::string_view name(Action action) {
  static constexpr std::array<std::string_view, action_count> names{"ship",     "confirm-then-scan", "contact-buyer",
                                                                    "ship-now", "get-scan",          "reassure"};
  return names.at(static_cast<std::size_t>(action));
}

std::optional<Want> want_of(const OrderRow& row, const Judgement& judgement, Instant as_of, const Policy& policy,
                            const PlanOptions& options, Day oldest) {
  const Outcome outcome = judgement.outcome;
  if (outcome == Outcome::awaiting_confirmation) return want_of_open(row, judgement, policy);
  const bool late = verdict_of(outcome) == Verdict::late;
  if (late && judgement.ship_by->day < oldest) return std::nullopt;
  if (outcome == Outcome::unconfirmed) {
    const auto deadline = auto_cancel_of(judgement.ship_by->day, policy, options);
    return Want{row.ready && *row.ready > as_of ? Action::contact_buyer : Action::ship_now, deadline};
  }
  const bool to_be_scanned =
      outcome == Outcome::awaiting_scan || (outcome == Outcome::unscanned && !seen_by(row.first_scan, as_of));
  if (to_be_scanned) return Want{Action::get_scan, scan_by(*row.confirmed, policy.scan_window)};
  const bool delivered = row.delivered && *row.delivered <= as_of;
  if (late && !delivered) return Want{Action::reassure, row.latest_delivery};
  return std::nullopt;
}

PlanKeeper::PlanKeeper(const Policy& policy, Instant as_of, const PlanOptions& options)
    : policy_(policy), as_of_(as_of), options_(options), oldest_(longest_window(policy, as_of).first) {}

void PlanKeeper::row(const OrderRow& row, const Judgement& judgement, std::size_t number) {
  if (!is_judged(judgement.outcome)) return;
  const auto want = want_of(row, judgement, as_of_, policy_, options_, oldest_);
  if (!want) return;
  PlanLine told;
  told.order_id = row.order_id;
  told.action = want->action;
  told.deadline = want->deadline;
  if (want->deadline) told.hours_left = std::chrono::floor<std::chrono::hours>(*want->deadline - as_of_).count();
  told.ship_by = judgement.ship_by->at;
  told.missed_ship_by = judgement.outcome == Outcome::confirmed_late || judgement.outcome == Outcome::unconfirmed;
  told.tracking_number = row.tracking_number;
  told.ready = row.ready;
  told.latest_delivery = row.latest_delivery;
  entries_.push_back({number, row.file, row.line, std::move(told)});
}

Plan make_plan(const PlanKeeper& keeper, const JudgedLog& log, const Report& report) {
  Plan plan;
  plan.as_of = report.as_of;
  for (const auto& window : report.windows) {
    plan.windows.push_back({window, if_nothing_is_done(report.tally, window)});
  }
  plan.lines = lines_of(keeper.entries(), log.book.standing_rows());
  return plan;
}

std::optional<Instant> auto_cancel_of(const PlanLine& line) {
  const bool unconfirmed = line.action == Action::contact_buyer || line.action == Action::ship_now;
  // One that is still in time has the ship-by date for its deadline.
  return unconfirmed && line.deadline != line.ship_by ? line.deadline : std::nullopt;
}

std::vector<PlannedAction> planned_actions(const Plan& plan) {
  std::vector<PlannedAction> actions;
  for (const auto& line : plan.lines) actions.push_back({line.order_id, std::string{name(line.action)}});
  return actions;
}

Plan within(Plan plan, std::chrono::hours hours) {
  plan.only_within = hours;
  std::erase_if(plan.lines,
                [&](const PlanLine& line) { return !line.deadline || *line.deadline > plan.as_of + hours; });
  if (!plan.since) return plan;
  auto left = planned_actions(plan);
  std::sort(left.begin(), left.end());
  std::erase_if(plan.since->added,
                [&](const PlannedAction& each) { return !std::binary_search(left.begin(), left.end(), each); });
  return plan;
}

namespace {

/// What the marketplace does with an order that is late and not confirmed.
std::string cancels(const PlanLine& line, Instant as_of, const Spelling& at) {
  const auto day = auto_cancel_of(line);
  if (!day) return "";
  return fmt::format("; the marketplace {} it on {}", *day >= as_of ? "cancels" : "was to cancel", at(*day));
}

}  // namespace

std::string says(const PlanLine& line, Instant as_of, const Policy& policy, const Spelling& at) {
  const bool ahead = line.deadline && *line.deadline >= as_of;
  switch (line.action) {
    case Action::ship: return fmt::format("confirm by {}", at(line.ship_by));
    case Action::confirm_then_scan:
      return fmt::format(
          "the goods come after the ship-by date: get a tracking number from the carrier, confirm by {}, and have the "
          "first scan by confirm + {} h",
          at(line.ship_by), policy.scan_window.count());
    case Action::contact_buyer:
      return fmt::format("the goods come too late ({}): ask the buyer whether to wait, or to cancel before it ships{}",
                         at(line.ready.value()), cancels(line, as_of, at));
    case Action::ship_now:
      if (!line.deadline) return "confirm at once; it counts as late";
      return fmt::format("confirm at once; it counts as late, {} the marketplace on {}",
                         ahead ? "but is cancelled by" : "and was to be cancelled by", at(*line.deadline));
    case Action::get_scan:
      return ahead ? fmt::format("have the carrier scan it by {}", at(*line.deadline))
                   : fmt::format("have the carrier scan it at once; the scan was due by {}", at(*line.deadline));
    case Action::reassure:
      if (!ahead) return "tell the buyer how it stands; keep following the parcel";
      return fmt::format("tell the buyer that it should still arrive by {}; keep following the parcel",
                         at(*line.deadline));
  }
  return "";
}

}  // namespace lsr
