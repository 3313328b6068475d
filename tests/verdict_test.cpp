#include "lsr/verdict.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "time_literals.hpp"

using lsr::judge;
using lsr::make_policy;
using lsr::Moment;
using lsr::Outcome;
using lsr::Policy;
using lsr::PolicyChoices;
using lsr::RowFacts;
using lsr::Untracked;
using lsr::Verdict;
using lsr::Zone;
using lsr::test::at;
using lsr::test::day;
using lsr::test::known;

namespace {

const Zone& los_angeles() {
  static const Zone zone = Zone::named("America/Los_Angeles");
  return zone;
}

/// What is known of a row, in the words of SPEC §4. It was bought on Saturday 2026-03-07 at 14:03 and is due on Tuesday
/// 2026-03-10 at 23:59:59, has a tracking number, and its scans are checked, unless it says otherwise.
struct Row {
  RowFacts facts;
  std::optional<Moment> bought;
  std::optional<Moment> sent;
  std::optional<Moment> seen;
  std::optional<Moment> stopped;

  Row() {
    bought = known("2026-03-07T14:03:00-08:00", los_angeles());
    facts.ship_by = at("2026-03-10T23:59:59-07:00");
    facts.ship_by_day = day("2026-03-10");
    facts.scans_checked = true;
    facts.tracked = true;
  }
  Row& purchased(const char* text) { return set(bought, text); }
  Row& confirmed(const char* text) { return set(sent, text); }
  Row& scanned(const char* text) { return set(seen, text); }
  Row& cancelled(const char* text) { return set(stopped, text); }
  Row& due(const char* text) {
    facts.ship_by = at(text);
    facts.ship_by_day = los_angeles().day_of(*facts.ship_by);
    return *this;
  }
  Row& without_deadline() {
    facts.ship_by = std::nullopt;
    facts.ship_by_day = lsr::Day{};
    return *this;
  }
  [[nodiscard]] RowFacts told() const {
    RowFacts all = facts;
    if (bought) all.purchased = bought->first;
    if (sent) all.confirmed = *sent;
    if (seen) all.first_scan = *seen;
    if (stopped) all.cancelled = *stopped;
    return all;
  }

  Row& amazons() { return set(facts.amazon_fulfilled); }
  Row& cancelled_status() { return set(facts.cancelled_status); }
  Row& pending() { return set(facts.pending); }
  Row& untracked() {
    facts.tracked = false;
    return *this;
  }
  Row& unchecked() {
    facts.scans_checked = false;
    return *this;
  }

 private:
  Row& set(std::optional<Moment>& moment, const char* text) {
    moment = known(text, los_angeles());
    return *this;
  }
  Row& set(bool& flag) {
    flag = true;
    return *this;
  }
};

struct Case {
  const char* sentence;
  Row row;
  const char* as_of;
  Outcome expected;
};

void check(const std::vector<Case>& cases, const Policy& policy) {
  REQUIRE_FALSE(cases.empty());
  for (const auto& each : cases) {
    INFO(each.sentence);
    // Names are what a person reads in a failure; "" stands for two outcomes, so the value is compared as well.
    const Outcome outcome = judge(each.row.told(), at(each.as_of), policy);
    CHECK(std::string{name(outcome)} == std::string{name(each.expected)});
    CHECK((outcome == each.expected));
  }
}

const char* const ship_by = "2026-03-10T23:59:59-07:00";
const char* const a_second_late = "2026-03-11T00:00:00-07:00";
const char* const monday = "2026-03-09T10:00:00-07:00";
const char* const monday_scan = "2026-03-09T18:00:00-07:00";
const char* const in_april = "2026-04-01T00:00:00-07:00";

}  // namespace

TEST_CASE("the verdict table of SPEC §4, line by line", "[verdict]") {
  check(
      {
          {"excluded, amazon-fulfilled: the channel says so", Row().amazons(), in_april, Outcome::amazon_fulfilled},
          {"excluded, cancelled: a cancel date, never confirmed", Row().cancelled(monday), in_april,
           Outcome::cancelled},
          {"excluded, cancelled: a status and no date", Row().cancelled_status(), in_april, Outcome::cancelled},
          {"excluded, pending", Row().pending(), in_april, Outcome::pending},
          {"late, confirmed-late", Row().confirmed("2026-03-11T09:00:00-07:00").scanned("2026-03-11T10:00:00-07:00"),
           in_april, Outcome::confirmed_late},
          {"late, unconfirmed", Row(), in_april, Outcome::unconfirmed},
          {"open, awaiting-confirmation", Row(), monday, Outcome::awaiting_confirmation},
          {"late, unscanned: the first scan came too late",
           Row().confirmed(monday).scanned("2026-03-12T10:00:00-07:00"), in_april, Outcome::unscanned},
          {"late, unscanned: it has not come", Row().confirmed(monday), in_april, Outcome::unscanned},
          {"open, awaiting-scan", Row().confirmed(monday), "2026-03-10T10:00:00-07:00", Outcome::awaiting_scan},
          {"on-time", Row().confirmed(monday).scanned(monday_scan), in_april, Outcome::on_time},
          {"on-time: a scan before the confirm is fine", Row().confirmed(monday).scanned("2026-03-08T10:00:00-07:00"),
           in_april, Outcome::on_time},
      },
      make_policy({}));
}

