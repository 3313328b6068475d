#include <CLI/CLI.hpp>

#include <memory>
#include <string>

#include "command.hpp"
#include "export/planning.hpp"
#include "judging.hpp"
#include "terminal.hpp"

namespace lsr::cli {

namespace {

constexpr const char* formats_of_forecast = "text|json|csv";

int forecast(const TypedOptions& typed, const std::string& days_typed) {
  check_format(typed, formats_of_forecast);
  const TextStyle style = text_style(typed);
  const int days = days_ahead(days_typed);
  return judge_and_print(typed, OrderBook::Keep::counts,
                         [&](std::ostream& out, const JudgedLog& log, const Report& report, const Policy& policy) {
                           const Day today = policy.zone.day_of(report.as_of);
                           const Forecast forecast = make_forecast(report.tally, policy, today, days);
                           if (typed.format == "json") return write_json(out, forecast, report, policy);
                           tell_notes(typed, log.facts);
                           if (typed.format == "csv") return write_csv(out, forecast);
                           write_text(out, forecast, report, policy, style);
                         });
}

}  // namespace

Command forecast_command() {
  return {"forecast", "what leaves each window, and when a rate is back within the limit", [](CLI::App& app) {
            auto typed = std::make_shared<TypedOptions>();
            auto days = std::make_shared<std::string>("30");
            add_input_options(app, *typed);
            app.add_option("--days", *days, "how many days ahead (default 30)")->type_name("N");
            add_policy_options(app, *typed);
            add_output_options(app, *typed, formats_of_forecast);
            return [typed, days] { return forecast(*typed, *days); };
          }};
}

}  // namespace lsr::cli
