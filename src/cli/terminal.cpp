#include "terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace lsr::cli {

namespace {

// Of a terminal that does not tell its own.
constexpr std::size_t usual_width = 80;

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

/// Colours, and going back in a line.
bool obeys_escapes() {
  const char* term = std::getenv("TERM");
  return term != nullptr && std::string_view{term} != "dumb";
}

/// Nothing where that is no terminal, or one that does not know.
std::optional<std::size_t> columns_of(int descriptor) {
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::nullopt;
  return size.ws_col;
}

/// Rejects that go to standard output go there while the log is read.
bool shows_rejects(const TypedOptions& typed) { return typed.rejects == "-" && ::isatty(STDOUT_FILENO) == 1; }

bool wants_color(const TypedOptions& typed, bool terminal) {
  if (typed.color == "always") return true;
  if (typed.color == "never") return false;
  if (typed.color != "auto") refuse("--color", typed.color, "write auto, always or never");
  return terminal && !is_set("NO_COLOR") && obeys_escapes();
}

}  // namespace

TextStyle text_style(const TypedOptions& typed) {
  constexpr std::size_t narrowest = 40;
  const bool terminal = typed.output.empty() && ::isatty(STDOUT_FILENO) == 1;
  TextStyle style;
  style.color = wants_color(typed, terminal);
  if (const auto columns = terminal ? columns_of(STDOUT_FILENO) : std::nullopt) {
    style.width = std::max(*columns, narrowest);
  }
  return style;
}

std::optional<ProgressScreen> progress_screen(const TypedOptions& typed) {
  if (typed.no_progress || typed.loudness.quiet || shows_rejects(typed)) return std::nullopt;
  if (::isatty(STDERR_FILENO) != 1 || !obeys_escapes()) return std::nullopt;
  return ProgressScreen{[] { return std::chrono::steady_clock::now(); },
                        [] { return columns_of(STDERR_FILENO).value_or(usual_width); },
                        [](std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }};
}

}  // namespace lsr::cli
