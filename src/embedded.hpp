#pragma once

/// Data files that travel inside the program, so that it needs none beside it.
/// The definitions are generated from data/ by cmake/embed_files.cmake.

#include <span>
#include <string_view>

namespace lsr::detail {

struct EmbeddedFile {
  std::string_view name;  ///< the file name without its extension: "us" for data/holidays/us.csv
  std::string_view text;  ///< its content, byte for byte
};

/// The holidays of each country, sorted by name.
extern const std::span<const EmbeddedFile> embedded_holidays;

/// The note to the buyer for each action, sorted by name: "ship" is data/templates/ship.txt.
extern const std::span<const EmbeddedFile> embedded_templates;

}  // namespace lsr::detail
