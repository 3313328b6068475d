#include "plain_row.hpp"

#include <algorithm>
#include <span>

#include "lsr/date_text.hpp"
#include "row_words.hpp"

namespace lsr {

namespace {

struct DateField {
  Field field;
  std::optional<Moment> OrderRow::*into;  // or null
};
constexpr std::array<DateField, 8> date_fields{{{Field::purchase_date, &OrderRow::purchased},
                                                {Field::ship_by_date, &OrderRow::given_ship_by},
                                                {Field::confirm_date, &OrderRow::confirmed},
                                                {Field::first_scan_date, &OrderRow::first_scan},
                                                {Field::cancel_date, &OrderRow::cancelled},
                                                {Field::latest_delivery_date, nullptr},
                                                {Field::delivered_date, nullptr},
                                                {Field::ready_date, nullptr}}};

/// Whether the text can be taken as it stands: no blanks at its ends.
bool is_bare(std::string_view text) {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  return text.empty() || (!is_blank(text.front()) && !is_blank(text.back()));
}

}  // namespace

PlainRowReader::PlainRowReader(std::size_t file, const Columns& columns, const Policy& policy,
                               const ReadingOptions& options)
    : file_(file),
      policy_(policy),
      input_zone_(options.input_zone.value_or(policy.zone)),
      read_dates_(usual_dates_reader(best_instructions())),
      scans_checked_(policy.scan_check != ScanCheck::off && columns.of(Field::first_scan_date)),
      words_(columns.of(Field::fulfillment_channel) || columns.of(Field::item_status) || columns.of(Field::status)) {
  std::transform(columns.index.begin(), columns.index.end(), columns_.begin(),
                 [](const auto& column) { return column ? static_cast<std::uint32_t>(*column) : none; });
  for (const auto& [field, into] : date_fields) {
    if (column(field) != none) dates_.push_back({column(field), into, {}});
  }
}

void PlainRowReader::look_at(const PlainRecords& records, std::size_t count) {
  std::array<std::string_view, page> texts;
  for (DateColumn& dates : dates_) {
    for (std::size_t i = 0; i < count; ++i) texts[i] = records.text(i, dates.column);
    read_dates_(std::span{texts}.first(count), dates.dates);
  }
}

bool PlainRowReader::read(const PlainRecords& records, std::size_t record, OrderRow& row) const {
  row.file = file_;
  if (!read_text(records, record, Field::order_id, row.order_id) || row.order_id.empty()) return false;
  if (!take_dates(record, row) || !read_handling_time(records, record, row.handling_time)) return false;
  if (!row.given_ship_by && !(row.purchased && row.handling_time)) return false;
  if (words_ && !is_judged_by_times(records, record, row.confirmed.has_value())) return false;
  if (!read_text(records, record, Field::tracking_number, row.tracking_number)) return false;
  if (!row.tracking_number.empty() && spells_nothing(row.tracking_number)) row.tracking_number = {};
  row.scans_checked = scans_checked_;
  return true;
}

bool PlainRowReader::read_text(const PlainRecords& records, std::size_t record, Field field,
                               std::string_view& into) const {
  into = {};
  if (column(field) == none) return true;
  into = records.written(record, column(field));
  if (records.is_quoted(into)) [[unlikely]] {
    if (records.is_doubled(record, column(field))) return false;
    into = records.text(record, column(field));
  }
  return is_bare(into);
}

bool PlainRowReader::take_dates(std::size_t record, OrderRow& row) const {
  for (const DateColumn& column : dates_) {
    const UsualDate& date = column.dates[record];
    if (date.form == UsualDate::Form::other) return false;
    if (column.into == nullptr) continue;
    std::optional<Moment>& into = row.*column.into;
    into.reset();
    if (date.form == UsualDate::Form::nothing) continue;
    // Filled where it stands: see settle_ship_by().
    Moment& moment = into.emplace();
    moment.first = moment.last = usual_instant(date, input_zone_);
  }
  return true;
}

/// SPEC §3: the row's own, else the account's; where SKUs have theirs the row is not plain.
bool PlainRowReader::read_handling_time(const PlainRecords& records, std::size_t record,
                                        std::optional<int>& into) const {
  const bool absent = column(Field::handling_time) == none;
  const std::string_view text = absent ? std::string_view{} : records.text(record, column(Field::handling_time));
  if (text.empty()) {
    into = policy_.handling_time;
    return policy_.handling_times.empty();
  }
  constexpr std::size_t most_digits = 3;
  if (text.size() > most_digits) return false;
  int days = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    days = days * 10 + (c - '0');
  }
  into = days;
  return days <= longest_handling_time;
}

bool PlainRowReader::is_judged_by_times(const PlainRecords& records, std::size_t record, bool confirmed) const {
  const auto is = [&](Field field, auto... kinds) {
    std::string_view text;
    return !read_text(records, record, field, text) || (kinds(text) || ...);
  };
  return !is(Field::fulfillment_channel, is_amazon) && !is(Field::item_status, is_cancelled) &&
         !is(Field::status, is_cancelled, is_pending) && (confirmed || !is(Field::status, is_shipped));
}

}  // namespace lsr
