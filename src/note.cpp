#include "lsr/note.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <locale>
#include <optional>
#include <utility>

#include "ascii.hpp"
#include "embedded.hpp"
#include "lines.hpp"
#include "lsr/date_text.hpp"
#include "lsr/error.hpp"
#include "nearest.hpp"
#include "utf8.hpp"

namespace lsr {

namespace {

/// In the order of NoteTemplate::Placeholder.
struct Known {
  std::string_view name;
  bool is_day;
};
constexpr std::array<Known, 7> placeholders{{{"order_id", false},
                                             {"tracking_number", false},
                                             {"ship_by", true},
                                             {"missed_ship_by", true},
                                             {"ready", true},
                                             {"arrives_by", true},
                                             {"cancelled_on", true}}};

/// What to write instead of a placeholder that does not exist.
std::string remedy(std::string_view wrong) {
  const std::string folded = letters_and_digits(wrong);
  const auto near = nearest(placeholders.size(), [&](std::size_t i) {
    return likeness(folded, letters_and_digits(placeholders.at(i).name));
  });
  const std::string meant =
      near.empty() ? std::string{} : fmt::format("did you mean {{{}}}? ", placeholders.at(near.front()).name);
  std::vector<std::string> all;
  all.reserve(placeholders.size());
  for (const auto& each : placeholders) all.push_back(fmt::format("{{{}}}", each.name));
  return fmt::format("{}the placeholders are {}", meant, fmt::join(all, ", "));
}

/// What of a form is no part of a day; empty where there is none.
std::string_view unknown_part(std::string_view form) {
  constexpr std::string_view known = "dmyYaAbB%";
  for (auto at = form.find('%'); at != std::string_view::npos; at = form.find('%', at + 2)) {
    if (at + 1 == form.size() || known.find(form[at + 1]) == std::string_view::npos) return form.substr(at, 2);
  }
  return {};
}

/// In English, whatever the locale of the program around.
std::string spelled(Day day, const std::string& form) {
  const auto& english = std::locale::classic();
  if (!form.empty()) return date::format(english, form, day);
  return fmt::format("{}, {} {}", date::format(english, "%A", day), unsigned{date::year_month_day{day}.day()},
                     date::format(english, "%B %Y", day));
}

/// A blank line only between two others.
void append_line(std::string& note, const std::string& line, bool& after_blank) {
  if (trimmed(line).empty()) {
    after_blank = true;
    return;
  }
  if (after_blank && !note.empty()) note += '\n';
  after_blank = false;
  note += line;
  note += '\n';
}

}  // namespace

/// Takes one line of a template apart, and knows where it stands.
class NoteTemplate::LineReader {
 public:
  LineReader(std::string_view file, std::uint64_t number, std::string_view line)
      : file_(file), number_(number), line_(line) {
    const std::size_t valid = valid_utf8(line);
    if (valid != line.size()) fault(valid, "is no UTF-8; save the template as UTF-8");
  }

  Line read() {
    while (at_ < line_.size()) {
      const auto brace = std::min(line_.find_first_of("{}", at_), line_.size());
      literal_ += line_.substr(at_, brace - at_);
      at_ = brace;
      if (at_ < line_.size()) read_brace();
    }
    end_literal();
    return std::move(pieces_);
  }

 private:
  [[noreturn]] void fault(std::size_t at, std::string_view what) const {
    const std::size_t column = characters(line_.substr(0, at)) + 1;
    throw Error{Error::Kind::input, fmt::format("{}:{}:{}: {}", file_, number_, column, what)};
  }

  void read_brace() {
    const char brace = line_[at_];
    if (line_.substr(at_ + 1).starts_with(brace)) {
      literal_ += brace;
      at_ += 2;
    } else if (brace == '{') {
      read_placeholder();
    } else {
      fault(at_, "} closes nothing; write }} for a brace that is to be seen");
    }
  }

  void read_placeholder() {
    const auto end = line_.find_first_of("{}", at_ + 1);
    if (end == std::string_view::npos || line_[end] == '{') {
      fault(at_, "{ is not closed in its line; write {{ for a brace that is to be seen");
    }
    const auto inside = line_.substr(at_ + 1, end - at_ - 1);
    const auto name = inside.substr(0, inside.find(':'));
    const auto* const known =
        std::find_if(placeholders.begin(), placeholders.end(), [&](const Known& each) { return each.name == name; });
    if (known == placeholders.end()) {
      constexpr std::size_t shown = 40;  // SPEC §7
      fault(at_, fmt::format("{{{}}} is no placeholder; {}", first_characters(name, shown), remedy(name)));
    }
    std::string form = read_form(inside.substr(name.size()), *known);
    end_literal();
    pieces_.emplace_back(Filled{static_cast<Placeholder>(known - placeholders.begin()), std::move(form)});
    at_ = end + 1;
  }

