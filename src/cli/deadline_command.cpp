#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>
#include <optional>
#include <utility>

#include "command.hpp"
#include "exit_status.hpp"
#include "export/json.hpp"
#include "export/text.hpp"
#include "lsr/error.hpp"
#include "lsr/explain.hpp"
#include "options.hpp"
#include "output.hpp"
#include "terminal.hpp"

namespace lsr::cli {

namespace {

constexpr const char* formats_of_deadline = "text|json";

// What the marketplace takes where a seller set nothing: one to two business days, of which the later one is promised.
constexpr int usual_handling_time = 2;

struct Question {
  std::string purchased;
  std::string sku;
};

/// As of a row (SPEC §3): the SKU's own, else --handling-time.
std::optional<int> promised(const TypedOptions& typed, const Question& question, const Policy& policy) {
  if (question.sku.empty()) return policy.handling_time;
  const auto found = policy.handling_times.find(question.sku);
  if (found != policy.handling_times.end()) return found->second;
  if (!policy.handling_time) {
    refuse("--sku", question.sku,
           fmt::format("is not in {}; name one that is, or give --handling-time N", typed.handling_times));
  }
  return policy.handling_time;
}

int deadline(const TypedOptions& typed, const Question& question) {
  check_format(typed, formats_of_deadline);
  const TextStyle style = text_style(typed);
  Policy policy = policy_of(typed);
  const Moment purchased = moment_of("--purchased", question.purchased, policy.zone);
  if (!typed.handling_times.empty() && question.sku.empty()) {
    throw Error{Error::Kind::usage, "--handling-times: there is a handling time for each SKU; say which with --sku"};
  }
  if (typed.handling_times.empty() && !question.sku.empty()) {
    refuse("--sku", question.sku, "needs --handling-times FILE, in which it stands");
  }
  policy = with_files(typed, reading_of(typed), std::move(policy));

  const auto handling_time = promised(typed, question, policy);
  Deadline deadline = deadline_of(purchased, handling_time.value_or(usual_handling_time), policy);
  deadline.assumed = !handling_time.has_value();
  if (!question.sku.empty() && !policy.handling_times.contains(question.sku)) {
    deadline.notes.push_back(fmt::format("The SKU is not in {}; --handling-time counts.", typed.handling_times));
  }
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
  return {"deadline", "ship-by and scan-by for one purchase, no file needed", [](CLI::App& app) {
            auto typed = std::make_shared<TypedOptions>();
            auto question = std::make_shared<Question>();
            app.add_option("--purchased", question->purchased, "when the customer placed the order")
                ->required()
                ->type_name("TIME");
            app.add_option("--sku", question->sku, "what was ordered, for its handling time in --handling-times")
                ->type_name("SKU");
            add_policy_options(app, *typed);
            add_output_options(app, *typed, formats_of_deadline);
            return [typed, question] { return deadline(*typed, *question); };
          }};
}

}  // namespace lsr::cli
