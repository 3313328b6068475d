/// One column of records whose fields all have been found: the same field of each of them.
///
///     const FieldColumn confirmed = records.column(17);
///     confirmed.text(3)                                                  // of the fourth record
///
/// Edges: a view into the text and into the places of the fields' ends, which are `stride` apart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lsr {

class FieldColumn {
 public:
  /// `ends` has the place where the first record's field ends, and before it where the field before that one does.
  /// A carriage return before the end is none of a `last` column's fields'.
  FieldColumn(const char* text, const std::uint32_t* ends, std::size_t stride, bool last, bool quoting)
      : text_(text), ends_(ends), stride_(stride), last_(last), quoting_(quoting) {}

  /// The field as it is written, with the quotes around it.
  [[nodiscard]] std::string_view written(std::size_t record) const {
    const std::uint32_t* const end = ends_ + record * stride_;
    const std::size_t begin = end[-1] + 1U;
    std::size_t size = *end - begin;
    if (last_ && size != 0 && text_[*end - 1] == '\r') --size;
    return {text_ + begin, size};
  }

  /// Whether there are quotes around a field that is written so.
  [[nodiscard]] bool is_quoted(std::string_view field) const { return !field.empty() && field[0] == '"' && quoting_; }

  /// The field without the quotes around it, in which quotes are still doubled.
  [[nodiscard]] std::string_view text(std::size_t record) const {
    const std::string_view field = written(record);
    if (is_quoted(field)) [[unlikely]]
      return {field.data() + 1, field.size() - 2};
    return field;
  }

  /// Whether quotes are doubled in it. Only what is quoted can hold any.
  [[nodiscard]] bool is_doubled(std::size_t record) const {
    const std::string_view field = written(record);
    return is_quoted(field) && field.find('"', 1) != field.size() - 1;
  }

 private:
  const char* text_;
  const std::uint32_t* ends_;
  std::size_t stride_;
  bool last_;
  bool quoting_;
};

}  // namespace lsr
