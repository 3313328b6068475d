#include "lsr/cells.hpp"

#include <fmt/format.h>

namespace lsr {

namespace {

constexpr std::array date_fields{Field::purchase_date,   Field::ship_by_date, Field::confirm_date,
                                 Field::first_scan_date, Field::cancel_date,  Field::latest_delivery_date,
                                 Field::delivered_date,  Field::ready_date};

}  // namespace

Cells::Cells(std::size_t file, const Columns& columns, const Policy& policy, const ReadingOptions& options,
             DateOrders& orders, DateReading reading)
    : file_(file),
      columns_(columns),
      date_order_(options.date_order),
      input_zone_(options.input_zone.value_or(policy.zone)),
      policy_zone_(policy.zone),
      orders_(orders),
      reading_(reading) {
  for (const auto& wanted : options.extra_columns) extras_.push_back({find_column(columns, wanted), {}});
}

std::string_view Cells::raw(const Record& record, Field field) {
  const auto column = columns_.of(field);
  if (!column) return {};
  return trimmed(text_of(record.cells[*column], scratch_[static_cast<std::size_t>(field)]));
}

std::string_view Cells::text(const Record& record, Field field) {
  const auto value = raw(record, field);
  return means_nothing(value) ? std::string_view{} : value;
}

std::span<const std::string_view> Cells::read_extras(const Record& record) {
  extra_texts_.clear();
  for (auto& [column, scratch] : extras_) {
    const auto value = column ? trimmed(text_of(record.cells[*column], scratch)) : std::string_view{};
    extra_texts_.push_back(means_nothing(value) ? std::string_view{} : value);
  }
  return extra_texts_;
}

/// The day that a slashed date means; its order is witnessed or asked for on the way.
std::optional<Day> Cells::settled_day(const DateText& date, Field field, std::string_view text, std::uint64_t line) {
  if (date_order_) return day_under(date, *date_order_);
  switch (date.order) {
    case WrittenOrder::plain:
    case WrittenOrder::year_first: return date.day;
    case WrittenOrder::month_first:
    case WrittenOrder::day_first: {
      if (reading_ == DateReading::apart) {
        survey_needed_ = true;
        return date.day;
      }
      const DateOrder order = date.order == WrittenOrder::month_first ? DateOrder::mdy : DateOrder::dmy;
      if (reading_ != DateReading::surveyed && !orders_.is_witnessed(file_, field, order)) {
        orders_.witness(file_, field, order, {line, std::string{text}, columns_.name_of(field)});
      }
      return day_under(date, order);
    }
    case WrittenOrder::open: break;
  }
  const bool unsurveyed = reading_ == DateReading::unsurveyed && !orders_.has_evidence(file_, field);
  if (unsurveyed || reading_ == DateReading::apart) {
    survey_needed_ = true;
    return date.day;
  }
  return day_under(date, orders_.assume(file_, field).order);
}

DateCell Cells::date(const Record& record, Field field) {
  DateCell result;
  result.field = field;
  if (!columns_.of(field)) return result;
  const auto text = raw(record, field);
  if (means_nothing(text)) return result;
  result.present = true;
  const DateText date = read_date(text);
  result.fault = date.fault;
  if (date.fault != DateFault::none) return result;
  const bool open = date.order == WrittenOrder::open && !date_order_;
  if (open && orders_.decide(file_, field).why == DateOrders::Why::contradiction) {
    result.present = false;
    return result;
  }
  const auto day = date.slashed ? settled_day(date, field, text, record.line) : date.day;
  if (day) {
    result.moment = moment(date, *day, input_zone_, policy_zone_);
  } else {
    result.fault = DateFault::other_order;
  }
  return result;
}

void Cells::begin(const Record& record) {
  if (reading_ == DateReading::streamed && !date_order_) survey(record);
}

void Cells::survey(const Record& record) {
  if (date_order_ || reading_ == DateReading::surveyed) return;
  for (const Field field : date_fields) {
    const auto text = raw(record, field);
    if (text.find('/') == std::string_view::npos) continue;
    const DateText date = read_date(text);
    const bool decisive = date.order == WrittenOrder::month_first || date.order == WrittenOrder::day_first;
    if (date.fault == DateFault::none && decisive) settled_day(date, field, text, record.line);
  }
}

Reject Cells::reject(const Record& record, Field field, std::string what) {
  // With more fields than the header a delimiter stood unquoted, and this may be somebody's name: it is not shown.
  const bool shifted = record.cells.size() > columns_.names.size();
  return {file_,
          record.line,
          columns_.name_of(field),
          std::move(what),
          shifted ? std::string{} : std::string{raw(record, field)},
          std::string{raw(record, Field::order_id)},
          std::string{text(record, Field::order_item_id)}};
}

Reject Cells::reject(const Record& record, const DateCell& date) {
  return reject(record, date.field, std::string{sentence(date.fault)});
}

Warning Cells::warning(const Record& record, const DateCell& date) const {
  return warning(
      record, fmt::format("column \"{}\": {}; it counts as empty", columns_.name_of(date.field), sentence(date.fault)));
}

Warning Cells::warning(const Record& record, std::string what) const { return {file_, record.line, std::move(what)}; }

}  // namespace lsr
