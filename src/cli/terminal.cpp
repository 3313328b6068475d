#include "terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace lsr::cli {

namespace {

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

bool wants_color(const TypedOptions& typed, bool terminal) {
  if (typed.color == "always") return true;
  if (typed.color == "never") return false;
  if (typed.color != "auto") refuse("--color", typed.color, "write auto, always or never");
  const char* term = std::getenv("TERM");
  const bool dumb = term == nullptr || std::string_view{term} == "dumb";
  return terminal && !is_set("NO_COLOR") && !dumb;
}

}  // namespace

TextStyle text_style(const TypedOptions& typed) {
  constexpr std::size_t narrowest = 40;
  const bool terminal = typed.output.empty() && ::isatty(STDOUT_FILENO) == 1;
  TextStyle style;
  style.color = wants_color(typed, terminal);
  winsize size{};
  if (terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    style.width = std::max<std::size_t>(size.ws_col, narrowest);
  }
  return style;
}

}  // namespace lsr::cli
