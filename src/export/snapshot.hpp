/// Reads back what json.hpp and planning.hpp wrote: an earlier run's report or plan, as far as later ones are compared
/// with it.
///
///     const Snapshot then = read_snapshot("yesterday.json", text);
///     report.since = changes_since(then, log.book, report.windows);
///
/// Edges: what is no JSON, no report or plan, or one of another version, throws Error{input} that says which and how to
/// make one. Keys beyond those needed are passed over.
#pragma once

#include <string>
#include <string_view>

#include "lsr/changes.hpp"
#include "lsr/policy.hpp"

namespace lsr {

/// What Snapshot::policy says of a run under that policy.
std::string policy_of_snapshot(const Policy&, Instant as_of);

/// `name` is the file's, for messages. Throws Error{input}.
Snapshot read_snapshot(const std::string& name, std::string_view text);

}  // namespace lsr
