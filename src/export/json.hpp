/// For programs: one JSON document, or one JSON object a line (SPEC §11).
///
///     write_json(std::cout, report, policy);                             // {"schema": "lsr.report/1", …}
///     append_jsonl(lines, order, policy);                                // {"order_id":"…",…}
///
/// Edges: UTF-8 always (bytes that are none become U+FFFD); instants carry the policy's offset; what is absent is null.
/// Keys are added, never renamed or removed, within a schema number.
#pragma once

#include <iosfwd>
#include <string>

#include "lsr/calendar_page.hpp"
#include "lsr/explain.hpp"
#include "lsr/order_book.hpp"
#include "lsr/policy.hpp"
#include "lsr/report.hpp"
#include "lsr/understanding.hpp"

namespace lsr {

void write_json(std::ostream&, const Report&, const Policy&);
void write_json(std::ostream&, const OrderStory&, const Policy&);
void write_json(std::ostream&, const Deadline&, const Policy&);
void write_json(std::ostream&, const CalendarPage&, const Policy&);
void write_json(std::ostream&, const Understanding&);

/// One order on one line, behind what `lines` has already; SPEC §8's names, in that order.
void append_jsonl(std::string& lines, const Order&, const Policy&);

}  // namespace lsr
