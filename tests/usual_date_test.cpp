#include "usual_date.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "lsr/date_text.hpp"
#include "month_table.hpp"
#include "time_literals.hpp"
#include "usual_dates.hpp"

using lsr::FieldColumn;
using lsr::Instructions;
using lsr::UsualDate;
using lsr::Zone;
using lsr::test::utc;

namespace {

/// What the general reading makes of it: a blank in front makes no difference there, and no fixed place is where it
/// was.
std::optional<lsr::Instant> generally(const std::string& text, const Zone& zone) {
  const lsr::DateText date = lsr::read_date(' ' + text);
  if (date.fault != lsr::DateFault::none || !date.time_of_day || date.slashed) return std::nullopt;
  return moment(date, date.day, zone, Zone::utc()).first;
}

/// What all readers say, which have to agree. Nothing stands before the text or behind it.
UsualDate read(const std::string& text, const Zone& zone) {
  const UsualDate expected = lsr::read_usual_date(text);
  for (const auto instructions : {Instructions::plain, lsr::best_instructions()}) {
    const std::vector<char> bare{text.begin(), text.end()};
    const std::array<std::uint32_t, 2> ends{~std::uint32_t{0}, static_cast<std::uint32_t>(text.size())};
    const FieldColumn field{bare.data(), ends.data() + 1, 1, false, true};
    std::array<lsr::Instant, lsr::dates_at_once> instants{};
    const bool other = lsr::usual_dates_reader(instructions)(field, 1, zone, instants) != 0;
    const lsr::Instant got = instants.front();
    const bool same =
        other == (expected.form == UsualDate::Form::other) &&
        (other || got == (expected.form == UsualDate::Form::nothing ? lsr::never : usual_instant(expected, zone)));
    if (!same) FAIL_CHECK(text << " is read in two ways");
  }
  return expected;
}

std::optional<lsr::Instant> instant(const std::string& text, const Zone& zone) {
  const UsualDate date = read(text, zone);
  if (date.form < UsualDate::Form::local) return std::nullopt;
  return usual_instant(date, zone);
}

}  // namespace

TEST_CASE("usual dates, read from fixed places, name the same instant as by the general reading", "[usual_date]") {
  const std::vector<Zone> zones{Zone::utc(), Zone::named("America/Los_Angeles"), Zone::named("Asia/Kolkata"),
                                Zone::named("Australia/Sydney")};

  struct Case {
    const char* text;
    bool usual;
  };
  const std::vector<Case> cases{
      {"2026-03-07T14:03:22", true},        {"2026-03-07 14:03:22", true},
      {"2026-03-07T14:03:22Z", true},       {"2026-03-07 14:03:22Z", true},
      {"2026-03-07T14:03:22-08:00", true},  {"2026-03-07 14:03:22+05:30", true},
      {"2026-03-07T14:03:22+23:59", true},  {"2026-03-07T14:03:22-00:00", true},
      {"1970-01-01T00:00:00", true},        {"2099-12-31T23:59:59", true},
      {"1970-01-01T00:00:00+14:00", true},  {"2099-12-31T23:59:59-12:00", true},
      {"2024-02-29T12:00:00Z", true},       {"2000-02-29T12:00:00Z", true},
      {"2026-03-08T02:30:00", true},  // skipped in Los Angeles
      {"2026-11-01T01:30:00", true},  // repeated there
      {"1969-12-31T23:59:59Z", false},      {"2100-01-01T00:00:00Z", false},
      {"2026-02-29T12:00:00Z", false},      {"2026-04-31T12:00:00Z", false},
      {"2026-00-07T12:00:00Z", false},      {"2026-13-07T12:00:00Z", false},
      {"2026-03-00T12:00:00Z", false},      {"2026-03-32T12:00:00Z", false},
      {"2026-03-07T24:00:00Z", false},      {"2026-03-07T14:60:00Z", false},
      {"2026-03-07T14:03:60Z", false},      {"2026-03-07T14:03:22+24:00", false},
      {"2026-03-07T14:03:22+01:60", false}, {"2026-03-07", false},
      {"2026-03-07T14:03", false},          {"2026-03-07T14:03:22.5", false},
      {"2026-03-07T14:03:22+0100", false},  {"2026-03-07T14:03:22 UTC", false},
      {"2026-03-07t14:03:22z", false},      {"", false},
  };
  for (const auto& each : cases) {
    for (const Zone& zone : zones) {
      INFO(each.text << " in " << zone.name());
      const auto got = instant(each.text, zone);
      CHECK(got.has_value() == each.usual);
      if (got) CHECK(utc(*got) == utc(generally(each.text, zone).value()));
    }
  }

  // Every place of the three forms with every byte, and random digits in all of them.
  std::mt19937 random{1970};
  std::size_t usual = 0;
  const auto check = [&](const std::string& text, const Zone& zone) {
    const auto got = instant(text, zone);
    if (!got) return;
    ++usual;
    const auto expected = generally(text, zone);
    if (got != expected) FAIL_CHECK(text << " in " << zone.name() << " became " << utc(*got));
  };
  for (const std::string form : {"2026-03-07T14:03:22", "2026-03-07 14:03:22Z", "2026-03-07T14:03:22-08:00"}) {
    for (std::size_t place = 0; place < form.size(); ++place) {
      std::size_t accepted = 0;
      for (int byte = 0; byte < 256; ++byte) {
        std::string text = form;
        text[place] = static_cast<char>(byte);
        const std::size_t before = usual;
        check(text, zones[1]);
        if (usual != before) ++accepted;
      }
      INFO(form << " at " << place);
      const bool digit = form[place] >= '0' && form[place] <= '9';
      const bool two_forms = form[place] == 'T' || form[place] == ' ' || (place == 19 && form[place] == '-');
      CHECK(accepted <= (digit ? 10 : two_forms ? 2 : 1));
      CHECK(accepted >= (two_forms ? 2 : 1));
    }
    const int rounds = 3000;
    const std::size_t before = usual;
    for (int i = 0; i < rounds; ++i) {
      std::string text = form;
      for (char& c : text) {
        const bool digit = c >= '0' && c <= '9';
        if (digit && random() % 4 == 0) c = static_cast<char>('0' + random() % 10);
      }
      check(text, zones[random() % zones.size()]);
    }
    CHECK(usual - before > rounds / 20);
  }
}

