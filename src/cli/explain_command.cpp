#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>
#include <optional>

#include "command.hpp"
#include "exit_status.hpp"
#include "export/json.hpp"
#include "export/text.hpp"
#include "judging.hpp"
#include "lsr/error.hpp"
#include "lsr/explain.hpp"
#include "output.hpp"
#include "terminal.hpp"

namespace lsr::cli {

namespace {

constexpr const char* formats_of_explain = "text|json";

[[noreturn]] void not_found(const OrderStory& story) {
  if (!story.rejected.empty()) {
    throw Error{Error::Kind::input,
                fmt::format("order {}: all its rows were rejected, so there is no verdict", story.order_id)};
  }
  throw Error{Error::Kind::usage,
              fmt::format("order {} is in none of the files; ids are compared exactly", story.order_id)};
}

int explain(const TypedOptions& typed, const std::string& order_id) {
  check_format(typed, formats_of_explain);
  const TextStyle style = text_style(typed);
  Request request = request_of(typed);
  OrderStory story;
  with_log(typed, request, [&](const LogSources& sources, LogObserver& observer) {
    story = explain_order(order_id, sources, request.policy, request.reading, request.judged_for.at, observer);
  });
  if (!story.deciding) not_found(story);
  Output output{typed.output};
  if (typed.format == "json") {
    write_json(output.stream(), story, request.policy);
  } else {
    write_text(output.stream(), story, request.policy, style);
  }
  output.commit();
  return status_of_reading(story.facts, request.limit);
}

}  // namespace

Command explain_command() {
  return {"explain", "one order, step by step: the days counted, the deadline, the verdict", [](CLI::App& app) {
            auto typed = std::make_shared<TypedOptions>();
            auto order_id = std::make_shared<std::string>();
            app.add_option("ORDER-ID", *order_id, "the order")->required()->type_name("");
            add_input_options(app, *typed);
            add_policy_options(app, *typed);
            add_output_options(app, *typed, formats_of_explain);
            return [typed, order_id] { return explain(*typed, *order_id); };
          }};
}

}  // namespace lsr::cli
