-- The report's counts of a log as lsr_make_log writes it: handling times in business days, Los Angeles time, the 48-hour
-- scan check, the worst row of an order, windows of 10 and 30 days. Names that begin with a dollar are filled in.
SET threads = $threads;
SET TimeZone = 'America/Los_Angeles';

WITH log AS (
  SELECT "order-id" AS id, "purchase-date" AS purchased, "handling-time" AS handling, "confirm-date" AS confirm,
         "first-scan-date" AS scan
  FROM read_csv($log, header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, strict_mode = true,
                columns = $columns)
),
days AS (
  SELECT day::DATE AS day,
         isodow(day) < 6 AND day::DATE NOT IN (SELECT day FROM read_csv($holidays, header = true, columns = {'day': 'DATE', 'name': 'VARCHAR'})) AS business
  FROM generate_series(DATE '2023-01-01', DATE '2027-12-31', INTERVAL 1 DAY) AS series(day)
),
ranked AS (SELECT day, business, sum(business::INT) OVER (ORDER BY day) AS rank FROM days),
due AS (
  SELECT from_day.day AS purchase_day, handling, min(to_day.day) AS ship_by_day,
         (min(to_day.day) + INTERVAL 1 DAY)::TIMESTAMPTZ - INTERVAL 1 SECOND AS ship_by
  FROM ranked AS from_day, (VALUES (1), (2), (3)) AS handlings(handling), ranked AS to_day
  WHERE to_day.business AND to_day.rank = from_day.rank + handling
  GROUP BY ALL
),
judged AS (
  SELECT id, ship_by_day, ship_by,
         CASE WHEN confirm <= $as_of AND confirm > ship_by THEN 0
              WHEN (confirm IS NULL OR confirm > $as_of) AND $as_of > ship_by THEN 1
              WHEN confirm IS NULL OR confirm > $as_of THEN 3
              WHEN scan <= $as_of AND scan <= confirm + INTERVAL 48 HOUR THEN 5
              WHEN scan <= $as_of OR $as_of > confirm + INTERVAL 48 HOUR THEN 2
              ELSE 4
         END AS outcome
  FROM log JOIN due ON purchased::DATE = purchase_day AND log.handling = due.handling
  WHERE purchased <= $as_of
),
orders AS (
  SELECT id, min(outcome * 100_000_000_000 + epoch(ship_by)::BIGINT) AS worst FROM judged GROUP BY id
),
told AS (
  SELECT worst // 100_000_000_000 AS outcome, to_timestamp(worst % 100_000_000_000)::DATE AS day FROM orders
),
windows AS (
  SELECT days, outcome FROM told, (VALUES (10), (30), (100_000)) AS lengths(days)
  WHERE days = 100_000 OR (day <= $as_of::DATE AND day > $as_of::DATE - days)
)
SELECT days::INT AS days, count(*) FILTER (outcome < 3) AS late, count(*) FILTER (outcome IN (3, 4)) AS open,
       count(*) FILTER (outcome = 5) AS on_time
FROM windows GROUP BY days ORDER BY days;
