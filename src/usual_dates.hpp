/// A column of usual dates (usual_date.hpp), many at once.
///
///     const UsualDatesReader read = usual_dates_reader(best_instructions());
///     std::array<Instant, dates_at_once> instants;
///     const std::uint64_t others = read(records.column(3), 20, zone, instants);   // of the first twenty records
///
/// Edges: every reader says the same as read_usual_date() and usual_instant(), of every text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "field_column.hpp"
#include "instructions.hpp"
#include "lsr/time.hpp"

namespace lsr {

inline constexpr std::size_t dates_at_once = 64;

/// The instants of a column's first `count` fields, dates_at_once at most. What is empty is `never`. A bit of the
/// result is 1 where the field is something else; what `into` has there, and behind the last of them, means nothing.
using UsualDatesReader = std::uint64_t (*)(const FieldColumn& fields, std::size_t count, const Zone& zone,
                                           std::span<Instant, dates_at_once> into);

UsualDatesReader usual_dates_reader(Instructions);

}  // namespace lsr
