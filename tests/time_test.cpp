#include "lsr/time.hpp"

#include <date/tz.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "lsr/error.hpp"
#include "stored_data.hpp"
#include "time_literals.hpp"

using lsr::Day;
using lsr::Instant;
using lsr::LocalTime;
using lsr::Zone;
using lsr::test::at;
using lsr::test::clock;
using lsr::test::day;
using lsr::test::utc;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

// Each stands for a habit of its own: changes at 02:00, at midnight, at 24:00, by half an hour, by two hours, around
// Ramadan, of the offset itself, or none at all.
const std::vector<std::string> zones_of_all_habits{
    "America/Los_Angeles", "America/Sao_Paulo", "America/Havana",      "America/Nuuk",
    "America/St_Johns",    "America/Caracas",   "America/Asuncion",    "Europe/London",
    "Europe/Paris",        "Europe/Istanbul",   "Africa/Cairo",        "Africa/Casablanca",
    "Asia/Dubai",          "Asia/Riyadh",       "Asia/Kolkata",        "Asia/Tokyo",
    "Asia/Singapore",      "Asia/Beirut",       "Asia/Gaza",           "Asia/Pyongyang",
    "Asia/Tehran",         "Australia/Sydney",  "Australia/Lord_Howe", "Pacific/Apia",
    "Pacific/Norfolk",     "Antarctica/Troll",  "Africa/Johannesburg", "UTC"};

const Instant oracle_begin = at("2015-01-01T00:00:00+00:00");
// The date library reads no rules beyond 2037 from a machine's zone files.
const Instant oracle_end = at("2038-01-01T00:00:00+00:00");

std::vector<Instant> transitions_of(const date::time_zone& zone) {
  std::vector<Instant> transitions;
  for (auto info = zone.get_info(oracle_begin); info.end < oracle_end; info = zone.get_info(info.end)) {
    transitions.push_back(info.end);
  }
  return transitions;
}

struct Bounds {
  Instant first;
  Instant last;
};

/// The seconds that have the day's name on the wall, stretch of one offset by stretch: no rule about skipped or
/// repeated hours is needed to find the first and the last of them.
std::optional<Bounds> bounds_of(Day day, const date::time_zone& zone) {
  const Instant begin{day.time_since_epoch() - hours{36}};
  const Instant end{day.time_since_epoch() + hours{60}};
  std::optional<Bounds> bounds;
  // The last stretch of a zone ends with time itself, so nothing may be asked of its end.
  for (Instant reached = begin; reached < end;) {
    const date::sys_info info = zone.get_info(reached);
    reached = info.end;
    const Instant midnight{day.time_since_epoch() - info.offset};
    const Instant first = std::max(info.begin, midnight);
    const Instant last = std::min(info.end, midnight + hours{24}) - seconds{1};
    if (first > last) continue;
    bounds = bounds ? Bounds{std::min(bounds->first, first), std::max(bounds->last, last)} : Bounds{first, last};
  }
  return bounds;
}

}  // namespace

