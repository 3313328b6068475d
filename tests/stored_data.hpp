/// Results that something independent worked out, stored in tests/data: lines of words.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace lsr::test {

/// The lines of tests/data/NAME without those that begin with #.
inline std::vector<std::string> stored_lines(const std::string& name) {
  std::ifstream in{std::filesystem::path{LSR_SOURCE_DIR} / "tests" / "data" / name};
  if (!in) throw std::runtime_error{"tests/data/" + name + " is missing"};
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.front() != '#') lines.push_back(line);
  }
  return lines;
}

inline std::vector<std::string> words_of(const std::string& line) {
  std::istringstream in{line};
  return {std::istream_iterator<std::string>{in}, {}};
}

}  // namespace lsr::test
