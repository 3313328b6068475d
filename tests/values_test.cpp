#include "cli/values.hpp"

#include <catch2/catch.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lsr/error.hpp"
#include "time_literals.hpp"

namespace cli = lsr::cli;
using lsr::DateOrder;
using lsr::Field;
using lsr::Moment;
using lsr::Threshold;
using lsr::to_text;
using lsr::Zone;
using lsr::test::at;
using lsr::test::day;

namespace {

/// The message with which a value is refused, as wrong usage; empty where it is taken.
std::string refusal(const std::function<void()>& read) {
  try {
    read();
  } catch (const lsr::Error& error) {
    CHECK(error.kind() == lsr::Error::Kind::usage);
    return error.what();
  }
  return "";
}

/// A value that is refused, and what the message has to say to be of use.
struct Refused {
  const char* sentence;
  std::string written;
  std::string remedy;
};

/// Each message names the option, the value as it was written, and what would be right.
template <typename Read>
void check_refused(const std::string& option, const std::vector<Refused>& cases, Read read) {
  for (const auto& c : cases) {
    INFO(c.sentence);
    const std::string message = refusal([&] { read(c.written); });
    CHECK_THAT(message, Catch::StartsWith(option + " " +
                                          (std::string{c.written}.empty() ? "\"\"" : std::string{c.written}) + ": "));
    CHECK_THAT(message, Catch::Contains(c.remedy));
  }
}

/// "mon,wed"
std::string told(const lsr::OperatingDays& days) {
  const std::vector<std::string> names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
  std::string text;
  for (unsigned i = 0; i < 7; ++i) {
    if (days.contains(date::weekday{i})) text += (text.empty() ? "" : ",") + names[i];
  }
  return text;
}

bool same(const Threshold& a, const Threshold& b) {
  return a.numerator * b.denominator == b.numerator * a.denominator && a.inclusive == b.inclusive;
}

}  // namespace

