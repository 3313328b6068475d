-- The report's counts: the worst row of an order, windows of 10 and 30 days and the whole log, off what duckdb_log.sql
-- makes.
WITH orders AS (
  SELECT id, min(outcome * 100_000_000_000 + epoch(ship_by)::BIGINT) AS worst FROM judged('log') GROUP BY id
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
