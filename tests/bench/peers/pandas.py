"""pandas.py LOG AS-OF HOLIDAYS

The same report as lsr's, by pandas and numpy: reads the columns that are needed, judges them as whole arrays, and
prints for each window its days and how many orders are late, open and on time; 100000 days stand for the whole log.

This file has the name of the module it needs, so its own folder must not be searched for it.
"""

import sys

sys.path.pop(0)

import numpy as np
import pandas as pd

ZONE = "America/Los_Angeles"
TIMES = ["purchase-date", "confirm-date", "first-scan-date"]
FIRST_DAY, LAST_DAY = np.datetime64("2023-01-01"), np.datetime64("2027-12-31")
CONFIRMED_LATE, UNCONFIRMED, UNSCANNED, AWAITING_CONFIRMATION, AWAITING_SCAN, ON_TIME = range(6)


def instants(texts):
    """Seconds since 1970; what is empty or has not happened is as late as can be."""
    times = pd.to_datetime(texts, utc=True).to_numpy(dtype="datetime64[s]")
    return np.where(np.isnat(times), np.iinfo(np.int64).max, times.astype(np.int64))


def local_days(seconds):
    """Civil days of the marketplace since 1970."""
    local = pd.to_datetime(seconds, unit="s", utc=True).tz_convert(ZONE).tz_localize(None)
    return local.to_numpy(dtype="datetime64[D]").astype(np.int64)


def day_ends(days):
    """The last second of each civil day."""
    midnights = pd.to_datetime(days + 1, unit="D").tz_localize(ZONE).tz_convert("UTC").tz_localize(None)
    return midnights.to_numpy(dtype="datetime64[s]").astype(np.int64) - 1


log_path, as_of_text, holidays_path = sys.argv[1:]
as_of = int(pd.Timestamp(as_of_text).timestamp())
as_of_day = int(local_days(np.array([as_of]))[0])

log = pd.read_csv(
    log_path,
    usecols=["order-id", "handling-time", *TIMES],
    dtype={"order-id": str, "handling-time": np.int64, **dict.fromkeys(TIMES, str)},
)
purchased, confirmed, scanned = (instants(log[name]) for name in TIMES)

# The Nth business day after each day: of the business days, the one that stands N further on than those up to it.
all_days = np.arange(FIRST_DAY, LAST_DAY + 1)
holidays = pd.read_csv(holidays_path)["date"].to_numpy(dtype="datetime64[D]")
business_days = all_days[np.is_busday(all_days, holidays=holidays)].astype(np.int64)
up_to = np.searchsorted(business_days, local_days(purchased), side="right")
ship_by_day = business_days[up_to + log["handling-time"].to_numpy() - 1]
first = int(FIRST_DAY.astype(np.int64))
ship_by = day_ends(all_days.astype(np.int64))[ship_by_day - first]

is_confirmed = confirmed <= as_of
is_scanned = scanned <= as_of
scan_by = np.where(is_confirmed, confirmed, as_of) + 48 * 3600
outcome = np.select(
    [
        is_confirmed & (confirmed > ship_by),
        ~is_confirmed & (as_of > ship_by),
        ~is_confirmed,
        is_scanned & (scanned <= scan_by),
        is_scanned | (as_of > scan_by),
    ],
    [CONFIRMED_LATE, UNCONFIRMED, AWAITING_CONFIRMATION, ON_TIME, UNSCANNED],
    AWAITING_SCAN,
)

# The worst row of an order decides, and among equally bad ones the earliest ship-by date.
is_there = purchased <= as_of
keys = pd.Series(outcome * 10**6 + ship_by_day)[is_there]
worst = keys.groupby(log["order-id"][is_there], sort=False).min().to_numpy()
outcome, day = worst // 10**6, worst % 10**6
for window in (10, 30, 100_000):
    inside = (day <= as_of_day) & (day > as_of_day - window) if window < 100_000 else np.full(len(day), True)
    counts = np.bincount(outcome[inside], minlength=6)
    late, still_open = counts[: UNSCANNED + 1].sum(), counts[AWAITING_CONFIRMATION : AWAITING_SCAN + 1].sum()
    print(window, late, still_open, counts[ON_TIME])
