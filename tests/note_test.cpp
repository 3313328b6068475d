#include "lsr/note.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "lsr/error.hpp"
#include "time_literals.hpp"

using lsr::Action;
using lsr::NoteTemplate;
using lsr::PlanLine;
using lsr::Policy;
using lsr::test::at;
using namespace std::string_literals;

namespace {

/// As a log tells them; empty texts are absent. Los Angeles, seven hours behind Greenwich on these days.
struct Facts {
  std::string tracking_number{};
  std::string ready{};
  std::string latest_delivery{};
  bool missed_ship_by = false;
};

const Policy& policy() {
  static const Policy los_angeles = lsr::make_policy({.holidays = "none"});
  return los_angeles;
}

PlanLine line_of(const Facts& facts, Action action = Action::ship) {
  const auto instant = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional{at(text)}; };
  PlanLine line;
  line.order_id = "990-9109714-0479333";
  line.action = action;
  line.ship_by = at("2026-03-20T23:59:59-07:00");
  line.tracking_number = facts.tracking_number;
  line.ready = instant(facts.ready);
  line.latest_delivery = instant(facts.latest_delivery);
  line.missed_ship_by = facts.missed_ship_by;
  return line;
}

constexpr const char* now = "2026-03-20T18:00:00-07:00";
constexpr const char* parcel = "94001";
constexpr const char* sunday_night = "2026-03-22T23:59:59-07:00";
constexpr const char* month_end = "2026-03-31T23:59:59-07:00";
constexpr const char* just_past = "2026-03-20T17:59:59-07:00";

std::string built_in(Action action, const Facts& facts) {
  return note_to_buyer(line_of(facts, action), at(now), policy(), lsr::built_in_template(action));
}

std::string filled(std::string_view text, const Facts& facts = {}) {
  return note_to_buyer(line_of(facts), at(now), policy(), NoteTemplate{"mine.txt", text});
}

std::string fault_of(std::string_view text) {
  try {
    const NoteTemplate words{"mine.txt", text};
  } catch (const lsr::Error& error) {
    CHECK(error.kind() == lsr::Error::Kind::input);
    return error.what();
  }
  return "none";
}

std::vector<Action> all_actions() {
  std::vector<Action> actions;
  for (std::size_t i = 0; i < lsr::action_count; ++i) actions.push_back(static_cast<Action>(i));
  return actions;
}

/// Everything known, and nothing that need not be.
std::vector<Facts> all_and_nothing() { return {{parcel, sunday_night, month_end}, {}}; }

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

/// What stands between the fences of a page, block by block.
std::vector<std::string> examples_of(const std::filesystem::path& page) {
  constexpr std::string_view opening = "```text\n";
  std::ifstream in{page};
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  std::vector<std::string> blocks;
  for (auto begin = text.find(opening); begin != std::string::npos; begin = text.find(opening, begin)) {
    begin += opening.size();
    blocks.push_back(text.substr(begin, text.find("```\n", begin) - begin));
  }
  return blocks;
}

}  // namespace

