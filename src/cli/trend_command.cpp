#include <CLI/CLI.hpp>

#include <memory>

#include "command.hpp"
#include "export/planning.hpp"
#include "judging.hpp"
#include "terminal.hpp"

namespace lsr::cli {

namespace {

constexpr const char* formats_of_trend = "text|json|csv";

int trend(const TypedOptions& typed) {
  check_format(typed, formats_of_trend);
  const TextStyle style = text_style(typed);
  return judge_and_print(typed, OrderBook::Keep::counts,
                         [&](std::ostream& out, const JudgedLog& log, const Report& report, const Policy& policy) {
                           const Trend trend = make_trend(report.tally, policy, policy.zone.day_of(report.as_of));
                           if (typed.format == "json") return write_json(out, trend, report, policy);
                           tell_notes(typed, log.facts);
                           if (typed.format == "csv") return write_csv(out, trend, policy);
                           write_text(out, trend, report, policy, style);
                         });
}

}  // namespace

Command trend_command() {
  return {"trend", "the rate of each window as it was built up, day by day", [](CLI::App& app) {
            auto typed = std::make_shared<TypedOptions>();
            add_input_options(app, *typed);
            add_policy_options(app, *typed);
            add_output_options(app, *typed, formats_of_trend);
            return [typed] { return trend(*typed); };
          }};
}

}  // namespace lsr::cli
