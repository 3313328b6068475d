/// Delimited text, block by block, into records whose cells are views (SPEC §7, RFC 4180).
///
///     RecordReader records{source.open()};
///     records.set_dialect({.delimiter = ';', .quoting = true});
///     while (const Record* record = records.next()) use(record->line, record->cells);
///
///     text_of(record->cells[3], scratch)                                 // doubled quotes undone, if there are any
///
/// A record's cells are views into the reader's buffer until the next call; nothing is allocated per record, and the
/// buffer is bounded by one block and the longest record allowed.
///
/// What is read leniently: a quote inside an unquoted cell is a plain character; line ends are LF, CRLF or CR, mixed;
/// the last line needs none. What is a fault of shape: text after a closing quote, a quote that nothing closes, a
/// record over longest_record bytes. Such a record carries its fault instead of cells, and reading goes on at the line
/// after the one it began in. A caller who finds a further fault of shape calls retreat() for the same.
///
/// Edges: the answer does not depend on the block size. Line numbers are physical lines from 1, also inside quotes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/input.hpp"

namespace lsr {

struct Dialect {
  char delimiter = ',';
  bool quoting = true;  ///< false: quotes are plain characters, as in the marketplace's tab-delimited files
};

/// "comma", "tab", "semicolon", "pipe"
std::string_view delimiter_name(char delimiter);

/// A record longer than this, without its line end, is a fault of shape (SPEC §7).
inline constexpr std::size_t longest_record = std::size_t{1} << 20;

inline constexpr std::size_t default_block = std::size_t{1} << 19;

/// A field as it stands in the file, without the quotes around it.
struct Cell {
  std::string_view raw;
  bool doubled = false;  ///< it holds doubled quotes: read it through text_of
};

/// The cell's text with its doubled quotes undone into `scratch`.
std::string_view undoubled(const Cell&, std::string& scratch);

/// The cell's text; `scratch` is written to only where quotes are doubled, and then holds the result.
inline std::string_view text_of(const Cell& cell, std::string& scratch) {
  return cell.doubled ? undoubled(cell, scratch) : cell.raw;
}

enum class ShapeFault : std::uint8_t { none, text_after_quote, unclosed_quote, too_long };

struct Record {
  std::uint64_t line = 0;  ///< the physical line it begins in, from 1
  ShapeFault fault = ShapeFault::none;
  std::vector<Cell> cells;  ///< empty where the shape is at fault
  /// Its lines that begin inside a quoted cell, without line ends; where the shape is at fault, only their number
  /// counts.
  std::vector<std::string_view> quoted_lines;
};

/// Reads the first record of `text` alone, which ends where the text does. For lines that are looked at twice.
Record read_alone(std::string_view text, const Dialect&);

class PageBuffer;
class RecordCutter;

class RecordReader {
 public:
  /// `first_line` is the physical line that the source's first byte stands in.
  explicit RecordReader(std::unique_ptr<ByteReader>, std::size_t block = default_block, std::uint64_t first_line = 1);
  RecordReader(RecordReader&&) noexcept;
  RecordReader& operator=(RecordReader&&) = delete;
  RecordReader(const RecordReader&) = delete;
  RecordReader& operator=(const RecordReader&) = delete;
  ~RecordReader();

  /// The bytes from the current place on, at least `wanted` of them or all there are. For a look at the beginning of a
  /// file; `wanted` ≤ longest_record.
  std::string_view peek(std::size_t wanted);

  /// Skips that many bytes of what peek showed: a byte-order mark.
  void skip(std::size_t bytes);

  void set_dialect(const Dialect&);
  [[nodiscard]] const Dialect& dialect() const;

  /// The next record, or null at the end. Throws Error{input} where the source fails, or is no text from some line on.
  const Record* next();

  /// The last record was of a wrong shape after all: the next one begins at the line after the one it began in.
  void retreat();

  /// What comes behind the records that were read, for another way of reading it. The reader is of no use after that.
  struct Rest {
    std::string head;                    ///< was taken from the source already
    std::unique_ptr<ByteReader> source;  ///< whatever comes behind it
    bool ended = false;                  ///< the source: there is nothing behind the head
    std::uint64_t line = 1;              ///< the physical line in which the head begins
  };
  Rest take_rest();

 private:
  bool refill();
  std::size_t read_block();
  [[nodiscard]] std::string_view unread() const;

  std::unique_ptr<ByteReader> source_;
  std::size_t block_;
  std::unique_ptr<PageBuffer> buffer_;  // [room for the unread end of the last block][block]
  std::size_t end_;                     // what has been read ends here
  bool at_beginning_ = true;
  bool source_ended_ = false;
  std::unique_ptr<RecordCutter> cutter_;
};

}  // namespace lsr