  /// `form`: from its colon on, or nothing.
  [[nodiscard]] std::string read_form(std::string_view form, const Known& placeholder) const {
    if (form.empty()) return {};
    if (!placeholder.is_day) fault(at_, fmt::format("{{{}}} is no day and takes no form", placeholder.name));
    form.remove_prefix(1);
    if (const auto part = unknown_part(form); !part.empty() || form.empty()) {
      fault(at_, fmt::format("\"{}\" is no part of a day; write as {{{}:%d.%m.%Y}}", part, placeholder.name));
    }
    return std::string{form};
  }

  void end_literal() {
    if (!literal_.empty()) pieces_.emplace_back(std::exchange(literal_, {}));
  }

  std::string_view file_;
  std::uint64_t number_;
  std::string_view line_;
  std::size_t at_ = 0;
  std::string literal_;
  Line pieces_;
};

/// What the placeholders stand for in one order.
class NoteTemplate::Values {
 public:
  Values(const PlanLine& line, Instant as_of, const Policy& policy) : line_(line), as_of_(as_of), zone_(policy.zone) {}

  /// Nothing where a placeholder of the line has no value.
  [[nodiscard]] std::optional<std::string> filled(const Line& line) const {
    std::string text;
    for (const Piece& piece : line) {
      const auto* const literal = std::get_if<std::string>(&piece);
      const auto value = literal != nullptr ? *literal : of(std::get<Filled>(piece));
      if (!value) return std::nullopt;
      text += *value;
    }
    return text;
  }

 private:
  [[nodiscard]] std::optional<std::string> of(const Filled& filled) const {
    const auto& form = filled.form;
    switch (filled.placeholder) {
      case Placeholder::order_id: return line_.order_id;
      case Placeholder::tracking_number:
        if (line_.tracking_number.empty()) return std::nullopt;
        return line_.tracking_number;
      case Placeholder::ship_by: return day_of(line_.ship_by, form);
      case Placeholder::missed_ship_by:
        if (!line_.missed_ship_by) return std::nullopt;
        return day_of(line_.ship_by, form);
      case Placeholder::ready: return day_of(line_.ready, form);
      case Placeholder::arrives_by:
        // As says() has it: at the very second it is still ahead.
        if (line_.latest_delivery < as_of_) return std::nullopt;
        return day_of(line_.latest_delivery, form);
      case Placeholder::cancelled_on: {
        const auto cancelled = auto_cancel_of(line_);
        if (cancelled < as_of_ || (line_.ready && *line_.ready <= *cancelled)) return std::nullopt;
        return day_of(cancelled, form);
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::string> day_of(std::optional<Instant> instant, const std::string& form) const {
    if (!instant) return std::nullopt;
    return spelled(zone_.day_of(*instant), form);
  }

  const PlanLine& line_;
  Instant as_of_;
  const Zone& zone_;
};

NoteTemplate::NoteTemplate(std::string_view name, std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  for (Lines lines{text}; const auto line = lines.next();) {
    lines_.push_back(LineReader{name, lines.number(), *line}.read());
  }
  if (trimmed(text).empty()) {
    throw Error{Error::Kind::input, fmt::format("{}:1:1: the template is empty; write what the note is to say", name)};
  }
}

NoteTemplate built_in_template(Action action) {
  const auto& files = detail::embedded_templates;
  const auto file = std::find_if(files.begin(), files.end(),
                                 [&](const detail::EmbeddedFile& each) { return each.name == name(action); });
  if (file == files.end()) {
    throw Error{Error::Kind::usage, fmt::format("no note to the buyer is built in for \"{}\"", name(action))};
  }
  return {fmt::format("data/templates/{}.txt", file->name), file->text};
}

const PlanLine* line_for_buyer(const Plan& plan, std::string_view order_id) {
  static constexpr std::array most_telling_first{Action::contact_buyer, Action::ship_now,          Action::reassure,
                                                 Action::get_scan,      Action::confirm_then_scan, Action::ship};
  for (const Action action : most_telling_first) {
    const auto line = std::find_if(plan.lines.begin(), plan.lines.end(), [&](const PlanLine& each) {
      return each.action == action && each.order_id == order_id;
    });
    if (line != plan.lines.end()) return &*line;
  }
  return nullptr;
}

std::string note_to_buyer(const PlanLine& line, Instant as_of, const Policy& policy, const NoteTemplate& words) {
  const NoteTemplate::Values values{line, as_of, policy};
  std::string note;
  bool after_blank = false;
  for (const auto& each : words.lines_) {
    if (const auto filled = values.filled(each)) append_line(note, *filled, after_blank);
  }
  return note;
}

}  // namespace lsr
