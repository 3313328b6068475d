-- What the report and the list of orders share: the rows of a log as lsr_make_log writes it, judged. Handling times in
-- business days, Los Angeles time, the 48-hour scan check. Names that begin with a dollar are filled in.
SET threads = $threads;
SET TimeZone = 'America/Los_Angeles';

CREATE TEMP VIEW log AS
SELECT "order-id" AS id, "purchase-date" AS purchased, "handling-time" AS handling, "confirm-date" AS confirm,
       "tracking-number" AS tracking, "first-scan-date" AS scan
FROM read_csv($log, header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, strict_mode = true,
              columns = $columns);

-- For each civil day and handling time: the ship-by day and its last second.
CREATE TEMP VIEW due AS
WITH days AS (
  SELECT day::DATE AS day,
         isodow(day) < 6 AND day::DATE NOT IN (
           SELECT day FROM read_csv($holidays, header = true, columns = {'day': 'DATE', 'name': 'VARCHAR'})) AS business
  FROM generate_series(DATE '2023-01-01', DATE '2027-12-31', INTERVAL 1 DAY) AS series(day)
),
ranked AS (SELECT day, business, sum(business::INT) OVER (ORDER BY day) AS rank FROM days)
SELECT from_day.day AS purchase_day, handling, min(to_day.day) AS ship_by_day,
       (min(to_day.day) + INTERVAL 1 DAY)::TIMESTAMPTZ - INTERVAL 1 SECOND AS ship_by
FROM ranked AS from_day, (VALUES (1), (2), (3)) AS handlings(handling), ranked AS to_day
WHERE to_day.business AND to_day.rank = from_day.rank + handling
GROUP BY ALL;

-- outcome: confirmed-late, unconfirmed, unscanned, awaiting-confirmation, awaiting-scan, on-time; the least is the
-- worst.
CREATE TEMP MACRO judged(rows_of) AS TABLE
SELECT rows.*, ship_by_day, ship_by,
       CASE WHEN confirm <= $as_of AND confirm > ship_by THEN 0
            WHEN (confirm IS NULL OR confirm > $as_of) AND $as_of > ship_by THEN 1
            WHEN confirm IS NULL OR confirm > $as_of THEN 3
            WHEN scan <= $as_of AND scan <= confirm + INTERVAL 48 HOUR THEN 5
            WHEN scan <= $as_of OR $as_of > confirm + INTERVAL 48 HOUR THEN 2
            ELSE 4
       END AS outcome
FROM query_table(rows_of) AS rows JOIN due ON purchased::DATE = purchase_day AND rows.handling = due.handling
WHERE purchased <= $as_of;
