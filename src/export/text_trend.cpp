#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <span>

#include "planning.hpp"
#include "text_parts.hpp"

namespace lsr {

using namespace text;

namespace {

constexpr std::size_t left_width = 26;  // day, decided, late
constexpr std::size_t rate_width = 10;  // of each window
constexpr std::size_t least_chart = 20;
constexpr std::size_t most_letters = 26;

double value_of(const Ratio& ratio) {
  return ratio.whole == 0 ? 0 : static_cast<double>(ratio.part) / static_cast<double>(ratio.whole);
}

/// What the chart's right end stands for: the limit in the middle, or as far as the rates go.
double scale_of(std::span<const TrendDay> days, const Threshold& limit) {
  double most =
      2 * value_of({static_cast<std::uint64_t>(limit.numerator), static_cast<std::uint64_t>(limit.denominator)});
  for (const auto& day : days) {
    for (const auto& window : day.windows) most = std::max(most, value_of(late_rate(window.counts)));
  }
  return most > 0 ? most : 1;
}

/// A line of the chart: '|' at the limit, a letter for each window's rate, '*' where two meet.
class Chart {
 public:
  Chart(std::size_t width, double scale, const Threshold& limit)
      : width_(width),
        scale_(scale),
        limit_(place(
            value_of({static_cast<std::uint64_t>(limit.numerator), static_cast<std::uint64_t>(limit.denominator)}))) {}

  [[nodiscard]] std::string line(const TrendDay& day) const {
    std::string drawn(width_, ' ');
    drawn[limit_] = '|';
    char letter = 'a';
    for (const auto& window : day.windows) {
      const Ratio rate = late_rate(window.counts);
      if (rate.whole > 0) {
        char& spot = drawn[place(value_of(rate))];
        spot = spot == ' ' || spot == '|' ? letter : '*';
      }
      ++letter;
    }
    return drawn;
  }

 private:
  [[nodiscard]] std::size_t place(double value) const {
    return static_cast<std::size_t>(std::lround(value / scale_ * static_cast<double>(width_ - 1)));
  }
  std::size_t width_;
  double scale_;
  std::size_t limit_;
};

std::string legend(const Policy& policy) {
  std::vector<std::string> names;
  char letter = 'a';
  for (const int days : policy.windows) names.push_back(fmt::format("{} {} days", letter++, days));
  return fmt::format("{}, | the limit ({}), ! over it", fmt::join(names, ", "), limit_text(policy.threshold));
}

}  // namespace

void write_text(std::ostream& out, const Trend& trend, const Report& report, const Policy& policy,
                const TextStyle& style) {
  write_as_of(out, report, policy, style);
  if (trend.days.empty()) {
    out << "No order is due by the as-of day yet: there is no trend.\n";
    write_end(out, report, style);
    return;
  }
  constexpr std::size_t shown_at_most = 92;
  const auto all = std::span{trend.days};
  const auto days = all.last(std::min(all.size(), shown_at_most));
  const std::size_t taken = left_width + rate_width * policy.windows.size();
  // Where there is no room for a chart, or no letter for each window, the figures have to do.
  const bool charted = style.width >= taken + 2 + least_chart && policy.windows.size() <= most_letters;
  const std::size_t chart_width = charted ? std::min<std::size_t>(style.width - taken - 2, 80) : least_chart;
  const Chart chart{chart_width, scale_of(days, policy.threshold), policy.threshold};

  out << "The late shipment rate of the windows that end on each day.\n"
      << (charted ? wrapped(legend(policy), style.width) + '\n' : "") << '\n';
  out << fmt::format("{:<14}{:>7}{:>5}", "Ship-by day", "Decided", "Late");
  for (const int window : policy.windows) out << fmt::format("{:>9} ", fmt::format("{} d", window));
  out << '\n';
  for (const auto& day : days) {
    std::string line =
        fmt::format("{} {}{:>7}{:>5}", weekday(day.day), to_text(day.day), day.counts.decided(), day.counts.late());
    for (const auto& window : day.windows) {
      line += fmt::format("{:>9}{}", percentage(late_rate(window.counts), policy.threshold),
                          window.status == Status::over ? '!' : ' ');
    }
    if (charted) line += "  " + chart.line(day);
    line.erase(line.find_last_not_of(' ') + 1);
    out << line << '\n';
  }
  if (days.size() < all.size()) {
    out << wrapped(
               fmt::format("The last {} of {} days; --format csv or json has all of them.", days.size(), all.size()),
               style.width)
        << '\n';
  }
  write_end(out, report, style);
}

}  // namespace lsr