TEST_CASE("month table: days since 1970, by the calendar", "[usual_date]") {
  using lsr::days_until;
  CHECK(days_until(1970, 1, 1) == 0);
  CHECK(days_until(2026, 3, 7) == 20'519);
  CHECK(days_until(2099, 12, 31) == 47'481);
  for (unsigned year = 1970; year < 2100; ++year) {
    for (unsigned month = 0; month <= 17; ++month) {
      for (unsigned day = 0; day <= 33; ++day) {
        const auto date = date::year{static_cast<int>(year)} / date::month{month} / date::day{day};
        const auto expected = date.ok() ? date::sys_days{date}.time_since_epoch().count() : lsr::no_day;
        if (days_until(year, month, day) != expected) FAIL_CHECK(year << '-' << month << '-' << day);
      }
    }
  }
  CHECK(days_until(1969, 12, 31) == lsr::no_day);
  CHECK(days_until(2100, 1, 1) == lsr::no_day);
  CHECK(days_until(0, 1, 1) == lsr::no_day);
}

TEST_CASE("usual dates: many at once are the same as one by one", "[usual_date]") {
  const std::vector<std::string> forms{"2026-03-07T14:03:22", "2026-03-07T14:03:22Z", "2026-03-07T14:03:22-08:00",
                                       "2026-03-07T14:03:22+05:30", "2026-03-07 14:03:22+05:30"};
  const std::vector<std::string> others_of_all{"", "7 March 2026", "2026-02-30T00:00:00Z", "2026-03-07"};
  std::mt19937 random{2099};
  std::size_t dates = 0;
  for (std::size_t count = 0; count <= 64; ++count) {
    // Two columns, of which the second one is read; now and then in quotes.
    std::string text;
    std::vector<std::uint32_t> ends;
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i) {
      texts.push_back(random() % 8 == 0 ? others_of_all[random() % others_of_all.size()]
                                        : forms[random() % forms.size()]);
      // Each of them is another one. Some are no date then, as the second 93.
      for (char& c : texts.back()) {
        if (c >= '0' && c <= '9' && random() % 16 == 0) c = static_cast<char>('0' + random() % 10);
      }
      ends.push_back(static_cast<std::uint32_t>(text.append("first").size()));
      text += ',' + (random() % 8 == 0 ? '"' + texts.back() + '"' : texts.back());
      ends.push_back(static_cast<std::uint32_t>(text.size()));
      text += '\n';
    }
    const Zone zone = Zone::named("America/Los_Angeles");
    const FieldColumn second{text.data(), ends.data() + 1, 2, true, true};
    for (const auto instructions : {Instructions::plain, lsr::best_instructions()}) {
      const lsr::Instant untouched{std::chrono::seconds{-7}};
      std::array<lsr::Instant, lsr::dates_at_once> instants{};
      instants.fill(untouched);
      const std::uint64_t others = lsr::usual_dates_reader(instructions)(second, count, zone, instants);
      for (std::size_t i = 0; i < count; ++i) {
        const UsualDate expected = lsr::read_usual_date(texts[i]);
        INFO(i << " of " << count << ": " << texts[i]);
        CHECK((others >> i & 1U) == (expected.form == UsualDate::Form::other ? 1U : 0U));
        if (expected.form == UsualDate::Form::nothing) CHECK(instants[i] == lsr::never);
        if (expected.form >= UsualDate::Form::local) CHECK(instants[i] == usual_instant(expected, zone));
        if (expected.form >= UsualDate::Form::local) ++dates;
      }
      CHECK((count == lsr::dates_at_once || others >> count == 0));
      for (std::size_t i = (count + 7) / 8 * 8; i < instants.size(); ++i) CHECK(instants[i] == untouched);
    }
  }
  CHECK(dates > 2000);
  CHECK(lsr::read_usual_date("").form == UsualDate::Form::nothing);
  CHECK(lsr::read_usual_date(" ").form == UsualDate::Form::other);
}
