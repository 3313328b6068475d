#!/usr/bin/env python3
"""Clock changes as Python's zoneinfo knows them: makes tests/data/zone_changes.txt, which time_test.cpp checks.

    zone_changes.py > tests/data/zone_changes.txt

For every change of offset from 2015 to 2037 in every marketplace's zone: the second before it, its own and the one
after, with the offset, the local day and that day's first and last second; and the local times around it, skipped and
repeated ones, with the instants that SPEC 2 gives them.  Governments change their clocks: where the test fails on a
machine with newer zone data, make the file anew and look at the difference.
"""

import datetime
import zoneinfo

UTC = datetime.timezone.utc
SECOND, HOUR, DAY = (datetime.timedelta(**{unit: 1}) for unit in ("seconds", "hours", "days"))

# SPEC 8: the zone in which the marketplace keeps its own reports.
ZONES = """America/Los_Angeles America/Sao_Paulo Europe/London Europe/Berlin Europe/Paris Europe/Rome Europe/Madrid
Europe/Amsterdam Europe/Stockholm Europe/Warsaw Europe/Brussels Europe/Dublin Europe/Istanbul Asia/Dubai Asia/Riyadh
Africa/Cairo Asia/Kolkata Asia/Tokyo Australia/Sydney Asia/Singapore Africa/Johannesburg""".split()


def changes(zone):
    """The first instants at which another offset holds."""
    at, last = datetime.datetime(2015, 1, 1, tzinfo=UTC), datetime.datetime(2038, 1, 1, tzinfo=UTC)
    offset = lambda instant: instant.astimezone(zone).utcoffset()
    while at < last:
        low, high = at, at + DAY
        if offset(low) != offset(high):
            while high - low > SECOND:
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                if offset(middle) == offset(low):
                    low = middle
                else:
                    high = middle
            yield high
        at += DAY


def first_second(day, zone):
    """The first instant whose local day it is: midnight, or the moment after a skipped one."""
    instant = datetime.datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
    while instant.astimezone(zone).date() < day:
        instant += datetime.timedelta(minutes=15)
    while (instant - SECOND).astimezone(zone).date() == day:
        instant -= SECOND
    return instant


def last_second(day, zone):
    return first_second(day + DAY, zone) - SECOND


def spelled(instant):
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def print_instant(instant, zone):
    local = instant.astimezone(zone)
    day = local.date()
    print("instant", spelled(instant), int(local.utcoffset().total_seconds()), day,
          spelled(first_second(day, zone)), spelled(last_second(day, zone)))


def print_local(local, zone):
    # fold 0: the offset before a gap, the first of two (PEP 495), as SPEC 2 wants it.
    print("local", local.strftime("%Y-%m-%dT%H:%M:%S"), spelled(local.replace(tzinfo=zone, fold=0)))


def main():
    print("# Made by tests/reference/zone_changes.py from Python's zoneinfo.")
    print("# instant: UTC, offset in seconds, local day, its first and its last second. local: local time, UTC.")
    for name in ZONES:
        zone = zoneinfo.ZoneInfo(name)
        print("zone", name)
        # Zones without a change are held to something too.
        for instant in [datetime.datetime(2015, 1, 1, tzinfo=UTC), datetime.datetime(2037, 12, 31, 23, tzinfo=UTC)]:
            print_instant(instant, zone)
        for change in changes(zone):
            for instant in (change - SECOND, change, change + SECOND):
                print_instant(instant, zone)
            before = (change - SECOND).astimezone(zone).replace(tzinfo=None, fold=0) + SECOND
            after = change.astimezone(zone).replace(tzinfo=None, fold=0)
            for edge in sorted({before, after}):
                for local in (edge - SECOND, edge, edge + SECOND):
                    print_local(local, zone)
            print_local(min(before, after) + abs(before - after) / 2, zone)


if __name__ == "__main__":
    main()
