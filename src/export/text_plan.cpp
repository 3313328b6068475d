#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "planning.hpp"
#include "printable.hpp"
#include "text_parts.hpp"

namespace lsr {

using namespace text;

namespace {

/// "in 5 h", "in 2 d 3 h", "12 h ago"; whole hours, towards what is worse.
std::string time_left(const std::optional<std::int64_t>& hours_left) {
  if (!hours_left) return "no deadline";
  const std::int64_t hours = *hours_left < 0 ? -*hours_left : *hours_left;
  constexpr std::int64_t a_day = 24;
  std::string span =
      hours < 2 * a_day ? fmt::format("{} h", hours) : fmt::format("{} d {} h", hours / a_day, hours % a_day);
  return *hours_left < 0 ? span + " ago" : "in " + span;
}

Paint paint_of(const PlanLine& line) {
  constexpr std::int64_t soon = 24;
  if (!line.hours_left) return Paint::plain;
  return *line.hours_left < 0 ? Paint::red : *line.hours_left < soon ? Paint::yellow : Paint::plain;
}

void write_windows(std::ostream& out, const Plan& plan, const Policy& policy, const TextStyle& style) {
  out << fmt::format("{:<10} {:>9} {:>10} {:<9} {:>21}\n", "Window", "Rate now", "Headroom", "  Status",
                     "If nothing is done");
  for (const auto& window : plan.windows) {
    const auto status = status_word(window.now.status);
    out << fmt::format("{:<10} {:>9} {:>10}   {}{} {:>19}\n", counted_days(window.now.days),
                       percentage(late_rate(window.now.counts), policy.threshold), window.now.headroom,
                       painted(status, text::paint_of(window.now.status), style),
                       std::string(7 - std::min<std::size_t>(7, status.size()), ' '),
                       percentage(window.if_nothing_is_done, policy.threshold));
  }
}

std::string summary(const Plan& plan) {
  const std::string within = plan.only_within ? fmt::format(" within {} h", plan.only_within->count()) : std::string{};
  if (plan.lines.empty()) return fmt::format("Nothing to do{}.", within);
  const auto overdue = static_cast<std::size_t>(std::count_if(
      plan.lines.begin(), plan.lines.end(), [](const auto& line) { return line.hours_left && *line.hours_left < 0; }));
  const std::string of_these = overdue == 0 ? "" : fmt::format(", {} overdue", overdue);
  return fmt::format("{} to do{}{}:", counted(plan.lines.size(), "thing"), within, of_these);
}

/// Whether the earlier plan, if there was one, did not have it.
bool is_new(const PlanLine& line, const Plan& plan) {
  if (!plan.since) return false;
  const PlannedAction planned{line.order_id, std::string{name(line.action)}};
  return std::binary_search(plan.since->added.begin(), plan.since->added.end(), planned);
}

/// Where a buyer should hear of it, the note to him.
std::string next_step(const Plan& plan, const std::vector<std::string>& words) {
  const auto line = std::find_if(plan.lines.begin(), plan.lines.end(), [](const PlanLine& each) {
    return each.action == Action::contact_buyer || each.action == Action::ship_now || each.action == Action::reassure;
  });
  if (line == plan.lines.end()) return "";
  return next_command("lsr plan --message " + shell_word(printable(line->order_id)), words);
}

/// A headroom of none is said plainly: the next late order decides.
void write_warnings(std::ostream& out, const Plan& plan, const TextStyle& style) {
  for (const auto& window : plan.windows) {
    if (window.now.status != Status::within || window.now.headroom > 0) continue;
    out << wrapped(fmt::format("{}: one more late order puts the rate over the limit.", counted_days(window.now.days)),
                   style.width)
        << '\n';
  }
}

}  // namespace

void write_text(std::ostream& out, const Plan& plan, const Report& report, const Policy& policy,
                const std::vector<std::string>& words, const TextStyle& style) {
  const auto at = [&](Instant instant) { return spelled(instant, policy.zone); };
  out << fmt::format("Plan as of {} ({}).\n", at(plan.as_of), policy.zone.name());
  write_incomplete(out, report, style);
  out << '\n';
  write_windows(out, plan, policy, style);
  out << '\n';
  write_warnings(out, plan, style);
  if (plan.since) {
    for (const auto& sentence : sentences_of(*plan.since, policy)) out << wrapped(sentence, style.width, 2) << '\n';
    out << '\n';
  }
  out << summary(plan) << '\n';
  constexpr std::size_t indent = 16;
  for (const auto& line : plan.lines) {
    const std::string left = time_left(line.hours_left);
    std::string rows = line.rows > 1 ? fmt::format("  ({} rows)", line.rows) : std::string{};
    if (is_new(line, plan)) rows += "  (new)";
    out << fmt::format("{}{} {:<18} {}{}\n", painted(left, paint_of(line), style),
                       std::string(indent - 1 - std::min(indent - 1, left.size()), ' '), name(line.action),
                       printable(line.order_id), rows);
    std::string what = says(line, plan.as_of, policy, at);
    if (line.action == Action::get_scan && !line.tracking_number.empty())
      what += fmt::format(" ({})", printable(line.tracking_number));
    out << wrapped(std::string(indent, ' ') + what, style.width, indent) << '\n';
  }
  write_end(out, report, style);
  const std::string next = next_step(plan, words);
  if (!next.empty()) out << '\n' << next << '\n';
}

void write_markdown(std::ostream& out, const Plan& plan, const Report& report, const Policy& policy) {
  const auto at = [&](Instant instant) { return spelled(instant, policy.zone); };
  const auto cell = [](const std::string& text) {
    std::string safe;
    for (const char c : printable(text)) {
      if (c == '|' || c == '\\') safe += '\\';
      safe += c;
    }
    return safe;
  };
  out << fmt::format("Plan as of {} ({}).\n\n", at(plan.as_of), policy.zone.name());
  if (!report.complete) out << incomplete_sentence(report) << "\n\n";
  out << "| window | rate now | headroom | status | if nothing is done |\n| --- | --- | --- | --- | --- |\n";
  for (const auto& window : plan.windows) {
    out << fmt::format("| {} | {} | {} | {} | {} |\n", counted_days(window.now.days),
                       percentage(late_rate(window.now.counts), policy.threshold), window.now.headroom,
                       status_word(window.now.status), percentage(window.if_nothing_is_done, policy.threshold));
  }
  if (plan.since) {
    out << '\n';
    for (const auto& sentence : sentences_of(*plan.since, policy)) out << "* " << cell(sentence) << '\n';
  }
  out << "\n| time left | action | order | what to do |\n| --- | --- | --- | --- |\n";
  for (const auto& line : plan.lines) {
    out << fmt::format("| {} | {} | {} | {} |\n", time_left(line.hours_left), name(line.action), cell(line.order_id),
                       cell(says(line, plan.as_of, policy, at)));
  }
  if (!report.notes.empty()) out << '\n';
  for (const auto& note : report.notes) out << "* Note: " << cell(note) << '\n';
}

}  // namespace lsr
