#include "lsr/scan.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "ascii.hpp"
#include "id_table.hpp"

namespace lsr {

namespace {

bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool is_capital(char c) { return is_letter(c) && c != lower(c); }

/// " label created " for "Label-Created!" and "LabelCreated": whole words, between blanks.
std::string words_of(std::string_view event) {
  std::string words = " ";
  for (std::size_t i = 0; i < event.size(); ++i) {
    const char c = event[i];
    const bool part_of_word = is_digit(c) || is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
    const bool hump = i > 0 && is_capital(c) && is_letter(event[i - 1]) && !is_capital(event[i - 1]);
    if ((!part_of_word || hump) && words.back() != ' ') words.push_back(' ');
    if (part_of_word) words.push_back(lower(c));
  }
  if (words.back() != ' ') words.push_back(' ');
  return words;
}

bool has(std::string_view words, std::string_view wanted) { return words.find(wanted) != std::string_view::npos; }

/// "info received", "information has been sent to the carrier"
bool speaks_of_information(std::string_view words) {
  for (const std::string_view information : {" info ", " information "}) {
    const auto at = words.find(information);
    if (at == std::string_view::npos) continue;
    const auto after = words.substr(at + information.size() - 1);
    if (has(after, " received ") || has(after, " sent ")) return true;
  }
  return false;
}

}  // namespace

bool is_scan(std::string_view event) {
  const std::string words = words_of(event);
  if (has(words, " label ") && has(words, " created ")) return false;
  // Some trackers write their states in one word.
  static constexpr std::array<std::string_view, 9> no_scans{" pre shipment ", " pre transit ",   " manifest ",
                                                            " ready for ",    " awaiting item ", " preshipment ",
                                                            " pretransit ",   " labelcreated ",  " inforeceived "};
  if (std::any_of(no_scans.begin(), no_scans.end(), [&](std::string_view part) { return has(words, part); }))
    return false;
  if (speaks_of_information(words)) return false;
  return words != " electronic " && words != " pending " && words != " not found " && words != " notfound " &&
         words != " unknown ";
}

ScanReader::ScanReader(std::size_t file, const Columns& columns, const Policy& policy, const ReadingOptions& options,
                       DateOrders& orders, DateReading reading)
    : cells_(file, columns, policy, options, orders, reading), needed_(policy.scan_check != ScanCheck::off) {}

ScanReader::Result ScanReader::read(const Record& record, Scan& scan) {
  cells_.begin(record);
  warning_.reset();
  if (!is_scan(cells_.raw(record, Field::event))) {
    cells_.survey(record);
    return Result::no_scan;
  }
  scan.tracking_number = cells_.text(record, Field::tracking_number);
  const DateCell at = cells_.date(record, Field::first_scan_date);
  if (scan.tracking_number.empty()) {
    return reject(cells_.reject(record, Field::tracking_number, "is empty; each scan needs its tracking number"));
  }
  if (at.fault != DateFault::none && needed_) return reject(cells_.reject(record, at));
  if (at.fault != DateFault::none) warning_ = cells_.warning(record, at);
  if (!at.moment && needed_) {
    return reject(cells_.reject(record, Field::first_scan_date, "is empty; a scan needs its time"));
  }
  scan.at = at.moment;
  return Result::scan;
}

ScanReader::Result ScanReader::reject(Reject fault) {
  fault_ = std::move(fault);
  return Result::rejected;
}

struct ScanBook::Shelves {
  struct Entry {
    std::optional<Moment> first;
    std::optional<Instant> latest;  // not after as-of
    bool matched = false;
  };

  Instant as_of;
  IdTable numbers;
  std::vector<Entry> entries;  // by the number's number
};

ScanBook::ScanBook(Instant as_of) : shelves_(std::make_unique<Shelves>()) { shelves_->as_of = as_of; }
ScanBook::ScanBook(ScanBook&&) noexcept = default;
ScanBook& ScanBook::operator=(ScanBook&&) noexcept = default;
ScanBook::~ScanBook() = default;

void ScanBook::add(const Scan& scan) {
  auto& entries = shelves_->entries;
  const auto number = shelves_->numbers.insert(scan.tracking_number);
  if (number == entries.size()) entries.push_back({scan.at, std::nullopt, false});
  auto& entry = entries[number];
  if (!scan.at) return;
  if (!entry.first || scan.at->first < entry.first->first) entry.first = scan.at;
  if (scan.at->first <= shelves_->as_of) entry.latest = std::max(entry.latest, std::optional{scan.at->first});
}

bool ScanBook::has(std::string_view tracking_number) const {
  return shelves_->numbers.find(tracking_number).has_value();
}

std::optional<Moment> ScanBook::first(std::string_view tracking_number) const {
  if (tracking_number.empty()) return std::nullopt;
  const auto number = shelves_->numbers.find(tracking_number);
  if (!number) return std::nullopt;
  return shelves_->entries[*number].first;
}

void ScanBook::match(std::string_view tracking_number) {
  if (tracking_number.empty()) return;
  if (const auto number = shelves_->numbers.find(tracking_number)) shelves_->entries[*number].matched = true;
}

std::uint64_t ScanBook::unmatched() const {
  return static_cast<std::uint64_t>(std::count_if(shelves_->entries.begin(), shelves_->entries.end(),
                                                  [](const auto& entry) { return !entry.matched; }));
}

std::optional<Instant> ScanBook::latest() const {
  std::optional<Instant> latest;
  for (const auto& entry : shelves_->entries) latest = std::max(latest, entry.latest);
  return latest;
}

std::optional<Instant> ScanBook::latest_matched() const {
  std::optional<Instant> latest;
  for (const auto& entry : shelves_->entries) {
    if (entry.matched) latest = std::max(latest, entry.latest);
  }
  return latest;
}

}  // namespace lsr
