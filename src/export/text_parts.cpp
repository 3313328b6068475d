#include "text_parts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <span>

#include "lsr/marketplace.hpp"
#include "printable.hpp"
#include "utf8.hpp"

namespace lsr::text {

std::string painted(std::string_view text, Paint paint, const TextStyle& style) {
  if (!style.color || paint == Paint::plain) return std::string{text};
  const int code = paint == Paint::red ? 31 : paint == Paint::green ? 32 : paint == Paint::yellow ? 33 : 1;
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

Paint paint_of(Status status) {
  return status == Status::over ? Paint::red : status == Status::within ? Paint::green : Paint::yellow;
}

Paint paint_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::late: return Paint::red;
    case Verdict::open: return Paint::yellow;
    case Verdict::on_time: return Paint::green;
    default: return Paint::plain;
  }
}

std::string_view weekday(Day day) {
  static constexpr std::array<std::string_view, 7> names{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  return names.at(date::weekday{day}.c_encoding());
}

/// "Tue 2026-03-10 23:59:59 -07:00"
std::string spelled(Instant at, const Zone& zone) {
  std::string text = to_text(at, zone);
  text[10] = ' ';
  text.insert(19, " ");
  return fmt::format("{} {}", weekday(zone.day_of(at)), text);
}

std::string holidays_word(const Policy& policy) {
  if (policy.holidays == "none") return "none";
  if (policy.holidays == "file") return "from a file";
  return std::string{marketplace_named(policy.holidays).country};
}

std::string time_of_day(std::chrono::seconds time) {
  const date::hh_mm_ss<std::chrono::seconds> parts{time};
  auto text = fmt::format("{:02}:{:02}", parts.hours().count(), parts.minutes().count());
  if (parts.seconds().count() != 0) text += fmt::format(":{:02}", parts.seconds().count());
  return text;
}

std::string_view plural(std::uint64_t count) { return count == 1 ? "" : "s"; }

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, plural(count));
}

std::string_view status_word(Status status) {
  switch (status) {
    case Status::within: return "within";
    case Status::over: return "OVER";
    case Status::no_data: return "no data";
  }
  return "";
}

std::string wrapped(const std::string& text, std::size_t width, std::size_t indent) {
  std::string result;
  std::size_t column = 0;
  bool line_has_words = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t word_begin = text.find_first_not_of(' ', at);
    if (word_begin == std::string::npos) break;
    const std::size_t word_end = std::min(text.find(' ', word_begin), text.size());
    const std::size_t blanks = word_begin - at;
    if (line_has_words && column + blanks + (word_end - word_begin) > width) {
      result += '\n' + std::string(indent, ' ');
      column = indent;
    } else {
      result.append(blanks, ' ');
      column += blanks;
    }
    result.append(text, word_begin, word_end - word_begin);
    column += word_end - word_begin;
    line_has_words = true;
    at = word_end;
  }
  return result;
}

std::string share(const Ratio& ratio) {
  if (ratio.whole == 0) return "-";
  return fmt::format("{} %", (ratio.part * 200 + ratio.whole) / (2 * ratio.whole));
}

std::string counted_days(int days) { return counted(static_cast<std::size_t>(days), "day"); }

std::string fitted(std::string_view text, std::size_t width) {
  std::string shown = printable(text);
  const std::size_t count = characters(shown);
  if (count <= width) return shown;
  // Names that begin alike differ at their ends.
  constexpr std::size_t dots = 3;
  const std::size_t tail = (width - dots) / 2;
  const auto head = first_characters(shown, width - dots - tail);
  const auto all_but_tail = first_characters(shown, count - tail);
  return fmt::format("{}...{}", head, std::string_view{shown}.substr(all_but_tail.size()));
}

