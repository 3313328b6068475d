/// The records of a text that are plain, one after the other: as many fields as the header, quotes only around whole
/// fields, no line ends inside (SPEC §7, RFC 4180).
///
///     PlainRecords records{dialect, 20, best_instructions()};
///     records.begin(text, 0);
///     while (records.next()) use(records.cell(3));                       // the others are only stepped over
///     records.place()                                                    // here begins one that is not plain, or the end
///
/// What is plain says the same here as in csv.hpp; everything else is left to it.
#pragma once

#include <cstdint>
#include <string_view>

#include "field_index.hpp"
#include "lsr/csv.hpp"

namespace lsr {

class PlainRecords {
 public:
  PlainRecords(const Dialect& dialect, std::size_t columns, Instructions instructions)
      : index_(dialect, instructions), columns_(columns), quoting_(dialect.quoting) {}

  /// Goes on at text[from], the first byte of a record; the text outlives the reading.
  void begin(std::string_view text, std::size_t from);

  /// Steps over the next record. False where it is not plain, not whole, or not there: then begin() comes next.
  bool next() {
    if (taken_ == ready_ && !find_more()) return false;
    ends_ = index_.ends().data() + taken_ * columns_;
    const std::size_t end = ends_[columns_ - 1];
    if (!is_plain(end)) [[unlikely]]
      return false;
    begin_ = place_;
    place_ = end + 1;
    ++taken_;
    return true;
  }

  /// Where the record begins that next() would step over.
  [[nodiscard]] std::size_t place() const { return place_; }

  /// Where the record begins that was stepped over last.
  [[nodiscard]] std::size_t begin_of_record() const { return begin_; }

  /// Of that record: a field without the quotes around it, in which quotes are still doubled.
  [[nodiscard]] std::string_view text(std::size_t column) const {
    const std::string_view field = raw(column);
    return is_quoted(field) ? field.substr(1, field.size() - 2) : field;
  }

  /// Whether quotes are doubled in it. Only what is quoted can hold any.
  [[nodiscard]] bool is_doubled(std::size_t column) const {
    const std::string_view field = raw(column);
    return is_quoted(field) && field.find('"', 1) != field.size() - 1;
  }

  /// The same as csv.hpp has it.
  [[nodiscard]] Cell cell(std::size_t column) const { return {text(column), is_doubled(column)}; }

 private:
  [[nodiscard]] bool is_quoted(std::string_view field) const {
    return !field.empty() && field.front() == '"' && quoting_;
  }
  [[nodiscard]] std::string_view raw(std::size_t column) const {
    const std::size_t begin = column == 0 ? begin_ : std::size_t{ends_[column - 1]} + 1;
    std::size_t end = ends_[column];
    if (column + 1 == columns_ && end != begin && text_[end - 1] == '\r') --end;
    return {text_.data() + begin, end - begin};
  }
  [[nodiscard]] bool is_plain(std::size_t end) const {
    return end < next_inner_end_ && end - place_ <= longest_record && (all_whole_ || is_whole());
  }
  bool find_more();
  [[nodiscard]] bool is_whole() const;
  void look_for_inner_end();

  FieldIndex index_;
  std::size_t columns_;
  bool quoting_;
  std::string_view text_;
  std::size_t step_ = 0;  // bytes that are looked at next
  std::size_t place_ = 0;
  std::size_t begin_ = 0;                // of the last record
  const std::uint32_t* ends_ = nullptr;  // of its fields
  std::size_t taken_ = 0;                // records of the index that were stepped over …
  std::size_t ready_ = 0;                // … of so many
  bool all_whole_ = false;               // each of them has a line end behind its last field, and nowhere else
  std::size_t next_inner_end_ = 0;       // the next line end inside quotes, from place_ on
};

}  // namespace lsr
