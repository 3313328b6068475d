#include "command.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "exit_status.hpp"
#include "lsr/error.hpp"
#include "messages.hpp"
#include "nearest.hpp"
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

std::string overview() {
  std::string text =
      "lsr - the late shipment rate of a seller who ships his own orders\n\n"
      "Usage: lsr [COMMAND] FILE... [OPTIONS]\n\n"
      "Commands (without one: report):\n";
  for (const Command& command : commands()) text += fmt::format("  {:<10} {}\n", command.name, command.summary);
  return text +
         "\nExamples:\n"
         "  lsr orders.csv\n"
         "  lsr orders --only late orders.csv\n"
         "  lsr explain 111-0000000-0000000 orders.csv\n"
         "  lsr deadline --purchased 2026-03-07T14:03 --handling-time 2\n\n"
         "Exit status: 0 within the limit or no data, 1 over, 2 wrong usage,\n"
         "3 input not (fully) read, 4 output not written.\n\n"
         "lsr COMMAND --help tells the options. --version tells the version.\n";
}

/// A first argument that is neither a command nor a file, but looks as if it was meant to be a command.
void refuse_unknown_command(const std::string& word) {
  const bool looks_like_one = word.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
  std::error_code unknown;
  if (!looks_like_one || std::filesystem::exists(word, unknown) || unknown) return;
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.push_back(command.name);
  const auto near = nearest(names.size(), [&](std::size_t i) { return likeness(word, names[i]); });
  const std::string meant = near.empty() ? std::string{} : fmt::format("did you mean {}? ", names[near.front()]);
  throw Error{Error::Kind::input, fmt::format("{}: there is no such file, and no such command; {}the commands are {}",
                                              word, meant, fmt::join(names, ", "))};
}

/// The command that the first argument names; else the default one, for which all arguments are meant.
const Command& command_for(std::vector<std::string>& arguments) {
  const auto all = commands();
  const std::string& first = arguments.front();
  const auto named =
      std::find_if(all.begin(), all.end(), [&](const Command& command) { return first == command.name; });
  if (named == all.end()) {
    refuse_unknown_command(first);
    return all.front();
  }
  arguments.erase(arguments.begin());
  return *named;
}

void print(const std::string& text) {
  Output output{""};
  output.stream() << text;
  output.commit();
}

/// For words that no option takes: the option that was meant, or the quotes that are missing.
std::string sentence_of_extras(const std::vector<std::string>& extras, const CLI::App& app, std::string_view command) {
  for (const auto& word : extras) {
    if (!word.starts_with("--")) continue;
    const auto options = app.get_options();
    const auto near = nearest(options.size(), [&](std::size_t i) {
      return likeness(letters_and_digits(word), letters_and_digits(options[i]->get_name(false, true)));
    });
    return near.empty() ? fmt::format("{} is no option of lsr {} (lsr {} --help tells them)", word, command, command)
                        : fmt::format("{} is no option of lsr {}; did you mean {}?", word, command,
                                      options[near.front()]->get_name());
  }
  return fmt::format("\"{}\" was not expected; a value with blanks needs quotes (lsr {} --help tells the options)",
                     fmt::join(extras, " "), command);
}

/// CLI11's words, where ours would not be better.
std::string sentence_of(const CLI::ParseError& error, const CLI::App& app, std::string_view command) {
  const std::string what = error.what();
  if (what.find("--only") != std::string::npos && command != "orders") return "--only is an option of lsr orders";
  if (dynamic_cast<const CLI::ConfigError*>(&error) != nullptr) {
    const auto last_word = what.substr(what.find_last_of(' ') + 1);
    return fmt::format("{}: \"{}\" is no option of lsr {}; lines are as threshold=4%",
                       app["--config"]->as<std::string>(), last_word, command);
  }
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    auto extras = app.remaining();
    return sentence_of_extras(extras, app, command);
  }
  if (what.find("At Most 1 required") != std::string::npos && app["--config"]->count() > 0) {
    return fmt::format("{}; in a config file a value with blanks or commas needs quotes", what);
  }
  return fmt::format("{} (lsr {} --help tells the options)", what, command);
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
    print(app.help());
    return exit_within;
  } catch (const CLI::ParseError& error) {
    complain(sentence_of(error, app, command.name));
    return exit_usage;
  }
  return execute();
}

}  // namespace

std::span<const Command> commands() {
  static const std::array all{report_command(),   orders_command(),   plan_command(),    trend_command(),
                              forecast_command(), handling_command(), explain_command(), deadline_command(),
                              calendar_command(), columns_command()};
  return all;
}

int run(int argc, const char* const* argv) {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  try {
    if (arguments.empty()) {
      fmt::print(stderr, "{}", overview());
      return exit_usage;
    }
    if (arguments.front() == "--help" || arguments.front() == "-h" || arguments.front() == "help") {
      print(overview());
      return exit_within;
    }
    if (arguments.front() == "--version") {
      print(fmt::format("lsr {}\n", version));
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
  } catch (const std::exception& error) {
    complain(fmt::format("this should not have happened: {}", error.what()));
    return exit_input;
  }
}

}  // namespace lsr::cli
