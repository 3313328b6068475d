#include <CLI/CLI.hpp>

#include <memory>
#include <optional>
#include <string>

#include "command.hpp"
#include "export/planning.hpp"
#include "judging.hpp"
#include "terminal.hpp"

namespace lsr::cli {

namespace {

constexpr const char* formats = "text|json|jsonl|csv|markdown";

struct PlanTyped {
  std::string auto_cancel = "7";
  std::optional<std::string> within;
};

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
  const TextStyle style = text_style(typed);
  PlanOptions options;
  options.auto_cancel = auto_cancel(asked.auto_cancel);
  const auto only_within = asked.within ? std::optional{within(*asked.within)} : std::nullopt;
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
            add_policy_options(app, *typed);
            add_output_options(app, *typed, formats);
            add_since_option(app, *typed);
            return [typed, asked, &app] { return plan(*typed, *asked, words_for_next_command(app, *typed)); };
          }};
}

}  // namespace lsr::cli
