/// What the terminal is like, if there is one: the only look at the environment.
#pragma once

#include "export/text.hpp"
#include "options.hpp"

namespace lsr::cli {

/// Colours by --color, else only on a terminal, unless NO_COLOR is set (no-color.org) or TERM is dumb; the width of the
/// terminal, else 80.
TextStyle text_style(const TypedOptions&);

}  // namespace lsr::cli
