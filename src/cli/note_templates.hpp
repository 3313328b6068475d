/// The notes to the buyer that plan prints: those that the program brings, or a seller's own.
///
///     const NoteTemplates templates = note_templates("notes", {});       // notes/ship.txt, where there is one, …
///
/// Edges: an action for which the directory has no file keeps the built-in note. A file that is called like no action
/// is named on standard error: it would never be used.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lsr/note.hpp"
#include "messages.hpp"

namespace lsr::cli {

/// By the action's number.
using NoteTemplates = std::vector<NoteTemplate>;

/// Throws Error{input} where the directory or a file in it cannot be read, or a template has a fault.
NoteTemplates note_templates(const std::optional<std::string>& directory, const Loudness&);

}  // namespace lsr::cli
