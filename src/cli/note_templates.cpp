#include "note_templates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <vector>

#include "lsr/error.hpp"
#include "lsr/input.hpp"
#include "nearest.hpp"

namespace lsr::cli {

namespace {

namespace fs = std::filesystem;

std::string file_name(Action action) { return fmt::format("{}.txt", name(action)); }

NoteTemplate read_template(const std::string& path) {
  constexpr std::size_t longest = std::size_t{1} << 16;
  const auto text = whole_text(*file_source(path).open(), longest);
  if (!text) throw Error{Error::Kind::input, fmt::format("{}: is too long for a note to a buyer", path)};
  return {path, *text};
}

/// All of them: those that are in use, or only look as if they were.
std::vector<std::string> text_files(const std::string& directory) {
  std::error_code fault;
  std::vector<std::string> names;
  for (fs::directory_iterator it{directory, fault}; !fault && it != fs::directory_iterator{}; it.increment(fault)) {
    if (it->path().extension() == ".txt") names.push_back(it->path().filename().string());
  }
  if (fault) {
    throw Error{Error::Kind::input, fmt::format("--templates {}: {}; name a directory", directory, fault.message())};
  }
  std::sort(names.begin(), names.end());
  return names;
}

void complain_of_unused(const std::string& directory, const std::vector<std::string>& files) {
  std::vector<std::string> used;
  for (std::size_t i = 0; i < action_count; ++i) used.push_back(file_name(static_cast<Action>(i)));
  for (const auto& file : files) {
    if (std::find(used.begin(), used.end(), file) != used.end()) continue;
    const auto near = nearest(used.size(), [&](std::size_t i) { return likeness(file, used[i]); });
    const std::string meant = near.empty() ? std::string{} : fmt::format("; did you mean {}?", used[near.front()]);
    complain(fmt::format("note: {} is named like no action of a plan, and not used{}",
                         (fs::path{directory} / file).string(), meant));
  }
}

}  // namespace

NoteTemplates note_templates(const std::optional<std::string>& directory, const Loudness& loudness) {
  const auto files = directory ? text_files(*directory) : std::vector<std::string>{};
  if (!loudness.quiet) complain_of_unused(directory.value_or(""), files);
  NoteTemplates templates;
  for (std::size_t i = 0; i < action_count; ++i) {
    const auto action = static_cast<Action>(i);
    const bool own = std::binary_search(files.begin(), files.end(), file_name(action));
    templates.push_back(own ? read_template((fs::path{*directory} / file_name(action)).string())
                            : built_in_template(action));
  }
  return templates;
}

}  // namespace lsr::cli
