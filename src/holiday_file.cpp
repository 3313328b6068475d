#include "lsr/holiday_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

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

/// The whole file as UTF-8.
std::string text_of(const Source& source, const EncodingChoice& encoding) {
  constexpr std::size_t longest = std::size_t{1} << 26;
  auto plain = std::make_unique<Lookahead>(unpacked(source.name, source.open()));
  refuse_foreign(source.name, plain->peek(64));
  const auto reader = decoded(source.name, std::move(plain), encoding);
  std::string text;
  std::array<char, std::size_t{1} << 14> block{};
  try {
    while (const std::size_t got = reader->read(block)) {
      text.append(block.data(), got);
      if (text.size() > longest) fault(source.name, "is too long for a list of holidays");
    }
  } catch (const TextFault& no_text) {
    fault(source.name, no_text.what());
  }
  return text;
}

bool by_day(const Holiday& a, const Holiday& b) { return a.day < b.day; }

}  // namespace

HolidayFile read_holidays(const Source& source, const EncodingChoice& encoding) {
  const std::string text = text_of(source, encoding);
  const bool is_calendar = begins_with_letters(trimmed(text), "begin:vcalendar");
  HolidayFile file = is_calendar ? read_icalendar(source.name, text) : read_holiday_list(source.name, text);
  if (file.holidays.empty()) {
    fault(source.name, "holds no holiday; if there is none to be, write --holidays none");
  }
  std::stable_sort(file.holidays.begin(), file.holidays.end(), by_day);
  return file;
}

}  // namespace lsr
