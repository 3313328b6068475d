/// What the texts for people are put together from. Of src/export/ alone.
#pragma once

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/changes.hpp"
#include "lsr/policy.hpp"
#include "lsr/rate.hpp"
#include "lsr/report.hpp"
#include "lsr/time.hpp"
#include "lsr/verdict.hpp"
#include "text.hpp"

namespace lsr::text {

enum class Paint : std::uint8_t { plain, red, green, yellow, bold };

/// `text` in that colour, where the style has any.
std::string painted(std::string_view text, Paint, const TextStyle&);
Paint paint_of(Status);
Paint paint_of(Verdict);

/// "Tue"
std::string_view weekday(Day);

/// "Tue 2026-03-10 23:59:59 -07:00"
std::string spelled(Instant, const Zone&);

/// Whose holidays count: "United States", "none", "from a file".
std::string holidays_word(const Policy&);

/// "14:00", with seconds where there are any.
std::string time_of_day(std::chrono::seconds);

/// "s" for all counts but one.
std::string_view plural(std::uint64_t count);

/// "1 order", "2 orders"
std::string counted(std::size_t count, std::string_view what);

/// "1 day", "30 days"
std::string counted_days(int days);

/// "33 %", rounded; "-" for nothing.
std::string share(const Ratio&);

/// "within", "OVER", "no data"
std::string_view status_word(Status);

/// `text` broken into lines of at most `width` characters, each but the first indented.
std::string wrapped(const std::string& text, std::size_t width, std::size_t indent = 0);

/// `text` made printable, and cut in the middle to that many characters: "BEGIN...END".
std::string fitted(std::string_view text, std::size_t width);

/// What changed since an earlier run, as sentences: the first says when and how much.
std::vector<std::string> sentences_of(const Changes&, const Policy&);

/// A name as a shell takes it.
std::string shell_word(const std::string& name);

/// "Next: lsr orders --only late orders.csv": a command for the same log, as a shell takes it; empty where one of the
/// words is standard input, which is gone by then.
std::string next_command(std::string command, const std::vector<std::string>& words);

/// INCOMPLETE, and how many rows are left out, where any are.
void write_incomplete(std::ostream&, const Report&, const TextStyle&);
std::string incomplete_sentence(const Report&);

/// "Judged as of …", with that before it.
void write_as_of(std::ostream&, const Report&, const Policy&, const TextStyle&);

/// How many warnings there were, where there were any, and what every output has to say.
void write_end(std::ostream&, const Report&, const TextStyle&);

/// A line or more for each sentence that has to be said.
void write_notes(std::ostream&, const std::vector<std::string>& notes, const TextStyle&);

}  // namespace lsr::text
