#!/usr/bin/env python3
"""Random order logs that reach every rule of SPEC.md which slow_lsr.py knows.

    random_logs.py --seed 7 --out DIR [--scope orders|joined|all|planning|changes]

writes one to three small logs and `options.json`, a JSON list of arguments (file names included,
relative to DIR).  Where the list holds `-`, standard input is the file `stdin.csv`.
--scope orders: FILEs alone; joined: smaller ones (half of them tiny), with shipments, scans and
handling times beside them; all: the one for half of the seeds, the other for the rest; planning: both,
with ready, delivered and latest-delivery dates and SKUs, tiny ones of SPEC 10's edges, and weeks of a
shop's steady business; changes: the newer of two states of a log, with columns to group orders by.
The marketplace is mostly us; the days are of 2014 to 2036, fond of holidays and clock changes.
The same seed always writes the same bytes.
"""

import argparse
import functools
import gzip
import json
import os
import random
import re
import shutil
import subprocess
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import slow_lsr

ZONES = ["America/Sao_Paulo", "America/Sao_Paulo", "Europe/London", "Australia/Lord_Howe", "America/New_York",
         "Asia/Kolkata", "Asia/Tokyo", "UTC", "Europe/Berlin", "Africa/Cairo", "America/Los_Angeles",
         "Asia/Kathmandu", "Pacific/Apia", "Pacific/Chatham", "America/St_Johns", "America/Santiago"]
OTHER_MARKETPLACES = [code for code in slow_lsr.ZONE_OF_MARKETPLACE if code != "us"] + ["ae", "ae", "eg", "sa", "jp"]

# Days around which something happens: the first and last years of the holidays and the years beside them,
# the days on which the week of ae changed.
EDGES = ["2014-12-31", "2015-01-01", "2014-06-30", "2035-12-31", "2036-01-01", "2036-06-30", "2034-12-29",
         "2021-12-31", "2022-01-01", "2024-02-29", "2020-02-29"]
# And for us: clock changes, observed holidays, ends of years.
ANCHORS = ["2026-03-08", "2026-11-01", "2018-11-04", "2018-02-18", "2026-03-29", "2026-10-25",
           "2026-04-05", "2026-10-04", "2025-12-25", "2021-07-05", "2021-12-31", "2022-01-01",
           "2026-11-26", "2017-01-02", "2021-06-18", "2024-02-29", "2027-12-31", "2026-07-03",
           "2023-11-10", "2016-05-30", "2032-12-31"]


@functools.lru_cache(maxsize=None)
def clock_changes(zone, year):
    """The days of a year on which a zone's clocks change."""
    days, day, clock = [], datetime(year, 1, 1), ZoneInfo(zone)
    while day.year == year:
        if day.replace(tzinfo=clock).utcoffset() != (day + timedelta(days=1)).replace(tzinfo=clock).utcoffset():
            days.append(day)
        day += timedelta(days=1)
    return days


EMPTIES = ["", "", "", "", " ", "N/A", "NA", "null", "none", "-", "--", "0000-00-00",
           "0000-00-00 00:00:00"]
BAD_DATES = ["2026-02-30", "2026-13-01", "31.02.2026", "02/30/2026", "31/04/2026", "13/13/2026",
             "2026-03-07 24:00:00", "2026-03-07 23:59:60", "2026-03-07 25:00", "1772892202", "46088",
             "46088.75", "3/7/26", "yesterday", "2026-03-07 13:60", "07 Foo 2026", "2026-03-07 14:00 XYZ",
             "2025-02-29T10:00:00Z", "soon"]
BAD_HANDLING = ["two", "-1", "366", "1.5", "2,5", "1e1", "1000"]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December"]
OFFSETS = {"Z": 0, "+01:00": 60, "+0100": 60, "-08:00": -480, "-0730": -450, "+01": 60, "-03": -180,
           "UTC": 0, "GMT": 0, "PST": -480, "PDT": -420, "EST": -300, "EDT": -240, "MST": -420,
           "MDT": -360, "CST": -360, "CDT": -300, "BST": 60, "CET": 60, "CEST": 120, "JST": 540,
           "IST": 330, "AEST": 600, "AEDT": 660, "BRT": -180, "+05:45": 345}
STYLES = ["iso", "iso", "iso", "isot", "isoz", "isoz", "isoday", "slash", "slash", "slashday", "slashday",
          "ampm", "yslash", "dotted", "dotday", "dayname", "daynameday", "dashname", "nameday",
          "namedayday", "minutes", "fraction"]
NOTES = ["", "", "", "fine", "two words", "a, b", "6\" pipe", "say \"hi\"", "semi;colon", "pi|pe", "=1+1",
         "O'Neill", "é ü 日本", "line one\nline two", "line one\r\nline two\r\n\r\nline four", "a\rb",
         "line\n,,,\nend", "\"", "tail\n"]


