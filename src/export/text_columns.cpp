#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "printable.hpp"
#include "text.hpp"
#include "text_parts.hpp"

namespace lsr {

using namespace text;

namespace {

/// How many cells of a terminal a text takes up, letters beyond ASCII counted as one each.
std::size_t letters(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

void write_form(std::ostream& out, const FileFacts& file) {
  const auto line = [&](std::string_view what, std::string_view value) {
    out << fmt::format("  {:<12} {}\n", what, value);
  };
  line("encoding", fmt::format("{}{}", name(file.encoding), file.marked ? ", with a byte-order mark" : ""));
  line("compression", name(file.compression));
  line("delimiter", fmt::format("{}; quotes are {}", delimiter_name(file.dialect.delimiter),
                                file.dialect.quoting ? "read as such" : "plain characters"));
  line("rows",
       fmt::format("{}, {} of them rejected", file.rows, file.rejected == 0 ? "none" : std::to_string(file.rejected)));
}

void write_columns(std::ostream& out, const Columns& columns) {
  constexpr std::size_t widest = 40;
  std::size_t width = 0;
  std::vector<std::string> names;
  for (const auto& each : columns.names) {
    names.push_back(cut_printable(each));
    width = std::max(width, std::min(letters(names.back()), widest));
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto field = columns.field_at(i);
    const std::size_t padding = width - std::min(letters(names[i]), width);
    out << fmt::format("  {:>4}  {}{}  {}\n", i + 1, names[i], std::string(padding, ' '),
                       field ? name(*field) : std::string_view{"(not used)"});
  }
}

std::string told_text(const DateOrders::Told& told) {
  const auto order = description(told.decision.order);
  const auto evidence = [&] {
    return fmt::format(R"(line {} of {} holds "{}" in column "{}")", told.witness->line, told.witness_file,
                       told.witness->date, told.witness->column);
  };
  switch (told.decision.why) {
    case DateOrders::Why::option: return fmt::format("{}: --date-order says so", order);
    case DateOrders::Why::habit:
      return fmt::format("{}: only the marketplace's habit says so; give --date-order if that is wrong", order);
    case DateOrders::Why::contradiction: return "not settled: it holds both orders, and open dates count as absent";
    default: return fmt::format("{}: {}", order, evidence());
  }
}

}  // namespace

void write_text(std::ostream& out, const Understanding& seen, const TextStyle& style) {
  for (std::size_t i = 0; i < seen.facts.files.size(); ++i) {
    const FileFacts& file = seen.facts.files[i];
    if (i > 0) out << '\n';
    out << painted(printable(file.name), Paint::bold, style) << fmt::format(", read as {}\n", name(file.role));
    write_form(out, file);
    out << "\n  Columns, and what they are read as\n";
    write_columns(out, file.columns);
    if (!file.date_orders.empty()) out << "\n  Dates as 03/04/2026\n";
    for (const auto& told : file.date_orders) {
      out << wrapped(fmt::format("    {}: {}", name(told.field), printable(told_text(told))), style.width, 6) << '\n';
    }
    const auto& failed = seen.failed[i];
    if (!failed.empty()) {
      out << (failed.size() < file.rejected ? fmt::format("\n  The first {} rows that failed\n", failed.size())
                                            : std::string{"\n  Rows that failed\n"});
    }
    for (const auto& reject : failed)
      out << wrapped(fmt::format("    line {}: {}", reject.line, describe(reject)), style.width, 6) << '\n';
  }
  write_notes(out, reading_notes(seen.facts), style);
}

}  // namespace lsr
