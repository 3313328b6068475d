#include "options.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <thread>

#include "export/snapshot.hpp"
#include "lsr/compression.hpp"
#include "lsr/error.hpp"
#include "lsr/handling_times.hpp"
#include "lsr/holiday_file.hpp"
#include "lsr/marketplace.hpp"

namespace lsr::cli {

namespace {

constexpr const char* policy_group = "Policy";
constexpr const char* input_group = "Input";
constexpr const char* output_group = "Output";

std::vector<DayRange> day_ranges(std::string_view option, const std::vector<std::string>& texts) {
  std::vector<DayRange> ranges;
  ranges.reserve(texts.size());
  for (const auto& text : texts) ranges.push_back(day_range(option, text));
  return ranges;
}

/// Throws Error{usage} that names the option, where the database lacks the zone.
Zone zone_for(std::string_view option, const std::string& name) {
  try {
    return Zone::named(name);
  } catch (const Error& error) {
    if (error.kind() != Error::Kind::usage) throw;
    refuse(option, name, fmt::format("is no zone of the tz database; {}", Zone::remedy(name)));
  }
}

/// An output that is also an input, or the other output, would destroy it.
void refuse_same_file(const std::string& output, std::string_view option, const std::vector<std::string>& others) {
  if (output.empty() || output == "-") return;
  for (const auto& other : others) {
    std::error_code unknown;
    if (output == other || std::filesystem::equivalent(output, other, unknown)) {
      refuse(option, output, "is read or written already; name another file");
    }
  }
}

}  // namespace

void add_policy_options(CLI::App& app, TypedOptions& typed) {
  const auto add = [&](const std::string& name, auto& value, const std::string& help, const std::string& type) {
    return app.add_option(name, value, help)->group(policy_group)->type_name(type);
  };
  add("--marketplace", typed.marketplace, "sets zone, operating days, holidays, date habit (default us)", "CODE");
  add("--time-zone", typed.time_zone, "zone of days and deadlines (default the marketplace's)", "ZONE");
  add("--operating-days", typed.operating_days, "weekdays that count (default the marketplace's)", "DAYS");
  add("--holidays", typed.holidays, "list of dates, calendar (.ics), a marketplace's code, or none", "FILE");
  add("--closed", typed.closed, "further days that do not count: D or D..D; repeatable", "DAYS")
      ->allow_extra_args(false);
  add("--open", typed.open, "days that count whatever they are: D or D..D; repeatable", "DAYS")
      ->allow_extra_args(false);
  add("--handling-time", typed.handling_time, "business days, for rows without a handling time of their own", "N");
  add("--handling-times", typed.handling_times, "CSV of sku and handling-time, for rows without one of their own",
      "FILE");
  add("--cut-off", typed.cut_off, "for handling time 0: orders from then on count tomorrow (default 14:00)", "TIME");
  add("--ship-by", typed.ship_by, "which counts where both are known: given or computed (default given)", "WHICH");
  add("--scan-window", typed.scan_window, "time from confirm to first scan (default 48h)", "HOURS");
  add("--scan-check", typed.scan_check, "auto, required or off (default auto)", "HOW");
  add("--untracked", typed.untracked, "confirmed without tracking number and scan: late or ignore (default late)",
      "HOW");
  add("--threshold", typed.threshold, "the limit: 4%, 0.04, or '<4%' for below (default 4%)", "RATE");
  add("--window", typed.windows, "days that a rate is taken over; repeatable (default 10d and 30d)", "DAYS")
      ->allow_extra_args(false);
}

void add_input_options(CLI::App& app, TypedOptions& typed) {
  const auto add = [&](const std::string& name, auto& value, const std::string& help, const std::string& type) {
    return app.add_option(name, value, help)->group(input_group)->type_name(type);
  };
  app.add_option("FILE", typed.files, "order logs; - is standard input; later ones override earlier ones")
      ->required()
      ->type_name("");
  add("--shipments", typed.shipments, "confirms and tracking numbers of the orders; repeatable", "FILE")
      ->allow_extra_args(false);
  add("--scans", typed.scans, "carriers' scans by tracking number; repeatable", "FILE")->allow_extra_args(false);
  add("--as-of", typed.as_of, "judge everything for this instant (default now)", "TIME");
  add("--map", typed.map, "read a field from that column, as confirm-date=\"Shipped on\"; repeatable", "FIELD=COLUMN")
      ->allow_extra_args(false);
  add("--delimiter", typed.delimiter, "comma, tab, semicolon or pipe (default: found from the header)", "NAME");
  add("--quote", typed.quote, "on or off (default on; off where tabs delimit)", "HOW");
  add("--encoding", typed.encoding,
      "utf-8, utf-16le, utf-16be, windows-1252 or shift_jis (default: found file by file)", "NAME");
  add("--date-order", typed.date_order, "how 03/04/2026 is read: mdy, dmy or ymd (default: found from the log)",
      "ORDER");
  add("--input-time-zone", typed.input_time_zone, "zone of times without an offset (default the policy's)", "ZONE");
  add("--max-rejects", typed.max_rejects, "rows, or part of all, that may be unreadable (default 0)", "N|N%");
  add("--rejects", typed.rejects, "write all rejected rows to this CSV", "FILE");
  add("--threads", typed.threads, "how many read at a time (default one for each core); changes no result", "N");
}

void add_output_options(CLI::App& app, TypedOptions& typed, const std::string& formats) {
  const auto add = [&](const std::string& name, auto& value, const std::string& help, const std::string& type) {
    return app.add_option(name, value, help)->group(output_group)->type_name(type);
  };
  add("--format", typed.format, formats + " (default text)", "FORMAT");
  add("-o,--output", typed.output, "write there instead of standard output", "FILE");
  add("--color", typed.color, "auto, always or never (default auto)", "WHEN");
  app.add_flag("--exit-zero", typed.exit_zero, "exit 0 instead of 1 when over the limit")->group(output_group);
  app.add_flag("-q,--quiet", typed.loudness.quiet, "errors only on standard error")->group(output_group);
  app.add_flag("-v,--verbose", typed.loudness.verbose, "every rejected row and every warning")->group(output_group);
  app.add_flag("--no-progress", typed.no_progress, "no line about how far the reading is")->group(output_group);
}

void add_since_option(CLI::App& app, TypedOptions& typed) {
  app.add_option("--since", typed.since, "tell what changed since that report or plan; with --quiet print only then")
      ->group(output_group)
      ->type_name("PREVIOUS.json");
}

std::vector<std::string> words_for_next_command(const CLI::App& app, const TypedOptions& typed) {
  std::vector<std::string> words;
  for (const CLI::Option* option : app.get_options()) {
    const bool shared = option->get_group() == policy_group || option->get_group() == input_group;
    if (!shared || option->get_name() == "--rejects" || option->get_name() == "--max-rejects") continue;
    for (const auto& value : option->results()) {
      words.push_back(option->get_name());
      words.push_back(value);
    }
  }
  words.insert(words.end(), typed.files.begin(), typed.files.end());
  return words;
}

namespace {

/// --holidays names a file, rather than a marketplace whose holidays are known.
bool holidays_are_a_file(const TypedOptions& typed) {
  return typed.holidays && *typed.holidays != "none" && !is_marketplace(*typed.holidays);
}

}  // namespace

Policy policy_of(const TypedOptions& typed) {
  PolicyChoices choices;
  if (!is_marketplace(typed.marketplace)) {
    refuse("--marketplace", typed.marketplace,
           fmt::format("is no marketplace; {}", marketplace_remedy(typed.marketplace)));
  }
  choices.marketplace = typed.marketplace;
  if (typed.time_zone) choices.time_zone = zone_for("--time-zone", *typed.time_zone).name();
  if (typed.operating_days) choices.operating_days = operating_days(*typed.operating_days);
  choices.holidays = holidays_are_a_file(typed) ? "none" : typed.holidays;
  choices.closed = day_ranges("--closed", typed.closed);
  choices.open = day_ranges("--open", typed.open);
  if (typed.handling_time) choices.handling_time = handling_time(*typed.handling_time);
  choices.cut_off = cut_off(typed.cut_off);
  choices.ship_by = ship_by_rule(typed.ship_by);
  choices.scan_window = scan_window(typed.scan_window);
  choices.scan_check = scan_check(typed.scan_check);
  choices.untracked = untracked(typed.untracked);
  choices.threshold = threshold(typed.threshold);
  if (!typed.windows.empty()) {
    choices.windows.clear();
    for (const auto& text : typed.windows) choices.windows.push_back(window_days(text));
  }
  return make_policy(choices);
}

ReadingOptions reading_of(const TypedOptions& typed) {
  ReadingOptions options;
  if (typed.input_time_zone) options.input_zone = zone_for("--input-time-zone", *typed.input_time_zone);
  if (typed.date_order) options.date_order = date_order(*typed.date_order);
  for (const auto& text : typed.map) options.map.push_back(mapping(text));
  if (typed.delimiter) options.delimiter = delimiter(*typed.delimiter);
  if (typed.encoding) options.encoding.given = encoding(*typed.encoding);
  options.encoding.shift_jis_first = typed.marketplace == "jp";
  if (typed.quote) options.quoting = on_or_off("--quote", *typed.quote);
  options.threads = typed.threads ? threads(*typed.threads) : std::max(1U, std::thread::hardware_concurrency());
  return options;
}

namespace {

Source source_of(const std::string& name) {
  constexpr int standard_input = 0;
  return name == "-" ? stream_source(name, standard_input) : file_source(name);
}

/// What is no file may have been meant as a marketplace's code.
Source holiday_source(const std::string& name) {
  constexpr std::size_t longest_code = 3;
  std::error_code unknown;
  if (name != "-" && name.size() <= longest_code && !std::filesystem::exists(name, unknown)) {
    throw Error{Error::Kind::input,
                fmt::format("--holidays {}: there is no such file, and no marketplace of that code; {}", name,
                            marketplace_remedy(name))};
  }
  return source_of(name);
}

std::vector<Source> sources_of(const std::vector<std::string>& names) {
  std::vector<Source> sources;
  sources.reserve(names.size());
  for (const auto& name : names) sources.push_back(source_of(name));
  return sources;
}

}  // namespace

Policy with_files(const TypedOptions& typed, const ReadingOptions& reading, Policy policy) {
  if (!typed.handling_times.empty()) {
    policy.handling_times = read_handling_times(source_of(typed.handling_times), reading);
  }
  if (!holidays_are_a_file(typed)) return policy;
  HolidayFile file = read_holidays(holiday_source(*typed.holidays), reading.encoding);
  if (!typed.loudness.quiet) {
    for (const auto& note : file.notes) complain(note);
  }
  return with_holidays(std::move(policy), std::move(file.holidays));
}

std::optional<Snapshot> snapshot_of(const TypedOptions& typed) {
  if (!typed.since) return std::nullopt;
  if (typed.since->empty()) refuse("--since", "", "name the file of an earlier report or plan (json)");
  std::error_code unknown;
  if (typed.since != "-" && !std::filesystem::exists(*typed.since, unknown) && !unknown) {
    throw Error{Error::Kind::input, fmt::format("--since {}: there is no such file; the first run makes it, with "
                                                "--format json -o {}",
                                                *typed.since, *typed.since)};
  }
  const Source source = source_of(*typed.since);
  constexpr std::size_t longest = std::size_t{1} << 28;
  const auto text = whole_text(*unpacked(source.name, source.open()), longest);
  if (!text) throw Error{Error::Kind::input, fmt::format("{}: is too long for a report or plan of lsr", source.name)};
  return read_snapshot(source.name, *text);
}

void tell_incomparable(const TypedOptions& typed, const Snapshot& then, const Policy& policy, Instant as_of) {
  if (typed.loudness.quiet) return;
  const auto tell = [&](std::string_view what) { complain(fmt::format("note: {} {}", *typed.since, what)); };
  if (then.as_of > as_of) tell("is of a later moment than this run; what changed is told backwards");
  if (then.policy != policy_of_snapshot(policy, as_of)) {
    tell("was made under another policy (marketplace, threshold and the like); what changed may come from that");
  }
  for (const int days : policy.windows) {
    const bool known = std::any_of(then.windows.begin(), then.windows.end(),
                                   [&](const WindowStatus& window) { return window.days == days; });
    if (!known) tell(fmt::format("has no window of {} days; whether its status changed is not told", days));
  }
}

std::vector<std::string> names_of(const TypedOptions& typed) {
  std::vector<std::string> names = typed.files;
  names.insert(names.end(), typed.shipments.begin(), typed.shipments.end());
  names.insert(names.end(), typed.scans.begin(), typed.scans.end());
  return names;
}

LogSources sources_of(const TypedOptions& typed) {
  auto inputs = names_of(typed);
  if (!typed.handling_times.empty()) inputs.push_back(typed.handling_times);
  if (holidays_are_a_file(typed)) inputs.push_back(*typed.holidays);
  const int more = typed.since == "-" ? 1 : 0;
  if (std::count(inputs.begin(), inputs.end(), "-") + more > 1) {
    throw Error{Error::Kind::usage, "standard input (-) can be read only once; name it once"};
  }
  refuse_same_file(typed.output, "--output", inputs);
  refuse_same_file(typed.rejects, "--rejects", inputs);
  refuse_same_file(typed.rejects, "--rejects", {typed.output, typed.since.value_or("")});
  return {sources_of(typed.files), sources_of(typed.shipments), sources_of(typed.scans)};
}

AsOfChoice as_of(const TypedOptions& typed, const Policy& policy) {
  if (typed.as_of) return {moment_of("--as-of", *typed.as_of, policy.zone).last, AsOf::given};
  return {date::floor<std::chrono::seconds>(std::chrono::system_clock::now()), AsOf::now};
}

void check_format(const TypedOptions& typed, const std::string& formats) {
  for (std::size_t begin = 0; begin <= formats.size();) {
    const std::size_t end = std::min(formats.find('|', begin), formats.size());
    if (formats.compare(begin, end - begin, typed.format) == 0) return;
    begin = end + 1;
  }
  refuse("--format", typed.format, fmt::format("this command prints {}", formats));
}

}  // namespace lsr::cli
