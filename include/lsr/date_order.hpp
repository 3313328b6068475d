/// 03/04/2026: March 4 or 3 April? Settled once per column, from what the whole log shows (SPEC §2).
///
///     DateOrders orders{std::nullopt, DateOrder::mdy};
///     const auto file = orders.add_file("orders.csv");
///     orders.witness(file, Field::purchase_date, DateOrder::dmy, {7, "13/01/2026", "Ordered"});
///     orders.decide(file, Field::confirm_date)                           // dmy: the file's other columns say so
///
/// A column's own evidence decides; else the other columns of its file where they agree; else the other files where
/// they agree; else the marketplace's habit. `--date-order` ends all of it.
///
/// Edges: on a stream the order has to be assumed before all evidence is in. What was assumed is remembered, and a
/// witness against it is a fault of the file that names the line and the option to give.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/columns.hpp"
#include "lsr/date_text.hpp"

namespace lsr {

/// "month first"
std::string_view description(DateOrder);

class DateOrders {
 public:
  enum class Why : std::uint8_t { option, column, file, log, habit, contradiction };
  struct Decision {
    DateOrder order;
    Why why;
  };
  /// A date that has one reading only.
  struct Witness {
    std::uint64_t line;
    std::string date;
    std::string column;  ///< by its name in the file
  };
  /// Columns of a FILE whose open dates were read by habit alone.
  struct Habitual {
    std::string file;
    std::vector<std::string_view> columns;  ///< by their field's name
    DateOrder order;
  };

  DateOrders(std::optional<DateOrder> option, DateOrder habit) : option_(option), habit_(habit) {}

  std::size_t add_file(std::string name);

  /// Whether the column's own dates have decided already.
  [[nodiscard]] bool has_evidence(std::size_t file, Field) const;

  /// Whether such a witness is known already; a further one says nothing new.
  [[nodiscard]] bool is_witnessed(std::size_t file, Field, DateOrder) const;

  /// Takes a witness. Throws Error{input} where it contradicts another one of its column (in columns that no verdict
  /// needs that only makes their open dates count as absent), or contradicts what was assumed on a stream.
  void witness(std::size_t file, Field, DateOrder, const Witness&);

  /// What an open date of the column means, as far as is known now. Why::contradiction: nothing.
  [[nodiscard]] Decision decide(std::size_t file, Field) const;

  /// Like decide, and holds later witnesses to it.
  Decision assume(std::size_t file, Field);

  /// The FILEs in which open dates were read, and only the habit said how.
  [[nodiscard]] std::vector<Habitual> habitual() const;

  /// How the slashed dates of a column were read, and which date of the log said so.
  struct Told {
    Field field;
    Decision decision;
    std::optional<Witness> witness;  ///< absent where an option or the habit decided
    std::string witness_file;        ///< the FILE in which that date stands
  };

  /// Of the file's columns that hold such dates.
  [[nodiscard]] std::vector<Told> told(std::size_t file) const;

  /// Columns that contradict themselves, of those that no verdict needs.
  [[nodiscard]] std::vector<Field> contradictory(std::size_t file) const;

 private:
  struct Column {
    std::optional<Witness> month_first;
    std::optional<Witness> day_first;
    std::optional<DateOrder> assumed;
    [[nodiscard]] std::optional<DateOrder> evidence() const;
    [[nodiscard]] const Witness& witness() const { return month_first ? *month_first : *day_first; }
    [[nodiscard]] bool contradictory() const { return month_first && day_first; }
  };
  struct File {
    std::string name;
    std::map<Field, Column> columns;
  };

  [[nodiscard]] std::optional<std::size_t> file_that_decides(std::size_t file, Why) const;
  void hold_to_assumptions(std::size_t file, const Witness&) const;

  std::optional<DateOrder> option_;
  DateOrder habit_;
  std::vector<File> files_;
};

}  // namespace lsr
