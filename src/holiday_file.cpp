#include "lsr/holiday_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <utility>

#include "ascii.hpp"
#include "foreign.hpp"
#include "holiday_formats.hpp"
#include "lookahead.hpp"
#include "lsr/compression.hpp"
#include "lsr/date_text.hpp"
#include "lsr/error.hpp"

namespace lsr {

namespace {

[[noreturn]] void fault(const std::string& name, std::string_view sentence) {
  throw Error{Error::Kind::input, fmt::format("{}: {}", name, sentence)};
}

std::string text_of_file(const std::string& name, ByteReader& reader) {
  constexpr std::size_t longest = std::size_t{1} << 26;
  auto text = whole_text(reader, longest);
  if (!text) fault(name, "is too long for a list of holidays");
  return std::move(*text);
}

bool begins_calendar(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return begins_with_letters(trimmed(text), "begin:vcalendar");
}

/// Calendars may be folded within a letter (RFC 5545 §3.1): its other bytes move up to the first, so that it can be
/// read; what the lines say, and their number, stays the same.
std::string with_whole_letters(std::string text) {
  const auto beyond_ascii = [&](std::size_t i) { return (static_cast<unsigned char>(text[i]) & 0x80U) != 0; };
  const auto goes_on = [&](std::size_t i) { return (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U; };
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', end + 1)) {
    const std::size_t begin = end > 0 && text[end - 1] == '\r' ? end - 1 : end;
    if (begin == 0 || end + 1 >= text.size() || !beyond_ascii(begin - 1)) continue;
    if (text[end + 1] != ' ' && text[end + 1] != '\t') continue;
    std::size_t rest = end + 2;
    while (rest < text.size() && goes_on(rest)) ++rest;
    const auto at = [&](std::size_t i) { return text.begin() + static_cast<std::ptrdiff_t>(i); };
    std::rotate(at(begin), at(end + 2), at(rest));
  }
  return text;
}

/// The whole file as UTF-8.
std::string text_of(const Source& source, const EncodingChoice& encoding) {
  auto plain = std::make_unique<Lookahead>(unpacked(source.name, source.open()));
  refuse_foreign(source.name, plain->peek(64));
  std::string bytes = text_of_file(source.name, *plain);
  if (begins_calendar(bytes)) bytes = with_whole_letters(std::move(bytes));
  try {
    return text_of_file(source.name, *decoded(source.name, memory_source(source.name, bytes).open(), encoding));
  } catch (const TextFault& no_text) {
    fault(source.name, no_text.what());
  }
}

bool by_day(const Holiday& a, const Holiday& b) { return a.day < b.day; }

}  // namespace

HolidayFile read_holidays(const Source& source, const EncodingChoice& encoding) {
  const std::string text = text_of(source, encoding);
  HolidayFile file = begins_calendar(text) ? read_icalendar(source.name, text) : read_holiday_list(source.name, text);
  if (file.holidays.empty()) {
    fault(source.name, "holds no holiday; if there is none to be, write --holidays none");
  }
  std::stable_sort(file.holidays.begin(), file.holidays.end(), by_day);
  return file;
}

}  // namespace lsr
