#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <memory>
#include <set>

#include "command.hpp"
#include "export/csv.hpp"
#include "export/json.hpp"
#include "export/text.hpp"
#include "judging.hpp"
#include "terminal.hpp"

namespace lsr::cli {

namespace {

constexpr const char* formats_of_orders = "text|jsonl|csv";

/// Which orders are listed: by verdict, by reason, or where given and computed ship-by days differ. None: all.
class Filter {
 public:
  explicit Filter(const std::vector<std::string>& words) {
    for (const auto& typed : words) {
      std::string word{trimmed(typed)};
      std::transform(word.begin(), word.end(), word.begin(),
                     [](unsigned char c) { return c == '_' ? '-' : std::tolower(c); });
      if (!is_known(word)) {
        refuse("--only", typed, "write verdicts (late, open, on-time, excluded), reasons (as unscanned) or disagree");
      }
      words_.insert(std::move(word));
    }
  }

  [[nodiscard]] bool passes(const Order& order) const {
    const Outcome outcome = order.decider.outcome;
    if (outcome == Outcome::future) return false;
    if (words_.empty() || has(name(verdict_of(outcome))) || has(name(outcome))) return true;
    return order.decider.disagree && has("disagree");
  }

 private:
  static bool is_known(std::string_view word) {
    if (word.empty()) return false;
    for (std::size_t i = 0; i < outcome_count; ++i) {
      const auto outcome = static_cast<Outcome>(i);
      if (outcome != Outcome::future && (word == name(outcome) || word == name(verdict_of(outcome)))) return true;
    }
    return word == "disagree";
  }
  [[nodiscard]] bool has(std::string_view word) const { return words_.contains(word); }

  std::set<std::string, std::less<>> words_;
};

void write_orders(std::ostream& out, const std::string& format, const JudgedLog& log, const Report& report,
                  const Filter& filter, const Policy& policy, const TextStyle& style) {
  const bool text = format == "text";
  const auto append = format == "csv" ? append_csv : append_jsonl;
  if (text) write_text_head(out, policy, style);
  if (format == "csv") write_csv_head(out);
  std::uint64_t listed = 0;
  std::string line;
  log.book.visit([&](const Order& order) {
    if (!filter.passes(order)) return;
    ++listed;
    if (text) return write_text(out, order, policy, style);
    line.clear();
    append(line, order, policy);
    out << line;
  });
  if (text) write_text_end(out, listed, report, style);
}

int orders(const TypedOptions& typed, const std::vector<std::string>& only) {
  check_format(typed, formats_of_orders);
  const Filter filter{only};
  const TextStyle style = text_style(typed);
  return judge_and_print(typed, OrderBook::Keep::lines,
                         [&](std::ostream& out, const JudgedLog& log, const Report& report, const Policy& policy) {
                           write_orders(out, typed.format, log, report, filter, policy, style);
                           tell_notes(typed, log.facts);
                         });
}

}  // namespace

Command orders_command() {
  return {"orders", "one line per order: verdict, reason, deadlines", [](CLI::App& app) {
            auto typed = std::make_shared<TypedOptions>();
            auto only = std::make_shared<std::vector<std::string>>();
            add_input_options(app, *typed);
            app.add_option("--only", *only, "verdicts, reasons or disagree, as late,open; default all but future")
                ->delimiter(',')
                ->allow_extra_args(false)
                ->type_name("WORDS")
                ->group("Output");
            add_policy_options(app, *typed);
            add_output_options(app, *typed, formats_of_orders);
            return [typed, only] { return orders(*typed, *only); };
          }};
}

}  // namespace lsr::cli
