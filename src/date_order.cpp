#include "lsr/date_order.hpp"

#include <fmt/format.h>

#include "lsr/error.hpp"

namespace lsr {

namespace {

std::string_view option_value(DateOrder order) {
  switch (order) {
    case DateOrder::ymd: return "ymd";
    case DateOrder::mdy: return "mdy";
    case DateOrder::dmy: return "dmy";
  }
  return "";
}

/// Columns that no verdict needs: a contradiction there costs a warning, not the run (SPEC §2).
bool is_needed(Field field) {
  return field != Field::ready_date && field != Field::delivered_date && field != Field::latest_delivery_date;
}

/// Collects orders; says which one where all agree.
class Agreement {
 public:
  void add(std::optional<DateOrder> order) {
    if (!order) return;
    disagreed_ = disagreed_ || (order_ && order_ != order);
    order_ = order;
  }
  [[nodiscard]] std::optional<DateOrder> result() const { return disagreed_ ? std::nullopt : order_; }

 private:
  std::optional<DateOrder> order_;
  bool disagreed_ = false;
};

}  // namespace

std::string_view description(DateOrder order) {
  switch (order) {
    case DateOrder::ymd: return "year first";
    case DateOrder::mdy: return "month first";
    case DateOrder::dmy: return "day first";
  }
  return "";
}

std::optional<DateOrder> DateOrders::Column::evidence() const {
  if (contradictory()) return std::nullopt;
  if (month_first) return DateOrder::mdy;
  if (day_first) return DateOrder::dmy;
  return std::nullopt;
}

std::size_t DateOrders::add_file(std::string name) {
  files_.push_back({std::move(name), {}});
  return files_.size() - 1;
}

bool DateOrders::has_evidence(std::size_t file, Field field) const {
  const auto& columns = files_[file].columns;
  const auto found = columns.find(field);
  return found != columns.end() && (found->second.month_first || found->second.day_first);
}

bool DateOrders::is_witnessed(std::size_t file, Field field, DateOrder order) const {
  const auto& columns = files_[file].columns;
  const auto found = columns.find(field);
  if (found == columns.end()) return false;
  return (order == DateOrder::mdy ? found->second.month_first : found->second.day_first).has_value();
}

void DateOrders::witness(std::size_t file, Field field, DateOrder order, const Witness& witness) {
  Column& column = files_[file].columns[field];
  auto& own = order == DateOrder::mdy ? column.month_first : column.day_first;
  if (own) return;
  own = witness;
  if (column.contradictory() && is_needed(field)) {
    const auto& [first, second] = column.month_first->line < column.day_first->line
                                      ? std::pair{*column.month_first, *column.day_first}
                                      : std::pair{*column.day_first, *column.month_first};
    throw Error{
        Error::Kind::input,
        fmt::format("{}:{}: column \"{}\" holds \"{}\", and \"{}\" in line {}: one is day first, the other month "
                    "first; mend the file, or give --date-order dmy or mdy to reject the others",
                    files_[file].name, second.line, second.column, second.date, first.date, first.line)};
  }
  hold_to_assumptions(file, witness);
}

void DateOrders::hold_to_assumptions(std::size_t file, const Witness& witness) const {
  for (std::size_t i = 0; i < files_.size(); ++i) {
    for (const auto& [field, column] : files_[i].columns) {
      if (!column.assumed || !is_needed(field)) continue;
      const Decision now = decide(i, field);
      if (now.order == *column.assumed) continue;
      throw Error{
          Error::Kind::input,
          fmt::format("{}:{}: \"{}\" shows that dates are {} here, but those of column \"{}\" in {} were read {} "
                      "before it came; give --date-order {}",
                      files_[file].name, witness.line, witness.date, description(now.order), name(field),
                      files_[i].name, description(*column.assumed), option_value(now.order))};
    }
  }
}

DateOrders::Decision DateOrders::decide(std::size_t file, Field field) const {
  if (option_) return {*option_, Why::option};
  const auto& columns = files_[file].columns;
  const auto own = columns.find(field);
  if (own != columns.end()) {
    if (own->second.contradictory()) return {habit_, Why::contradiction};
    if (const auto order = own->second.evidence()) return {*order, Why::column};
  }
  Agreement in_file;
  for (const auto& [other, column] : columns) in_file.add(column.evidence());
  if (const auto order = in_file.result()) return {*order, Why::file};

  Agreement in_log;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    if (i == file) continue;
    for (const auto& [other, column] : files_[i].columns) in_log.add(column.evidence());
  }
  if (const auto order = in_log.result()) return {*order, Why::log};
  return {habit_, Why::habit};
}

DateOrders::Decision DateOrders::assume(std::size_t file, Field field) {
  const Decision decision = decide(file, field);
  auto& assumed = files_[file].columns[field].assumed;
  if (!assumed && decision.why != Why::contradiction) assumed = decision.order;
  return decision;
}

std::vector<DateOrders::Habitual> DateOrders::habitual() const {
  std::vector<Habitual> found;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    Habitual of_file{files_[i].name, {}, habit_};
    for (const auto& [field, column] : files_[i].columns) {
      if (column.assumed && decide(i, field).why == Why::habit) of_file.columns.push_back(name(field));
    }
    if (!of_file.columns.empty()) found.push_back(std::move(of_file));
  }
  return found;
}

/// The FILE in which the columns that decided stand.
std::optional<std::size_t> DateOrders::file_that_decides(std::size_t file, Why why) const {
  if (why == Why::file) return file;
  if (why != Why::log) return std::nullopt;
  for (std::size_t i = 0; i < files_.size(); ++i) {
    for (const auto& [field, column] : files_[i].columns) {
      if (i != file && column.evidence()) return i;
    }
  }
  return std::nullopt;
}

std::vector<DateOrders::Told> DateOrders::told(std::size_t file) const {
  std::vector<Told> all;
  for (const auto& [field, column] : files_[file].columns) {
    Told& told = all.emplace_back(Told{field, decide(file, field), std::nullopt, {}});
    if (told.decision.why == Why::column || told.decision.why == Why::contradiction) {
      told.witness = column.witness();
      told.witness_file = files_[file].name;
      continue;
    }
    const auto decides = file_that_decides(file, told.decision.why);
    if (!decides) continue;
    for (const auto& [other, evidence] : files_[*decides].columns) {
      if (!evidence.evidence()) continue;
      told.witness = evidence.witness();
      told.witness_file = files_[*decides].name;
      break;
    }
  }
  return all;
}

std::vector<Field> DateOrders::contradictory(std::size_t file) const {
  std::vector<Field> found;
  for (const auto& [field, column] : files_[file].columns) {
    if (column.contradictory() && !is_needed(field)) found.push_back(field);
  }
  return found;
}

}  // namespace lsr