TEST_CASE("note: the words for each situation of the plan", "[note]") {
  struct Case {
    const char* sentence;
    Action action;
    Facts facts;
    std::string expected;
  };
  const std::vector<Case> cases{
      {"to be shipped",
       Action::ship,
       {},
       "Hello,\n"
       "\n"
       "Your order 990-9109714-0479333 is being prepared.\n"
       "It is planned to ship by Friday, 20 March 2026.\n"
       "As soon as it has shipped, you will find its tracking number in Your Orders.\n"
       "If there is anything we should know, just reply to this message.\n"},
      {"to be confirmed before the goods are there",
       Action::confirm_then_scan,
       {"", sunday_night, ""},
       "Hello,\n"
       "\n"
       "We are still waiting for the goods of your order 990-9109714-0479333.\n"
       "We expect them on Sunday, 22 March 2026 and plan to hand your parcel to the carrier right after that.\n"
       "You should have the tracking number earlier, by Friday, 20 March 2026.\n"
       "It will show nothing until the carrier has taken the parcel over.\n"
       "If this does not suit you, just reply to this message.\n"},
      {"the goods come too late",
       Action::contact_buyer,
       {"", month_end, ""},
       "Hello,\n"
       "\n"
       "We promised to ship your order 990-9109714-0479333 by Friday, 20 March 2026.\n"
       "We are sorry to say that the goods will reach us later than that.\n"
       "We now expect them on Tuesday, 31 March 2026.\n"
       "If you would like to wait, you need not do anything.\n"
       "If you would rather cancel before it ships, just reply to this message and we will see to it.\n"
       "Either is fine with us.\n"},
      {"late and not confirmed",
       Action::ship_now,
       {parcel, "2026-03-19T23:59:59-07:00", month_end},
       "Hello,\n"
       "\n"
       "Your order 990-9109714-0479333 should have shipped by Friday, 20 March 2026.\n"
       "We are sorry for the delay.\n"
       "We are sending it now.\n"
       "You will find the tracking number in Your Orders as soon as the shipment is confirmed.\n"
       "If it comes too late for you, just reply to this message.\n"},
      {"confirmed, and not scanned yet",
       Action::get_scan,
       {parcel, "", ""},
       "Hello,\n"
       "\n"
       "We have confirmed the shipment of your order 990-9109714-0479333.\n"
       "It is announced to the carrier under the tracking number 94001, which may show nothing until the parcel has "
       "been scanned for the first time.\n"
       "We are seeing to it that the carrier scans it.\n"
       "If it is with you already, there is nothing you need to do.\n"
       "If you have a question, just reply to this message.\n"},
      {"confirmed without a tracking number",
       Action::get_scan,
       {},
       "Hello,\n"
       "\n"
       "We have confirmed the shipment of your order 990-9109714-0479333.\n"
       "We are seeing to it that the carrier scans it.\n"
       "If it is with you already, there is nothing you need to do.\n"
       "If you have a question, just reply to this message.\n"},
      {"shipped late, the day of delivery still ahead",
       Action::reassure,
       {parcel, "", month_end, true},
       "Hello,\n"
       "\n"
       "We are keeping an eye on the parcel with your order 990-9109714-0479333.\n"
       "We promised to ship it by Friday, 20 March 2026, and we were late with that; we are sorry.\n"
       "Its tracking number is 94001.\n"
       "It should still arrive by Tuesday, 31 March 2026.\n"
       "You can write to us at any time by replying to this message.\n"
       "If it is with you already, there is nothing you need to do.\n"},
      {"shipped in time and scanned late, the day of delivery past, no tracking number",
       Action::reassure,
       {"", "", just_past},
       "Hello,\n"
       "\n"
       "We are keeping an eye on the parcel with your order 990-9109714-0479333.\n"
       "You can write to us at any time by replying to this message.\n"
       "If it is with you already, there is nothing you need to do.\n"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(built_in(each.action, each.facts) == each.expected);
  }
}

TEST_CASE("note: every action has one, of 3 to 6 sentences, whatever is known", "[note]") {
  for (const Action action : all_actions()) {
    for (const Facts& facts : all_and_nothing()) {
      CAPTURE(name(action), facts.tracking_number);
      const auto lines = lines_of(built_in(action, facts));
      REQUIRE(lines.size() >= 2);
      CHECK(lines[0] == "Hello,");
      CHECK(lines[1].empty());
      const auto sentences = lines.size() - 2;
      CHECK((3 <= sentences && sentences <= 6));
      for (std::size_t i = 2; i < lines.size(); ++i) {
        CAPTURE(lines[i]);
        CHECK_THAT(lines[i], Catch::EndsWith("."));
        CHECK(std::count(lines[i].begin(), lines[i].end(), '.') == 1);
        CHECK(lines[i].find_first_of("{}") == std::string::npos);
      }
    }
  }
}

TEST_CASE("note: none has what the marketplace's guidelines forbid, and each has the order's number", "[note]") {
  for (const Action action : all_actions()) {
    for (const Facts& facts : all_and_nothing()) {
      const std::string note = built_in(action, facts);
      CAPTURE(note);
      CHECK_THAT(note, Catch::Contains("990-9109714-0479333"));
      for (const char* forbidden : {"!", "@", "http", "www", "e-mail", "phone", "review", "feedback", "rating", "star",
                                    "discount", "coupon", "\n\n\n"}) {
        CHECK_THAT(note, !Catch::Contains(forbidden, Catch::CaseSensitive::No));
      }
      CHECK(std::all_of(note.begin(), note.end(), [](char c) { return c == '\n' || (' ' <= c && c <= '~'); }));
    }
  }
}

TEST_CASE("note: each placeholder has its value, or takes its line with it", "[note]") {
  struct Case {
    const char* sentence;
    const char* placeholder;
    Facts facts;
    const char* expected;  ///< empty: left out
  };
  const std::vector<Case> cases{
      {"the order's number", "{order_id}", {}, "990-9109714-0479333"},
      {"the parcel's number", "{tracking_number}", {parcel, "", ""}, "94001"},
      {"none is known", "{tracking_number}", {}, ""},
      {"the ship-by day, in the policy's zone", "{ship_by}", {}, "Friday, 20 March 2026"},
      {"the ship-by day that was missed", "{missed_ship_by}", {"", "", "", true}, "Friday, 20 March 2026"},
      {"it was not missed", "{missed_ship_by}", {}, ""},
      {"the goods' day", "{ready}", {"", sunday_night, ""}, "Sunday, 22 March 2026"},
      {"in the policy's zone, not in Greenwich's",
       "{ready}",
       {"", "2026-04-01T06:59:59+00:00", ""},
       "Tuesday, 31 March 2026"},
      {"a second later it is another day", "{ready}", {"", "2026-04-01T07:00:00+00:00", ""}, "Wednesday, 1 April 2026"},
      {"it stays when it is past", "{ready}", {"", just_past, ""}, "Friday, 20 March 2026"},
      {"it is unknown", "{ready}", {}, ""},
      {"delivery is ahead", "{arrives_by}", {"", "", month_end}, "Tuesday, 31 March 2026"},
      {"delivery is due at this very second", "{arrives_by}", {"", "", now}, "Friday, 20 March 2026"},
      {"delivery was due a second ago", "{arrives_by}", {"", "", just_past}, ""},
      {"delivery is unknown", "{arrives_by}", {}, ""},
      {"a day in numbers", "{ship_by:%d.%m.%Y}", {}, "20.03.2026"},
      {"a day in the policy's zone, in numbers",
       "{ready:%Y-%m-%d}",
       {"", "2026-04-01T06:59:59+00:00", ""},
       "2026-03-31"},
      {"every part of a day, and a percent sign",
       "{ship_by:%a %A %b %B %d %m %y %Y %%}",
       {},
       "Fri Friday Mar March 20 03 26 2026 %"},
      {"a form of a day that is unknown", "{arrives_by:%d.%m.}", {}, ""},
      {"a day of one digit has no blank before it",
       "{ready}",
       {"", "2027-01-05T12:00:00-08:00", ""},
       "Tuesday, 5 January 2027"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    const std::string expected{each.expected};
    CHECK(filled("a\nb "s + each.placeholder + " c\nd\n", each.facts) ==
          (expected.empty() ? "a\nd\n" : "a\nb " + expected + " c\nd\n"));
  }
}

TEST_CASE("note: the day on which the marketplace cancels", "[note]") {
  struct Case {
    const char* sentence;
    Action action;
    const char* deadline;
    const char* ready;
    const char* expected;  ///< empty: left out
  };
  const char* const due = "2026-03-20T23:59:59-07:00";
  const char* const ahead = "2026-03-31T23:59:59-07:00";
  const std::vector<Case> cases{
      {"late, and the goods come after it", Action::contact_buyer, ahead, "2026-04-01T00:00:00-07:00",
       "Tuesday, 31 March 2026"},
      {"late, and the goods come by then", Action::contact_buyer, ahead, ahead, ""},
      {"late, and it is now", Action::contact_buyer, now, "2026-04-01T00:00:00-07:00", "Friday, 20 March 2026"},
      {"late, and it is past", Action::contact_buyer, just_past, "2026-04-01T00:00:00-07:00", ""},
      {"late, and the goods are not said to come", Action::ship_now, ahead, "", "Tuesday, 31 March 2026"},
      {"it never cancels", Action::contact_buyer, "", "2026-04-01T00:00:00-07:00", ""},
      {"in time still, so that the deadline is the ship-by date", Action::contact_buyer, due,
       "2026-04-01T00:00:00-07:00", ""},
      {"confirmed, so that it cancels nothing", Action::reassure, ahead, "", ""},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    PlanLine line = line_of({"", each.ready, ""}, each.action);
    line.ship_by = at(due);
    if (*each.deadline != '\0') line.deadline = at(each.deadline);
    const auto note = note_to_buyer(line, at(now), policy(), NoteTemplate{"mine.txt", "a\n{cancelled_on}\n"});
    CHECK(note == (*each.expected == '\0' ? "a\n" : "a\n" + std::string{each.expected} + "\n"));
  }
}

TEST_CASE("note: lines left out, blank lines and line ends", "[note]") {
  struct Case {
    const char* sentence;
    std::string text;
    std::string expected;
  };
  const std::vector<Case> cases{
      {"text without placeholders stays", "a\nb\n", "a\nb\n"},
      {"the last line needs no end", "a", "a\n"},
      {"a line goes whole, with the placeholders that have a value", "a\n{order_id} {ready}\nb", "a\nb\n"},
      {"wherever in it the one without a value stands", "a\n{ready} {order_id}\nb", "a\nb\n"},
      {"the first line", "{ready}\na\n", "a\n"},
      {"the last line", "a\n{ready}", "a\n"},
      {"every line: nothing is left", "{ready}\n\n{ready}\n", ""},
      {"blank lines around a line left out become one", "a\n\n{ready}\n\nb\n", "a\n\nb\n"},
      {"blank lines in a row become one", "a\n\n\n\nb\n", "a\n\nb\n"},
      {"blanks and tabs are blank, too", "a\n \n\t\nb\n", "a\n\nb\n"},
      {"blank lines at both ends go", "\n\na\n\n\n", "a\n"},
      {"also those that a line left out leaves there", "{ready}\n\na\n\n{ready}\n", "a\n"},
      {"indents stay", "  a\n    b\n", "  a\n    b\n"},
      {"CRLF", "a\r\n\r\n\r\nb\r\n", "a\n\nb\n"},
      {"CR", "a\rb\r", "a\nb\n"},
      {"a byte-order mark",
       "\xEF\xBB\xBF"
       "a\n",
       "a\n"},
      {"UTF-8 passes through", "Grüße, 注文 {order_id} 📦\n", "Grüße, 注文 990-9109714-0479333 📦\n"},
      {"a placeholder more than once", "{ship_by}{ship_by}", "Friday, 20 March 2026Friday, 20 March 2026\n"},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(filled(each.text) == each.expected);
  }
}

TEST_CASE("note: the example that explains the templates is true", "[note]") {
  const auto examples = examples_of(std::filesystem::path{LSR_SOURCE_DIR} / "data" / "templates" / "README.md");
  REQUIRE(examples.size() == 3);
  CHECK(filled(examples[0], {"9400100000000041876658", "", month_end}) == examples[1]);
  CHECK(filled(examples[0], {"", "", just_past}) == examples[2]);
}

TEST_CASE("note: a doubled brace is a brace", "[note]") {
  struct Case {
    const char* text;
    const char* expected;
  };
  const std::vector<Case> cases{
      {"{{", "{\n"},
      {"}}", "}\n"},
      {"{{}}", "{}\n"},
      {"{{{{", "{{\n"},
      {"{{order_id}}", "{order_id}\n"},
      {"{{{order_id}}}", "{990-9109714-0479333}\n"},
      {"{order_id}}}", "990-9109714-0479333}\n"},
      {"}}{order_id}{{", "}990-9109714-0479333{\n"},
      {"{{ready}} stays", "{ready} stays\n"},
  };
  for (const auto& each : cases) {
    INFO(each.text);
    CHECK(filled(each.text) == each.expected);
  }
}

TEST_CASE("note: braces in a value mean nothing", "[note]") {
  CHECK(filled("{tracking_number}", {"{order_id}{", "", ""}) == "{order_id}{\n");
}

TEST_CASE("note: what is wrong with a template is told with its place, before there is an order", "[note]") {
  struct Case {
    const char* sentence;
    std::string text;
    std::string fault;
  };
  const std::string open = "{ is not closed in its line; write {{ for a brace that is to be seen";
  const std::string lone = "} closes nothing; write }} for a brace that is to be seen";
  const std::string known =
      "the placeholders are {order_id}, {tracking_number}, {ship_by}, {missed_ship_by}, {ready}, {arrives_by}, "
      "{cancelled_on}";
  const std::string empty = "mine.txt:1:1: the template is empty; write what the note is to say";
  const std::string bytes = "is no UTF-8; save the template as UTF-8";
  const std::string forty(40, 'x');
  const std::vector<Case> cases{
      {"a mistyped placeholder", "Hello\nno {trackingnumber} here",
       "mine.txt:2:4: {trackingnumber} is no placeholder; did you mean {tracking_number}? " + known},
      {"case and other separators are mistyped as well", "{Order-ID}",
       "mine.txt:1:1: {Order-ID} is no placeholder; did you mean {order_id}? " + known},
      {"so are blanks", "{ ready }", "mine.txt:1:1: { ready } is no placeholder; did you mean {ready}? " + known},
      {"nothing like it is known", "{buyer}", "mine.txt:1:1: {buyer} is no placeholder; " + known},
      {"a placeholder without a name", "a{}", "mine.txt:1:2: {} is no placeholder; " + known},
      {"a long one is cut", "{" + forty + "y}", "mine.txt:1:1: {" + forty + "} is no placeholder; " + known},
      {"in a line that is left out for some orders", "{ready} {buyer}",
       "mine.txt:1:9: {buyer} is no placeholder; " + known},
      {"columns are characters, not bytes", "Grüße 📦 {buyer}", "mine.txt:1:9: {buyer} is no placeholder; " + known},
      {"a byte-order mark is no column", "\xEF\xBB\xBF{buyer}", "mine.txt:1:1: {buyer} is no placeholder; " + known},
      {"CRLF is one line end", "a\r\n\r\n {buyer}\r\n", "mine.txt:3:2: {buyer} is no placeholder; " + known},
      {"a form of what is no day", "{order_id:%d}", "mine.txt:1:1: {order_id} is no day and takes no form"},
      {"a form with a time of day", "by {ship_by:%H:%M}",
       "mine.txt:1:4: \"%H\" is no part of a day; write as {ship_by:%d.%m.%Y}"},
      {"a form that ends too soon", "{ready:%d %}",
       "mine.txt:1:1: \"%\" is no part of a day; write as {ready:%d.%m.%Y}"},
      {"an empty form", "{ready:}", "mine.txt:1:1: \"\" is no part of a day; write as {ready:%d.%m.%Y}"},
      {"a brace that is not closed", "a\n\nb {order_id\n", "mine.txt:3:3: " + open},
      {"in its own line", "{order_id\n}", "mine.txt:1:1: " + open},
      {"before another one", "{order_id {ready}", "mine.txt:1:1: " + open},
      {"at the very end", "ab{", "mine.txt:1:3: " + open},
      {"the third of three", "{{{", "mine.txt:1:3: " + open},
      {"a brace that closes nothing", "a } b", "mine.txt:1:3: " + lone},
      {"behind a placeholder", "{order_id}}", "mine.txt:1:11: " + lone},
      {"the third of three", "}}}", "mine.txt:1:3: " + lone},
      {"no text", "", empty},
      {"blank lines alone", "\n \t\r\n", empty},
      {"a byte-order mark alone", "\xEF\xBB\xBF", empty},
      {"Windows-1252",
       "ok\nGr\xFC\xDF"
       "e",
       "mine.txt:2:3: " + bytes},
      {"a letter that the end cuts off", "\xC3\xBC\xC3", "mine.txt:1:2: " + bytes},
      {"UTF-16",
       std::string{"\xFF\xFE"
                   "a\0",
                   4},
       "mine.txt:1:1: " + bytes},
      {"the earliest line speaks", "}\n{\n\xFF", "mine.txt:1:1: " + lone},
  };
  for (const auto& each : cases) {
    INFO(each.sentence);
    CHECK(fault_of(each.text) == each.fault);
  }
}
