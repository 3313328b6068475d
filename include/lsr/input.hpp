/// Where bytes come from: a file, a pipe, or memory, behind one small interface.
///
///     const Source source = file_source("orders.csv");
///     auto bytes = source.open();                                        // throws Error{input} with the remedy
///
///     std::array<char, 4096> block;
///     const std::size_t got = bytes->read(block);                        // 0 only at the end
///
/// Edges: a source that is a pipe can be opened once; `rereadable` tells. A directory, a missing or unreadable file is
/// a fault of the file (SPEC §7). Compressed input and foreign encodings belong here: another ByteReader around this
/// one.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lsr {

class ByteReader {
 public:
  ByteReader() = default;
  ByteReader(const ByteReader&) = delete;
  ByteReader& operator=(const ByteReader&) = delete;
  ByteReader(ByteReader&&) = delete;
  ByteReader& operator=(ByteReader&&) = delete;
  virtual ~ByteReader() = default;

  /// Fills `into` from the front, as far as there is anything; 0 only at the end. Throws Error{input}.
  virtual std::size_t read(std::span<char> into) = 0;
};

/// One FILE of the log, by the name it was given.
struct Source {
  std::string name;
  bool rereadable = false;  ///< a regular file: it may be opened a second time and says the same
  std::function<std::unique_ptr<ByteReader>()> open;
};

/// A file by its path. Throws Error{input} at once where it is missing, unreadable or a directory.
Source file_source(const std::string& path);

/// An open file descriptor, as standard input (0); it is read once and not closed.
Source stream_source(const std::string& name, int descriptor);

/// All that a reader gives; nothing where it is longer than `longest` bytes. Throws Error{input}.
std::optional<std::string> whole_text(ByteReader&, std::size_t longest);

/// Text that is already in memory, and outlives the source.
Source memory_source(std::string name, std::string_view text);

}  // namespace lsr
