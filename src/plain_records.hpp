/// The records of a text that are plain, one after the other: as many fields as the header, quotes only around whole
/// fields, no line ends inside (SPEC §7, RFC 4180).
///
///     PlainRecords records{dialect, 20, best_instructions()};
///     records.begin(text, 0);
///     while (const std::size_t count = records.take(64))
///       for (std::size_t i = 0; i < count; ++i) use(records.cell(i, 3)); // the others are only stepped over
///     records.place()                                                    // here begins one that is not plain, or the end
///
/// What is plain says the same here as in csv.hpp; everything else is left to it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "field_column.hpp"
#include "field_index.hpp"
#include "lsr/csv.hpp"

namespace lsr {

class PlainRecords {
 public:
  PlainRecords(const Dialect& dialect, std::size_t columns, Instructions instructions)
      : index_(dialect, instructions), columns_(columns), quoting_(dialect.quoting) {}

  /// Goes on at text[from], the first byte of a record; the text outlives the reading.
  void begin(std::string_view text, std::size_t from);

  /// Steps over the next records, `most` of them at most, and tells how many. None where the next one is not plain, not
  /// whole, or not there: then begin() comes next.
  std::size_t take(std::size_t most) {
    if (taken_ == ready_ && !find_more()) return 0;
    ends_ = index_.ends().data() + taken_ * columns_;
    most = std::min(most, ready_ - taken_);
    const std::size_t count = all_plain(most) ? most : plain_at_first(most);
    if (count != 0) place_ = end_of(count - 1, columns_ - 1) + 1;
    taken_ += count;
    return count;
  }

  /// Where the record begins that would be the next.
  [[nodiscard]] std::size_t place() const { return place_; }

  /// Of the records that were taken last: where one begins.
  [[nodiscard]] std::size_t begin_of(std::size_t record) const { return begin_of(record, 0); }

  /// Of them: one column.
  [[nodiscard]] FieldColumn column(std::size_t column) const {
    return {text_.data(), ends_ + column, columns_, column + 1 == columns_ && index_.has_returns(), quoting_};
  }

  /// Of them: one field, as csv.hpp has it.
  [[nodiscard]] Cell cell(std::size_t record, std::size_t column) const {
    const FieldColumn fields = this->column(column);
    return {fields.text(record), fields.is_doubled(record)};
  }

 private:
  [[nodiscard]] std::size_t end_of(std::size_t record, std::size_t column) const {
    return ends_[record * columns_ + column];
  }
  /// Behind the end that stands before, were it that of another record.
  [[nodiscard]] std::size_t begin_of(std::size_t record, std::size_t column) const {
    return ends_[static_cast<std::ptrdiff_t>(record * columns_ + column) - 1] + 1U;
  }
  /// Whether so many are, from the next one on. Together they may be too long, and yet each of them is plain.
  [[nodiscard]] bool all_plain(std::size_t records) const {
    if (records == 0) return false;
    const std::size_t end = end_of(records - 1, columns_ - 1);
    return all_whole_ && end < next_inner_end_ && end - place_ <= longest_record;
  }
  /// How many are, one by one; `most` at most.
  [[nodiscard]] std::size_t plain_at_first(std::size_t most) const {
    std::size_t count = 0;
    for (std::size_t begin = place_; count < most && is_plain(count, begin); ++count) {
      begin = end_of(count, columns_ - 1) + 1;
    }
    return count;
  }
  [[nodiscard]] bool is_plain(std::size_t record, std::size_t begin) const {
    const std::size_t end = end_of(record, columns_ - 1);
    return end < next_inner_end_ && end - begin <= longest_record && (all_whole_ || is_whole(record));
  }
  bool find_more();
  [[nodiscard]] bool is_whole(std::size_t record) const;
  void look_for_inner_end();

  FieldIndex index_;
  std::size_t columns_;
  bool quoting_;
  std::string_view text_;
  std::size_t step_ = 0;  // bytes that are looked at next
  std::size_t place_ = 0;
  const std::uint32_t* ends_ = nullptr;  // of the fields of the records that were taken last, or could not be
  std::size_t taken_ = 0;                // records of the index that were stepped over …
  std::size_t ready_ = 0;                // … of so many
  bool all_whole_ = false;               // each of them has a line end behind its last field, and nowhere else
  std::size_t next_inner_end_ = 0;       // the next line end inside quotes, from place_ on
};

}  // namespace lsr