TEST_CASE("exactly at the ship-by second is in time", "[verdict]") {
  check(
      {
          {"confirmed at the ship-by second", Row().confirmed(ship_by).scanned(ship_by), in_april, Outcome::on_time},
          {"confirmed one second later", Row().confirmed(a_second_late).scanned(a_second_late), in_april,
           Outcome::confirmed_late},
          {"confirmed at the ship-by second, written elsewhere",
           Row().confirmed("2026-03-11T06:59:59+00:00").scanned(ship_by), in_april, Outcome::on_time},
          {"not confirmed, as-of one second before the ship-by second", Row(), "2026-03-10T23:59:58-07:00",
           Outcome::awaiting_confirmation},
          {"not confirmed, as-of exactly at the ship-by second", Row(), ship_by, Outcome::awaiting_confirmation},
          {"not confirmed, as-of one second later", Row(), a_second_late, Outcome::unconfirmed},
          {"due at noon and confirmed at noon",
           Row().due("2026-03-10T12:00:00-07:00").confirmed("2026-03-10T12:00:00-07:00").unchecked(), in_april,
           Outcome::on_time},
          {"due at noon and confirmed a second later, on the same day",
           Row().due("2026-03-10T12:00:00-07:00").confirmed("2026-03-10T12:00:01-07:00").unchecked(), in_april,
           Outcome::confirmed_late},
          {"confirmed in time, as-of at the ship-by second", Row().confirmed(ship_by), ship_by, Outcome::awaiting_scan},
      },
      make_policy({}));
}

TEST_CASE("exactly 48:00:00 is in time", "[verdict]") {
  check(
      {
          {"scanned exactly 48:00:00 after the confirm", Row().confirmed(monday).scanned("2026-03-11T10:00:00-07:00"),
           in_april, Outcome::on_time},
          {"one second more", Row().confirmed(monday).scanned("2026-03-11T10:00:01-07:00"), in_april,
           Outcome::unscanned},
          {"not scanned, as-of exactly 48:00:00 after the confirm", Row().confirmed(monday),
           "2026-03-11T10:00:00-07:00", Outcome::awaiting_scan},
          {"one second more", Row().confirmed(monday), "2026-03-11T10:00:01-07:00", Outcome::unscanned},
          {"48 elapsed hours over the night of 23",
           Row().confirmed("2026-03-07T15:00:00-08:00").scanned("2026-03-09T16:00:00-07:00"), in_april,
           Outcome::on_time},
          {"and not a second longer", Row().confirmed("2026-03-07T15:00:00-08:00").scanned("2026-03-09T16:00:01-07:00"),
           in_april, Outcome::unscanned},
      },
      make_policy({}));
}

TEST_CASE("the first line that fits: each line wins over all after it", "[verdict]") {
  // Cancelled before the confirm, and late by any other rule.
  const auto everything = [] { return Row().amazons().cancelled_status().pending().confirmed(a_second_late); };
  check(
      {
          {"amazon-fulfilled before all others", everything(), in_april, Outcome::amazon_fulfilled},
          {"amazon-fulfilled before late", Row().amazons(), in_april, Outcome::amazon_fulfilled},
          {"cancelled before pending", Row().cancelled_status().pending(), in_april, Outcome::cancelled},
          {"cancelled before confirmed-late", Row().cancelled_status().confirmed(a_second_late), in_april,
           Outcome::cancelled},
          {"pending before unconfirmed", Row().pending(), in_april, Outcome::pending},
          {"pending before awaiting-confirmation", Row().pending(), monday, Outcome::pending},
          {"confirmed-late before unscanned", Row().confirmed(a_second_late), in_april, Outcome::confirmed_late},
          {"confirmed-late before awaiting-scan", Row().confirmed(a_second_late), a_second_late,
           Outcome::confirmed_late},
          {"excluded rows need no deadline: amazon-fulfilled", Row().amazons().without_deadline(), in_april,
           Outcome::amazon_fulfilled},
          {"excluded rows need no deadline: cancelled", Row().cancelled_status().without_deadline(), in_april,
           Outcome::cancelled},
          {"excluded rows need no deadline: pending", Row().pending().without_deadline(), in_april, Outcome::pending},
      },
      make_policy({}));
}

