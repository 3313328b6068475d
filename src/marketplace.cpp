#include "lsr/marketplace.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <vector>

#include "lsr/error.hpp"
#include "nearest.hpp"

namespace lsr {

namespace {

using Week = Marketplace::Week;

constexpr std::array all_marketplaces{
    Marketplace{"us", "United States", "amazon.com", "America/Los_Angeles", Week::monday_to_friday, DateOrder::mdy},
    Marketplace{"ca", "Canada", "amazon.ca", "America/Los_Angeles"},
    Marketplace{"mx", "Mexico", "amazon.com.mx", "America/Los_Angeles"},
    Marketplace{"br", "Brazil", "amazon.com.br", "America/Sao_Paulo"},
    Marketplace{"uk", "United Kingdom", "amazon.co.uk", "Europe/London"},
    Marketplace{"de", "Germany", "amazon.de", "Europe/Berlin"},
    Marketplace{"fr", "France", "amazon.fr", "Europe/Paris"},
    Marketplace{"it", "Italy", "amazon.it", "Europe/Rome"},
    Marketplace{"es", "Spain", "amazon.es", "Europe/Madrid"},
    Marketplace{"nl", "Netherlands", "amazon.nl", "Europe/Amsterdam"},
    Marketplace{"se", "Sweden", "amazon.se", "Europe/Stockholm"},
    Marketplace{"pl", "Poland", "amazon.pl", "Europe/Warsaw"},
    Marketplace{"be", "Belgium", "amazon.com.be", "Europe/Brussels"},
    Marketplace{"ie", "Ireland", "amazon.ie", "Europe/Dublin"},
    Marketplace{"tr", "Turkey", "amazon.com.tr", "Europe/Istanbul"},
    Marketplace{"ae", "United Arab Emirates", "amazon.ae", "Asia/Dubai", Week::emirates},
    Marketplace{"sa", "Saudi Arabia", "amazon.sa", "Asia/Riyadh", Week::sunday_to_thursday},
    Marketplace{"eg", "Egypt", "amazon.eg", "Africa/Cairo", Week::sunday_to_thursday},
    Marketplace{"in", "India", "amazon.in", "Asia/Kolkata"},
    Marketplace{"jp", "Japan", "amazon.co.jp", "Asia/Tokyo"},
    Marketplace{"au", "Australia", "amazon.com.au", "Australia/Sydney"},
    Marketplace{"sg", "Singapore", "amazon.sg", "Asia/Singapore"},
    Marketplace{"za", "South Africa", "amazon.co.za", "Africa/Johannesburg"},
};

/// What people write for a country that is no prefix and no misspelling of its name.
struct OtherName {
  std::string_view name;
  std::string_view code;
};
constexpr std::array other_names{
    OtherName{"gb", "uk"},  OtherName{"en", "uk"},      OtherName{"england", "uk"}, OtherName{"britain", "uk"},
    OtherName{"usa", "us"}, OtherName{"america", "us"}, OtherName{"uae", "ae"},     OtherName{"ksa", "sa"},
    OtherName{"at", "de"},  OtherName{"turkiye", "tr"}, OtherName{"holland", "nl"}, OtherName{"dubai", "ae"},
};

/// All sites begin alike, which says nothing of them.
constexpr double site_alike = 0.3;

/// `wrong` has no more than small letters and digits. Two letters are never like two others by chance.
double likeness_of(const Marketplace& marketplace, const std::string& wrong) {
  constexpr std::size_t shortest_word = 3;
  const bool other = std::any_of(other_names.begin(), other_names.end(), [&](const OtherName& each) {
    return each.name == wrong && each.code == marketplace.code;
  });
  if (other || wrong == marketplace.code) return 1;
  if (wrong.size() < shortest_word) return 0;
  const std::string country = letters_and_digits(marketplace.country);
  const std::string site = letters_and_digits(marketplace.site);
  if (country.starts_with(wrong) || site.ends_with(wrong)) return 1;
  return std::max(likeness(wrong, country), likeness(wrong, site) - site_alike);
}

}  // namespace

std::span<const Marketplace> marketplaces() { return all_marketplaces; }

bool is_marketplace(std::string_view code) {
  return std::any_of(all_marketplaces.begin(), all_marketplaces.end(),
                     [&](const Marketplace& each) { return each.code == code; });
}

const Marketplace& marketplace_named(std::string_view code) {
  const auto* const found = std::find_if(all_marketplaces.begin(), all_marketplaces.end(),
                                         [&](const Marketplace& each) { return each.code == code; });
  if (found != all_marketplaces.end()) return *found;
  throw Error{Error::Kind::usage, fmt::format("\"{}\" is no marketplace; {}", code, marketplace_remedy(code))};
}

std::string marketplace_remedy(std::string_view wrong) {
  const std::string folded = letters_and_digits(wrong);
  const auto near =
      nearest(all_marketplaces.size(), [&](std::size_t i) { return likeness_of(all_marketplaces.at(i), folded); });
  std::vector<std::string> names;
  if (near.empty()) {
    for (const auto& each : all_marketplaces) names.emplace_back(each.code);
    return fmt::format("write one of {}", fmt::join(names, ", "));
  }
  for (const std::size_t i : near) {
    names.push_back(fmt::format("{} ({})", all_marketplaces.at(i).code, all_marketplaces.at(i).country));
  }
  return fmt::format("did you mean {}?", fmt::join(names, " or "));
}

OperatingWeeks operating_weeks_of(const Marketplace& marketplace) {
  switch (marketplace.week) {
    case Week::monday_to_friday: break;
    case Week::sunday_to_thursday: return OperatingDays::sunday_to_thursday();
    case Week::emirates: {
      constexpr Day moved = Day{date::year{2022} / 1 / 1};
      return {OperatingDays::sunday_to_thursday(), {moved, OperatingDays::monday_to_friday()}};
    }
  }
  return OperatingDays::monday_to_friday();
}

}  // namespace lsr
