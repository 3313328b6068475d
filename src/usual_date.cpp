#include "usual_date.hpp"

#include <cstddef>

#include "eight_digits.hpp"
#include "month_table.hpp"

namespace lsr {

using std::chrono::seconds;

namespace {

using namespace usual_date;

bool may_be_usual(std::string_view t) {
  return t.size() == size_with_offset || t.size() == local_size || (t.size() == size_with_z && t.back() == 'Z');
}

UsualDate nothing_or_other(std::string_view t) {
  UsualDate date;
  date.form = t.empty() ? UsualDate::Form::nothing : UsualDate::Form::other;
  return date;
}

unsigned pair_at(std::uint64_t pairs, unsigned place) { return static_cast<unsigned>(pairs >> (8 * place)) & 0xFFU; }

/// Sets a byte's top bit where the pair there is larger than `largest`.
constexpr std::uint64_t above(unsigned place, unsigned largest) { return std::uint64_t{127 - largest} << (8 * place); }
constexpr std::uint64_t top_bit(unsigned place) { return std::uint64_t{0x80} << (8 * place); }

}  // namespace

UsualDate read_usual_date(std::string_view t) {
  constexpr std::uint64_t blank_for_t = std::uint64_t{'T' ^ ' '} << 16U;
  constexpr std::uint64_t plus_for_minus = std::uint64_t{'-' ^ '+'} << 16U;
  constexpr std::uint64_t marks = byte_at(2) | byte_at(5);
  if (!may_be_usual(t)) return nothing_or_other(t);

  const std::uint64_t date = eight(t.data(), "0000-00-");
  std::uint64_t time = eight(t.data() + 8, "00T00:00");
  if ((time & byte_at(2)) == blank_for_t) time ^= blank_for_t;
  // The seconds and the offset; without one, the seconds are the last two of eight.
  const bool offset = t.size() == size_with_offset;
  std::uint64_t end = eight(t.data() + (offset ? 17 : 11), offset ? "00-00:00" : "00:00:00");
  const bool east = offset && (end & byte_at(2)) == plus_for_minus;
  if (east) end ^= plus_for_minus;
  const std::uint64_t misfit = misfits(date, ~(byte_at(4) | byte_at(7))) | misfits(time, ~marks) | misfits(end, ~marks);
  if (misfit != 0 || t[16] != ':') return {};

  const std::uint64_t of_date = pairs(date);
  const std::uint64_t of_time = pairs(time);
  const std::uint64_t of_end = pairs(offset ? end : end >> 48U);
  // What stands between the pairs is below a hundred too, so that nothing is carried from one byte into the next.
  const std::uint64_t too_large =
      ((of_time + (above(3, 23) | above(6, 59))) & (top_bit(3) | top_bit(6))) |
      ((of_end + (above(0, 59) | above(3, 23) | above(6, 59))) & (top_bit(0) | top_bit(3) | top_bit(6)));
  if (too_large != 0) return {};
  const unsigned month = pair_at(of_date, 5);
  const unsigned year = pair_at(of_date, 0) * 100 + pair_at(of_date, 2);
  const auto days = days_until(year, month, pair_at(of_time, 0));
  if (days == no_day) return {};
  const auto time_of_day =
      static_cast<int>(pair_at(of_time, 3) * hour_seconds + pair_at(of_time, 6) * minute_seconds + pair_at(of_end, 0));
  const auto distance = static_cast<int>(pair_at(of_end, 3) * hour_seconds + pair_at(of_end, 6) * minute_seconds);
  return {LocalTime{seconds{days * day_seconds + time_of_day}}, east ? distance : -distance,
          t.size() == local_size ? UsualDate::Form::local : UsualDate::Form::with_offset};
}

}  // namespace lsr
