#include "plain_row.hpp"

#include "lsr/date_text.hpp"
#include "row_words.hpp"

namespace lsr {

namespace {

/// Whether the cell can be taken as it stands: no doubled quotes, no blanks at its ends.
bool is_bare(const Cell& cell) {
  const auto is_blank = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  const std::string_view text = cell.raw;
  return !cell.doubled && (text.empty() || (!is_blank(text.front()) && !is_blank(text.back())));
}

}  // namespace

PlainRowReader::PlainRowReader(std::size_t file, const Columns& columns, const Policy& policy,
                               const ReadingOptions& options)
    : file_(file),
      columns_(columns.index),
      policy_(policy),
      input_zone_(options.input_zone.value_or(policy.zone)),
      scans_checked_(policy.scan_check != ScanCheck::off && columns.of(Field::first_scan_date)) {}

bool PlainRowReader::read(const PlainRecords& record, OrderRow& row) const {
  const Cell id = record.cell(*of(Field::order_id));
  if (id.raw.empty() || !is_bare(id)) return false;
  row.file = file_;
  row.order_id = id.raw;

  std::optional<Moment> promised;
  std::optional<Moment> delivered;
  std::optional<Moment> ready;
  const bool dates_read = read_date(record, of(Field::purchase_date), row.purchased) &&
                          read_date(record, of(Field::ship_by_date), row.given_ship_by) &&
                          read_date(record, of(Field::confirm_date), row.confirmed) &&
                          read_date(record, of(Field::first_scan_date), row.first_scan) &&
                          read_date(record, of(Field::cancel_date), row.cancelled) &&
                          read_date(record, of(Field::latest_delivery_date), promised) &&
                          read_date(record, of(Field::delivered_date), delivered) &&
                          read_date(record, of(Field::ready_date), ready);
  if (!dates_read || !read_handling_time(record, row.handling_time)) return false;
  if (!row.given_ship_by && !(row.purchased && row.handling_time)) return false;
  if (!is_judged_by_times(record, row.confirmed.has_value())) return false;

  row.tracking_number = {};
  if (const Column column = of(Field::tracking_number)) {
    const Cell cell = record.cell(*column);
    if (!is_bare(cell)) return false;
    if (!means_nothing(cell.raw)) row.tracking_number = cell.raw;
  }
  row.scans_checked = scans_checked_;
  return true;
}

bool PlainRowReader::read_date(const PlainRecords& record, Column column, std::optional<Moment>& into) const {
  into.reset();
  if (!column) return true;
  const std::string_view text = record.cell(*column).raw;
  if (text.empty()) return true;
  const auto at = read_usual_moment(text, input_zone_);
  if (!at) return false;
  into = exactly(*at);
  return true;
}

/// SPEC §3: the row's own, else the account's; where SKUs have theirs the row is not plain.
bool PlainRowReader::read_handling_time(const PlainRecords& record, std::optional<int>& into) const {
  const Column column = of(Field::handling_time);
  const std::string_view text = column ? record.cell(*column).raw : std::string_view{};
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
    const Column column = of(field);
    if (!column) return false;
    const Cell cell = record.cell(*column);
    return !is_bare(cell) || (kinds(cell.raw) || ...);
  };
  return !is(Field::fulfillment_channel, is_amazon) && !is(Field::item_status, is_cancelled) &&
         !is(Field::status, is_cancelled, is_pending) && (confirmed || !is(Field::status, is_shipped));
}

}  // namespace lsr
