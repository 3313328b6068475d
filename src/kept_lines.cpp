#include "kept_lines.hpp"

#include <limits>
#include <optional>
#include <string_view>

namespace lsr {

namespace {

template <typename Number>
constexpr Number absent = std::numeric_limits<Number>::min();

std::int64_t packed(const std::optional<Instant>& at) {
  return at ? std::int64_t{at->time_since_epoch().count()} : absent<std::int64_t>;
}
std::optional<Instant> instant(std::int64_t packed) {
  if (packed == absent<std::int64_t>) return std::nullopt;
  return Instant{std::chrono::seconds{packed}};
}

template <typename Value>
std::int32_t packed_number(const std::optional<Value>& number) {
  // The hours of ten thousand years are less than a hundred million.
  return number ? static_cast<std::int32_t>(*number) : absent<std::int32_t>;
}
template <typename Value>
std::optional<Value> number(std::int32_t packed) {
  if (packed == absent<std::int32_t>) return std::nullopt;
  return Value{packed};
}

}  // namespace

KeptLines::Line KeptLines::kept(const OrderLine& line) {
  const std::uint64_t begin = texts_.size();
  texts_ += line.tracking_number;
  return {packed(line.purchased),
          packed(line.ship_by ? line.ship_by->other : std::nullopt),
          packed(line.confirmed),
          packed(line.scan_by),
          packed(line.first_scan),
          begin,
          static_cast<std::uint32_t>(line.tracking_number.size()),
          packed_number(line.late_hours),
          packed_number(line.handling_time)};
}

KeptLines::Line KeptLines::kept(const KeptLines& from, std::size_t number) {
  Line line = from.lines_[number];
  const std::string_view tracking{from.texts_.data() + line.tracking, line.tracking_size};
  line.tracking = texts_.size();
  texts_ += tracking;
  return line;
}

OrderLine KeptLines::at(std::size_t number, const Decider& decider) const {
  const Line& kept = lines_[number];
  OrderLine line;
  line.purchased = instant(kept.purchased);
  line.handling_time = lsr::number<int>(kept.handling_time);
  if (decider.has_ship_by) {
    ShipBy& ship_by = line.ship_by.emplace();
    ship_by.at = decider.ship_by;
    ship_by.day = decider.day;
    ship_by.source = decider.given ? ShipByRule::given : ShipByRule::computed;
    ship_by.other = instant(kept.other_ship_by);
    ship_by.disagree = decider.disagree;
  }
  line.confirmed = instant(kept.confirmed);
  line.scan_by = instant(kept.scan_by);
  line.first_scan = instant(kept.first_scan);
  line.tracking_number.assign(texts_, kept.tracking, kept.tracking_size);
  line.late_hours = lsr::number<std::int64_t>(kept.late_hours);
  return line;
}

}  // namespace lsr
