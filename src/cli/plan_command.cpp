#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "command.hpp"
#include "export/planning.hpp"
#include "export/printable.hpp"
#include "judging.hpp"
#include "lsr/error.hpp"
#include "messages.hpp"
#include "note_templates.hpp"
#include "terminal.hpp"

namespace lsr::cli {

namespace {

constexpr const char* formats_of_plan = "text|json|jsonl|csv|markdown";

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
  if (asked.messages.empty()) return;
  if (typed.format != "text") refuse("--format", typed.format, "a note to the buyer (--message) is text");
  if (asked.within) refuse("--within", *asked.within, "a note to the buyer (--message) does not ask for the deadline");
  if (typed.since) refuse("--since", *typed.since, "a note to the buyer (--message) is compared with nothing");
}

/// Why there is no note for an order.
Error without_note(const std::string& order_id, const OrderBook& book) {
  const auto sentence = [&](std::string_view why) {
    return fmt::format("--message: order {} {}", printable(order_id), why);
  };
  std::optional<Outcome> outcome;
  book.visit([&](const Order& order) {
    if (order.id == order_id) outcome = order.decider.outcome;
  });
  if (outcome) {
    const std::string reason{name(*outcome)};
    return {Error::Kind::usage, sentence(fmt::format("is not on the plan ({}{}): there is nothing to tell the buyer",
                                                     name(verdict_of(*outcome)), reason.empty() ? "" : ", " + reason))};
  }
  if (book.has_rejected(order_id)) return {Error::Kind::input, sentence("has no verdict: all its rows were rejected")};
  return {Error::Kind::usage, sentence("is in none of the files; ids are compared exactly")};
}

/// What a terminal would act on is taken out.
PlanLine harmless(PlanLine line) {
  line.order_id = printable(line.order_id);
  line.tracking_number = printable(line.tracking_number);
  return line;
}

/// The notes alone, ready to be pasted; where there are several, each under its order.
void print_notes(std::ostream& out, const std::vector<std::string>& order_ids, const Plan& plan, const JudgedLog& log,
                 const Policy& policy, const NoteTemplates& templates) {
  std::vector<PlanLine> lines;
  for (const auto& order_id : order_ids) {
    const PlanLine* const line = line_for_buyer(plan, order_id);
    if (line == nullptr) throw without_note(order_id, log.book);
    lines.push_back(harmless(*line));
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const PlanLine& line = lines[i];
    if (lines.size() > 1)
      out << fmt::format("{}== {}, {} ==\n\n", i == 0 ? "" : "\n", line.order_id, name(line.action));
    const auto note = note_to_buyer(line, plan.as_of, policy, templates.at(static_cast<std::size_t>(line.action)));
    if (note.empty()) {
      complain(
          fmt::format("note: order {}: no line of the note for {} is left; each names something that is unknown here",
                      line.order_id, name(line.action)));
    }
    out << note;
  }
}

void print(std::ostream& out, const std::string& format, const Plan& plan, const Report& report, const Policy& policy,
           const std::vector<std::string>& next_words, const TextStyle& style) {
  if (format == "json") return write_json(out, plan, report, policy);
  if (format == "jsonl") return write_jsonl(out, plan, policy);
  if (format == "csv") return write_csv(out, plan, policy);
  if (format == "markdown") return write_markdown(out, plan, report, policy);
  write_text(out, plan, report, policy, next_words, style);
}

int plan(const TypedOptions& typed, const PlanTyped& asked, const std::vector<std::string>& next_words) {
  check_format(typed, formats_of_plan);
  check_messages(typed, asked);
  const TextStyle style = text_style(typed);
  const PlanOptions options{auto_cancel(asked.auto_cancel)};
  const auto urgent = asked.within ? std::optional{within_hours(*asked.within)} : std::nullopt;
  NoteTemplates templates;
  std::optional<Snapshot> then;
  std::optional<PlanKeeper> keeper;
  return judge_and_print(
      typed, OrderBook::Keep::outcomes,
      [&](std::ostream& out, const JudgedLog& log, const Report& report, const Policy& policy) {
        Plan plan = make_plan(*keeper, log, report);
        if (!asked.messages.empty()) return print_notes(out, asked.messages, plan, log, policy, templates);
        if (then) plan.since = changes_since(*then, log.book, report.windows, planned_actions(plan));
        if (urgent) plan = within(std::move(plan), *urgent);
        if (!has_something_to_tell(typed, plan.since)) return;
        if (typed.format == "json") plan.order_ids = order_ids_of(log.book, longest_window(policy, plan.as_of).first);
        tell_notes(typed, log.facts);
        print(out, typed.format, plan, report, policy, next_words, style);
      },
      [&](const Policy& policy, Instant as_of) {
        templates = note_templates(asked.templates, typed.loudness);
        then = snapshot_of(typed);
        if (then) tell_incomparable(typed, *then, policy, as_of);
        return &keeper.emplace(policy, as_of, options);
      });
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
                ->allow_extra_args(false)
                ->type_name("ORDER-ID");
            app.add_option("--templates", asked->templates,
                           "notes of your own: DIR/<action>.txt replaces the built-in one")
                ->type_name("DIR");
            add_policy_options(app, *typed);
            add_output_options(app, *typed, formats_of_plan);
            add_since_option(app, *typed);
            return [typed, asked, &app] { return plan(*typed, *asked, words_for_next_command(app, *typed)); };
          }};
}

}  // namespace lsr::cli
