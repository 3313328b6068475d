/// The handling times that a seller set per SKU: the FILE of --handling-times (SPEC §3).
///
///     const HandlingTimes times = read_handling_times(file_source("skus.csv"), options);
///     times.at("MUG-1")                                                  // 3 business days
///
/// SKUs are compared exactly, blanks at both ends aside. A SKU without a handling time has none of its own: the
/// account's counts, as where it is not listed.
///
/// Edges: this file is a setting, not a log. What cannot be read in it, or two times for one SKU, throws Error{input}
/// with the line: orders counted with another handling time than the seller's would be wrong in silence.
#pragma once

#include "lsr/input.hpp"
#include "lsr/policy.hpp"
#include "lsr/reading.hpp"

namespace lsr {

HandlingTimes read_handling_times(const Source&, const ReadingOptions&);

}  // namespace lsr
