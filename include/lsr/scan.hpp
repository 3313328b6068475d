/// What the carrier saw, from the files of --scans: when each tracking number was first scanned (SPEC §5, §9).
///
///     is_scan("Label created, not yet in system")                        // false: nobody had the parcel in hand
///
///     ScanBook book{as_of};
///     book.add(scan);
///     book.first("9400111899223197428490")                               // the earliest scan of that number
///
/// Edges: a scan needs its tracking number and a time; an event that only says that a label exists is none, whatever
/// else its row holds. Times are kept as the log has them, also those after as-of.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "lsr/cells.hpp"

namespace lsr {

/// Whether an event of a tracking file is a physical scan (SPEC §9): all are but those that speak of labels, of
/// information received or sent, of parcels awaited, or of nothing.
bool is_scan(std::string_view event);

/// The text is a view into the record.
struct Scan {
  std::string_view tracking_number;
  std::optional<Moment> at{};  ///< unknown only with --scan-check off
};

class ScanReader {
 public:
  ScanReader(std::size_t file, const Columns&, const Policy&, const ReadingOptions&, DateOrders&, DateReading);

  enum class Result : std::uint8_t { scan, no_scan, rejected };

  /// Reads a record that has the header's number of fields. Where cells().survey_needed(), nothing was read.
  Result read(const Record&, Scan& into);

  [[nodiscard]] const Reject& fault() const { return fault_; }
  /// Of the last scan: with --scan-check off no verdict needs its time, so that one that cannot be read is no more.
  [[nodiscard]] const std::optional<Warning>& warning() const { return warning_; }
  [[nodiscard]] Cells& cells() { return cells_; }

 private:
  Result reject(Reject);

  Cells cells_;
  bool needed_;
  std::optional<Warning> warning_;
  Reject fault_;
};

/// All scans of a log, by their tracking number.
class ScanBook {
 public:
  explicit ScanBook(Instant as_of);
  ScanBook(ScanBook&&) noexcept;
  ScanBook& operator=(ScanBook&&) noexcept;
  ScanBook(const ScanBook&) = delete;
  ScanBook& operator=(const ScanBook&) = delete;
  ~ScanBook();

  void add(const Scan&);

  [[nodiscard]] bool has(std::string_view tracking_number) const;

  /// The earliest scan of that number.
  [[nodiscard]] std::optional<Moment> first(std::string_view tracking_number) const;

  /// A row or a matched shipment has that number.
  void match(std::string_view tracking_number);

  /// How many different numbers nothing has.
  [[nodiscard]] std::uint64_t unmatched() const;

  /// The latest scan not after as-of: of all numbers, and of those that something has.
  [[nodiscard]] std::optional<Instant> latest() const;
  [[nodiscard]] std::optional<Instant> latest_matched() const;

 private:
  struct Shelves;
  std::unique_ptr<Shelves> shelves_;
};

}  // namespace lsr
