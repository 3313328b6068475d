#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "command.hpp"
#include "export/json.hpp"
#include "export/text.hpp"
#include "judging.hpp"
#include "terminal.hpp"

namespace lsr::cli {

namespace {

constexpr const char* formats_of_report = "text|json";

/// Each once, in the order in which they were asked for.
std::vector<Grouping> groupings_of(const std::vector<std::string>& by) {
  std::vector<Grouping> groupings;
  for (const auto& text : by) {
    Grouping grouping = lsr::cli::grouping(text);
    const bool again =
        std::any_of(groupings.begin(), groupings.end(), [&](const Grouping& each) { return each.by == grouping.by; });
    if (!again) groupings.push_back(std::move(grouping));
  }
  return groupings;
}

int report(const TypedOptions& typed, const std::vector<std::string>& by, const std::vector<std::string>& next_words) {
  if (typed.format == "csv" || typed.format == "jsonl") {
    refuse("--format", typed.format, "a report is text or json; lsr orders prints csv and jsonl");
  }
  check_format(typed, formats_of_report);
  const TextStyle style = text_style(typed);
  const auto groupings = groupings_of(by);
  std::optional<Snapshot> then;
  std::optional<BreakdownKeeper> groups;
  return judge_and_print(
      typed, OrderBook::Keep::counts,
      [&](std::ostream& out, const JudgedLog& log, Report report, const Policy& policy) {
        if (then) report.since = changes_since(*then, log.book, report.windows);
        if (!has_something_to_tell(typed, report.since)) return;
        if (groups) report.breakdowns = make_breakdowns(*groups, log, policy, report.as_of);
        if (typed.format == "json") {
          report.order_ids = order_ids_of(log.book, longest_window(policy, report.as_of).first);
          write_json(out, report, policy);
        } else {
          write_text(out, report, policy, next_words, style);
        }
      },
      [&](const Policy& policy, Instant as_of) -> RowWatcher* {
        then = snapshot_of(typed);
        if (then) tell_incomparable(typed, *then, policy, as_of);
        return groupings.empty() ? nullptr : &groups.emplace(groupings, policy);
      });
}

}  // namespace

Command report_command() {
  return {"report", "the late shipment rate per window, the reasons, headroom or recovery", [](CLI::App& app) {
            auto typed = std::make_shared<TypedOptions>();
            auto by = std::make_shared<std::vector<std::string>>();
            add_input_options(app, *typed);
            add_policy_options(app, *typed);
            add_output_options(app, *typed, formats_of_report);
            app.add_option("--by", *by,
                           "late orders by carrier, sku, weekday, handling-time, ship-service-level, ship-country or "
                           "any column; repeatable")
                ->allow_extra_args(false)
                ->type_name("WHAT")
                ->group("Output");
            add_since_option(app, *typed);
            return [typed, by, &app] { return report(*typed, *by, words_for_next_command(app, *typed)); };
          }};
}

}  // namespace lsr::cli
