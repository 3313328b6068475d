#include "lsr/handling_times.hpp"

#include <fmt/format.h>

#include <map>

#include "log_file.hpp"
#include "lsr/date_text.hpp"
#include "lsr/error.hpp"

namespace lsr {

namespace {

[[noreturn]] void fault_of_line(const Source& source, std::uint64_t line, std::string_view what) {
  throw Error{Error::Kind::input, fmt::format("{}:{}: {}", source.name, line, what)};
}

}  // namespace

HandlingTimes read_handling_times(const Source& source, const ReadingOptions& options) {
  LogFile file = open_log_file(source, Role::handling_times, options);
  const std::size_t sku_column = file.columns.of(Field::sku).value();
  const std::size_t days_column = file.columns.of(Field::handling_time).value();
  HandlingTimes times;
  std::map<std::string, std::uint64_t> lines;  // where each SKU stands
  RecordWalk walk{file.records, file.columns, file.role, options.date_order};
  for (auto kind = walk.next(); kind != RecordWalk::Kind::end; kind = walk.next()) {
    if (kind == RecordWalk::Kind::repeated_header) continue;
    if (kind == RecordWalk::Kind::fault) fault_of_line(source, walk.line(), fmt::format("the row {}", walk.what()));
    std::string scratch;
    const std::string sku{trimmed(text_of(walk.record().cells[sku_column], scratch))};
    const std::string text{trimmed(text_of(walk.record().cells[days_column], scratch))};
    if (means_nothing(text)) continue;
    const auto days = handling_time_of(text);
    if (!days) {
      fault_of_line(source, walk.line(),
                    fmt::format(R"(column "{}": is no whole number of days from 0 to {} (value "{}"))",
                                file.columns.names[days_column], longest_handling_time, text.substr(0, 40)));
    }
    if (sku.empty()) {
      fault_of_line(
          source, walk.line(),
          fmt::format("column \"{}\": is empty; a handling time needs its SKU", file.columns.names[sku_column]));
    }
    const auto [place, is_new] = times.emplace(sku, *days);
    if (!is_new && place->second != *days) {
      fault_of_line(source, walk.line(),
                    fmt::format("the SKU has another handling time in line {} ({} and {} days); keep one of them",
                                lines[sku], place->second, *days));
    }
    lines.emplace(sku, walk.line());
  }
  return times;
}

}  // namespace lsr
