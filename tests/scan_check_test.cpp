#include "lsr/scan_check.hpp"

#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "time_literals.hpp"

using lsr::check_scan;
using lsr::Moment;
using lsr::ScanState;
using lsr::Zone;
using lsr::test::at;
using lsr::test::known;
using lsr::test::utc;
using std::chrono::hours;

TEST_CASE("the scan window is elapsed hours from the confirm", "[scan_check]") {
  struct Case {
    const char* sentence;
    const char* confirmed;
    int window;
    const char* expected;
  };
  const std::vector<Case> cases{
      {"Friday 17:00: Sunday 17:00, no business days", "2026-02-06T17:00:00-08:00", 48, "2026-02-08T17:00:00-08:00"},
      {"over the night in which the clocks go forward", "2026-03-07T12:00:00-08:00", 48, "2026-03-09T13:00:00-07:00"},
      {"over the night in which the clocks go back", "2026-10-31T12:00:00-07:00", 48, "2026-11-02T11:00:00-08:00"},
      {"known by its day: from its last second", "2026-02-06", 48, "2026-02-08T23:59:59-08:00"},
      {"known by a day of 23 hours", "2026-03-08", 48, "2026-03-10T23:59:59-07:00"},
      {"another window", "2026-02-06T17:00:00-08:00", 24, "2026-02-07T17:00:00-08:00"},
      {"over a leap day", "2028-02-28T17:00:00-08:00", 48, "2028-03-01T17:00:00-08:00"},
  };
  const Zone zone = Zone::named("America/Los_Angeles");
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(utc(lsr::scan_by(known(each.confirmed, zone), hours{each.window})) == utc(at(each.expected)));
  }
}

TEST_CASE("a first scan is in time, awaited or missed", "[scan_check]") {
  struct Case {
    const char* sentence;
    const char* confirmed;
    const char* first_scan;  // "": none
    const char* as_of;
    ScanState expected;
  };
  const std::vector<Case> cases{
      {"an hour after the confirm", "2026-02-06T17:00:00-08:00", "2026-02-06T18:00:00-08:00",
       "2026-02-20T00:00:00-08:00", ScanState::in_time},
      {"exactly 48:00:00", "2026-02-06T17:00:00-08:00", "2026-02-08T17:00:00-08:00", "2026-02-20T00:00:00-08:00",
       ScanState::in_time},
      {"one second more", "2026-02-06T17:00:00-08:00", "2026-02-08T17:00:01-08:00", "2026-02-20T00:00:00-08:00",
       ScanState::missed},
      {"before the confirm is fine", "2026-02-06T17:00:00-08:00", "2026-02-01T09:00:00-08:00",
       "2026-02-20T00:00:00-08:00", ScanState::in_time},
      {"none, and as-of is the confirm itself", "2026-02-06T17:00:00-08:00", "", "2026-02-06T17:00:00-08:00",
       ScanState::awaited},
      {"none, and as-of is exactly 48:00:00 after", "2026-02-06T17:00:00-08:00", "", "2026-02-08T17:00:00-08:00",
       ScanState::awaited},
      {"none, and as-of is one second more", "2026-02-06T17:00:00-08:00", "", "2026-02-08T17:00:01-08:00",
       ScanState::missed},
      {"a confirm known by its day counts from its last second", "2026-02-06", "2026-02-08T23:59:59-08:00",
       "2026-02-20T00:00:00-08:00", ScanState::in_time},
      {"and not a second longer", "2026-02-06", "2026-02-09T00:00:00-08:00", "2026-02-20T00:00:00-08:00",
       ScanState::missed},
      {"a scan known by its day counts from its first second", "2026-02-06T17:00:00-08:00", "2026-02-08",
       "2026-02-20T00:00:00-08:00", ScanState::in_time},
      {"and that can be too late", "2026-02-06T17:00:00-08:00", "2026-02-09", "2026-02-20T00:00:00-08:00",
       ScanState::missed},
      {"both known by their day: two days later is in time", "2026-02-06", "2026-02-08", "2026-02-20T00:00:00-08:00",
       ScanState::in_time},
      {"both known by their day: three days later is not", "2026-02-06", "2026-02-09", "2026-02-20T00:00:00-08:00",
       ScanState::missed},
      {"a day of 23 hours does not stretch the window", "2026-03-07T12:00:00-08:00", "2026-03-09T13:00:00-07:00",
       "2026-03-20T00:00:00-07:00", ScanState::in_time},
      {"by no second", "2026-03-07T12:00:00-08:00", "2026-03-09T13:00:01-07:00", "2026-03-20T00:00:00-07:00",
       ScanState::missed},
      {"nor does a day of 25 hours", "2026-10-31T12:00:00-07:00", "2026-11-02T11:00:01-08:00",
       "2026-11-20T00:00:00-08:00", ScanState::missed},
  };
  const Zone zone = Zone::named("America/Los_Angeles");
  for (const auto& each : cases) {
    INFO(each.sentence);
    const std::string scan = each.first_scan;
    const auto first_scan = scan.empty() ? std::nullopt : std::optional<Moment>{known(scan, zone)};
    CHECK(check_scan(known(each.confirmed, zone), first_scan ? std::optional{first_scan->first} : std::nullopt,
                     at(each.as_of), hours{48}) == each.expected);
  }
}
