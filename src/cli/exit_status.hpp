/// What the program tells a script (SPEC §7): of several that apply, the highest.
#pragma once

namespace lsr::cli {

enum ExitStatus : int {
  exit_within = 0,  ///< or no data
  exit_over = 1,
  exit_usage = 2,
  exit_input = 3,   ///< the input could not be (fully) read
  exit_output = 4,  ///< the output could not be written
};

}  // namespace lsr::cli
