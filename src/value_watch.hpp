/// Columns of a FILE that should have values: which of them had none so far. A file without a single confirm is odd.
///
///     ValueWatch watch{{3, 7}};
///     watch.look([&](std::size_t column) { return record.cells[column].raw; });
///     watch.has_value(7)
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "lsr/date_text.hpp"

namespace lsr {

class ValueWatch {
 public:
  explicit ValueWatch(std::vector<std::size_t> columns) : unseen_(std::move(columns)) {}

  [[nodiscard]] bool saw_all() const { return unseen_.empty(); }

  /// `text_of` gives the cell of a column.
  template <typename TextOf>
  void look(TextOf text_of) {
    if (unseen_.empty()) return;
    std::erase_if(unseen_, [&](std::size_t column) { return !means_nothing(text_of(column)); });
  }

  /// What another one saw in other rows of the file.
  void add(const ValueWatch& other) {
    std::erase_if(unseen_, [&](std::size_t column) { return other.has_value(column); });
  }

  [[nodiscard]] bool has_value(std::size_t column) const {
    return std::find(unseen_.begin(), unseen_.end(), column) == unseen_.end();
  }

 private:
  std::vector<std::size_t> unseen_;
};

}  // namespace lsr
