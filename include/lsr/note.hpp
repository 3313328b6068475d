/// A note to the buyer, for each line of the plan one that fits its action. (What a report has to say beside its
/// figures is called notes as well, and is something else.)
///
///     const NoteTemplate words = built_in_template(line.action);         // or NoteTemplate{"mine.txt", its text}
///     note_to_buyer(line, as_of, policy, words);                         // "Hello,\n\nYour order 990-… is being …\n"
///
/// A template is text with placeholders, {order_id} for one. These there are:
///
///   order_id          the order's
///   tracking_number   absent where none is known
///   ship_by           the day by which it is, or was, to be confirmed
///   missed_ship_by    the same; absent unless it was not confirmed by then
///   ready             the day on which the goods are expected; absent where it is unknown
///   arrives_by        the latest day of delivery; absent where it is unknown, or no longer ahead
///   cancelled_on      the day on which the marketplace cancels the order, before the goods are ready; else absent
///
/// Days are those of the policy's zone, and spelled "Tuesday, 31 March 2026"; for other languages {ship_by:%d.%m.%Y}
/// spells one as its form says, with %d %m %y %Y as strftime has them (and %a %A %b %B, in English). {{ and }} are
/// plain braces.
///
/// A line that holds a placeholder without a value for this order is left out whole. Then blank lines in a row become
/// one, those at both ends go, and the note ends with one line end.
///
/// Edges: line ends of every kind and a byte-order mark are taken; the note has LF and no mark. A note of which no line
/// is left is empty. A value is put in as it is: braces in it mean nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lsr/plan.hpp"
#include "lsr/policy.hpp"
#include "lsr/time.hpp"

namespace lsr {

/// A template without faults, as a value: what is wrong with one is found when it is made, whatever the order.
class NoteTemplate {
 public:
  /// `name` is what messages call it, as a file's path. Throws Error{input}, "NAME:LINE:COLUMN: …" with the column in
  /// characters, both from 1, for an unknown placeholder, a form that spells no day, a brace that is not closed or
  /// closes nothing, what is no UTF-8, and a template that holds no text.
  NoteTemplate(std::string_view name, std::string_view text);

 private:
  friend std::string note_to_buyer(const PlanLine&, Instant as_of, const Policy&, const NoteTemplate&);

  enum class Placeholder : std::uint8_t {
    order_id,
    tracking_number,
    ship_by,
    missed_ship_by,
    ready,
    arrives_by,
    cancelled_on
  };
  struct Filled {
    Placeholder placeholder;
    std::string form;  ///< of a day; empty: spelled out
  };
  using Piece = std::variant<std::string, Filled>;
  using Line = std::vector<Piece>;
  class LineReader;
  class Values;
  std::vector<Line> lines_;
};

/// The one that the program brings for that action: data/templates/ship.txt for Action::ship. Never throws for an
/// action that exists.
NoteTemplate built_in_template(Action);

/// Of an order's lines on the plan the one that its buyer should hear of: he is asked before he is told, and told what
/// is late before what is not. Null where the plan has none.
const PlanLine* line_for_buyer(const Plan&, std::string_view order_id);

/// The note for a line of the plan that was made at `as_of` under that policy. Throws nothing of its own.
std::string note_to_buyer(const PlanLine&, Instant as_of, const Policy&, const NoteTemplate&);

}  // namespace lsr
