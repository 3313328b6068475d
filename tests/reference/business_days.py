#!/usr/bin/python3
"""Business days as numpy counts them: makes tests/data/business_days.txt, which calendar_test.cpp checks.

    business_days.py > tests/data/business_days.txt          (needs Debian's python3-numpy)

Over 100 000 cases of day, handling time, week and holidays.  To be run again whenever data/holidays changes.
busday_offset(day, N, roll="backward") is SPEC 3's Nth business day strictly after the day; roll="forward" with 0 is
handling time 0 before the cut-off.
"""

import csv
import datetime
import pathlib
import random

import numpy

DATA = pathlib.Path(__file__).resolve().parent / "../../data/holidays"
HANDLING = [0, 1, 2, 3, 4, 5, 7, 10, 15, 30, 90, 252, 365]
DAYS_EACH = 150
FIRST, LAST = datetime.date(2014, 12, 1), datetime.date(2036, 1, 31)

# SPEC 3: Monday-Friday, sa and eg Sunday-Thursday; Monday stands first.
MON_FRI, SUN_THU = "1111100", "1111001"
WEEKS = [MON_FRI, SUN_THU, "1111110", "1111111", "0000001", "1010100", "0111110", "1000000", "1111101"]


def holidays_of(country):
    with open(DATA / f"{country}.csv", encoding="utf-8", newline="") as file:
        return [row["date"] for row in csv.DictReader(file)]


def emirates():
    """numpy knows no week that changes: every weekend day is a holiday of a week of seven days."""
    weekend = []
    day = datetime.date(2010, 1, 1)
    while day < datetime.date(2045, 1, 1):
        week = SUN_THU if day.year <= 2021 else MON_FRI
        if week[day.weekday()] == "0":
            weekend.append(day.isoformat())
        day += datetime.timedelta(days=1)
    return numpy.busdaycalendar("1111111", holidays_of("ae") + weekend)


def marketplace(code):
    if code == "ae":
        return emirates()
    return numpy.busdaycalendar(SUN_THU if code in ("sa", "eg") else MON_FRI, holidays_of(code))


def some_days(chance, holidays):
    """A third of them beside a holiday, where mistakes are made."""
    span = (LAST - FIRST).days
    for _ in range(DAYS_EACH):
        if holidays and chance.random() < 0.33:
            yield datetime.date.fromisoformat(chance.choice(holidays)) + datetime.timedelta(days=chance.randint(-4, 4))
        else:
            yield FIRST + datetime.timedelta(days=chance.randint(0, span))


def print_cases(chance, calendar, holidays):
    for day in sorted(set(some_days(chance, holidays))):
        due = [numpy.busday_offset(day, n, roll="backward" if n else "forward", busdaycal=calendar) for n in HANDLING]
        print(day, *((each.astype(datetime.date) - day).days for each in due))


def main():
    chance = random.Random(3)
    print("# Made by tests/reference/business_days.py: days from the purchase day to the ship-by day, by numpy's count.")
    print("# A calendar is a marketplace's, or a week (Monday first) and holidays.")
    print("handling", *HANDLING)
    for code in sorted(path.stem for path in DATA.glob("*.csv")):
        print("marketplace", code)
        print_cases(chance, marketplace(code), holidays_of(code))
    for i in range(36):
        week = WEEKS[i % len(WEEKS)]
        span = (LAST - FIRST).days
        holidays = sorted({(FIRST + datetime.timedelta(days=chance.randint(0, span))).isoformat()
                           for _ in range(chance.choice([0, 1, 5, 40]))})
        print("week", week, *holidays)
        print_cases(chance, numpy.busdaycalendar(week, holidays), holidays)


if __name__ == "__main__":
    main()
