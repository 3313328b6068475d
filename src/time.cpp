#include "lsr/time.hpp"

#include <date/tz.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <vector>

#include "lsr/error.hpp"
#include "nearest.hpp"

namespace lsr {

using std::chrono::seconds;

namespace {

// Outside these years the offset of the nearest one is used: no order log reaches further.
constexpr Instant table_begin = date::sys_days{date::year{1900} / 1 / 1};
constexpr Instant table_end = date::sys_days{date::year{2100} / 1 / 1};

// 2^22 s are seven weeks: no zone has so many changes in them that walking on from a bucket's first would be slow.
constexpr int bucket_bits = 22;

/// From `begin` until the next segment's begin, the zone keeps one offset.
struct Segment {
  Instant begin;
  seconds offset;
};

const date::tzdb& database() {
  try {
    const date::tzdb& found = date::get_tzdb();
    if (!found.zones.empty()) return found;
  } catch (const std::exception&) {
    // The library's own sentence speaks of its innards; the one below tells what to do.
  }
  throw Error{Error::Kind::input, "this machine has no time zone database; install the package tzdata"};
}

/// Not what a machine happens to be set to: results must not depend on it.
bool is_of_the_world(std::string_view zone_name) { return zone_name != "localtime" && zone_name != "posixrules"; }

const date::time_zone* locate(std::string_view name) {
  const auto& zones = database().zones;
  const auto found =
      std::find_if(zones.begin(), zones.end(), [&](const date::time_zone& zone) { return zone.name() == name; });
  return found == zones.end() || !is_of_the_world(name) ? nullptr : &*found;
}

std::vector<Segment> segments_of(const date::time_zone& zone) {
  std::vector<Segment> segments;
  for (Instant at = table_begin; at < table_end;) {
    const date::sys_info info = zone.get_info(at);
    if (segments.empty() || segments.back().offset != info.offset) {
      segments.push_back({at, info.offset});
    }
    at = info.end;
  }
  return segments;
}

}  // namespace

struct Zone::Table {
  std::string name;
  std::vector<Segment> segments;
  std::vector<std::uint16_t> buckets;  // index of the segment that holds at the bucket's begin

  Table(std::string zone_name, std::vector<Segment> from) : name(std::move(zone_name)), segments(std::move(from)) {
    std::size_t current = 0;
    for (Instant at = table_begin; at < table_end; at += seconds{std::int64_t{1} << bucket_bits}) {
      current = walk_to(at, current);
      buckets.push_back(static_cast<std::uint16_t>(current));
    }
  }

  [[nodiscard]] std::size_t walk_to(Instant at, std::size_t from) const {
    while (from + 1 < segments.size() && segments[from + 1].begin <= at) ++from;
    return from;
  }

  [[nodiscard]] std::size_t segment_at(Instant at) const {
    if (at < table_begin) return 0;
    const auto bucket = static_cast<std::size_t>((at - table_begin).count() >> bucket_bits);
    return bucket < buckets.size() ? walk_to(at, buckets[bucket]) : segments.size() - 1;
  }

  /// The segment whose clocks show `local` first; where none does, the last one before the skipped hour.
  [[nodiscard]] std::size_t segment_of(LocalTime local) const {
    const Instant day_before{local.time_since_epoch() - date::days{1}};
    std::size_t i = segment_at(day_before);
    while (i + 1 < segments.size() && !shown_before_end(local, i) && shown_after_begin(local, i + 1)) ++i;
    return i;
  }

