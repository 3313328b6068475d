#include "lsr/date_text.hpp"

#include <catch2/catch.hpp>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "time_literals.hpp"

using lsr::DateFault;
using lsr::DateOrder;
using lsr::DateText;
using lsr::read_date;
using lsr::WrittenOrder;
using lsr::Zone;
using lsr::test::at;
using lsr::test::day;
using lsr::test::utc;

namespace {

/// The moment of a date whose order is settled or needs no settling.
lsr::Moment moment_of(const std::string& text, DateOrder order, const Zone& input, const Zone& policy) {
  const DateText date = read_date(text);
  REQUIRE(date.fault == DateFault::none);
  const auto settled = day_under(date, order);
  REQUIRE(settled);
  return moment(date, *settled, input, policy);
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace

TEST_CASE("every accepted form of SPEC §2 names its instant", "[date_text]") {
  struct Case {
    const char* text;
    DateOrder order;
    const char* expected;  // in Los Angeles; ten letters: a day alone
  };
  const std::vector<Case> cases{
      {"2026-03-07", DateOrder::mdy, "2026-03-07"},
      {"2026-03-07T14:03:22Z", DateOrder::mdy, "2026-03-07T14:03:22+00:00"},
      {"2026-03-07T14:03:22.123-08:00", DateOrder::mdy, "2026-03-07T14:03:22-08:00"},
      {"2026-03-07 14:03:22", DateOrder::mdy, "2026-03-07T14:03:22-08:00"},
      {"2026-03-07 14:03:22 UTC", DateOrder::mdy, "2026-03-07T14:03:22+00:00"},
      {"2026-03-07 14:03", DateOrder::mdy, "2026-03-07T14:03:00-08:00"},
      {"2026/03/07 14:03:22 JST", DateOrder::mdy, "2026-03-07T14:03:22+09:00"},
      {"3/7/2026 2:03 PM", DateOrder::mdy, "2026-03-07T14:03:00-08:00"},
      {"07/03/2026 14:03", DateOrder::dmy, "2026-03-07T14:03:00-08:00"},
      {"07.03.2026", DateOrder::mdy, "2026-03-07"},
      {"7 Mar 2026", DateOrder::mdy, "2026-03-07"},
      {"07-Mar-2026", DateOrder::mdy, "2026-03-07"},
      {"March 7, 2026", DateOrder::mdy, "2026-03-07"},
      {"Mar 7, 2026 2:03:22 PM PST", DateOrder::mdy, "2026-03-07T14:03:22-08:00"},

      // The same forms with another day, time or offset behind.
      {"2026-03-07T14:03:22", DateOrder::mdy, "2026-03-07T14:03:22-08:00"},
      {"2026-03-07T14:03", DateOrder::mdy, "2026-03-07T14:03:00-08:00"},
      {"2026-03-07T14:03Z", DateOrder::mdy, "2026-03-07T14:03:00+00:00"},
      {"2026-03-07T14:03:22.999Z", DateOrder::mdy, "2026-03-07T14:03:22+00:00"},
      {"2026-03-07 14:03:22.123456789", DateOrder::mdy, "2026-03-07T14:03:22-08:00"},
      {"2026-03-07T14:03:22+05:30", DateOrder::mdy, "2026-03-07T14:03:22+05:30"},
      {"2026-03-07T00:00:00-00:00", DateOrder::mdy, "2026-03-07T00:00:00+00:00"},
      {"2026-03-07T23:59:59+14:00", DateOrder::mdy, "2026-03-07T23:59:59+14:00"},
      {"2026-03-07 14:03:22 -08:00", DateOrder::mdy, "2026-03-07T14:03:22-08:00"},
      {"2026/03/07", DateOrder::ymd, "2026-03-07"},
      {"2026/03/07", DateOrder::dmy, "2026-03-07"},
      {"07.03.2026 14:03:22", DateOrder::mdy, "2026-03-07T14:03:22-08:00"},
      {"31.12.2026 23:59 CET", DateOrder::mdy, "2026-12-31T23:59:00+01:00"},
      {"7 March 2026 14:03", DateOrder::mdy, "2026-03-07T14:03:00-08:00"},
      {"31 December 2026", DateOrder::mdy, "2026-12-31"},
      {"May 5, 2026 12:00:00 AM PDT", DateOrder::mdy, "2026-05-05T00:00:00-07:00"},
      {"  2026-03-07 14:03:22\t", DateOrder::mdy, "2026-03-07T14:03:22-08:00"},
      {"2024-02-29", DateOrder::mdy, "2024-02-29"},
      {"2000-02-29 12:00", DateOrder::mdy, "2000-02-29T12:00:00-08:00"},
  };
  const Zone los_angeles = Zone::named("America/Los_Angeles");
  for (const auto& each : cases) {
    // SPEC §2: upper or lower case does not matter.
    for (const std::string& text : {std::string{each.text}, upper(each.text), lower(each.text)}) {
      CAPTURE(text);
      const auto got = moment_of(text, each.order, los_angeles, los_angeles);
      const auto expected = lsr::test::known(each.expected, los_angeles);
      CHECK(utc(got.first) == utc(expected.first));
      CHECK(utc(got.last) == utc(expected.last));
      CHECK(got.day_only == expected.day_only);
    }
  }
}

TEST_CASE("every month has its name and its abbreviation", "[date_text]") {
  const std::vector<std::string> names{"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
  unsigned month = 0;
  for (const auto& name : names) {
    ++month;
    const lsr::Day expected{date::year{2026} / date::month{month} / 28};
    const std::string shortened = name.substr(0, 3);
    for (const auto& text : {"28 " + name + " 2026", "28 " + shortened + " 2026", "28-" + shortened + "-2026",
                             name + " 28, 2026", shortened + " 28, 2026"}) {
      CAPTURE(text);
      CHECK(read_date(text).fault == DateFault::none);
      CHECK(read_date(text).day == expected);
    }
  }
  CHECK(month == 12);
}

TEST_CASE("hours on a clock of twelve", "[date_text]") {
  struct Case {
    const char* sentence;
    const char* text;
    std::chrono::seconds expected;
  };
  using namespace std::chrono_literals;
  const std::vector<Case> cases{
      {"12 AM is midnight", "3/7/2026 12:00 AM", 0s},
      {"a minute later it is still 12 AM", "3/7/2026 12:01 AM", 1min},
      {"1 AM", "3/7/2026 1:00 AM", 1h},
      {"11:59:59 AM", "3/7/2026 11:59:59 AM", 11h + 59min + 59s},
      {"12 PM is noon", "3/7/2026 12:00 PM", 12h},
      {"12:59 PM", "3/7/2026 12:59 PM", 12h + 59min},
      {"1 PM", "3/7/2026 01:00 PM", 13h},
      {"the last second before midnight", "3/7/2026 11:59:59 PM", 23h + 59min + 59s},
      {"written together", "3/7/2026 2:03pm", 14h + 3min},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const DateText date = read_date(each.text);
    CHECK(date.fault == DateFault::none);
    REQUIRE(date.time_of_day);
    CHECK(date.time_of_day->count() == each.expected.count());
  }
}

TEST_CASE("offsets and the marketplaces' abbreviations", "[date_text]") {
  struct Case {
    const char* written;
    int minutes_east;
  };
  const std::vector<Case> cases{
      {"Z", 0},         {"UTC", 0},      {"GMT", 0},    {"+01:00", 60},  {"+0100", 60},  {"+01", 60},
      {"-08:00", -480}, {"-0800", -480}, {"-08", -480}, {"+05:30", 330}, {"+0530", 330}, {"-03:30", -210},
      {"PST", -480},    {"PDT", -420},   {"EST", -300}, {"EDT", -240},   {"MST", -420},  {"MDT", -360},
      {"CST", -360},    {"CDT", -300},   {"BST", 60},   {"CET", 60},     {"CEST", 120},  {"JST", 540},
      {"IST", 330},     {"AEST", 600},   {"AEDT", 660}, {"BRT", -180},
  };
  for (const auto& each : cases) {
    for (const std::string date : {"2026-03-07T14:03:22", "2026-03-07 14:03", "7 Mar 2026 14:03:22.5"}) {
      for (const std::string between : {"", " "}) {
        for (const std::string& text : {date + between + each.written, date + between + lower(each.written)}) {
          CAPTURE(text);
          const DateText read = read_date(text);
          CHECK(read.fault == DateFault::none);
          REQUIRE(read.offset);
          CHECK(read.offset->count() == each.minutes_east * 60);
        }
      }
    }
  }
  CHECK_FALSE(read_date("2026-03-07 14:03:22").offset);
}

TEST_CASE("what cannot be a date is rejected, each with its own remedy", "[date_text]") {
  struct Case {
    const char* sentence;
    const char* text;
    DateFault expected;
  };
  const std::vector<Case> cases{
      {"24:00:00", "2026-03-07T24:00:00Z", DateFault::hour_24},
      {"24:00:00 after a blank", "2026-03-07 24:00:00", DateFault::hour_24},
      {"24:00", "07.03.2026 24:00", DateFault::hour_24},
      {"second 60", "2026-03-07T23:59:60Z", DateFault::second_60},
      {"second 60 in another form", "Mar 7, 2026 2:03:60 PM", DateFault::second_60},
      {"second 60 with a fraction", "2026-06-30 23:59:60.5", DateFault::second_60},

      {"30 February", "2026-02-30", DateFault::no_such_day},
      {"30 February with a time", "2026-02-30T14:03:22Z", DateFault::no_such_day},
      {"29 February in no leap year", "2025-02-29", DateFault::no_such_day},
      {"29 February in a century", "1900-02-29 10:00", DateFault::no_such_day},
      {"31 April", "31.04.2026", DateFault::no_such_day},
      {"month 13", "2026-13-01", DateFault::no_such_day},
      {"month 0", "2026-00-10", DateFault::no_such_day},
      {"day 0", "2026-03-00", DateFault::no_such_day},
      {"day 32", "32 Mar 2026", DateFault::no_such_day},
      {"a dotted date is day first", "03.13.2026", DateFault::no_such_day},
      {"slashed, and in neither order", "13/13/2026", DateFault::no_such_day},
      {"slashed, 29 February in either order", "02/29/2026", DateFault::no_such_day},
      {"slashed, 31 June in either order", "31/06/2026", DateFault::no_such_day},
      {"slashed with a zero", "00/12/2026", DateFault::no_such_day},
      {"year first, 31 September", "2026/09/31", DateFault::no_such_day},

      {"hour 25", "2026-03-07 25:00", DateFault::no_such_time},
      {"half past 24", "2026-03-07 24:30:00", DateFault::no_such_time},
      {"minute 60", "2026-03-07T14:60:00Z", DateFault::no_such_time},
      {"second 61", "2026-03-07T14:03:61Z", DateFault::no_such_time},
      {"13 PM", "3/7/2026 13:03 PM", DateFault::no_such_time},
      {"0 AM", "3/7/2026 0:03 AM", DateFault::no_such_time},

      {"two digits, slashed", "3/7/26", DateFault::two_digit_year},
      {"two digits, slashed, with a time", "03/07/26 14:03", DateFault::two_digit_year},
      {"two digits, dotted", "07.03.26", DateFault::two_digit_year},
      {"two digits, dashed", "07-Mar-26", DateFault::two_digit_year},
      {"two digits, named", "7 Mar 26", DateFault::two_digit_year},
      {"two digits, month first", "March 7, 26", DateFault::two_digit_year},

      {"epoch seconds", "1772892202", DateFault::epoch_number},
      {"epoch seconds before 2001", "999999999", DateFault::epoch_number},
      {"epoch seconds with a fraction", "1772892202.25", DateFault::epoch_number},
      {"epoch milliseconds", "1772892202123", DateFault::epoch_number},
      {"a spreadsheet's day", "46088", DateFault::spreadsheet_serial},
      {"a spreadsheet's day and time", "46088.5857", DateFault::spreadsheet_serial},

      {"an abbreviation of no marketplace", "2026-03-07 14:03:22 NZDT", DateFault::unknown_zone},
      {"an offset of 24 hours", "2026-03-07T14:03:22+24:00", DateFault::unknown_zone},
      {"an offset of 60 minutes", "2026-03-07T14:03:22+01:60", DateFault::unknown_zone},
      {"an offset of three digits", "2026-03-07T14:03:22+100", DateFault::unknown_zone},
      {"a sign and nothing behind", "2026-03-07T14:03:22-", DateFault::unknown_zone},

      {"a word", "yesterday", DateFault::unreadable},
      {"no month", "7 Foo 2026", DateFault::unreadable},
      {"a date cut short", "2026-03", DateFault::unreadable},
      {"a slashed date cut short", "03/07", DateFault::unreadable},
      {"a time alone", "14:03:22", DateFault::unreadable},
      {"hours alone", "2026-03-07 14", DateFault::unreadable},
      {"a T and nothing behind", "2026-03-07T", DateFault::unreadable},
      {"minutes of one digit", "2026-03-07 14:3", DateFault::unreadable},
      {"seconds of one digit", "2026-03-07 14:03:2", DateFault::unreadable},
      {"a point without a fraction", "2026-03-07 14:03:22.", DateFault::unreadable},
      {"something behind", "2026-03-07T14:03:22Z and later", DateFault::unreadable},
      {"something behind the offset", "2026-03-07T14:03:22+01:00x", DateFault::unreadable},
      {"two separators that differ", "2026-03/07", DateFault::unreadable},
      {"a year of five digits", "12026-03-07", DateFault::unreadable},
      {"a day of three digits", "2026-03-007", DateFault::unreadable},
      {"a negative number", "-46088", DateFault::unreadable},
      {"a date in quotes", "\"2026-03-07\"", DateFault::unreadable},
      {"nothing", "", DateFault::unreadable},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CAPTURE(each.text);
    CHECK(read_date(each.text).fault == each.expected);
  }
  // Dashed, it could be the year 26 or the 26th: which remedy is offered does not matter, but it must not be read.
  CHECK(read_date("26-03-07").fault != DateFault::none);
}

TEST_CASE("a date that was cut off is no other date", "[date_text]") {
  // It is rejected, or means the day and minute that it still shows.
  for (const std::string whole : {"2026-03-07T14:03:22.123-08:00", "Mar 7, 2026 2:03:22 PM PST", "07.03.2026 14:03"}) {
    std::size_t read = 0;
    for (std::size_t length = 0; length <= whole.size(); ++length) {
      const std::string text = whole.substr(0, length);
      CAPTURE(text);
      const DateText date = read_date(text);
      if (date.fault != DateFault::none) continue;
      CHECK(date.day == day("2026-03-07"));
      ++read;
    }
    CAPTURE(whole);
    CHECK(read >= 2);
    CHECK(read < whole.size());
  }
}

TEST_CASE("a fault says what to write instead, each in its own words", "[date_text]") {
  std::set<std::string> sentences;
  const std::vector<DateFault> faults{
      DateFault::unreadable,   DateFault::no_such_day,  DateFault::no_such_time,       DateFault::hour_24,
      DateFault::second_60,    DateFault::epoch_number, DateFault::spreadsheet_serial, DateFault::two_digit_year,
      DateFault::unknown_zone, DateFault::other_order};
  for (const auto fault : faults) {
    CHECK_FALSE(sentence(fault).empty());
    sentences.insert(std::string{sentence(fault)});
  }
  CHECK(sentences.size() == faults.size());
}

TEST_CASE("what stands in a cell for nothing", "[date_text]") {
  for (const char* text : {"",
                           " ",
                           " \t ",
                           "\r\n",
                           "N/A",
                           "n/a",
                           "NA",
                           "na",
                           "null",
                           "NULL",
                           "Null",
                           "none",
                           "None",
                           "-",
                           "--",
                           " -- ",
                           " N/A ",
                           "0000-00-00",
                           "0000-00-00 00:00:00",
                           "0000-00-00T00:00:00Z",
                           "0000-00-00 00:00",
                           " 0000-00-00 "}) {
    CAPTURE(text);
    CHECK(lsr::means_nothing(text));
  }
  for (const char* text : {"0", "---", "n", "N/", "nil", "no", "none.", "nan", "null null", ".", "_", "0000-00-01",
                           "0000-00-000", "0000-01-00 00:00:00", "2026-03-07", "00/00/0000", "false"}) {
    CAPTURE(text);
    CHECK_FALSE(lsr::means_nothing(text));
  }
}

TEST_CASE("blanks at both ends are no part of a value", "[date_text]") {
  CHECK(lsr::trimmed(" \t\r\n a b \t") == "a b");
  CHECK(lsr::trimmed("a") == "a");
  CHECK(lsr::trimmed(" \t ").empty());
  CHECK(lsr::trimmed("").empty());
}

TEST_CASE("a slashed date says what it knows of its order", "[date_text]") {
  struct Case {
    const char* text;
    WrittenOrder order;
    const char* month_first;  // "": does not exist so
    const char* day_first;
    const char* year_first;
  };
  const std::vector<Case> cases{
      {"03/04/2026", WrittenOrder::open, "2026-03-04", "2026-04-03", ""},
      {"3/4/2026 14:03", WrittenOrder::open, "2026-03-04", "2026-04-03", ""},
      {"12/11/2026", WrittenOrder::open, "2026-12-11", "2026-11-12", ""},
      {"01/13/2026", WrittenOrder::month_first, "2026-01-13", "", ""},
      {"13/01/2026", WrittenOrder::day_first, "", "2026-01-13", ""},
      {"02/29/2024", WrittenOrder::month_first, "2024-02-29", "", ""},
      {"31/12/2026", WrittenOrder::day_first, "", "2026-12-31", ""},
      // Both orders name one day, so it shows nothing of the column's.
      {"05/05/2026", WrittenOrder::plain, "2026-05-05", "2026-05-05", ""},
      // Year first is never open, and dashes and dots have one order only.
      {"2026/03/04", WrittenOrder::year_first, "2026-03-04", "2026-03-04", "2026-03-04"},
      {"2026-03-04", WrittenOrder::plain, "2026-03-04", "2026-03-04", "2026-03-04"},
      {"04.03.2026", WrittenOrder::plain, "2026-03-04", "2026-03-04", "2026-03-04"},
      {"4 Mar 2026", WrittenOrder::plain, "2026-03-04", "2026-03-04", "2026-03-04"},
  };
  const auto expected = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional{day(text)}; };
  for (const auto& each : cases) {
    CAPTURE(each.text);
    const DateText date = read_date(each.text);
    CHECK(date.fault == DateFault::none);
    CHECK(date.order == each.order);
    CHECK((day_under(date, DateOrder::mdy) == expected(each.month_first)));
    CHECK((day_under(date, DateOrder::dmy) == expected(each.day_first)));
    CHECK((day_under(date, DateOrder::ymd) == expected(each.year_first)));
  }
}

TEST_CASE("an offset counts, else the input zone, a day is the policy zone's", "[date_text]") {
  const Zone los_angeles = Zone::named("America/Los_Angeles");
  const Zone tokyo = Zone::named("Asia/Tokyo");
  struct Case {
    const char* sentence;
    const char* text;
    const Zone& input;
    const Zone& policy;
    const char* first;
    const char* last;
  };
  const std::vector<Case> cases{
      {"no offset: the input zone", "2026-03-07 14:03:22", tokyo, los_angeles, "2026-03-07T14:03:22+09:00",
       "2026-03-07T14:03:22+09:00"},
      {"an offset of its own", "2026-03-07T14:03:22Z", tokyo, los_angeles, "2026-03-07T14:03:22+00:00",
       "2026-03-07T14:03:22+00:00"},
      {"a day alone: the policy's, whatever the input zone", "2026-03-07", tokyo, los_angeles,
       "2026-03-07T00:00:00-08:00", "2026-03-07T23:59:59-08:00"},
      {"a day alone, the other way round", "7 Mar 2026", los_angeles, tokyo, "2026-03-07T00:00:00+09:00",
       "2026-03-07T23:59:59+09:00"},
      {"a day on which the clocks change", "2026-03-08", tokyo, los_angeles, "2026-03-08T00:00:00-08:00",
       "2026-03-08T23:59:59-07:00"},
      {"the hour that is skipped: the offset before", "2026-03-08 02:30", los_angeles, tokyo,
       "2026-03-08T02:30:00-08:00", "2026-03-08T02:30:00-08:00"},
      {"the hour that is repeated: the first", "2026-11-01 01:30", los_angeles, tokyo, "2026-11-01T01:30:00-07:00",
       "2026-11-01T01:30:00-07:00"},
      {"the hour that is repeated, with an offset: the second", "2026-11-01 01:30 PST", los_angeles, tokyo,
       "2026-11-01T01:30:00-08:00", "2026-11-01T01:30:00-08:00"},
      {"PST in summer is -08:00 all the same", "2026-07-01 12:00 PST", los_angeles, los_angeles,
       "2026-07-01T12:00:00-08:00", "2026-07-01T12:00:00-08:00"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const auto got = moment_of(each.text, DateOrder::mdy, each.input, each.policy);
    CHECK(utc(got.first) == utc(at(each.first)));
    CHECK(utc(got.last) == utc(at(each.last)));
    CHECK(got.day_only == (std::string{each.first} != each.last));
  }
}