namespace {

/// The first of them, and how many more there are.
std::string listed(const std::vector<std::string>& texts) {
  constexpr std::size_t most = 10;
  std::vector<std::string> shown;
  for (const auto& text : std::span{texts}.first(std::min(texts.size(), most))) shown.push_back(printable(text));
  const std::string more =
      texts.size() > most ? fmt::format(" and {} more (--format json lists them)", texts.size() - most) : "";
  return fmt::format("{}{}", fmt::join(shown, ", "), more);
}

/// "ship 111-…", or what became of it: "ship 111-… (now ship-now)".
std::vector<std::string> gone_texts(const Changes& changes) {
  std::vector<std::string> texts;
  texts.reserve(changes.gone.size());
  for (const auto& each : changes.gone) {
    const auto now = std::lower_bound(changes.instead.begin(), changes.instead.end(), PlannedAction{each.order_id, ""});
    const bool goes_on = now != changes.instead.end() && now->order_id == each.order_id;
    texts.push_back(fmt::format("{} {}{}", each.action, each.order_id,
                                goes_on ? fmt::format(" (now {})", now->action) : std::string{}));
  }
  return texts;
}

}  // namespace

std::vector<std::string> sentences_of(const Changes& changes, const Policy& policy) {
  const std::string since = fmt::format("Since {}", spelled(changes.since, policy.zone));
  if (!changes.any()) return {since + ": nothing changed."};
  std::vector<std::string> parts;
  const auto add = [&](std::size_t count, std::string_view what) {
    if (count > 0) parts.push_back(fmt::format("{} {}", count, what));
  };
  add(changes.newly_late.size(), "newly late");
  add(changes.newly_saved.size(), "saved");
  add(changes.added.size(), "new to do");
  add(changes.gone.size(), "no longer to do");
  for (const auto& each : changes.windows) {
    if (each.was == each.is) continue;
    parts.push_back(
        fmt::format("{}: was {}, is {} now", counted_days(each.days), status_word(each.was), status_word(each.is)));
  }
  std::vector<std::string> sentences{fmt::format("{}: {}.", since, fmt::join(parts, "; "))};
  const auto tell = [&](std::string_view what, const std::vector<std::string>& texts) {
    if (!texts.empty()) sentences.push_back(fmt::format("{}: {}", what, listed(texts)));
  };
  tell("Newly late", changes.newly_late);
  tell("Saved (open or late then, on time now)", changes.newly_saved);
  tell("No longer to do", gone_texts(changes));
  return sentences;
}

std::string shell_word(const std::string& name) {
  constexpr std::string_view harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-+=:,@%";
  if (!name.empty() && name.find_first_not_of(harmless) == std::string::npos) return name;
  std::string quoted = "'";
  for (const char c : name) quoted += c == '\'' ? std::string{"'\\''"} : std::string{c};
  return quoted + "'";
}

std::string next_command(std::string command, const std::vector<std::string>& words) {
  if (std::find(words.begin(), words.end(), "-") != words.end()) return "";
  for (const auto& word : words) command += ' ' + shell_word(word);
  return "Next: " + command;
}

namespace {

std::uint64_t rows_of_all_files(const InputSummary& input) {
  std::uint64_t rows = 0;
  for (const auto& file : input.files) rows += file.rows;
  return rows;
}

}  // namespace

std::string incomplete_sentence(const Report& report) {
  return fmt::format("INCOMPLETE: {} of {} rows could not be read and are left out.", report.input.rejected,
                     rows_of_all_files(report.input));
}

void write_incomplete(std::ostream& out, const Report& report, const TextStyle& style) {
  if (report.complete) return;
  const std::string text = wrapped(incomplete_sentence(report), style.width);
  constexpr std::size_t word = std::string_view{"INCOMPLETE"}.size();
  out << painted(text.substr(0, word), Paint::red, style) << text.substr(word) << '\n';
}

void write_as_of(std::ostream& out, const Report& report, const Policy& policy, const TextStyle& style) {
  write_incomplete(out, report, style);
  out << fmt::format("Judged as of {} ({}).\n\n", spelled(report.as_of, policy.zone), policy.zone.name());
}

void write_notes(std::ostream& out, const std::vector<std::string>& notes, const TextStyle& style) {
  for (const auto& note : notes) out << wrapped("Note: " + printable(note), style.width, 6) << '\n';
}

void write_end(std::ostream& out, const Report& report, const TextStyle& style) {
  if (report.input.warnings > 0) {
    out << fmt::format("{} (--verbose lists them).\n", counted(report.input.warnings, "warning"));
  }
  write_notes(out, report.notes, style);
}

}  // namespace lsr::text
