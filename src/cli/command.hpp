/// The commands, each in a file of its own. A command adds its options to an app, and runs once they are parsed.
#pragma once

#include <functional>
#include <span>
#include <string_view>

namespace CLI {
class App;
}  // namespace CLI

namespace lsr::cli {

struct Command {
  std::string_view name;
  std::string_view summary;
  /// Adds the command's options; what it returns runs the command and gives the exit status.
  std::function<std::function<int()>(CLI::App&)> set_up;
};

Command report_command();
Command orders_command();
Command plan_command();
Command trend_command();
Command forecast_command();
Command handling_command();
Command explain_command();
Command deadline_command();
Command calendar_command();
Command columns_command();

/// All of them; the first is the one that runs where none is named.
std::span<const Command> commands();

/// Runs the command that the arguments name, and turns every fault into one message and its exit status.
int run(int argc, const char* const* argv);

}  // namespace lsr::cli
