#include "command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include "exit_status.hpp"
#include "lsr/error.hpp"
#include "messages.hpp"
#include "output.hpp"
#include "version.hpp"

namespace lsr::cli {

namespace {

int status_of(const Error& error) {
  switch (error.kind()) {
    case Error::Kind::usage: return exit_usage;
    case Error::Kind::input: return exit_input;
    case Error::Kind::output: return exit_output;
  }
  return exit_input;
}

void print_overview(std::FILE* to) {
  fmt::print(to,
             "lsr - the late shipment rate of a seller who ships his own orders\n\n"
             "Usage: lsr [COMMAND] FILE... [OPTIONS]\n\n"
             "Commands (without one: report):\n");
  for (const Command& command : commands()) fmt::print(to, "  {:<10} {}\n", command.name, command.summary);
  fmt::print(to,
             "\nExamples:\n"
             "  lsr orders.csv\n"
             "  lsr orders --only late orders.csv\n"
             "  lsr explain 111-0000000-0000000 orders.csv\n"
             "  lsr deadline --purchased 2026-03-07T14:03 --handling-time 2\n\n"
             "Exit status: 0 within the limit or no data, 1 over, 2 wrong usage, 3 input not (fully) read,\n"
             "4 output not written.\n\n"
             "lsr COMMAND --help tells the options. --version tells the version.\n");
}

/// The command that the first argument names; else the default one, for which all arguments are meant.
const Command& command_for(std::vector<std::string>& arguments) {
  const auto all = commands();
  const auto named = std::find_if(all.begin(), all.end(), [&](const Command& command) {
    return !arguments.empty() && arguments.front() == command.name;
  });
  if (named == all.end()) return all.front();
  arguments.erase(arguments.begin());
  return *named;
}

int run_command(std::vector<std::string> arguments) {
  const Command& command = command_for(arguments);
  CLI::App app{std::string{command.summary}, fmt::format("lsr {}", command.name)};
  app.set_config("--config", "", "read options from this file, as name=value lines")->type_name("FILE");
  app.allow_config_extras(CLI::config_extras_mode::error);
  const auto execute = command.set_up(app);
  try {
    // CLI11 takes arguments from the back.
    std::reverse(arguments.begin(), arguments.end());
    app.parse(arguments);
  } catch (const CLI::CallForHelp&) {
    fmt::print("{}", app.help());
    return exit_within;
  } catch (const CLI::ParseError& error) {
    complain(fmt::format("{} (lsr {} --help tells the options)", error.what(), command.name));
    return exit_usage;
  }
  return execute();
}

}  // namespace

std::span<const Command> commands() {
  static const std::array all{report_command(), orders_command(), explain_command(), deadline_command()};
  return all;
}

int run(int argc, const char* const* argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  try {
    if (arguments.empty()) {
      print_overview(stderr);
      return exit_usage;
    }
    if (arguments.front() == "--help" || arguments.front() == "-h" || arguments.front() == "help") {
      print_overview(stdout);
      return exit_within;
    }
    if (arguments.front() == "--version") {
      fmt::print("lsr {}\n", version);
      return exit_within;
    }
    return run_command(std::move(arguments));
  } catch (const Error& error) {
    complain(error.what());
    return status_of(error);
  } catch (const OutputClosed&) {
    return exit_output;
  } catch (const std::bad_alloc&) {
    complain("there is not enough memory");
    return exit_input;
  }
}

}  // namespace lsr::cli
