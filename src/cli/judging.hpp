/// What `report` and `orders` share: read and judge the log, print, and say how it ended.
#pragma once

#include <functional>
#include <ostream>

#include "lsr/report.hpp"
#include "options.hpp"

namespace lsr::cli {

/// The exit status of a log of which some rows may have been rejected.
int status_of_reading(const LogFacts&, const RejectLimit&);

/// Reads and judges the log that the options name, hands it to `print`, and gives the exit status. Nothing is printed
/// before all is read.
using Print = std::function<void(std::ostream&, const JudgedLog&, const Report&, const Policy&)>;
int judge_and_print(const TypedOptions&, OrderBook::Keep, const Print&);

/// Sets up reading with messages and the file of rejects, and calls `read` with them.
using Read = std::function<void(const LogSources&, LogObserver&)>;
void with_messages(const TypedOptions&, const Read&);

}  // namespace lsr::cli
