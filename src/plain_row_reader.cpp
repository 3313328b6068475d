#include "plain_row_reader.hpp"

#include <string_view>

#include "lsr/date_text.hpp"
#include "row_words.hpp"

namespace lsr {

namespace {

struct DateField {
  Field field;
  PlainRows::Instants PlainRows::*into;  // or null
};
constexpr std::array<DateField, 8> date_fields{{{Field::purchase_date, &PlainRows::purchased},
                                                {Field::ship_by_date, &PlainRows::given_ship_by},
                                                {Field::confirm_date, &PlainRows::confirmed},
                                                {Field::first_scan_date, &PlainRows::first_scan},
                                                {Field::cancel_date, &PlainRows::cancelled},
                                                {Field::latest_delivery_date, nullptr},
                                                {Field::delivered_date, nullptr},
                                                {Field::ready_date, nullptr}}};

/// Whether the field can be taken as it stands: no blanks at its ends, no doubled quotes.
[[gnu::always_inline]] inline bool take_text(const FieldColumn& fields, std::size_t record, std::string_view& into) {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  into = fields.written(record);
  if (into.empty()) return true;
  if (fields.is_quoted(into)) [[unlikely]] {
    if (fields.is_doubled(record)) return false;
    into = fields.text(record);
    if (into.empty()) return true;
  }
  return !is_blank(into.front()) && !is_blank(into.back());
}

/// Up to three digits; nothing else is plain.
int handling_time_or_none(std::string_view text) {
  constexpr std::size_t most_digits = 3;
  if (text.empty() || text.size() > most_digits) return PlainRow::no_handling_time;
  if (text.size() == 1 && text[0] >= '0' && text[0] <= '9') return text[0] - '0';
  int days = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return PlainRow::no_handling_time;
    days = days * 10 + (c - '0');
  }
  return days <= longest_handling_time ? days : PlainRow::no_handling_time;
}

}  // namespace

PlainRowReader::PlainRowReader(const Columns& columns, const Policy& policy, const ReadingOptions& options)
    : policy_(policy),
      input_zone_(options.input_zone.value_or(policy.zone)),
      usual_dates_(usual_dates_reader(best_instructions())) {
  std::transform(columns.index.begin(), columns.index.end(), columns_.begin(),
                 [](const auto& column) { return column ? static_cast<std::uint32_t>(*column) : none; });
  for (const auto& [field, into] : date_fields) {
    if (column(field) != none) dates_.push_back({column(field), into});
  }
  rows_.scans_checked = policy.scan_check != ScanCheck::off && columns.of(Field::first_scan_date);
  if (policy.handling_time) rows_.handling_times.fill(*policy.handling_time);
}

void PlainRowReader::read(const PlainRecords& records, std::size_t count, std::uint64_t line) {
  count_ = count;
  // Where SKUs have handling times of their own, rows that have none are not plain.
  const bool by_sku = column(Field::handling_time) == none && !policy_.handling_times.empty();
  careful_ = by_sku ? ~std::uint64_t{0} : 0;
  rows_.line = line;
  read_order_ids(records);
  read_dates(records);
  read_handling_times(records);
  read_tracking_numbers(records);
  for (const Field field : {Field::fulfillment_channel, Field::item_status, Field::status}) {
    if (column(field) != none) look_at_words(records, field);
  }
  for (std::size_t i = 0; i < count; ++i) {
    const bool computable = rows_.purchased[i] != never && rows_.handling_times[i] != PlainRow::no_handling_time;
    not_plain_if(!computable && rows_.given_ship_by[i] == never, i);
  }
}

void PlainRowReader::read_order_ids(const PlainRecords& records) {
  const FieldColumn fields = records.column(column(Field::order_id));
  for (std::size_t i = 0; i < count_; ++i) {
    not_plain_if(!take_text(fields, i, rows_.order_ids[i]) || rows_.order_ids[i].empty(), i);
  }
}

void PlainRowReader::read_dates(const PlainRecords& records) {
  PlainRows::Instants unwanted;
  for (const auto& [column, into] : dates_) {
    PlainRows::Instants& instants = into == nullptr ? unwanted : rows_.*into;
    careful_ |= usual_dates_(records.column(column), count_, input_zone_, instants);
  }
}

/// SPEC §3: the row's own, else the account's.
void PlainRowReader::read_handling_times(const PlainRecords& records) {
  if (column(Field::handling_time) == none) return;
  const int of_account = policy_.handling_time.value_or(PlainRow::no_handling_time);
  const bool by_sku = !policy_.handling_times.empty();
  const FieldColumn fields = records.column(column(Field::handling_time));
  for (std::size_t i = 0; i < count_; ++i) {
    const std::string_view text = fields.text(i);
    const int own = handling_time_or_none(text);
    not_plain_if(own == PlainRow::no_handling_time && (by_sku || !text.empty()), i);
    rows_.handling_times[i] = own == PlainRow::no_handling_time ? of_account : own;
  }
}

void PlainRowReader::read_tracking_numbers(const PlainRecords& records) {
  if (column(Field::tracking_number) == none) return;
  const FieldColumn fields = records.column(column(Field::tracking_number));
  for (std::size_t i = 0; i < count_; ++i) {
    std::string_view& number = rows_.tracking_numbers[i];
    not_plain_if(!take_text(fields, i, number), i);
    if (!number.empty() && may_spell_nothing(number) && spells_nothing(number)) number = {};
  }
}

/// A row that a channel or status says something of is not plain (SPEC §9).
void PlainRowReader::look_at_words(const PlainRecords& records, Field field) {
  const FieldColumn fields = records.column(column(field));
  for (std::size_t i = 0; i < count_; ++i) {
    std::string_view text;
    const bool bare = take_text(fields, i, text);
    const auto says_something = [&] {
      switch (field) {
        case Field::fulfillment_channel: return is_amazon(text);
        case Field::item_status: return is_cancelled(text);
        default: return is_cancelled(text) || is_pending(text) || (is_shipped(text) && rows_.confirmed[i] == never);
      }
    };
    not_plain_if(!bare || says_something(), i);
  }
}

}  // namespace lsr
