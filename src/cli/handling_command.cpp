#include <CLI/CLI.hpp>

#include <memory>
#include <optional>

#include "command.hpp"
#include "export/planning.hpp"
#include "judging.hpp"
#include "terminal.hpp"

namespace lsr::cli {

namespace {

constexpr const char* formats_of_handling = "text|json|csv";

int handling(const TypedOptions& typed) {
  check_format(typed, formats_of_handling);
  const TextStyle style = text_style(typed);
  std::optional<HandlingKeeper> keeper;
  return judge_and_print(
      typed, OrderBook::Keep::outcomes,
      [&](std::ostream& out, const JudgedLog& log, const Report& report, const Policy& policy) {
        const HandlingReport handling = make_handling(*keeper, log, policy.threshold);
        if (typed.format == "json") return write_json(out, handling, report, policy);
        tell_notes(typed, log.facts);
        if (typed.format == "csv") return write_csv(out, handling);
        write_text(out, handling, report, policy, style);
      },
      [&](const Policy& policy, Instant as_of) { return &keeper.emplace(policy, as_of); });
}

}  // namespace

Command handling_command() {
  return {"handling", "per SKU: the handling time promised, and the one really needed", [](CLI::App& app) {
            auto typed = std::make_shared<TypedOptions>();
            add_input_options(app, *typed);
            add_policy_options(app, *typed);
            add_output_options(app, *typed, formats_of_handling);
            return [typed] { return handling(*typed); };
          }};
}

}  // namespace lsr::cli