TEST_CASE("a local time becomes the instant that SPEC §2 gives it", "[time]") {
  struct Case {
    const char* sentence;
    const char* zone;
    const char* local;
    const char* expected;
  };
  const std::vector<Case> cases{
      {"a winter afternoon in Los Angeles", "America/Los_Angeles", "2026-03-07T14:03:22", "2026-03-07T14:03:22-08:00"},
      {"a summer afternoon in Los Angeles", "America/Los_Angeles", "2026-03-09T14:03:22", "2026-03-09T14:03:22-07:00"},
      {"the last second before the skipped hour", "America/Los_Angeles", "2026-03-08T01:59:59",
       "2026-03-08T01:59:59-08:00"},
      {"the skipped hour begins: counted with the offset before", "America/Los_Angeles", "2026-03-08T02:00:00",
       "2026-03-08T02:00:00-08:00"},
      {"within the skipped hour", "America/Los_Angeles", "2026-03-08T02:30:00", "2026-03-08T03:30:00-07:00"},
      {"the last second of the skipped hour", "America/Los_Angeles", "2026-03-08T02:59:59",
       "2026-03-08T03:59:59-07:00"},
      {"the first second after the skipped hour", "America/Los_Angeles", "2026-03-08T03:00:00",
       "2026-03-08T03:00:00-07:00"},
      {"the last second before the repeated hour", "America/Los_Angeles", "2026-11-01T00:59:59",
       "2026-11-01T00:59:59-07:00"},
      {"the repeated hour begins: the first of the two", "America/Los_Angeles", "2026-11-01T01:00:00",
       "2026-11-01T01:00:00-07:00"},
      {"within the repeated hour", "America/Los_Angeles", "2026-11-01T01:30:00", "2026-11-01T01:30:00-07:00"},
      {"the last second of the repeated hour", "America/Los_Angeles", "2026-11-01T01:59:59",
       "2026-11-01T01:59:59-07:00"},
      {"the first second after the repeated hour", "America/Los_Angeles", "2026-11-01T02:00:00",
       "2026-11-01T02:00:00-08:00"},
      {"Sao Paulo skips the hour after midnight", "America/Sao_Paulo", "2018-11-04T00:30:00",
       "2018-11-04T01:30:00-02:00"},
      {"Sao Paulo repeats the hour before midnight", "America/Sao_Paulo", "2018-02-17T23:30:00",
       "2018-02-17T23:30:00-02:00"},
      {"midnight after the repeated hour comes once", "America/Sao_Paulo", "2018-02-18T00:00:00",
       "2018-02-18T00:00:00-03:00"},
      {"Lord Howe skips half an hour", "Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-04T02:45:00+11:00"},
      {"and not the other half", "Australia/Lord_Howe", "2026-10-04T02:30:00", "2026-10-04T02:30:00+11:00"},
      {"Lord Howe repeats half an hour", "Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-05T01:45:00+11:00"},
      {"and not the other half of it", "Australia/Lord_Howe", "2026-04-05T02:00:00", "2026-04-05T02:00:00+10:30"},
      {"UTC knows no changes", "UTC", "2026-03-08T02:30:00", "2026-03-08T02:30:00+00:00"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(utc(Zone::named(each.zone).instant(clock(each.local))) == utc(at(each.expected)));
  }
}

TEST_CASE("a day has its first and its last second, whatever its length", "[time]") {
  struct Case {
    const char* sentence;
    const char* zone;
    const char* day;
    const char* first;
    const char* last;
  };
  const std::vector<Case> cases{
      {"24 hours", "America/Los_Angeles", "2026-03-10", "2026-03-10T00:00:00-07:00", "2026-03-10T23:59:59-07:00"},
      {"23 hours: the clocks go forward", "America/Los_Angeles", "2026-03-08", "2026-03-08T00:00:00-08:00",
       "2026-03-08T23:59:59-07:00"},
      {"25 hours: the clocks go back", "America/Los_Angeles", "2026-11-01", "2026-11-01T00:00:00-07:00",
       "2026-11-01T23:59:59-08:00"},
      {"midnight is skipped: the day begins at 01:00", "America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00",
       "2018-11-04T23:59:59-02:00"},
      {"and the day before it ends as always", "America/Sao_Paulo", "2018-11-03", "2018-11-03T00:00:00-03:00",
       "2018-11-03T23:59:59-03:00"},
      {"23:59:59 is repeated: the later one", "America/Sao_Paulo", "2018-02-17", "2018-02-17T00:00:00-02:00",
       "2018-02-17T23:59:59-03:00"},
      {"and the day after it begins once", "America/Sao_Paulo", "2018-02-18", "2018-02-18T00:00:00-03:00",
       "2018-02-18T23:59:59-03:00"},
      {"midnight is repeated: the first one", "America/Havana", "2026-11-01", "2026-11-01T00:00:00-04:00",
       "2026-11-01T23:59:59-05:00"},
      {"23:59:59 is skipped: the last second before the change", "America/Nuuk", "2026-03-28",
       "2026-03-28T00:00:00-02:00", "2026-03-28T22:59:59-02:00"},
      {"23 and a half hours", "Australia/Lord_Howe", "2026-10-04", "2026-10-04T00:00:00+10:30",
       "2026-10-04T23:59:59+11:00"},
      {"24 and a half hours", "Australia/Lord_Howe", "2026-04-05", "2026-04-05T00:00:00+11:00",
       "2026-04-05T23:59:59+10:30"},
      {"a leap day", "Asia/Kolkata", "2028-02-29", "2028-02-29T00:00:00+05:30", "2028-02-29T23:59:59+05:30"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const Zone zone = Zone::named(each.zone);
    CHECK(utc(zone.first_second(day(each.day))) == utc(at(each.first)));
    CHECK(utc(zone.last_second(day(each.day))) == utc(at(each.last)));
    const lsr::Moment whole = lsr::whole_day(day(each.day), zone);
    CHECK(utc(whole.first) == utc(at(each.first)));
    CHECK(utc(whole.last) == utc(at(each.last)));
    CHECK(whole.day_only);
  }
}

TEST_CASE("the day of an instant is that of the zone's clocks", "[time]") {
  struct Case {
    const char* instant;
    const char* zone;
    const char* expected;
  };
  const std::vector<Case> cases{
      {"2026-03-11T06:59:59+00:00", "America/Los_Angeles", "2026-03-10"},
      {"2026-03-11T07:00:00+00:00", "America/Los_Angeles", "2026-03-11"},
      {"2026-03-07T07:59:59+00:00", "America/Los_Angeles", "2026-03-06"},
      {"2026-03-07T08:00:00+00:00", "America/Los_Angeles", "2026-03-07"},
      {"2026-03-06T15:00:00+00:00", "Asia/Tokyo", "2026-03-07"},
      {"2015-04-14T21:59:59+00:00", "Europe/Paris", "2015-04-14"},
      {"2015-04-14T22:00:00+00:00", "Europe/Paris", "2015-04-15"},
      {"1969-12-31T23:59:59+00:00", "UTC", "1969-12-31"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.instant, each.zone);
    CHECK(Zone::named(each.zone).day_of(at(each.instant)) == day(each.expected));
  }
}

TEST_CASE("instants are written with the offset of their moment", "[time]") {
  struct Case {
    const char* instant;
    const char* zone;
    const char* expected;
  };
  const std::vector<Case> cases{
      {"2026-03-11T06:59:59+00:00", "America/Los_Angeles", "2026-03-10T23:59:59-07:00"},
      {"2026-03-08T09:59:59+00:00", "America/Los_Angeles", "2026-03-08T01:59:59-08:00"},
      {"2026-03-08T10:00:00+00:00", "America/Los_Angeles", "2026-03-08T03:00:00-07:00"},
      {"2026-11-01T08:30:00+00:00", "America/Los_Angeles", "2026-11-01T01:30:00-07:00"},
      {"2026-11-01T09:30:00+00:00", "America/Los_Angeles", "2026-11-01T01:30:00-08:00"},
      {"2026-01-01T00:00:00+00:00", "America/St_Johns", "2025-12-31T20:30:00-03:30"},
      {"2026-01-01T00:00:00+00:00", "Asia/Kolkata", "2026-01-01T05:30:00+05:30"},
      {"2026-01-01T00:00:00+00:00", "UTC", "2026-01-01T00:00:00+00:00"},
      // Offsets of seconds, too, are written to the minute.
      {"1900-01-01T00:00:00+00:00", "Africa/Monrovia", "1899-12-31T23:16:52-00:43"},
      {"1900-01-01T00:00:00+00:00", "Europe/Paris", "1900-01-01T00:09:21+00:09"},
      {"0000-03-01T07:59:59+00:00", "America/Los_Angeles", "0000-02-29T23:59:59-08:00"},
      {"0000-03-01T08:00:00+00:00", "America/Los_Angeles", "0000-03-01T00:00:00-08:00"},
  };
  for (const auto& each : cases) {
    CAPTURE(each.instant, each.zone);
    CHECK(to_text(at(each.instant), Zone::named(each.zone)) == each.expected);
  }
  CHECK(lsr::to_text(day("2026-03-07")) == "2026-03-07");
  CHECK(lsr::to_text(day("0987-12-31")) == "0987-12-31");
}

TEST_CASE("years of more or fewer than four digits are written as long as they are", "[time]") {
  struct Case {
    int year;
    const char* expected;
  };
  const std::vector<Case> cases{{0, "0000"},      {987, "0987"}, {9999, "9999"}, {10000, "10000"},
                                {32767, "32767"}, {-1, "-001"},  {-987, "-987"}, {-12345, "-12345"}};
  for (const auto& each : cases) {
    CAPTURE(each.year);
    const auto days = date::sys_days{date::year{each.year} / 2 / 28};
    const std::string text = to_text(Instant{days} + hours{23}, Zone::utc());
    CHECK(text == each.expected + std::string{"-02-28T23:00:00+00:00"});
    CHECK(text.size() <= lsr::longest_instant_text);
  }
}

TEST_CASE("the first and the last second of every month are written with the date that they have", "[time]") {
  const Zone utc_zone = Zone::utc();
  const auto two_digits = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  std::size_t wrong = 0;
  for (int year = 0; year < 10000; ++year) {
    const std::string digits = std::to_string(10000 + year).substr(1);
    for (unsigned month = 1; month <= 12; ++month) {
      const date::year_month_day_last last{date::year{year}, date::month_day_last{date::month{month}}};
      const Instant first = date::sys_days{date::year{year} / static_cast<int>(month) / 1};
      const std::string begin = digits + "-" + two_digits(month) + "-";
      const Instant end = date::sys_days{last} + date::days{1} - seconds{1};
      if (to_text(first, utc_zone) != begin + "01T00:00:00+00:00") ++wrong;
      if (to_text(end, utc_zone) != begin + two_digits(unsigned{last.day()}) + "T23:59:59+00:00") ++wrong;
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("an instant is written where it shall stand", "[time]") {
  std::string line = "due: ............................";
  const Zone zone = Zone::named("America/Los_Angeles");
  const Instant due = at("2026-03-11T06:59:59+00:00");
  char* const end = put_text(line.data() + 5, due, zone);
  CHECK(line == "due: 2026-03-10T23:59:59-07:00...");
  CHECK(std::string(end) == "...");
}

TEST_CASE("a zone has a name of the tz database, or is refused", "[time]") {
  CHECK(Zone::named("America/Los_Angeles").name() == "America/Los_Angeles");
  CHECK(Zone::utc().name() == "UTC");
  for (const char* name : {"America/Los Angeles", "america/los_angeles", "Atlantis/Capital", "", "../etc/passwd"}) {
    CAPTURE(name);
    try {
      Zone::named(name);
      FAIL_CHECK("was taken");
    } catch (const lsr::Error& error) {
      CHECK(error.kind() == lsr::Error::Kind::usage);
      CHECK_THAT(error.what(), Catch::Contains(name));
    }
  }
}

TEST_CASE("a zone that the database lacks is told the nearest ones", "[time]") {
  struct Case {
    const char* wrong;
    const char* remedy;
  };
  const std::vector<Case> cases{
      {"berln", "did you mean Europe/Berlin?"},
      {"Berlin", "Europe/Berlin"},
      {"europe/berlin", "did you mean Europe/Berlin?"},
      {"Europe/Berln", "Europe/Berlin"},
      {"Los_Angeles", "America/Los_Angeles"},
      {"los angeles", "America/Los_Angeles"},
      {"America/Los Angeles", "did you mean America/Los_Angeles?"},
      {"New York", "America/New_York"},
      {"tokio", "Asia/Tokyo"},
      {"Sao Paulo", "America/Sao_Paulo"},
  };
  for (const auto& each : cases) {
    INFO(each.wrong);
    CHECK_THAT(Zone::remedy(each.wrong), Catch::StartsWith("did you mean "));
    CHECK_THAT(Zone::remedy(each.wrong), Catch::Contains(each.remedy));
  }
  // Nothing is like them: three letters are like too many, and no zone lies on another planet.
  for (const char* wrong : {"PST", "Mars", "", "???"}) {
    INFO(wrong);
    CHECK(Zone::remedy(wrong) == "write one as America/Los_Angeles");
  }
  try {
    Zone::named("berln");
    FAIL_CHECK("was taken");
  } catch (const lsr::Error& error) {
    CHECK_THAT(error.what(), Catch::Contains("\"berln\"") && Catch::Contains("did you mean Europe/Berlin?"));
  }
}

TEST_CASE("a moment known to the second is that second", "[time]") {
  const Instant second = at("2026-03-07T14:03:22-08:00");
  CHECK(lsr::exactly(second) == lsr::Moment{second, second, false});
  CHECK_FALSE(lsr::exactly(second) == lsr::Moment{second, second, true});
}

TEST_CASE("zones agree with the date library around every clock change", "[time]") {
  std::size_t changes = 0;
  for (const auto& name : zones_of_all_habits) {
    const Zone zone = Zone::named(name);
    const date::time_zone& oracle = *date::locate_zone(name);
    for (const Instant change : transitions_of(oracle)) {
      ++changes;
      CAPTURE(name, utc(change));
      const seconds before = oracle.get_info(change - seconds{1}).offset;
      const seconds after = oracle.get_info(change).offset;

      for (const seconds aside : {seconds{-1}, seconds{0}, seconds{1}}) {
        const Instant instant = change + aside;
        CAPTURE(aside.count());
        CHECK(zone.offset_at(instant) == oracle.get_info(instant).offset);
        CHECK(zone.local(instant) == oracle.to_local(instant));
        CHECK(zone.day_of(instant) == date::floor<date::days>(oracle.to_local(instant)));

        // Where a change makes an hour happen twice or never, it is the hour between these two.
        for (const seconds offset : {before, after, (before + after) / 2}) {
          const LocalTime local{instant.time_since_epoch() + offset};
          const date::local_info info = oracle.get_info(local);
          CAPTURE(offset.count());
          CHECK(utc(zone.instant(local)) == utc(Instant{local.time_since_epoch() - info.first.offset}));
          if (info.result != date::local_info::nonexistent) {
            CHECK(utc(zone.instant(local)) == utc(oracle.to_sys(local, date::choose::earliest)));
          }
        }
      }
    }
  }
  CHECK(changes > 500);
}

TEST_CASE("days agree with the date library around every clock change", "[time]") {
  std::size_t days = 0;
  for (const auto& name : zones_of_all_habits) {
    const Zone zone = Zone::named(name);
    const date::time_zone& oracle = *date::locate_zone(name);
    for (const Instant change : transitions_of(oracle)) {
      const Day middle = date::floor<date::days>(oracle.to_local(change));
      for (Day each = middle - date::days{2}; each <= middle + date::days{2}; each += date::days{1}) {
        CAPTURE(name, each);
        const auto bounds = bounds_of(each, oracle);
        REQUIRE(bounds);
        CHECK(utc(zone.first_second(each)) == utc(bounds->first));
        CHECK(utc(zone.last_second(each)) == utc(bounds->last));
        ++days;
      }
    }
  }
  CHECK(days > 2500);
}

TEST_CASE("zones agree with the date library at random times", "[time]") {
  std::mt19937_64 random{20260307};
  std::uniform_int_distribution<std::int64_t> some_second{oracle_begin.time_since_epoch().count(),
                                                          oracle_end.time_since_epoch().count() - 1};
  std::size_t compared = 0;
  for (const auto& name : zones_of_all_habits) {
    const Zone zone = Zone::named(name);
    const date::time_zone& oracle = *date::locate_zone(name);
    for (int i = 0; i < 500; ++i) {
      const Instant instant{seconds{some_second(random)}};
      const LocalTime local{instant.time_since_epoch()};
      CAPTURE(name, utc(instant));
      CHECK(zone.offset_at(instant) == oracle.get_info(instant).offset);
      CHECK(zone.instant(local).time_since_epoch() == local.time_since_epoch() - oracle.get_info(local).first.offset);
      ++compared;
    }
  }
  CHECK(compared == zones_of_all_habits.size() * 500);
}

TEST_CASE("days far from any order log still begin and end within themselves", "[time]") {
  std::size_t days = 0;
  for (const auto& name : zones_of_all_habits) {
    const Zone zone = Zone::named(name);
    for (const char* text : {"0001-01-01", "1582-10-15", "1899-12-31", "1900-01-01", "1970-01-01", "2037-12-31",
                             "2038-01-20", "2099-12-31", "2100-01-01", "2100-01-02", "9999-12-31"}) {
      CAPTURE(name, text);
      CHECK(zone.day_of(zone.first_second(day(text))) == day(text));
      CHECK(zone.day_of(zone.last_second(day(text))) == day(text));
      CHECK(zone.day_of(zone.last_second(day(text)) + seconds{1}) == day(text) + date::days{1});
      ++days;
    }
  }
  CHECK(days == zones_of_all_habits.size() * 11);
}

TEST_CASE("offsets, local days and their ends are those of another reading of the zones, at every change of a clock",
          "[time]") {
  std::optional<Zone> zone;
  int instants = 0;
  int locals = 0;
  for (const auto& line : lsr::test::stored_lines("zone_changes.txt")) {
    const auto words = lsr::test::words_of(line);
    INFO((zone ? zone->name() : std::string{}) << ": " << line);
    if (words.at(0) == "zone") {
      zone = Zone::named(words.at(1));
    } else if (words.at(0) == "instant") {
      const Instant instant = lsr::test::parsed<Instant>("%FT%TZ", words.at(1));
      CHECK(zone.value().offset_at(instant).count() == std::stoi(words.at(2)));
      CHECK(zone.value().day_of(instant) == day(words.at(3)));
      CHECK(utc(zone.value().first_second(day(words.at(3)))) == words.at(4));
      CHECK(utc(zone.value().last_second(day(words.at(3)))) == words.at(5));
      ++instants;
    } else {
      CHECK(utc(zone.value().instant(clock(words.at(1)))) == words.at(2));
      ++locals;
    }
  }
  CHECK(instants > 1500);
  CHECK(locals > 4000);
}
