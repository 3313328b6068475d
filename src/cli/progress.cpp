#include "progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "export/printable.hpp"
#include "utf8.hpp"

namespace lsr::cli {

namespace {

using namespace std::chrono_literals;

constexpr auto first_after = 1s;
constexpr auto then_every = 100ms;

// To the beginning of the line; and what is right of there goes.
constexpr std::string_view line_begin = "\r";
constexpr std::string_view clear_rest = "\x1b[K";

struct Unit {
  std::uint64_t bytes;
  std::string_view name;
};
constexpr std::array units{Unit{1'000, "kB"}, Unit{1'000'000, "MB"}, Unit{1'000'000'000, "GB"}};

std::string size_text(std::uint64_t bytes) {
  const auto tenths = [&](const Unit& unit) { return (bytes + unit.bytes / 20) / (unit.bytes / 10); };
  const auto fits = [&](const Unit& unit) { return tenths(unit) < 10'000; };
  const auto found = std::find_if(units.begin(), units.end(), fits);
  const Unit& unit = found == units.end() ? units.back() : *found;
  return fmt::format("{}.{} {}", tenths(unit) / 10, tenths(unit) % 10, unit.name);
}

std::string figures(const ReadSoFar& so_far) {
  const auto& [name, bytes, of] = so_far;
  // A file that has grown, and one without a size (as in /proc), are no parts of anything.
  if (!of || *of == 0 || bytes > *of) return size_text(bytes);
  return fmt::format("{} of {} ({} %)", size_text(bytes), size_text(*of), bytes * 100 / *of);
}

/// Columns on the screen. From three bytes on there are Chinese characters and others of double width: all of these are
/// taken for such, so that the line is never too long.
std::size_t columns_of(std::string_view character) { return character.size() < 3 ? 1 : 2; }

std::size_t columns_of_all(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const auto character = text.substr(0, character_size(text));
    columns += columns_of(character);
    text.remove_prefix(character.size());
  }
  return columns;
}

/// A name's end tells more than its beginning. Empty where too little of it would be left.
std::string fitting_name(const std::string& name, std::size_t room) {
  constexpr std::string_view left_out = "...";
  constexpr std::size_t least = 8;
  std::string_view rest = name;
  std::size_t columns = columns_of_all(rest);
  if (columns <= room) return name;
  if (room < least) return {};
  while (columns + left_out.size() > room) {
    const auto character = rest.substr(0, character_size(rest));
    columns -= columns_of(character);
    rest.remove_prefix(character.size());
  }
  return fmt::format("{}{}", left_out, rest);
}

class WatchedReader : public ByteReader {
 public:
  WatchedReader(std::unique_ptr<ByteReader> bytes, Progress& progress)
      : bytes_(std::move(bytes)), progress_(progress) {}

  std::size_t read(std::span<char> into) override {
    const std::size_t got = bytes_->read(into);
    progress_.add(got);
    return got;
  }

 private:
  std::unique_ptr<ByteReader> bytes_;
  Progress& progress_;
};

std::optional<std::uint64_t> size_of(const Source& source) {
  if (!source.rereadable) return std::nullopt;
  std::error_code unknown;
  const auto size = std::filesystem::file_size(source.name, unknown);
  return unknown ? std::nullopt : std::optional<std::uint64_t>{size};
}

}  // namespace

std::string progress_line(const ReadSoFar& so_far, std::size_t width) {
  const std::string read = figures(so_far);
  if (read.size() > width) return {};
  constexpr std::string_view between = ": ";
  const std::size_t taken = read.size() + between.size();
  const std::string name = taken < width ? fitting_name(printable(so_far.name), width - taken) : std::string{};
  return name.empty() ? read : fmt::format("{}{}{}", name, between, read);
}

Progress::Progress(ProgressScreen screen) : screen_(std::move(screen)), next_(screen_.now() + first_after) {}

Progress::~Progress() { clear(); }

void Progress::begin(std::string name, std::optional<std::uint64_t> size) {
  const std::lock_guard lock{mutex_};
  so_far_ = {std::move(name), 0, size};
}

void Progress::add(std::size_t bytes) {
  const std::lock_guard lock{mutex_};
  so_far_.bytes += bytes;
  const auto now = screen_.now();
  if (now < next_) return;
  next_ = now + then_every;
  shown_ = true;
  // The last column stays free: behind it terminals differ in where they believe to be.
  const std::size_t width = std::max<std::size_t>(screen_.width(), 1) - 1;
  screen_.write(fmt::format("{}{}{}", line_begin, progress_line(so_far_, width), clear_rest));
}

void Progress::clear() {
  const std::lock_guard lock{mutex_};
  if (!std::exchange(shown_, false)) return;
  screen_.write(fmt::format("{}{}", line_begin, clear_rest));
}

Source watched(Source source, Progress& progress) {
  const std::string name = source.name;
  const bool rereadable = source.rereadable;
  return {name, rereadable, [source = std::move(source), &progress] {
            auto bytes = source.open();
            progress.begin(source.name, size_of(source));
            return std::make_unique<WatchedReader>(std::move(bytes), progress);
          }};
}

LogSources watched(LogSources sources, Progress& progress) {
  for (auto* const role : {&sources.orders, &sources.shipments, &sources.scans}) {
    for (Source& source : *role) source = watched(std::move(source), progress);
  }
  return sources;
}

}  // namespace lsr::cli
