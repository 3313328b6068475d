/// For people at a terminal: plain text, ASCII, as wide as they have it.
///
///     write_text(std::cout, report, policy, {"orders.csv"}, {.color = false, .width = 80});
///
/// Edges: a rate over the limit is never shown as the limit itself (SPEC §6). Tables keep to 80 columns; a wider
/// terminal gets explanations beside them. Sentences are broken at the width.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

#include "lsr/calendar_page.hpp"
#include "lsr/explain.hpp"
#include "lsr/order_book.hpp"
#include "lsr/policy.hpp"
#include "lsr/report.hpp"
#include "lsr/understanding.hpp"

namespace lsr {

struct TextStyle {
  bool color = false;
  std::size_t width = 80;
};

/// `words` are the options and FILEs with which the next command sees the same log, for the line that tells it.
void write_text(std::ostream&, const Report&, const Policy&, const std::vector<std::string>& words, const TextStyle&);

/// A table of orders: first its head, then a line for each order that is written, then what has to be said.
void write_text_head(std::ostream&, const Policy&, const TextStyle&);
void write_text(std::ostream&, const Order&, const Policy&, const TextStyle&);
void write_text_end(std::ostream&, std::uint64_t listed, const Report&, const TextStyle&);

void write_text(std::ostream&, const OrderStory&, const Policy&, const TextStyle&);
void write_text(std::ostream&, const Deadline&, const Policy&, const TextStyle&);
void write_text(std::ostream&, const CalendarPage&, const Policy&, const TextStyle&);
void write_text(std::ostream&, const Understanding&, const TextStyle&);

}  // namespace lsr
