/// What is to be done and what is to come, for people and for programs: plan, trend, forecast, handling times.
///
///     write_text(std::cout, trend, report, policy, {.color = false, .width = 80});
///     write_json(std::cout, forecast, report, policy);
///     write_csv(std::cout, handling);
///
/// The report is that of the same log: its as-of, whether all rows could be read, and what every output has to say.
///
/// Edges: as in text.hpp, json.hpp and csv.hpp. Tables for programs have no place for what has to be said.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "lsr/forecast.hpp"
#include "lsr/handling.hpp"
#include "lsr/plan.hpp"
#include "lsr/policy.hpp"
#include "lsr/report.hpp"
#include "lsr/trend.hpp"
#include "text.hpp"

namespace lsr {

/// `words`: as for a report (text.hpp).
void write_text(std::ostream&, const Plan&, const Report&, const Policy&, const std::vector<std::string>& words,
                const TextStyle&);
void write_markdown(std::ostream&, const Plan&, const Report&, const Policy&);
void write_json(std::ostream&, const Plan&, const Report&, const Policy&);
void write_jsonl(std::ostream&, const Plan&, const Policy&);
void write_csv(std::ostream&, const Plan&, const Policy&);

void write_text(std::ostream&, const Trend&, const Report&, const Policy&, const TextStyle&);
void write_json(std::ostream&, const Trend&, const Report&, const Policy&);
void write_csv(std::ostream&, const Trend&, const Policy&);

void write_text(std::ostream&, const Forecast&, const Report&, const Policy&, const TextStyle&);
void write_json(std::ostream&, const Forecast&, const Report&, const Policy&);
void write_csv(std::ostream&, const Forecast&);

void write_text(std::ostream&, const HandlingReport&, const Report&, const Policy&, const TextStyle&);
void write_json(std::ostream&, const HandlingReport&, const Report&, const Policy&);
void write_csv(std::ostream&, const HandlingReport&);

}  // namespace lsr
