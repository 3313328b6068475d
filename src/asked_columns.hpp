/// Columns that options ask for by name: one that no file has is a mistake.
///
///     refuse_unused_map(files, options.map, policy);                     // --map sku=Artikel
///     refuse_missing_extras(files, options.extra_columns);               // --by artikel
///
/// Only when all files are open is it known; both throw Error{input} with the remedy.
#pragma once

#include <span>
#include <vector>

#include "lsr/order_log.hpp"

namespace lsr {

/// A column of --map may be in any file of the log, or in the one of --handling-times.
void refuse_unused_map(std::span<const FileFacts>, const ColumnMap&, const Policy&);

/// What orders are grouped by has to be in a FILE, or in one of --shipments.
void refuse_missing_extras(std::span<const FileFacts>, const std::vector<ExtraColumn>&);

}  // namespace lsr
