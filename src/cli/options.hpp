/// The options that every command shares, as they were typed, and as the library wants them (SPEC §8).
///
///     CLI::App app; TypedOptions typed;
///     add_policy_options(app, typed);
///     const Policy policy = policy_of(typed);                            // throws Error{usage}; no file is touched
///
/// Edges: texts are turned into values in one place (values.hpp), so that a wrong one is refused in the same words by
/// every command and from a config file alike.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lsr/input.hpp"
#include "lsr/order_log.hpp"
#include "lsr/policy.hpp"
#include "lsr/reading.hpp"
#include "lsr/report.hpp"
#include "messages.hpp"
#include "values.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace lsr::cli {

struct TypedOptions {
  // policy
  std::string marketplace = "us";
  std::optional<std::string> time_zone;
  std::optional<std::string> operating_days;
  std::optional<std::string> holidays;
  std::vector<std::string> closed;
  std::vector<std::string> open;
  std::optional<std::string> handling_time;
  std::string handling_times;
  std::string cut_off = "14:00";
  std::string ship_by = "given";
  std::string scan_window = "48h";
  std::string scan_check = "auto";
  std::string untracked = "late";
  std::string threshold = "4%";
  std::vector<std::string> windows;
  // input
  std::vector<std::string> files;
  std::vector<std::string> shipments;
  std::vector<std::string> scans;
  std::optional<std::string> as_of;
  std::vector<std::string> map;
  std::optional<std::string> delimiter;
  std::optional<std::string> quote;
  std::optional<std::string> encoding;
  std::optional<std::string> date_order;
  std::optional<std::string> input_time_zone;
  std::string max_rejects = "0";
  std::string rejects;
  std::optional<std::string> threads;
  // output
  std::string format = "text";
  std::string output;
  std::string color = "auto";
  bool exit_zero = false;
  bool no_progress = false;
  Loudness loudness;
  std::optional<std::string> since;  ///< of report and plan
};

void add_policy_options(CLI::App&, TypedOptions&);
void add_input_options(CLI::App&, TypedOptions&);
void add_output_options(CLI::App&, TypedOptions&, const std::string& formats);

/// --since, of the commands that can tell what changed.
void add_since_option(CLI::App&, TypedOptions&);

/// The policy and input options as they were typed, then the FILEs: what another command needs to see the same log in
/// the same light.
std::vector<std::string> words_for_next_command(const CLI::App&, const TypedOptions&);

/// The policy, without the FILEs of --handling-times and --holidays: no file is touched.
Policy policy_of(const TypedOptions&);
ReadingOptions reading_of(const TypedOptions&);

/// The policy with what the FILEs of --handling-times and --holidays say. Throws Error{input}.
Policy with_files(const TypedOptions&, const ReadingOptions&, Policy);

/// The files of the log as they were named; "-" is standard input. Throws Error{input} for one that cannot be read.
LogSources sources_of(const TypedOptions&);

/// The earlier run that --since names, if any. Throws Error{input}.
std::optional<Snapshot> snapshot_of(const TypedOptions&);

/// Says on standard error where that run and this one cannot well be compared.
void tell_incomparable(const TypedOptions&, const Snapshot&, const Policy&, Instant as_of);

/// The names of these, in the order in which the log counts them.
std::vector<std::string> names_of(const TypedOptions&);

/// As-of, and whether somebody named it; "now" is looked up here.
struct AsOfChoice {
  Instant at;
  AsOf is = AsOf::now;
};
AsOfChoice as_of(const TypedOptions&, const Policy&);

/// Throws Error{usage} unless `format` is one of the words in `formats`, as "text|json".
void check_format(const TypedOptions&, const std::string& formats);

}  // namespace lsr::cli
