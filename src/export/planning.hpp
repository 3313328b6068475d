/// What is to be done and what is to come, for people and for programs: plan, trend, forecast, handling times.
///
///     write_text(std::cout, plan, policy, words, {.color = false, .width = 80});
///     write_json(std::cout, forecast, policy);
///     write_csv(std::cout, trend);
///
/// Edges: as in text.hpp, json.hpp and csv.hpp.
#pragma once

#include <iosfwd>

#include "lsr/forecast.hpp"
#include "lsr/handling.hpp"
#include "lsr/plan.hpp"
#include "lsr/policy.hpp"
#include "lsr/trend.hpp"
#include "text.hpp"

namespace lsr {

/// `words`: as for a report (text.hpp).
void write_text(std::ostream&, const Plan&, const Policy&, const std::vector<std::string>& words, const TextStyle&);
void write_markdown(std::ostream&, const Plan&, const Policy&);
void write_json(std::ostream&, const Plan&, const Policy&);
void write_jsonl(std::ostream&, const Plan&, const Policy&);
void write_csv(std::ostream&, const Plan&, const Policy&);

void write_text(std::ostream&, const Trend&, const Policy&, const TextStyle&);
void write_json(std::ostream&, const Trend&, Instant as_of, const Policy&);
void write_csv(std::ostream&, const Trend&, const Policy&);

void write_text(std::ostream&, const Forecast&, const Policy&, const TextStyle&);
void write_json(std::ostream&, const Forecast&, Instant as_of, const Policy&);
void write_csv(std::ostream&, const Forecast&);

void write_text(std::ostream&, const HandlingReport&, const Policy&, const TextStyle&);
void write_json(std::ostream&, const HandlingReport&, const Policy&);
void write_csv(std::ostream&, const HandlingReport&);

}  // namespace lsr
