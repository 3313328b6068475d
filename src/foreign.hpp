/// Files that are something else than text: known by their first bytes, and refused with what to do instead.
#pragma once

#include <string>
#include <string_view>

namespace lsr {

/// Throws Error{input} where `beginning`, the first bytes of the unpacked file, is a spreadsheet, a PDF, an archive or
/// a program.
void refuse_foreign(const std::string& name, std::string_view beginning);

}  // namespace lsr
