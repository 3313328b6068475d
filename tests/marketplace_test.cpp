#include "lsr/marketplace.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "lsr/error.hpp"
#include "lsr/holidays.hpp"
#include "time_literals.hpp"

using lsr::DateOrder;
using lsr::Marketplace;
using lsr::marketplace_named;
using lsr::marketplace_remedy;
using lsr::OperatingDays;
using lsr::test::day;

namespace {

const OperatingDays monday_to_friday{date::Monday, date::Tuesday, date::Wednesday, date::Thursday, date::Friday};
const OperatingDays sunday_to_thursday{date::Sunday, date::Monday, date::Tuesday, date::Wednesday, date::Thursday};

const std::string all_codes =
    "write one of us, ca, mx, br, uk, de, fr, it, es, nl, se, pl, be, ie, tr, ae, sa, eg, in, jp, au, sg, za";

}  // namespace

TEST_CASE("marketplaces: the codes of SPEC §8 in its order, each with its zone", "[marketplace]") {
  struct Case {
    const char* code;
    const char* country;
    const char* site;
    const char* zone;
  };
  const std::vector<Case> cases{
      {"us", "United States", "amazon.com", "America/Los_Angeles"},
      {"ca", "Canada", "amazon.ca", "America/Los_Angeles"},
      {"mx", "Mexico", "amazon.com.mx", "America/Los_Angeles"},
      {"br", "Brazil", "amazon.com.br", "America/Sao_Paulo"},
      {"uk", "United Kingdom", "amazon.co.uk", "Europe/London"},
      {"de", "Germany", "amazon.de", "Europe/Berlin"},
      {"fr", "France", "amazon.fr", "Europe/Paris"},
      {"it", "Italy", "amazon.it", "Europe/Rome"},
      {"es", "Spain", "amazon.es", "Europe/Madrid"},
      {"nl", "Netherlands", "amazon.nl", "Europe/Amsterdam"},
      {"se", "Sweden", "amazon.se", "Europe/Stockholm"},
      {"pl", "Poland", "amazon.pl", "Europe/Warsaw"},
      {"be", "Belgium", "amazon.com.be", "Europe/Brussels"},
      {"ie", "Ireland", "amazon.ie", "Europe/Dublin"},
      {"tr", "Turkey", "amazon.com.tr", "Europe/Istanbul"},
      {"ae", "United Arab Emirates", "amazon.ae", "Asia/Dubai"},
      {"sa", "Saudi Arabia", "amazon.sa", "Asia/Riyadh"},
      {"eg", "Egypt", "amazon.eg", "Africa/Cairo"},
      {"in", "India", "amazon.in", "Asia/Kolkata"},
      {"jp", "Japan", "amazon.co.jp", "Asia/Tokyo"},
      {"au", "Australia", "amazon.com.au", "Australia/Sydney"},
      {"sg", "Singapore", "amazon.sg", "Asia/Singapore"},
      {"za", "South Africa", "amazon.co.za", "Africa/Johannesburg"},
  };
  REQUIRE(lsr::marketplaces().size() == cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto& each = cases[i];
    INFO(each.code);
    CHECK(lsr::marketplaces()[i].code == each.code);
    CHECK(lsr::is_marketplace(each.code));
    const Marketplace& found = marketplace_named(each.code);
    CHECK(found.code == each.code);
    CHECK(found.country == each.country);
    CHECK(found.site == each.site);
    CHECK(found.time_zone == each.zone);
    // Month first is the habit of us alone.
    CHECK(found.date_habit == (found.code == "us" ? DateOrder::mdy : DateOrder::dmy));
    CHECK(lsr::Zone::named(found.time_zone).name() == each.zone);
    CHECK_FALSE(lsr::holidays_of(found.code).empty());
  }
}

TEST_CASE("marketplaces: the week, year by year", "[marketplace]") {
  for (const auto& each : lsr::marketplaces()) {
    INFO(each.code);
    const lsr::OperatingWeeks weeks = lsr::operating_weeks_of(each);
    for (const char* of_year : {"2015-01-01", "2021-12-31", "2022-01-01", "2026-03-07", "2035-12-31"}) {
      INFO(of_year);
      const bool old_week_of_emirates = each.code == "ae" && std::string{of_year} < "2022";
      const bool sunday_first = each.code == "sa" || each.code == "eg" || old_week_of_emirates;
      CHECK(weeks.on(day(of_year)) == (sunday_first ? sunday_to_thursday : monday_to_friday));
    }
    CHECK(weeks.change().has_value() == (each.code == "ae"));
  }
}

TEST_CASE("marketplaces: what is no code is told the right one", "[marketplace]") {
  struct Case {
    const char* wrong;
    std::string remedy;
  };
  const std::vector<Case> cases{
      {"gb", "did you mean uk (United Kingdom)?"},
      {"GB", "did you mean uk (United Kingdom)?"},
      {"UK", "did you mean uk (United Kingdom)?"},
      {"England", "did you mean uk (United Kingdom)?"},
      {"amazon.co.uk", "did you mean uk (United Kingdom)?"},
      {"DE", "did you mean de (Germany)?"},
      {" de", "did you mean de (Germany)?"},
      {"Germany", "did you mean de (Germany)?"},
      {"germ", "did you mean de (Germany)?"},
      {"amazon.de", "did you mean de (Germany)?"},
      {"Amazon.de", "did you mean de (Germany)?"},
      {"amazon.com", "did you mean us (United States)?"},
      {"USA", "did you mean us (United States)?"},
      {"UAE", "did you mean ae (United Arab Emirates)?"},
      {"KSA", "did you mean sa (Saudi Arabia)?"},
      {"south africa", "did you mean za (South Africa)?"},
      {"Holland", "did you mean nl (Netherlands)?"},
      {"the netherlands", "did you mean nl (Netherlands)?"},
      {"Swedn", "did you mean se (Sweden)?"},
      {"Jappan", "did you mean jp (Japan)?"},
      {"united", "did you mean us (United States) or uk (United Kingdom) or ae (United Arab Emirates)?"},
      {"zz", all_codes},
      {"xx", all_codes},
      {"atlantis", all_codes},
      {"amazon", all_codes},
      {"", all_codes},
      {"...", all_codes},
  };
  for (const auto& each : cases) {
    INFO(each.wrong);
    CHECK(marketplace_remedy(each.wrong) == each.remedy);
    CHECK_FALSE(lsr::is_marketplace(each.wrong));
    try {
      marketplace_named(each.wrong);
      FAIL_CHECK("was taken");
    } catch (const lsr::Error& error) {
      CHECK(error.kind() == lsr::Error::Kind::usage);
      CHECK(error.what() == "\"" + std::string{each.wrong} + "\" is no marketplace; " + each.remedy);
    }
  }
}
