/// lsr_make_log --rows N [--seed S] > FILE
///
/// Writes an order log to measure with: CSV in the manner of a marketplace's order export, N rows
/// of 20 columns and some 280 bytes, 1.4 rows an order, bought evenly over the two years up to
/// 2026-03-20T18:00-07:00. That is also the moment of the export: what would have been confirmed or
/// scanned after it is still empty.
///
/// What makes such a log hard to read is in it: product names are quoted and hold commas and
/// doubled quotes, and one in 500 a line break; the rows of an order mostly follow each other, but
/// one in 30 of the further ones stands far away; one order in eight is stamped in UTC, the others
/// in Los Angeles time. No row is to be rejected. About 3 of 100 rows were confirmed late, and 1
/// of 100 was scanned late or never.
///
/// The same N and S give the same bytes on every machine: all that is drawn comes from splitmix64,
/// in integers.

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string_view>
#include <vector>

namespace {

using namespace std::chrono_literals;
using std::string_view;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_{seed} {}

  std::uint64_t next() {  // splitmix64, as published by Sebastiano Vigna
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }

  /// 0 … n − 1, for n up to 2³².
  std::uint64_t below(std::uint64_t n) { return ((next() >> 32U) * n) >> 32U; }
  bool one_in(std::uint64_t n) { return below(n) == 0; }
  std::chrono::seconds span(std::chrono::seconds from, std::chrono::seconds to) {
    const auto width = static_cast<std::uint64_t>((to - from).count()) + 1;
    return from + std::chrono::seconds{static_cast<std::int64_t>(below(width))};
  }
  template <typename T, std::size_t n>
  const T& pick(const std::array<T, n>& choices) {
    return choices[below(n)];
  }

 private:
  std::uint64_t state_;
};

constexpr sys_seconds export_time = sys_days{2026y / 3 / 21} + 1h;
constexpr sys_seconds first_purchase = sys_days{2024y / 3 / 21} + 1h;
constexpr sys_seconds never = sys_seconds::max();

/// Los Angeles, for the years of this log.
std::chrono::seconds utc_offset(sys_seconds time) {
  constexpr std::array changes{sys_days{2024y / 11 / 3} + 9h, sys_days{2025y / 3 / 9} + 10h,
                               sys_days{2025y / 11 / 2} + 9h, sys_days{2026y / 3 / 8} + 10h};
  bool summer = true;
  for (const sys_seconds change : changes) {
    summer ^= time >= change;
  }
  return summer ? -7h : -8h;
}

/// The end of the nth weekday after the purchase. Holidays only add time to it.
sys_seconds ship_by(sys_seconds purchase, unsigned handling_days) {
  auto day = std::chrono::floor<days>(purchase + utc_offset(purchase));
  while (handling_days > 0) {
    day += days{1};
    const std::chrono::weekday weekday{day};
    if (weekday != std::chrono::Saturday && weekday != std::chrono::Sunday) {
      --handling_days;
    }
  }
  return sys_seconds{day + days{1}} - 1s - utc_offset(sys_seconds{day});
}

constexpr std::array<string_view, 7> given_names{"Ada", "Bela", "Cleo", "Dario", "Edda", "Finn", "Greta"};
constexpr std::array<string_view, 6> family_names{"Alderby", "Brackwell", "Corvane", "Elverton", "Fennick", "Garlowe"};
constexpr std::array<string_view, 4> streets{"Amber Mill Rd", "Birchgate Ave", "Copperline St", "Driftwood Ln"};
constexpr std::array<string_view, 4> cities_and_states{"Alder Falls,WA", "Brightmoor,OR", "Cinder Creek,NV",
                                                       "Dapple Ridge,CA"};
constexpr std::array<string_view, 4> brands{"Lumora", "Tarnwood", "Velbrick", "Kindlewick"};
constexpr std::array<string_view, 8> products{"Desk Lamp, Dimmable",   "Cast Iron Skillet",    "Garden Hose, Kink-Free",
                                              "Picture Frame, Walnut", "Bath Towel Set",       "Knife Block, Bamboo",
                                              "Laptop Sleeve, Felt",   "Yoga Mat, Extra Thick"};
