#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "planning.hpp"
#include "printable.hpp"
#include "text_parts.hpp"

namespace lsr {

using namespace text;

namespace {

std::string days_text(const std::optional<int>& days, std::string_view none) {
  return days ? std::to_string(*days) : std::string{none};
}

std::string_view advice(const SkuHandling& sku) {
  switch (sku.fit) {
    case PromiseFit::too_short: return "too short";
    case PromiseFit::too_long: return "too long";
    case PromiseFit::fits: return "fits";
    case PromiseFit::unknown: return "-";
  }
  return "";
}

}  // namespace

void write_text(std::ostream& out, const HandlingReport& handling, const Report& report, const Policy& policy,
                const TextStyle& style) {
  write_as_of(out, report, policy, style);
  out << wrapped(fmt::format("Handling times in business days, of rows confirmed and due from {} to {}.",
                             to_text(handling.window.first), to_text(handling.window.last)),
                 style.width)
      << "\n\n";
  if (handling.skus.empty()) {
    out << "No row of these days is confirmed and has a purchase date.\n";
    write_end(out, report, style);
    return;
  }
  constexpr std::size_t least_name = 18;
  std::size_t name_width = least_name;
  for (const auto& sku : handling.skus)
    name_width = std::max(name_width, std::min<std::size_t>(printable(sku.sku).size(), style.width >= 120 ? 60 : 24));
  out << fmt::format("{:<{}} {:>5} {:>8} {:>6} {:>4} {:>6} {:>6} {:>6}  {}\n", "SKU", name_width, "Rows", "Promised",
                     "Median", "90 %", "Early", "Late", "Needed", "Promise");
  bool few = false;
  for (const auto& sku : handling.skus) {
    const std::string shown = sku.sku.empty() ? "(none)" : fitted(sku.sku, name_width);
    few = few || sku.rows < few_rows;
    const Paint paint = sku.fit == PromiseFit::too_short  ? Paint::red
                        : sku.fit == PromiseFit::too_long ? Paint::yellow
                                                          : Paint::plain;
    out << fmt::format("{:<{}} {:>4}{} {:>8} {:>6} {:>4} {:>6} {:>6} {:>6}  {}\n", shown, name_width, sku.rows,
                       sku.rows < few_rows ? '*' : ' ', days_text(sku.promised, "-"),
                       days_text(sku.needed_median, ">365"), days_text(sku.needed_p90, ">365"), share(sku.early),
                       share(sku.late_at_promise), days_text(sku.smallest, ">365"), painted(advice(sku), paint, style));
  }
  out << '\n'
      << wrapped(fmt::format(
                     "Median, 90 %: the handling time that half, nine in ten of the rows needed. Early: confirmed a "
                     "business day or more before the ship-by day; marketplaces flag promises that are longer than "
                     "practice. Late: needed more than was promised. Needed: the smallest promise with a late share "
                     "within the limit ({}).",
                     limit_text(policy.threshold)),
                 style.width)
      << '\n';
  if (few) {
    out << wrapped(fmt::format("* fewer than {} rows say little: a single parcel may change the answer.", few_rows),
                   style.width)
        << '\n';
  }
  write_end(out, report, style);
}

}  // namespace lsr
