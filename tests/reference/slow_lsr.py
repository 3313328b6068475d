#!/usr/bin/env python3
"""A slow, plain reading of SPEC.md, and of the README's "Where late orders come from" and "Since the last run":
what `lsr report`, `orders`, `plan`, `trend`, `handling`, `forecast`, `deadline` and `calendar` must print.

It is written to be read beside the SPEC, section by section, and shares nothing with the program:
business days are counted by walking one day at a time, text is split character by character, rows
of an order lie in a list and are sorted by a tuple, rates are fractions.  Where the SPEC leaves a
choice, READINGS.md (beside this file) says what was chosen; the comments name its number, as [R7].

Scope: order FILEs (also `-`), --shipments, --scans and --handling-times, all marketplaces with their
holidays (read from data/holidays) or those of a file, all encodings of SPEC 7, gzip and zstd (by the
command `zstd`).

    slow_lsr.py report FILE... --as-of T --format json [--shipments FILE] [--scans FILE] [--by WHAT] [--since FILE]
    slow_lsr.py orders FILE... --as-of T --format jsonl|csv [--only late,open]
    slow_lsr.py plan FILE... --as-of T --format json|jsonl|csv [--auto-cancel N|none] [--within 24h|2d]
                     [--since FILE]
    slow_lsr.py trend FILE... --as-of T --format json
    slow_lsr.py handling FILE... --as-of T --format json
    slow_lsr.py forecast FILE... --as-of T --format json [--days N]
    slow_lsr.py deadline --purchased T [--handling-time N] --format json
    slow_lsr.py calendar --from D --to D --format json
    slow_lsr.py --self-check
"""

import argparse
import calendar
import csv
import functools
import gzip
import json
import os
import re
import subprocess
import sys
import zlib
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

UTC = timezone.utc
ONE_DAY = timedelta(days=1)
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class WrongUsage(Exception):
    """Exit status 2."""


class InputError(Exception):
    """A fault of a file (SPEC 7): ends the run, nothing on stdout, exit status 3."""


class RowFault(Exception):
    """A fault of a row (SPEC 7): rejects that row alone."""


# ---------------------------------------------------------------------------------------------
# SPEC 2. Time
# ---------------------------------------------------------------------------------------------

def instant_of_local(year, month, day, hour, minute, second, zone):
    """A local time as seconds since 1970.  fold=0 is SPEC 2 to the letter: in a skipped hour the
    offset before the change, in a repeated hour the first of the two."""
    local = datetime(year, month, day, hour, minute, second, tzinfo=zone, fold=0)
    return int((local - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())


def day_of(instant, zone):
    """The civil day of an instant."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=instant)).astimezone(zone).date()


def first_second(day, zone):
    return instant_of_local(day.year, day.month, day.day, 0, 0, 0, zone)


def last_second(day, zone):
    """23:59:59 local, the later one where a clock change repeats it (SPEC 3).  Where the clock
    skips 23:59:59, the last second that belongs to the day [R1]."""
    candidates = []
    for fold in (0, 1):
        local = datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=zone, fold=fold)
        candidates.append(int((local - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()))
    instant = max(candidates)
    for _ in range(4 * 3600):
        if day_of(instant, zone) == day:
            return instant
        instant -= 1
    return max(candidates)


def iso(instant, zone):
    """ISO 8601 with the policy's offset (SPEC 11)."""
    if instant is None:
        return None
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=instant)
    return moment.astimezone(zone).isoformat()


class Moment:
    """A value of a date cell: an exact second, or a whole day (day_only)."""

    def __init__(self, first, last, day, day_only):
        self.first = first          # the first second it can mean
        self.last = last            # the last second it can mean
        self.day = day              # civil day in the policy's time zone
        self.day_only = day_only


def is_empty(text):
    """SPEC 2: what is empty in any field but the order-id.  Without case [R2]."""
    text = text.strip().lower()
    if text in ("", "n/a", "na", "null", "none", "-", "--"):
        return True
    return re.fullmatch(r"0000-00-00([ t]+[0-9:.]+ *(z|utc|gmt|[+-][0-9:]+)?)?", text) is not None


MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august",
          "september", "october", "november", "december"]

# Hours east of Greenwich, "wherever the marketplace" (SPEC 2).
ABBREVIATIONS = {
    "pst": -8, "pdt": -7, "est": -5, "edt": -4, "mst": -7, "mdt": -6, "cst": -6, "cdt": -5,
    "bst": 1, "cet": 1, "cest": 2, "jst": 9, "ist": 5.5, "aest": 10, "aedt": 11, "brt": -3,
    "z": 0, "utc": 0, "gmt": 0,
}

DATE_FORMS = [
    ("year-first", r"(\d{4})-(\d{1,2})-(\d{1,2})"),
    ("year-first", r"(\d{4})/(\d{1,2})/(\d{1,2})"),
    ("slashed", r"(\d{1,2})/(\d{1,2})/(\d{4})"),
    ("day-first", r"(\d{1,2})\.(\d{1,2})\.(\d{4})"),             # dotted: always day first [R3]
    ("day-name", r"(\d{1,2})[ -]([a-z]+)[ -](\d{4})"),
    ("name-day", r"([a-z]+) +(\d{1,2}),? +(\d{4})"),
]
TIME_FORM = (r"(?:[ t]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
             r"(?: *(?P<half>am|pm))?"
             r"(?: *(?P<offset>[+-]\d{2}(?::?\d{2})?|[a-z]+))?)?")


def month_of_name(name):
    for number, full in enumerate(MONTHS, 1):
        if name == full or name == full[:3]:
            return number
    return None


def take_apart(text):
    """(form, three parts, the time's groups) of a date text, or None where no form fits."""
    text = text.strip().lower()
    for form, pattern in DATE_FORMS:
        match = re.fullmatch(pattern + TIME_FORM, text)
        if match:
            return form, match.group(1, 2, 3), match.groupdict()
    return None


def read_date(text, order, policy):
    """The Moment of a date text, or None where it names none.  `order` is "mdy", "dmy" or "ymd",
    and matters for slashed dates alone."""
    apart = take_apart(text)
    if apart is None:
        return None
    form, parts, time = apart
    if form == "year-first":
        year, month, day = int(parts[0]), int(parts[1]), int(parts[2])
    elif form == "slashed" and order == "mdy":
        month, day, year = int(parts[0]), int(parts[1]), int(parts[2])
    elif form == "slashed" and order == "dmy":
        day, month, year = int(parts[0]), int(parts[1]), int(parts[2])
    elif form == "slashed":
        return None                                             # --date-order ymd [R4]
    elif form == "day-first":
        day, month, year = int(parts[0]), int(parts[1]), int(parts[2])
    elif form == "day-name":
        day, month, year = int(parts[0]), month_of_name(parts[1]), int(parts[2])
    else:
        month, day, year = month_of_name(parts[0]), int(parts[1]), int(parts[2])
    if month is None:
        return None
    try:
        civil = date(year, month, day)
    except ValueError:
        return None
    if time["hour"] is None:
        # A date without a time is that civil day in the policy's time zone.
        return Moment(first_second(civil, policy.zone), last_second(civil, policy.zone), civil, True)

    hour, minute, second = int(time["hour"]), int(time["minute"]), int(time["second"] or 0)
    if time["half"] is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if time["half"] == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    offset = time["offset"]
    if offset is None:
        instant = instant_of_local(year, month, day, hour, minute, second, policy.input_zone)
    else:
        if offset[0] in "+-":
            digits = offset[1:].replace(":", "")
            seconds = int(digits[:2]) * 3600 + int(digits[2:] or 0) * 60
            if int(digits[2:] or 0) > 59 or seconds > 18 * 3600:
                return None
            if offset[0] == "-":
                seconds = -seconds
        elif offset in ABBREVIATIONS:
            seconds = int(ABBREVIATIONS[offset] * 3600)
        else:
            return None
        instant = instant_of_local(year, month, day, hour, minute, second, UTC) - seconds
    return Moment(instant, instant, day_of(instant, policy.zone), False)


def orders_that_fit(text, policy):
    """Which of mdy and dmy make a slashed date one that exists; [] for every other text."""
    apart = take_apart(text)
    if apart is None or apart[0] != "slashed":
        return []
    return [order for order in ("mdy", "dmy") if read_date(text, order, policy) is not None]


def is_open(text, policy):
    """Both orders fit, and they name different days."""
    fits = orders_that_fit(text, policy)
    return (len(fits) == 2
            and read_date(text, "mdy", policy).day != read_date(text, "dmy", policy).day)


# ---------------------------------------------------------------------------------------------
# SPEC 3. Business days and the ship-by date
# ---------------------------------------------------------------------------------------------

def nth_weekday(year, month, weekday, n):
    """The n-th Monday, Thursday ... of a month; n = -1 is the last one."""
    days = []
    day = date(year, month, 1)
    while day.month == month:
        if day.weekday() == weekday:
            days.append(day)
        day += ONE_DAY
    return days[n - 1] if n > 0 else days[n]


# SPEC 8: the zone a marketplace keeps its own reports in.
ZONE_OF_MARKETPLACE = {
    "us": "America/Los_Angeles", "ca": "America/Los_Angeles", "mx": "America/Los_Angeles",
    "br": "America/Sao_Paulo", "uk": "Europe/London", "de": "Europe/Berlin", "fr": "Europe/Paris",
    "it": "Europe/Rome", "es": "Europe/Madrid", "nl": "Europe/Amsterdam", "se": "Europe/Stockholm",
    "pl": "Europe/Warsaw", "be": "Europe/Brussels", "ie": "Europe/Dublin", "tr": "Europe/Istanbul",
    "ae": "Asia/Dubai", "sa": "Asia/Riyadh", "eg": "Africa/Cairo", "in": "Asia/Kolkata",
    "jp": "Asia/Tokyo", "au": "Australia/Sydney", "sg": "Asia/Singapore", "za": "Africa/Johannesburg",
}
MONDAY_TO_FRIDAY = {0, 1, 2, 3, 4}
SUNDAY_TO_THURSDAY = {6, 0, 1, 2, 3}
HOLIDAY_YEARS = range(2015, 2035 + 1)


def week_of_marketplace(marketplace, day):
    """The operating days that hold on a day [R83]."""
    if marketplace in ("sa", "eg"):
        return SUNDAY_TO_THURSDAY
    if marketplace == "ae" and day <= date(2021, 12, 31):
        return SUNDAY_TO_THURSDAY
    return MONDAY_TO_FRIDAY


HOLIDAY_FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "holidays")


