#include <CLI/CLI.hpp>
#include <memory>

#include "command.hpp"
#include "export/json.hpp"
#include "export/text.hpp"
#include "judging.hpp"
#include "lsr/understanding.hpp"
#include "output.hpp"
#include "terminal.hpp"

namespace lsr::cli {

namespace {

constexpr const char* formats_of_columns = "text|json";

int columns(const TypedOptions& typed) {
  check_format(typed, formats_of_columns);
  const TextStyle style = text_style(typed);
  Request request = request_of(typed);
  Understanding seen;
  with_log(typed, request, [&](const LogSources& sources, LogObserver& observer) {
    seen = understand(sources, request.policy, request.reading, request.judged_for.at, observer);
  });
  Output output{typed.output};
  if (typed.format == "json") {
    write_json(output.stream(), seen);
  } else {
    write_text(output.stream(), seen, style);
  }
  output.commit();
  return status_of_reading(seen.facts, request.limit);
}

}  // namespace

Command columns_command() {
  return {"columns", "how the files were understood: encoding, columns, date order, what failed", [](CLI::App& app) {
            auto typed = std::make_shared<TypedOptions>();
            add_input_options(app, *typed);
            add_policy_options(app, *typed);
            add_output_options(app, *typed, formats_of_columns);
            return [typed] { return columns(*typed); };
          }};
}

}  // namespace lsr::cli