constexpr std::array<string_view, 4> colours{"Slate Grey", "Forest Green", "Ivory", "Brass"};
constexpr std::array<string_view, 3> service_levels{"Standard", "Expedited", "SecondDay"};

/// What the rows of one order have in common.
struct Order {
  std::uint64_t number{};
  sys_seconds purchase;
  bool in_utc{};
  std::uint64_t details{};  ///< seeds buyer and address, so that an order is small to keep
};

class Writer {
 public:
  void text(std::convertible_to<string_view> auto... pieces) {
    const auto append = [this](string_view s) { at_ = std::copy(s.begin(), s.end(), at_); };
    (append(pieces), ...);
  }
  void digits(std::uint64_t value, std::size_t width, string_view after = {}) {
    for (std::size_t i = width; i-- > 0; value /= 10) {
      at_[i] = static_cast<char>('0' + value % 10);
    }
    at_ += width;
    text(after);
  }
  void time(sys_seconds time, bool in_utc) {
    const auto offset = in_utc ? 0s : utc_offset(time);
    const auto day = std::chrono::floor<days>(time + offset);
    const std::chrono::year_month_day date{day};
    const auto second = static_cast<std::uint64_t>((time + offset - day).count());
    digits(static_cast<unsigned>(static_cast<int>(date.year())), 4, "-");
    digits(static_cast<unsigned>(date.month()), 2, "-");
    digits(static_cast<unsigned>(date.day()), 2, "T");
    digits(second / 3600, 2, ":");
    digits(second / 60 % 60, 2, ":");
    digits(second % 60, 2, in_utc ? "Z" : offset == -7h ? "-07:00" : "-08:00");
  }

  /// Between rows only: no row is longer than what it keeps free.
  void flush_if_full() {
    if (at_ > buffer_.data() + buffer_.size() - 4096) {
      flush();
    }
  }
  void flush() {
    const auto size = static_cast<std::size_t>(at_ - buffer_.data());
    failed_ |= std::fwrite(buffer_.data(), 1, size, stdout) != size || std::fflush(stdout) != 0;
    at_ = buffer_.data();
  }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  std::vector<char> buffer_ = std::vector<char>(1U << 18U);
  char* at_ = buffer_.data();
  bool failed_ = false;
};

