/// Records cut off a text in memory, which may be only a part of what there is: what csv.hpp says, without the reading.
///
///     RecordCutter cutter{dialect};
///     cutter.look_at(unread, ended);
///     while (const Record* record = cutter.next()) use(*record);         // null: more text is needed, or none is left
///     cutter.look_at(unread_and_more, ended);                            // begins where at() stood
///
/// Edges: cells are views into the text. A null at the end of a text that has `ended` is the end of the records.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lsr/csv.hpp"

namespace lsr {

class RecordCutter {
 public:
  explicit RecordCutter(const Dialect& dialect, std::uint64_t first_line = 1) : dialect_(dialect), line_(first_line) {}

  void set_dialect(const Dialect& dialect) { dialect_ = dialect; }
  [[nodiscard]] const Dialect& dialect() const { return dialect_; }

  /// What is not cut yet, from the byte at() on; `ended`: nothing comes behind it.
  void look_at(std::string_view unread, bool ended);

  /// Begins anew with another text, whose first byte stands in that line.
  void restart(std::string_view text, bool ended, std::uint64_t line);

  /// Goes on at a later place of the same text, where a record begins, in that line.
  void go_on_at(const char* place, std::uint64_t line);

  /// The next record; null where the text does not hold all of it.
  const Record* next();

  /// The last record was of a wrong shape after all: the next one begins at the line after the one it began in.
  void retreat();

  /// The next record begins here, or further on where the last one was at fault …
  [[nodiscard]] const char* at() const { return at_; }
  /// … in this physical line.
  [[nodiscard]] std::uint64_t line() const { return line_; }

  /// Goes there, where it lies further on; false where the text does not reach that far.
  bool go_to_next() { return !in_lost_line_ || pass_lost_line(); }

 private:
  void move_to(const char* place);
  bool pass_lost_line();
  void remember_doomed_lines();

  Dialect dialect_;
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  bool ended_ = false;
  bool in_lost_line_ = false;
  const char* begin_ = nullptr;  // of the last record
  std::uint64_t line_;           // the physical line of at_
  std::uint64_t offset_ = 0;     // where in the whole text at_ is, modulo 2^64
  std::vector<std::uint64_t>
      doomed_;  // where in the whole text lines begin that, inside quotes, lead to a fault; sorted
  Record record_;
};

}  // namespace lsr