TEST_CASE("option --threshold: a part of all, exactly") {
  struct Case {
    const char* sentence;
    std::string written;
    Threshold expected;
  };
  const std::vector<Case> cases{
      {"percent", "4%", {4, 100, true}},
      {"a blank before the sign", "4 %", {4, 100, true}},
      {"blanks around it", "  4% ", {4, 100, true}},
      {"a number below 1", "0.04", {4, 100, true}},
      {"without the leading zero", ".04", {4, 100, true}},
      {"a part of a percent", "3.5%", {35, 1000, true}},
      {"the same as a number", "0.035", {35, 1000, true}},
      {"no higher than, said", "<=4%", {4, 100, true}},
      {"below", "<4%", {4, 100, false}},
      {"below, with blanks", "< 4 %", {4, 100, false}},
      {"below, as a number", "<0.04", {4, 100, false}},
      {"none may be late", "0%", {0, 1, true}},
      {"the same as a number", "0", {0, 1, true}},
      {"almost all may be", "99.9999999%", {999'999'999, 1'000'000'000, true}},
      {"a third is not rounded", "33.3333333%", {333'333'333, 1'000'000'000, true}},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    const Threshold read = cli::threshold(c.written);
    CHECK(same(read, c.expected));
    CHECK(read.denominator > read.numerator);
  }
  CHECK(refusal([] { cli::threshold("4"); }) == "--threshold 4: 4 means 400%: write 4% or 0.04");
  check_refused("--threshold",
                {{"a number without % must be below 1", "4", "4 means 400%: write 4% or 0.04"},
                 {"also with a part", "3.5", "3.5 means 350%: write 3.5% or 0.035"},
                 {"1 is all of them", "1", "1 means 100%: write 1% or 0.01"},
                 {"the sign before it aside", "<4", "4 means 400%: write 4% or 0.04"},
                 {"100 % would mean nothing", "100%", "from 0% to below 100%"},
                 {"more than all", "400%", "from 0% to below 100%"},
                 {"nothing", "", "write 4%, 0.04"},
                 {"no number", "four", "write 4%, 0.04"},
                 {"a sign alone", "%", "write 4%, 0.04"},
                 {"twice", "4%%", "write 4%, 0.04"},
                 {"less than none", "-4%", "write 4%, 0.04"},
                 {"a comma", "3,5%", "write 4%, 0.04"},
                 {"two points", "0.0.4", "write 4%, 0.04"},
                 {"an exponent", "4e-2", "write 4%, 0.04"},
                 {"the other way round", ">4%", "write 4%, 0.04"},
                 {"too fine to be kept exactly", "0.01234567890", "write 4%, 0.04"}},
                [](const std::string& text) { return cli::threshold(text); });
}

// What a message tells people to write has to be what they meant, and be taken.
TEST_CASE("option --threshold: the remedies of a refused number are taken, and mean so many percent") {
  for (int tenths = 10; tenths < 1000; ++tenths) {
    std::string number = std::to_string(tenths / 10);
    if (tenths % 10 != 0) number += "." + std::to_string(tenths % 10);
    const std::string message = refusal([&] { cli::threshold(number); });
    INFO(message);
    const auto write = message.find("write ");
    const auto either = message.find(" or ");
    REQUIRE(write != std::string::npos);
    REQUIRE(either != std::string::npos);
    const std::string percent = message.substr(write + 6, either - write - 6);
    const std::string part = message.substr(either + 4);
    const Threshold meant{tenths, 1000, true};
    REQUIRE_NOTHROW(cli::threshold(percent));
    CHECK(same(cli::threshold(percent), meant));
    REQUIRE_NOTHROW(cli::threshold(part));
    CHECK(same(cli::threshold(part), meant));
  }
}

TEST_CASE("option --threshold: a number of a hundred or more is not told to write what is refused, too") {
  for (const auto* number : {"100", "250", "999"}) {
    const std::string message = refusal([&] { cli::threshold(number); });
    INFO(message);
    CHECK(message != "");
    CHECK_THAT(message, !Catch::Contains("write " + std::string{number} + "%"));
  }
}

TEST_CASE("option --threshold: two signs are no sign") {
  CHECK(refusal([] { cli::threshold("<<=4%"); }) != "");
  CHECK(refusal([] { cli::threshold("<=<4%"); }) != "");
}

TEST_CASE("option --operating-days: weekdays and ranges of them, which may wrap") {
  struct Case {
    const char* sentence;
    std::string written;
    std::string expected;
  };
  const std::vector<Case> cases{
      {"a range", "mon-fri", "mon,tue,wed,thu,fri"},
      {"from Sunday on", "sun-thu", "sun,mon,tue,wed,thu"},
      {"a range that wraps over the weekend", "fri-mon", "sun,mon,fri,sat"},
      {"one that ends on Sunday", "mon-sun", "sun,mon,tue,wed,thu,fri,sat"},
      {"Saturday to Sunday", "sat-sun", "sun,sat"},
      {"all but one", "tue-sun", "sun,tue,wed,thu,fri,sat"},
      {"a list", "mon,wed,fri", "mon,wed,fri"},
      {"a list of ranges", "mon-tue,thu-fri", "mon,tue,thu,fri"},
      {"ranges that overlap", "mon-wed,tue-thu", "mon,tue,wed,thu"},
      {"one day alone", "sat", "sat"},
      {"from a day to itself", "mon-mon", "mon"},
      {"names in full and in any case", "Monday-FRIDAY, Sat", "mon,tue,wed,thu,fri,sat"},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    CHECK(told(cli::operating_days(c.written)) == c.expected);
  }
  check_refused("--operating-days",
                {{"nothing", "", "mon-fri"},
                 {"no weekday", "weekdays", "mon-fri"},
                 {"numbers", "1-5", "mon-fri"},
                 {"a range without an end", "mon-", "mon-fri"},
                 {"a range without a beginning", "-fri", "mon-fri"},
                 {"a range with three ends", "mon-wed-fri", "mon-fri"},
                 {"a hole in the list", "mon,,fri", "mon,wed,fri"},
                 {"blanks instead of commas", "mon wed", "mon,wed,fri"}},
                [](const std::string& text) { return cli::operating_days(text); });
}

TEST_CASE("option --closed and --open: D or D..D") {
  struct Case {
    const char* sentence;
    std::string written;
    const char* first;
    const char* last;
  };
  const std::vector<Case> cases{
      {"one day", "2026-12-24", "2026-12-24", "2026-12-24"},
      {"both ends included", "2026-12-24..2026-12-31", "2026-12-24", "2026-12-31"},
      {"blanks around the dots", "2026-12-24 .. 2026-12-31", "2026-12-24", "2026-12-31"},
      {"from a day to itself", "2026-12-24..2026-12-24", "2026-12-24", "2026-12-24"},
      {"over a new year", "2026-12-24..2027-01-02", "2026-12-24", "2027-01-02"},
      {"any form whose order is not open", "12/24/2026..31/12/2026", "2026-12-24", "2026-12-31"},
      {"dots within and between", "24.12.2026..31.12.2026", "2026-12-24", "2026-12-31"},
      {"in words", "Dec 24, 2026", "2026-12-24", "2026-12-24"},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    const lsr::DayRange range = cli::day_range("--closed", c.written);
    CHECK(to_text(range.first) == c.first);
    CHECK(to_text(range.last) == c.last);
  }
  for (const std::string option : {"--closed", "--open"}) {
    check_refused(option,
                  {{"the end before the beginning", "2026-12-31..2026-12-24", "ends before"},
                   {"a time of day", "2026-12-24T10:00..2026-12-31", "2026-12-24..2026-12-31"},
                   {"a time of day at the end", "2026-12-24..2026-12-31 10:00", "2026-12-24..2026-12-31"},
                   {"three days", "2026-12-24..2026-12-25..2026-12-26", "2026-12-24..2026-12-31"},
                   {"March 4 or 3 April", "03/04/2026", "2026-03-07"},
                   {"a day that does not exist", "2026-02-30", "exist"}},
                  [&](const std::string& text) { return cli::day_range(option, text); });
    for (const auto* written : {"", "..", "2026-12-24..", "..2026-12-31", "Christmas"}) {
      INFO(written);
      CHECK_THAT(refusal([&] { cli::day_range(option, written); }), Catch::StartsWith(option + " "));
    }
  }
}

// "--closed : is no date" leaves the reader looking for what was wrong.
TEST_CASE("option --closed: a range without one of its ends is named as it was written") {
  for (const std::string written : {"..", "2026-12-24..", "..2026-12-31"}) {
    CHECK_THAT(refusal([&] { cli::day_range("--closed", written); }), Catch::StartsWith("--closed " + written));
  }
}

TEST_CASE("option --cut-off: a local time of day") {
  struct Case {
    std::string written;
    std::chrono::seconds expected;
  };
  using std::chrono::hours;
  using std::chrono::minutes;
  using std::chrono::seconds;
  const std::vector<Case> cases{
      {"14:00", hours{14}},
      {"00:00", hours{0}},
      {"23:59:59", hours{24} - seconds{1}},
      {"9:30", hours{9} + minutes{30}},
      {"2:00 PM", hours{14}},
  };
  for (const auto& c : cases) {
    INFO(c.written);
    CHECK(cli::cut_off(c.written) == c.expected);
  }
  check_refused("--cut-off",
                {{"no such hour", "25:00", "14:00"},
                 {"the day has no 24:00", "24:00", "14:00"},
                 {"no such minute", "14:60", "14:00"},
                 {"another zone", "14:00Z", "14:00"},
                 {"another zone by name", "14:00 PST", "14:00"},
                 {"nothing", "", "14:00"},
                 {"a word", "noon", "14:00"},
                 {"a date", "2026-03-07", "14:00"}},
                [](const std::string& text) { return cli::cut_off(text); });
}

TEST_CASE("option --scan-window: whole hours or days") {
  using std::chrono::hours;
  CHECK(cli::scan_window("48h") == hours{48});
  CHECK(cli::scan_window("2d") == hours{48});
  CHECK(cli::scan_window("0h") == hours{0});
  CHECK(cli::scan_window("72h") == hours{72});
  CHECK(cli::scan_window("366d") == hours{24 * 366});
  check_refused("--scan-window",
                {{"without a unit", "48", "48h or 2d"},
                 {"nothing", "", "48h or 2d"},
                 {"a unit alone", "h", "48h or 2d"},
                 {"minutes", "2880m", "48h or 2d"},
                 {"parts of days", "1.5d", "48h or 2d"},
                 {"less than nothing", "-48h", "48h or 2d"},
                 {"two units", "1d12h", "48h or 2d"},
                 {"more than a year of hours", "8785h", "48h or 2d"},
                 {"more than any integer", "99999999999999h", "48h or 2d"}},
                [](const std::string& text) { return cli::scan_window(text); });
}

TEST_CASE("option --scan-window: the longest is as long in days as in hours") {
  CHECK(refusal([] { cli::scan_window("367d"); }) != "");
}

TEST_CASE("option --window: days") {
  CHECK(cli::window_days("30d") == 30);
  CHECK(cli::window_days("30") == 30);
  CHECK(cli::window_days("1d") == 1);
  CHECK(cli::window_days("36500") == 36'500);
  check_refused("--window",
                {{"no day at all", "0d", "from 1"},
                 {"nothing", "", "30d"},
                 {"a unit alone", "d", "30d"},
                 {"hours", "48h", "30d"},
                 {"weeks", "4w", "30d"},
                 {"less than nothing", "-30d", "30d"},
                 {"more than a century", "36501d", "36500"},
                 {"parts of days", "1.5d", "30d"}},
                [](const std::string& text) { return cli::window_days(text); });
}

TEST_CASE("option --handling-time: whole business days from 0 to 365") {
  CHECK(cli::handling_time("0") == 0);
  CHECK(cli::handling_time("2") == 2);
  CHECK(cli::handling_time("365") == 365);
  check_refused("--handling-time",
                {{"too many", "366", "from 0 to 365"},
                 {"less than none", "-1", "from 0 to 365"},
                 {"half a day", "1.5", "whole business days"},
                 {"a unit", "2d", "whole business days"},
                 {"nothing", "", "whole business days"},
                 {"two numbers", "1-2", "whole business days"}},
                [](const std::string& text) { return cli::handling_time(text); });
}

TEST_CASE("options of a few words") {
  CHECK(cli::ship_by_rule("given") == lsr::ShipByRule::given);
  CHECK(cli::ship_by_rule("computed") == lsr::ShipByRule::computed);
  CHECK(cli::scan_check("auto") == lsr::ScanCheck::automatic);
  CHECK(cli::scan_check("required") == lsr::ScanCheck::required);
  CHECK(cli::scan_check("off") == lsr::ScanCheck::off);
  CHECK(cli::untracked("late") == lsr::Untracked::late);
  CHECK(cli::untracked("ignore") == lsr::Untracked::ignore);
  CHECK(cli::date_order("ymd") == DateOrder::ymd);
  CHECK(cli::date_order("mdy") == DateOrder::mdy);
  CHECK(cli::date_order("dmy") == DateOrder::dmy);
  CHECK(cli::on_or_off("--quote", "on"));
  CHECK_FALSE(cli::on_or_off("--quote", "off"));

  const std::vector<Refused> unknown{{"another word", "perhaps", "write one of "}, {"nothing", "", "write one of "}};
  check_refused("--ship-by", unknown, cli::ship_by_rule);
  check_refused("--scan-check", unknown, cli::scan_check);
  check_refused("--untracked", unknown, cli::untracked);
  check_refused("--date-order", unknown, cli::date_order);
  check_refused("--quote", unknown, [](const std::string& text) { return cli::on_or_off("--quote", text); });
  CHECK_THAT(refusal([] { cli::ship_by_rule("x"); }), Catch::Contains("given, computed"));
  CHECK_THAT(refusal([] { cli::scan_check("x"); }), Catch::Contains("auto, required, off"));
  CHECK_THAT(refusal([] { cli::untracked("x"); }), Catch::Contains("late, ignore"));
  CHECK_THAT(refusal([] { cli::date_order("x"); }), Catch::Contains("ymd, mdy, dmy"));
  CHECK_THAT(refusal([] { cli::on_or_off("--quote", "x"); }), Catch::Contains("on, off"));
}

TEST_CASE("option --delimiter: by its name or as it is") {
  for (const auto* written : {",", "comma"}) CHECK(cli::delimiter(written) == ',');
  for (const auto* written : {";", "semicolon"}) CHECK(cli::delimiter(written) == ';');
  for (const auto* written : {"|", "pipe"}) CHECK(cli::delimiter(written) == '|');
  for (const auto* written : {"\t", "\\t", "tab"}) CHECK(cli::delimiter(written) == '\t');
  check_refused("--delimiter",
                {{"another sign", ":", "comma, tab, semicolon or pipe"},
                 {"two of them", ",,", "comma, tab, semicolon or pipe"},
                 {"nothing", "", "comma, tab, semicolon or pipe"}},
                [](const std::string& text) { return cli::delimiter(text); });
}

TEST_CASE("option --map: field=COLUMN") {
  struct Case {
    const char* sentence;
    std::string written;
    Field field;
    std::string column;
  };
  const std::vector<Case> cases{
      {"a field and a column", "confirm-date=Shipped on", Field::confirm_date, "Shipped on"},
      {"fields are compared as header names are", "Confirm Date=x", Field::confirm_date, "x"},
      {"blanks around both aside", " order-id = Bestellung ", Field::order_id, "Bestellung"},
      {"a column may hold an equals sign", "sku=a=b", Field::sku, "a=b"},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    CHECK(cli::mapping(c.written) == std::pair{c.field, c.column});
  }
  check_refused("--map",
                {{"no column", "confirm-date=", "field=COLUMN"},
                 {"a column of blanks", "confirm-date= ", "field=COLUMN"},
                 {"no equals sign", "confirm-date", "field=COLUMN"},
                 {"nothing", "", "field=COLUMN"},
                 {"no such field: the message lists them", "colour=red", "order-id, order-item-id"},
                 {"no field", "=x", "ready-date"}},
                [](const std::string& text) { return cli::mapping(text); });
}

TEST_CASE("option --max-rejects: N itself is allowed, and so is N % of the rows of all files") {
  struct Case {
    const char* sentence;
    std::string written;
    std::uint64_t rejected;
    std::uint64_t rows;
    bool allowed;
  };
  const std::vector<Case> cases{
      {"none is allowed none", "0", 0, 10, true},
      {"none is not allowed one", "0", 1, 10, false},
      {"N itself is allowed", "10", 10, 10, true},
      {"one more is not", "10", 11, 1'000'000, false},
      {"exactly 1 %", "1%", 10, 1000, true},
      {"a row more than 1 %", "1%", 11, 1000, false},
      {"1 of 99 is more than 1 %", "1%", 1, 99, false},
      {"a part of a percent", "0.5%", 5, 1000, true},
      {"and beyond it", "0.5%", 6, 1000, false},
      {"all", "100%", 7, 7, true},
      {"0 % allows none", "0%", 0, 7, true},
      {"0 % allows not one", "0%", 1, 1'000'000, false},
      {"no rows, no rejects", "1%", 0, 0, true},
      {"a blank before the sign", "1 %", 1, 100, true},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    CHECK(cli::reject_limit(c.written).allows(c.rejected, c.rows) == c.allowed);
  }
  check_refused("--max-rejects",
                {{"a part without a sign", "0.5", "10"},
                 {"less than none", "-1", "10"},
                 {"more than all", "101%", "1%"},
                 {"nothing", "", "10"},
                 {"a word", "all", "1%"},
                 {"a sign alone", "%", "1%"}},
                [](const std::string& text) { return cli::reject_limit(text); });
}

TEST_CASE("option --as-of and other times: any form of SPEC 2 whose order is not open") {
  const Zone zone = Zone::named("America/Los_Angeles");
  struct Case {
    const char* sentence;
    std::string written;
    std::string expected;  // a day alone is one
  };
  const std::vector<Case> cases{
      {"with an offset of its own", "2026-03-31T18:00:00-07:00", "2026-03-31T18:00:00-07:00"},
      {"in the policy's time zone", "2026-03-31 18:00", "2026-03-31T18:00:00-07:00"},
      {"before the clocks changed", "2026-03-07 14:03:22", "2026-03-07T14:03:22-08:00"},
      {"UTC", "2026-04-01T01:00:00Z", "2026-03-31T18:00:00-07:00"},
      {"a day alone stays a day", "2026-03-31", "2026-03-31"},
      {"slashed, with one reading", "03/31/2026", "2026-03-31"},
      {"slashed, with the other one reading", "31/03/2026 18:00", "2026-03-31T18:00:00-07:00"},
      {"slashed, both readings the same day", "05/05/2026", "2026-05-05"},
      {"slashed, the year first", "2026/03/04", "2026-03-04"},
      {"dotted: day first", "04.03.2026", "2026-03-04"},
      {"in words", "Mar 7, 2026 2:03:22 PM PST", "2026-03-07T14:03:22-08:00"},
  };
  for (const auto& c : cases) {
    INFO(c.sentence);
    const Moment moment = cli::moment_of("--as-of", c.written, zone);
    const Moment expected = lsr::test::known(c.expected, zone);
    CHECK(moment == expected);
    CHECK(moment.day_only == (c.expected.size() == 10));
  }
  check_refused("--as-of",
                {{"March 4 or 3 April", "03/04/2026", "write it as 2026-03-07"},
                 {"a time does not settle it", "03/04/2026 10:00", "write it as 2026-03-07"},
                 {"a day that does not exist", "2026-02-30", "exist"},
                 {"24:00:00", "2026-03-31T24:00:00", ""},
                 {"an epoch number", "1774918800", ""},
                 {"nothing", "", ""},
                 {"a word", "yesterday", ""}},
                [&](const std::string& text) { return cli::moment_of("--as-of", text, zone); });
}
