#include "lsr/holiday_file.hpp"

#include <zlib.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/error.hpp"
#include "time_literals.hpp"

using lsr::HolidayFile;
using namespace std::string_literals;

namespace {

using Texts = std::vector<std::string>;

HolidayFile read(std::string_view text, const lsr::EncodingChoice& encoding = {}) {
  return lsr::read_holidays(lsr::memory_source("days.txt", text), encoding);
}

/// "2026-12-24 Christmas Eve", as the plain list would have it.
Texts told(const HolidayFile& file) {
  Texts lines;
  for (const auto& each : file.holidays) {
    lines.push_back(lsr::to_text(each.day) + (each.name.empty() ? "" : " ") + each.name);
  }
  return lines;
}

/// The sentence with which a file is refused; empty where it was taken.
std::string fault_of(std::string_view text) {
  try {
    const Texts taken = told(read(text));
    CAPTURE(taken);
    FAIL_CHECK("was taken");
  } catch (const lsr::Error& error) {
    CHECK(error.kind() == lsr::Error::Kind::input);
    return error.what();
  }
  return "";
}

std::string gzip(const std::string& text) {
  z_stream stream{};
  constexpr int gzip_alone = 16;
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + gzip_alone, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error{"zlib"};
  }
  std::string input{text};
  std::string packed(deflateBound(&stream, input.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(input.data());  // NOLINT
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());  // NOLINT
  stream.avail_out = static_cast<uInt>(packed.size());
  const int result = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error{"zlib"};
  return packed;
}

/// Plain ASCII as UTF-16.
std::string utf_16(std::string_view text, bool big_endian) {
  std::string wide = big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : text) {
    if (big_endian) wide += '\0';
    wide += c;
    if (!big_endian) wide += '\0';
  }
  return wide;
}

/// Lines as RFC 5545 ends them.
std::string crlf(const Texts& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\r\n";
  return text;
}

/// A calendar of these lines between its first two and its last.
std::string calendar(const Texts& lines) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + crlf(lines) + "END:VCALENDAR\r\n";
}

/// A calendar of one event named Fest; its BEGIN:VEVENT is the third line.
std::string event(Texts properties) {
  properties.insert(properties.begin(), {"BEGIN:VEVENT", "UID:fest@example.org", "SUMMARY:Fest"});
  properties.emplace_back("END:VEVENT");
  return calendar(properties);
}

}  // namespace

TEST_CASE("list of holidays: a day in any form whose order is not open", "[holiday_file]") {
  struct Case {
    const char* text;
    const char* told;
  };
  const std::vector<Case> cases{
      {"2026-03-07 Fest", "2026-03-07 Fest"},         {"2026/03/07 Fest", "2026-03-07 Fest"},
      {"3/27/2026 Fest", "2026-03-27 Fest"},          {"27/03/2026 Fest", "2026-03-27 Fest"},
      {"3/3/2026 Fest", "2026-03-03 Fest"},           {"07.03.2026 Fest", "2026-03-07 Fest"},
      {"7 Mar 2026 Fest", "2026-03-07 Fest"},         {"7 mar 2026 Fest", "2026-03-07 Fest"},
      {"07-Mar-2026 Fest", "2026-03-07 Fest"},        {"March 7, 2026 Fest", "2026-03-07 Fest"},
      {"MARCH 7, 2026, Fest", "2026-03-07 Fest"},     {"Mar 7, 2026 Fest", "2026-03-07 Fest"},
      {"2024-02-29 Leap day", "2024-02-29 Leap day"}, {"1999-12-31 Long ago", "1999-12-31 Long ago"},
      {"2099-12-31 Far off", "2099-12-31 Far off"},
  };
  for (const auto& each : cases) {
    INFO(each.text);
    CHECK(told(read(each.text)) == Texts{each.told});
  }
}

