/// How the files of a log were understood: the numbers behind `lsr columns` (SPEC §8).
///
///     const Understanding seen = understand({{file_source("orders.csv")}}, policy, {}, as_of, observer);
///     seen.facts.files.front().columns.of(Field::confirm_date)           // which column the confirm was read from
///
///     seen.failed.front()                                                // the first rows of that file that failed
///
/// Edges: the whole log is read, since the order of its dates shows only then.
#pragma once

#include <vector>

#include "lsr/fault.hpp"
#include "lsr/order_log.hpp"

namespace lsr {

struct Understanding {
  LogFacts facts;
  std::vector<std::vector<Reject>> failed;  ///< by file, the first ten of each
};

/// Throws Error{input} for a fault of a file, as read_log does.
Understanding understand(const LogSources&, const Policy&, const ReadingOptions&, Instant as_of, LogObserver&);

}  // namespace lsr
