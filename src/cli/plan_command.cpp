#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>
#include <optional>
#include <string>

#include "command.hpp"
#include "export/planning.hpp"
#include "export/printable.hpp"
#include "judging.hpp"
#include "lsr/error.hpp"
#include "note_templates.hpp"
#include "terminal.hpp"

namespace lsr::cli {

namespace {

constexpr const char* formats = "text|json|jsonl|csv|markdown";

struct PlanTyped {
  std::string auto_cancel = "7";
  std::optional<std::string> within;
  std::vector<std::string> messages;  ///< order-ids
  std::optional<std::string> templates;
};

void check_messages(const TypedOptions& typed, const PlanTyped& asked) {
  if (asked.templates && asked.messages.empty()) {
    refuse("--templates", *asked.templates, "is for the notes of --message ORDER-ID");
  }
  if (!asked.messages.empty() && typed.format != "text") {
    refuse("--format", typed.format, "a note to the buyer (--message) is text");
  }
}

/// Why there is no note for an order.
std::string sentence_of_missing(const std::string& order_id, const OrderBook& book) {
  std::optional<Outcome> outcome;
  book.visit([&](const Order& order) {
    if (order.id == order_id) outcome = order.decider.outcome;
  });
  if (!outcome) return fmt::format("order {} is in none of the files; ids are compared exactly", printable(order_id));
  const std::string_view reason = name(*outcome);
  return fmt::format("order {} is not on the plan ({}{}): there is nothing to tell the buyer", printable(order_id),
                     name(verdict_of(*outcome)), reason.empty() ? "" : fmt::format(", {}", reason));
}

/// The notes alone, ready to be pasted; where there are several, each under its order.
void print_notes(std::ostream& out, const std::vector<std::string>& order_ids, const Plan& plan, const JudgedLog& log,
                 const Policy& policy, const NoteTemplates& templates) {
  bool first = true;
  for (const auto& order_id : order_ids) {
    const PlanLine* const found = line_for_buyer(plan, order_id);
    if (found == nullptr) throw Error{Error::Kind::usage, sentence_of_missing(order_id, log.book)};
    PlanLine line = *found;
    line.order_id = printable(line.order_id);
    line.tracking_number = printable(line.tracking_number);
    if (order_ids.size() > 1)
      out << fmt::format("{}== {}, {} ==\n\n", first ? "" : "\n", line.order_id, name(line.action));
    out << note_to_buyer(line, plan.as_of, policy, templates.at(static_cast<std::size_t>(line.action)));
    first = false;
  }
}

void print(std::ostream& out, const std::string& format, const Plan& plan, const Policy& policy,
           const std::vector<std::string>& next_words, const TextStyle& style) {
  if (format == "json") return write_json(out, plan, policy);
  if (format == "jsonl") return write_jsonl(out, plan, policy);
  if (format == "csv") return write_csv(out, plan, policy);
  if (format == "markdown") return write_markdown(out, plan, policy);
  write_text(out, plan, policy, next_words, style);
}

int plan(const TypedOptions& typed, const PlanTyped& asked, const std::vector<std::string>& next_words) {
  check_format(typed, formats);
  check_messages(typed, asked);
  const TextStyle style = text_style(typed);
  PlanOptions options;
  options.auto_cancel = auto_cancel(asked.auto_cancel);
  const auto only_within = asked.within ? std::optional{within(*asked.within)} : std::nullopt;
  const NoteTemplates templates = note_templates(asked.templates, typed.loudness);
  const auto then = snapshot_of(typed);
  std::optional<PlanKeeper> keeper;
  return judge_and_print(
      typed, OrderBook::Keep::outcomes,
      [&](std::ostream& out, const JudgedLog& log, const Report& report, const Policy& policy) {
        Plan plan = make_plan(*keeper, log, report);
        if (then) {
          plan.since = changes_since(*then, log.book, report.windows);
          compare_plans(*plan.since, *then, planned_actions(plan));
        }
        if (!asked.messages.empty()) return print_notes(out, asked.messages, plan, log, policy, templates);
        if (only_within) keep_within(plan, *only_within);
        if (has_something_to_tell(typed, plan.since)) print(out, typed.format, plan, policy, next_words, style);
      },
      [&](const Policy& policy, Instant as_of) { return &keeper.emplace(policy, as_of, options); });
}

}  // namespace

Command plan_command() {
  return {"plan", "what to do next, the most urgent first", [](CLI::App& app) {
            auto typed = std::make_shared<TypedOptions>();
            auto asked = std::make_shared<PlanTyped>();
            add_input_options(app, *typed);
            app.add_option("--within", asked->within, "only what has its deadline by then, as 24h or 2d")
                ->type_name("HOURS");
            app.add_option("--auto-cancel", asked->auto_cancel,
                           "business days after which the marketplace cancels what is unconfirmed, or none (default 7)")
                ->type_name("N");
            app.add_option("--message", asked->messages, "print a note to the buyer of that order instead; repeatable")
                ->delimiter(',')
                ->allow_extra_args(false)
                ->type_name("ORDER-ID");
            app.add_option("--templates", asked->templates,
                           "notes of your own: DIR/<action>.txt replaces the built-in one")
                ->type_name("DIR");
            add_policy_options(app, *typed);
            add_output_options(app, *typed, formats);
            add_since_option(app, *typed);
            return [typed, asked, &app] { return plan(*typed, *asked, words_for_next_command(app, *typed)); };
          }};
}

}  // namespace lsr::cli