TEST_CASE("list of holidays: the name is what stands behind the day", "[holiday_file]") {
  struct Case {
    const char* sentence;
    const char* text;
    const char* told;
  };
  const std::vector<Case> cases{
      {"none", "2026-12-24", "2026-12-24"},
      {"blanks alone", "2026-12-24  \t ", "2026-12-24"},
      {"after a blank", "2026-12-24 Christmas Eve", "2026-12-24 Christmas Eve"},
      {"after a comma", "2026-12-24,Christmas Eve", "2026-12-24 Christmas Eve"},
      {"after a semicolon", "2026-12-24;Christmas Eve", "2026-12-24 Christmas Eve"},
      {"after a tab", "2026-12-24\tChristmas Eve", "2026-12-24 Christmas Eve"},
      {"after several of them", "2026-12-24 ;\t Christmas Eve", "2026-12-24 Christmas Eve"},
      {"behind a blank line's indent", "   2026-12-24 Christmas Eve  ", "2026-12-24 Christmas Eve"},
      {"with a comma of its own", "2026-12-24 Christmas, Eve of", "2026-12-24 Christmas, Eve of"},
      {"quoted, with a comma", "2026-12-24,\"Christmas, Eve of\"", "2026-12-24 Christmas, Eve of"},
      {"quoted, with a semicolon", "2026-12-24;\"Christmas; Eve\"", "2026-12-24 Christmas; Eve"},
      {"quoted, with doubled quotes", "2026-12-24,\"The \"\"big\"\" day\"", "2026-12-24 The \"big\" day"},
      {"quoted, with a pair of doubled quotes", "2026-12-24,\"6\"\"\"\" pipe\"", "2026-12-24 6\"\" pipe"},
      {"quoted and empty", "2026-12-24,\"\"", "2026-12-24"},
      {"both quoted", "\"2026-12-24\",\"Christmas Eve\"", "2026-12-24 Christmas Eve"},
      {"a quoted day with a comma in it", "\"December 24, 2026\",Christmas Eve", "2026-12-24 Christmas Eve"},
      {"a quote inside", "2026-12-24 O'Neill's \"day\" off", "2026-12-24 O'Neill's \"day\" off"},
      {"that begins with a number", "2026-12-26 2nd day of Christmas", "2026-12-26 2nd day of Christmas"},
      {"that begins with a bare number", "2026-05-01 1 May", "2026-05-01 1 May"},
      {"that begins with a year", "2026-09-01 2026 inventory", "2026-09-01 2026 inventory"},
      {"with dots in it", "2026-12-24 Wait.. what", "2026-12-24 Wait.. what"},
      {"with a # in it", "2026-12-24 #1 day", "2026-12-24 #1 day"},
      {"beyond ASCII", "2026-12-25 No\xC3\xABl", "2026-12-25 No\xC3\xABl"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(told(read(each.text)) == Texts{each.told});
  }
}

TEST_CASE("list of holidays: a range is each of its days", "[holiday_file]") {
  struct Case {
    const char* sentence;
    const char* text;
    Texts told;
  };
  const std::vector<Case> cases{
      {"three days over New Year",
       "2026-12-30..2027-01-01 closed",
       {"2026-12-30 closed", "2026-12-31 closed", "2027-01-01 closed"}},
      {"one day", "2026-12-30..2026-12-30 closed", {"2026-12-30 closed"}},
      {"over a leap day", "2028-02-28..2028-03-01", {"2028-02-28", "2028-02-29", "2028-03-01"}},
      {"with a comma behind",
       "2026-12-30..2026-12-31, stocktaking",
       {"2026-12-30 stocktaking", "2026-12-31 stocktaking"}},
      {"days with dots", "30.12.2026..31.12.2026 zu", {"2026-12-30 zu", "2026-12-31 zu"}},
      {"days with blanks", "30 Dec 2026..31 Dec 2026 shut", {"2026-12-30 shut", "2026-12-31 shut"}},
      {"blanks around the dots", "2026-12-30 .. 2026-12-31 shut", {"2026-12-30 shut", "2026-12-31 shut"}},
      {"two forms", "December 30, 2026..2026-12-31 shut", {"2026-12-30 shut", "2026-12-31 shut"}},
      {"quoted", "\"2026-12-30..2026-12-31\",shut", {"2026-12-30 shut", "2026-12-31 shut"}},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(told(read(each.text)) == each.told);
  }
  // The longest one that may be: a year and a day of grace for leap years.
  CHECK(read("2027-01-01..2027-12-31").holidays.size() == 365);
  CHECK(read("2028-01-01..2028-12-31").holidays.size() == 366);
}

TEST_CASE("list of holidays: what is no line of it is passed over", "[holiday_file]") {
  struct Case {
    const char* sentence;
    std::string text;
    Texts told;
  };
  const Texts both{"2026-12-24 Eve", "2026-12-25 Day"};
  const std::vector<Case> cases{
      {"a header", "Date,Name\n2026-12-24,Eve\n2026-12-25,Day\n", both},
      {"a quoted header", "\"Date\";\"Name\"\n2026-12-24;Eve\n2026-12-25;Day\n", both},
      {"a header of one word", "Holidays\n2026-12-24 Eve\n2026-12-25 Day\n", both},
      {"comments", "# ours\n2026-12-24 Eve\n  # 2026-12-26 not this one\n2026-12-25 Day\n#\n", both},
      {"comments before the header", "# ours, 2026\n\nDate,Name\n2026-12-24,Eve\n2026-12-25,Day\n", both},
      {"blank lines", "\n \n2026-12-24 Eve\n\t\n\n2026-12-25 Day\n\n", both},
      {"CRLF", "Date,Name\r\n2026-12-24,Eve\r\n\r\n2026-12-25,Day\r\n", both},
      {"CR", "Date,Name\r2026-12-24,Eve\r2026-12-25,Day\r", both},
      {"no line end at the end", "2026-12-24 Eve\n2026-12-25 Day", both},
      {"a byte-order mark",
       "\xEF\xBB\xBF"
       "2026-12-24 Eve\n2026-12-25 Day\n",
       both},
      {"a byte-order mark before a header",
       "\xEF\xBB\xBF"
       "Date,Name\n2026-12-24,Eve\n2026-12-25,Day\n",
       both},
      {"UTF-16, little end first", utf_16("2026-12-24 Eve\r\n2026-12-25 Day\r\n", false), both},
      {"UTF-16, big end first", utf_16("2026-12-24 Eve\r\n2026-12-25 Day\r\n", true), both},
      {"Windows-1252", "2026-12-25 No\xEBl\n", {"2026-12-25 No\xC3\xABl"}},
      {"gzip", gzip("2026-12-24 Eve\n2026-12-25 Day\n"), both},
      {"out of order", "2026-12-25 Day\n2026-12-24 Eve\n", both},
      {"the same day twice, with two names",
       "2026-12-25 Day\n2026-12-24 Eve\n2026-12-25 Sunday\n",
       {"2026-12-24 Eve", "2026-12-25 Day", "2026-12-25 Sunday"}},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(told(read(each.text)) == each.told);
    CHECK(read(each.text).notes.empty());
  }
}

TEST_CASE("list of holidays: a line that cannot be read ends the run, and is named", "[holiday_file]") {
  struct Case {
    const char* sentence;
    std::string text;
    std::string begins;
    std::string says;
  };
  const std::vector<Case> cases{
      {"an open order", "2026-12-24 Eve\n03/04/2026 Fest\n", "days.txt:2: ", "day first or month first"},
      {"an open order at the end of a range", "# x\n\n24/12/2026..03/01/2027 shut\n",
       "days.txt:3: ", "day first or month first"},
      {"a time of day", "2026-12-24 14:00 early closing\n", "days.txt:1: ", "time of day"},
      {"a time of day, as a program writes it", "2026-12-24T00:00:00Z\n", "days.txt:1: ", "time of day"},
      {"a time of day at the end of a range", "2026-12-24..2026-12-31 12:00 shut\n", "days.txt:1: ", "time of day"},
      {"no such day", "Date,Name\r\n2026-02-30,Fest\r\n", "days.txt:2: ", "does not exist"},
      {"no such day in a common year", "2027-02-29 Fest\n", "days.txt:1: ", "does not exist"},
      {"a year of two digits", "2026-12-24 Eve\n\n25.12.26 Day\n", "days.txt:3: ", "year"},
      {"a range backwards", "2026-12-31..2026-12-24 shut\n", "days.txt:1: ", "end before they begin"},
      {"a range over more than a year", "2026-12-24 Eve\n2026-01-01..2027-06-30 shut\n",
       "days.txt:2: ", "more than a year"},
      {"a range whose second year is mistyped", "2026-12-24..2062-12-31 shut\n", "days.txt:1: ", "more than a year"},
      {"a range without an end", "2026-12-24.. shut\n", "days.txt:1: ", "2026-12-24"},
      {"a range with half an end", "2026-12-24..31 shut\n", "days.txt:1: ", "2026-12-24"},
      {"the name first", "Christmas Eve 2026-12-24\n", "days.txt:1: ", "begins with no date"},
      {"the name first, below a header", "Name,Date\nChristmas Eve,2026-12-24\n",
       "days.txt:2: ", "begins with no date"},
      {"words below the header", "Date,Name\n2026-12-24,Eve\nand so on\n", "days.txt:3: ", "begins with no date"},
      {"a second header", "Date,Name\nDate,Name\n2026-12-24,Eve\n", "days.txt:2: ", "begins with no date"},
      {"a spreadsheet's serial", "46380 Christmas Eve\n", "days.txt:1: ", "46380"},
      {"a line end of CR", "2026-12-24 Eve\r2026-12-32 Fest\r", "days.txt:2: ", "does not exist"},
      {"the value, cut to 40 characters", "Christmas Eve is the 24th of December and on no other day\n",
       "days.txt:1: ", "(value \"Christmas Eve is the 24th of December an"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const std::string fault = fault_of(each.text);
    CHECK_THAT(fault, Catch::StartsWith(each.begins));
    CHECK_THAT(fault, Catch::Contains(each.says));
  }
}

TEST_CASE("list of holidays: a value in a message is cut between characters", "[holiday_file]") {
  // 39 letters and a two-byte one make 40 characters of 41 bytes.
  const std::string forty = "1 " + std::string(37, 'x') + "\xC3\xAB";
  CHECK_THAT(fault_of(forty + "yz\n"), Catch::Contains("(value \"" + forty));
}

TEST_CASE("holiday file: what holds no holiday, or is no text, is refused", "[holiday_file]") {
  struct Case {
    const char* sentence;
    std::string text;
    const char* says;
  };
  const std::vector<Case> cases{
      {"nothing", "", "--holidays none"},
      {"a byte-order mark alone", "\xEF\xBB\xBF", "--holidays none"},
      {"a header alone", "Date,Name\n", "--holidays none"},
      {"comments alone", "# none yet\n\n", "--holidays none"},
      {"a calendar without events", calendar({}), "--holidays none"},
      {"a calendar of tasks", calendar({"BEGIN:VTODO", "DTSTART;VALUE=DATE:20261224", "END:VTODO"}), "--holidays none"},
      {"a spreadsheet", "PK\x03\x04\x14\x00\x06\x00\x08\x00"s, "xlsx"},
      {"an old spreadsheet", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s, "xls"},
      {"a PDF", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n", "PDF"},
      {"a spreadsheet in gzip", gzip("PK\x03\x04\x14\x00\x06\x00\x08\x00"s), "xlsx"},
      {"gzip that ends early", gzip("2026-12-24 Eve\n").substr(0, 20), "gzip"},
      {"an image", "\x89PNG\r\n\x1A\n\x00\x00\x00\rIHDR\x00\x00\x01"s, "days.txt"},
      {"zeros", std::string(4096, '\0'), "days.txt"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const std::string fault = fault_of(each.text);
    CHECK_THAT(fault, Catch::StartsWith("days.txt:"));
    CHECK_THAT(fault, Catch::Contains(each.says));
  }
}

TEST_CASE("holiday file: a page of one long line is refused at once", "[holiday_file]") {
  std::string page = "{\"holidays\": [";
  while (page.size() < 2'000'000) page += R"({"date": "2026-12-24", "name": "Eve"}, )";
  const auto begin = std::chrono::steady_clock::now();
  CHECK_THAT(fault_of(page), Catch::StartsWith("days.txt:1: "));
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{2});
}

TEST_CASE("iCalendar: as programs and offices write their holidays", "[holiday_file]") {
  struct Case {
    const char* sentence;
    std::string text;
    Texts told;
    std::size_t notes;
  };
  const std::vector<Case> cases{
      {"Google: properties in this order, a folded description, observances told by it",
       crlf({"BEGIN:VCALENDAR",
             "PRODID:-//Google Inc//Google Calendar 70.9054//EN",
             "VERSION:2.0",
             "CALSCALE:GREGORIAN",
             "METHOD:PUBLISH",
             "X-WR-CALNAME:Holidays in Somewhere",
             "X-WR-TIMEZONE:UTC",
             "BEGIN:VEVENT",
             "DTSTART;VALUE=DATE:20261126",
             "DTEND;VALUE=DATE:20261127",
             "DTSTAMP:20260101T000000Z",
             "UID:20261126_one@google.com",
             "CLASS:PUBLIC",
             "CREATED:20240517T112233Z",
             "DESCRIPTION:Public holiday",
             "LAST-MODIFIED:20240517T112233Z",
             "SEQUENCE:0",
             "STATUS:CONFIRMED",
             "SUMMARY:Thanksgiving Day",
             "TRANSP:TRANSPARENT",
             "END:VEVENT",
             "BEGIN:VEVENT",
             "DTSTART;VALUE=DATE:20261031",
             "DTEND;VALUE=DATE:20261101",
             "UID:20261031_two@google.com",
             "DESCRIPTION:Observance\\nTo hide observances\\, go to the Google Calendar Settin",
             " gs > Holidays in Somewhere",
             "STATUS:CONFIRMED",
             "SUMMARY:Halloween",
             "TRANSP:TRANSPARENT",
             "END:VEVENT",
             "END:VCALENDAR"}),
       {"2026-11-26 Thanksgiving Day"},
       1},
      {"Apple: rules since long ago, no DTEND, a language beside the name",
       crlf({"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Apple Inc.//Holidays//EN", "X-APPLE-LANGUAGE:en",
             "X-APPLE-REGION:US", "X-WR-CALNAME:US Holidays", "BEGIN:VEVENT", "DTSTAMP:20250101T000000Z",
             "UID:1f2e@example.org", "DTSTART;VALUE=DATE:20251224", "CLASS:PUBLIC", "SUMMARY;LANGUAGE=en:Eve",
             "TRANSP:TRANSPARENT", "RRULE:FREQ=YEARLY;COUNT=2", "CATEGORIES:Holidays", "X-APPLE-UNIVERSAL-ID:9d1c",
             "END:VEVENT", "END:VCALENDAR"}),
       {"2025-12-24 Eve", "2026-12-24 Eve"},
       0},
      {"Outlook: midnight to midnight in a zone of Windows, whose rules stand before it",
       crlf({"BEGIN:VCALENDAR",
             "PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN",
             "VERSION:2.0",
             "METHOD:PUBLISH",
             "X-CALSTART:20261224T000000",
             "BEGIN:VTIMEZONE",
             "TZID:W. Europe Standard Time",
             "BEGIN:STANDARD",
             "DTSTART:16011028T030000",
             "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
             "TZOFFSETFROM:+0200",
             "TZOFFSETTO:+0100",
             "END:STANDARD",
             "BEGIN:DAYLIGHT",
             "DTSTART:16010325T020000",
             "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
             "TZOFFSETFROM:+0100",
             "TZOFFSETTO:+0200",
             "END:DAYLIGHT",
             "END:VTIMEZONE",
             "BEGIN:VEVENT",
             "CATEGORIES:Feiertag",
             "CLASS:PUBLIC",
             "DESCRIPTION: \\n",
             "DTEND;TZID=\"W. Europe Standard Time\":20261226T000000",
             "DTSTAMP:20260101T000000Z",
             "DTSTART;TZID=\"W. Europe Standard Time\":20261224T000000",
             "LOCATION:Deutschland",
             "PRIORITY:5",
             "SEQUENCE:0",
             "SUMMARY;LANGUAGE=de:Betriebsruhe",
             "TRANSP:OPAQUE",
             "UID:040000008200E00074C5B7101A82E008",
             "X-ALT-DESC;FMTTYPE=text/html:<html><body>BEGIN:VEVENT</body></html>",
             "X-MICROSOFT-CDO-BUSYSTATUS:OOF",
             "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
             "X-MS-OLK-CONFTYPE:0",
             "BEGIN:VALARM",
             "TRIGGER:-PT1080M",
             "ACTION:DISPLAY",
             "DESCRIPTION:Reminder",
             "END:VALARM",
             "END:VEVENT",
             "END:VCALENDAR"}),
       {"2026-12-24 Betriebsruhe", "2026-12-25 Betriebsruhe"},
       0},
      {"Outlook: a zone whose name holds a colon and a comma",
       event({"DTSTART;TZID=\"(UTC+01:00) Amsterdam, Berlin\":20261224T000000",
              "DTEND;TZID=\"(UTC+01:00) Amsterdam, Berlin\":20261225T000000"}),
       {"2026-12-24 Fest"},
       0},
      {"officeholidays.com: a description broken by a bare line end, an empty location",
       "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Office Holidays Ltd.//EN\nX-WR-CALNAME:Somewhere Holidays\n"
       "REFRESH-INTERVAL;VALUE=DURATION:PT48H\nX-PUBLISHED-TTL:PT48H\nCALSCALE:GREGORIAN\nMETHOD:PUBLISH\n"
       "X-MS-OLK-FORCEINSPECTOROPEN:TRUE\n"
       "BEGIN:VEVENT\nCLASS:PUBLIC\nUID:2026-12-26XX1regcountry@example.org\nCREATED:20260109T153551Z\n"
       "DESCRIPTION: Boxing Day is kept on the day after Christmas\n\\n\\nSomewhere\\n\\nInformation provided by us\n"
       "URL:https://www.example.org/boxing-day\nDTSTART;VALUE=DATE:20261226\nDTEND;VALUE=DATE:20261227\n"
       "DTSTAMP:20080101T000000Z\nLOCATION:\nPRIORITY:5\nLAST-MODIFIED:20191229T000000Z\nSEQUENCE:1\n"
       "SUMMARY;LANGUAGE=en-us:Somewhere: Boxing Day\nTRANSP:OPAQUE\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\n"
       "X-MICROSOFT-CDO-IMPORTANCE:1\nX-MICROSOFT-DISALLOW-COUNTER:FALSE\nX-MS-OLK-ALLOWEXTERNCHECK:TRUE\n"
       "X-MS-OLK-AUTOFILLLOCATION:FALSE\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE\n"
       "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE\nX-MS-OLK-CONFTYPE:0\nEND:VEVENT\nEND:VCALENDAR\n",
       {"2026-12-26 Somewhere: Boxing Day"},
       0},
      {"gov.uk: the end before the beginning, a typographic apostrophe",
       crlf({"BEGIN:VCALENDAR",
             "VERSION:2.0",
             "METHOD:PUBLISH",
             "PRODID:-//uk.gov/GOVUK calendars//EN",
             "CALSCALE:GREGORIAN",
             "BEGIN:VEVENT",
             "DTEND;VALUE=DATE:20260102",
             "DTSTART;VALUE=DATE:20260101",
             "SUMMARY:New Year\xE2\x80\x99s Day",
             "UID:ca6af745-0@gov.uk",
             "SEQUENCE:0",
             "DTSTAMP:20250331T000000Z",
             "END:VEVENT",
             "BEGIN:VEVENT",
             "DTEND;VALUE=DATE:20261229",
             "DTSTART;VALUE=DATE:20261228",
             "SUMMARY:Boxing Day",
             "UID:ca6af745-1@gov.uk",
             "SEQUENCE:0",
             "DTSTAMP:20250331T000000Z",
             "END:VEVENT",
             "END:VCALENDAR"}),
       {"2026-01-01 New Year\xE2\x80\x99s Day", "2026-12-28 Boxing Day"},
       0},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const HolidayFile file = read(each.text);
    CHECK(told(file) == each.told);
    CHECK(file.notes.size() == each.notes);
  }
}

TEST_CASE("iCalendar: how an event may be written", "[holiday_file]") {
  struct Case {
    const char* sentence;
    std::string text;
    Texts told;
  };
  const Texts one{"2026-12-24 Fest"};
  const Texts two{"2026-12-24 Fest", "2026-12-25 Fest"};
  const std::vector<Case> cases{
      {"no end: one day", event({"DTSTART;VALUE=DATE:20261224"}), one},
      {"the end is not part of it", event({"DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261226"}), two},
      {"an end on the day it begins", event({"DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261224"}), one},
      {"a duration of a day", event({"DTSTART;VALUE=DATE:20261224", "DURATION:P1D"}), one},
      {"a duration of two days", event({"DTSTART;VALUE=DATE:20261224", "DURATION:P2D"}), two},
      {"a duration of 48 hours", event({"DTSTART;VALUE=DATE:20261224", "DURATION:PT48H"}), two},
      {"over New Year",
       event({"DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270102"}),
       {"2026-12-31 Fest", "2027-01-01 Fest"}},
      {"a date that is not said to be one", event({"DTSTART:20261224", "DTEND:20261226"}), two},
      {"a date with dashes", event({"DTSTART;VALUE=DATE:2026-12-24"}), one},
      {"midnight to midnight without a zone", event({"DTSTART:20261224T000000", "DTEND:20261226T000000"}), two},
      {"midnight to midnight in a zone",
       event({"DTSTART;TZID=America/New_York:20261224T000000", "DTEND;TZID=America/New_York:20261226T000000"}), two},
      {"midnight to the last minute", event({"DTSTART:20261224T000000", "DTEND:20261224T235900"}), one},
      {"midnight to the last second of the day after", event({"DTSTART:20261224T000000", "DTEND:20261225T235959"}),
       two},
      {"an alarm that repeats, with a duration of its own",
       event({"DTSTART;VALUE=DATE:20261224", "BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER:-PT15M", "REPEAT:2",
              "DURATION:P5D", "DESCRIPTION:Observance", "END:VALARM", "DTEND;VALUE=DATE:20261226"}),
       two},
      {"a folded name",
       calendar(
           {"BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261224", "SUMMARY:The eve of", "  Christm", "\tas", "END:VEVENT"}),
       {"2026-12-24 The eve of Christmas"}},
      {"a folded date",
       calendar({"BEGIN:VEVENT", "DTSTART;VALUE=DA", " TE:2026", " 1224", "SUMMARY:Fest", "END:VEVENT"}), one},
      {"a name with escapes",
       calendar({"BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261224", "SUMMARY:Eve\\, and \\; and \\\\", "END:VEVENT"}),
       {"2026-12-24 Eve, and ; and \\"}},
      {"a name with a colon and quotes",
       calendar({"BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261224", "SUMMARY:UK: the \"big\" day", "END:VEVENT"}),
       {"2026-12-24 UK: the \"big\" day"}},
      {"no name", calendar({"BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261224", "END:VEVENT"}), {"2026-12-24"}},
      {"small letters",
       "begin:vcalendar\r\nbegin:vevent\r\ndtstart;value=date:20261224\r\ndtend;value=date:20261226\r\n"
       "summary:Fest\r\nend:vevent\r\nend:vcalendar\r\n",
       two},
      {"LF alone",
       "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261224\nSUMMARY:Fe\n st\nEND:VEVENT\nEND:VCALENDAR\n", one},
      {"no line end at the end",
       "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261224\nSUMMARY:Fest\nEND:VEVENT\nEND:VCALENDAR", one},
      {"a byte-order mark", "\xEF\xBB\xBF" + event({"DTSTART;VALUE=DATE:20261224"}), one},
      {"blank lines before it", "\r\n\r\n" + event({"DTSTART;VALUE=DATE:20261224"}), one},
      {"UTF-16", utf_16(event({"DTSTART;VALUE=DATE:20261224"}), false), one},
      {"gzip", gzip(event({"DTSTART;VALUE=DATE:20261224"})), one},
      {"two calendars in one file", event({"DTSTART;VALUE=DATE:20261224"}) + event({"DTSTART;VALUE=DATE:20261225"}),
       two},
      {"an event between other things",
       calendar({"BEGIN:VTODO", "DTSTART;VALUE=DATE:20260101", "SUMMARY:Task", "END:VTODO", "BEGIN:VEVENT",
                 "DTSTART;VALUE=DATE:20261224", "SUMMARY:Fest", "END:VEVENT", "BEGIN:VJOURNAL",
                 "DTSTART;VALUE=DATE:20260102", "SUMMARY:Diary", "END:VJOURNAL"}),
       one},
      {"free or busy, it is a holiday", event({"DTSTART;VALUE=DATE:20261224", "TRANSP:TRANSPARENT"}), one},
      {"properties of nobody's", event({"DTSTART;VALUE=DATE:20261224", "X-A;B=C:d", "FOO:bar", "LOCATION:"}), one},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const HolidayFile file = read(each.text);
    CHECK(told(file) == each.told);
    CHECK(file.notes.empty());
  }
}

TEST_CASE("iCalendar: a letter that a fold cuts in two is one letter", "[holiday_file]") {
  // RFC 5545 §3.1 folds by bytes: a reader has to put them together before it reads letters.
  const std::string text =
      calendar({"BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261225", "SUMMARY:No\xC3", " \xABl", "END:VEVENT"});
  CHECK(told(read(text)) == Texts{"2026-12-25 No\xC3\xABl"});
}

TEST_CASE("iCalendar: rules give the days that dateutil's rrule gives", "[holiday_file]") {
  struct Case {
    const char* sentence;
    const char* start;
    const char* rule;
    const char* from;  ///< the years that are compared, both included
    const char* to;
    Texts days;
  };
  const std::vector<Case> cases{
      {"the 4th Thursday of November",
       "20161124",
       "FREQ=YEARLY;INTERVAL=1;BYMONTH=11;BYDAY=4TH",
       "2026-01-01",
       "2031-12-31",
       {"2026-11-26", "2027-11-25", "2028-11-23", "2029-11-22", "2030-11-28", "2031-11-27"}},
      {"the last Monday of May",
       "20160530",
       "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO",
       "2026-01-01",
       "2031-12-31",
       {"2026-05-25", "2027-05-31", "2028-05-29", "2029-05-28", "2030-05-27", "2031-05-26"}},
      {"each year", "20150101", "FREQ=YEARLY", "2034-01-01", "2036-12-31", {"2034-01-01", "2035-01-01", "2036-01-01"}},
      {"by the day of the month",
       "19990704",
       "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=4",
       "2026-01-01",
       "2028-12-31",
       {"2026-07-04", "2027-07-04", "2028-07-04"}},
      {"since before 1970", "19500501", "FREQ=YEARLY", "2026-01-01", "2027-12-31", {"2026-05-01", "2027-05-01"}},
      {"three times",
       "20260701",
       "FREQ=YEARLY;COUNT=3",
       "1970-01-01",
       "2100-12-31",
       {"2026-07-01", "2027-07-01", "2028-07-01"}},
      {"until a day that is one of them",
       "20260701",
       "FREQ=YEARLY;UNTIL=20280701",
       "1970-01-01",
       "2100-12-31",
       {"2026-07-01", "2027-07-01", "2028-07-01"}},
      {"until the day before",
       "20260701",
       "FREQ=YEARLY;UNTIL=20280630",
       "1970-01-01",
       "2100-12-31",
       {"2026-07-01", "2027-07-01"}},
      {"until an instant that is one of them",
       "20260701",
       "FREQ=YEARLY;UNTIL=20280701T000000Z",
       "1970-01-01",
       "2100-12-31",
       {"2026-07-01", "2027-07-01", "2028-07-01"}},
      {"until the last second of the day before",
       "20260701",
       "FREQ=YEARLY;UNTIL=20280630T235959Z",
       "1970-01-01",
       "2100-12-31",
       {"2026-07-01", "2027-07-01"}},
      {"every fourth year",
       "20200720",
       "FREQ=YEARLY;INTERVAL=4",
       "2020-01-01",
       "2036-12-31",
       {"2020-07-20", "2024-07-20", "2028-07-20", "2032-07-20", "2036-07-20"}},
      {"every second year",
       "20201225",
       "FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=25",
       "2026-01-01",
       "2031-12-31",
       {"2026-12-25", "2028-12-25", "2030-12-25"}},
      {"the 29th of February, in years that have one",
       "20280229",
       "FREQ=YEARLY",
       "2026-01-01",
       "2040-12-31",
       {"2028-02-29", "2032-02-29", "2036-02-29", "2040-02-29"}},
      {"the last day of February",
       "20240229",
       "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
       "2026-01-01",
       "2029-12-31",
       {"2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"}},
      {"each week",
       "20260105",
       "FREQ=WEEKLY;COUNT=4",
       "1970-01-01",
       "2100-12-31",
       {"2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"}},
      {"two days of each week",
       "20260109",
       "FREQ=WEEKLY;BYDAY=FR,SA;COUNT=5",
       "1970-01-01",
       "2100-12-31",
       {"2026-01-09", "2026-01-10", "2026-01-16", "2026-01-17", "2026-01-23"}},
      {"the 31st of months that have one",
       "20260131",
       "FREQ=MONTHLY;COUNT=5",
       "1970-01-01",
       "2100-12-31",
       {"2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31", "2026-08-31"}},
      {"day after day",
       "20261230",
       "FREQ=DAILY;COUNT=3",
       "1970-01-01",
       "2100-12-31",
       {"2026-12-30", "2026-12-31", "2027-01-01"}},
      {"the last Friday of each month",
       "20260130",
       "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1;UNTIL=20260630",
       "1970-01-01",
       "2100-12-31",
       {"2026-01-30", "2026-02-27", "2026-03-27", "2026-04-24", "2026-05-29", "2026-06-26"}},
      {"the Tuesday after the first Monday of November",
       "20241105",
       "FREQ=YEARLY;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
       "2026-01-01",
       "2031-12-31",
       {"2026-11-03", "2027-11-02", "2028-11-07", "2029-11-06", "2030-11-05", "2031-11-04"}},
      {"the last day of the year",
       "20251231",
       "FREQ=YEARLY;BYYEARDAY=-1",
       "2026-01-01",
       "2028-12-31",
       {"2026-12-31", "2027-12-31", "2028-12-31"}},
      {"the Monday of a week by its number",
       "20260518",
       "FREQ=YEARLY;BYWEEKNO=21;BYDAY=MO",
       "2026-01-01",
       "2029-12-31",
       {"2026-05-18", "2027-05-24", "2028-05-22", "2029-05-21"}},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const HolidayFile file = read(event({"DTSTART;VALUE=DATE:"s + each.start, "RRULE:"s + each.rule}));
    Texts days;
    for (const auto& holiday : file.holidays) {
      const std::string day = lsr::to_text(holiday.day);
      if (each.from <= day && day <= each.to) days.push_back(day);
    }
    CHECK(days == each.days);
  }
}

TEST_CASE("iCalendar: a rule without an end has days for as long as anybody looks ahead", "[holiday_file]") {
  const HolidayFile file = read(event({"DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=YEARLY"}));
  REQUIRE(file.holidays.size() >= 80);
  CHECK(lsr::to_text(file.holidays.front().day) == "2020-01-01");
  CHECK(lsr::to_text(file.holidays[79].day) == "2099-01-01");
}

TEST_CASE("iCalendar: exceptions from a rule", "[holiday_file]") {
  struct Case {
    const char* sentence;
    std::string text;
    Texts told;
  };
  const Texts rule{"DTSTART;VALUE=DATE:20250701", "RRULE:FREQ=YEARLY;COUNT=4"};
  const auto with = [&](const Texts& more) {
    Texts all = rule;
    all.insert(all.end(), more.begin(), more.end());
    return event(all);
  };
  const auto and_event = [&](Texts other) {
    Texts lines{"BEGIN:VEVENT", "UID:fest@example.org", "SUMMARY:Fest"};
    lines.insert(lines.end(), rule.begin(), rule.end());
    lines.insert(lines.end(), {"END:VEVENT", "BEGIN:VEVENT", "UID:fest@example.org"});
    lines.insert(lines.end(), other.begin(), other.end());
    lines.emplace_back("END:VEVENT");
    return calendar(lines);
  };
  const std::vector<Case> cases{
      {"none", with({}), {"2025-07-01 Fest", "2026-07-01 Fest", "2027-07-01 Fest", "2028-07-01 Fest"}},
      {"EXDATE takes one out, and COUNT counts it",
       with({"EXDATE;VALUE=DATE:20260701"}),
       {"2025-07-01 Fest", "2027-07-01 Fest", "2028-07-01 Fest"}},
      {"EXDATE with two days", with({"EXDATE;VALUE=DATE:20260701,20280701"}), {"2025-07-01 Fest", "2027-07-01 Fest"}},
      {"EXDATE twice",
       with({"EXDATE;VALUE=DATE:20260701", "EXDATE;VALUE=DATE:20280701"}),
       {"2025-07-01 Fest", "2027-07-01 Fest"}},
      {"EXDATE of the first one",
       with({"EXDATE;VALUE=DATE:20250701"}),
       {"2026-07-01 Fest", "2027-07-01 Fest", "2028-07-01 Fest"}},
      {"RDATE puts one in",
       with({"RDATE;VALUE=DATE:20260815"}),
       {"2025-07-01 Fest", "2026-07-01 Fest", "2026-08-15 Fest", "2027-07-01 Fest", "2028-07-01 Fest"}},
      {"RDATE without a rule",
       event({"DTSTART;VALUE=DATE:20260701", "RDATE;VALUE=DATE:20270705,20280704"}),
       {"2026-07-01 Fest", "2027-07-05 Fest", "2028-07-04 Fest"}},
      {"RDATE of a day that the rule has already",
       with({"RDATE;VALUE=DATE:20260701"}),
       {"2025-07-01 Fest", "2026-07-01 Fest", "2027-07-01 Fest", "2028-07-01 Fest"}},
      {"one is moved",
       and_event({"RECURRENCE-ID;VALUE=DATE:20260701", "DTSTART;VALUE=DATE:20260703", "SUMMARY:Moved"}),
       {"2025-07-01 Fest", "2026-07-03 Moved", "2027-07-01 Fest", "2028-07-01 Fest"}},
      {"one is moved, and its event stands first",
       calendar({"BEGIN:VEVENT", "UID:fest@example.org", "RECURRENCE-ID;VALUE=DATE:20260701",
                 "DTSTART;VALUE=DATE:20260703", "SUMMARY:Moved", "END:VEVENT", "BEGIN:VEVENT", "UID:fest@example.org",
                 "SUMMARY:Fest", "DTSTART;VALUE=DATE:20250701", "RRULE:FREQ=YEARLY;COUNT=2", "END:VEVENT"}),
       {"2025-07-01 Fest", "2026-07-03 Moved"}},
      {"one is lengthened where it is",
       and_event({"RECURRENCE-ID;VALUE=DATE:20260701", "DTSTART;VALUE=DATE:20260701", "DTEND;VALUE=DATE:20260703",
                  "SUMMARY:Longer"}),
       {"2025-07-01 Fest", "2026-07-01 Longer", "2026-07-02 Longer", "2027-07-01 Fest", "2028-07-01 Fest"}},
      {"one is cancelled",
       and_event({"RECURRENCE-ID;VALUE=DATE:20260701", "DTSTART;VALUE=DATE:20260701", "STATUS:CANCELLED"}),
       {"2025-07-01 Fest", "2027-07-01 Fest", "2028-07-01 Fest"}},
      {"another event's moved one changes nothing here",
       calendar({"BEGIN:VEVENT", "UID:a@example.org", "SUMMARY:A", "DTSTART;VALUE=DATE:20260701", "END:VEVENT",
                 "BEGIN:VEVENT", "UID:b@example.org", "SUMMARY:B", "RECURRENCE-ID;VALUE=DATE:20260701",
                 "DTSTART;VALUE=DATE:20260703", "END:VEVENT"}),
       {"2026-07-01 A", "2026-07-03 B"}},
      {"each repetition is as long as the first",
       event({"DTSTART;VALUE=DATE:20251231", "DTEND;VALUE=DATE:20260102", "RRULE:FREQ=YEARLY;COUNT=2"}),
       {"2025-12-31 Fest", "2026-01-01 Fest", "2026-12-31 Fest", "2027-01-01 Fest"}},
      {"Outlook: midnights of a zone, with EXDATE in it",
       event({"DTSTART;TZID=\"W. Europe Standard Time\":20250701T000000",
              "DTEND;TZID=\"W. Europe Standard Time\":20250702T000000", "RRULE:FREQ=YEARLY;COUNT=3",
              "EXDATE;TZID=\"W. Europe Standard Time\":20260701T000000"}),
       {"2025-07-01 Fest", "2027-07-01 Fest"}},
      {"Outlook: until midnight east of Greenwich, which is the evening before in UTC",
       event({"DTSTART;TZID=\"W. Europe Standard Time\":20250701T000000",
              "DTEND;TZID=\"W. Europe Standard Time\":20250702T000000", "RRULE:FREQ=YEARLY;UNTIL=20260630T220000Z"}),
       {"2025-07-01 Fest", "2026-07-01 Fest"}},
      {"Outlook: until midnight west of Greenwich",
       event({"DTSTART;TZID=\"Pacific Standard Time\":20250701T000000",
              "DTEND;TZID=\"Pacific Standard Time\":20250702T000000", "RRULE:FREQ=YEARLY;UNTIL=20260701T070000Z"}),
       {"2025-07-01 Fest", "2026-07-01 Fest"}},
      {"until the second before a midnight in a zone",
       event({"DTSTART;TZID=Europe/Berlin:20250701T000000", "DTEND;TZID=Europe/Berlin:20250702T000000",
              "RRULE:FREQ=YEARLY;UNTIL=20270630T215959Z"}),
       {"2025-07-01 Fest", "2026-07-01 Fest"}},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(told(read(each.text)) == each.told);
  }
}

TEST_CASE("iCalendar: events that are no holidays are passed over, and it is said", "[holiday_file]") {
  struct Case {
    const char* sentence;
    Texts properties;
    std::size_t notes;
  };
  const std::vector<Case> cases{
      {"with a time of day", {"DTSTART:20260701T090000", "DTEND:20260701T100000"}, 1},
      {"with a time of day in a zone", {"DTSTART;TZID=Europe/Berlin:20260701T090000", "DURATION:PT1H"}, 1},
      {"with a time of day in UTC", {"DTSTART:20260701T090000Z"}, 1},
      {"from midnight to two", {"DTSTART:20260701T000000", "DTEND:20260701T020000"}, 1},
      {"for an hour from midnight, in a zone", {"DTSTART;TZID=Europe/Berlin:20260701T000000", "DURATION:PT1H"}, 1},
      {"marked as observances", {"DTSTART;VALUE=DATE:20260701", "DESCRIPTION:Observance"}, 1},
      {"marked as observances, with more behind",
       {"DTSTART;VALUE=DATE:20260701", "DESCRIPTION:Observance\\nTo hide"},
       1},
      {"cancelled", {"DTSTART;VALUE=DATE:20260701", "STATUS:CANCELLED"}, 0},
      {"cancelled, in small letters", {"DTSTART;VALUE=DATE:20260701", "STATUS:cancelled"}, 0},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    Texts lines{"BEGIN:VEVENT", "SUMMARY:Eve", "DTSTART;VALUE=DATE:20261224", "END:VEVENT", "BEGIN:VEVENT"};
    lines.insert(lines.end(), each.properties.begin(), each.properties.end());
    lines.emplace_back("END:VEVENT");
    const HolidayFile file = read(calendar(lines));
    CHECK(told(file) == Texts{"2026-12-24 Eve"});
    REQUIRE(file.notes.size() == each.notes);
    for (const auto& note : file.notes) {
      CHECK_THAT(note, Catch::StartsWith("days.txt: 1 event "));
      CHECK_THAT(note, Catch::Contains(" was passed over; "));
    }
  }
}

TEST_CASE("iCalendar: a description that only mentions observances marks none", "[holiday_file]") {
  CHECK(told(read(event({"DTSTART;VALUE=DATE:20261224", "DESCRIPTION:Public holiday\\nNo observance"}))) ==
        Texts{"2026-12-24 Fest"});
}

TEST_CASE("iCalendar: the notes count what they tell of", "[holiday_file]") {
  Texts lines{"BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261224", "END:VEVENT"};
  for (int i = 0; i < 3; ++i) lines.insert(lines.end(), {"BEGIN:VEVENT", "DTSTART:20260701T090000", "END:VEVENT"});
  for (int i = 0; i < 2; ++i) {
    lines.insert(lines.end(), {"BEGIN:VEVENT", "DTSTART;VALUE=DATE:20260701", "DESCRIPTION:Observance", "END:VEVENT"});
  }
  const HolidayFile file = read(calendar(lines));
  REQUIRE(file.notes.size() == 2);
  CHECK_THAT(file.notes[0], Catch::StartsWith("days.txt: 3 events with a time of day were passed over"));
  CHECK_THAT(file.notes[1], Catch::StartsWith("days.txt: 2 events marked as observance were passed over"));
}

TEST_CASE("iCalendar: an event that cannot be read ends the run, and its line is named", "[holiday_file]") {
  struct Case {
    const char* sentence;
    Texts properties;  ///< of the second event, which begins in line 7
    const char* says;
    int line = 7;  ///< of the property, where one is at fault
  };
  const std::vector<Case> cases{
      {"no DTSTART", {"SUMMARY:Fest"}, "DTSTART"},
      {"a DTSTART of words", {"DTSTART;VALUE=DATE:tomorrow"}, "DTSTART", 8},
      {"a DTSTART cut short", {"DTSTART;VALUE=DATE:202607"}, "DTSTART", 8},
      {"an empty DTSTART", {"DTSTART;VALUE=DATE:"}, "DTSTART", 8},
      {"the 30th of February", {"DTSTART;VALUE=DATE:20260230"}, "DTSTART", 8},
      {"the 29th of February in a common year", {"DTSTART;VALUE=DATE:20270229"}, "DTSTART", 8},
      {"a thirteenth month", {"DTSTART;VALUE=DATE:20261301"}, "DTSTART", 8},
      {"a DTEND of words", {"DTSTART;VALUE=DATE:20260701", "DTEND;VALUE=DATE:later"}, "DTEND", 9},
      {"a DTEND that does not exist", {"DTSTART;VALUE=DATE:20260228", "DTEND;VALUE=DATE:20260230"}, "DTEND", 9},
      {"a DTEND before its beginning", {"DTSTART;VALUE=DATE:20260701", "DTEND;VALUE=DATE:20260601"}, "ends before"},
      {"a DURATION of words", {"DTSTART;VALUE=DATE:20260701", "DURATION:long"}, "DURATION", 9},
      {"an RRULE of words", {"DTSTART;VALUE=DATE:20260701", "RRULE:every year"}, "RRULE", 9},
      {"an RRULE without a FREQ", {"DTSTART;VALUE=DATE:20260701", "RRULE:BYMONTH=7"}, "RRULE", 9},
      {"an RRULE of a FREQ that is none", {"DTSTART;VALUE=DATE:20260701", "RRULE:FREQ=FORTNIGHTLY"}, "RRULE", 9},
      {"an RRULE with a thirteenth month", {"DTSTART;VALUE=DATE:20260701", "RRULE:FREQ=YEARLY;BYMONTH=13"}, "RRULE", 9},
      {"an empty RRULE", {"DTSTART;VALUE=DATE:20260701", "RRULE:"}, "RRULE", 9},
      {"an EXDATE of words",
       {"DTSTART;VALUE=DATE:20260701", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:never"},
       "EXDATE",
       10},
      {"one EXDATE of two",
       {"DTSTART;VALUE=DATE:20260701", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20270701,never"},
       "EXDATE",
       10},
      {"an RDATE of words", {"DTSTART;VALUE=DATE:20260701", "RDATE;VALUE=DATE:soon"}, "RDATE", 9},
      {"a RECURRENCE-ID of words", {"DTSTART;VALUE=DATE:20260701", "RECURRENCE-ID:that one"}, "RECURRENCE-ID", 9},
      {"in small letters, too", {"dtstart;value=date:20260701", "rrule:every year"}, "rrule", 9},
      {"400 days", {"DTSTART;VALUE=DATE:20260101", "DURATION:P400D"}, "more than a year"},
      {"an end mistyped by decades", {"DTSTART;VALUE=DATE:20260701", "DTEND;VALUE=DATE:20620702"}, "more than a year"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    Texts lines{"BEGIN:VEVENT", "SUMMARY:Eve", "DTSTART;VALUE=DATE:20261224", "END:VEVENT", "BEGIN:VEVENT"};
    lines.insert(lines.end(), each.properties.begin(), each.properties.end());
    lines.emplace_back("END:VEVENT");
    const std::string fault = fault_of(calendar(lines));
    CHECK_THAT(fault, Catch::StartsWith("days.txt:" + std::to_string(each.line) + ": "));
    CHECK_THAT(fault, Catch::Contains(each.says));
  }
}

TEST_CASE("iCalendar: an event that does not end is named, and hides no other", "[holiday_file]") {
  struct Case {
    const char* sentence;
    std::string text;
    const char* begins;
  };
  const std::vector<Case> cases{
      {"before the calendar's end", calendar({"BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261224"}), "days.txt:3: "},
      {"before the file's end", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261224\r\n", "days.txt:2: "},
      {"before another event",
       calendar({"BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261224", "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261225",
                 "END:VEVENT"}),
       "days.txt:3: "},
      {"behind one that does",
       calendar({"BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261224", "END:VEVENT", "BEGIN:VEVENT",
                 "DTSTART;VALUE=DATE:20261225"}),
       "days.txt:6: "},
      {"in an alarm",
       calendar({"BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261224", "BEGIN:VALARM", "TRIGGER:-PT15M", "END:VEVENT",
                 "BEGIN:VEVENT", "DTSTART;VALUE=DATE:20261225", "END:VEVENT"}),
       "days.txt:3: "},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK_THAT(fault_of(each.text), Catch::StartsWith(each.begins));
  }
}

TEST_CASE("iCalendar: folded and blank lines count among the lines", "[holiday_file]") {
  const std::string text =
      "BEGIN:VCALENDAR\nX-WR-CALDESC:a\n b\n c\n\nBEGIN:VEVENT\nDTSTART:soon\nEND:VEVENT\n"
      "END:VCALENDAR\n";
  CHECK_THAT(fault_of(text), Catch::StartsWith("days.txt:7: DTSTART"));
}

TEST_CASE("iCalendar: thousands of events are read in a moment", "[holiday_file]") {
  Texts lines;
  for (int i = 0; i < 5000; ++i) {
    const std::string number = std::to_string(i);
    const std::string month = std::to_string(i % 12 + 101).substr(1);
    const std::string day = std::to_string(i % 28 + 101).substr(1);
    lines.insert(lines.end(), {"BEGIN:VEVENT", "UID:" + number + "@example.org", "SUMMARY:Day " + number,
                               "DTSTART;VALUE=DATE:2026" + month + day, "END:VEVENT"});
  }
  const auto begin = std::chrono::steady_clock::now();
  CHECK(read(calendar(lines)).holidays.size() == 5000);
  // It takes a tenth of a second; what grew with the square of the events would take minutes.
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{20});
}

TEST_CASE("iCalendar: a rule that repeats within the day is answered in a moment", "[holiday_file]") {
  for (const char* frequency : {"HOURLY", "MINUTELY", "SECONDLY"}) {
    INFO(frequency);
    const auto begin = std::chrono::steady_clock::now();
    try {
      const HolidayFile file =
          read(event({"DTSTART;VALUE=DATE:20260701", "RRULE:FREQ="s + frequency + ";UNTIL=20260703"}));
      CHECK(told(file).front() == "2026-07-01 Fest");
    } catch (const lsr::Error& error) {
      CHECK_THAT(error.what(), Catch::StartsWith("days.txt:7: RRULE"));
    }
    CHECK_THROWS_AS(read(event({"DTSTART;VALUE=DATE:19700101", "RRULE:FREQ="s + frequency})), lsr::Error);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{5});
  }
}