TEST_CASE("when a cancellation takes an order out", "[verdict]") {
  check(
      {
          {"cancelled after the deadline, never confirmed: excluded all the same",
           Row().cancelled("2026-03-20T10:00:00-07:00"), in_april, Outcome::cancelled},
          {"cancelled at as-of", Row().cancelled(monday), monday, Outcome::cancelled},
          {"cancelled a second after as-of: not yet", Row().cancelled("2026-03-09T10:00:01-07:00"), monday,
           Outcome::awaiting_confirmation},
          {"cancelled a second before the confirm",
           Row().cancelled("2026-03-09T09:59:59-07:00").confirmed(monday).scanned(monday_scan), in_april,
           Outcome::cancelled},
          {"cancelled at the confirm is not before it", Row().cancelled(monday).confirmed(monday).scanned(monday_scan),
           in_april, Outcome::on_time},
          {"cancelled after the confirm: it stays on-time",
           Row().cancelled("2026-03-12T10:00:00-07:00").confirmed(monday).scanned(monday_scan), in_april,
           Outcome::on_time},
          {"cancelled after a late confirm: it stays late",
           Row().cancelled("2026-03-12T10:00:00-07:00").confirmed(a_second_late), in_april, Outcome::confirmed_late},
          {"before the confirm, and the confirm is after as-of",
           Row().cancelled(monday).confirmed("2026-03-20T10:00:00-07:00"), "2026-03-10T10:00:00-07:00",
           Outcome::cancelled},
          {"a status beside a date after the confirm: the date counts",
           Row().cancelled_status().cancelled("2026-03-12T10:00:00-07:00").confirmed(monday).scanned(monday_scan),
           in_april, Outcome::on_time},
          {"a status beside a date after as-of: the date counts",
           Row().cancelled_status().cancelled("2026-03-12T10:00:00-07:00"), monday, Outcome::awaiting_confirmation},
          {"a status without a date, even when confirmed in time",
           Row().cancelled_status().confirmed(monday).scanned(monday_scan), in_april, Outcome::cancelled},
          {"a status without a date counts from the start", Row().cancelled_status(), "2026-03-07T14:03:00-08:00",
           Outcome::cancelled},
          {"known by its day: its first second is before a confirm of that day",
           Row().cancelled("2026-03-09").confirmed(monday).scanned(monday_scan), in_april, Outcome::cancelled},
          {"cancelled and confirmed on one day, both known by it",
           Row().cancelled("2026-03-09").confirmed("2026-03-09").scanned(monday_scan), in_april, Outcome::cancelled},
          {"cancelled the day after a confirm known by its day",
           Row().cancelled("2026-03-10").confirmed("2026-03-09").scanned(monday_scan), in_april, Outcome::on_time},
          {"known by its day: it has happened once that day has begun", Row().cancelled("2026-03-09"),
           "2026-03-09T00:00:00-07:00", Outcome::cancelled},
          {"and not a second before", Row().cancelled("2026-03-09"), "2026-03-08T23:59:59-07:00",
           Outcome::awaiting_confirmation},
      },
      make_policy({}));
}

