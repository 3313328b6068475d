/// The line that tells how far the reading of a long log is, rewritten in place as long as it lasts.
///
///     Progress progress{screen};                                         // the terminal behind standard error
///     read(watched(std::move(sources), progress));                       // orders.csv: 1.2 GB of 2.8 GB (43 %)
///     progress.clear();                                                  // before anything else is written there
///
/// Nothing is shown in the first second, and a new line at most ten times a second: what is quickly read shows nothing.
/// What counts is what was read of the file as it lies there: of a compressed one the compressed bytes.
///
/// Edges: readers may be used and the line be cleared from several threads. A file that is opened once more begins
/// anew. What has no known size (a stream, a file that grows meanwhile) has no share of it either.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "lsr/input.hpp"
#include "lsr/order_log.hpp"

namespace lsr::cli {

/// Where the line is shown, and the clock.
struct ProgressScreen {
  std::function<std::chrono::steady_clock::time_point()> now;
  std::function<std::size_t()> width;  ///< in columns; looked at anew for each line
  std::function<void(std::string_view)> write;
};

struct ReadSoFar {
  std::string name;  ///< of the FILE
  std::uint64_t bytes = 0;
  std::optional<std::uint64_t> of;
};

/// The line's text, which takes up at most `width` columns: a long name loses its beginning, then is left out; empty
/// where there is no room for the figures.
std::string progress_line(const ReadSoFar&, std::size_t width);

class Progress {
 public:
  explicit Progress(ProgressScreen);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  Progress(Progress&&) = delete;
  Progress& operator=(Progress&&) = delete;
  /// Clears the line.
  ~Progress();

  /// A file is opened; nothing of it is read yet.
  void begin(std::string name, std::optional<std::uint64_t> size);
  /// So many more bytes of it are read. Shows the line when it is time.
  void add(std::size_t bytes);
  /// Takes the line away, if one is shown.
  void clear();

 private:
  std::mutex mutex_;
  ProgressScreen screen_;
  std::chrono::steady_clock::time_point next_;  // when to show a line again
  ReadSoFar so_far_;
  bool shown_ = false;
};

/// The same sources; what is read of them is told to `progress`, which has to outlive them and their readers.
Source watched(Source, Progress&);
LogSources watched(LogSources, Progress&);

}  // namespace lsr::cli