void write_address(Writer& out, Dice& dice) {
  const bool with_unit = dice.one_in(4);
  out.text(with_unit ? "\"" : "");
  out.digits(100 + dice.below(9900), 4);
  out.text(" ", dice.pick(streets));
  if (with_unit) {
    out.text(", Apt ");
    out.digits(dice.below(100), 2, "\"");
  }
  out.text(",", dice.pick(cities_and_states), ",");
  out.digits(dice.below(100'000), 5, ",US,");
}

void write_product(Writer& out, Dice& dice) {
  // One draw a line: in which order a compiler evaluates the arguments of a call is its own choice.
  const string_view brand = dice.pick(brands);
  const string_view product = dice.pick(products);
  const string_view colour = dice.pick(colours);
  out.text("\"", brand, " ", product, ",");
  if (dice.one_in(3)) {
    out.text(" ");
    out.digits(10 + dice.below(80), 2, "\"\"");
  }
  out.text(dice.one_in(500) ? "\n" : " ", colour, "\",");
}

void write_row(Writer& out, Dice& dice, const Order& order) {
  Dice details{order.details};
  out.digits(order.number / 100'000'000'000'000, 3, "-");
  out.digits(order.number / 10'000'000 % 10'000'000, 7, "-");
  out.digits(order.number % 10'000'000, 7, ",");
  out.digits(10'000'000'000'000 + dice.next() % 90'000'000'000'000, 14, ",");
  out.time(order.purchase, order.in_utc);
  out.text(",");
  out.time(order.purchase + details.span(0s, 30min), order.in_utc);
  out.text(",", details.pick(given_names));
  out.text(" ", details.pick(family_names), ",SKU-");
  out.digits(dice.below(5000), 4, ",");
  write_product(out, dice);
  out.digits(1 + dice.below(4), 1, ",USD,");
  out.digits(5 + dice.below(95), 2);
  out.text(dice.one_in(2) ? ".99," : ".50,");
  out.text(details.pick(service_levels), ",");
  write_address(out, details);

  const auto handling_days = static_cast<unsigned>(1 + dice.below(3));
  out.digits(handling_days, 1, ",");

  const sys_seconds due = ship_by(order.purchase, handling_days);
  const sys_seconds confirm =
      dice.below(100) < 3 ? due + dice.span(1h, 48h) : order.purchase + dice.span(1s, due - order.purchase);
  sys_seconds scan = confirm + dice.span(10min, 47h);
  if (dice.one_in(100)) {
    scan = dice.one_in(2) ? confirm + dice.span(49h, 96h) : never;
  }
  if (confirm <= export_time) {
    out.time(confirm, order.in_utc);
    out.text(",TRK");
    out.digits(dice.next() % 1'000'000'000'000, 12, ",");
    if (scan <= export_time) {
      out.time(scan, order.in_utc);
    }
    out.text("\n");
  } else {
    out.text(",,\n");
  }
  out.flush_if_full();
}

/// `done` of `rows` tells how far through the two years the log has come.
Order draw_order(Dice& dice, std::uint64_t done, std::uint64_t rows) {
  const auto width = static_cast<std::uint64_t>((export_time - first_purchase).count());
  // In two steps, since width × done would overflow from 3 × 10¹¹ rows on.
  const std::uint64_t at = width / rows * done + width % rows * done / rows;
  return {.number = dice.next() % 4'000'000'000'000'000 + 11'100'000'000'000'000,
          .purchase = first_purchase + std::chrono::seconds{static_cast<std::int64_t>(at)},
          .in_utc = dice.one_in(8),
          .details = dice.next()};
}

bool write_log(std::uint64_t rows, std::uint64_t seed) {
  Dice dice{seed};
  Writer out;
  out.text(
      "order-id,order-item-id,purchase-date,payments-date,buyer-name,sku,product-name,quantity,"
      "currency,item-price,ship-service-level,ship-address-1,ship-city,ship-state,"
      "ship-postal-code,ship-country,handling-time,confirm-date,tracking-number,first-scan-date\n");

  // A row that is to stand far from its order waits in a random seat until the next one wants the
  // same seat.
  std::array<std::optional<Order>, 256> waiting;
  for (std::uint64_t planned = 0; planned < rows && !out.failed();) {
    const Order order = draw_order(dice, planned, rows);
    const std::uint64_t roll = dice.below(100);
    const std::uint64_t wanted = roll < 70 ? 1 : roll < 92 ? 2 : roll < 98 ? 3 : 4;
    for (std::uint64_t row = 0; row < wanted && planned < rows; ++row, ++planned) {
      if (row == 0 || !dice.one_in(30)) {
        write_row(out, dice, order);
        continue;
      }
      auto& seat = waiting[dice.below(waiting.size())];
      if (seat) {
        write_row(out, dice, *seat);
      }
      seat = order;
    }
  }
  for (const auto& order : waiting) {
    if (order) {
      write_row(out, dice, *order);
    }
  }
  out.flush();
  return !out.failed();
}

bool read_number(string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t rows = 0;
  std::uint64_t seed = 1;
  bool understood = argc % 2 == 1;
  for (int i = 1; i + 1 < argc; i += 2) {
    const string_view option = argv[i];
    understood &= (option == "--rows" && read_number(argv[i + 1], rows)) ||
                  (option == "--seed" && read_number(argv[i + 1], seed));
  }
  if (!understood || rows == 0) {
    std::fputs("usage: lsr_make_log --rows N [--seed S] > FILE\n", stderr);
    return 2;
  }
  if (!write_log(rows, seed)) {
    std::perror("lsr_make_log: cannot write");
    return 1;
  }
  return 0;
}
