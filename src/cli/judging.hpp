/// What the commands that read a log share: set it up, read it, and say how it ended.
#pragma once

#include <functional>
#include <optional>
#include <ostream>

#include "lsr/report.hpp"
#include "options.hpp"

namespace lsr::cli {

/// What the options ask for, as far as it can be told without touching a file: a wrong value is refused before any is
/// read (SPEC §8).
struct Request {
  Policy policy;  ///< without the FILEs of --handling-times and --holidays, which with_log() adds
  ReadingOptions reading;
  RejectLimit limit;
  AsOfChoice judged_for;
};
Request request_of(const TypedOptions&);

/// Opens the files of the log, sets up messages and the file of rejects, and calls `read` with them.
using Read = std::function<void(const LogSources&, LogObserver&)>;
void with_log(const TypedOptions&, Request&, const Read&);

/// What a table for programs (csv, jsonl) has no place for, and its reader should know all the same: on standard error.
void tell_notes(const TypedOptions&, const LogFacts&);

/// The exit status of a log of which some rows may have been rejected.
int status_of_reading(const LogFacts&, const RejectLimit&);

/// Whether a result that may tell what changed is printed at all: with --quiet standard output is for changes alone. A
/// file of --output is always written, so that the next run has something to compare with.
bool has_something_to_tell(const TypedOptions&, const std::optional<Changes>&);

using Print = std::function<void(std::ostream&, const JudgedLog&, Report, const Policy&)>;

/// Called when all options have proved right and the policy is whole, before the log is read: for further files of the
/// command, and what is to see each row, if anything; that has to live until judge_and_print returns.
using Prepare = std::function<RowWatcher*(const Policy&, Instant as_of)>;

/// Reads and judges the log that the options name, hands it to `print`, and gives the exit status. Nothing is printed
/// before all is read.
int judge_and_print(const TypedOptions&, OrderBook::Keep, const Print&, const Prepare& = {});

}  // namespace lsr::cli
