#include "plain_row.hpp"

#include <algorithm>

#include "lsr/date_text.hpp"
#include "row_words.hpp"

namespace lsr {

namespace {

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
      read_usual_(usual_date_reader(best_instructions())),
      scans_checked_(policy.scan_check != ScanCheck::off && columns.of(Field::first_scan_date)),
      words_(columns.of(Field::fulfillment_channel) || columns.of(Field::item_status) || columns.of(Field::status)),
      further_dates_(columns.of(Field::latest_delivery_date) || columns.of(Field::delivered_date) ||
                     columns.of(Field::ready_date)) {
  std::transform(columns.index.begin(), columns.index.end(), columns_.begin(),
                 [](const auto& column) { return column ? static_cast<std::uint32_t>(*column) : none; });
}

bool PlainRowReader::read(const PlainRecords& record, OrderRow& row) const {
  row.file = file_;
  if (!read_text(record, Field::order_id, row.order_id) || row.order_id.empty()) return false;
  const bool dates_read = read_date(record, Field::purchase_date, row.purchased) &&
                          read_date(record, Field::ship_by_date, row.given_ship_by) &&
                          read_date(record, Field::confirm_date, row.confirmed) &&
                          read_date(record, Field::first_scan_date, row.first_scan) &&
                          read_date(record, Field::cancel_date, row.cancelled);
  if (!dates_read || !read_handling_time(record, row.handling_time)) return false;
  if (!row.given_ship_by && !(row.purchased && row.handling_time)) return false;
  if (words_ && !is_judged_by_times(record, row.confirmed.has_value())) return false;
  if (further_dates_ && !(can_be_read(record, Field::latest_delivery_date) &&
                          can_be_read(record, Field::delivered_date) && can_be_read(record, Field::ready_date))) {
    return false;
  }
  if (!read_text(record, Field::tracking_number, row.tracking_number)) return false;
  if (means_nothing(row.tracking_number)) row.tracking_number = {};
  row.scans_checked = scans_checked_;
  return true;
}

bool PlainRowReader::read_text(const PlainRecords& record, Field field, std::string_view& into) const {
  into = {};
  if (column(field) == none) return true;
  const std::string_view text = record.text(column(field));
  into = text;
  return is_bare(text) && !record.is_doubled(column(field));
}

bool PlainRowReader::read_date(const PlainRecords& record, Field field, std::optional<Moment>& into) const {
  into.reset();
  if (column(field) == none) return true;
  const std::string_view text = record.text(column(field));
  if (text.empty()) return true;
  const auto at = usual_instant(read_usual_(text), input_zone_);
  if (!at) return false;
  // Filled where it stands: see settle_ship_by().
  Moment& moment = into.emplace();
  moment.first = *at;
  moment.last = *at;
  return true;
}

bool PlainRowReader::can_be_read(const PlainRecords& record, Field field) const {
  std::optional<Moment> unused;
  return read_date(record, field, unused);
}

/// SPEC §3: the row's own, else the account's; where SKUs have theirs the row is not plain.
bool PlainRowReader::read_handling_time(const PlainRecords& record, std::optional<int>& into) const {
  const bool absent = column(Field::handling_time) == none;
  const std::string_view text = absent ? std::string_view{} : record.text(column(Field::handling_time));
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

bool PlainRowReader::is_judged_by_times(const PlainRecords& record, bool confirmed) const {
  const auto is = [&](Field field, auto... kinds) {
    std::string_view text;
    return !read_text(record, field, text) || (kinds(text) || ...);
  };
  return !is(Field::fulfillment_channel, is_amazon) && !is(Field::item_status, is_cancelled) &&
         !is(Field::status, is_cancelled, is_pending) && (confirmed || !is(Field::status, is_shipped));
}

}  // namespace lsr
