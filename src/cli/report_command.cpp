#include <CLI/CLI.hpp>
#include <memory>

#include "command.hpp"
#include "export/json.hpp"
#include "export/text.hpp"
#include "judging.hpp"
#include "terminal.hpp"

namespace lsr::cli {

namespace {

constexpr const char* formats = "text|json";

int report(const TypedOptions& typed, const std::vector<std::string>& next_words) {
  if (typed.format == "csv" || typed.format == "jsonl") {
    refuse("--format", typed.format, "a report is text or json; lsr orders prints csv and jsonl");
  }
  check_format(typed, formats);
  const TextStyle style = text_style(typed);
  return judge_and_print(typed, OrderBook::Keep::outcomes,
                         [&](std::ostream& out, const JudgedLog& /*log*/, const Report& report, const Policy& policy) {
                           if (typed.format == "json") {
                             write_json(out, report, policy);
                           } else {
                             write_text(out, report, policy, next_words, style);
                           }
                         });
}

}  // namespace

Command report_command() {
  return {"report", "the late shipment rate per window, the reasons, headroom or recovery", [](CLI::App& app) {
            auto typed = std::make_shared<TypedOptions>();
            add_input_options(app, *typed);
            add_policy_options(app, *typed);
            add_output_options(app, *typed, formats);
            return [typed, &app] { return report(*typed, words_for_next_command(app, *typed)); };
          }};
}

}  // namespace lsr::cli