class Maker:
    """FILEs alone."""

    map_share = 0.05
    exact_share = 0.03
    delimiter_share = 0.1
    row_counts = ([0, 1, 2, 5, 10, 20, 40, 60], 60)
    shares = {}                         # field -> how often a FILE has it, where not the usual
    years = range(2014, 2036 + 1)
    more_fields = []                    # (field, share), beside the usual ones
    more_shipment_fields = []
    # how long --as-of is after an instant of the log, and after any other
    after_instants = [timedelta(0), timedelta(seconds=1), timedelta(seconds=-1), timedelta(hours=48),
                      timedelta(hours=48, seconds=1), timedelta(days=1), timedelta(days=7), timedelta(days=20)]
    days_after = [0, 2, 5, 9, 20, 30]

    def __init__(self, seed):
        self.rng = random.Random(seed)
        rng = self.rng
        self.marketplace = "us" if rng.random() < 0.4 else rng.choice(OTHER_MARKETPLACES)
        self.zone = slow_lsr.ZONE_OF_MARKETPLACE[self.marketplace]
        if rng.random() < 0.3:
            self.zone = rng.choice(ZONES)
        self.anchor = self.eventful_day()
        self.spread = rng.choice([1, 3, 6, 12, 30])
        self.date_order = rng.choice(["mdy", "mdy", "dmy"] if self.marketplace == "us" else ["dmy", "dmy", "mdy"])
        self.order_ids = [f"{rng.choice(['A', '111-', 'x', ''])}{rng.randrange(1000)}"
                          for _ in range(rng.choice([1, 3, 8, 25, 60, 100]))]
        if rng.random() < 0.1:
            self.order_ids += ["N/A", "=1+1", "-7", "@b", "a b"]
        self.fault_rate = rng.choice([0, 0, 0, 0, 0, 0.03, 0.1, 0.25])
        self.shape_fault_rate = rng.choice([0, 0, 0, 0, 0, 0.03, 0.1, 0.25])
        self.one_ship_by = self.wall() if rng.random() < 0.2 else None       # ties
        self.diligent = rng.random() < 0.3         # a seller who ships at once
        self.instants = []              # local texts that --as-of may meet exactly
        self.made = []                  # (values, purchase, confirm, scan) of each row

    def chance(self, share):
        return self.rng.random() < share

    def eventful_day(self):
        rng = self.rng
        kind = rng.random()
        if kind < 0.35:
            changes = clock_changes(self.zone, rng.choice(self.years))
            if changes:
                return rng.choice(changes)
        if kind < 0.65:
            day = rng.choice(list(slow_lsr.holidays_of_marketplace(self.marketplace)))
            return datetime(day.year, day.month, day.day)
        if kind < 0.85:
            return datetime.strptime(rng.choice(EDGES + ANCHORS if self.marketplace == "us" else EDGES), "%Y-%m-%d")
        return datetime(self.years[0], 1, 1) + timedelta(days=rng.randrange(len(self.years) * 365))

    # -- dates ---------------------------------------------------------------------------------

    def wall(self, centre=None, days=None):
        """A local time near the centre, fond of the edges of rules."""
        rng = self.rng
        base = centre or self.anchor
        days = self.spread if days is None else days
        day = datetime(base.year, base.month, base.day) + timedelta(days=rng.randint(-days, days))
        kind = rng.random()
        if kind < 0.15:
            return day
        if kind < 0.3:
            return day + timedelta(hours=23, minutes=59, seconds=59)
        if kind < 0.4:
            return day + timedelta(hours=13, minutes=59, seconds=59)
        if kind < 0.5:
            return day + timedelta(hours=14)
        if kind < 0.6:
            return day + timedelta(hours=rng.randint(0, 3), minutes=rng.choice([0, 1, 15, 29, 30, 45, 59]))
        if kind < 0.7:                              # the hours on both sides of midnight
            return day + timedelta(hours=rng.choice([0, 23]), seconds=rng.randrange(3600))
        return day + timedelta(seconds=rng.randrange(86400))

    def odd_case(self, text):
        choice = self.rng.random()
        return text.upper() if choice < 0.1 else text.lower() if choice < 0.2 else text

    def write(self, t, style, order=None):
        """A local time in one of the forms of SPEC 2.  Forms without seconds lose them."""
        rng = self.rng
        clock = t.strftime("%H:%M:%S")
        order = order or self.date_order
        slashed = (f"{t.month}/{t.day}/{t.year}" if order == "mdy"
                   else f"{t.day}/{t.month}/{t.year}")
        if self.chance(0.3):
            slashed = (f"{t.month:02}/{t.day:02}/{t.year}" if order == "mdy"
                       else f"{t.day:02}/{t.month:02}/{t.year}")
        half = f"{t.hour % 12 or 12}:{t.minute:02} {'PM' if t.hour >= 12 else 'AM'}"
        name = MONTHS[t.month - 1]
        short = name[:3]
        text = {
            "iso": f"{t:%Y-%m-%d} {clock}",
            "isot": f"{t:%Y-%m-%d}T{clock}",
            "isoday": f"{t:%Y-%m-%d}",
            "minutes": f"{t:%Y-%m-%d} {t:%H:%M}",
            "fraction": f"{t:%Y-%m-%d}T{clock}.{rng.choice(['1', '999', '123456'])}",
            "yslash": f"{t:%Y/%m/%d} {clock}",
            "slash": f"{slashed} {t:%H:%M}",
            "slashday": slashed,
            "ampm": f"{slashed} {half}",
            "dotted": f"{t:%d.%m.%Y} {t:%H:%M}",
            "dotday": f"{t:%d.%m.%Y}",
            "dayname": f"{t.day} {short} {t.year} {clock}",
            "daynameday": f"{t.day} {short} {t.year}",
            "dashname": f"{t:%d}-{short}-{t.year} {clock}",
            "nameday": f"{name} {t.day}, {t.year} {half}",
            "namedayday": f"{name} {t.day}, {t.year}",
        }.get(style)
        if style == "isoz":
            # With an offset, which need not be the zone's: of the same moment, or of the same clock.
            offset = rng.choice(list(OFFSETS))
            if self.chance(0.6):
                moment = t.replace(tzinfo=ZoneInfo(self.zone))
                t = moment.astimezone(timezone(timedelta(minutes=OFFSETS[offset]))).replace(tzinfo=None)
                clock = t.strftime("%H:%M:%S")
            text = f"{t:%Y-%m-%d}{rng.choice(['T', ' '])}{clock}{rng.choice(['', '.5'])}"
            text += rng.choice(["", " "]) + offset if offset[0] not in "+-" else offset
        return self.odd_case(text)

    def cell_of(self, t, column):
        style = column["style"] if not self.chance(column["mixed"]) else self.rng.choice(STYLES)
        order = column["order"]
        if self.chance(column["contradicts"]):
            order = self.rng.choice(["mdy", "dmy"])
        return self.write(t, style, order)

    def empty(self):
        return self.rng.choice(EMPTIES)

    # -- rows ----------------------------------------------------------------------------------

    def row_values(self, columns):
        """field -> text of one random row."""
        rng = self.rng
        values = {}
        purchase = self.wall()
        confirm = self.wall(purchase, 0) + timedelta(days=rng.choice([0, 1, 1, 2, 2, 3, 5]))
        if self.chance(0.5 if not self.diligent else 0.95):
            confirm = purchase + timedelta(seconds=rng.randint(0, 30 * 3600))
        if self.chance(0.15):
            scan = confirm + timedelta(hours=48)
        elif self.chance(0.15):
            scan = confirm + timedelta(hours=48, seconds=1)
        else:
            scan = confirm + timedelta(hours=rng.choice([-30, 1, 5, 20, 40, 47, 49, 60, 100] if not self.diligent
                                                        else [1, 2, 5, 20, 40]))
        ship_by = self.wall(purchase, 1) + timedelta(days=rng.choice([1, 2, 3]))
        if self.one_ship_by and self.chance(0.8):
            ship_by = self.one_ship_by
        elif self.chance(0.15):
            ship_by = confirm + timedelta(seconds=rng.choice([0, 0, 1, -1]))
        cancel = confirm + rng.choice([timedelta(seconds=-1), timedelta(0), timedelta(seconds=1),
                                       timedelta(days=-1), timedelta(days=1)])
        self.instants += [purchase, confirm, scan, ship_by, cancel]

        def maybe(field, t, share):
            values[field] = self.cell_of(t, columns[field]) if self.chance(share) else self.empty()

        for field, t, share in [("purchase-date", purchase, 0.95), ("ship-by-date", ship_by, self.given_share),
                                ("confirm-date", confirm, self.confirm_share),
                                ("first-scan-date", scan, self.scan_share),
                                ("cancel-date", cancel, self.cancel_share),
                                ("ready-date", purchase + timedelta(days=1), 0.4),
                                ("delivered-date", scan + timedelta(days=2), 0.4),
                                ("latest-delivery-date", scan + timedelta(days=3), 0.4)]:
            if field in columns:
                maybe(field, t, share)

        values["order-id"] = rng.choice(self.order_ids)
        if self.chance(0.05):
            values["order-id"] = f" {values['order-id']} "
        values["order-item-id"] = rng.choice(["1", "2", "3", "i-9", "", "N/A"] if self.chance(0.2)
                                             else ["1", "2", "3"])
        values["handling-time"] = (rng.choice(["0", "0", "1", "1", "2", "3", "2.0", "5", "10"])
                                   if self.chance(0.85) else self.empty())
        values["tracking-number"] = (f"{rng.choice(['1Z', 'T', '=T', '+49'])}{rng.randrange(99)}"
                                     if self.chance(0.8) else self.empty())
        values["status"] = rng.choice(
            ["", "", "Unshipped", "delivered", "N/A"] + self.statuses) if self.chance(self.status_share) else ""
        values["item-status"] = rng.choice(["", "Unshipped", "ok", "Cancelled"] if self.chance(0.2) else [""])
        values["fulfillment-channel"] = rng.choice(
            ["", "Merchant", "MFN", "FBM"] + (["AFN", "FBA", "Amazon", "amazon_NA", "afn", "AmazonX", "AFNX"]
                                               if self.chance(0.25) else []))
        values["sku"] = rng.choice(["S1", "S2", ""])
        values["notes"] = rng.choice(NOTES)

        if values["status"].lower().startswith("pending") and self.chance(0.7):
            values["confirm-date"] = ""
            if self.chance(0.1):
                values["purchase-date"] = rng.choice(BAD_DATES)

        if self.chance(self.fault_rate):
            field = rng.choice([f for f in columns if f in values and f not in ("notes", "sku")])
            if field == "order-id":
                values[field] = rng.choice(["", "  "])
            elif field == "handling-time":
                values[field] = rng.choice(BAD_HANDLING)
            elif field.endswith("-date"):
                values[field] = rng.choice(BAD_DATES)
        self.made.append((values, purchase, confirm, scan))
        return values

    # -- files ---------------------------------------------------------------------------------

    def odd_header(self, name):
        rng = self.rng
        if self.chance(0.5):
            return name
        separator = rng.choice(["-", "_", " ", ""])
        name = name.replace("-", separator).replace(" ", separator)
        return rng.choice([name.upper(), name.title(), name, " " + name + " "])

    def quoted(self, text, quoting, always=False):
        needs = any(c in text for c in self.delimiter + "\"\r\n")
        if not quoting:
            for c in self.delimiter + "\r\n":
                text = text.replace(c, " ")
            return text
        if text == "6\" pipe" and self.chance(0.5):
            return text
        if needs or always or self.chance(0.1):
            return "\"" + text.replace("\"", "\"\"") + "\""
        return text

    def make_file(self, several):
        rng = self.rng
        self.delimiter = rng.choice([",", ",", ",", "\t", ";", "|"])
        self.statuses = rng.choice([["Cancelled", "Canceled by buyer", "CANCEL"],
                                    ["Pending", "PendingAvailability", "pending availability",
                                     "Pending - Waiting for Pick Up"],
                                    ["Shipped", "Shipped - Delivered to Buyer", "Shipping", "Cancelled", "Pending"],
                                    []])
        self.status_share = rng.choice([0.1, 0.4, 0.8])
        self.given_share = rng.choice([0.2, 0.6, 0.95, 0.95])
        self.confirm_share = rng.choice([0, 0.5, 0.8, 0.95]) if self.chance(0.5) else 0.9
        if self.diligent:
            self.confirm_share = 0.97
        self.scan_share = rng.choice([0, 0.4, 0.8, 0.95]) if not self.diligent else 0.97
        self.cancel_share = rng.choice([0, 0, 0.05, 0.4])

        fields = ["order-id"]
        optional = [("order-item-id", 0.75 if several else 0.4), ("purchase-date", 0.95),
                    ("ship-by-date", 0.5), ("handling-time", 0.8), ("confirm-date", 0.92),
                    ("first-scan-date", 0.65), ("tracking-number", 0.8), ("cancel-date", 0.4),
                    ("status", 0.6), ("item-status", 0.2), ("fulfillment-channel", 0.4), ("sku", 0.2),
                    ("ready-date", 0.2), ("delivered-date", 0.15), ("latest-delivery-date", 0.15),
                    ("notes", 0.7)] + self.more_fields
        fields += [field for field, share in optional if self.chance(self.shares.get(field, share))]
        if "purchase-date" not in fields and "ship-by-date" not in fields and self.chance(0.95):
            fields.append("purchase-date")
        if self.chance(0.6):
            rng.shuffle(fields)

        one_style = rng.choice(STYLES) if self.chance(0.6) else None
        mixed = rng.choice([0, 0, 0, 0.1, 0.5])
        columns = {}
        for field in fields:
            columns[field] = {
                "style": one_style or rng.choice(STYLES), "mixed": mixed,
                # now and then a column with an order of its own, or with both
                "order": rng.choice(["mdy", "dmy"]) if self.chance(0.06) else None,
                "contradicts": 0.1 if self.chance(0.03) else 0}
            names = slow_lsr.COLUMNS.get(field, [field])
            columns[field]["name"] = self.odd_header(rng.choice(names) if self.chance(0.5) else names[0])
        if self.chance(self.map_chance):
            field = rng.choice(fields)
            if field in slow_lsr.COLUMNS:
                columns[field]["name"] = "My Column"
                self.mapped = field

        quoting = self.delimiter != "\t"
        quote_header = self.chance(0.15)
        if self.delimiter == "\t" and quote_header:
            quoting = True
        if self.quote_option is not None:
            quoting = self.quote_option == "on"
            if not quoting:
                quote_header = False

        header = [columns[field]["name"] for field in fields]
        twin = self.chance(0.08)
        if twin:
            header.append(self.odd_header(header[rng.randrange(len(header))].strip()))
        header_cells = [self.quoted(h, quoting, always=quote_header) for h in header]

        records = [self.delimiter.join(header_cells)]
        counts, most = self.row_counts
        row_count = rng.choice(counts) if self.chance(0.8) else rng.randint(0, most)
        for _ in range(row_count):
            if self.chance(0.03):
                records.append(rng.choice(["", self.delimiter * (len(header) - 1), self.delimiter,
                                           " " + self.delimiter + " "]))
            if self.chance(0.02):
                records.append(self.delimiter.join(self.quoted(h.swapcase(), quoting) for h in header))
            records.append(self.record(fields, columns, quoting, twin))

        end = rng.choice(["\n", "\n", "\r\n", "\r", None])
        text = ""
        for number, record in enumerate(records):
            last = number == len(records) - 1
            if last and self.chance(0.3):
                text += record
            else:
                text += record + (end or rng.choice(["\n", "\r\n", "\r"]))
        bom = self.chance(0.2)
        return (b"\xef\xbb\xbf" if bom else b"") + text.encode("utf-8")

    def cells(self, fields, columns, quoting, twin, plain=False):
        values = self.row_values(columns)
        cells = []
        for field in fields:
            text = values.get(field, "")
            if plain:
                text = text.replace("\n", " ").replace("\r", " ").replace("\"", "")
            cells.append(self.quoted(text, quoting))
        if twin:
            cells.append(self.rng.choice(["", "x"]))
        return cells

    def record(self, fields, columns, quoting, twin):
        rng = self.rng
        cells = self.cells(fields, columns, quoting, twin)
        if not self.chance(self.shape_fault_rate):
            if self.chance(0.03):
                cells += [""] * rng.randint(1, 2)
            return self.delimiter.join(cells)
        at = rng.randrange(len(cells))
        kind = rng.randrange(8)
        if kind == 0:
            del cells[at]
        elif kind == 1:
            cells.append("more")
        elif kind == 2:
            cells[at] = "\"closed\" and more"
        elif kind == 3:
            cells[at] = "\"never closed"
        elif kind == 4 and "notes" in fields:
            # A quote that stays open until a quote of a later line: the line between is a row.
            inside = self.delimiter.join(self.cells(fields, columns, quoting, twin, plain=True))
            cells[fields.index("notes")] = "\"open\n" + inside + "\n" + "end\""
        elif kind == 5 and "notes" in fields:
            # The same, but the line between lacks a field: a fine note, if an odd one.
            inside = self.delimiter.join(self.cells(fields, columns, quoting, twin, plain=True)[1:])
            cells[fields.index("notes")] = "\"open\n" + inside.replace("\"", "") + "\nend\""
        elif kind == 6 and "notes" in fields:
            cells[fields.index("notes")] = "\"spans\ntwo lines\""
            if at != fields.index("notes") and self.chance(0.5):
                del cells[at]
        elif kind == 7:
            cells[at] = "\"a\nb\" c"
        else:
            cells.append("more")
        return self.delimiter.join(cells)

    # -- options -------------------------------------------------------------------------------

    def as_of(self):
        rng = self.rng
        if self.instants and self.chance(0.6):
            t = rng.choice(self.instants) + rng.choice(self.after_instants)
        else:
            t = self.wall() + timedelta(days=rng.choice(self.days_after))
        style = rng.choice(["iso"] * 8 + ["isot", "isoz", "isoday", "nameday", "dayname", "daynameday",
                            "dotday", "yslash", "minutes"])
        return self.write(t, style)

    def day(self):
        return self.wall().strftime(self.rng.choice(["%Y-%m-%d", "%Y-%m-%d", "%d %b %Y"]))

    def policy_options(self):
        """(files, arguments) of the marketplace and what is set beside it."""
        rng = self.rng
        files, options = {}, []
        if self.marketplace != "us" or self.chance(0.1):
            options += ["--marketplace", self.marketplace]
        if self.zone != slow_lsr.ZONE_OF_MARKETPLACE[self.marketplace]:
            options += ["--time-zone", self.zone]
        if self.chance(0.2):
            options += ["--operating-days", rng.choice(["mon-fri", "mon-sat", "mon,wed,fri", "sun-thu", "sat", "fri-sun",
                                                        "mon,tue,wed,thu,fri,sat,sun", "sat-wed", "tue-thu,sat"])]
        kind = rng.random()
        if kind < 0.08:
            options += ["--holidays", "none"]
        elif kind < 0.2:
            options += ["--holidays", rng.choice(list(slow_lsr.ZONE_OF_MARKETPLACE))]
        elif kind < 0.28:
            files["closed-days.list"] = self.holiday_list()
            options += ["--holidays", "closed-days.list"]
        elif kind < 0.36:
            files["closed-days.ics"] = self.holiday_calendar()
            options += ["--holidays", "closed-days.ics"]
        for _ in range(rng.choice([0, 0, 0, 1, 2])):
            first = self.wall()
            last = first + timedelta(days=rng.randint(0, 4))
            options += ["--closed", rng.choice([f"{first:%Y-%m-%d}", f"{first:%Y-%m-%d}..{last:%Y-%m-%d}",
                                                f"{first:%d %b %Y}..{last:%d.%m.%Y}"])]
        for _ in range(rng.choice([0, 0, 0, 1, 2])):
            options += ["--open", self.day()]
        if self.chance(0.15):
            options += ["--cut-off", rng.choice(["00:00", "09:30", "13:00", "14:00", "23:59"])]
        return files, options

    def holiday_list(self):
        """A plain list of holidays for --holidays."""
        rng = self.rng

        def text_of(day):
            forms = ["%Y-%m-%d", "%Y-%m-%d", "%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%d-%b-%Y", "%B %d, %Y", "%b %d %Y",
                     "%Y/%m/%d"]
            if day.day > 12 or day.day == day.month:
                forms += ["%d/%m/%Y", "%m/%d/%Y"]
            return self.odd_case(day.strftime(rng.choice(forms)))

        lines = []
        if self.chance(0.3):
            lines.append(rng.choice(["# of the warehouse", "#2026-01-01", "", "  "]))
        if self.chance(0.4):
            lines.append(rng.choice(["date,name", "Day;Holiday", "Datum\tName", "holidays"]))
        seen = set()
        for _ in range(rng.choice([1, 3, 8, 20])):
            first = self.wall().replace(hour=0, minute=0, second=0)
            days = [first + timedelta(days=n) for n in range(rng.choice([1, 1, 1, 1, 2, 4]))]
            if seen & set(days) and self.chance(0.9):           # two names of one day are rare
                continue
            seen |= set(days)
            line = text_of(first) if len(days) == 1 else text_of(first) + ".." + text_of(days[-1])
            name = rng.choice(["", "Day of Rest", "New Year's Day", "Christmas, observed", "\"Quoted\"",
                               "\"Christmas, second day\"", "\"the \"\"big\"\" day\"", "Boxing Day 2",
                               "D\u00eda de A\u00f1o", "5. Mai", "a; b"])
            if name:
                line += rng.choice([",", ", ", ";", "\t", " ", "  ", " ; "]) + name
            elif self.chance(0.2):
                line += rng.choice([",", " ", ";"])
            lines.append(rng.choice(["", "", "", " "]) + line)
            if self.chance(0.05):
                lines.append(rng.choice(["", "# the next", "   "]))
        if self.chance(0.04):
            lines.insert(rng.randrange(len(lines) + 1),
                         rng.choice(["2026-02-30 none", "2026-03-07x", "03/04/2026 which?", "soon 1",
                                     "2026-03-09..2026-03-07"]))
        end = rng.choice(["\n", "\n", "\r\n", "\r"])
        text = end.join(lines) + (end if self.chance(0.8) else "")
        if text.strip() == "":
            text = "date"
        return (b"\xef\xbb\xbf" if self.chance(0.15) else b"") + text.encode("utf-8")

    def holiday_calendar(self):
        """An iCalendar file for --holidays.  The first day of a series is one of its rule's."""
        rng = self.rng
        weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Some//Calendar//EN"]
        if self.chance(0.2):
            lines += ["BEGIN:VTIMEZONE", "TZID:Europe/Berlin", "BEGIN:STANDARD", "DTSTART:16010101T030000",
                      "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100",
                      "END:STANDARD", "END:VTIMEZONE"]
        seen = set()
        for number in range(rng.choice([1, 2, 4, 6])):
            near = self.wall()
            start = near.date()
            year = start.year - rng.choice([0, 0, 1, 2, 3, 5, 8])
            nth, weekday = (start.day + 6) // 7, start.weekday()
            rule = rng.choice([None, None, "", "", "month and day", "nth", "last", "end", "weekday among days",
                               "of the year", "two months", "each month"])
            if rule is not None:
                if rule == "":
                    rule, start = "", start.replace(year=year, day=min(start.day, 28))
                elif rule == "month and day":
                    rule = f";BYMONTH={start.month};BYMONTHDAY={start.day}"
                    start = start.replace(year=year) if start.day < 29 else start
                elif rule == "nth":
                    nth = min(nth, 4)
                    rule, start = f";BYMONTH={start.month};BYDAY={nth}{weekdays[weekday]}", slow_lsr.nth_weekday(
                        year, start.month, weekday, nth)
                elif rule == "last":
                    rule, start = f";BYDAY=-1{weekdays[weekday]};BYMONTH={start.month}", slow_lsr.nth_weekday(
                        year, start.month, weekday, -1)
                elif rule == "end":
                    rule = f";BYMONTH={start.month};BYMONTHDAY=-1"
                    start = (start.replace(year=year, day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
                elif rule == "weekday among days":
                    first = min(start.day, 22)
                    rule = (f";BYMONTH={start.month};BYDAY={weekdays[weekday]};BYMONTHDAY="
                            + ",".join(str(day) for day in range(first, first + 7)))
                    start = next(day for day in (start.replace(year=year, day=n) for n in range(first, first + 7))
                                 if day.weekday() == weekday)
                elif rule == "each month":
                    rule, start = f";BYMONTHDAY={start.day}", start
                elif rule == "of the year":
                    nth = (start.timetuple().tm_yday + 6) // 7
                    rule, start = f";BYDAY={nth}{weekdays[weekday]}", start
                else:
                    other = start.month % 12 + 1
                    rule = f";BYMONTH={start.month},{other};BYMONTHDAY={min(start.day, 28)}"
                    start = start.replace(year=year, day=min(start.day, 28), month=min(start.month, other))
                rule = "RRULE:FREQ=YEARLY" + rule
                if self.chance(0.2):
                    rule += f";INTERVAL={rng.choice([1, 2, 3])}"
                ends = rng.random()
                if ends < 0.2:
                    rule += f";COUNT={rng.choice([1, 2, 3, 10])}"
                elif ends < 0.4:
                    until = near + timedelta(days=rng.choice([-366, -1, 0, 1, 400]))
                    rule += ";UNTIL=" + max(until.date(), start).strftime("%Y%m%d")
            if start in seen and self.chance(0.9):
                continue
            seen.add(start)
            event = [f"DTSTART;VALUE=DATE:{start:%Y%m%d}"]
            kind = rng.random()
            if kind < 0.35:
                event.append(f"DTEND;VALUE=DATE:{start + timedelta(days=rng.choice([1, 1, 1, 2, 4])):%Y%m%d}")
            elif kind < 0.5:
                event.append("DURATION:" + rng.choice(["P1D", "P2D", "P1W"]))
            if rule is not None:
                event.append(rule)
                if self.chance(0.2):
                    out = [start] if self.chance(0.2) else [start.replace(year=near.year, day=min(start.day, 28))]
                    out += [start.replace(year=near.year + 1, day=min(start.day, 28))] if self.chance(0.4) else []
                    event.append("EXDATE;VALUE=DATE:" + ",".join(f"{day:%Y%m%d}" for day in out))
            if self.chance(0.12):
                event.append("RDATE;VALUE=DATE:" + ",".join(f"{self.wall():%Y%m%d}" for _ in range(rng.choice([1, 2]))))
            if self.chance(0.85):
                event.append("SUMMARY" + rng.choice(["", "", ";LANGUAGE=en"]) + ":" + rng.choice(
                    ["Rest", "Christmas\\, observed", "D\u00eda de A\u00f1o", "a\\; b", "a rather long name of a day on which "
                     "the warehouse and all its neighbours stay closed"]) + (f" {number}" if self.chance(0.5) else ""))
            state = rng.random()
            if state < 0.08:
                event.append("STATUS:CANCELLED")
            elif state < 0.2:
                event.append("STATUS:CONFIRMED")
            elif state < 0.3:
                event[0] = f"DTSTART:{start:%Y%m%d}T090000Z"
                event = [event[0], f"DTEND:{start:%Y%m%d}T170000Z"] + [line for line in event[1:]
                                                                       if line.startswith("SUMMARY")]
            if self.chance(0.1):
                event += ["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "SUMMARY:wake up", "DURATION:PT5M",
                          "STATUS:CANCELLED", "END:VALARM"]
            if "BEGIN:VALARM" not in event and self.chance(0.5):
                rng.shuffle(event)
            lines += ["BEGIN:VEVENT", f"UID:{number}@calendar"] + event + ["END:VEVENT"]
        if self.chance(0.03):
            lines.insert(3, "no property at all")
        lines.append("END:VCALENDAR")
        end = rng.choice(["\r\n", "\r\n", "\n"])
        folded = []
        for line in lines:
            while len(line) > 60 or (len(line) > 12 and self.chance(0.03)):
                at = min(60, len(line) // 2)
                folded.append(line[:at])
                line = rng.choice([" ", "\t"]) + line[at:]
            folded.append(line)
        return (rng.choice(["", "", "", end]) + end.join(folded) + end).encode("utf-8")

    def make_exact(self):
        """Plain orders whose rate lies exactly on the limit, beside it, or half-way between two
        millionths (one of 128 is 0.0078125)."""
        rng = self.rng
        count = rng.choice([25, 50, 75, 100, 128, 128, 384])
        late = max(0, count * 4 // 100 + rng.choice([-1, 0, 0, 0, 1]))
        if count % 128 == 0:
            late = rng.choice([1, 3, 5, 7, 11])
        rows = []
        for number in range(count + rng.choice([0, 0, 1, 3])):
            confirm = ("2026-03-10 10:00" if number >= late else "2026-03-11 00:00:00") if number < count else ""
            rows.append(f"o{number},2026-03-09 10:00,1,{confirm}")
        rng.shuffle(rows)
        text = "order-id,purchase-date,handling-time,confirm-date\n" + "\n".join(rows) + "\n"
        options = ["orders1.csv", "--as-of", rng.choice(["2026-03-10", "2026-03-20 10:00"])]
        if self.chance(0.5):
            options += ["--threshold", rng.choice(["4%", "<4%", "0.04", "<0.04", "0%", "<0%", "99.9%"])]
        return {"orders1.csv": text.encode()}, options

    def make(self):
        rng = self.rng
        if self.chance(self.exact_share):
            return self.make_exact()
        self.mapped = None
        self.map_chance = self.map_share
        self.quote_option = rng.choice([None] * 8 + ["on", "off"])
        several = self.chance(0.35)
        count = rng.choice([2, 2, 3]) if several else 1
        if several:
            self.map_chance = 0
        files = {}
        names = []
        for number in range(count):
            name = rng.choice(["orders", "log", "export"]) + f"{number + 1}." + rng.choice(["csv", "txt", "tsv"])
            files[name] = self.make_file(several)
            names.append(name)
        if count == 1 and self.chance(0.2):
            files = {"stdin.csv": files[names[0]]}
            names = ["-"]
        options = ["--as-of", self.as_of()]

        def sometimes(share, *arguments):
            if self.chance(share):
                options.extend(arguments)

        more, policy = self.policy_options()
        files.update(more)
        options += policy
        sometimes(0.8, "--handling-time", rng.choice(["0", "1", "2", "3", "5"]))
        sometimes(0.25, "--ship-by", rng.choice(["given", "computed", "computed"]))
        sometimes(0.1, "--scan-window", rng.choice(["24h", "48h", "72h"]))
        sometimes(0.25, "--scan-check", rng.choice(["auto", "required", "off", "off"]))
        sometimes(0.25, "--untracked", rng.choice(["late", "ignore", "ignore"]))
        sometimes(0.5, "--threshold", rng.choice(["4%", "<4%", "0%", "0.04", "<0.04", "50%", "<50%", "25%",
                                                  "<25%", "33%", "99%", "2.5%", "20%", "<20%"]))
        for _ in range(rng.choice([0, 0, 1, 2, 3])):
            options += ["--window", rng.choice(["1d", "2d", "3d", "5d", "10d", "30d", "90d"])]
        if self.mapped:
            options += ["--map", f"{self.mapped}=My Column"]
        if count == 1:
            words = {",": "comma", "\t": "tab", ";": "semicolon", "|": "pipe"}
            sometimes(self.delimiter_share, "--delimiter", rng.choice([words[self.delimiter], words[self.delimiter],
                                                      self.delimiter if self.delimiter != "\t" else "tab"]))
        if self.quote_option:
            options += ["--quote", self.quote_option]
        sometimes(0.12, "--date-order", rng.choice(["mdy", "dmy", self.date_order]))
        sometimes(0.15, "--input-time-zone", rng.choice(ZONES))
        sometimes(0.4, "--max-rejects", rng.choice(["0", "1", "3", "10", "5%", "10%", "50%", "100%"]))
        sometimes(0.15, "--exit-zero")
        return files, names + options if self.chance(0.5) else options + names


NO_SCANS = ["Label created", "LABEL_CREATED", "label-created", "Label was created", "created: label",
            "Shipping Label Created, USPS Awaiting Item", "shipping label has been created by sender",
            "pre_transit", "PRE-TRANSIT", "Pre-Shipment", "pre shipment", "Pre-Shipment Info Sent to USPS",
            "manifest", "Manifest uploaded", "MANIFEST_RECEIVED", "Ready for pickup by carrier", "READY_FOR_CARRIER",
            "Awaiting item", "awaiting_item", "Info received", "INFO_RECEIVED", "Shipping information received",
            "Shipment information sent to FedEx", "information about the parcel has been received",
            "info not yet received", "electronic", "ELECTRONIC", "pending", " Pending ", "not found",
            "NOT_FOUND", "Not-Found", "unknown", "Unknown"]
SCANS = ["", "", "N/A", "Accepted at facility", "In transit", "in_transit", "Delivered", "Picked up",
         "Received by carrier", "Out for delivery", "Pending delivery", "Electronic scan", "Manifested",
         "Label printed", "Created", "Labels created", "Label recreated", "Information", "Unknown location",
         "not found at address", "Ready", "ready to go for it", "Awaiting items", "awaiting the item",
         "Shipment sent", "received, information later", "prepaid shipment", "transit, pre sorted",
         "Informative: received", "sent info", "returned"]


class JoinedMaker(Maker):
    """Small FILEs with shipments, scans and handling times beside them."""

    next_wall = None                    # what wall() is to give next
    map_share = 0
    exact_share = 0
    delimiter_share = 0
    row_counts = ([1, 1, 2, 3, 4, 6, 10], 12)

    def __init__(self, seed):
        super().__init__(seed)
        rng = self.rng
        self.order_ids = [f"{rng.choice(['A', '111-', ''])}{rng.randrange(100)}"
                          for _ in range(rng.choice([1, 1, 2, 3, 5, 8]))]
        if self.chance(0.05):
            self.order_ids.append("N/A")
        self.fault_rate = rng.choice([0, 0, 0, 0, 0.1, 0.3])
        self.shape_fault_rate = rng.choice([0, 0, 0, 0, 0, 0.1, 0.25])
        self.side_fault_rate = rng.choice([0, 0, 0, 0, 0.1, 0.3])
        self.side_shape_fault_rate = rng.choice([0, 0, 0, 0, 0, 0.1, 0.3])
        self.diligent = self.chance(0.6)
        self.one_purchase = self.chance(0.6)        # the rows of an order are bought at one moment
        self.purchases = {}
        self.shares = {"order-item-id": rng.choice([0, 0.6, 1]), "confirm-date": rng.choice([0, 0.7, 1]),
                       "tracking-number": rng.choice([0.5, 1, 1]), "first-scan-date": rng.choice([0, 0.5, 1]),
                       "sku": rng.choice([0.2, 0.9]), "handling-time": rng.choice([0.2, 0.8]),
                       "status": rng.choice([0.3, 0.8]), "cancel-date": 0.25}
        self.item_ids = rng.choice([["1", "2"], ["1", "2", "3"], ["1", "2", "", "N/A"], ["1"]])
        self.own_confirm = rng.choice([0.1, 0.5, 1])
        # Half of the logs are about packages alone: few rows to an order, little else to decide it.
        self.focused = self.chance(0.5)
        if self.focused:
            self.order_ids = [f"A{n}" for n in range(rng.choice([1, 3, 8, 12]))]
            self.fault_rate = self.shape_fault_rate = self.side_fault_rate = self.side_shape_fault_rate = 0
            self.shares.update({"confirm-date": 1, "tracking-number": 1, "status": 0.1, "cancel-date": 0.1,
                                "fulfillment-channel": 0.1, "item-status": 0, "purchase-date": 1,
                                "ship-by-date": 0.9, "handling-time": 0.9})
            self.own_confirm = rng.choice([0.5, 0.9])
            self.item_ids = rng.choice([["1", "2"], ["1", "2", "3", "4"], ["1", "2", "3", ""]])
            self.row_counts = ([1, 2, 3, 4, 6], 6)
            self.shares["order-item-id"] = rng.choice([0, 1, 1])
            self.one_purchase = True
        self.numbers = [f"{rng.choice(['1Z', 'T', '=T', '+49'])}{n}" for n in range(rng.choice([2, 5, 20]))]

    def wall(self, centre=None, days=None):
        t, self.next_wall = self.next_wall or super().wall(centre, days), None
        return t

    def row_values(self, columns):
        rng = self.rng
        order_id = rng.choice(self.order_ids)
        if self.one_purchase:
            self.next_wall = self.purchases.setdefault(order_id, self.wall())
        values = super().row_values(columns)
        if values["order-id"].strip():
            values["order-id"] = order_id
        values["order-item-id"] = rng.choice(self.item_ids)
        values["tracking-number"] = rng.choice(self.numbers) if self.chance(0.7) else self.empty()
        values["sku"] = rng.choice(["S1", "S2", "S3", "S4", " S1 ", ""])
        if not self.chance(self.own_confirm):
            values["confirm-date"] = self.empty()
        return values

    # -- the files beside ----------------------------------------------------------------------

    def side_file(self, names, rows, fault, optional=()):
        """`rows`: field -> text, or a local time that the column's style writes.  `names`: field ->
        header names.  `fault(values)` makes a row that is to be rejected."""
        rng = self.rng
        self.delimiter = rng.choice([",", ",", "\t", ";", "|"])
        quoting = self.delimiter != "\t" if self.quote_option is None else self.quote_option == "on"
        fields = [field for field in names if field not in optional or self.chance(optional[field])]
        if self.chance(0.5):
            rng.shuffle(fields)
        one_style = rng.choice(STYLES)
        column = {"style": one_style, "mixed": rng.choice([0, 0, 0.1, 0.5]),
                  "order": rng.choice(["mdy", "dmy"]) if self.chance(0.1) else None,
                  "contradicts": 0.1 if self.chance(0.03) else 0}
        header = [self.odd_header(rng.choice(names[f]) if self.chance(0.5) else names[f][0]) for f in fields]
        twin = self.chance(0.05)
        if twin:
            header.append(self.odd_header(rng.choice(header).strip()))

        def cells_of(values, plain=False):
            cells = []
            for field in fields:
                value = values.get(field, "")
                text = value if isinstance(value, str) else self.cell_of(value, column)
                if plain:
                    text = text.replace("\n", " ").replace("\r", " ").replace("\"", "")
                cells.append(self.quoted(text, quoting))
            if twin:
                cells.append(rng.choice(["", "x"]))
            return cells

        records = [self.delimiter.join(self.quoted(h, quoting) for h in header)]
        for values in rows:
            values.setdefault("notes", rng.choice(NOTES))
            if self.chance(self.side_fault_rate):
                fault(values)
            if self.chance(0.02):
                records.append(rng.choice(["", self.delimiter * (len(header) - 1)]))
            if self.chance(0.02):
                records.append(self.delimiter.join(self.quoted(h.swapcase(), quoting) for h in header))
            cells = cells_of(values)
            if self.chance(self.side_shape_fault_rate):
                at = rng.randrange(len(cells))
                kind = rng.randrange(7)
                if kind == 0:
                    del cells[at]
                elif kind == 1:
                    cells.append("more")
                elif kind == 2:
                    cells[at] = "\"closed\" and more"
                elif kind == 3:
                    cells[at] = "\"never closed"
                elif kind == 4 and "notes" in fields:
                    # the line between is a row
                    inside = self.delimiter.join(cells_of(rng.choice(rows), plain=True))
                    cells[fields.index("notes")] = "\"open\n" + inside + "\nend\""
                elif kind == 5 and "notes" in fields:
                    # the line between lacks a field
                    inside = self.delimiter.join(cells_of(rng.choice(rows), plain=True)[1:])
                    cells[fields.index("notes")] = "\"open\n" + inside.replace("\"", "") + "\nend\""
                else:
                    cells[at] = "\"a\nb\" c"
            elif self.chance(0.03):
                cells += [""]
            records.append(self.delimiter.join(cells))
        end = rng.choice(["\n", "\n", "\r\n", "\r"])
        text = end.join(records) + (end if self.chance(0.8) else "")
        return (b"\xef\xbb\xbf" if self.chance(0.15) else b"") + text.encode("utf-8")

    def bad_date(self):
        return self.rng.choice(BAD_DATES) if self.chance(0.7) else self.empty()

    def shipments_of(self, made):
        rng = self.rng
        shipments = []
        same_number, no_number = rng.choice([0, 0.1, 0.5]), rng.choice([0, 0, 0.2, 0.5])
        counts = rng.choice([[0, 1], [0, 1, 1, 1, 2, 3], [1, 2]])
        for values, purchase, confirm, scan in made:
            for _ in range(rng.choice(counts)):
                sent = confirm
                if self.chance(0.6):
                    sent = confirm + rng.choice([timedelta(0), timedelta(hours=-20), timedelta(hours=10),
                                                 timedelta(days=-1), timedelta(days=1), timedelta(days=2), timedelta(days=4),
                                                 timedelta(seconds=1), timedelta(days=-2)])
                item_id = values["order-item-id"]
                if self.chance(0.25):
                    item_id = rng.choice(self.item_ids + ["99", "", "3"])
                number = rng.choice([rng.choice(self.numbers), f"P{rng.randrange(30)}"])
                if self.chance(same_number):
                    number = values["tracking-number"]
                if self.chance(no_number):
                    number = self.empty()
                order_id = values["order-id"]
                if self.chance(0.07):
                    order_id = rng.choice([f"U{rng.randrange(9)}", order_id.swapcase(), order_id.strip() + "0"])
                shipments.append({"order-id": order_id, "order-item-id": item_id, "confirm-date": sent,
                                  "tracking-number": number})
                self.instants.append(sent)
                self.sent.append((number, sent, scan))
        for _ in range(rng.choice([0, 0, 1])):
            shipments.append({"order-id": rng.choice(self.order_ids), "order-item-id": rng.choice(self.item_ids),
                              "confirm-date": self.wall(), "tracking-number": rng.choice(self.numbers)})
        rng.shuffle(shipments)
        return shipments

    def scans_of(self, sent):
        rng = self.rng
        scans = []
        for number, confirm, scan in sent:
            if slow_lsr.is_empty(number) and self.chance(0.98):
                continue
            for _ in range(rng.choice([0, 0, 1, 1, 1, 2, 3])):
                seen = rng.choice([scan, confirm + timedelta(hours=rng.choice([-30, -1, 0, 1, 10, 40, 47, 49, 60, 100])),
                                   confirm + timedelta(hours=48), confirm + timedelta(hours=48, seconds=1)])
                event = rng.choice(NO_SCANS) if self.chance(0.3) else rng.choice(SCANS)
                if event in NO_SCANS and self.chance(0.4):
                    event = rng.choice([event.upper(), event.lower(), event.title(), event.replace(" ", "_"),
                                        event.replace(" ", "  ")])
                scans.append({"tracking-number": number, "first-scan-date": seen, "event": event})
                self.instants.append(seen)
        for _ in range(rng.choice([0, 0, 0, 1, 2])):
            scans.append({"tracking-number": f"X{rng.randrange(3)}", "first-scan-date": self.wall(),
                          "event": rng.choice(SCANS)})
        rng.shuffle(scans)
        return scans

    def parts(self, rows):
        """The rows of one to three files."""
        count = self.rng.choice([1, 1, 1, 2, 3])
        files = [[] for _ in range(count)]
        for row in rows:
            self.rng.choice(files).append(row)
        return files

    def make(self):
        self.beside = None
        return super().make()

    def as_of(self):
        # The FILEs are written by now; what stands beside them may give --as-of its instants.
        self.make_beside()
        return super().as_of()

    def make_beside(self):
        rng = self.rng
        files, options = {}, []
        made = [one for one in self.made if isinstance(one[0].get("order-id"), str)]
        self.sent = [(values["tracking-number"], confirm, scan) for values, _, confirm, scan in made]
        with_shipments = self.chance(0.75)
        with_scans = self.chance(0.65) or not with_shipments

        if with_shipments:
            def shipment_fault(values):
                if self.chance(0.2):
                    values["order-id"] = rng.choice(["", " "])
                else:
                    values["confirm-date"] = self.bad_date()

            optional = {"order-item-id": rng.choice([0, 0.7, 1]), "tracking-number": rng.choice([0.5, 1, 1]),
                        "notes": 0.4, "carrier": 0.2}
            for number, rows in enumerate(self.parts(self.shipments_of(made))):
                names = {field: list(known) for field, known in slow_lsr.COLUMNS_OF_ROLE["shipments"].items()}
                names.update({"notes": ["notes"], "carrier": ["carrier"]})
                names.update({field: slow_lsr.COLUMNS.get(field, [field]) for field, _ in self.more_shipment_fields})
                optional.update(self.more_shipment_fields)
                name = f"shipments{number + 1}.csv"
                files[name] = self.side_file(names, rows, shipment_fault, optional)
                options.append(["--shipments", name])
        if with_scans:
            def scan_fault(values):
                if self.chance(0.25):
                    values["tracking-number"] = self.empty()
                else:
                    values["first-scan-date"] = self.bad_date()

            optional = {"event": rng.choice([0, 0.9]), "notes": 0.3}
            for number, rows in enumerate(self.parts(self.scans_of(self.sent))):
                names = {field: list(known) for field, known in slow_lsr.COLUMNS_OF_ROLE["scans"].items()}
                names["notes"] = ["notes"]
                name = f"scans{number + 1}.txt"
                files[name] = self.side_file(names, rows, scan_fault, optional)
                options.append(["--scans", name])
        if self.chance(0.35):
            names = {"sku": list(slow_lsr.COLUMNS["sku"]), "handling-time": list(slow_lsr.COLUMNS["handling-time"]),
                     "notes": ["notes"]}
            rows = [{"sku": sku, "handling-time": rng.choice(["0", "1", "2", "2.0", "3", "5", ""])}
                    for sku in ["S1", "S2", "S3", "S9"] if self.chance(0.7)]
            shares = self.side_fault_rate, self.side_shape_fault_rate
            self.side_fault_rate = self.side_shape_fault_rate = 0
            files["times.csv"] = self.side_file(names, rows, None, {"notes": 0.3})
            self.side_fault_rate, self.side_shape_fault_rate = shares
            options.append(["--handling-times", "times.csv"])
        rng.shuffle(options)
        self.beside = files, [word for option in options for word in option]


def make_tiny(seed):
    """One or two orders of one or two rows; every cell out of a handful, so that the rules of joining
    meet each other often."""
    rng = random.Random(f"tiny {seed}")

    def one(*choices):
        return rng.choice(choices)

    # All are due by the end of 2026-03-10 or -11.
    moments = ["2026-03-10 09:00", "2026-03-10 15:00", "2026-03-10", "2026-03-11 09:00", "2026-03-11 09:00:01",
               "2026-03-12 08:00", "2026-03-09 11:00", "2026-03-13 09:00"]
    scan_moments = ["2026-03-10 20:00", "2026-03-12 09:00:00", "2026-03-12 09:00:01", "2026-03-12", "2026-03-14 08:00",
                    "2026-03-09 12:00", "2026-03-08 10:00", "2026-03-13 09:00:00", "2026-03-10 09:00"]
    tracking = rng.random() < 0.9
    items, item_column = one(["1", "2"], ["1", "2", ""], ["1"]), rng.random() < 0.8
    numbers = one(["T", "U"], ["T", "U", ""], ["T", "U", "V", ""])
    order_ids = one(["A"], ["A"], ["A", "B"])
    status = one([""], [""], ["", "", "Pending", "Shipped", "Cancelled", "pending availability"])
    cancels = one([""], [""], ["", ""] + moments)
    own_confirm = one(0.2, 0.6, 0.9)
    own_scan = one(None, None, 0.3, 0.7)
    channel = one("", "", "", "AFN")

    def row():
        cells = {"order-id": one(*order_ids), "order-item-id": one(*items),
                 "purchase-date": "2026-03-09 10:00", "ship-by-date": one("2026-03-10", "2026-03-10", "2026-03-11"),
                 "confirm-date": one(*moments) if rng.random() < own_confirm else "",
                 "tracking-number": one(*numbers), "status": one(*status), "cancel-date": one(*cancels),
                 "fulfillment-channel": one("", "", "", channel), "sku": one("S", "Q", "")}
        if own_scan is not None:
            cells["first-scan-date"] = one(*scan_moments) if rng.random() < own_scan else ""
        if rng.random() < 0.06:
            cells["purchase-date"] = one("2026-02-30", "", "2026-03-14 10:00", "2026-03-12 10:00")
        if rng.random() < 0.06:
            cells["ship-by-date"] = one("2026-02-30", "", "")
        if not tracking:
            del cells["tracking-number"]
        if not item_column:
            del cells["order-item-id"]
        return cells

    def table(rows, heads=None):
        fields = list(rows[0]) if rows else heads
        return ("\n".join([",".join(fields)] + [",".join(r[f] for f in fields) for r in rows]) + "\n").encode()

    files, arguments = {}, []
    for number in range(one(1, 1, 1, 2)):
        if number == 1 and rng.random() < 0.3:
            item_column = not item_column
        files[f"orders{number + 1}.csv"] = table([row() for _ in range(one(1, 1, 2, 2, 3))])
        arguments.append(f"orders{number + 1}.csv")
    if rng.random() < 0.85:
        with_items, with_numbers = rng.random() < 0.8, rng.random() < 0.85
        shipments = []
        for _ in range(one(0, 1, 1, 2, 2, 3)):
            shipment = {"order-id": one(*(order_ids * 9 + ["Z"])), "order-item-id": one(*(items + items + ["9", ""])),
                        "confirm-date": one(*moments) if rng.random() < 0.95 else one("", "soon"),
                        "tracking-number": one(*(numbers + ["V"]))}
            if not with_items:
                del shipment["order-item-id"]
            if not with_numbers:
                del shipment["tracking-number"]
            shipments.append(shipment)
        files["shipments.csv"] = table(shipments, ["order-id", "confirm-date", "tracking-number"])
        arguments += ["--shipments", "shipments.csv"]
    if rng.random() < 0.6:
        scans = []
        for _ in range(one(0, 1, 2, 3)):
            scans.append({"tracking": one(*(["T", "U", "V", "T", "U", "X"] + ([""] if rng.random() < 0.1 else []))),
                          "time": one(*scan_moments) if rng.random() < 0.95 else one("", "soon"),
                          "event": one("", "", "", "Accepted", "Label created", "PRE-TRANSIT", "pending")})
        files["scans.csv"] = table(scans, ["tracking", "time", "event"])
        arguments += ["--scans", "scans.csv"]
    if rng.random() < 0.2:
        files["times.csv"] = b"sku,handling-time\nS,1\n"
        arguments += ["--handling-times", "times.csv"]
    arguments += ["--as-of", one("2026-03-10 12:00", "2026-03-11", "2026-03-11 12:00", "2026-03-12 09:00",
                                 "2026-03-12 09:00:01", "2026-03-13 09:00", "2026-03-20", "2026-03-10 23:59:59",
                                 "2026-03-30")]
    for share, option in [(0.15, ["--scan-check", one("off", "off", "required")]), (0.3, ["--untracked", "ignore"]),
                          (0.1, ["--max-rejects", one("1", "20%", "25%", "34%", "50%")]),
                          (0.3, ["--handling-time", "1"]), (0.1, ["--scan-window", "72h"]),
                          (0.1, ["--ship-by", "computed"])]:
        if rng.random() < share:
            arguments += option
    return files, arguments


class CalendarMaker(Maker):
    """Policies, and what `lsr calendar` and `lsr deadline` are asked about them."""

    years = range(2010, 2040 + 1)

    def make_commands(self, seed):
        """(files, the arguments of each command)."""
        rng = self.rng
        if self.chance(0.3):
            self.spread = rng.choice([100, 400])
        files, policy = self.policy_options()
        if self.chance(0.15):
            policy += ["--scan-window", rng.choice(["24h", "72h", "1h"])]
        if self.chance(0.1):
            policy += ["--scan-check", "off"]
        first = self.wall()
        last = first + timedelta(days=rng.choice([0, 1, 6, 30, 100, rng.randrange(800)]))
        form = rng.choice(["%Y-%m-%d", "%Y-%m-%d", "%d %b %Y", "%d.%m.%Y", "%B %d, %Y", "%Y/%m/%d"])
        commands = [["calendar", "--from", first.strftime(form), "--to", last.strftime(form)] + policy]
        # One seed after the other goes through all handling times.
        for handling_time in [str(seed % 366), rng.choice(["0", "0", "1", "2", "3", "5", "10"]),
                              rng.choice(["0", "1", "30", None])]:
            style = rng.choice(["iso"] * 4 + ["isot", "isoz", "isoz", "isoz", "isoday", "nameday", "dayname",
                                              "daynameday", "dotted", "dotday", "yslash", "minutes", "fraction", "namedayday"])
            command = ["deadline", "--purchased", self.write(self.wall(), style)] + policy
            if handling_time is not None:
                command += ["--handling-time", handling_time]
            commands.append(command)
        return files, [command + ["--format", "json"] for command in commands]


class Planning:
    """What `lsr plan` and `lsr handling` look at beside the rest: in most FILEs, near the edges of SPEC 10."""

    after_instants = [timedelta(0), timedelta(0), timedelta(seconds=1), timedelta(seconds=-1), timedelta(hours=48),
                      timedelta(hours=48, seconds=1), timedelta(hours=5), timedelta(days=10)]
    days_after = [0, 0, 1, 3, 8]

    def __init__(self, seed):
        super().__init__(seed)
        rng = self.rng
        self.spread = min(self.spread, 12)
        self.shares = {**self.shares, "ready-date": rng.choice([0.5, 1]), "delivered-date": rng.choice([0.3, 0.9]),
                       "latest-delivery-date": rng.choice([0.3, 0.9]), "sku": rng.choice([0.5, 1, 1]), "purchase-date": 0.98}
        # Faults are the other scopes' affair.
        self.fault_rate = rng.choice([0, 0, 0, 0, 0, 0, 0.05, 0.2])
        self.shape_fault_rate = rng.choice([0, 0, 0, 0, 0, 0, 0, 0.1])
        self.skus = rng.choice([["S"], ["S1", "S2", "S3", ""], ["a", "B", " a ", "\u00e9", "N/A", "=1", ""]])
        self.side_dates = rng.choice([0.2, 0.6, 0.9])

    def row_values(self, columns):
        rng = self.rng
        values = super().row_values(columns)
        _, purchase, confirm, scan = self.made[-1]
        given = self.instants[-2]
        due = rng.choice([given, given, (purchase + timedelta(days=rng.randint(0, 4))).replace(hour=23, minute=59, second=59)])
        second = timedelta(seconds=1)
        near = [timedelta(0), timedelta(0), second, -second, timedelta(hours=48), timedelta(hours=48) + second,
                timedelta(hours=24), timedelta(days=1), timedelta(days=4), timedelta(days=-1)]
        delivered = rng.choice([scan, confirm]) + rng.choice([timedelta(0), timedelta(hours=20), timedelta(days=3)])
        latest = rng.choice([due, scan]) + rng.choice([timedelta(0), timedelta(days=2), timedelta(days=6)])
        made = {"ready-date": due + rng.choice(near), "delivered-date": delivered, "latest-delivery-date": latest}
        for field, t in made.items():
            if field in columns and values.get(field) not in BAD_DATES:
                values[field] = self.cell_of(t, columns[field]) if self.chance(self.side_dates) else self.empty()
                self.instants.append(t)
        values["sku"] = rng.choice(self.skus)
        return values


class PlanningMaker(Planning, Maker):
    row_counts = ([5, 10, 20, 40], 40)
    exact_share = 0.02


class JoinedPlanningMaker(Planning, JoinedMaker):
    row_counts = ([2, 4, 6, 10, 16], 16)


def make_tiny_plan(seed):
    """A few orders of a few rows, all due about 2026-03-10, of a handful of moments at and beside the edges of SPEC 10."""
    rng = random.Random(f"tiny plan {seed}")

    def one(*choices):
        return rng.choice(choices)

    dues = one(["2026-03-10 18:00:00"], ["2026-03-10"], ["2026-03-10 18:00:00", "2026-03-10", "2026-03-11", "2026-03-09 12:00"])
    confirms = ["2026-03-10 17:59:59", "2026-03-10 18:00:00", "2026-03-10 18:00:01", "2026-03-10", "2026-03-09 09:00", "2026-03-11",
                "2026-03-10 23:59:59", "2026-03-11 00:00:00", "2026-03-13 09:00"]
    scan_moments = ["2026-03-12 18:00:00", "2026-03-12 18:00:01", "2026-03-10 20:00", "2026-03-12", "2026-03-11 09:00:00"]
    readies = ["2026-03-10 17:59:59", "2026-03-10 18:00:00", "2026-03-10 18:00:01", "2026-03-12 18:00:00", "2026-03-12 18:00:01",
               "2026-03-10", "2026-03-12", "2026-03-13", "2026-03-14 12:00:00", "2026-03-30"]
    deliveries = ["2026-03-13", "2026-03-12 18:00:01", "2026-03-14 12:00:00", "2026-03-14 12:00:01", "2026-03-14", "2026-03-15"]
    as_of = one("2026-03-09 12:00", "2026-03-10 17:59:59", "2026-03-10 18:00:00", "2026-03-10 18:00:01",
                "2026-03-10 23:59:59", "2026-03-11 00:00:00", "2026-03-11 12:00", "2026-03-12 10:00",
                "2026-03-12 17:59:59", "2026-03-12 18:00:00", "2026-03-12 18:00:01", "2026-03-14 12:00:00",
                "2026-03-14 12:00:00", "2026-03-14 12:00:00", "2026-03-14", "2026-03-19 23:59:59",
                "2026-03-20 00:00:00", "2026-03-20 12:00", "2026-04-08 23:59:59", "2026-04-09 00:00")
    confirmed, scanned, ready, delivered, latest = (one(0, 0.3, 0.8, 1) for _ in range(5))
    # Some logs are about one edge alone.
    focus = one("", "", "ready and due", "ready a scan window later", "ready and as-of", "delivered")
    if focus.startswith("ready"):
        confirmed, ready = 0.1, 0.95
        as_of = one("2026-03-09 12:00", "2026-03-10 12:00")
        readies = [text for text in readies if text.startswith("2026-03-10")]
    if focus == "ready a scan window later":
        readies = ["2026-03-12 18:00:00", "2026-03-12 18:00:01", "2026-03-12", "2026-03-13", "2026-03-11 18:00:00", "2026-03-11 18:00:01"]
    if focus == "ready and as-of":
        as_of = "2026-03-14 12:00"
        readies = ["2026-03-14 11:59:59", "2026-03-14 12:00:00", "2026-03-14 12:00:01", "2026-03-14", "2026-03-13"]
    if focus == "delivered":
        as_of = "2026-03-14 12:00"
        confirmed, delivered = 1, 0.95
        deliveries = ["2026-03-14 11:59:59", "2026-03-14 12:00:00", "2026-03-14 12:00:01", "2026-03-14", "2026-03-15", "2026-03-13"]
    numbers = one(["T", "U"], ["T", "U", ""], ["T", "U", "V", "W"])
    items = one(["1", "2", "3"], ["1", "2"], ["1", "2", ""])
    order_ids = one(["A"], ["A", "B"], ["A", "b", "C", "\u00e9", "a"],
                    [f"{letter}{n}" for letter in "AbC" for n in range(5)])
    ship_by_column, scan_column = one(True, True, False), one(True, True, False)

    def row():
        cells = {"order-id": one(*order_ids), "order-item-id": one(*items),
                 "purchase-date": one("2026-03-09 10:00", "2026-03-09 10:00", "2026-03-06 15:00", ""),
                 "handling-time": one("1", "1", "0", "2", ""), "ship-by-date": one(*dues),
                 "confirm-date": one(*confirms) if rng.random() < confirmed else "", "tracking-number": one(*numbers),
                 "first-scan": one(*scan_moments) if rng.random() < scanned else "",
                 "ready-date": one(*readies) if rng.random() < ready else "",
                 "delivered-date": one(*deliveries) if rng.random() < delivered else "",
                 "latest-delivery-date": one(*deliveries) if rng.random() < latest else "",
                 "sku": one("S", "S", "Q", "")}
        if not ship_by_column:
            del cells["ship-by-date"]
            cells["purchase-date"] = cells["purchase-date"] or "2026-03-09 13:59:59"
        if not scan_column:
            del cells["first-scan"]
        return cells

    def table(rows):
        return ("\n".join([",".join(rows[0])] + [",".join(r.values()) for r in rows]) + "\n").encode()

    files, arguments = {}, ["--handling-time", "1"]
    for number in range(one(1, 1, 2)):
        files[f"orders{number + 1}.csv"] = table([row() for _ in range(one(1, 3, 5, 8, 12))])
        arguments.append(f"orders{number + 1}.csv")
    if rng.random() < 0.5:
        files["shipments.csv"] = table([{"order-id": one(*order_ids), "order-item-id": one(*items), "confirm-date": one(*confirms),
                                         "tracking-number": one(*numbers)} for _ in range(one(1, 2, 3, 4))])
        arguments += ["--shipments", "shipments.csv"]
    if rng.random() < 0.3:
        files["scans.csv"] = table([{"tracking": one("T", "U", "V"), "time": one(*scan_moments)} for _ in range(one(1, 2, 3))])
        arguments += ["--scans", "scans.csv"]
    arguments += ["--as-of", as_of]
    for share, option in [(0.1, ["--scan-check", "off"]), (0.2, ["--untracked", "ignore"]), (0.15, ["--scan-window", one("24h", "72h")]),
                          (0.15, ["--ship-by", "computed"]), (0.15, ["--operating-days", "mon-sat"]),
                          (0.15, ["--closed", "2026-03-16..2026-03-17"]), (0.3, ["--threshold", one("<4%", "50%", "<50%", "25%", "0%")]),
                          (0.5, ["--window", one("10d", "2d", "1d", "5d")]), (0.2, ["--window", one("10d", "3d")])]:
        if rng.random() < share:
            arguments += option
    return files, arguments


def make_steady(seed):
    """Weeks of a shop's business, with good and bad days, some open orders and some that are due ahead."""
    rng = random.Random(f"steady {seed}")
    zone = rng.choice(["us", "us", "de", "uk", "jp"])
    today = datetime(2026, rng.choice([1, 3, 4, 6, 11]), rng.randint(1, 28), rng.choice([0, 9, 15, 23]), rng.randrange(60))
    days, a_day = rng.choice([8, 20, 45, 70]), rng.choice([0.3, 1, 3, 5])
    late_share = rng.choice([0, 0.02, 0.04, 0.1, 0.4])
    bad_days = {rng.randint(0, days) for _ in range(rng.choice([0, 0, 1, 3]))}
    quick = {sku: rng.choice([0.3, 0.9, 2, 3]) for sku in ("S1", "S2", "S3", "")}
    ready_share = rng.choice([0, 0.3])
    # With scans, and all confirmed by now, the open orders are those that await their scan: they lie behind.
    with_scans, all_confirmed = rng.random() < 0.5, rng.random() < 0.3
    rows = []
    for back in range(days, -1, -1):
        count = int(a_day) + (rng.random() < a_day % 1)
        if rng.random() < 0.1:
            count = 0
        for _ in range(count):
            purchase = today - timedelta(days=back, seconds=rng.randrange(86400))
            sku = rng.choice(list(quick))
            handling = rng.choice([1, 1, 2, 2, 3])
            wait = 6 if back in bad_days or rng.random() < late_share else min(handling + 0.4, quick[sku] * rng.uniform(0.5, 1.1))
            confirm = purchase + timedelta(days=wait)
            if confirm.weekday() >= 5 and wait < 6:
                confirm = purchase + timedelta(hours=3)
            if all_confirmed:
                confirm = min(confirm, max(purchase, today - timedelta(hours=rng.choice([1, 20, 40]))))
            scan = confirm + timedelta(hours=rng.choice([1, 12, 30, 47, 49 if rng.random() < late_share else 2]))
            cells = [f"o{len(rows)}", purchase.strftime("%Y-%m-%d %H:%M:%S"), str(handling), sku,
                     confirm.strftime("%Y-%m-%d %H:%M:%S") if rng.random() < 0.99 else "",
                     (today + timedelta(days=rng.randint(0, 9))).strftime("%Y-%m-%d") if rng.random() < ready_share else ""]
            if with_scans:
                cells += [f"T{len(rows)}", scan.strftime("%Y-%m-%d %H:%M:%S")]
            rows.append(",".join(cells))
    rng.shuffle(rows)
    head = "order-id,purchase-date,handling-time,sku,confirm-date,ready-date" + (",tracking,first-scan" if with_scans else "")
    text = head + "\n" + "".join(row + "\n" for row in rows)
    options = ["orders.csv", "--marketplace", zone, "--as-of", today.strftime("%Y-%m-%d %H:%M")]
    if rng.random() < 0.6:
        options += ["--threshold", rng.choice(["4%", "<4%", "0%", "10%", "<10%", "33%", "2.5%"])]
    for _ in range(rng.choice([0, 0, 1, 2])):
        options += ["--window", rng.choice(["1d", "3d", "7d", "10d", "30d", "60d"])]
    return {"orders.csv": text.encode()}, options


def make_planning(seed):
    kind = seed % 4
    if kind == 0:
        return make_tiny_plan(seed)
    if kind == 1:
        return make_tiny_plan(seed) if seed % 8 == 1 else make_steady(seed)
    if kind == 2:
        return PlanningMaker(f"planning {seed}").make()
    maker = JoinedPlanningMaker(f"planning {seed}")
    files, arguments = maker.make()
    return {**files, **maker.beside[0]}, arguments + maker.beside[1]


def planning_commands(seed, arguments):
    """What is asked of a log of the scope planning: two plans, trend, handling and forecast."""
    rng = random.Random(f"commands {seed}")

    def plan(form):
        command = ["plan"] + arguments + ["--format", form]
        if rng.random() < 0.3:
            command += ["--auto-cancel", rng.choice(["none", "1", "2", "5", "10"])]
        if rng.random() < 0.3:
            command += ["--within", rng.choice(["0h", "1h", "24h", "48h", "2d", "5d", "7d", "14d"])]
        return command

    forecast = ["forecast"] + arguments + ["--format", "json"]
    if rng.random() < 0.6:
        forecast += ["--days", str(rng.choice([1, 2, 3, 5, 10, 14, 31, 90]))]
    return [plan("json"), plan(rng.choice(["jsonl", "jsonl", "jsonl", "csv"])),
            ["trend"] + arguments + ["--format", "json"], ["handling"] + arguments + ["--format", "json"], forecast]


# ---------------------------------------------------------------------------------------------
# Two states of one log
# ---------------------------------------------------------------------------------------------

# Values to group orders by: blanks at both ends, delimiters, quotes, empty ones, upper and lower case, what a
# spreadsheet would take for a formula, letters beyond ASCII (composed in two ways).
AWKWARD = ["UPS", "ups", " UPS ", "UPS", "DHL, Paket", "Fed\"Ex\"", "", " ", "N/A", "none", "-", "=1+1", "+49", "@a", "a;b", "a|b",
           "Correos Espa\u00f1a", "\u65e5\u672c\u90f5\u4fbf", "e\u0301", "\u00e9", "\u00c9", "Z", "a", "two  words", "(none)", "null and void",
           "\U0001f4e6", "'UPS'", "0", "00", "10", "9"]
GROUPING_COLUMNS = ["carrier", "ship-country", "ship-service-level", "Sold via"]
GROUPINGS = ["carrier", "sku", "weekday", "handling-time", "ship-country", "ship-service-level", "Sold via"]


def some_groupings(rng, columns):
    """Arguments of --by, mostly of columns that are there."""
    names = [name for name in GROUPINGS if name in columns or name in ("weekday", "handling-time")]
    if rng.random() < 0.04:
        names = GROUPINGS + ["no such column"]
    names = rng.sample(names, min(len(names), rng.choice([1, 2, 3, 7])))
    names = [rng.choice([name, name, name, name.upper() if name in ("carrier", "sku") else name]) for name in names]
    if "Sold via" in names and rng.random() < 0.3:
        names[names.index("Sold via")] = rng.choice(["sold_via", "SoldVia", "SOLD-VIA", " sold via "])
    if rng.random() < 0.1:
        names.append(rng.choice(names))
    arguments = []
    for name in names:
        arguments += ["--by", name]
    return arguments


class Changing:
    """Columns to group orders by, in FILEs and in shipments."""

    after_instants = [timedelta(0), timedelta(0), timedelta(hours=5), timedelta(hours=48, seconds=1), timedelta(days=2),
                      timedelta(days=7), timedelta(days=20)]
    days_after = [0, 1, 3, 8]

    def __init__(self, seed):
        super().__init__(seed)
        rng = self.rng
        self.spread = min(self.spread, 12)
        self.more_fields = [(field, rng.choice([0.6, 1, 1])) for field in GROUPING_COLUMNS]
        self.more_shipment_fields = [(field, rng.choice([0, 0.5, 1])) for field in GROUPING_COLUMNS]
        self.values_of = {field: rng.sample(AWKWARD, rng.choice([2, 4, 8])) for field in GROUPING_COLUMNS}
        self.shares = {**self.shares, "sku": 0.9}
        self.fault_rate = rng.choice([0, 0, 0, 0, 0, 0.05])
        self.shape_fault_rate = 0

    def row_values(self, columns):
        values = super().row_values(columns)
        for field in GROUPING_COLUMNS:
            values[field] = self.rng.choice(self.values_of[field])
        return values

    def shipments_of(self, made):
        shipments = super().shipments_of(made)
        for shipment in shipments:
            for field in GROUPING_COLUMNS:
                shipment[field] = self.rng.choice(self.values_of[field] + ["", "N/A"])
        return shipments


class ChangingMaker(Changing, Maker):
    row_counts = ([2, 5, 10, 20, 40], 40)
    exact_share = 0


class JoinedChangingMaker(Changing, JoinedMaker):
    row_counts = ([1, 2, 4, 8, 12], 12)


# What an older state of a log does not hold yet, or holds otherwise.
CELLS_OF_AN_EVENT = ["confirm-date", "first-scan-date", "cancel-date", "delivered-date"]


def earlier_file(rng, data, role, arguments, rates):
    """An older state of a file: rows that are not there yet, cells that are still empty, others that will be
    edited; the rows may stand in another order.  Files with a fault of shape stay as they are."""
    apart = taken_apart(data, arguments)
    if apart is None:
        return data
    delimiter, quoting, records = apart
    try:
        columns = slow_lsr.choose_columns(records[0], {}, "", role)
    except slow_lsr.InputError:
        return data
    missing, emptied, edited = rates
    earlier = [records[0]]
    for fields in records[1:]:
        fields = list(fields)
        if len(fields) == len(records[0]):
            for field in CELLS_OF_AN_EVENT:
                if field in columns and rng.random() < emptied and (role == "orders" or field not in ("confirm-date", "first-scan-date")):
                    fields[columns[field]] = ""
            for field in ("ship-by-date", "status", "confirm-date"):
                if field in columns and rng.random() < edited:
                    fields[columns[field]] = rng.choice(records[1:])[columns[field]] if all(
                        len(one) == len(records[0]) for one in records[1:]) else fields[columns[field]]
        if rng.random() >= missing:
            earlier.append(fields)
    if rng.random() < 0.2:
        earlier[1:] = rng.sample(earlier[1:], len(earlier) - 1)
    return put_together(delimiter, quoting, earlier)


ROLES = {"--shipments": "shipments", "--scans": "scans"}


def earlier_log(rng, files, arguments):
    """(files, arguments) of an older state: each file older, whole ones not there yet."""
    rates = rng.choice([(0, 0.3, 0), (0.2, 0.2, 0.05), (0.5, 0.5, 0.1), (0, 0, 0), (0.1, 0.9, 0), (0, 0, 0.4)])
    files, arguments = dict(files), list(arguments)
    named = [name for name in arguments if name in files]
    for name in named:
        before = arguments[arguments.index(name) - 1]
        if before in ("--handling-times", "--holidays"):
            continue
        files[name] = earlier_file(rng, files[name], ROLES.get(before, "orders"), arguments, rates)
    orders = [name for name in named if not arguments[arguments.index(name) - 1].startswith("--")]
    if len(orders) > 1 and rng.random() < 0.3:
        arguments.remove(orders[-1])
    for option in ROLES:
        if option in arguments and rng.random() < 0.15:
            at = arguments.index(option)
            del arguments[at:at + 2]
    return files, arguments


def make_two_states(seed):
    """(older files, their arguments, files, arguments, the columns to group by) of a log of the other scopes' manner."""
    rng = random.Random(f"two states {seed}")
    if rng.random() < 0.5:
        maker = ChangingMaker(f"changes {seed}")
        files, arguments = maker.make()
    else:
        maker = JoinedChangingMaker(f"changes {seed}")
        files, arguments = maker.make()
        files, arguments = {**files, **maker.beside[0]}, arguments + maker.beside[1]
    if "-" in arguments:                                        # read ahead or not is the other scopes' affair
        arguments[arguments.index("-")] = "orders.csv"
        files["orders.csv"] = files.pop("stdin.csv")
    files_then, arguments_then = earlier_log(rng, files, arguments)
    _, policy = slow_lsr.read_options(["report"] + arguments)
    back = rng.choice([0, 1, 3600, 6 * 3600, 24 * 3600, 24 * 3600, 48 * 3600, 5 * 86400, 12 * 86400, 35 * 86400])
    if rng.random() < 0.04:
        back = -back                                            # the earlier run looked further ahead
    then = slow_lsr.iso(policy.as_of - back, timezone.utc)
    arguments_then[arguments_then.index("--as-of") + 1] = then.replace("+00:00", "Z")
    heads = "".join(slow_lsr.normal(data[:2000].decode("utf-8", "replace")) for data in files.values())
    columns = [name for name in GROUPINGS if slow_lsr.normal(name) in heads or f"{name}=My Column" in arguments]
    return files_then, arguments_then, files, arguments, columns


def csv_table(rng, rows):
    """Rows of one set of fields, quoted where they need it or at random."""
    def cell(text):
        if any(c in text for c in ",\"\n") or rng.random() < 0.05:
            return "\"" + text.replace("\"", "\"\"") + "\""
        return text

    return ("\n".join([",".join(cell(name) for name in rows[0])]
                      + [",".join(cell(text) for text in row.values()) for row in rows]) + "\n").encode("utf-8")


class Shop:
    """A few weeks of orders of one or more items, each with its whole story; a state of the log is what of it had been
    exported by then."""

    def __init__(self, seed):
        self.rng = random.Random(f"shop {seed}")
        rng = self.rng
        self.now = datetime(2026, rng.choice([1, 3, 4, 6, 11]), rng.randint(1, 28), rng.choice([0, 9, 15, 23]), rng.choice([0, 30]))
        self.then = self.now - timedelta(hours=rng.choice([0, 1, 6, 12, 24, 24, 24, 48, 72, 24 * 7, 24 * 20]))
        self.values_of = {field: rng.sample(AWKWARD, rng.choice([1, 3, 6])) for field in GROUPING_COLUMNS + ["sku"]}
        self.with_items = rng.random() < 0.7
        self.with_given = rng.choice([0, 0.5, 1])
        self.with_scans = rng.random() < 0.6
        self.with_shipments = rng.random() < 0.4
        self.shipment_columns = [field for field in GROUPING_COLUMNS if rng.random() < 0.6]
        # The README has the package's cell of any column count; a shipment with a SKU is rare [R106].
        if rng.random() < 0.1:
            self.shipment_columns.append("sku")
        self.edit_share = rng.choice([0, 0.03, 0.2])
        self.days = rng.choice([3, 8, 20, 45])
        self.stories = []
        for number in range(rng.choice([2, 5, 15, 40])):
            self.stories += self.order(f"{rng.choice(['', 'o', 'O', '111-'])}{number}")

    def order(self, order_id):
        """Its rows: (values, instants of what happens to it)."""
        rng = self.rng
        purchase = self.now - timedelta(days=rng.uniform(0, self.days))
        rows = []
        for item in range(rng.choice([1, 1, 1, 2, 3]) if self.with_items else 1):
            handling = rng.choice([0, 1, 1, 2, 2, 3, 10])
            confirm = purchase + timedelta(days=rng.choice([0.1, 0.5, 1, 1, 2, 3, 6, 100]))
            scan = confirm + timedelta(hours=rng.choice([1, 12, 30, 47, 49, 70, 10000]))
            values = {"order-id": order_id, "order-item-id": str(item), "handling-time": str(handling),
                      "tracking-number": rng.choice([f"T{order_id}", f"T{order_id}-{item}", ""])}
            values.update({field: rng.choice(choices) for field, choices in self.values_of.items()})
            values["ship-by-date"] = ""
            if rng.random() < self.with_given:
                due = (purchase + timedelta(days=rng.choice([0, 1, 1, 2, 3]))).replace(hour=23, minute=59, second=59, microsecond=0)
                values["ship-by-date"] = f"{due:%Y-%m-%d %H:%M:%S}"
            events = {"purchase-date": purchase, "confirm-date": confirm, "first-scan-date": scan,
                      "cancel-date": purchase + timedelta(days=rng.uniform(0, 5)) if rng.random() < 0.08 else None}
            rows.append((values, events))
        return rows

    def state(self, at, is_old):
        """The files as exported at an instant: what had happened by then.  The old one may hold rows that were edited
        since, and events that were told too early or too late."""
        rng = self.rng
        orders, shipments = [], []
        for values, events in self.stories:
            if events["purchase-date"] > at or (is_old and rng.random() < self.edit_share):
                continue
            told = dict(values)
            for field, instant in events.items():
                known = instant is not None and instant <= at
                if is_old and rng.random() < self.edit_share:
                    known = False
                told[field] = f"{instant:%Y-%m-%d %H:%M:%S}" if known or (field == "purchase-date") else ""
            if is_old and rng.random() < self.edit_share and told["ship-by-date"]:
                told["ship-by-date"] = f"{at - timedelta(days=rng.randint(-3, 12)):%Y-%m-%d}"
            if self.with_shipments and told["confirm-date"]:
                shipment = {"order-id": told["order-id"], "order-item-id": told["order-item-id"],
                            "confirm-date": told["confirm-date"], "tracking-number": told["tracking-number"]}
                shipment.update({field: rng.choice(self.values_of[field] + ["", " "]) for field in self.shipment_columns})
                shipments.append(shipment)
                told["confirm-date"] = ""
            if not self.with_scans:
                del told["first-scan-date"]
            if not self.with_items:
                del told["order-item-id"]
            orders.append(told)
        return orders, shipments

    def files_of(self, orders, shipments, seed):
        """(files, the arguments that name them); orders may stand in two FILEs, the second with fewer columns."""
        rng = random.Random(f"files of {seed}")
        rng_of_quotes = self.rng
        files, arguments = {}, []
        parts = [orders]
        if rng.random() < 0.3 and len(orders) > 3:
            at = rng.randrange(1, len(orders) - 1)
            parts = [orders[:at], [dict(row) for row in orders[at - 1:]]]
            for field in GROUPING_COLUMNS:
                if rng.random() < 0.3:
                    for row in parts[1]:
                        del row[field]
        for number, rows in enumerate(parts):
            files[f"orders{number + 1}.csv"] = csv_table(rng_of_quotes, rows)
            arguments.append(f"orders{number + 1}.csv")
        if shipments:
            files["shipments.csv"] = csv_table(rng_of_quotes, shipments)
            arguments += ["--shipments", "shipments.csv"]
        return files, arguments


def make_shop(seed):
    """As make_two_states, of a shop's exports."""
    shop = Shop(seed)
    rng = shop.rng
    states = []
    for at, is_old in ((shop.then, True), (shop.now, False)):
        orders, shipments = shop.state(at, is_old)
        if not orders:
            orders = [{"order-id": "", "order-item-id": "1", "purchase-date": "", "handling-time": "1", "confirm-date": "",
                       "first-scan-date": "", **{field: "" for field in GROUPING_COLUMNS + ["sku"]}}]
        if is_old and rng.random() < 0.2:
            rng.shuffle(orders)
        states.append(shop.files_of(orders, shipments, seed))
    options = []
    for share, option in [(0.5, ["--threshold", rng.choice(["4%", "<4%", "0%", "10%", "50%"])]),
                          (0.2, ["--ship-by", "computed"]), (0.2, ["--untracked", "ignore"]), (0.1, ["--scan-check", "off"]),
                          (0.2, ["--time-zone", rng.choice(ZONES)]), (0.2, ["--max-rejects", "100%"])]:
        if rng.random() < share:
            options += option
    for _ in range(rng.choice([0, 0, 1, 2])):
        options += ["--window", rng.choice(["1d", "3d", "10d", "30d", "60d"])]
    (files_then, named_then), (files, named) = states
    return (files_then, named_then + options + ["--as-of", f"{shop.then:%Y-%m-%d %H:%M}"],
            files, named + options + ["--as-of", f"{shop.now:%Y-%m-%d %H:%M}"], GROUPINGS)


def make_changes(seed, previous="previous.json"):
    """(files of the first run, those of the second, the arguments of the first, those of the second ones)."""
    rng = random.Random(f"changes {seed}")
    files_then, then, files, now, columns = make_shop(seed) if seed % 2 == 0 else make_two_states(seed)
    groupings = some_groupings(rng, columns)
    plan_options = []
    if rng.random() < 0.3:
        plan_options += ["--within", rng.choice(["0h", "24h", "2d", "7d"])]
    if rng.random() < 0.2:
        plan_options += ["--auto-cancel", rng.choice(["none", "2"])]
    first = ["report"] + then + (groupings if rng.random() < 0.3 else [])
    if rng.random() < 0.6:
        first = ["plan"] + then + plan_options
    seconds = [["report"] + now + groupings + ["--since", previous], ["plan"] + now + plan_options + ["--since", previous]]
    for command in seconds:
        if rng.random() < 0.2:
            command.append("--quiet")
    return files_then, files, first + ["--format", "json"], [command + ["--format", "json"] for command in seconds]


def make_log(seed, scope="orders"):
    """(files, arguments) of a seed."""
    if scope == "changes":
        _, files, _, seconds = make_changes(seed)
        return files, seconds[0][1:]
    if scope == "planning":
        return make_planning(seed)
    if scope == "joined" or (scope == "all" and seed % 2 == 1):
        if random.Random(f"kind {seed}").random() < 0.5:
            return make_tiny(seed)
        maker = JoinedMaker(f"joined {seed}")
        files, arguments = maker.make()
        files = {**files, **maker.beside[0]}
        return files, (arguments + maker.beside[1] if seed % 3 else maker.beside[1] + arguments)
    return Maker(seed).make()


# ---------------------------------------------------------------------------------------------
# The same log in other forms
# ---------------------------------------------------------------------------------------------

UTF8_MARK = b"\xef\xbb\xbf"
# What takes the place of a letter that an encoding lacks.  The second bytes of the Japanese ones are
# backslashes, pipes and the like in ASCII.
SPARE = {"cp1252": "\u00e9\u00fc\u00df\u0153\u2019", "cp932": "\u8868\u30bd\u80fd\u30dd\u3001\uff71\u30fc"}


def without_mark(data):
    return data[3:] if data.startswith(UTF8_MARK) else data


def spelled(rng, data, encoding):
    """The text in an encoding; what it lacks (only notes hold such) becomes another letter."""
    out = b""
    for c in without_mark(data).decode("utf-8"):
        try:
            out += c.encode(encoding)
        except UnicodeEncodeError:
            out += rng.choice(SPARE[encoding]).encode(encoding)
    return out


def zstd(data):
    return subprocess.run(["zstd", "-q", "-c"], input=data, stdout=subprocess.PIPE, check=True).stdout


def halves(pack, data):
    """Packed as two members (or frames) one after the other."""
    return pack(data[:len(data) // 2]) + pack(data[len(data) // 2:])


def option_value(arguments, name):
    return arguments[arguments.index(name) + 1] if name in arguments else None


def taken_apart(data, arguments):
    """(delimiter, quoting, records) of a file without a fault of shape; else None."""
    text = without_mark(data).decode("utf-8")
    given = option_value(arguments, "--delimiter")
    delimiter = slow_lsr.DELIMITERS.get(given, given) or slow_lsr.find_delimiter(text)
    quoting = delimiter != "\t" or text[:1] == "\""
    if "--quote" in arguments:
        quoting = option_value(arguments, "--quote") == "on"
    records, at = [], 0
    while at < len(text):
        record = slow_lsr.read_record(text, at, delimiter, quoting)
        if record.fault:
            return None
        fields = record.fields
        if records and not all(slow_lsr.blank(field) for field in fields):
            if len(fields) < len(records[0]) or not all(slow_lsr.blank(f) for f in fields[len(records[0]):]):
                return None
            fields = fields[:len(records[0])]
        for inside in record.lines_inside:                      # it may be a row, and so a fault
            alone = slow_lsr.read_record(re.split("[\r\n]", text[inside:], maxsplit=1)[0], 0, delimiter, quoting)
            if not records or len(alone.fields) == len(records[0]):
                return None
        records.append(fields)
        at = record.end
    if not records or len(records[0]) < 2:
        return None
    return delimiter, quoting, records


def put_together(delimiter, quoting, records):
    lines = []
    for fields in records:
        if all(slow_lsr.blank(field) for field in fields):
            lines.append("")
        elif quoting:
            lines.append(delimiter.join("\"" + f.replace("\"", "\"\"") + "\"" for f in fields))
        else:
            lines.append(delimiter.join(fields))
    return ("\n".join(lines) + "\n").encode("utf-8")


def shuffled(rng, data, arguments):
    """The columns in another order; twins keep theirs."""
    apart = taken_apart(data, arguments)
    if apart is None:
        return None
    delimiter, quoting, records = apart
    names = [slow_lsr.normal(name) for name in records[0]]
    order = list(range(len(names)))
    rng.shuffle(order)
    for name in set(names):
        places = [place for place, column in enumerate(order) if names[column] == name]
        for place, column in zip(places, sorted(order[place] for place in places)):
            order[place] = column
    moved = [fields if all(slow_lsr.blank(f) for f in fields) else [fields[column] for column in order]
             for fields in records]
    # The last line of a note that spans lines, read alone, has all fields if the note comes first: by
    # SPEC 7 such a record is an unclosed quote.
    if any(re.search("[\r\n]", fields[0]) for fields in moved):
        return None
    return put_together(delimiter, quoting, moved)


def split_by_order(rng, data, arguments):
    """Two or three FILEs, each with all rows of its orders."""
    apart = taken_apart(data, arguments)
    if apart is None:
        return None
    delimiter, quoting, records = apart
    mapping = {}
    if "--map" in arguments:
        field, _, column = option_value(arguments, "--map").partition("=")
        mapping[field] = column
    try:
        at = slow_lsr.choose_columns(records[0], mapping, "", "orders")["order-id"]
    except slow_lsr.InputError:
        return None
    parts = [[records[0]] for _ in range(rng.choice([2, 2, 3]))]
    place = {}
    for fields in records[1:]:
        order_id = fields[at].strip() if at < len(fields) else ""
        parts[place.setdefault(order_id, rng.randrange(len(parts)))].append(fields)
    return [put_together(delimiter, quoting, part) for part in parts]


def forms_of(seed, files, arguments):
    """(name of the form, files, arguments, whether it has other FILEs) of the same log."""
    rng = random.Random(f"forms {seed}")

    def line_ends(end):
        return lambda data: re.sub(rb"\r\n|\r|\n", end, data)

    encodings = {
        "mark": lambda data: UTF8_MARK + without_mark(data),
        "no mark": without_mark,
        "UTF-16 LE": lambda data: b"\xff\xfe" + without_mark(data).decode("utf-8").encode("utf-16-le"),
        "UTF-16 BE": lambda data: b"\xfe\xff" + without_mark(data).decode("utf-8").encode("utf-16-be"),
        "Windows-1252": lambda data: spelled(rng, data, "cp1252"),
        "Shift_JIS": lambda data: spelled(rng, data, "cp932"),
        "LF": line_ends(b"\n"), "CRLF": line_ends(b"\r\n"), "CR": line_ends(b"\r"),
        "gzip": lambda data: gzip.compress(data, mtime=0),
        "gzip in two members": lambda data: halves(lambda half: gzip.compress(half, mtime=0), data),
    }
    if shutil.which("zstd"):
        encodings["zstd"] = zstd
        encodings["zstd in two frames"] = lambda data: halves(zstd, data)

    marketplace = option_value(arguments, "--marketplace") or "us"
    holidays = option_value(arguments, "--holidays")

    def found(data, encoding):
        """Whether an encoding would be found in these bytes."""
        try:
            data.decode("utf-8")
            return False                                        # ASCII alone: nothing to find
        except UnicodeDecodeError:
            return slow_lsr.decoded("", data, None, marketplace) == data.decode(encoding)

    forms = []

    def renamed(suffix, data_of):
        """All files packed, and named so."""
        new_files = {name if name == "stdin.csv" else name + suffix: data_of(data) for name, data in files.items()}
        new_arguments = [a + suffix if a in files else a for a in arguments]
        return new_files, new_arguments

    for name, data_of in encodings.items():
        suffix = ".gz" if name.startswith("gzip") else ".zst" if name.startswith("zstd") else ""
        new_files, new_arguments = renamed(suffix, data_of)
        if name in ("Windows-1252", "Shift_JIS"):
            foreign = [data for data in new_files.values() if any(byte > 127 for byte in data)]
            if not foreign:
                continue
            forms.append((f"{name} by --encoding", new_files, new_arguments + ["--encoding", name], False))
            if not all(found(data, {"Windows-1252": "cp1252", "Shift_JIS": "cp932"}[name]) for data in foreign):
                continue
        forms.append((name, new_files, new_arguments, False))
    forms.append(("gzip under its plain name",) + renamed("", encodings["gzip"]) + (False,))

    mixed = {}
    for name, data in files.items():
        kind = rng.choice([kind for kind in encodings if kind not in ("Windows-1252", "Shift_JIS")])
        mixed[name] = encodings[kind](data)
    forms.append(("each file another", mixed, arguments, False))
    moved = {name: (shuffled(rng, data, arguments) if name != holidays else None) or data
             for name, data in files.items()}
    if moved != files:
        forms.append(("columns shuffled", moved, arguments, False))

    order_files = [name for name in files if name in arguments
                   and arguments[arguments.index(name) - 1] not in ("--shipments", "--scans", "--handling-times",
                                                               "--holidays")]
    if len(order_files) == 1:
        [own] = order_files
        parts = split_by_order(rng, files[own], arguments)
        if parts is not None:
            names = [f"part{number + 1}.csv" for number in range(len(parts))]
            new_arguments = [word for a in arguments for word in (names if a == own else [a])]
            rest = {name: data for name, data in files.items() if name != own}
            forms.append(("split over FILEs", {**rest, **dict(zip(names, parts))}, new_arguments, True))
        rest = {name: data for name, data in files.items() if name != own}
        new_arguments = ["-" if a == own else a for a in arguments]
        for kind in ["no mark", "mark", "UTF-16 LE", "UTF-16 BE", "CR", "gzip", "zstd"]:
            if kind in encodings:
                forms.append((f"{kind} on standard input", {**rest, "stdin.csv": encodings[kind](files[own])},
                              new_arguments, True))
        data = encodings["Windows-1252"](files[own])
        if found(data, "cp1252"):
            forms.append(("Windows-1252 on standard input", {**rest, "stdin.csv": data}, new_arguments, True))
    return forms


def write_files(files, arguments, folder):
    os.makedirs(folder, exist_ok=True)
    for name, data in files.items():
        with open(os.path.join(folder, name), "wb") as stream:
            stream.write(data)
    with open(os.path.join(folder, "options.json"), "w", encoding="utf-8") as stream:
        json.dump(arguments, stream, ensure_ascii=False)


def write_log(seed, folder, scope="orders"):
    """Writes the files of a seed and returns its arguments."""
    files, arguments = make_log(seed, scope)
    write_files(files, arguments, folder)
    return arguments


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--scope", choices=["orders", "joined", "all", "planning", "changes"], default="orders")
    options = parser.parse_args()
    write_log(options.seed, options.out, options.scope)
