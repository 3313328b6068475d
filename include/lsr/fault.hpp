/// What goes wrong in a log and does not end the run: rejected rows, and warnings (SPEC §7).
///
///     struct Counter : lsr::LogObserver { ... void reject(const Reject&) override { ++rejected; } };
///     complain("{}:{}: column \"{}\": {}", names[reject.file], reject.line, reject.column, reject.what);
///
/// Both are values, since a bad row costs that row alone; what ends a run is an lsr::Error.
///
/// Edges: a fault of shape (too few fields, a quote that nothing closes) has no column, no value and no order-id. A
/// value is as it stands in the file: cut it and make it printable before anybody sees it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace lsr {

/// A row that is left out, and why. `column` and `value` are empty where the shape is at fault.
struct Reject {
  std::size_t file = 0;    ///< the index of its file in the log: FILEs first, then shipments, then scans
  std::uint64_t line = 0;  ///< the physical line it begins in, from 1
  std::string column;      ///< the header's name of it
  std::string what;        ///< "is a date that does not exist"
  std::string value;       ///< as it stands in the file
  std::string order_id;    ///< empty where it is unknown
  std::string item_id;     ///< empty where it is unknown
};

/// Something odd but usable. `line` is 0 where it concerns the whole file.
struct Warning {
  std::size_t file = 0;
  std::uint64_t line = 0;
  std::string what;
};

/// Hears what goes wrong while a log is read. The references end with the call.
class LogObserver {
 public:
  LogObserver() = default;
  LogObserver(const LogObserver&) = delete;
  LogObserver& operator=(const LogObserver&) = delete;
  LogObserver(LogObserver&&) = delete;
  LogObserver& operator=(LogObserver&&) = delete;
  virtual ~LogObserver() = default;

  /// The log is read again from the start: what was heard so far will be said again.
  virtual void restart() = 0;
  virtual void reject(const Reject&) = 0;
  virtual void warning(const Warning&) = 0;
};

}  // namespace lsr
