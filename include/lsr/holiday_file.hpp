/// A seller's own holidays, from a file (SPEC §8, --holidays FILE): a plain list, or a calendar as programs export it.
///
///     const HolidayFile file = read_holidays(file_source("our-holidays.txt"), {});
///     with_holidays(policy, file.holidays);
///
/// A plain list has a day, or a range of days, and a name a line:
///
///     2026-12-24 Christmas Eve
///     2026-12-28..2026-12-31, stocktaking
///
/// Days are in any of SPEC §2's forms whose order is not open; the name comes after a blank, comma, semicolon or tab
/// and may be quoted or absent. Blank lines and lines that begin with # are passed over, and so is a first line without
/// digits: a header.
///
/// A file that begins with BEGIN:VCALENDAR is an iCalendar (RFC 5545): its events of whole days are the holidays,
/// repeated as their rules say, from 1970 to 2099. Events with a time of day, cancelled ones and those that calendars
/// mark as mere observances are none; `notes` tells how many were passed over.
///
/// Edges: compressed files and foreign encodings are read as logs are. A line or an event that cannot be read throws
/// Error{input} with its line, as a day silently lost would move deadlines; so does a file that holds no holiday.
#pragma once

#include <string>
#include <vector>

#include "lsr/calendar.hpp"
#include "lsr/encoding.hpp"
#include "lsr/input.hpp"

namespace lsr {

struct HolidayFile {
  std::vector<Holiday> holidays;   ///< sorted by day
  std::vector<std::string> notes;  ///< sentences that have to be said, with the file's name
};

HolidayFile read_holidays(const Source&, const EncodingChoice&);

}  // namespace lsr
