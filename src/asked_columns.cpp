#include "asked_columns.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>

#include "lsr/error.hpp"
#include "nearest.hpp"

namespace lsr {

namespace {

bool has_column(const FileFacts& file, const std::string& as_compared) {
  return std::any_of(file.columns.names.begin(), file.columns.names.end(),
                     [&](const std::string& name) { return same_name(name, as_compared); });
}

bool may_have_extras(const FileFacts& file) { return file.role != Role::scans; }

std::string sentence_of_missing(std::span<const FileFacts> files, const ExtraColumn& extra) {
  if (extra.field) {
    return fmt::format("--by {0}: no FILE has a column for it ({1}); name it with --map {0}=COLUMN", name(*extra.field),
                       fmt::join(extra.names, ", "));
  }
  const auto& asked = extra.names.front();
  std::vector<std::string> known;
  for (const auto& file : files) {
    if (may_have_extras(file)) known.insert(known.end(), file.columns.names.begin(), file.columns.names.end());
  }
  const auto near =
      nearest(known.size(), [&](std::size_t i) { return likeness(comparable(asked), comparable(known[i])); });
  const std::string meant =
      near.empty() ? std::string{} : fmt::format("; did you mean --by \"{}\"?", known[near.front()]);
  return fmt::format("--by {}: no FILE has a column of that name{}", asked, meant);
}

}  // namespace

void refuse_unused_map(std::span<const FileFacts> files, const ColumnMap& map, const Policy& policy) {
  for (const auto& [field, column] : map) {
    const bool seen = std::any_of(
        files.begin(), files.end(),
        [as_compared = comparable(column)](const FileFacts& file) { return has_column(file, as_compared); });
    const bool of_settings = field == Field::sku || field == Field::handling_time;
    if (seen || (of_settings && !policy.handling_times.empty())) continue;
    throw Error{Error::Kind::input, fmt::format("--map {}={}: no FILE has a column of that name", name(field), column)};
  }
}

void refuse_missing_extras(std::span<const FileFacts> files, const std::vector<ExtraColumn>& extras) {
  for (const auto& extra : extras) {
    const bool seen = std::any_of(files.begin(), files.end(), [&](const FileFacts& file) {
      return may_have_extras(file) && find_column(file.columns, extra);
    });
    if (!seen) throw Error{Error::Kind::input, sentence_of_missing(files, extra)};
  }
}

}  // namespace lsr
