/// OrderLines as a book keeps them until all rows are in: 64 bytes and the tracking number each, not 200.
///
///     KeptLines lines;
///     lines.add(line);
///     lines.at(0, decider)                                               // the same line; the decider knows its ship-by date
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lsr/decider.hpp"
#include "lsr/judgement.hpp"

namespace lsr {

class KeptLines {
 public:
  /// The ship-by date itself is not kept: a Decider has it.
  void add(const OrderLine& line) { lines_.push_back(kept(line)); }
  void replace(std::size_t number, const OrderLine& line) { lines_[number] = kept(line); }

  void add(const KeptLines& from, std::size_t number) { lines_.push_back(kept(from, number)); }
  void replace(std::size_t number, const KeptLines& from, std::size_t line) { lines_[number] = kept(from, line); }

  [[nodiscard]] OrderLine at(std::size_t number, const Decider&) const;

 private:
  struct Line {
    std::int64_t purchased;  // instants, or absent
    std::int64_t other_ship_by;
    std::int64_t confirmed;
    std::int64_t scan_by;
    std::int64_t first_scan;
    std::uint64_t tracking;  // where it begins in texts_
    std::uint32_t tracking_size;
    std::int32_t late_hours;     // or absent
    std::int32_t handling_time;  // the same
  };
  Line kept(const OrderLine&);
  Line kept(const KeptLines& from, std::size_t number);

  std::vector<Line> lines_;
  std::string texts_;
};

}  // namespace lsr
