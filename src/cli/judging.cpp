#include "judging.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "exit_status.hpp"
#include "output.hpp"
#include "terminal.hpp"

namespace lsr::cli {

Request request_of(const TypedOptions& typed) {
  Policy policy = policy_of(typed);
  const AsOfChoice judged_for = as_of(typed, policy);
  return {std::move(policy), reading_of(typed), reject_limit(typed.max_rejects), judged_for};
}

bool has_something_to_tell(const TypedOptions& typed, const std::optional<Changes>& changes) {
  const bool to_a_file = !typed.output.empty() && typed.output != "-";
  return !typed.loudness.quiet || to_a_file || !changes || changes->any();
}

namespace {

/// Tells how far the reading is where somebody sees it; that line is gone before anything else is said.
void read_in_sight(const TypedOptions& typed, LogSources sources, LogObserver& observer, const Read& read) {
  auto screen = progress_screen(typed);
  if (!screen) return read(sources, observer);
  Progress progress{*std::move(screen)};
  read(watched(std::move(sources), progress), observer);
}

}  // namespace

void with_log(const TypedOptions& typed, Request& request, const Read& read) {
  auto sources = sources_of(typed);
  std::optional<Output> rejects;
  if (!typed.rejects.empty()) rejects.emplace(typed.rejects);
  Messages messages{names_of(typed), typed.loudness, rejects ? &*rejects : nullptr};
  request.policy = with_files(typed, request.reading, std::move(request.policy));
  read_in_sight(typed, std::move(sources), messages, read);
  messages.summarise();
  if (rejects) rejects->commit();
}

void tell_notes(const TypedOptions& typed, const LogFacts& facts) {
  const bool is_table = typed.format == "csv" || typed.format == "jsonl";
  if (!is_table || typed.loudness.quiet) return;
  for (const auto& note : reading_notes(facts)) complain("note: " + note);
}

int status_of_reading(const LogFacts& facts, const RejectLimit& limit) {
  return limit.allows(facts.rejected(), facts.all_rows()) ? exit_within : exit_input;
}

int judge_and_print(const TypedOptions& typed, OrderBook::Keep keep, const Print& print, const Prepare& prepare) {
  Request request = request_of(typed);
  const Instant at = request.judged_for.at;
  std::optional<JudgedLog> log;
  with_log(typed, request, [&](const LogSources& sources, LogObserver& observer) {
    RowWatcher* const watcher = prepare ? prepare(request.policy, at) : nullptr;
    log.emplace(judge_log(sources, request.policy, request.reading, at, keep, observer, watcher));
  });
  Report report = make_report(*log, request.policy, at, request.judged_for.is);
  Output output{typed.output};
  const bool over = report.status == Status::over && !typed.exit_zero;
  print(output.stream(), *log, std::move(report), request.policy);
  output.commit();

  return std::max<int>(over ? exit_over : exit_within, status_of_reading(log->facts, request.limit));
}

}  // namespace lsr::cli