TEST_CASE("only what had happened by as-of is seen", "[verdict]") {
  const auto on_time = [] { return Row().confirmed(monday).scanned(monday_scan); };
  check(
      {
          {"purchased a second after as-of", on_time(), "2026-03-07T14:02:59-08:00", Outcome::future},
          {"purchased at as-of", on_time(), "2026-03-07T14:03:00-08:00", Outcome::awaiting_confirmation},
          {"purchased after as-of: not there, whatever else it says", on_time().amazons().cancelled_status().pending(),
           "2026-03-07T14:02:59-08:00", Outcome::future},
          {"purchased on a day that has not begun", on_time().purchased("2026-03-07"), "2026-03-06T23:59:59-08:00",
           Outcome::future},
          {"purchased on a day that has just begun", on_time().purchased("2026-03-07"), "2026-03-07T00:00:00-08:00",
           Outcome::awaiting_confirmation},
          {"confirmed a second after as-of", on_time(), "2026-03-09T09:59:59-07:00", Outcome::awaiting_confirmation},
          {"confirmed at as-of", on_time(), monday, Outcome::awaiting_scan},
          {"scanned a second after as-of", on_time(), "2026-03-09T17:59:59-07:00", Outcome::awaiting_scan},
          {"scanned at as-of", on_time(), monday_scan, Outcome::on_time},
          {"a late confirm after as-of: unconfirmed so far", Row().confirmed("2026-03-20T10:00:00-07:00"),
           "2026-03-15T10:00:00-07:00", Outcome::unconfirmed},
          {"a late confirm after as-of, before the deadline", Row().confirmed("2026-03-20T10:00:00-07:00"), monday,
           Outcome::awaiting_confirmation},
          {"a scan after as-of, and the window is over", Row().confirmed(monday).scanned("2026-03-12T10:00:00-07:00"),
           "2026-03-11T10:00:01-07:00", Outcome::unscanned},
          {"confirmed on a day that has begun", Row().confirmed("2026-03-09").unchecked(), "2026-03-09T00:00:00-07:00",
           Outcome::on_time},
          {"confirmed on a day that has not begun", Row().confirmed("2026-03-09").unchecked(),
           "2026-03-08T23:59:59-07:00", Outcome::awaiting_confirmation},
          {"scanned on a day that has begun", Row().confirmed(monday).scanned("2026-03-10"),
           "2026-03-10T00:00:00-07:00", Outcome::on_time},
          {"scanned on a day that has not begun", Row().confirmed(monday).scanned("2026-03-10"),
           "2026-03-09T23:59:59-07:00", Outcome::awaiting_scan},
      },
      make_policy({}));

  Row unknown = on_time();
  unknown.bought = std::nullopt;
  check({{"a row without a purchase date is always there", unknown, "2020-01-01T00:00:00-08:00",
          Outcome::awaiting_confirmation}},
        make_policy({}));
}

TEST_CASE("a confirm known by its day is late only if that day is after the ship-by day", "[verdict]") {
  check(
      {
          {"the day before", Row().confirmed("2026-03-09").unchecked(), in_april, Outcome::on_time},
          {"the ship-by day itself", Row().confirmed("2026-03-10").unchecked(), in_april, Outcome::on_time},
          {"the day after", Row().confirmed("2026-03-11").unchecked(), in_april, Outcome::confirmed_late},
          {"the ship-by day itself, due at noon",
           Row().due("2026-03-10T12:00:00-07:00").confirmed("2026-03-10").unchecked(), in_april, Outcome::on_time},
          {"the day after, due at noon", Row().due("2026-03-10T12:00:00-07:00").confirmed("2026-03-11").unchecked(),
           in_april, Outcome::confirmed_late},
          {"the ship-by day itself, due in its first second",
           Row().due("2026-03-10T00:00:00-07:00").confirmed("2026-03-10").unchecked(), in_april, Outcome::on_time},
          {"the ship-by day itself, on which the clocks change",
           Row().due("2026-03-08T23:59:59-07:00").confirmed("2026-03-08").unchecked(), in_april, Outcome::on_time},
          {"its scan window runs from its last second",
           Row().confirmed("2026-03-09").scanned("2026-03-11T23:59:59-07:00"), in_april, Outcome::on_time},
          {"and no longer", Row().confirmed("2026-03-09").scanned("2026-03-12T00:00:00-07:00"), in_april,
           Outcome::unscanned},
          {"seen while its day still runs, not scanned", Row().confirmed("2026-03-09"), "2026-03-09T00:00:00-07:00",
           Outcome::awaiting_scan},
      },
      make_policy({}));
}

TEST_CASE("where scans are not checked, confirmed in time is on-time", "[verdict]") {
  check(
      {
          {"never scanned", Row().confirmed(monday).unchecked(), in_april, Outcome::on_time},
          {"scanned too late", Row().confirmed(monday).scanned("2026-03-20T10:00:00-07:00").unchecked(), in_april,
           Outcome::on_time},
          {"at the confirm itself", Row().confirmed(monday).unchecked(), monday, Outcome::on_time},
          {"confirmed late is late all the same", Row().confirmed(a_second_late).unchecked(), in_april,
           Outcome::confirmed_late},
          {"not confirmed is late all the same", Row().unchecked(), in_april, Outcome::unconfirmed},
          {"and open before that", Row().unchecked(), ship_by, Outcome::awaiting_confirmation},
      },
      make_policy({}));
}