  [[nodiscard]] Instant by_offset_of(std::size_t i, LocalTime local) const {
    return Instant{local.time_since_epoch() - segments[i].offset};
  }
  [[nodiscard]] bool shown_after_begin(LocalTime local, std::size_t i) const {
    return by_offset_of(i, local) >= segments[i].begin;
  }
  [[nodiscard]] bool shown_before_end(LocalTime local, std::size_t i) const {
    return i + 1 == segments.size() || by_offset_of(i, local) < segments[i + 1].begin;
  }
};

std::string Zone::remedy(std::string_view wrong) {
  constexpr std::size_t shortest_word = 4;  // abbreviations as PST are like many others
  const auto& zones = database().zones;
  const std::string folded = letters_and_digits(wrong);
  const auto like = [&](std::size_t i) {
    const std::string_view name = zones[i].name();
    if (folded.size() < shortest_word || !is_of_the_world(name)) return 0.0;
    const std::string_view city = name.substr(name.rfind('/') + 1);
    // A whole name that is alike says more than a city that is.
    constexpr double less = 0.8;
    return std::max(likeness(folded, letters_and_digits(name)), less * likeness(folded, letters_and_digits(city)));
  };
  std::vector<std::string> names;
  for (const std::size_t i : nearest(zones.size(), like)) names.push_back(zones[i].name());
  return names.empty() ? "write one as America/Los_Angeles" : fmt::format("did you mean {}?", fmt::join(names, " or "));
}

Zone Zone::named(std::string_view iana_name) {
  if (iana_name == "UTC") return utc();
  const date::time_zone* zone = locate(iana_name);
  if (zone == nullptr) {
    throw Error{Error::Kind::usage,
                fmt::format("\"{}\" is no zone of the tz database; {}", iana_name, remedy(iana_name))};
  }
  return Zone{std::make_shared<const Table>(std::string{iana_name}, segments_of(*zone))};
}

Zone Zone::utc() { return Zone{std::make_shared<const Table>("UTC", std::vector<Segment>{{table_begin, seconds{0}}})}; }

const std::string& Zone::name() const { return table_->name; }

seconds Zone::offset_at(Instant at) const { return table_->segments[table_->segment_at(at)].offset; }

Zone::Span Zone::span_at(Instant at) const {
  const auto& segments = table_->segments;
  const std::size_t i = table_->segment_at(at);
  return {i == 0 ? Instant::min() : segments[i].begin,
          i + 1 == segments.size() ? Instant::max() : segments[i + 1].begin, segments[i].offset};
}

LocalTime Zone::local(Instant at) const { return LocalTime{at.time_since_epoch() + offset_at(at)}; }

Day Zone::day_of(Instant at) const { return date::floor<date::days>(local(at)); }

Instant Zone::instant(LocalTime local) const { return table_->by_offset_of(table_->segment_of(local), local); }

Instant Zone::first_second(Day day) const {
  const std::size_t i = table_->segment_of(day);
  return table_->shown_before_end(day, i) ? table_->by_offset_of(i, day) : table_->segments[i + 1].begin;
}

Instant Zone::last_second(Day day) const {
  const LocalTime local = day + date::days{1} - seconds{1};
  const std::size_t i = table_->segment_of(local);
  if (!table_->shown_before_end(local, i)) return table_->segments[i + 1].begin - seconds{1};
  const bool repeated = i + 1 < table_->segments.size() && table_->shown_after_begin(local, i + 1);
  return table_->by_offset_of(repeated ? i + 1 : i, local);
}

Moment whole_day(Day day, const Zone& zone) { return {zone.first_second(day), zone.last_second(day), true}; }

namespace {

constexpr auto digit_pairs = [] {
  std::array<char, 200> pairs{};
  for (std::size_t i = 0; i < 100; ++i) {
    pairs.at(2 * i) = static_cast<char>('0' + i / 10);
    pairs.at(2 * i + 1) = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

char* put_pair(char* to, unsigned below_hundred) {
  return std::copy_n(digit_pairs.data() + std::size_t{2} * below_hundred, 2, to);
}

/// "-03", ":59": a sign, and two digits.
char* put_pair(char* to, char sign, unsigned below_hundred) {
  *to = sign;
  return put_pair(to + 1, below_hundred);
}

struct CivilDay {
  unsigned year;
  unsigned month;
  unsigned day;
};

/// Years begin in March here, so that a leap day comes last.
constexpr LocalTime first_march = date::local_days{date::year{0} / 3 / 1};
constexpr LocalTime year_10000 = date::local_days{date::year{10000} / 1 / 1};
constexpr std::uint64_t seconds_of_a_day = 86400;

/// So many days after first_march: after Neri and Schneider, "Euclidean affine functions and applications to calendar
/// algorithms" (arXiv 2102.06959). It saves two fifths of what an instant's text takes with year_month_day.
CivilDay civil(std::uint32_t days) {
  constexpr std::uint32_t days_of_400_years = 146097;
  constexpr std::uint32_t days_from_march_to_january = 306;
  constexpr std::uint32_t quarter_day = 2939745;  // in 2^-32 of a year

  const std::uint32_t century = (4 * days + 3) / days_of_400_years;
  const std::uint32_t day_of_century = (4 * days + 3) % days_of_400_years / 4;
  const std::uint64_t years = std::uint64_t{quarter_day} * (4 * day_of_century + 3);
  const std::uint32_t day_of_year = static_cast<std::uint32_t>(years) / quarter_day / 4;
  const std::uint32_t months = 2141 * day_of_year + 197913;  // in 2^-16 of a month, from the zeroth of the calendar's

  const unsigned next_year = day_of_year >= days_from_march_to_january ? 1 : 0;
  return {100 * century + static_cast<std::uint32_t>(years >> 32U) + next_year, (months >> 16U) - 12 * next_year,
          (months & 0xFFFFU) / 2141 + 1};
}

char* put_day(char* to, const CivilDay& day) {
  to = put_pair(put_pair(to, day.year / 100), day.year % 100);
  return put_pair(put_pair(to, '-', day.month), '-', day.day);
}

char* put_time(char* to, unsigned seconds_of_day) {
  to = put_pair(to, 'T', seconds_of_day / 3600);
  to = put_pair(to, ':', seconds_of_day / 60 % 60);
  return put_pair(to, ':', seconds_of_day % 60);
}

char* put_offset(char* to, seconds offset) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(offset).count();
  const auto size = static_cast<unsigned>(std::abs(minutes));
  return put_pair(put_pair(to, minutes < 0 ? '-' : '+', size / 60), ':', size % 60);
}

/// For years that have not four digits: of no log, but an instant can hold them.
char* put_far_time(char* to, LocalTime local) {
  // Wider than a Day: no instant is beyond it.
  const auto day = date::floor<std::chrono::duration<std::int64_t, date::days::period>>(local);
  const std::string text = to_text(Day{day});
  return put_time(std::copy(text.begin(), text.end(), to), static_cast<unsigned>((local - day).count()));
}

char* put_local(char* to, LocalTime local) {
  if (local < first_march || local >= year_10000) return put_far_time(to, local);
  const auto passed = static_cast<std::uint64_t>((local - first_march).count());
  to = put_day(to, civil(static_cast<std::uint32_t>(passed / seconds_of_a_day)));
  return put_time(to, static_cast<unsigned>(passed % seconds_of_a_day));
}

}  // namespace

std::string to_text(Day day) {
  const date::year_month_day ymd{day};
  return fmt::format("{:04}-{:02}-{:02}", int{ymd.year()}, unsigned{ymd.month()}, unsigned{ymd.day()});
}

char* put_text(char* to, Instant at, const Zone& zone) {
  const seconds offset = zone.offset_at(at);
  return put_offset(put_local(to, LocalTime{at.time_since_epoch() + offset}), offset);
}

std::string to_text(Instant at, const Zone& zone) {
  std::array<char, longest_instant_text> bytes{};
  return {bytes.data(), put_text(bytes.data(), at, zone)};
}

}  // namespace lsr
