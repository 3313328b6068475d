#include <CLI/CLI.hpp>
#include <memory>

#include "command.hpp"
#include "exit_status.hpp"
#include "export/json.hpp"
#include "export/text.hpp"
#include "lsr/explain.hpp"
#include "options.hpp"
#include "output.hpp"
#include "terminal.hpp"

namespace lsr::cli {

namespace {

constexpr const char* formats = "text|json";

// What the marketplace takes where a seller set nothing: one to two business days, of which the later one is promised.
constexpr int usual_handling_time = 2;

int deadline(const TypedOptions& typed, const std::string& purchased) {
  check_format(typed, formats);
  const TextStyle style = text_style(typed);
  const Policy policy = policy_of(typed);
  Deadline deadline = deadline_of(moment_of("--purchased", purchased, policy.zone),
                                  policy.handling_time.value_or(usual_handling_time), policy);
  deadline.assumed = !policy.handling_time.has_value();
  Output output{typed.output};
  if (typed.format == "json") {
    write_json(output.stream(), deadline, policy);
  } else {
    write_text(output.stream(), deadline, policy, style);
  }
  output.commit();
  return exit_within;
}

}  // namespace

Command deadline_command() {
  return {
      "deadline", "ship-by and scan-by for one purchase, no file needed", [](CLI::App& app) {
        auto typed = std::make_shared<TypedOptions>();
        auto purchased = std::make_shared<std::string>();
        app.add_option("--purchased", *purchased, "when the customer placed the order")->required()->type_name("TIME");
        add_policy_options(app, *typed);
        add_output_options(app, *typed, formats);
        return [typed, purchased] { return deadline(*typed, *purchased); };
      }};
}

}  // namespace lsr::cli