TEST_CASE("a row with neither a tracking number nor a scan", "[verdict]") {
  check(
      {
          {"is judged like one whose scan has not come: open", Row().confirmed(monday).untracked(),
           "2026-03-11T10:00:00-07:00", Outcome::awaiting_scan},
          {"then late", Row().confirmed(monday).untracked(), "2026-03-11T10:00:01-07:00", Outcome::unscanned},
          {"with a scan it is as good as any", Row().confirmed(monday).scanned(monday_scan).untracked(), in_april,
           Outcome::on_time},
      },
      make_policy({}));

  PolicyChoices choices;
  choices.untracked = Untracked::ignore;
  check(
      {
          {"--untracked ignore takes it as scanned", Row().confirmed(monday).untracked(), in_april, Outcome::on_time},
          {"at once", Row().confirmed(monday).untracked(), monday, Outcome::on_time},
          {"a scan after as-of is no scan", Row().confirmed(monday).scanned("2026-03-20T10:00:00-07:00").untracked(),
           "2026-03-15T10:00:00-07:00", Outcome::on_time},
          {"a late scan is a scan", Row().confirmed(monday).scanned("2026-03-20T10:00:00-07:00").untracked(), in_april,
           Outcome::unscanned},
          {"with a tracking number nothing changes", Row().confirmed(monday), in_april, Outcome::unscanned},
          {"confirmed late is late all the same", Row().confirmed(a_second_late).untracked(), in_april,
           Outcome::confirmed_late},
          {"not confirmed is late all the same", Row().untracked(), in_april, Outcome::unconfirmed},
      },
      make_policy(choices));
}

TEST_CASE("another scan window", "[verdict]") {
  PolicyChoices choices;
  choices.scan_window = std::chrono::hours{24};
  check(
      {
          {"scanned exactly 24:00:00 after the confirm", Row().confirmed(monday).scanned("2026-03-10T10:00:00-07:00"),
           in_april, Outcome::on_time},
          {"one second more", Row().confirmed(monday).scanned("2026-03-10T10:00:01-07:00"), in_april,
           Outcome::unscanned},
          {"as-of exactly 24:00:00 after the confirm", Row().confirmed(monday), "2026-03-10T10:00:00-07:00",
           Outcome::awaiting_scan},
      },
      make_policy(choices));
}

TEST_CASE("each outcome has its verdict and its reason", "[verdict]") {
  struct Named {
    Outcome outcome;
    Verdict verdict;
    const char* verdict_name;
    const char* reason;
  };
  const std::vector<Named> all{
      {Outcome::confirmed_late, Verdict::late, "late", "confirmed-late"},
      {Outcome::unconfirmed, Verdict::late, "late", "unconfirmed"},
      {Outcome::unscanned, Verdict::late, "late", "unscanned"},
      {Outcome::awaiting_confirmation, Verdict::open, "open", "awaiting-confirmation"},
      {Outcome::awaiting_scan, Verdict::open, "open", "awaiting-scan"},
      {Outcome::on_time, Verdict::on_time, "on-time", ""},
      {Outcome::amazon_fulfilled, Verdict::excluded, "excluded", "amazon-fulfilled"},
      {Outcome::cancelled, Verdict::excluded, "excluded", "cancelled"},
      {Outcome::pending, Verdict::excluded, "excluded", "pending"},
      {Outcome::future, Verdict::future, "future", ""},
  };
  CHECK(all.size() == lsr::outcome_count);
  std::size_t judged = 0;
  for (const auto& each : all) {
    INFO(each.reason);
    CHECK((verdict_of(each.outcome) == each.verdict));
    CHECK(name(each.verdict) == each.verdict_name);
    CHECK(name(each.outcome) == each.reason);
    const bool counts =
        each.verdict == Verdict::late || each.verdict == Verdict::open || each.verdict == Verdict::on_time;
    CHECK(is_judged(each.outcome) == counts);
    if (counts) ++judged;
  }
  CHECK(judged == lsr::judged_outcome_count);
  // SPEC §5: an order takes the worst of its rows, so the order of declaration is part of the contract.
  CHECK(std::is_sorted(all.begin(), all.end(), [](const Named& a, const Named& b) { return a.outcome < b.outcome; }));
}

TEST_CASE("a moment is seen once its first second has come", "[verdict]") {
  const auto second = std::optional{known(monday, los_angeles())};
  CHECK_FALSE(lsr::seen_by(std::nullopt, at(in_april)));
  CHECK((lsr::seen_by(second, at(monday)) == second));
  CHECK_FALSE(lsr::seen_by(second, at(monday) - std::chrono::seconds{1}));
  const auto whole = std::optional{known("2026-03-09", los_angeles())};
  CHECK((lsr::seen_by(whole, at("2026-03-09T00:00:00-07:00")) == whole));
  CHECK_FALSE(lsr::seen_by(whole, at("2026-03-08T23:59:59-07:00")));
}
