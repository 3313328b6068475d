#include "judging.hpp"

#include <algorithm>
#include <optional>

#include "exit_status.hpp"
#include "output.hpp"

namespace lsr::cli {

int status_of_reading(const LogFacts& facts, const RejectLimit& limit) {
  return limit.allows(facts.rejected(), facts.all_rows()) ? exit_within : exit_input;
}

void with_messages(const TypedOptions& typed, const Read& read) {
  const auto sources = sources_of(typed);
  std::optional<Output> rejects;
  if (!typed.rejects.empty()) rejects.emplace(typed.rejects);
  Messages messages{names_of(typed), typed.loudness, rejects ? &*rejects : nullptr};
  read(sources, messages);
  messages.summarise();
  if (rejects) rejects->commit();
}

int judge_and_print(const TypedOptions& typed, OrderBook::Keep keep, const Print& print) {
  Policy policy = policy_of(typed);
  const ReadingOptions reading = reading_of(typed);
  const RejectLimit limit = reject_limit(typed.max_rejects);
  const AsOfChoice judged_for = as_of(typed, policy);

  std::optional<JudgedLog> log;
  with_messages(typed, [&](const LogSources& sources, LogObserver& observer) {
    policy.handling_times = handling_times_of(typed, reading);
    log.emplace(judge_log(sources, policy, reading, judged_for.at, keep, observer));
  });
  const Report report = make_report(*log, policy, judged_for.at, judged_for.is);
  Output output{typed.output};
  print(output.stream(), *log, report, policy);
  output.commit();

  const bool over = report.status == Status::over && !typed.exit_zero;
  return std::max<int>(over ? exit_over : exit_within, status_of_reading(log->facts, limit));
}

}  // namespace lsr::cli
