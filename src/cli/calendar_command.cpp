#include <CLI/CLI.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "command.hpp"
#include "exit_status.hpp"
#include "export/json.hpp"
#include "export/text.hpp"
#include "lsr/calendar_page.hpp"
#include "options.hpp"
#include "output.hpp"
#include "terminal.hpp"
#include "values.hpp"

namespace lsr::cli {

namespace {

constexpr const char* formats_of_calendar = "text|json";

struct Ends {
  std::optional<std::string> from;
  std::optional<std::string> to;
};

/// From today on, and five weeks of it, where nobody says otherwise.
DayRange range_of(const Ends& ends, const TypedOptions& typed, const Policy& policy) {
  constexpr date::days usual{34};
  constexpr date::days longest{36'525};
  const Day from = ends.from ? day_of("--from", *ends.from) : policy.zone.day_of(as_of(typed, policy).at);
  const Day to = ends.to ? day_of("--to", *ends.to) : from + usual;
  if (to < from) {
    refuse("--to", to_text(to),
           ends.from ? "lies before --from " + to_text(from) : "lies before today; give --from as well");
  }
  if (to - from > longest) refuse("--to", to_text(to), "lies more than a hundred years after --from");
  return {from, to};
}

int calendar(const TypedOptions& typed, const Ends& ends) {
  check_format(typed, formats_of_calendar);
  const TextStyle style = text_style(typed);
  Policy policy = policy_of(typed);
  const DayRange range = range_of(ends, typed, policy);
  policy = with_files(typed, reading_of(typed), std::move(policy));

  const CalendarPage page = calendar_page(range, policy);
  Output output{typed.output};
  if (typed.format == "json") {
    write_json(output.stream(), page, policy);
  } else {
    write_text(output.stream(), page, policy, style);
  }
  output.commit();
  return exit_within;
}

}  // namespace

Command calendar_command() {
  return {"calendar", "the business days and the holidays of a policy", [](CLI::App& app) {
            auto typed = std::make_shared<TypedOptions>();
            auto ends = std::make_shared<Ends>();
            app.add_option("--from", ends->from, "the first day (default today)")->type_name("DAY");
            app.add_option("--to", ends->to, "the last day (default five weeks)")->type_name("DAY");
            add_policy_options(app, *typed);
            add_output_options(app, *typed, formats_of_calendar);
            return [typed, ends] { return calendar(*typed, *ends); };
          }};
}

}  // namespace lsr::cli
