/// What the terminal is like, if there is one: the only look at the environment.
#pragma once

#include <optional>

#include "export/text.hpp"
#include "options.hpp"
#include "progress.hpp"

namespace lsr::cli {

/// Colours by --color, else only on a terminal, unless NO_COLOR is set (no-color.org) or TERM is dumb; the width of the
/// terminal, else 80.
TextStyle text_style(const TypedOptions&);

/// Standard error and the clock, where the line of progress may be shown: only on a terminal that can rewrite a line,
/// and neither with --quiet nor with --no-progress, nor where rejects are written to a terminal meanwhile (--rejects
/// -).
std::optional<ProgressScreen> progress_screen(const TypedOptions&);

}  // namespace lsr::cli