@functools.lru_cache(maxsize=None)
def holidays_of_marketplace(marketplace):
    """day -> name, from the country's data file."""
    holidays = {}
    with open(os.path.join(HOLIDAY_FOLDER, marketplace + ".csv"), encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            holidays.setdefault(date.fromisoformat(row["date"]), row["name"])
    return holidays


def us_federal_holidays():
    """The holidays of us told by the law, to check their data by: 5 U.S.C. 6103, on the day they are
    observed: a Saturday one on the Friday before, a Sunday one on the Monday after.  Only the observed
    day is a holiday."""
    observed = {}
    for year in range(2015, 2036 + 1):                  # 2036's New Year could fall on 2035-12-31
        holidays = [
            (date(year, 1, 1), "New Year's Day"),
            (nth_weekday(year, 1, 0, 3), "Birthday of Martin Luther King, Jr."),
            (nth_weekday(year, 2, 0, 3), "Washington's Birthday"),
            (nth_weekday(year, 5, 0, -1), "Memorial Day"),
            (date(year, 7, 4), "Independence Day"),
            (nth_weekday(year, 9, 0, 1), "Labor Day"),
            (nth_weekday(year, 10, 0, 2), "Columbus Day"),
            (date(year, 11, 11), "Veterans Day"),
            (nth_weekday(year, 11, 3, 4), "Thanksgiving Day"),
            (date(year, 12, 25), "Christmas Day"),
        ]
        if year >= 2021:
            holidays.append((date(year, 6, 19), "Juneteenth National Independence Day"))
        for day, name in holidays:
            if day.weekday() >= 5:
                day += ONE_DAY if day.weekday() == 6 else -ONE_DAY
                name += " (observed)"
            if 2015 <= day.year <= 2035:
                observed[day] = name
    return observed


class Policy:
    """Everything an option can set, with a marketplace's defaults."""

    def __init__(self, marketplace="us"):
        self.marketplace = marketplace
        self.zone_name = ZONE_OF_MARKETPLACE[marketplace]
        self.zone = ZoneInfo(self.zone_name)
        self.input_zone = self.zone
        self.given_operating_days = None                # by --operating-days, for all days
        self.holidays_name = marketplace
        self.holidays = {}                              # day -> name, or None
        self.closed = set()
        self.opened = set()
        self.handling_time = None
        self.cut_off = (14, 0)
        self.ship_by = "given"
        self.scan_window = 48 * 3600
        self.scan_check = "auto"
        self.untracked = "late"
        self.threshold = Fraction(4, 100)
        self.threshold_inclusive = True
        self.windows = [10, 30]
        self.date_order = None
        self.as_of = None

    def habit(self):
        """SPEC 2: us month first; all others day first."""
        return "mdy" if self.marketplace == "us" else "dmy"

    def operating_days(self, day):
        """The week in force on a day."""
        if self.given_operating_days is not None:
            return self.given_operating_days
        return week_of_marketplace(self.marketplace, day)

    def shown_operating_days(self, day):
        return [WEEKDAYS[weekday] for weekday in sorted(self.operating_days(day))]

    def is_business_day(self, day):
        if day in self.opened:                          # open wins
            return True
        if day in self.closed:
            return False
        if day in self.holidays:
            return False
        return day.weekday() in self.operating_days(day)

    def kind_of_day(self, day):
        """(kind, name) of SPEC 11's `days` [R82]."""
        if day in self.opened:
            return "business", None
        if day in self.holidays:
            return "holiday", self.holidays[day]
        if day.weekday() not in self.operating_days(day):
            return "weekend", None
        if day in self.closed:
            return "holiday", "closed"
        return "business", None

    def is_beyond_holidays(self, day):
        """Whether the report has to say that the holidays of a day are not known (SPEC 3)."""
        return self.holidays_name not in ("none", "file") and day.year not in HOLIDAY_YEARS

    def within(self, late, decided):
        """The limit of SPEC 6, in whole numbers."""
        if self.threshold_inclusive:
            return late <= self.threshold * decided
        return late < self.threshold * decided


def ship_by_day(purchase, handling_time, policy):
    """SPEC 3, one day at a time."""
    day = purchase.day
    if handling_time == 0:
        hour, minute = policy.cut_off
        cut_off = instant_of_local(day.year, day.month, day.day, hour, minute, 0, policy.zone)  # [R5]
        # A purchase known only by its day counts as after the cut-off (SPEC 2).
        before_cut_off = not purchase.day_only and purchase.first < cut_off
        if policy.is_business_day(day) and before_cut_off:
            return day
        day += ONE_DAY
        while not policy.is_business_day(day):
            day += ONE_DAY
        return day
    counted = 0
    while counted < handling_time:
        day += ONE_DAY
        if policy.is_business_day(day):
            counted += 1
    return day


def computed_ship_by(purchase, handling_time, policy):
    day = ship_by_day(purchase, handling_time, policy)
    instant = last_second(day, policy.zone)
    return Moment(instant, instant, day, False)


# ---------------------------------------------------------------------------------------------
# SPEC 7. Delimited text
# ---------------------------------------------------------------------------------------------

DELIMITERS = {"comma": ",", "tab": "\t", "semicolon": ";", "pipe": "|"}
ONE_MEBIBYTE = 1024 * 1024


def line_starts_of(text):
    """Where each physical line begins; a line ends with LF, CRLF or CR."""
    starts = [0]
    at = 0
    while at < len(text):
        if text[at] == "\r" and at + 1 < len(text) and text[at + 1] == "\n":
            at += 1
            starts.append(at + 1)
        elif text[at] in "\r\n":
            starts.append(at + 1)
        at += 1
    return starts


class Record:
    def __init__(self):
        self.fields = []
        self.fault = None               # a fault of shape, in words
        self.end = 0                    # where the next record begins
        self.lines_inside = []          # beginnings of the lines that begin inside a quoted field


def read_record(text, start, delimiter, quoting):
    """One record of RFC 4180, character by character, from `start`."""
    record = Record()
    state = "field start"               # field start, plain, quoted, quote closed
    field = ""
    at = start
    while True:
        if at >= len(text):
            if state == "quoted":
                record.fault = "a quote is not closed"
            record.fields.append(field)
            record.end = at
            break
        c = text[at]
        if state == "quoted":
            if c == '"':
                if at + 1 < len(text) and text[at + 1] == '"':
                    field += '"'
                    at += 1
                else:
                    state = "quote closed"
            else:
                field += c
                if c == "\r" and at + 1 < len(text) and text[at + 1] == "\n":
                    field += "\n"
                    at += 1
                    record.lines_inside.append(at + 1)
                elif c in "\r\n":
                    record.lines_inside.append(at + 1)
        elif c in "\r\n":
            record.fields.append(field)
            if c == "\r" and at + 1 < len(text) and text[at + 1] == "\n":
                at += 1
            record.end = at + 1
            break
        elif c == delimiter:
            record.fields.append(field)
            field = ""
            state = "field start"
        elif state == "field start" and quoting and c == '"':
            state = "quoted"
        elif state == "quote closed":
            record.fault = "text after a closing quote"
            record.end = at
            return record
        else:
            field += c
            state = "plain"
        at += 1
    if record.end - start > ONE_MEBIBYTE // 4 and record.fault is None:
        if len(text[start:record.end].rstrip("\r\n").encode("utf-8")) > ONE_MEBIBYTE:    # [R6]
            record.fault = "a record over 1 MiB"
    return record


def normal(name):
    """SPEC 9: names are compared without case, spaces, - and _ and a byte-order mark."""
    for c in " -_\ufeff":
        name = name.replace(c, "")
    return name.lower()


def blank(field):
    return field.strip() == ""


# ---------------------------------------------------------------------------------------------
# SPEC 9. Columns
# ---------------------------------------------------------------------------------------------

COLUMNS = {
    "order-id": ["order-id", "amazon-order-id", "order number", "order name", "order"],
    "order-item-id": ["order-item-id", "amazon-order-item-code", "line item id"],
    "purchase-date": ["purchase-date", "order-date", "order placed", "created-at",
                      "order purchase timestamp"],
    "handling-time": ["handling-time", "handling-days", "leadtime-to-ship",
                      "effective-handling-time", "fulfillment-latency"],
    "ship-by-date": ["ship-by-date", "promise-date", "latest-ship-date", "expected-ship-date",
                     "ship-by", "shipping limit date"],
    "confirm-date": ["confirm-date", "ship-confirm-date", "confirmed-at",
                     "shipment-confirmed-date", "ship-date", "shipped-at", "fulfilled-at",
                     "order delivered carrier date"],
    "tracking-number": ["tracking-number", "tracking-id", "tracking", "tracking code"],
    "first-scan-date": ["first-scan-date", "first-scan", "scan-date", "first-carrier-scan",
                        "accepted-at"],
    "cancel-date": ["cancel-date", "cancelled-at", "canceled-at"],
    "status": ["status", "order-status"],
    "item-status": ["item-status"],
    "fulfillment-channel": ["fulfillment-channel", "fulfilment-channel", "fulfilment",
                            "fulfillment", "fulfilled-by"],
    "sku": ["sku", "seller-sku", "merchant-sku"],
    "carrier": ["carrier", "carrier-name", "carrier-code"],
    "latest-delivery-date": ["latest-delivery-date", "estimated-delivery-date", "deliver-by",
                             "order estimated delivery date"],
    "delivered-date": ["delivered-date", "delivered-at", "order delivered customer date"],
    "ready-date": ["ready-date", "expected-ready-date", "restock-date"],
}
DATE_FIELDS = ["purchase-date", "ship-by-date", "confirm-date", "first-scan-date", "cancel-date",
               "latest-delivery-date", "delivered-date", "ready-date"]
# A contradiction of date orders in these is only a warning (SPEC 2).
SIDE_DATE_FIELDS = ["latest-delivery-date", "delivered-date", "ready-date"]


# What the other files are asked for: only these fields of theirs are read.
COLUMNS_OF_ROLE = {
    "orders": COLUMNS,
    "shipments": {field: COLUMNS[field]
                  for field in ("order-id", "order-item-id", "confirm-date", "tracking-number")},
    "scans": {
        "tracking-number": COLUMNS["tracking-number"],
        "first-scan-date": COLUMNS["first-scan-date"] + ["scan-time", "event-time", "timestamp",
                                                         "time", "date"],
        "event": ["event", "event-status", "status", "description"]},
    "handling-times": {"sku": COLUMNS["sku"], "handling-time": COLUMNS["handling-time"]},
}
REQUIRED_OF_ROLE = {                    # of each pair, one must be there
    "orders": [("order-id",), ("purchase-date", "ship-by-date")],
    "shipments": [("order-id",), ("confirm-date",)],
    "scans": [("tracking-number",), ("first-scan-date",)],
    "handling-times": [("sku",), ("handling-time",)],
}


def choose_columns(header, mapping, name, role):
    """field -> index of its column.  The first name that is present wins; of two columns with one
    name the left one."""
    names = [normal(h) for h in header]
    columns = {}
    for field, known in COLUMNS_OF_ROLE[role].items():
        if field in mapping:
            if normal(mapping[field]) not in names:
                raise InputError(f"{name}: no column \"{mapping[field]}\" (--map {field}=...)")
            columns[field] = names.index(normal(mapping[field]))
            continue
        for alias in known:
            if normal(alias) in names:
                columns[field] = names.index(normal(alias))
                break
    # A Shopify export: `name` beside a `financial status`.
    if ("order-id" in COLUMNS_OF_ROLE[role] and "order-id" not in columns
            and "name" in names and "financialstatus" in names):
        columns["order-id"] = names.index("name")
    for fields in REQUIRED_OF_ROLE[role]:
        if not any(field in columns for field in fields):
            raise InputError(f"{name}: no {' or '.join(fields)} column")
    return columns


class Row:
    """One record of a FILE whose shape is right."""

    def __init__(self, file, line, fields):
        self.file = file
        self.line = line
        self.fields = fields
        self.warnings = []
        self.shipments = []             # those of --shipments that belong to the row

    def cell(self, field):
        """The text of a field, blanks at both ends aside; "" where empty or without a column."""
        if field not in self.file.columns:
            return ""
        text = self.fields[self.file.columns[field]].strip()
        if field != "order-id" and is_empty(text):
            return ""
        return text


class LogFile:
    def __init__(self, name, index, role):
        self.name = name
        self.index = index
        self.role = role
        self.is_stream = name == "-"
        self.header = []
        self.columns = {}
        self.rows = []                  # of right shape, in the order of the file
        self.rejected = []              # (line, words, order-id or None)
        self.record_count = 0
        self.warnings = []
        self.orders_of_dates = {}       # date field -> "mdy" | "dmy" | "ymd" | "contradiction"

    def reject(self, line, words, order_id):
        self.rejected.append((line, words, order_id))


def find_delimiter(text):
    """The one of the four that cuts the header into most fields; of equals the first [R7]."""
    best, most = ",", 0
    for delimiter in DELIMITERS.values():
        quoting = delimiter != "\t" or text[:1] == '"'
        count = len(read_record(text, 0, delimiter, quoting).fields)
        if count > most:
            best, most = delimiter, count
    return best


def unpacked(name, data):
    """gzip and zstd are known by their first bytes, whatever the name [R57]."""
    if data[:2] == b"\x1f\x8b":
        try:
            return gzip.decompress(data)
        except (OSError, EOFError, zlib.error):
            raise InputError(f"{name}: damaged gzip")
    if data[:4] == b"\x28\xb5\x2f\xfd":
        done = subprocess.run(["zstd", "-d", "-c"], input=data, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL)
        if done.returncode != 0:
            raise InputError(f"{name}: damaged zstd")
        return done.stdout
    return data


PYTHON_NAMES = {"utf8": "utf-8", "utf16le": "utf-16-le", "utf16be": "utf-16-be",
                "windows1252": "cp1252", "shiftjis": "cp932"}


def decoded(name, data, encoding, marketplace="us"):
    """SPEC 7: UTF-8 and UTF-16 by themselves, the others where the bytes are no UTF-8, Shift_JIS
    first for jp, Windows-1252 first elsewhere; or by --encoding [R58]."""
    if encoding is not None:
        tries = [PYTHON_NAMES[normal(encoding)]]
    elif data[:2] == b"\xff\xfe":
        tries = ["utf-16-le"]
    elif data[:2] == b"\xfe\xff":
        tries = ["utf-16-be"]
    elif marketplace == "jp":
        tries = ["utf-8", "cp932", "cp1252"]
    else:
        tries = ["utf-8", "cp1252", "cp932"]
    for python_name in tries:
        try:
            return data.decode(python_name)
        except UnicodeDecodeError:
            pass
    raise InputError(f"{name}: cannot be decoded")


def read_text(name, options):
    try:
        if name == "-":
            data = sys.stdin.buffer.read()
        else:
            with open(name, "rb") as stream:
                data = stream.read()
    except OSError as error:
        raise InputError(f"{name}: {error.strerror}")
    text = decoded(name, unpacked(name, data), options.encoding, options.marketplace)
    if text.startswith("\ufeff"):
        text = text[1:]
    if text.strip() == "":
        raise InputError(f"{name}: empty")
    return text


def read_file(name, index, role, options, policy):
    """Records, and faults of shape."""
    file = LogFile(name, index, role)
    text = read_text(name, options)
    delimiter = DELIMITERS.get(options.delimiter, options.delimiter) or find_delimiter(text)
    if options.quote is not None:
        quoting = options.quote == "on"
    else:
        quoting = delimiter != "\t" or text[:1] == '"'

    line_starts = line_starts_of(text)
    line_number = {start: number for number, start in enumerate(line_starts, 1)}

    at = 0
    header = None
    while at < len(text):
        line = line_number[at]
        record = read_record(text, at, delimiter, quoting)

        if header is None:
            at = record.end
            if record.fault:
                raise InputError(f"{name}:{line}: {record.fault} in the header")
            if all(blank(field) for field in record.fields):
                continue                                        # [R8]
            header = record.fields
            file.header = header
            file.columns = choose_columns(header, options.map, name, role)
            seen = set()
            for column in header:
                if normal(column) in seen:
                    file.warnings.append(f"two columns \"{column}\": the left one counts")  # [R9]
                seen.add(normal(column))
            continue

        if record.fault is None:
            if all(blank(field) for field in record.fields):
                at = record.end
                continue
            if [normal(f) for f in record.fields] == [normal(h) for h in header]:
                file.warnings.append(f"line {line} repeats the header")                      # [R10]
                at = record.end
                continue

        file.record_count += 1
        fault = record.fault
        if fault is None:
            for inside in record.lines_inside:
                if looks_like_a_row(text, inside, delimiter, quoting, file, policy):
                    fault = "a quote is not closed"
        if fault is None and len(record.fields) < len(header):
            fault = f"{len(record.fields)} fields, the header has {len(header)}"
        if fault is None and not all(is_empty(f) for f in record.fields[len(header):]):
            fault = f"{len(record.fields)} fields, the header has {len(header)}"
        if fault is None:
            file.rows.append(Row(file, line, record.fields[:len(header)]))
            at = record.end
        else:
            # A fault of shape leaves the order-id unknown (SPEC 5), and reading goes on at the line
            # after the one the record began in (SPEC 7).
            file.reject(line, fault, None)
            at = line_starts[line] if line < len(line_starts) else len(text)
    if header is None:
        raise InputError(f"{name}: no header")
    return file


def looks_like_a_row(text, start, delimiter, quoting, file, policy):
    """SPEC 7: a line that begins inside a quoted field, read alone, is a row [R11]."""
    end = start
    while end < len(text) and text[end] not in "\r\n":
        end += 1
    record = read_record(text[start:end], 0, delimiter, quoting)
    if record.fault or len(record.fields) != len(file.header):
        return False
    row = Row(file, 0, record.fields)
    identity = "tracking-number" if file.role == "scans" else "order-id"                    # [R59]
    if row.cell(identity) == "":
        return False
    dates = {"orders": ("purchase-date", "ship-by-date"), "shipments": ("confirm-date",),
             "scans": ("first-scan-date",), "handling-times": ()}[file.role]
    for field in dates:
        value = row.cell(field)
        orders = [policy.date_order] if policy.date_order else ["mdy", "dmy"]
        if value and any(read_date(value, order, policy) for order in orders):
            return True
    return False


# ---------------------------------------------------------------------------------------------
# SPEC 2. The order of slashed dates
# ---------------------------------------------------------------------------------------------

class ColumnDates:
    """What a date column has shown so far."""

    def __init__(self):
        self.deciders = {}              # "mdy" | "dmy" -> line of the first date that decides it
        self.first_open = None          # line of the first date that is open

    def look_at(self, text, line, policy):
        fits = orders_that_fit(text, policy)
        if len(fits) == 1:
            self.deciders.setdefault(fits[0], line)
        elif is_open(text, policy) and self.first_open is None:
            self.first_open = line

    def decided(self):
        return next(iter(self.deciders)) if len(self.deciders) == 1 else None


def order_of_column(seen, file, field, policy):
    """The chain of SPEC 2.  `seen` is {file index: {field: ColumnDates}}."""
    own = seen[file.index][field]
    if len(own.deciders) == 2:
        return "contradiction"
    if own.decided():
        return own.decided()
    others = {c.decided() for f, c in seen[file.index].items() if f != field} - {None}
    if len(others) == 1:
        return others.pop()
    elsewhere = {c.decided() for index, columns in seen.items() if index != file.index
                 for c in columns.values()} - {None}
    if len(elsewhere) == 1:
        return elsewhere.pop()
    return policy.habit()


def settle_date_orders(files, policy):
    if policy.date_order:                                       # ends the guessing
        for file in files:
            for field in DATE_FIELDS:
                file.orders_of_dates[field] = policy.date_order
        return

    seen = {file.index: {field: ColumnDates() for field in DATE_FIELDS if field in file.columns}
            for file in files}
    for file in files:
        if not file.is_stream:
            for row in file.rows:
                for field, dates in seen[file.index].items():
                    dates.look_at(row.cell(field), row.line, policy)

    # Standard input is seen once: the first open date of a column has to be read by what is known
    # when its line is there, and no later line may contradict that [R12].
    for file in files:
        if file.is_stream:
            assumed = {}
            for row in file.rows:
                for field, dates in seen[file.index].items():
                    dates.look_at(row.cell(field), row.line, policy)
                for field, dates in seen[file.index].items():
                    if dates.first_open is None:
                        continue
                    order = order_of_column(seen, file, field, policy)
                    if assumed.setdefault(field, order) != order:
                        if order == "contradiction" and field in SIDE_DATE_FIELDS:
                            continue
                        raise InputError(f"-:{row.line}: contradicts the order {assumed[field]} "
                                         f"assumed for the column {field}; give --date-order")

    for file in files:
        for field, dates in seen[file.index].items():
            order = order_of_column(seen, file, field, policy)
            file.orders_of_dates[field] = order
            if order == "contradiction":
                lines = sorted(dates.deciders.values())
                if field not in SIDE_DATE_FIELDS:
                    raise InputError(f"{file.name}: the column {field} holds both month-first and "
                                     f"day-first dates: lines {lines[0]} and {lines[1]}")
                file.warnings.append(f"the column {field} holds both orders: lines {lines}")


# ---------------------------------------------------------------------------------------------
# SPEC 4, 7, 9. From records to accepted rows
# ---------------------------------------------------------------------------------------------

def date_of_cell(row, field, policy):
    """(Moment or None, whether the cell is at fault)."""
    text = row.cell(field)
    if text == "":
        return None, False
    order = row.file.orders_of_dates.get(field)
    if order == "contradiction":
        fits = orders_that_fit(text, policy)
        if is_open(text, policy):
            return None, False                                  # the open ones count as absent
        moment = read_date(text, fits[0] if fits else "mdy", policy)
    else:
        moment = read_date(text, order, policy)
    return moment, moment is None


def handling_time_of_text(text):
    """Whole days from 0 to 365; 2.0 is 2.  None: a fault."""
    match = re.fullmatch(r"(\d+)(\.0+)?", text)
    if match is None or int(match.group(1)) > 365:
        return None
    return int(match.group(1))


def header_name(row, field):
    return row.file.header[row.file.columns[field]]


def shown(text):
    text = text[:40]
    return "".join(c if c.isprintable() else "?" for c in text)


# --- SPEC 5: --shipments and --scans

def read_shipment(row, policy):
    """A shipment needs its order-id and confirm date."""
    row.order_id = row.cell("order-id")
    row.item_id = row.cell("order-item-id")
    row.tracking = row.cell("tracking-number")
    if row.order_id == "":
        raise RowFault(f'column "{header_name(row, "order-id")}": no order-id (value "")')
    row.confirm, _ = date_of_cell(row, "confirm-date", policy)
    if row.confirm is None:
        raise RowFault(f'column "{header_name(row, "confirm-date")}": no date that exists '
                       f'(value "{shown(row.cell("confirm-date"))}")')


def words_of(text):
    """The whole words of an event: what lies between separators, in lower case."""
    return re.findall(r"[^\W_]+", text.lower())


def is_no_scan(event):
    """SPEC 9, the events that are no scan [R60]."""
    words = words_of(event)

    def together(first, second):
        return any(words[n:n + 2] == [first, second] for n in range(len(words)))

    if "label" in words and "created" in words:
        return True
    if together("pre", "shipment") or together("pre", "transit") or "manifest" in words:
        return True
    if together("ready", "for") or together("awaiting", "item"):
        return True
    for n, word in enumerate(words):
        if word in ("info", "information") and {"received", "sent"} & set(words[n + 1:]):
            return True
    return "".join(words) in ("electronic", "pending", "notfound", "unknown")


def read_scan(row, policy):
    """A scan needs its tracking number and time; without the scan check not its time [R61]."""
    row.tracking = row.cell("tracking-number")
    if row.tracking == "":
        raise RowFault(f'column "{header_name(row, "tracking-number")}": no tracking number (value "")')
    row.scan, bad = date_of_cell(row, "first-scan-date", policy)
    if row.scan is None:
        if policy.scan_check != "off":
            raise RowFault(f'column "{header_name(row, "first-scan-date")}": no date that exists '
                           f'(value "{shown(row.cell("first-scan-date"))}")')
        if bad:
            row.warnings.append("the scan time cannot be read")


def join_shipments(log):
    """Which shipments belong to which rows, by the cells of the rows alone: rejected and replaced
    rows of the order are looked at as well [R62]."""
    for shipment in log.shipments:
        rows = [row for file in log.order_files for row in file.rows
                if row.cell("order-id") == shipment.order_id]
        known = {row.cell("order-item-id") for row in rows} - {""}
        shipment.is_of_no_row = (shipment.item_id != "" and known != set()
                                 and shipment.item_id not in known)
        for row in rows:
            item_id = row.cell("order-item-id")
            if (shipment.item_id == "" or item_id == "" or shipment.is_of_no_row
                    or shipment.item_id == item_id):
                row.shipments.append(shipment)


class Package:
    def __init__(self, confirm, tracking, scan, shipment=None):
        self.confirm, self.tracking, self.scan = confirm, tracking, scan
        self.shipment = shipment        # the row of --shipments that told of it


def packages_of(row, earliest_scans):
    """SPEC 5.  Without shipments the row is its own package; else the shipments come first, the row
    is one more only where it has a confirm, and a tracking number that none of them has [R63]."""
    packages = []
    for shipment in row.shipments:
        if shipment.tracking == "":
            packages.append(Package(shipment.confirm, row.tracking, row.scan, shipment))
        elif row.tracking == "" or row.tracking == shipment.tracking:
            packages.append(Package(shipment.confirm, shipment.tracking, row.scan, shipment))
        else:
            packages.append(Package(shipment.confirm, shipment.tracking, None, shipment))
    if not packages:
        packages.append(Package(row.confirm, row.tracking, row.scan))
    elif row.confirm is not None and row.tracking != "":
        if all(package.tracking != row.tracking for package in packages):
            packages.append(Package(row.confirm, row.tracking, row.scan))
    # Of a row that has both, the earlier scan counts (SPEC 4).
    for package in packages:
        other = earliest_scans.get(package.tracking)
        if other is not None and (package.scan is None or other.first < package.scan.first):
            package.scan = other
    return packages


def accept(row, policy, log):
    """Reads the cells of a row; raises RowFault where what the verdict needs cannot be read."""

    def fault_of(field, words):
        return RowFault(f'column "{header_name(row, field)}": {words} (value "{shown(row.cell(field))}")')

    row.order_id = row.cell("order-id")
    if row.order_id == "":
        raise RowFault(f'column "{header_name(row, "order-id")}": no order-id (value "")')
    row.item_id = row.cell("order-item-id")
    row.tracking = row.cell("tracking-number")

    status = row.cell("status").lower()
    item_status = row.cell("item-status").lower()
    channel = row.cell("fulfillment-channel").lower()
    row.amazon = channel.startswith("amazon") or channel in ("afn", "fba")
    row.cancelled_status = status.startswith("cancel") or item_status.startswith("cancel")
    pending_status = status in ("pending", "pending availability", "pendingavailability")   # [R13]
    row.pending = (pending_status and row.cell("confirm-date") == ""                        # [R14]
                   and not row.shipments)

    # SPEC 7: these need their order-id alone.
    order_id_suffices = (row.amazon or row.pending
                         or (row.cancelled_status and row.cell("cancel-date") == ""))       # [R15]

    dates = {}
    for field in DATE_FIELDS:
        dates[field], bad = date_of_cell(row, field, policy)
        if not bad:
            continue
        needed = field in ("purchase-date", "confirm-date", "cancel-date")
        if field == "first-scan-date":
            needed = policy.scan_check != "off"
        if field == "ship-by-date":
            needed = False                                      # decided below
        if needed and not order_id_suffices:
            raise fault_of(field, "no date that exists")
        if field != "ship-by-date" or order_id_suffices:
            row.warnings.append(f"{field} cannot be read")      # [R16]
    row.purchase = dates["purchase-date"]
    row.confirm = dates["confirm-date"]
    row.scan = dates["first-scan-date"]
    row.cancel = dates["cancel-date"]
    row.given = dates["ship-by-date"]
    row.ready = dates["ready-date"]
    row.delivered = dates["delivered-date"]
    row.latest_delivery = dates["latest-delivery-date"]
    given_bad = row.cell("ship-by-date") != "" and row.given is None

    # SPEC 3: its own column; else the SKU's in --handling-times; else --handling-time [R64].
    handling_text = row.cell("handling-time")
    row.handling_time = log.handling_times.get(row.cell("sku"), policy.handling_time)
    handling_bad = False
    if handling_text != "":
        number = handling_time_of_text(handling_text)
        if number is None:
            handling_bad = True
        else:
            row.handling_time = number

    if order_id_suffices:
        if handling_bad:
            row.warnings.append("handling-time cannot be read")
    else:
        if policy.ship_by == "given":
            if given_bad:
                raise fault_of("ship-by-date", "no date that exists")
            if row.given is not None:
                if handling_bad:
                    row.warnings.append("handling-time cannot be read")
            elif handling_bad:
                raise fault_of("handling-time", "no whole number of days from 0 to 365")
            elif row.purchase is None:
                raise RowFault("neither a ship-by date nor a purchase date")
            elif row.handling_time is None:
                raise RowFault("no handling time; give --handling-time N")
        else:
            if handling_bad:
                raise fault_of("handling-time", "no whole number of days from 0 to 365")
            if row.purchase is not None and row.handling_time is not None:
                if given_bad:
                    row.warnings.append("ship-by-date cannot be read")                      # [R17]
            elif given_bad:
                raise fault_of("ship-by-date", "no date that exists")
            elif row.given is None and row.purchase is None:
                raise RowFault("neither a ship-by date nor a purchase date")
            elif row.given is None:
                raise RowFault("no handling time; give --handling-time N")
        if (status.startswith("shipped") or status.startswith("shipping")) and row.confirm is None \
                and not row.shipments:
            raise RowFault("shipped, but no confirm date: an All Orders report holds none, "
                           "add --shipments")

    # SPEC 3: both dates where they are known, and the one that counts.
    row.computed = None
    if row.purchase is not None and row.handling_time is not None:
        row.computed = computed_ship_by(row.purchase, row.handling_time, policy)
    if policy.ship_by == "given":
        row.ship_by_source = "given" if row.given else "computed" if row.computed else None
    else:
        row.ship_by_source = "computed" if row.computed else "given" if row.given else None
    row.ship_by = {"given": row.given, "computed": row.computed, None: None}[row.ship_by_source]
    row.other_ship_by = None
    if row.given and row.computed:
        row.other_ship_by = row.computed if row.ship_by_source == "given" else row.given
    row.disagree = bool(row.given and row.computed and row.given.day != row.computed.day)

    row.packages = packages_of(row, log.earliest_scans)

    # SPEC 4: odd but usable [R18], one per row and oddity, however many packages it has [R65].
    for moments, words in (([package.confirm for package in row.packages], "confirmed"),
                           ([package.scan for package in row.packages], "scanned"),
                           ([row.cancel], "cancelled"), ([row.ship_by], "due")):
        if any(moment and row.purchase and is_before(moment, row.purchase) for moment in moments):
            row.warnings.append(f"{words} before purchased")
    if (row.cancelled_status and row.cell("cancel-date") == ""
            and any(happened(package.confirm, policy) for package in row.packages)):
        row.warnings.append("cancelled without a date, and confirmed")


def is_before(a, b):
    """By the day, where one of the two is known only by its day."""
    if a.day_only or b.day_only:
        return a.day < b.day
    return a.first < b.first


def happened(moment, policy):
    """SPEC 2: a date without a time has happened once its day has begun."""
    return moment is not None and moment.first <= policy.as_of


# ---------------------------------------------------------------------------------------------
# SPEC 4. The verdict on a row: in this order, the first that fits
# ---------------------------------------------------------------------------------------------

def verdict(row, package, policy):
    """(verdict, reason) of a row by one of its packages."""
    as_of = policy.as_of
    if row.purchase is not None and not happened(row.purchase, policy):
        return "future", None
    if row.amazon:
        return "excluded", "amazon-fulfilled"
    confirm = package.confirm if happened(package.confirm, policy) else None
    if happened(row.cancel, policy) and (confirm is None or row.cancel.first < confirm.last):
        return "excluded", "cancelled"
    if row.cancelled_status and row.cell("cancel-date") == "":
        return "excluded", "cancelled"
    if row.pending:
        return "excluded", "pending"

    ship_by = row.ship_by.last
    if confirm is not None:
        if confirm.day_only:
            late = confirm.day > row.ship_by.day
        else:
            late = confirm.last > ship_by
        if late:
            return "late", "confirmed-late"
    elif as_of > ship_by:
        return "late", "unconfirmed"
    else:
        return "open", "awaiting-confirmation"

    if not row.scan_checked:
        return "on-time", None
    scan_by = confirm.last + policy.scan_window
    scan = package.scan if happened(package.scan, policy) else None
    if scan is None and package.tracking == "" and policy.untracked == "ignore":            # [R19]
        return "on-time", None
    if scan is not None and scan.first > scan_by:
        return "late", "unscanned"
    if scan is None and as_of > scan_by:
        return "late", "unscanned"
    if scan is None:
        return "open", "awaiting-scan"
    return "on-time", None


def judge(row, policy):
    """An item with several packages is as bad as its worst; of equally bad ones the first
    decides [R66]."""
    best = None
    for package in row.packages:
        word, reason = verdict(row, package, policy)
        if word in ("late", "open", "on-time"):
            badness = BADNESS.index(reason)
        else:
            badness = len(BADNESS)                  # excluded or future: counts without others only
        if best is None or badness < best:
            best = badness
            row.package, row.verdict, row.reason = package, word, reason


def late_hours(row, policy):
    """Whole hours, rounded up, by which the missed deadline was passed (SPEC 8)."""
    confirm = row.package.confirm if happened(row.package.confirm, policy) else None
    scan = row.package.scan if happened(row.package.scan, policy) else None
    if row.reason in ("confirmed-late", "unconfirmed"):
        passed = (confirm.last if confirm else policy.as_of) - row.ship_by.last
    elif row.reason == "unscanned":
        passed = (scan.first if scan else policy.as_of) - (confirm.last + policy.scan_window)
    else:
        return None
    hours = 0
    while hours * 3600 < passed:
        hours += 1
    return hours


# ---------------------------------------------------------------------------------------------
# SPEC 5. From rows to orders
# ---------------------------------------------------------------------------------------------

BADNESS = ["confirmed-late", "unconfirmed", "unscanned", "awaiting-confirmation", "awaiting-scan",
           None]
EXCLUSIONS = ["amazon-fulfilled", "cancelled", "pending"]


class Order:
    def __init__(self, order_id):
        self.order_id = order_id
        self.rows = []                  # all accepted ones, in the order of the log
        self.standing = []              # those that were not replaced


def mark_replaced_rows(order):
    """The rows of the latest FILE stand; one of an earlier FILE only where it and all later rows
    have item-ids, and none of these has its own [R20]."""
    for row in order.rows:
        later = [other for other in order.rows if other.file.index > row.file.index]
        if not later:
            stands = True
        elif row.item_id == "" or any(other.item_id == "" for other in later):
            stands = False
        else:
            stands = all(other.item_id != row.item_id for other in later)
        if stands:
            order.standing.append(row)


def tie_key(row):
    """Among equally bad rows: the earliest ship-by date; then a given one before a computed one,
    one where the two disagree before one where they agree, the first in the log."""
    due = row.ship_by.last if row.ship_by else float("inf")
    return (due, 0 if row.ship_by_source == "given" else 1, 0 if row.disagree else 1,
            row.file.index, row.line)


def decide(order):
    counting = [row for row in order.standing if row.verdict in ("late", "open", "on-time")]
    if counting:
        order.row = min(counting, key=lambda row: (BADNESS.index(row.reason),) + tie_key(row))
        order.verdict, order.reason = order.row.verdict, order.row.reason
        return
    excluded = [row for row in order.standing if row.verdict == "excluded"]
    if excluded:
        order.row = min(excluded, key=lambda row: (EXCLUSIONS.index(row.reason),) + tie_key(row))  # [R21]
        order.verdict, order.reason = "excluded", order.row.reason
        return
    order.row = None
    order.verdict, order.reason = "future", None


class Log:
    pass


def read_handling_times(options, policy):
    """sku -> handling time [R64]."""
    times = {}
    for name in options.handling_times:
        file = read_file(name, 0, "handling-times", options, policy)
        if file.rejected:
            raise InputError(f"{name}:{file.rejected[0][0]}: {file.rejected[0][1]}")
        for row in file.rows:
            if row.cell("sku") == "" or row.cell("handling-time") == "":
                continue
            number = handling_time_of_text(row.cell("handling-time"))
            if number is None:
                raise InputError(f"{name}:{row.line}: no handling time")
            times[row.cell("sku")] = number
    return times


def read_log(options, policy):
    log = Log()
    named = ([(name, "orders") for name in options.files]
             + [(name, "shipments") for name in options.shipments]
             + [(name, "scans") for name in options.scans])
    log.files = [read_file(name, index, role, options, policy)
                 for index, (name, role) in enumerate(named)]
    log.order_files = [file for file in log.files if file.role == "orders"]
    log.handling_times = read_handling_times(options, policy)
    log.has_scans = bool(options.scans)

    # SPEC 4: where the scan check runs.
    for file in log.order_files:
        file.scan_checked = ((log.has_scans or "first-scan-date" in file.columns)
                             and policy.scan_check != "off")
        if policy.scan_check == "required" and not file.scan_checked:
            raise InputError(f"{file.name}: no first-scan-date column (--scan-check required)")
    if log.has_scans and policy.scan_check != "off":
        if not any("tracking-number" in file.columns for file in log.files if file.role != "scans"):
            raise InputError("--scans, but no tracking-number column in the log")

    settle_date_orders(log.files, policy)

    # Shipments and scans: their faults, and what is left of them.
    log.shipments, log.scans = [], []
    for file in log.files:
        for row in file.rows:
            try:
                if file.role == "shipments":
                    read_shipment(row, policy)
                    log.shipments.append(row)
                elif file.role == "scans":
                    if is_no_scan(row.cell("event")):
                        continue                                # skipped before its faults
                    read_scan(row, policy)
                    log.scans.append(row)
            except RowFault as fault:
                file.reject(row.line, str(fault), row.cell("order-id") or None)
    join_shipments(log)
    log.earliest_scans = {}             # tracking number -> Moment
    for scan in log.scans:
        if scan.scan is not None:
            known = log.earliest_scans.get(scan.tracking)
            if known is None or scan.scan.first < known.first:
                log.earliest_scans[scan.tracking] = scan.scan

    log.orders = {}                     # order-id -> Order, in the order of their first accepted row
    log.accepted = []
    for file in log.order_files:
        accepted = []
        for row in file.rows:
            row.scan_checked = file.scan_checked
            try:
                accept(row, policy, log)
            except RowFault as fault:
                file.reject(row.line, str(fault), row.cell("order-id") or None)
            else:
                accepted.append(row)
        file.accepted = accepted
        for row in accepted:
            order = log.orders.setdefault(row.order_id, Order(row.order_id))
            order.rows.append(row)
        log.accepted += accepted

        purchases = [row.purchase.first for row in accepted if row.purchase]
        file.latest_purchase = max(purchases) if purchases else None
        before = [f.latest_purchase for f in log.order_files[:file.index] if f.latest_purchase is not None]
        if file.latest_purchase is not None and before and file.latest_purchase < max(before):
            file.warnings.append("its latest purchase is older than that of a FILE before it")

    for file in log.files:
        file.rejected.sort(key=lambda one: one[:2])
        # Oddities of a file (SPEC 4) [R22] [R67].
        for field in ("confirm-date", "first-scan-date"):
            if field == "first-scan-date" and policy.scan_check == "off":
                continue
            if field in file.columns and all(row.cell(field) == "" for row in file.rows):
                file.warnings.append(f"the column {field} holds no value")

    for order in log.orders.values():
        mark_replaced_rows(order)
        for row in order.standing:
            judge(row, policy)
        decide(order)

    log.superseded = sum(1 for order in log.orders.values() if len(order.standing) < len(order.rows))

    # SPEC 5: incomplete unless a later FILE has an accepted row of the order.  Shipments stand after
    # the FILEs, so a rejected one makes its order incomplete whatever they hold.
    incomplete = set()
    for file in log.files:
        for _, _, order_id in file.rejected:
            if order_id in log.orders:
                rows = log.orders[order_id].rows
                if file.role == "shipments" or not any(row.file.index > file.index for row in rows):
                    incomplete.add(order_id)
    log.incomplete = len(incomplete)

    match_up(log, policy)

    log.rows = sum(file.record_count for file in log.order_files)
    log.rows_of_all_files = sum(file.record_count for file in log.files)
    log.rejected = sum(len(file.rejected) for file in log.files)
    log.warnings = (len(log.own_warnings) + sum(len(file.warnings) for file in log.files)
                    + sum(len(row.warnings) for row in log.accepted + log.shipments + log.scans))
    return log


def match_up(log, policy):
    """`unmatched`, the warnings of a join, and what of shipments and scans counts for `latest`."""
    log.matched_shipments = [one for one in log.shipments if one.order_id in log.orders]
    log.unmatched_shipments = len(log.shipments) - len(log.matched_shipments)
    for shipment in log.matched_shipments:
        if shipment.is_of_no_row:
            shipment.warnings.append("its item-id is that of no row of the order")

    numbers = ({row.tracking for row in log.accepted}                                       # [R68]
               | {shipment.tracking for shipment in log.matched_shipments}) - {""}
    log.matched_scans = [scan for scan in log.scans if scan.tracking in numbers]
    scanned = {scan.tracking for scan in log.scans}
    log.unmatched_scans = len(scanned - numbers)

    judged = set()                      # the tracking numbers of judged rows [R69]
    for order in log.orders.values():
        for row in order.standing:
            if row.verdict in ("late", "open", "on-time"):
                judged |= {row.tracking} | {package.tracking for package in row.packages}
    log.never_scanned = len(judged - {""} - scanned) if log.has_scans else 0

    # The latest scan is more than 48 hours older than the latest confirm [R70].
    log.own_warnings = []
    if log.has_scans and policy.scan_check != "off":
        scans = [scan.scan.first for scan in log.scans if happened(scan.scan, policy)]
        confirms = [one.confirm.last for one in log.accepted + log.matched_shipments
                    if happened(one.confirm, policy)]
        if scans and confirms and max(confirms) - max(scans) > 48 * 3600:
            log.own_warnings.append("the latest scan is more than 48 hours older than the latest confirm")


# ---------------------------------------------------------------------------------------------
# SPEC 6. Windows, rate, threshold
# ---------------------------------------------------------------------------------------------

def rounded(fraction):
    """Half up to six places."""
    if fraction is None:
        return None
    millionths = fraction * 1000000
    whole = millionths.numerator // millionths.denominator
    if millionths - whole >= Fraction(1, 2):
        whole += 1
    return float(Fraction(whole, 1000000))


def ratio(part, whole):
    return Fraction(part, whole) if whole else None


def count(orders):
    """The counts that totals and windows share."""
    reasons = {"confirmed_late": 0, "unconfirmed": 0, "unscanned": 0, "awaiting_confirmation": 0,
               "awaiting_scan": 0}
    for order in orders:
        if order.reason is not None:
            reasons[order.reason.replace("-", "_")] += 1
    on_time = sum(1 for order in orders if order.verdict == "on-time")
    late = sum(1 for order in orders if order.verdict == "late")
    still_open = sum(1 for order in orders if order.verdict == "open")
    decided = late + on_time
    return {
        "orders": late + on_time + still_open, "decided": decided, "on_time": on_time, "late": late,
        "open": still_open, "reasons": reasons,
        "rate": rounded(ratio(late, decided)),
        "rate_without_scans": rounded(ratio(reasons["confirmed_late"] + reasons["unconfirmed"],
                                            decided + reasons["awaiting_scan"])),
    }


def headroom(late, decided, policy):
    """The largest k with late + k <= limit x (decided + k); 0 where it is over."""
    k = 0
    while policy.within(late + k + 1, decided + k + 1):
        k += 1
    return k if policy.within(late, decided) else 0


def recovery(late, decided, policy):
    """The smallest m with late <= limit x (decided + m); None where no number does."""
    if policy.threshold == 0 and not policy.within(late, decided):
        return None
    m = 0
    while not policy.within(late, decided + m):
        m += 1
    return m


def window(days, judged, policy):
    to = day_of(policy.as_of, policy.zone)
    start = to - (days - 1) * ONE_DAY
    inside = [order for order in judged if start <= order.row.ship_by.day <= to]
    counts = count(inside)
    late, decided = counts["late"], counts["decided"]
    if decided == 0:
        status = "no-data"
    else:
        status = "within" if policy.within(late, decided) else "over"
    result = {"days": days, "from": start.isoformat(), "to": to.isoformat()}
    result.update(counts)
    result["worst_case_rate"] = rounded(ratio(late + counts["open"], counts["orders"]))
    result["threshold"] = float(policy.threshold)
    result["status"] = status
    result["headroom"] = headroom(late, decided, policy) if decided else 0
    result["recovery"] = recovery(late, decided, policy) if status == "over" else 0
    return result


# ---------------------------------------------------------------------------------------------
# SPEC 11. The report
# ---------------------------------------------------------------------------------------------

def report(log, policy):
    orders = list(log.orders.values())
    judged = [order for order in orders if order.verdict in ("late", "open", "on-time")]
    as_of_day = day_of(policy.as_of, policy.zone)
    windows = [window(days, judged, policy) for days in policy.windows]
    statuses = [w["status"] for w in windows]
    status = "over" if "over" in statuses else "within" if "within" in statuses else "no-data"

    # The latest instant of accepted rows that is not after as-of [R23].
    instants = [moment.first for row in log.accepted
                for moment in (row.purchase, row.confirm, row.scan, row.cancel)
                if happened(moment, policy)]
    instants += [one.confirm.first for one in log.matched_shipments if happened(one.confirm, policy)]
    instants += [one.scan.first for one in log.matched_scans if happened(one.scan, policy)]

    if policy.scan_check == "off":
        scan_check = "off"
    elif all(file.scan_checked for file in log.order_files):
        scan_check = "checked"
    elif any(file.scan_checked for file in log.order_files):
        scan_check = "partly"
    else:
        scan_check = "no-data"

    ahead = [order for order in judged if order.row.ship_by.day > as_of_day]
    totals = {}
    for key, value in count(judged).items():            # `ahead` stands between `open` and `reasons`
        if key == "reasons":
            totals["ahead"] = {
                "on_time": sum(1 for order in ahead if order.verdict == "on-time"),
                "late": sum(1 for order in ahead if order.verdict == "late"),
                "open": sum(1 for order in ahead if order.verdict == "open")}
        totals[key] = value

    def excluded(reason):
        return sum(1 for order in orders if order.verdict == "excluded" and order.reason == reason)

    return {
        "schema": "lsr.report/1",
        "as_of": iso(policy.as_of, policy.zone),
        "status": status,
        "complete": log.rejected == 0,                                                      # [R24]
        "policy": {
            "marketplace": policy.marketplace, "time_zone": policy.zone_name,
            "operating_days": policy.shown_operating_days(as_of_day),
            "holidays": policy.holidays_name,
            "cut_off": "%02d:%02d" % policy.cut_off,
            "scan_window_hours": policy.scan_window // 3600,
            "threshold": float(policy.threshold),
            "threshold_inclusive": policy.threshold_inclusive,
            "ship_by": policy.ship_by},
        "input": {
            "files": [{"name": file.name, "role": file.role, "rows": file.record_count,
                       "rejected": len(file.rejected)} for file in log.files],
            "rows": log.rows, "rejected": log.rejected, "orders": len(orders),
            "incomplete_orders": log.incomplete, "superseded": log.superseded,
            "future": sum(1 for order in orders if order.verdict == "future"),
            "latest": iso(max(instants), policy.zone) if instants else None,
            "excluded": {"amazon_fulfilled": excluded("amazon-fulfilled"),
                         "cancelled": excluded("cancelled"), "pending": excluded("pending")},
            "ship_by": {
                "given": sum(1 for o in judged if o.row.ship_by_source == "given"),
                "computed": sum(1 for o in judged if o.row.ship_by_source == "computed"),
                "compared": sum(1 for o in judged if o.row.other_ship_by),
                "disagree": sum(1 for o in judged if o.row.disagree)},
            "scan_check": scan_check,
            "unmatched": {"shipments": log.unmatched_shipments, "scans": log.unmatched_scans,
                          "tracking_numbers": log.never_scanned},
            "warnings": log.warnings},
        "totals": totals,
        "windows": windows,
    }


# ---------------------------------------------------------------------------------------------
# SPEC 8. `lsr orders`
# ---------------------------------------------------------------------------------------------

ORDER_KEYS = ["order_id", "verdict", "reason", "purchased", "handling_time", "ship_by",
              "ship_by_source", "other_ship_by", "confirmed", "scan_by", "first_scan",
              "tracking_number", "late_hours"]


def order_line(order, policy):
    """That of the row that decides; what had not happened by as-of is null [R25]."""
    row = order.row
    package = row.package
    confirm = package.confirm if happened(package.confirm, policy) else None
    scan = package.scan if happened(package.scan, policy) else None
    zone = policy.zone
    return {
        "order_id": order.order_id,
        "verdict": order.verdict,
        "reason": order.reason,
        "purchased": iso(row.purchase.first, zone) if row.purchase else None,
        "handling_time": row.handling_time,
        "ship_by": iso(row.ship_by.last, zone) if row.ship_by else None,
        "ship_by_source": row.ship_by_source,
        "other_ship_by": iso(row.other_ship_by.last, zone) if row.other_ship_by else None,
        "confirmed": iso(confirm.last, zone) if confirm else None,
        "scan_by": iso(confirm.last + policy.scan_window, zone)
        if confirm and row.scan_checked else None,
        "first_scan": iso(scan.first, zone) if scan else None,
        "tracking_number": package.tracking or None,
        "late_hours": late_hours(row, policy),
    }


def wanted(order, only):
    if only is None:
        return True
    for word in only:
        if word in (order.verdict, order.reason):
            return True
        if word == "disagree" and order.row.disagree:
            return True
    return False


def csv_cell(value):
    if value is None:
        return ""
    text = str(value)
    if text[:1] in ("=", "+", "-", "@", "\t", "\r"):
        text = "'" + text
    if any(c in text for c in ',"\r\n'):
        text = '"' + text.replace('"', '""') + '"'
    return text


# ---------------------------------------------------------------------------------------------
# SPEC 10. `lsr plan`
# ---------------------------------------------------------------------------------------------

JUDGED = ("late", "open", "on-time")
# In the order of the table of SPEC 10.
ACTIONS = ["ship", "confirm-then-scan", "contact-buyer", "ship-now", "get-scan", "reassure"]
PLAN_KEYS = ["order_id", "action", "deadline", "hours_left", "rows", "ship_by", "tracking_number", "says"]


def judged_orders(log):
    return [order for order in log.orders.values() if order.verdict in JUDGED]


def first_day_of_longest_window(policy):
    return day_of(policy.as_of, policy.zone) - (max(policy.windows) - 1) * ONE_DAY


def auto_cancel_of(row, policy, business_days):
    """The end of the Nth business day after the ship-by day; None with `none`."""
    if business_days is None:
        return None
    day = row.ship_by.day
    counted = 0
    while counted < business_days:
        day += ONE_DAY
        if policy.is_business_day(day):
            counted += 1
    return last_second(day, policy.zone)


class Wish:
    """What one package of a row wants."""

    def __init__(self, row, package, action, deadline, says):
        self.row, self.package = row, package
        self.action, self.deadline, self.says = action, deadline, says


def wish_of(row, package, policy, auto_cancel_days):
    """The table of SPEC 10 for one package, or None where it wants nothing [R96]."""
    word, reason = verdict(row, package, policy)
    ship_by = row.ship_by.last if row.ship_by else None

    if reason == "awaiting-confirmation":
        said = iso(ship_by, policy.zone)
        if row.ready is None or row.ready.last <= ship_by:
            return Wish(row, package, "ship", ship_by, f"confirm by {said}")
        if row.ready.last <= ship_by + policy.scan_window:
            return Wish(row, package, "confirm-then-scan", ship_by,
                        f"get a tracking number, confirm by {said}, have the first scan within the scan window")
        return Wish(row, package, "contact-buyer", ship_by, "ask the buyer: wait, or cancel before it ships")

    if reason == "awaiting-scan":
        scan_by = package.confirm.last + policy.scan_window
        return Wish(row, package, "get-scan", scan_by, f"have the carrier scan it by {iso(scan_by, policy.zone)}")

    # Late ones are listed while their ship-by day is not before the longest window.
    if word != "late" or row.ship_by.day < first_day_of_longest_window(policy):
        return None

    if reason == "unconfirmed":
        auto_cancel = auto_cancel_of(row, policy, auto_cancel_days)
        if row.ready is not None and row.ready.last > policy.as_of:
            return Wish(row, package, "contact-buyer", auto_cancel, "ask the buyer: wait, or cancel before it ships")
        says = "confirm at once; it counts as late"
        if auto_cancel is not None:
            says += f", but is cancelled by the marketplace on {iso(auto_cancel, policy.zone)}"
        return Wish(row, package, "ship-now", auto_cancel, says)

    if reason == "unscanned" and not happened(package.scan, policy):
        return Wish(row, package, "get-scan", package.confirm.last + policy.scan_window,
                    "have the carrier scan it at once")                                     # [R97]

    # What is left is late and confirmed: after the ship-by date, or scanned too late.
    if happened(row.delivered, policy):
        return None
    says = "tell the buyer; keep following the parcel"
    if row.latest_delivery is not None and row.latest_delivery.last > policy.as_of:
        says += "; it should still arrive by the latest delivery date"
    return Wish(row, package, "reassure", row.latest_delivery.last if row.latest_delivery else None, says)


def deadline_key(deadline):
    """Without a deadline last."""
    return (1, 0) if deadline is None else (0, deadline)


def plan_lines(log, policy, auto_cancel_days):
    """One line per order and action, most urgent first; nothing left out yet [R101]."""
    lines = []
    for order in log.orders.values():
        wishes = []                     # of rows and packages in the order of the log
        for row in order.standing:
            if row.verdict in JUDGED:
                wishes += [wish_of(row, package, policy, auto_cancel_days) for package in row.packages]
        for action in ACTIONS:
            of_action = [wish for wish in wishes if wish is not None and wish.action == action]
            if not of_action:
                continue
            first = min(of_action, key=lambda wish: deadline_key(wish.deadline))     # of equals the first
            lines.append((
                (deadline_key(first.deadline), order.order_id.encode("utf-8"), ACTIONS.index(action)),
                first.deadline,
                {"order_id": order.order_id,
                 "action": action,
                 "deadline": iso(first.deadline, policy.zone),
                 "hours_left": None if first.deadline is None else (first.deadline - policy.as_of) // 3600,
                 "rows": len({id(wish.row) for wish in of_action}),
                 "ship_by": iso(first.row.ship_by.last, policy.zone),
                 "tracking_number": first.package.tracking or None,
                 "says": first.says}))
    lines.sort(key=lambda line: line[0])
    return [(deadline, line) for _, deadline, line in lines]


def orders_between(judged, first, last):
    return [order for order in judged if first <= order.row.ship_by.day <= last]


def rate_if_nothing_is_done(days, judged, listed, policy):
    """Of the window that ends on the last ship-by day of the open orders on the list, all open ones
    counted as late; of the window as it is now where none is open [R98]."""
    open_days = [order.row.ship_by.day for order in judged
                 if order.verdict == "open" and order.order_id in listed]
    end = max(open_days) if open_days else day_of(policy.as_of, policy.zone)
    inside = orders_between(judged, end - (days - 1) * ONE_DAY, end)
    bad = sum(1 for order in inside if order.verdict in ("late", "open"))
    return rounded(ratio(bad, len(inside)))


def plan(log, policy, options):
    """(windows, lines)."""
    judged = judged_orders(log)
    lines = plan_lines(log, policy, options.auto_cancel)
    listed = {line["order_id"] for _, line in lines}            # whatever --within leaves out
    windows = []
    for days in policy.windows:
        now = window(days, judged, policy)
        windows.append({"days": days, "rate": now["rate"], "headroom": now["headroom"], "status": now["status"],
                        "rate_if_nothing_is_done": rate_if_nothing_is_done(days, judged, listed, policy)})
    if options.within is not None:
        lines = [(deadline, line) for deadline, line in lines
                 if deadline is not None and deadline - policy.as_of <= options.within]
    return windows, [line for _, line in lines]


# ---------------------------------------------------------------------------------------------
# README, "Where late orders come from": --by
# ---------------------------------------------------------------------------------------------

FULL_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def read_groupings(texts):
    """The names of --by, each once; those of SPEC 9's fields and `weekday` as these are spelled [R105]."""
    known = {normal(name): name for name in list(COLUMNS) + ["weekday"]}
    names = []
    for text in texts:
        word = text.strip()
        if word == "":
            raise WrongUsage(f"--by {text}: names nothing")
        name = known.get(normal(word), word)
        if name not in names:
            names.append(name)
    return names


def column_to_group_by(file, name):
    """Where a FILE, or one of --shipments, has what --by names; None where it has not."""
    if name in file.columns:
        return file.columns[name]
    names = [normal(header) for header in file.header]
    for known in COLUMNS.get(name, [name]):
        if normal(known) in names:
            return names.index(normal(known))
    return None


def cell_to_group_by(record, name):
    """The cell of a row or a shipment, None where it is empty [R106]."""
    at = column_to_group_by(record.file, name)
    text = "" if at is None else record.fields[at].strip()
    return None if is_empty(text) else text


def group_of(order, name):
    """An order is in the group of the row that decides it; of that, the package's cell counts where it has one."""
    row, shipment = order.row, order.row.package.shipment
    if name == "weekday":
        return FULL_WEEKDAYS[row.purchase.day.weekday()] if row.purchase else None
    if name == "handling-time":
        return None if row.handling_time is None else str(row.handling_time)
    of_package = cell_to_group_by(shipment, name) if shipment is not None else None
    return cell_to_group_by(row, name) if of_package is None else of_package


def check_groupings(log, names):
    """A name that no file has is a fault of the input [R105]."""
    for name in names:
        if name not in ("weekday", "handling-time"):
            if all(column_to_group_by(file, name) is None for file in log.files if file.role != "scans"):
                raise InputError(f"--by {name}: no file has such a column")


def group_key(group, late, decided):
    """Most late first, then the higher rate, then by value, none before all others [R107]."""
    rate = ratio(late, decided) or 0
    return -late, -rate, group is not None, (group or "").encode("utf-8")


def breakdown(name, judged, policy):
    """The groups of the longest window."""
    start, to = first_day_of_longest_window(policy), day_of(policy.as_of, policy.zone)
    inside = orders_between(judged, start, to)
    late = sum(1 for order in inside if order.verdict == "late")
    members = {}                        # group -> its orders
    for order in inside:
        members.setdefault(group_of(order, name), []).append(order)
    groups = []
    for group, orders in members.items():
        counts = count(orders)
        shown_group = {"group": group}
        shown_group.update({key: counts[key] for key in ("orders", "decided", "on_time", "late", "open", "rate")})
        shown_group["share_of_late"] = rounded(ratio(counts["late"], late))
        groups.append((group_key(group, counts["late"], counts["decided"]), shown_group))
    groups.sort(key=lambda one: one[0])
    return {"by": name, "days": max(policy.windows), "from": start.isoformat(), "to": to.isoformat(),
            "groups": [shown_group for _, shown_group in groups]}


# ---------------------------------------------------------------------------------------------
# README, "Since the last run": order_ids and --since
# ---------------------------------------------------------------------------------------------

def by_bytes(texts):
    return sorted(texts, key=lambda text: text.encode("utf-8", "surrogateescape"))


def order_ids(log, policy):
    """What a run leaves for the next one, by order-id [R108]."""
    start = first_day_of_longest_window(policy)
    judged = judged_orders(log)
    return {"from": start.isoformat(),
            "late": by_bytes(order.order_id for order in judged
                             if order.verdict == "late" and order.row.ship_by.day >= start),
            "open": by_bytes(order.order_id for order in judged if order.verdict == "open")}


def read_previous(name):
    """The report or plan of --since."""
    try:
        with open(name, encoding="utf-8") as stream:
            previous = json.load(stream)
    except (OSError, ValueError) as error:
        raise InputError(f"{name}: {error}")
    if not isinstance(previous, dict) or previous.get("schema") not in ("lsr.report/1", "lsr.plan/1"):
        raise InputError(f"{name}: no report or plan")
    return previous


def is_newly_late(order, previous):
    """Late now and not then.  Of what was due before the days that the run then tells of, only what was open is
    known not to have been late [R109]."""
    if order.verdict != "late" or order.order_id in previous["late"]:
        return False
    return order.order_id in previous["open"] or order.row.ship_by.day >= date.fromisoformat(previous["from"])


def since(previous, log, document, all_lines):
    """What changed between a previous document and this one; `all_lines`: those of this plan, --within aside."""
    then = previous["order_ids"]
    judged = judged_orders(log)
    was = {window["days"]: window["status"] for window in previous["windows"]}
    windows = [{"days": window["days"], "was": was[window["days"]], "is": window["status"]}
               for window in document["windows"] if window["days"] in was]                  # [R110]
    late = by_bytes(order.order_id for order in judged if is_newly_late(order, then))
    saved = by_bytes(order.order_id for order in judged
                     if order.verdict == "on-time" and order.order_id in then["late"] + then["open"])
    changed = bool(late or saved) or any(window["was"] != window["is"] for window in windows)
    result = {"as_of": previous["as_of"], "changed": changed, "windows": windows, "newly_late": late, "newly_saved": saved}
    if "plan" in previous and "plan" in document:
        listed_then = [(line["order_id"], line["action"]) for line in previous["plan"]]
        listed_now = [(line["order_id"], line["action"]) for line in document["plan"]]
        all_now = [(line["order_id"], line["action"]) for line in all_lines]                # [R110]
        for key, these, others in (("added", listed_now, listed_then), ("gone", listed_then, all_now)):
            result[key] = [{"order_id": order_id, "action": action}
                           for order_id, action in these if (order_id, action) not in others]
        result["changed"] = changed or bool(result["added"] or result["gone"])
    return result


# ---------------------------------------------------------------------------------------------
# SPEC 8, 11. `lsr trend`
# ---------------------------------------------------------------------------------------------

def status_of(late, total, policy):
    if total == 0:
        return "no-data"
    return "within" if policy.within(late, total) else "over"


def trend(log, policy):
    """Each civil day from the first ship-by day of the judged orders to the as-of day [R99]."""
    judged = judged_orders(log)
    days = []
    day = min((order.row.ship_by.day for order in judged), default=None)
    while day is not None and day <= day_of(policy.as_of, policy.zone):
        of_day = count(orders_between(judged, day, day))
        windows = []
        for length_of in policy.windows:
            inside = orders_between(judged, day - (length_of - 1) * ONE_DAY, day)
            late = sum(1 for order in inside if order.verdict == "late")
            decided = late + sum(1 for order in inside if order.verdict == "on-time")
            windows.append({"days": length_of, "decided": decided, "late": late, "rate": rounded(ratio(late, decided)),
                            "status": status_of(late, decided, policy)})
        days.append({"day": day.isoformat(), "decided": of_day["decided"], "on_time": of_day["on_time"],
                     "late": of_day["late"], "open": of_day["open"], "windows": windows})
        day += ONE_DAY
    return {"schema": "lsr.trend/1", "as_of": iso(policy.as_of, policy.zone), "days": days}


# ---------------------------------------------------------------------------------------------
# SPEC 8. `lsr handling`
# ---------------------------------------------------------------------------------------------

MORE_THAN_A_YEAR = 366


def confirm_day_of_row(row, policy):
    """The day of the latest confirm of the packages that count; None where one is not confirmed [R100]."""
    days = []
    for package in row.packages:
        word, _ = verdict(row, package, policy)
        if word not in JUDGED:
            continue
        if not happened(package.confirm, policy):
            return None
        days.append(package.confirm.day)
    return max(days)


def needed_handling_time(purchase, confirm_day, policy):
    """The smallest N whose ship-by day is not before the day of the confirm; 366 where 365 is too few.
    N is tried one by one; the ship-by day of N + 1 is the first business day after that of N."""
    if ship_by_day(purchase, 0, policy) >= confirm_day:
        return 0
    day = purchase.day
    for handling_time in range(1, 365 + 1):
        day += ONE_DAY
        while not policy.is_business_day(day):
            day += ONE_DAY
        if day >= confirm_day:
            return handling_time
    return MORE_THAN_A_YEAR


def nearest_rank(sorted_values, share):
    """The ceil(share x n)-th smallest."""
    at = share * len(sorted_values)
    rank = -(-at.numerator // at.denominator)
    return sorted_values[rank - 1]


def handling(log, policy):
    to = day_of(policy.as_of, policy.zone)
    start = first_day_of_longest_window(policy)
    of_sku = {}                         # sku -> [(row, day of its confirm)]
    for order in log.orders.values():
        for row in order.standing:
            if row.verdict not in JUDGED or row.purchase is None or not start <= row.ship_by.day <= to:
                continue
            confirm_day = confirm_day_of_row(row, policy)
            if confirm_day is not None:
                of_sku.setdefault(row.cell("sku"), []).append((row, confirm_day))

    skus = []
    for sku, rows in sorted(of_sku.items(), key=lambda item: item[0].encode("utf-8")):
        promised = [row.handling_time for row, _ in rows if row.handling_time is not None]
        needed = sorted(needed_handling_time(row.purchase, confirm_day, policy) for row, confirm_day in rows)
        early = 0
        for row, confirm_day in rows:
            day = confirm_day + ONE_DAY
            while day <= row.ship_by.day and not policy.is_business_day(day):
                day += ONE_DAY
            if day <= row.ship_by.day:
                early += 1
        smallest = None
        for handling_time in range(365, -1, -1):
            if policy.within(sum(1 for n in needed if n > handling_time), len(needed)):
                smallest = handling_time

        def shown_days(number):
            return None if number == MORE_THAN_A_YEAR else number

        skus.append({
            "sku": sku or None,
            "rows": len(rows),
            "promised": min(promised, key=lambda n: (-promised.count(n), n)) if promised else None,
            "needed_median": shown_days(nearest_rank(needed, Fraction(1, 2))),
            "needed_p90": shown_days(nearest_rank(needed, Fraction(9, 10))),
            "early_share": rounded(Fraction(early, len(rows))),
            "smallest": smallest})
    return {"schema": "lsr.handling/1", "as_of": iso(policy.as_of, policy.zone),
            "window": {"days": max(policy.windows), "from": start.isoformat(), "to": to.isoformat()},
            "skus": skus}


# ---------------------------------------------------------------------------------------------
# SPEC 8. `lsr forecast`
# ---------------------------------------------------------------------------------------------

def hundredths(fraction, half_up):
    """Two places: rounded half up, or cut off."""
    whole = fraction * 100 + (Fraction(1, 2) if half_up else 0)
    return float(Fraction(whole.numerator // whole.denominator, 100))


def forecast(log, policy, days_ahead):
    """The windows of the days after as-of, the rest on time [R104]."""
    judged = judged_orders(log)
    as_of_day = day_of(policy.as_of, policy.zone)
    known_of, late_of, decided_of = {}, {}, {}                  # civil day -> orders
    for order in judged:
        day = order.row.ship_by.day
        known_of[day] = known_of.get(day, 0) + 1
        late_of[day] = late_of.get(day, 0) + (order.verdict == "late")
        decided_of[day] = decided_of.get(day, 0) + (order.verdict != "open")

    first = first_day_of_longest_window(policy)
    if known_of:
        first = max(first, min(min(known_of), as_of_day))       # a log that is younger than the window
    recent = len(orders_between(judged, first, as_of_day))
    covered = [first + n * ONE_DAY for n in range((as_of_day - first).days + 1)]
    business_days = max(1, sum(1 for day in covered if policy.is_business_day(day)))
    volume = Fraction(recent, business_days)

    windows = []
    for length_of in policy.windows:
        now = window(length_of, judged, policy)
        ahead, affordable, back_within, over_from = [], [], None, None
        for n in range(1, days_ahead + 1):
            day = as_of_day + n * ONE_DAY
            inside = [day - k * ONE_DAY for k in range(length_of)]
            yet_to_come = [one for one in inside if one > as_of_day and policy.is_business_day(one)]
            known = sum(known_of.get(one, 0) for one in inside)
            late = sum(late_of.get(one, 0) for one in inside)
            assumed = sum((max(Fraction(0), volume - known_of.get(one, 0)) for one in yet_to_come), Fraction(0))
            total = known + assumed
            status = status_of(late, total, policy)
            leaving = day - length_of * ONE_DAY
            ahead.append({
                "day": day.isoformat(), "leaving_late": late_of.get(leaving, 0),
                "leaving_decided": decided_of.get(leaving, 0), "late": late, "known": known,
                "assumed": hundredths(assumed, half_up=True),
                "rate": rounded(late / total) if total else None, "status": status})
            if yet_to_come:
                affordable.append((policy.threshold * total - late) / len(yet_to_come))
            elif status == "over":
                affordable.append(Fraction(0))
            if now["status"] == "over" and back_within is None and status != "over":
                back_within = day.isoformat()
            if over_from is None and status == "over" and (now["status"] != "over" or back_within is not None):
                over_from = day.isoformat()
        windows.append({
            "days": length_of, "status": now["status"], "rate": now["rate"], "back_within": back_within,
            "over_from": over_from,
            "affordable_late_per_day": hundredths(max(Fraction(0), min(affordable, default=Fraction(0))), half_up=False),
            "ahead": ahead})
    return {"schema": "lsr.forecast/1", "as_of": iso(policy.as_of, policy.zone),
            "daily_volume": {"orders": recent, "days": business_days}, "windows": windows}


# ---------------------------------------------------------------------------------------------
# SPEC 3, 8. --holidays
# ---------------------------------------------------------------------------------------------

def read_holidays(options, policy):
    """day -> name or None."""
    if policy.holidays_name == "none":
        return {}
    if policy.holidays_name != "file":
        return holidays_of_marketplace(policy.holidays_name)
    name = options.holidays
    lines = re.split("\r\n|\r|\n", read_text(name, options))
    first = next(line for line in lines if line.strip() != "")
    if first.strip().upper() == "BEGIN:VCALENDAR":
        found = holidays_of_calendar(name, lines)
    else:
        found = holidays_of_list(name, lines, policy)
    names = {}                                          # of a day that is listed twice, all [R92]
    for day, words in found:
        names.setdefault(day, [])
        if words and words not in names[day]:
            names[day].append(words)
    if not names:
        raise InputError(f"{name}: holds no holiday")
    return {day: " / ".join(words) or None for day, words in names.items()}


def holidays_of_list(name, lines, policy):
    """A line a day, a range of days, blank, a comment, or the header [R84]."""
    holidays = []                                       # (day, name or None)
    is_first = True
    for number, line in enumerate(lines, 1):
        line = line.strip()
        if line == "" or line.startswith("#"):
            continue
        was_first, is_first = is_first, False
        if was_first and not any(c in "0123456789" for c in line):
            continue
        for end in range(len(line), 0, -1):
            if end < len(line) and line[end] not in " ,;\t":
                continue
            days = days_of_text(line[:end], policy)
            if days is not None:
                break
        else:
            days = []
        if not days:
            raise InputError(f"{name}:{number}: no day at the beginning of \"{shown(line)}\"")
        words = line[end:].strip(" ,;\t")
        if words.startswith("\""):
            words = re.match('"((?:[^"]|"")*)', words).group(1).replace("\"\"", "\"")
        for day in days:
            holidays.append((day, words.strip() or None))
    return holidays


def days_of_text(text, policy):
    """The days of D or D..D, of an order that is not open; none where there is a time.  Else None."""
    ends = []
    for part in text.split(".."):
        moments = [moment for moment in (read_date(part, order, policy) for order in ("mdy", "dmy")) if moment]
        if not all(moment.day_only for moment in moments):
            return []
        if len({moment.day for moment in moments}) != 1:
            return None
        ends.append(moments[0].day)
    if len(ends) > 2 or ends[-1] < ends[0]:
        return None
    days = []
    while not days or days[-1] < ends[-1]:
        days.append(ends[0] + len(days) * ONE_DAY)
    return days


# --- RFC 5545

LAST_YEAR_OF_RULES = 2060                               # a rule without an end is followed up to here


class Property:
    def __init__(self, name, line, text):
        self.file = name
        self.line = line
        match = re.fullmatch(r"([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^\":;,]*)"
                             r"(?:,(?:\"[^\"]*\"|[^\":;,]*))*)*):(.*)", text, re.DOTALL)
        if match is None:
            self.fault("no property")
        self.name = match.group(1).upper()
        self.parameters = {key.upper(): value.strip('"') for key, value in
                           re.findall(r";([A-Za-z0-9-]+)=(\"[^\"]*\"|[^;]*)", match.group(2))}
        self.value = match.group(3)

    def fault(self, words):
        raise InputError(f"{self.file}:{self.line}: {words}")

    def is_day(self):
        return self.parameters.get("VALUE", "").upper() == "DATE" or re.fullmatch(r"\d{8}", self.value) is not None

    def day(self, text=None):
        """A DATE; of a DATE-TIME its date [R87]."""
        match = re.fullmatch(r"(\d{4})(\d{2})(\d{2})(T\d{6}Z?)?", text or self.value)
        try:
            return date(*(int(part) for part in match.group(1, 2, 3)))
        except (AttributeError, ValueError):
            self.fault("no date that exists")

    def days(self):
        return [self.day(text) for text in self.value.split(",")]


def unescaped(text):
    """A TEXT value."""
    return re.sub(r"\\(.)", lambda match: " " if match.group(1) in "nN" else match.group(1), text).strip()


def holidays_of_calendar(name, lines):
    """RFC 5545 [R85]."""
    # A line that begins with a blank continues the one before.
    unfolded = []                                       # [line number, text]
    for number, line in enumerate(lines, 1):
        if line[:1] in (" ", "\t") and unfolded:
            unfolded[-1][1] += line[1:]
        elif line.strip() != "":
            unfolded.append([number, line])
    # Some programs break a description so: a line without a colon is none of the calendar's [R85].
    unfolded = [[number, text] for number, text in unfolded if ":" in text]

    events, inside = [], []
    for number, text in unfolded:
        one = Property(name, number, text)
        if one.name == "BEGIN":
            inside.append(one.value.strip().upper())
            if inside[-1] == "VEVENT":
                events.append({"line": one})
        elif one.name == "END":
            if not inside or inside.pop() != one.value.strip().upper():
                one.fault("ends what did not begin")
        elif not inside:
            one.fault("outside a calendar")
        elif inside[-1] == "VEVENT":                    # what an alarm within an event says is its own affair
            events[-1].setdefault(one.name, []).append(one)
    if inside:
        raise InputError(f"{name}:{unfolded[-1][0]}: ends within a {inside[-1]}")

    # An event with a RECURRENCE-ID stands for that one repetition of its series [R88].
    replaced = set()
    for event in events:
        if "RECURRENCE-ID" in event and event["RECURRENCE-ID"][0].is_day() and "UID" in event:
            replaced.add((event["UID"][0].value, event["RECURRENCE-ID"][0].day()))

    holidays = []
    for event in events:
        if "STATUS" in event and event["STATUS"][0].value.strip().upper() == "CANCELLED":
            continue
        if "DTSTART" not in event or not event["DTSTART"][0].is_day():
            continue
        summary = unescaped(event["SUMMARY"][0].value) if "SUMMARY" in event else ""
        uid = event["UID"][0].value if "UID" in event else None
        for begin in beginnings(event):
            if "RECURRENCE-ID" not in event and (uid, begin) in replaced:
                continue
            for n in range(length(event)):
                holidays.append((begin + n * ONE_DAY, summary or None))
    return holidays


def length(event):
    """Days that an event lasts; DTEND is the first day after it."""
    start = event["DTSTART"][0].day()
    if "DTEND" in event:
        return max(1, (event["DTEND"][0].day() - start).days)
    if "DURATION" in event:
        one = event["DURATION"][0]
        match = re.fullmatch(r"\+?P(?:(\d+)W|(\d+)D)", one.value.strip().upper())
        if match is None:
            one.fault("no duration in whole days")
        return max(1, int(match.group(1) or 0) * 7 + int(match.group(2) or 0))
    return 1


def beginnings(event):
    """The first days of an event's repetitions."""
    days = {event["DTSTART"][0].day()}
    for rule in event.get("RRULE", []):
        days |= set(days_of_rule(rule, event["DTSTART"][0].day()))
    for dates in event.get("RDATE", []):
        days |= set(dates.days())
    for dates in event.get("EXDATE", []):
        days -= set(dates.days())
    return sorted(days)


def numbers_of(one, text):
    try:
        return [int(number) for number in text.split(",")]
    except ValueError:
        one.fault("no numbers")


def days_of_rule(one, start):
    """Every day of every year is held against the rule [R86]."""
    parts = {}
    for part in one.value.strip().strip(";").split(";"):
        key, equals, value = part.partition("=")
        if not equals:
            one.fault("no rule")
        parts[key.strip().upper()] = value.strip().upper()
    unknown = set(parts) - {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "BYDAY", "BYSETPOS", "WKST"}
    if "COUNT" in parts and "UNTIL" in parts:
        one.fault("both COUNT and UNTIL")
    if parts.get("FREQ") != "YEARLY" or unknown:
        one.fault("only yearly rules by month and day are understood")

    months = numbers_of(one, parts["BYMONTH"]) if "BYMONTH" in parts else None
    month_days = numbers_of(one, parts["BYMONTHDAY"]) if "BYMONTHDAY" in parts else None
    weekdays = None                                     # [(which or None, weekday)]
    if "BYDAY" in parts:
        weekdays = []
        for text in parts["BYDAY"].split(","):
            match = re.fullmatch(r"([+-]?\d+)?(MO|TU|WE|TH|FR|SA|SU)", text)
            if match is None:
                one.fault("no weekday")
            weekdays.append((int(match.group(1)) if match.group(1) else None,
                             ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].index(match.group(2))))
    if months is None and month_days is None and weekdays is None:
        months, month_days = [start.month], [start.day]
    elif month_days is None and weekdays is None:
        month_days = [start.day]

    def fits(day):
        days_in_month = calendar.monthrange(day.year, day.month)[1]
        if month_days is not None and day.day not in month_days and day.day - days_in_month - 1 not in month_days:
            return False
        if weekdays is not None:
            # The second Monday is that of the month where the rule names months, else of the year.
            if months is not None:
                place, of = day.day, days_in_month
            else:
                place, of = day.timetuple().tm_yday, 366 if calendar.isleap(day.year) else 365
            which = {None, (place + 6) // 7, -((of - place + 7) // 7)}
            return any(number in which and weekday == day.weekday() for number, weekday in weekdays)
        return True

    [interval] = numbers_of(one, parts.get("INTERVAL", "1"))[:1]
    count = numbers_of(one, parts["COUNT"])[0] if "COUNT" in parts else None
    until = one.day(parts["UNTIL"]) if "UNTIL" in parts else None
    if interval < 1:
        one.fault("no interval")
    found = [start]
    for year in range(start.year, LAST_YEAR_OF_RULES + 1, interval):
        days = [date(year, month, n) for month in range(1, 13) if months is None or month in months
                for n in range(1, calendar.monthrange(year, month)[1] + 1)]
        days = [day for day in days if fits(day)]
        if "BYSETPOS" in parts:
            days = sorted({days[n - 1 if n > 0 else n] for n in numbers_of(one, parts["BYSETPOS"])
                           if -len(days) <= n <= len(days) and n != 0})
        found += [day for day in days if day > start]
    if until is not None:
        found = [day for day in found if day <= until]
    return found if count is None else found[:count]


# ---------------------------------------------------------------------------------------------
# SPEC 8, 11. `lsr deadline` and `lsr calendar`
# ---------------------------------------------------------------------------------------------

def say_beyond_holidays(days, policy, err):
    """Once; no warning that counts [R91]."""
    if any(policy.is_beyond_holidays(day) for day in days):
        print("note: holidays are known for 2015 to 2035; there are days outside", file=err)


def listed_days(first, last, policy, purchase=None):
    """SPEC 11's `days`."""
    days = []
    counted = 0
    day = first
    while day <= last:
        if day == purchase:
            kind, name = "purchase", None
        else:
            kind, name = policy.kind_of_day(day)
        if kind == "business":
            counted += 1
        days.append({"day": day.isoformat(), "kind": kind, "name": name,
                     "count": counted if kind == "business" else None})
        day += ONE_DAY
    return days


def deadline(options, policy):
    """(document, the purchase and the ship-by day) [R89]."""
    purchase = options.purchased
    handling_time = 2 if policy.handling_time is None else policy.handling_time
    ship_by = computed_ship_by(purchase, handling_time, policy)
    return {
        "schema": "lsr.deadline/1",
        "purchased": iso(purchase.last, policy.zone),
        "handling_time": handling_time,
        "ship_by": iso(ship_by.last, policy.zone),
        "ship_by_source": "computed",
        "scan_by": None if policy.scan_check == "off" else iso(ship_by.last + policy.scan_window, policy.zone),
        "days": listed_days(purchase.day, ship_by.day, policy, purchase.day),
    }, [purchase.day, ship_by.day]


def calendar_of(options, policy):
    """(document, the first and the last day) [R90]."""
    days = listed_days(options.first_day, options.last_day, policy)

    def number_of(kind):
        return sum(1 for day in days if day["kind"] == kind)

    return {
        "schema": "lsr.calendar/1",
        "from": options.first_day.isoformat(),
        "to": options.last_day.isoformat(),
        "policy": {"marketplace": policy.marketplace, "time_zone": policy.zone_name,
                   "operating_days": policy.shown_operating_days(options.last_day),
                   "holidays": policy.holidays_name},
        "business_days": number_of("business"),
        "weekend_days": number_of("weekend"),
        "holidays": number_of("holiday"),
        "days": days,
    }, [options.first_day, options.last_day]


# ---------------------------------------------------------------------------------------------
# Options
# ---------------------------------------------------------------------------------------------

def read_zone(text, name):
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise WrongUsage(f"{name} {text}: no such time zone")


def read_operating_days(text):
    text = text.lower()
    days = set()
    if not all(word in WEEKDAYS for part in text.split(",") for word in part.split("-")):
        raise WrongUsage(f"--operating-days {text}")
    for part in text.split(","):
        if "-" in part:
            start, end = part.split("-")
            at = WEEKDAYS.index(start)
            days.add(at)
            while at != WEEKDAYS.index(end):
                at = (at + 1) % 7
                days.add(at)
        else:
            days.add(WEEKDAYS.index(part))
    return days


def read_option_date(text, policy, name):
    """Any form of SPEC 2 whose order is not open, in the policy's time zone."""
    zone, policy.input_zone = policy.input_zone, policy.zone
    try:
        moments = [read_date(text, order, policy) for order in ("mdy", "dmy")]
    finally:
        policy.input_zone = zone
    moments = [m for m in moments if m is not None]
    if not moments or len({m.last for m in moments}) > 1:
        raise WrongUsage(f"{name} {text}: no date, or one whose order is open")
    return moments[0]


def read_option_day(text, policy, name):
    moment = read_option_date(text, policy, name)
    if not moment.day_only:
        raise WrongUsage(f"{name} {text}: a day without a time")                            # [R93]
    return moment.day


def read_days(text, policy, name):
    """D or D..D."""
    parts = text.split("..")
    start = read_option_day(parts[0], policy, name)
    end = read_option_day(parts[-1], policy, name)
    if len(parts) > 2 or end < start:
        raise WrongUsage(f"{name} {text}: D or D..D, the first day first")
    days = set()
    while start <= end:
        days.add(start)
        start += ONE_DAY
    return days


def read_share(text, name):
    """"4%" or "0.04"."""
    try:
        if text.endswith("%"):
            return Fraction(text[:-1]) / 100
        share = Fraction(text)
    except ValueError:
        raise WrongUsage(f"{name} {text}")
    if share >= 1:
        raise WrongUsage(f"{name} {text}: write {text}%")
    return share


def read_options(arguments):
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("command", choices=["report", "orders", "plan", "trend", "handling", "forecast", "deadline", "calendar"])
    parser.add_argument("files", nargs="*")
    parser.add_argument("--as-of")
    parser.add_argument("--purchased")                          # lsr deadline
    parser.add_argument("--from", dest="first_day")             # lsr calendar
    parser.add_argument("--to", dest="last_day")
    parser.add_argument("--marketplace", choices=list(ZONE_OF_MARKETPLACE), default="us")
    parser.add_argument("--time-zone")
    parser.add_argument("--operating-days")
    parser.add_argument("--holidays")
    parser.add_argument("--closed", action="append", default=[])
    parser.add_argument("--open", action="append", default=[])
    parser.add_argument("--handling-time")
    parser.add_argument("--cut-off", default="14:00")
    parser.add_argument("--ship-by", choices=["given", "computed"], default="given")
    parser.add_argument("--scan-window", default="48h")
    parser.add_argument("--scan-check", choices=["auto", "required", "off"], default="auto")
    parser.add_argument("--untracked", choices=["late", "ignore"], default="late")
    parser.add_argument("--threshold", default="4%")
    parser.add_argument("--window", action="append", default=[])
    parser.add_argument("--shipments", action="append", default=[])
    parser.add_argument("--scans", action="append", default=[])
    parser.add_argument("--handling-times", action="append", default=[])
    parser.add_argument("--encoding")
    parser.add_argument("--map", action="append", default=[])
    parser.add_argument("--delimiter")
    parser.add_argument("--quote", choices=["on", "off"])
    parser.add_argument("--date-order", choices=["ymd", "mdy", "dmy"])
    parser.add_argument("--input-time-zone")
    parser.add_argument("--max-rejects", default="0")
    parser.add_argument("--exit-zero", action="store_true")
    parser.add_argument("--format", choices=["json", "jsonl", "csv"])
    parser.add_argument("--only")
    parser.add_argument("--auto-cancel", default="7")           # lsr plan
    parser.add_argument("--within")
    parser.add_argument("--days", default="30")                 # lsr forecast
    parser.add_argument("--by", action="append", default=[])    # lsr report
    parser.add_argument("--since")                              # lsr report, lsr plan
    parser.add_argument("--quiet", action="store_true")
    # `--threshold <4%` and friends never begin with a dash, so plain argparse will do.
    options = parser.parse_intermixed_args(arguments)

    policy = Policy(options.marketplace)
    if options.time_zone is not None:
        policy.zone_name = options.time_zone
        policy.zone = read_zone(options.time_zone, "--time-zone")
    policy.input_zone = (read_zone(options.input_time_zone, "--input-time-zone") if options.input_time_zone
                         else policy.zone)
    if options.operating_days is not None:
        policy.given_operating_days = read_operating_days(options.operating_days)
    if options.holidays in ZONE_OF_MARKETPLACE or options.holidays == "none":
        policy.holidays_name = options.holidays
    elif options.holidays is not None:
        policy.holidays_name = "file"
    for text in options.closed:
        policy.closed |= read_days(text, policy, "--closed")
    for text in options.open:
        policy.opened |= read_days(text, policy, "--open")
    if options.handling_time is not None:
        policy.handling_time = handling_time_of_text(options.handling_time)
        if policy.handling_time is None:
            raise WrongUsage(f"--handling-time {options.handling_time}")
    cut_off = re.fullmatch(r"(\d{1,2}):(\d{2})", options.cut_off)
    if cut_off is None or int(cut_off.group(1)) > 23 or int(cut_off.group(2)) > 59:
        raise WrongUsage(f"--cut-off {options.cut_off}: HH:MM")
    policy.cut_off = int(cut_off.group(1)), int(cut_off.group(2))
    policy.ship_by = options.ship_by
    policy.scan_window = int(options.scan_window.rstrip("h")) * 3600
    policy.scan_check = options.scan_check
    policy.untracked = options.untracked
    policy.threshold_inclusive = not options.threshold.startswith("<")
    policy.threshold = read_share(options.threshold.lstrip("<"), "--threshold")
    if not 0 <= policy.threshold < 1:
        raise WrongUsage(f"--threshold {options.threshold}")
    if options.window:
        policy.windows = [int(text.rstrip("d")) for text in options.window]
    policy.date_order = options.date_order
    if options.as_of is not None:
        policy.as_of = read_option_date(options.as_of, policy, "--as-of").last
    mapping = {}
    for text in options.map:
        field, column = text.split("=", 1)
        known = {normal(f): f for f in COLUMNS}
        if normal(field) not in known:
            raise WrongUsage(f"--map {text}: no such field")
        mapping[known[normal(field)]] = column
    options.map = mapping
    options.only = options.only.split(",") if options.only else None
    if options.command not in ("orders", "plan") and options.format not in (None, "json"):
        raise WrongUsage(f"{options.command}: json")
    options.by = read_groupings(options.by)
    if options.by and options.command != "report":
        raise WrongUsage(f"{options.command}: no --by")
    if options.since is not None and options.command not in ("report", "plan"):
        raise WrongUsage(f"{options.command}: no --since")
    if options.auto_cancel == "none":
        options.auto_cancel = None
    elif re.fullmatch(r"\d+", options.auto_cancel):
        options.auto_cancel = int(options.auto_cancel)
    else:
        raise WrongUsage(f"--auto-cancel {options.auto_cancel}: N or none")
    if options.within is not None:
        within = re.fullmatch(r"(\d+)([hd])", options.within)
        if within is None:
            raise WrongUsage(f"--within {options.within}: 24h or 2d")
        options.within = int(within.group(1)) * (3600 if within.group(2) == "h" else 24 * 3600)
    if not re.fullmatch(r"\d+", options.days) or not 1 <= int(options.days) <= 366:
        raise WrongUsage(f"--days {options.days}: from 1 to 366")
    options.days = int(options.days)
    if options.command not in ("deadline", "calendar"):
        if options.as_of is None or not options.files:
            raise WrongUsage(f"{options.command}: needs --as-of and a FILE")
    elif options.files:
        raise WrongUsage(f"{options.command}: reads no FILE")
    if options.command == "deadline":
        if options.purchased is None:
            raise WrongUsage("deadline: needs --purchased")
        options.purchased = read_option_date(options.purchased, policy, "--purchased")
    if options.command == "calendar":
        if options.first_day is None or options.last_day is None:
            raise WrongUsage("calendar: needs --from and --to")
        options.first_day = read_option_day(options.first_day, policy, "--from")
        options.last_day = read_option_day(options.last_day, policy, "--to")
        if options.last_day < options.first_day:
            raise WrongUsage("calendar: --to is before --from")
    if options.command == "orders" and options.format not in (None, "jsonl", "csv"):
        raise WrongUsage("orders: jsonl or csv")
    return options, policy


def rejects_allowed(log, text):
    """N itself is allowed; N% is of the rows of all files, shipments and scans among them [R71]."""
    if text.endswith("%"):
        return log.rejected <= Fraction(text[:-1]) / 100 * log.rows_of_all_files
    return log.rejected <= int(text)


def run(arguments, out=sys.stdout, err=sys.stderr):
    try:
        options, policy = read_options(arguments)
    except WrongUsage as error:
        print(f"slow_lsr: {error}", file=err)
        return 2
    try:
        policy.holidays = read_holidays(options, policy)
        if options.command in ("deadline", "calendar"):
            document, days = (deadline if options.command == "deadline" else calendar_of)(options, policy)
            say_beyond_holidays(days, policy, err)
            print(json.dumps(document, indent=2, ensure_ascii=False), file=out)
            return 0
        previous = read_previous(options.since) if options.since is not None else None
        log = read_log(options, policy)
        check_groupings(log, options.by)
    except InputError as error:
        print(f"slow_lsr: {error}", file=err)
        return 3

    for file in log.files:
        for line, words, _ in file.rejected:
            print(f"{file.name}:{line}: {words}", file=err)
    for file in log.files:
        for words in file.warnings:
            print(f"warning: {file.name}: {words}", file=err)
    for words in log.own_warnings:
        print(f"warning: {words}", file=err)
    for row in log.accepted + log.shipments + log.scans:
        for words in row.warnings:
            print(f"warning: {row.file.name}:{row.line}: {words}", file=err)

    judged = [row for order in log.orders.values() for row in order.standing
              if row.verdict in ("late", "open", "on-time")]
    say_beyond_holidays([moment.day for row in judged for moment in (row.purchase, row.ship_by) if moment], policy, err)

    result = report(log, policy)
    document, keys, lines = None, None, None
    if options.command == "report":
        document = result
        document["breakdowns"] = [breakdown(name, judged_orders(log), policy) for name in options.by]
    elif options.command == "orders":
        keys = ORDER_KEYS
        lines = [order_line(order, policy) for order in log.orders.values()
                 if order.verdict != "future" and wanted(order, options.only)]
    elif options.command == "plan":
        windows, lines = plan(log, policy, options)
        if options.format in (None, "json"):
            document = {"schema": "lsr.plan/1", "as_of": iso(policy.as_of, policy.zone), "windows": windows, "plan": lines}
        keys = PLAN_KEYS
    elif options.command == "trend":
        document = trend(log, policy)
    elif options.command == "handling":
        document = handling(log, policy)
    else:
        document = forecast(log, policy, options.days)

    if options.command in ("report", "plan") and document is not None:
        all_lines = [line for _, line in plan_lines(log, policy, options.auto_cancel)] if "plan" in document else []
        document["since"] = since(previous, log, document, all_lines) if previous is not None else None
        document["order_ids"] = order_ids(log, policy)
        if options.quiet and previous is not None and not document["since"]["changed"]:
            document, lines = None, []                          # nothing is printed where nothing changed [R111]

    if document is not None:
        print(json.dumps(document, indent=2, ensure_ascii=False), file=out)
    elif options.format == "csv":
        print(",".join(keys), file=out)
        for line in lines:
            print(",".join(csv_cell(line[key]) for key in keys), file=out)
    else:
        for line in lines:
            print(json.dumps(line, ensure_ascii=False), file=out)

    # SPEC 7: the highest that applies [R26] [R102].
    if not rejects_allowed(log, options.max_rejects):
        return 3
    if result["status"] == "over" and not options.exit_zero:
        return 1
    return 0


# ---------------------------------------------------------------------------------------------
# Self-check: the tables of SPEC 3 and 4, worked by hand
# ---------------------------------------------------------------------------------------------

def self_check():
    import io
    import tempfile
    failures = []

    def check(what, got, expected):
        if got != expected:
            failures.append(f"{what}: got {got!r}, expected {expected!r}")

    # SPEC 3's table.
    table = [
        ("2026-03-07 14:03", 2, "mon-fri", "2026-03-10T23:59:59-07:00"),
        ("2026-03-05 09:00", 2, "mon-fri", "2026-03-09T23:59:59-07:00"),
        ("2026-03-06 23:59:59", 1, "mon-fri", "2026-03-09T23:59:59-07:00"),
        ("2026-03-07 00:00:00", 1, "mon-fri", "2026-03-09T23:59:59-07:00"),
        ("2026-11-25 10:00", 1, "mon-fri", "2026-11-27T23:59:59-08:00"),
        ("2026-03-09 13:59:59", 0, "mon-fri", "2026-03-09T23:59:59-07:00"),
        ("2026-03-09 14:00:00", 0, "mon-fri", "2026-03-10T23:59:59-07:00"),
        ("2026-03-08 10:00", 0, "mon-fri", "2026-03-09T23:59:59-07:00"),
        ("2026-03-06 10:00", 1, "mon-sat", "2026-03-07T23:59:59-08:00"),
    ]
    for purchased, handling, days, expected in table:
        policy = Policy()
        policy.holidays = us_federal_holidays()
        policy.given_operating_days = read_operating_days(days)
        due = computed_ship_by(read_date(purchased, "mdy", policy), handling, policy)
        check(f"purchased {purchased}, handling {handling}", iso(due.last, policy.zone), expected)

    # Amazon's own examples.
    for zone, holidays, purchased, handling, expected in [
            ("Europe/Paris", {}, "2015-04-12T20:40:27Z", 2, "2015-04-14T21:59:59Z"),
            ("America/Los_Angeles", us_federal_holidays(), "2018-12-16T18:53:45Z", 1,
             "2018-12-18T07:59:59Z")]:
        policy = Policy()
        policy.zone = policy.input_zone = ZoneInfo(zone)
        policy.holidays = holidays
        due = computed_ship_by(read_date(purchased, "mdy", policy), handling, policy)
        check(f"{zone} {purchased}", due.last, read_date(expected, "mdy", policy).last)

    # Every accepted form of SPEC 2 names the same second, or the same day.
    policy = Policy()
    policy.zone = policy.input_zone = UTC
    same = read_date("2026-03-07T14:03:22Z", "mdy", policy).first
    for text in ["2026-03-07T14:03:22.999Z", "2026-03-07 14:03:22", "2026-03-07 14:03:22 utc",
                 "2026/03/07 23:03:22 JST", "3/7/2026 2:03:22 PM", "7 Mar 2026 14:03:22",
                 "07-Mar-2026 14:03:22", "March 7, 2026 2:03:22 pm", "Mar 7, 2026 6:03:22 AM PST",
                 "07.03.2026 14:03:22", "2026-03-07t15:03:22+01:00", "2026-03-07 15:03:22 +0100",
                 "2026-03-07T06:03:22-08", "2026-03-07 19:33:22 IST", "2026-03-07 08:03:22 CST",
                 "2026-03-07 15:03:22 BST", "2026-03-07 11:03:22 BRT"]:
        moment = read_date(text, "mdy", policy)
        check(text, moment and moment.first, same)
    for text in ["2026-02-30", "2026-03-07 24:00:00", "2026-03-07 23:59:60", "3/7/26", "1772892202",
                 "46088", "46088.5", "2026-03-07 13:00 PM", "yesterday", "2026-13-01", "31.02.2026"]:
        check(text, read_date(text, "mdy", policy), None)
    for text in ["", "  ", "N/A", "NA", "null", "none", "-", "--", "0000-00-00",
                 "0000-00-00 00:00:00"]:
        check(f"empty {text!r}", is_empty(text), True)

    # Clock changes: a skipped local time, a repeated one, the end of a day that repeats it.
    policy = Policy()
    check("skipped", iso(read_date("2026-03-08 02:30", "mdy", policy).first, policy.zone),
          "2026-03-08T03:30:00-07:00")
    check("repeated", iso(read_date("2026-11-01 01:30", "mdy", policy).first, policy.zone),
          "2026-11-01T01:30:00-07:00")
    sao_paulo = ZoneInfo("America/Sao_Paulo")
    check("end of a repeated hour", iso(last_second(date(2018, 2, 17), sao_paulo), sao_paulo),
          "2018-02-17T23:59:59-03:00")
    check("a day without a midnight", iso(first_second(date(2018, 11, 4), sao_paulo), sao_paulo),
          "2018-11-04T01:00:00-02:00")

    # Federal holidays on their observed day alone.
    holidays = us_federal_holidays()
    for day, expected in [(date(2021, 12, 31), True), (date(2022, 1, 1), False),
                          (date(2021, 6, 18), True), (date(2020, 6, 19), False),
                          (date(2026, 7, 3), True), (date(2027, 7, 5), True),
                          (date(2026, 11, 26), True), (date(2026, 11, 27), False)]:
        check(f"holiday {day}", day in holidays, expected)

    # SPEC 3, 8: marketplaces.
    check("us.csv against the law", set(holidays_of_marketplace("us").items()) ^ set(holidays.items()), set())
    policy = Policy("ae")
    for day, expected in [(date(2021, 12, 31), False), (date(2021, 12, 26), True), (date(2021, 12, 30), True),
                          (date(2022, 1, 2), False), (date(2022, 1, 3), True), (date(2022, 1, 7), True)]:
        check(f"ae {day}", policy.is_business_day(day), expected)
    check("ae, the week before", policy.shown_operating_days(date(2021, 12, 31)), ["mon", "tue", "wed", "thu", "sun"])
    check("ae, the week after", policy.shown_operating_days(date(2022, 1, 1)), ["mon", "tue", "wed", "thu", "fri"])
    check("habits", [Policy(m).habit() for m in ("us", "ca", "jp")], ["mdy", "dmy", "dmy"])
    for marketplace in ZONE_OF_MARKETPLACE:
        check(f"zone of {marketplace}", day_of(last_second(date(2026, 3, 9), Policy(marketplace).zone),
                                               Policy(marketplace).zone), date(2026, 3, 9))

    # --holidays FILE.
    def holidays_of(text, *more):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "holidays")
            with open(path, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
            out, err = io.StringIO(), io.StringIO()
            status = run(["calendar", "--from", "2026-01-01", "--to", "2028-12-31", "--operating-days",
                          "mon,tue,wed,thu,fri,sat,sun", "--holidays", path, *more], out, err)
            if status != 0:
                return err.getvalue().split(path)[1].split(" ")[0]
            return {day["day"]: day["name"] for day in json.loads(out.getvalue())["days"] if day["kind"] == "holiday"}

    one = "2026-03-07"
    for text, expected in [
            ("2026-03-07", {one: None}), ("2026-03-07\n", {one: None}), ("\n# 1\n 7 Mar 2026 ,Foo\r\n", {one: "Foo"}),
            ("date,name\nMarch 7, 2026;Foo, bar \n", {one: "Foo, bar"}), ("03/13/2026 x", {"2026-03-13": "x"}),
            ("13/03/2026\t\"a \"\"b\"\"\"", {"2026-03-13": 'a "b"'}), ("2026-03-07\rdate,name", ":2:"),
            ("2026-03-07..2026-03-08,x", {one: "x", "2026-03-08": "x"}), ("date\n03/04/2026", ":2:"),
            ("2026-03-07x", ":1:"), ("# x\n\n2026-03-07\n2026-02-30 x", ":4:"), ("Day\nName\n2026-03-07", ":2:"),
            ("2026-03-07 Foo\n07.03.2026 Bar", {one: "Foo / Bar"}), ("2026-03-08..2026-03-07", ":1:"), ("# none", ":"),
            ("2026-03-07 14:00 x", ":1:"), ("2026-03-07\n2026-03-07 Foo\n2026-03-07 Foo", {one: "Foo"})]:
        check(f"holidays {text!r}", holidays_of(text), expected)

    def event(*lines):
        return "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + "\r\n".join(lines) + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

    for lines, expected in [
            (["DTSTART;VALUE=DATE:20260307", "SUMMARY;LANGUAGE=en:Foo\\, b", " ar"], {one: "Foo, bar"}),
            (["DTSTART;VALUE=DATE:20260307", "DTEND;VALUE=DATE:20260309"], {one: None, "2026-03-08": None}),
            (["DTSTART;VALUE=DATE:20260307", "DURATION:P2D"], {one: None, "2026-03-08": None}),
            (["DTSTART;VALUE=DATE:20260307", "STATUS:CANCELLED"], ":"), (["DTSTART:20260307T090000Z"], ":"),
            (["DTSTART;VALUE=DATE:20260307", "RRULE:FREQ=YEARLY;BYMONTHDAY=7;COUNT=2"], {one: None, "2026-04-07": None}),
            (["DTSTART;VALUE=DATE:20260230"], ":3:"), (["non sense: no property"], ":3:"),
            (["DTSTART;VALUE=DATE:20120229", "RRULE:FREQ=YEARLY"], {"2028-02-29": None}),
            (["DTSTART;VALUE=DATE:20240307", "RRULE:FREQ=YEARLY;INTERVAL=2"], {one: None, "2028-03-07": None}),
            (["DTSTART;VALUE=DATE:20240307", "RRULE:FREQ=YEARLY;COUNT=3"], {one: None}),
            (["DTSTART;VALUE=DATE:20240307", "RRULE:FREQ=YEARLY;UNTIL=20270307T000000Z",
              "EXDATE;VALUE=DATE:20260307", "RDATE;VALUE=DATE:20260308,20260310"],
             {"2026-03-08": None, "2026-03-10": None, "2027-03-07": None}),
            (["DTSTART;VALUE=DATE:20151126", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH"],
             {"2026-11-26": None, "2027-11-25": None, "2028-11-23": None}),
            (["DTSTART;VALUE=DATE:20150525", "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO"],
             {"2026-05-25": None, "2027-05-31": None, "2028-05-29": None}),
            (["DTSTART;VALUE=DATE:20150619", "RRULE:FREQ=YEARLY;BYMONTH=6;BYDAY=FR;BYMONTHDAY=19,20,21,22,23,24,25"],
             {"2026-06-19": None, "2027-06-25": None, "2028-06-23": None}),
            (["DTSTART;VALUE=DATE:20151231", "RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1;UNTIL=20261231"],
             {"2026-12-31": None}),
            (["DTSTART;VALUE=DATE:20150101", "RRULE:FREQ=YEARLY;BYDAY=1TH;UNTIL=20270101"], {"2026-01-01": None}),
            (["DTSTART;VALUE=DATE:20150101", "RRULE:FREQ=LUNAR"], ":4:")]:
        check(f"holidays {lines}", holidays_of(event(*lines)), expected)
    check("a listed holiday that is opened", holidays_of("2026-03-07\n2026-03-09", "--open", "2026-03-07"),
          {"2026-03-09": None})
    check("a closed day", holidays_of("2026-03-07 x", "--closed", "2026-03-07..2026-03-08"),
          {one: "x", "2026-03-08": "closed"})

    # lsr deadline and lsr calendar.
    def document_of(*arguments):
        out, err = io.StringIO(), io.StringIO()
        run(list(arguments), out, err)
        return json.loads(out.getvalue()), err.getvalue()

    got, err = document_of("deadline", "--purchased", "2018-12-16T18:53:45Z", "--handling-time", "1")
    check("deadline", (got["ship_by"], got["scan_by"], err),
          ("2018-12-17T23:59:59-08:00", "2018-12-19T23:59:59-08:00", ""))
    got, err = document_of("deadline", "--purchased", "2026-03-07 14:03")
    check("deadline's days", [(d["day"][8:], d["kind"], d["count"]) for d in got["days"]],
          [("07", "purchase", None), ("08", "weekend", None), ("09", "business", 1), ("10", "business", 2)])
    got, err = document_of("calendar", "--from", "2035-12-24", "--to", "2036-01-01", "--closed", "2035-12-27..2035-12-29")
    check("calendar", [(d["day"][8:], d["kind"], d["name"], d["count"]) for d in got["days"]],
          [("24", "business", None, 1), ("25", "holiday", "Christmas Day", None), ("26", "business", None, 2),
           ("27", "holiday", "closed", None), ("28", "holiday", "closed", None), ("29", "weekend", None, None),
           ("30", "weekend", None, None), ("31", "business", None, 3), ("01", "business", None, 4)])
    check("calendar's counts", (got["business_days"], got["weekend_days"], got["holidays"]), (4, 2, 3))
    check("calendar's note", err.startswith("note:"), True)

    # SPEC 4, row by row.  As-of is Friday 2026-03-20 12:00; handling time 1; bought Monday
    # 2026-03-09 10:00, so due Tuesday 2026-03-10 23:59:59.
    head = ("order-id,purchase-date,ship-by-date,handling-time,confirm-date,first-scan-date,"
            "cancel-date,status,fulfillment-channel,tracking-number")
    cases = [
        ("2026-03-09 10:00,,1,,,,,AFN,", "excluded", "amazon-fulfilled"),
        ("nonsense,,,,,,,Amazon_NA,", "excluded", "amazon-fulfilled"),
        ("2026-03-09 10:00,,1,,,2026-03-10 09:00,,,", "excluded", "cancelled"),
        ("2026-03-09 10:00,,1,2026-03-10 08:00,2026-03-10 20:00,2026-03-10 09:00,,,T", "on-time", None),
        ("2026-03-09 10:00,,1,2026-03-10 08:00,,,Cancelled,,T", "excluded", "cancelled"),
        ("2026-03-09 10:00,,1,,,2026-03-21,Canceled,,", "late", "unconfirmed"),
        (",,,,,,Pending,,", "excluded", "pending"),
        (",2026-03-21,,,,,Pending - Waiting for Pick Up,,", "open", "awaiting-confirmation"),
        ("2026-03-09 10:00,,1,2026-03-11 00:00:00,,,,,T", "late", "confirmed-late"),
        ("2026-03-09 10:00,,1,,,,,,", "late", "unconfirmed"),
        ("2026-03-19 10:00,,1,,,,,,", "open", "awaiting-confirmation"),
        (",2026-03-20 12:00,,,,,,,", "open", "awaiting-confirmation"),
        (",2026-03-20 11:59:59,,,,,,,", "late", "unconfirmed"),
        ("2026-03-09 10:00,,1,2026-03-10 23:59:59,2026-03-12 23:59:59,,,,T", "on-time", None),
        ("2026-03-09 10:00,,1,2026-03-10 23:59:59,2026-03-13 00:00:00,,,,T", "late", "unscanned"),
        ("2026-03-09 10:00,,1,2026-03-10 08:00,,,,,T", "late", "unscanned"),
        ("2026-03-17 10:00,,1,2026-03-18 12:00:00,,,,,T", "open", "awaiting-scan"),
        ("2026-03-17 10:00,,1,2026-03-18 11:59:59,,,,,T", "late", "unscanned"),
        ("2026-03-09 10:00,,1,2026-03-10 08:00,2026-03-09 20:00,,,,T", "on-time", None),
        # a confirm known only by its day is late only if that day is after the ship-by day
        (",2026-03-10 09:00,,2026-03-10,2026-03-11,,,,T", "on-time", None),
        (",2026-03-10 09:00,,2026-03-11,2026-03-11,,,,T", "late", "confirmed-late"),
        # confirmed after as-of is not confirmed
        ("2026-03-09 10:00,,1,2026-03-20 12:00:01,,,,,T", "late", "unconfirmed"),
        # a day alone has happened once it has begun
        ("2026-03-19 10:00,,1,2026-03-20,,,,,T", "open", "awaiting-scan"),
        ("2026-03-20,,0,,,,,,", "open", "awaiting-confirmation"),
    ]
    lines = [head] + [f"o{n}," + cells for n, (cells, _, _) in enumerate(cases)]
    lines += ["future,2026-03-20 12:00:01,,1,,,,,,", "bad,2026-02-30,,1,,,,,,",
              "shipped,2026-03-09,,1,,,,Shipped,,"]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "orders.csv")
        with open(path, "w", encoding="utf-8") as stream:
            stream.write("\n".join(lines))
        out, err = io.StringIO(), io.StringIO()
        status = run(["orders", path, "--as-of", "2026-03-20 12:00", "--format", "jsonl"], out, err)
        check("exit status", status, 3)
        check("rejected rows", sum(1 for l in err.getvalue().splitlines() if l.startswith(path)), 2)
        got = [json.loads(line) for line in out.getvalue().splitlines()]
        check("lines of orders", len(got), len(cases))
        for line, (cells, expected, reason) in zip(got, cases):
            check(cells, (line["verdict"], line["reason"]), (expected, reason))

    # SPEC 5: packages.  As-of is Friday 2026-03-20 12:00; all orders are due Tuesday 2026-03-10
    # 23:59:59.  `early` is in time, `late` is not, `after` is after as-of.
    def joined(orders, shipments=None, scans=None, times=None, options=(), encode=lambda text: text.encode()):
        """(exit status, report, {order-id: line}, standard error)."""
        with tempfile.TemporaryDirectory() as folder:
            arguments = []
            for name, option, text in [("o.csv", None, orders), ("sh.csv", "--shipments", shipments),
                                       ("sc.csv", "--scans", scans), ("t.csv", "--handling-times", times)]:
                if text is not None:
                    path = os.path.join(folder, name)
                    with open(path, "wb") as stream:
                        stream.write(encode(text))
                    arguments += [option, path] if option else [path]
            arguments += ["--as-of", "2026-03-20 12:00"] + list(options)
            out, err, lines = io.StringIO(), io.StringIO(), io.StringIO()
            status = run(["report"] + arguments + ["--format", "json"], out, err)
            run(["orders"] + arguments + ["--format", "jsonl"], lines, io.StringIO())
            document = json.loads(out.getvalue()) if out.getvalue() else None
            orders_of = {line["order_id"]: line for line in map(json.loads, lines.getvalue().splitlines())}
            return status, document, orders_of, err.getvalue()

    def verdicts_of(orders_of):
        return {name: line["reason"] or line["verdict"] for name, line in orders_of.items()}

    words = {"early": "2026-03-10 09:00", "late": "2026-03-11 09:00", "after": "2026-03-20 13:00"}

    def told(text):
        for word, moment in words.items():
            text = text.replace(word, moment)
        return text

    head = "order-id,order-item-id,purchase-date,ship-by-date,confirm-date,tracking-number,status\n"
    bought = "2026-03-09 10:00,2026-03-10"
    sh_head = "order-id,order-item-id,confirm-date,tracking-number\n"

    # (what, rows after order-id, shipments after order-id, expected)
    for what, rows, shipments, expected in [
            ("a shipment gives the confirm", ["1,B,,,"], ["1,early,T"], "on-time"),
            ("the worst of two packages", ["1,B,,,"], ["1,early,T", "1,late,U"], "confirmed-late"),
            ("a package after as-of", ["1,B,,,"], ["1,early,T", "1,after,U"], "unconfirmed"),
            ("a row without a number is no package", ["1,B,late,,"], ["1,early,T"], "on-time"),
            ("a row with its shipment's number is none", ["1,B,late,T,"], ["1,early,T"], "on-time"),
            ("a row with another number is one", ["1,B,late,U,"], ["1,early,T"], "confirmed-late"),
            ("a row without a confirm is none", ["1,B,,U,"], ["1,early,T"], "on-time"),
            ("a shipment without a number took the row's", ["1,B,late,U,"], ["1,early,"], "on-time"),
            ("another item's shipment", ["1,B,,,", "2,B,early,,"], ["2,early,T"], "unconfirmed"),
            ("a shipment without an item", ["1,B,,,", "2,B,,,"], [",early,T"], "on-time"),
            ("a shipment of no row", ["1,B,,,", "2,B,,,"], ["3,early,T"], "on-time"),
            ("a shipment of a rejected row", ["1,B,,,", "2,2026-02-30,,,,"], ["2,early,T"], "unconfirmed"),
            ("a row without an item", [",B,,,"], ["7,early,T"], "on-time"),
            ("pending without a shipment", ["1,B,,,Pending"], ["2,early,T"], "on-time"),
            ("pending, its shipment elsewhere", ["1,B,,,Pending", "2,B,,,"], ["2,early,T"], "on-time"),
            ("pending with a shipment after as-of", ["1,B,,,Pending"], ["1,after,T"], "unconfirmed"),
            ("shipped with a shipment", ["1,B,,,Shipped"], ["1,early,T"], "on-time"),
    ]:
        orders = head + "".join("A," + told(row).replace("B", bought) + "\n" for row in rows)
        given = sh_head + "".join("A," + told(row) + "\n" for row in shipments)
        _, document, orders_of, _ = joined(orders, given, options=["--scan-check", "off"])
        check(what, verdicts_of(orders_of), {"A": expected})

    # Scans: handed from the row to its packages, from --scans by the number, the earlier of both.
    def scanned(rows, shipments, scans, *options):
        orders = head.replace("status", "first-scan") + "".join(
            "A," + told(row).replace("B", bought) + "\n" for row in rows)
        given = None if shipments is None else sh_head + "".join("A," + told(row) + "\n" for row in shipments)
        seen = None if scans is None else "tracking-number,scan-time,event\n" + "\n".join(scans) + "\n"
        _, document, orders_of, err = joined(orders, given, seen, options=options)
        return verdicts_of(orders_of).get("A"), document, orders_of.get("A"), err

    for what, rows, shipments, scans, expected in [
            ("no number takes the row's scan", ["1,B,early,T,2026-03-12 09:00"], ["1,early,"], None, "on-time"),
            ("the scan of another number", ["1,B,,T,2026-03-10 20:00"], ["1,early,U"], None, "unscanned"),
            ("a scan without a number is all packages'", ["1,B,,,2026-03-10 20:00"],
             ["1,early,U", "1,early,T"], None, "on-time"),
            ("--scans within 48 h", ["1,B,early,T,"], None, ["T,2026-03-12 09:00:00,"], "on-time"),
            ("--scans after 48 h", ["1,B,early,T,"], None, ["T,2026-03-12 09:00:01,"], "unscanned"),
            ("the earliest scan", ["1,B,early,T,"], None,
             ["T,2026-03-15,", "T,2026-03-12,", "T,2026-03-14,x"], "on-time"),
            ("a label is no scan", ["1,B,early,T,"], None, ["T,2026-03-10 10:00,Label created"], "unscanned"),
            ("a label without a time is skipped", ["1,B,early,T,2026-03-10 10:00"], None,
             ["T,,Label created", ",soon,pre_transit"], "on-time"),
            ("the row's is earlier", ["1,B,early,T,2026-03-10 10:00"], None, ["T,2026-03-15,"], "on-time"),
            ("the file's is earlier", ["1,B,early,T,2026-03-15"], None, ["T,2026-03-10 10:00,"], "on-time"),
            ("a scan of one package alone", ["1,B,,,"], ["1,early,T", "1,early,U"],
             ["T,2026-03-10 10:00,"], "unscanned"),
            ("a scan before the confirm", ["1,B,early,T,"], None, ["T,2026-03-09 11:00,"], "on-time"),
    ]:
        check(what, scanned(rows, shipments, scans)[0], expected)
    check("untracked", scanned(["1,B,early,,"], None, ["X,2026-03-10,"])[0], "unscanned")
    check("untracked, ignored", scanned(["1,B,early,,"], None, ["X,2026-03-10,"],
                                        "--untracked", "ignore")[0], "on-time")
    _, _, line, _ = scanned(["1,B,,T,"], ["1,early,U", "1,early,V"], ["U,2026-03-10 10:00,"])
    check("the package that decides", (line["tracking_number"], line["first_scan"], line["late_hours"]),
          ("V", None, 8 * 24 + 3))      # scan-by 2026-03-12 09:00, as-of 2026-03-20 12:00

    # What is counted.
    orders = told(head + "A,1,2026-03-09 10:00,2026-03-10,early,T,\nB,1,2026-03-09 10:00,2026-03-10,early,N,\n"
                  "C,1,2026-02-30,,,R,\nD,1,2026-03-25,2026-03-26,,F,\n")
    shipments = told(sh_head + "A,1,early,T\nB,1,soon,U\nC,1,early,V\nZ,1,early,W\nA,9,early,X\nD,,after,Y\n,1,early,K\n")
    scans = ("tracking-number,timestamp,status\nT,2026-03-10 10:00,\nV,2026-03-10,Accepted\n"
             "Q,2026-03-10,manifest\nP,,Accepted\n,2026-03-10,\nF,2026-03-11 10:00,\nX,2026-03-21,\n"
             "R,2026-03-10,\nW,2026-03-10,\nW,2026-03-11,\n")
    status, document, orders_of, err = joined(orders, shipments, scans)
    got = document["input"]
    check("exit status", status, 3)
    check("files", [(f["role"], f["rows"], f["rejected"]) for f in got["files"]],
          [("orders", 4, 1), ("shipments", 7, 2), ("scans", 10, 2)])
    check("rows", (got["rows"], got["rejected"], got["orders"], got["future"]), (4, 5, 3, 1))
    check("incomplete by a rejected shipment (B)", got["incomplete_orders"], 1)
    # shipments: those of C (its row was rejected) and Z; scans: V, R, W; numbers never scanned: N of B
    check("unmatched", got["unmatched"], {"shipments": 2, "scans": 3, "tracking_numbers": 1})
    check("verdicts", verdicts_of(orders_of), {"A": "unscanned", "B": "unscanned"})
    # item 9 is that of no row; D's shipment is older than its purchase
    check("warnings", got["warnings"], 2)
    check("latest", got["latest"], "2026-03-11T10:00:00-07:00")            # the scan of F
    check("5 of 21 rows are allowed as 24 %", joined(orders, shipments, scans,
                                                     options=["--max-rejects", "24%", "--exit-zero"])[0], 0)
    check("5 of 21 rows are more than 23 %", joined(orders, shipments, scans,
                                                    options=["--max-rejects", "23%"])[0], 3)
    one = told("order-id,purchase-date,ship-by-date,confirm-date,tracking-number\n"
               "A,2026-03-09 10:00,2026-03-10,early,T\n")
    for time, warnings in [("2026-03-08 09:00", 1 + 0), ("2026-03-08 08:59:59", 1 + 1), ("2026-03-09 10:00", 0)]:
        got = joined(one, None, f"tracking,time\nT,{time}\n")[1]["input"]["warnings"]
        check(f"a latest scan of {time}", got, warnings)                   # also: scanned before purchased
    check("--scans without a number anywhere", joined("order-id,ship-by-date\nA,2026-03-10\n", None,
                                                      "tracking,time\nT,2026-03-10\n")[0], 3)
    check("not with off", joined("order-id,ship-by-date\nA,2026-03-10\n", None, "tracking,time\nT,2026-03-10\n",
                                 options=["--scan-check", "off", "--exit-zero"])[0], 0)
    # The dates of a shipments file settle those of a FILE: 13/03 is day first.
    got = joined("order-id,ship-by-date\nA,10/03/2026\n", "order-id,confirm-date\nZ,13/03/2026\nA,11/03/2026\n")
    check("date orders across files", (got[2]["A"]["ship_by"], got[2]["A"]["late_hours"]),
          ("2026-03-10T23:59:59-07:00", 24))

    # Handling times: the row's own, the SKU's, the option's.
    got = joined("order-id,purchase-date,handling-time,sku\nA,2026-03-02 10:00,1,S\nB,2026-03-02 10:00,,S\n"
                 "C,2026-03-02 10:00,,Q\nD,2026-03-02 10:00,,\n", None, None,
                 "seller-sku,handling-days\nS,3.0\nQ,\n", ["--handling-time", "2"])
    check("handling times", [line["handling_time"] for line in got[2].values()], [1, 3, 2, 2])
    check("without one", joined("order-id,purchase-date,sku\nA,2026-03-02,S\nB,2026-03-02,Q\n", None, None,
                                "sku,handling-time\nS,3\n")[1]["input"]["rejected"], 1)

    # SPEC 9: events.
    for event, expected in [
            ("Label created", True), ("created: LABEL", True), ("labels created", False), ("Label printed", False),
            ("PRE_TRANSIT", True), ("Pre-Shipment Info Sent to USPS", True), ("prepaid shipment", False),
            ("Manifest", True), ("manifested", False), ("Ready for pickup", True), ("ready to go", False),
            ("awaiting-item", True), ("awaiting items", False), ("Info received", True),
            ("information about it has been sent", True), ("received, information later", False),
            ("electronic", True), ("Electronic scan", False), (" PENDING ", True), ("pending delivery", False),
            ("Not-Found", True), ("not found at address", False), ("unknown", True), ("", False),
            ("In transit", False), ("informative: sent", False)]:
        check(f"event {event!r}", is_no_scan(event), expected)

    # SPEC 7: one log in every encoding.
    plain = joined("order-id,ship-by-date,buyer\nA,2026-03-10,Jos\u00e9\n")[1]["totals"]
    japanese = "order-id,ship-by-date,buyer\nA,2026-03-10,\u8868\u30bd\u3001\n"
    for what, text, encode, options in [
            ("mark", "buyer,order-id,ship-by-date\r\n\u00e9,A,2026-03-10", lambda t: b"\xef\xbb\xbf" + t.encode(), []),
            ("UTF-16 LE", japanese, lambda t: b"\xff\xfe" + t.encode("utf-16-le"), []),
            ("UTF-16 BE", japanese.replace("\n", "\r"), lambda t: b"\xfe\xff" + t.encode("utf-16-be"), []),
            ("Windows-1252", "order-id,ship-by-date,buyer\nA,2026-03-10,Jos\u00e9\n", lambda t: t.encode("cp1252"), []),
            ("Shift_JIS", japanese, lambda t: t.encode("cp932"), ["--encoding", "Shift_JIS"]),
            ("Shift_JIS by itself", japanese, lambda t: t.encode("cp932"), []),
            ("gzip", japanese, lambda t: gzip.compress(t.encode()), [])]:
        got = joined(text, encode=encode, options=options)[1]
        check(what, got and got["totals"], plain)

    # SPEC 6: the limit in whole numbers.
    policy = Policy()
    check("4 of 100", policy.within(4, 100), True)
    check("401 of 10 000", policy.within(401, 10000), False)
    check("headroom of 5 in 305", headroom(5, 305, policy), 7)
    check("recovery of 5 in 100", recovery(5, 100, policy), 25)
    policy.threshold_inclusive = False
    check("<4%: 4 of 100", policy.within(4, 100), False)
    check("<4%: recovery of 4 in 100", recovery(4, 100, policy), 1)
    check("half up", rounded(Fraction(1, 2000000)), 0.000001)

    # SPEC 10, every edge of its table.  `documents` runs a command on one FILE.
    def documents(command, orders, as_of, *options, shipments=None, later=None):
        with tempfile.TemporaryDirectory() as folder:
            arguments = [command]
            for name, option, text in [("o.csv", None, orders), ("p.csv", None, later), ("sh.csv", "--shipments", shipments)]:
                if text is not None:
                    with open(os.path.join(folder, name), "w", encoding="utf-8") as stream:
                        stream.write(text)
                    arguments += ([option] if option else []) + [os.path.join(folder, name)]
            out, err = io.StringIO(), io.StringIO()
            run(arguments + ["--as-of", as_of] + list(options), out, err)
            if "jsonl" in options:
                return [json.loads(line) for line in out.getvalue().splitlines()]
            return out.getvalue() if "csv" in options else json.loads(out.getvalue())

    plan_head = ("order-id,order-item-id,purchase-date,ship-by-date,confirm-date,tracking-number,first-scan,ready-date,"
                 "delivered-date,latest-delivery-date,cancel-date,channel\n").replace("channel", "fulfillment-channel")

    def planned(rows, as_of, *options, shipments=None, later=None):
        """The lines of a plan.  A row: cells after the purchase date, as (ship-by, confirm, tracking, scan, ready,
        delivered, latest delivery, cancel, channel); of order A, item 1, or as "B/2|..." says."""
        def text_of(rows):
            text = plan_head
            for row in rows:
                name, _, cells = row.rpartition("|")
                order, _, item = (name or "A/1").partition("/")
                text += f"{order},{item},2026-03-09 10:00," + cells + "," * (8 - cells.count(",")) + "\n"
            return text
        shipments = None if shipments is None else sh_head + "".join(row + "\n" for row in shipments)
        return documents("plan", text_of(rows), as_of, "--format", "jsonl", *options, shipments=shipments,
                         later=None if later is None else text_of(later))

    def wanted_by(*arguments, **more):
        return [(line["action"], line["deadline"] and line["deadline"][5:19], line["hours_left"])
                for line in planned(*arguments, **more)]

    # Awaiting confirmation, due at 18:00:00: the ready-date against the ship-by date, and a scan window after it.
    due, due_text = "2026-03-10 18:00:00", "03-10T18:00:00"
    for ready, options, expected in [
            ("", [], "ship"), ("2026-03-10 17:59:59", [], "ship"), ("2026-03-10 18:00:00", [], "ship"),
            ("2026-03-10 18:00:01", [], "confirm-then-scan"), ("2026-03-10", [], "confirm-then-scan"),
            ("2026-03-12 17:59:59", [], "confirm-then-scan"), ("2026-03-12 18:00:00", [], "confirm-then-scan"),
            ("2026-03-12 18:00:01", [], "contact-buyer"), ("2026-03-12", [], "contact-buyer"), ("2027-01-01", [], "contact-buyer"),
            ("2026-03-11 18:00:00", ["--scan-window", "24h"], "confirm-then-scan"),
            ("2026-03-11 18:00:01", ["--scan-window", "24h"], "contact-buyer"),
            ("2026-03-01", [], "ship"), ("2026-02-30", [], "ship"), ("N/A", [], "ship")]:
        check(f"due 18:00, ready {ready} {options}", wanted_by([f"{due},,,,{ready}"], "2026-03-10 12:00", *options),
              [(expected, due_text, 6)])
    for ready, expected in [("2026-03-10", "ship"), ("2026-03-11", "confirm-then-scan"), ("2026-03-12", "confirm-then-scan"),
                            ("2026-03-13", "contact-buyer")]:
        check(f"due by the day, ready {ready}", wanted_by([f"2026-03-10,,,,{ready}"], "2026-03-10 12:00"),
              [(expected, "03-10T23:59:59", 11)])

    # The ship-by date against as-of.
    for as_of, expected in [("17:59:59", ("ship", due_text, 0)), ("18:00:00", ("ship", due_text, 0)),
                            ("17:00:00", ("ship", due_text, 1)), ("17:00:01", ("ship", due_text, 0)),
                            ("18:00:01", ("ship-now", "03-19T23:59:59", 221))]:
        check(f"due 18:00, as-of {as_of}", wanted_by([due], "2026-03-10 " + as_of), [expected])

    # Unconfirmed and late: the ready-date against as-of.
    for ready, expected in [("", "ship-now"), ("2026-03-12 11:59:59", "ship-now"), ("2026-03-12 12:00:00", "ship-now"),
                            ("2026-03-12 12:00:01", "contact-buyer"), ("2026-03-12", "contact-buyer"),
                            ("2026-03-11", "ship-now")]:
        check(f"late, ready {ready}", wanted_by([f"{due},,,,{ready}"], "2026-03-12 12:00"), [(expected, "03-19T23:59:59", 179)])

    # Auto-cancel: the end of the 7th business day after the ship-by day.
    for as_of, options, expected in [
            ("2026-03-19 23:59:58", [], ("ship-now", "03-19T23:59:59", 0)),
            ("2026-03-19 23:59:59", [], ("ship-now", "03-19T23:59:59", 0)),
            ("2026-03-20 00:00:00", [], ("ship-now", "03-19T23:59:59", -1)),
            ("2026-03-20 00:59:59", [], ("ship-now", "03-19T23:59:59", -1)),
            ("2026-03-20 01:00:00", [], ("ship-now", "03-19T23:59:59", -2)),
            ("2026-03-20", ["--auto-cancel", "none"], ("ship-now", None, None)),
            ("2026-03-12", ["--auto-cancel", "1"], ("ship-now", "03-11T23:59:59", -24)),
            ("2026-03-12", ["--auto-cancel", "4"], ("ship-now", "03-16T23:59:59", 96)),
            ("2026-03-12", ["--closed", "2026-03-16", "--auto-cancel", "4"], ("ship-now", "03-17T23:59:59", 120))]:
        check(f"auto-cancel {as_of} {options}", wanted_by([due], as_of, *options), [expected])
    check("the day of auto-cancel is said", "2026-03-19" in planned([due], "2026-03-12")[0]["says"], True)
    got = documents("plan", plan_head + "A,1,,2026-03-06,,,,,,,,\n", "2026-03-07 23:59:59", "--auto-cancel", "1")["plan"][0]
    check("a clock change", (got["deadline"], got["hours_left"]), ("2026-03-09T23:59:59-07:00", 47))

    # The scan: confirmed on 03-10 at 09:00.
    for as_of, scan, expected in [
            ("2026-03-10 09:00:00", "", [("get-scan", "03-12T09:00:00", 48)]),
            ("2026-03-12 08:59:59", "", [("get-scan", "03-12T09:00:00", 0)]),
            ("2026-03-12 09:00:00", "", [("get-scan", "03-12T09:00:00", 0)]),
            ("2026-03-12 09:00:01", "", [("get-scan", "03-12T09:00:00", -1)]),
            ("2026-03-12 09:00:00", "2026-03-12 09:00:00", []),
            ("2026-03-12 08:59:59", "2026-03-12 09:00:00", [("get-scan", "03-12T09:00:00", 0)]),
            ("2026-03-12 09:00:00", "2026-03-12 09:00:01", [("get-scan", "03-12T09:00:00", 0)]),
            ("2026-03-12 09:00:01", "2026-03-12 09:00:01", [("reassure", None, None)]),
            ("2026-03-12 09:00:01", "2026-03-12 09:00:02", [("get-scan", "03-12T09:00:00", -1)])]:
        check(f"as-of {as_of}, scan {scan}", wanted_by([f"{due},2026-03-10 09:00,T,{scan}"], as_of), expected)
    check("scans unchecked", wanted_by([f"{due},2026-03-10 09:00,T,"], "2026-03-12 09:00:01", "--scan-check", "off"), [])
    check("the scan window's own length", wanted_by([f"{due},2026-03-10 09:00,T,"], "2026-03-11 09:00:01",
                                                    "--scan-window", "24h"), [("get-scan", "03-11T09:00:00", -1)])
    check("delivered, but never scanned", wanted_by([f"{due},2026-03-10 09:00,T,,,2026-03-11"], "2026-03-12 12:00"),
          [("get-scan", "03-12T09:00:00", -3)])

    # Confirmed late: delivered or not, and the latest delivery date.
    for confirm, delivered, latest, expected in [
            ("2026-03-10 18:00:00", "", "", [("get-scan", "03-12T18:00:00", 30)]),
            ("2026-03-10 18:00:01", "", "", [("reassure", None, None)]),
            ("2026-03-11", "2026-03-11 11:59:59", "", []), ("2026-03-11", "2026-03-11 12:00:00", "", []),
            ("2026-03-11", "2026-03-11 12:00:01", "", [("reassure", None, None)]), ("2026-03-11", "2026-03-11", "", []),
            ("2026-03-11", "2026-03-12", "", [("reassure", None, None)]),
            ("2026-03-11", "", "2026-03-11 12:00:01", [("reassure", "03-11T12:00:01", 0)]),
            ("2026-03-11", "", "2026-03-11 12:00:00", [("reassure", "03-11T12:00:00", 0)]),
            ("2026-03-11", "", "2026-03-11 11:59:59", [("reassure", "03-11T11:59:59", -1)]),
            ("2026-03-11", "", "2026-03-13", [("reassure", "03-13T23:59:59", 59)])]:
        check(f"confirmed {confirm}, delivered {delivered}, latest {latest}",
              wanted_by([f"{due},{confirm},T,,,{delivered},{latest}"], "2026-03-11 12:00"), expected)

    # Late ones only while their ship-by day is not before the longest window.
    for as_of, expected in [("2026-03-19 23:59:59", 1), ("2026-03-20 00:00:00", 0)]:
        for cells in [due, f"{due},2026-03-11", f"{due},2026-03-10 09:00,T"]:
            check(f"window of 10 days, {cells}, as-of {as_of}",
                  len(wanted_by([cells], as_of, "--window", "3d", "--window", "10d")), expected)
    check("the default windows", [len(wanted_by([due], day)) for day in ("2026-04-08", "2026-04-09")], [1, 0])
    check("an old one that awaits its scan", wanted_by(["2026-03-10,2026-03-10,T"], "2026-03-12 12:00", "--window", "1d"),
          [("get-scan", "03-12T23:59:59", 11)])
    check("one ahead that is late", wanted_by(["2026-03-20,2026-03-10 09:00,T"], "2026-03-13", "--window", "1d"),
          [("get-scan", "03-12T09:00:00", -39)])

    # What wants nothing.
    check("cancelled", wanted_by([due + ",,,,,,,2026-03-10"], "2026-03-12"), [])
    check("cancelled after as-of", [w[0] for w in wanted_by([due + ",,,,,,,2026-03-13"], "2026-03-12")], ["ship-now"])
    check("Amazon's", wanted_by([due + ",,,,,,,,AFN"], "2026-03-12"), [])
    check("not there yet", wanted_by([due], "2026-03-09 09:59:59"), [])
    check("on time", wanted_by([f"{due},2026-03-10 09:00,T,2026-03-10 12:00"], "2026-03-12"), [])
    check("replaced", [w[0] for w in wanted_by([due], "2026-03-12", later=[f"{due},2026-03-11,T"])], ["reassure"])
    check("not replaced", [w[0] for w in wanted_by([due], "2026-03-12", later=[f"A/2|{due},2026-03-11,T"])],
          ["ship-now", "reassure"])

    # --within: at most that far after as-of.
    for within, expected in [("24h", ["D", "B", "C"]), ("1d", ["D", "B", "C"]), ("0h", ["D"]), ("23h", ["D"]), ("2d", ["D", "B", "C", "A"])]:
        lines = planned(["A/1|2026-03-11 12:00:01", "B/1|2026-03-11 11:59:59", "C/1|2026-03-11 12:00:00", "D/1|2026-02-20",
                         "E/1|2026-03-10,2026-03-10 23:59:59,T,", "F/1|2026-03-09,2026-03-10,T"], "2026-03-10 12:00", "--within", within)
        check(f"--within {within}", [line["order_id"] for line in lines if line["order_id"] != "E"], expected)
    check("--within and auto-cancel none", wanted_by([due], "2026-03-12", "--within", "90d", "--auto-cancel", "none"), [])

    # One line per order and action: the earliest deadline, the first of equals, rows counted once; the order of lines.
    lines = planned(["A/1|2026-03-11 12:00,,T", "A/2|2026-03-10 12:00,,U", "A/3|2026-03-10 12:00,,V", "A/4|2026-03-09,2026-03-10,W",
                     "B/1|2026-03-10 12:00,,,,2026-03-11", "B/2|2026-03-10 12:00", "a/1|2026-03-10 12:00", "Z/1|2026-03-09 12:00",
                     "C/1|2026-03-09,2026-03-10,W,,,,2026-03-01"], "2026-03-10 10:00")
    check("the order of lines", [(line["order_id"], line["action"], line["rows"], line["ship_by"][5:13], line["tracking_number"])
                                 for line in lines],
          [("C", "reassure", 1, "03-09T23", "W"), ("A", "ship", 3, "03-10T12", "U"), ("B", "ship", 1, "03-10T12", None),
           ("B", "confirm-then-scan", 1, "03-10T12", None), ("a", "ship", 1, "03-10T12", None),
           ("Z", "ship-now", 1, "03-09T12", None), ("A", "reassure", 1, "03-09T23", "W")])
    lines = planned(["A/1|2026-03-10 12:00", "A/2|2026-03-11 12:00"], "2026-03-12 10:00",
                    shipments=["A,1,2026-03-10 09:00,T", "A,1,2026-03-10 08:00,U", "A,1,2026-03-10 13:00,V",
                               "A,1,2026-03-12 11:00,W", "A,2,2026-03-11 09:00,X"])
    check("packages", [(line["action"], line["deadline"] and line["deadline"][5:16], line["rows"], line["tracking_number"])
                       for line in lines],
          [("get-scan", "03-12T08:00", 2, "U"), ("ship-now", "03-19T23:59", 1, "W"), ("reassure", None, 1, "V")])
    check("two kinds of contact-buyer", wanted_by(["2026-03-10 12:00,,,,2026-04-01", "A/2|2026-03-13 12:00,,,,2026-04-01"],
                                                  "2026-03-12 12:00"), [("contact-buyer", "03-13T12:00:00", 24)])
    check("the same without auto-cancel", wanted_by(["2026-03-10 12:00,,,,2026-04-01", "A/2|2026-03-13 12:00,,,,2026-04-01"],
                                                    "2026-03-12 12:00", "--auto-cancel", "none"),
          [("contact-buyer", "03-13T12:00:00", 24)])
    text = documents("plan", plan_head + "A,1,,2026-03-09,,,,,,,,\n", "2026-03-23", "--format", "csv")
    check("csv", text.splitlines()[1].split(",")[:7],
          ["A", "ship-now", "2026-03-18T23:59:59-07:00", "'-120", "1", "2026-03-09T23:59:59-07:00", ""])

    # Above the list: the window that ends on the last ship-by day of the open orders.
    def rates(rows, as_of, *options):
        got = documents("plan", plan_head + "".join(f"{n},1,," + row + "," * (8 - row.count(",")) + "\n"
                                                    for n, row in enumerate(rows)), as_of, "--format", "json", *options)
        return [(w["days"], w["rate"], w["status"], w["rate_if_nothing_is_done"]) for w in got["windows"]]

    on_time = "2026-03-0D,2026-03-01,T,2026-03-01"
    rows = [on_time.replace("D", d) for d in "5559"] + ["2026-03-06,2026-03-07,T", "2026-03-10", "2026-03-14"]
    check("if nothing is done", rates(rows, "2026-03-10 12:00", "--window", "10d", "--window", "5d"),
          [(10, 0.2, "over", 0.428571), (5, 0.5, "over", 1.0)])
    # only 03-06 (late), 03-09 (open), which lies behind: its scan is awaited
    rows = [on_time.replace("D", "5"), "2026-03-06,2026-03-07,T", "2026-03-09,2026-03-09,T", "2026-03-11,2026-03-01,T,2026-03-01"]
    check("the last open one lies behind", rates(rows, "2026-03-11 12:00", "--window", "4d"), [(4, 0.0, "within", 1.0)])
    check("--within does not change it", rates(rows, "2026-03-11 12:00", "--window", "4d", "--within", "0h"),
          [(4, 0.0, "within", 1.0)])
    check("no open one", rates(rows[:2], "2026-03-09 12:00", "--window", "5d"), [(5, 0.5, "over", 0.5)])
    check("nothing at all", rates([], "2026-03-09 12:00", "--window", "5d"), [(5, None, "no-data", None)])

    # lsr trend
    rows = plan_head + "".join(f"{n},1,," + row + "\n" for n, row in enumerate(
        ["2026-03-06,2026-03-07,T" + "," * 6, "2026-03-06,2026-03-06,T,2026-03-06" + "," * 5, "2026-03-08" + "," * 8,
         "2026-03-09" + "," * 8, "2026-03-11" + "," * 8, "2026-03-01" + "," * 7 + "2026-02-01,"]))
    got = documents("trend", rows, "2026-03-09 12:00", "--window", "2d")["days"]
    check("trend", [(d["day"][8:], d["decided"], d["on_time"], d["late"], d["open"]) + tuple(d["windows"][0].values())
                    for d in got],
          [("06", 2, 1, 1, 0, 2, 2, 1, 0.5, "over"), ("07", 0, 0, 0, 0, 2, 2, 1, 0.5, "over"),
           ("08", 1, 0, 1, 0, 2, 1, 1, 1.0, "over"), ("09", 0, 0, 0, 1, 2, 1, 1, 1.0, "over")])
    check("all lies ahead", documents("trend", rows.replace("2026-03-0", "2026-04-0"), "2026-03-09 12:00")["days"], [])

    # lsr handling.  Bought on Monday 2026-03-02 at 10:00 (B), or as it is said.
    def handled(rows, *options, as_of="2026-03-20 12:00", head="sku,purchase-date,handling-time,ship-by-date,confirm-date"):
        text = "order-id," + head + "\n" + "".join(f"{n},{row}\n" for n, row in enumerate(rows))
        got = documents("handling", text.replace("B", "2026-03-02 10:00"), as_of, *options)
        return {one["sku"]: tuple(one.values())[1:] for one in got["skus"]}

    # needed: 0 on Monday before the cut-off, 1 on Tuesday, 4 on Friday, 5 on Saturday to Monday
    for purchased, confirm, expected in [
            ("B", "2026-03-02 23:59:59", 0), ("B", "2026-03-03 00:00:00", 1), ("B", "2026-03-03 23:59:59", 1),
            ("B", "2026-03-04", 2), ("B", "2026-03-06", 4), ("B", "2026-03-07", 5), ("B", "2026-03-09 23:59:59", 5),
            ("B", "2026-03-10 00:00:00", 6), ("B", "2026-03-01", 0), ("2026-03-02 14:00:00", "2026-03-02 15:00", 0),
            ("2026-03-02 14:00:00", "2026-03-03 23:59:59", 0), ("2026-03-02 14:00:00", "2026-03-04 00:00:00", 2),
            ("2026-03-02 13:59:59", "2026-03-03 00:00:00", 1), ("2026-03-02", "2026-03-03", 0), ("2026-03-07 09:00", "2026-03-09", 0),
            ("2026-03-07 09:00", "2026-03-10", 2)]:
        got = handled([f"S,{purchased},1,2026-03-05,{confirm}"])
        check(f"needed: {purchased}, {confirm}", got["S"][2:4], (expected, expected))
    # 365 business days after Monday 2024-10-07 without holidays is 73 weeks: Monday 2026-03-02
    for confirm, expected in [("2026-03-02 23:59:59", (1, 1, 365, 365, 0.0, 365)), ("2026-03-03", (1, 1, None, None, 0.0, None))]:
        check(f"a year: {confirm}", handled([f"S,2024-10-07 10:00,1,2026-03-05,{confirm}"], "--holidays", "none")["S"][:4],
              expected[:4])
        check(f"a year: {confirm}", handled([f"S,2024-10-07 10:00,1,2026-03-05,{confirm}"], "--holidays", "none")["S"][5],
              expected[5])
    # early: a business day after the day of the confirm, up to the ship-by day
    for due, confirm, expected in [("2026-03-06", "2026-03-05 23:59:59", 1.0), ("2026-03-06", "2026-03-06 00:00:00", 0.0),
                                   ("2026-03-08", "2026-03-06", 0.0), ("2026-03-08", "2026-03-05", 1.0),
                                   ("2026-03-09", "2026-03-07", 1.0), ("2026-03-06", "2026-03-09", 0.0)]:
        check(f"early: due {due}, confirmed {confirm}", handled([f"S,B,1,{due},{confirm}"])["S"][4], expected)
    # 25 rows: needed 0 x 12, 1 x 10, 2 x 2, 4 x 1
    rows = [f"S,B,{1 if n < 3 else 3 if n < 6 else ''},2026-03-03,{day}" for n, day in enumerate(
        ["2026-03-02"] * 12 + ["2026-03-03"] * 10 + ["2026-03-04"] * 2 + ["2026-03-06"])]
    check("25 rows", handled(rows)["S"], (25, 1, 1, 2, 0.48, 2))
    check("25 rows, <4%", handled(rows, "--threshold", "<4%")["S"][5], 4)
    check("25 rows, 12%", handled(rows, "--threshold", "12%")["S"][5], 1)
    check("25 rows, 11.9%", handled(rows, "--threshold", "11.9%")["S"][5], 2)
    check("25 rows, <0%", handled(rows, "--threshold", "<0%")["S"][5], None)
    check("10 rows: the 9th", handled(["S,B,,2026-03-03,2026-03-02"] * 8 + ["S,B,,2026-03-03,2026-03-03", "S,B,,2026-03-03,2026-03-06"])
          ["S"][:4], (10, None, 0, 1))
    # which rows count
    rows = ["S,B,1,2026-03-03,2026-03-03", "S,,1,2026-03-03,2026-03-03", "S,B,1,2026-03-03,", "S,B,1,2026-03-03,2026-03-21",
            "S,B,1,2026-02-18,2026-03-03", "S,B,1,2026-02-19,2026-03-03", "S,B,1,2026-03-20,2026-03-03", "S,B,1,2026-03-21,2026-03-03",
            ",B,1,2026-03-03,2026-03-03", "N/A,B,1,2026-03-03,2026-03-03"]
    check("rows that count", {sku: got[0] for sku, got in handled(rows).items()}, {"S": 3, None: 2})
    got = documents("handling", "order-id,order-item-id,sku,purchase-date,handling-time\n"
                    "A,1,S,2026-03-02 10:00,1\nA,2,S,2026-03-02 10:00,1\nB,1,S,2026-03-02 10:00,1\n", "2026-03-20 12:00",
                    shipments=sh_head + "A,1,2026-03-03,T\nA,1,2026-03-05,U\nA,1,2026-03-04,V\nA,2,2026-03-03,T\n"
                                        "A,2,2026-03-21,U\nB,1,2026-03-02,W\n")
    check("packages of rows", tuple(got["skus"][0].values())[:5], ("S", 2, 1, 0, 3))
    check("its window", got["window"], {"days": 30, "from": "2026-02-19", "to": "2026-03-20"})

    # lsr forecast.  As-of 2026-03-10; a window of 4 days; 1 order each on 03-07 and -08 (late), 2 on -09 (one late), 2 on -10
    # (one open), 3 ahead on -12: 6 in 4 days, 1.5 a day.
    ok = "2026-03-01,T,2026-03-01"
    rows = "order-id,ship-by-date,confirm-date,tracking-number,first-scan\n" + "".join(f"{n},{row}\n" for n, row in enumerate(
        [f"2026-03-07,{ok}", "2026-03-08,2026-03-09,T,", "2026-03-09,2026-03-10,T,", f"2026-03-09,{ok}", f"2026-03-10,{ok}",
         "2026-03-10,,,", f"2026-03-12,{ok}", "2026-03-12,,,", "2026-03-12,,,"]))

    def ahead(*options, rows=rows):
        got = documents("forecast", rows, "2026-03-10 12:00", "--window", "4d", *options)
        window = got["windows"][0]
        return (tuple(got["daily_volume"].values()), window["rate"], window["back_within"], window["affordable_late_per_day"],
                [tuple(day.values()) for day in window["ahead"]])

    # Six orders are due on the two business days from Saturday 7 to Tuesday 10: three a day, on Saturday 14 and Sunday 15 none.
    days = [("2026-03-11", 0, 1, 2, 5, 3.0, 0.25, "over"), ("2026-03-12", 1, 1, 1, 7, 3.0, 0.1, "over"),
            ("2026-03-13", 1, 2, 0, 5, 6.0, 0.0, "within"), ("2026-03-14", 0, 1, 0, 3, 6.0, 0.0, "within"),
            ("2026-03-15", 0, 0, 0, 3, 3.0, 0.0, "within")]
    check("forecast", ahead("--days", "5"), ((6, 2), 0.4, "2026-03-13", 0.0, days))
    # 50 %: (4 - 2) / 1, (5 - 1) / 2, (5.5 - 0) / 3, 4.5 / 3, 3 / 2
    check("affordable", ahead("--days", "5", "--threshold", "50%")[1:4], (0.4, None, 1.5))
    check("affordable, two days", ahead("--days", "2", "--threshold", "50%")[3], 2.0)
    check("affordable, below", ahead("--days", "2", "--threshold", "<50%")[3], 2.0)
    check("not back in two days", ahead("--days", "2")[2], None)
    check("<0%", ahead("--threshold", "<0%")[2:4], (None, 0.0))
    # nothing else in the log, which begins on Sunday 8: what is late leaves; 1 on 2 business days is assumed, 0.5 a day
    got = ahead("--days", "5", "--threshold", "0%", rows="order-id,ship-by-date,confirm-date\nA,2026-03-08,2026-03-09\n")
    check("one late order", got, ((1, 2), 1.0, "2026-03-12", 0.0, [
        ("2026-03-11", 0, 0, 1, 1, 0.5, 0.666667, "over"), ("2026-03-12", 1, 1, 0, 0, 1.0, 0.0, "within"),
        ("2026-03-13", 0, 0, 0, 0, 1.5, 0.0, "within"), ("2026-03-14", 0, 0, 0, 0, 1.5, 0.0, "within"),
        ("2026-03-15", 0, 0, 0, 0, 1.0, 0.0, "within")]))
    got = ahead("--days", "1", rows="order-id,ship-by-date\n")
    check("an empty log", got, ((0, 2), None, None, 0.0, [("2026-03-11", 0, 0, 0, 0, 0.0, None, "no-data")]))
    check("thirds", [hundredths(Fraction(n, 3), half_up) for n in (1, 2) for half_up in (True, False)], [0.33, 0.33, 0.67, 0.66])
    check("half up", [hundredths(Fraction(n, 200), True) for n in (1, 2, 3)], [0.01, 0.01, 0.02])

    # --by: the deciding row, its package, and the order of groups.  As-of is Friday 2026-03-20.
    def groups_of(by, orders, *options, shipments=None):
        with tempfile.TemporaryDirectory() as folder:
            arguments = ["report", os.path.join(folder, "o.csv"), "--as-of", "2026-03-20 12:00", *options]
            for one in by.split(","):
                arguments += ["--by", one]
            for name, text in (("o.csv", orders), ("sh.csv", shipments)):
                if text is not None:
                    with open(os.path.join(folder, name), "w", encoding="utf-8") as stream:
                        stream.write(text)
            if shipments is not None:
                arguments += ["--shipments", os.path.join(folder, "sh.csv")]
            out, err = io.StringIO(), io.StringIO()
            status = run(arguments, out, err)
            if out.getvalue() == "":
                return status
            return [(one["by"], [(g["group"], g["late"], g["orders"], g["share_of_late"]) for g in one["groups"]])
                    for one in json.loads(out.getvalue())["breakdowns"]]

    rows = ("order-id,purchase-date,ship-by-date,confirm-date,carrier-name,Free one\n"
            "A,2026-03-09,2026-03-10,,b,\"x, y\"\nB,2026-03-10,2026-03-11,,B,N/A\nC,2026-03-11,2026-03-12,2026-03-12, b ,-\n"
            "D,,2026-03-20,,,z\nA,2026-03-09,2026-03-09,,c,w\nE,2026-03-11,2026-01-12,,b,z\n")
    check("--by carrier", groups_of("CARRIER", rows),
          [("carrier", [("B", 1, 1, 0.5), ("c", 1, 1, 0.5), (None, 0, 1, 0.0), ("b", 0, 1, 0.0)])])
    check("--by a column", groups_of("free-one,weekday", rows),
          [("free-one", [("w", 1, 1, 0.5), (None, 1, 2, 0.5), ("z", 0, 1, 0.0)]),
           ("weekday", [("Monday", 1, 1, 0.5), ("Tuesday", 1, 1, 0.5), (None, 0, 1, 0.0), ("Wednesday", 0, 1, 0.0)])])
    check("--by nothing that is there", groups_of("ship-country", rows), 3)
    check("--by and packages", groups_of("carrier", rows, shipments="order-id,confirm-date,tracking,carrier\n"
                                         "B,2026-03-12,T,n/a\nC,2026-03-12,U,q\nC,2026-03-13,V,r\n"),
          [("carrier", [("B", 1, 1, 0.333333), ("c", 1, 1, 0.333333), ("r", 1, 1, 0.333333), (None, 0, 1, 0.0)])])

    # --since: a day's window.  O is open then and late now, though it has left the window; P was too old to be told of.
    def later_on(then, now, first, second, command="report"):
        with tempfile.TemporaryDirectory() as folder:
            path, previous = os.path.join(folder, "o.csv"), os.path.join(folder, "previous.json")
            for text, as_of, more, to in ((then, first, [], previous), (now, second, ["--since", previous], None)):
                with open(path, "w", encoding="utf-8") as stream:
                    stream.write("order-id,ship-by-date,confirm-date\n" + text)
                out = io.StringIO()
                run([command, path, "--as-of", as_of, "--window", "1d"] + more, out, io.StringIO())
                if to is not None:
                    with open(to, "w", encoding="utf-8") as stream:
                        stream.write(out.getvalue())
            document = json.loads(out.getvalue())
            return document["since"], document["order_ids"]

    rows = "O,2026-03-10,\nP,2026-03-08,\nQ,2026-03-10,\nR,2026-03-20,\n"
    got, ids = later_on(rows, rows.replace("Q,2026-03-10,", "Q,2026-03-10,2026-03-10"), "2026-03-10 09:00", "2026-03-12 09:00")
    check("--since", (got["changed"], got["newly_late"], got["newly_saved"], got["windows"], ids),
          (True, ["O"], ["Q"], [{"days": 1, "was": "no-data", "is": "no-data"}],
           {"from": "2026-03-12", "late": [], "open": ["R"]}))
    got, ids = later_on(rows, rows.replace("Q,", "S,"), "2026-03-10 09:00", "2026-03-10 10:00", "plan")
    check("--since of plans", (got["changed"], got["newly_late"], got["added"], got["gone"]),
          (True, [], [{"order_id": "S", "action": "ship"}], [{"order_id": "Q", "action": "ship"}]))
    check("nothing changed", later_on(rows, rows, "2026-03-10 09:00", "2026-03-10 10:00", "plan")[0]["changed"], False)

    for failure in failures:
        print(failure)
    print("self-check: " + (f"{len(failures)} failed" if failures else "all passed"))
    return 1 if failures else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--self-check"]:
        sys.exit(self_check())
    sys.exit(run(sys.argv[1:]))
