-- One line per order as `lsr orders --format jsonl` writes it, byte by byte: the row that decides (the worst, of these
-- the one due first, of these the first), in the order in which the orders first appear, off what duckdb_log.sql makes.
CREATE TEMP MACRO told(instant) AS replace(instant::VARCHAR, ' ', 'T') || ':00';
CREATE TEMP MACRO hours(since, until) AS ceil((epoch(until) - epoch(since)) / 3600)::BIGINT;
CREATE TEMP VIEW numbered AS SELECT row_number() OVER () AS place, * FROM log;

COPY (
  WITH deciding AS (
    SELECT min(place) AS first,
           arg_min({id: id, purchased: purchased, handling: handling, confirm: confirm, tracking: tracking, scan: scan,
                    ship_by: ship_by, outcome: outcome},
                   (outcome * 100_000 + (ship_by_day - DATE '1970-01-01')) * 1_000_000_000_000 + place) AS r
    FROM judged('numbered') GROUP BY id
  ),
  orders AS (
    SELECT first, r.*, CASE WHEN r.confirm <= $as_of THEN r.confirm END AS confirmed,
           CASE WHEN r.scan <= $as_of THEN r.scan END AS scanned
    FROM deciding
  )
  SELECT id AS order_id,
         CASE WHEN outcome < 3 THEN 'late' WHEN outcome < 5 THEN 'open' ELSE 'on-time' END AS verdict,
         ['confirmed-late', 'unconfirmed', 'unscanned', 'awaiting-confirmation', 'awaiting-scan'][outcome + 1]
           AS reason,
         told(purchased) AS purchased, handling AS handling_time, told(ship_by) AS ship_by,
         'computed' AS ship_by_source, NULL AS other_ship_by, told(confirmed) AS confirmed,
         told(confirmed + INTERVAL 48 HOUR) AS scan_by, told(scanned) AS first_scan, tracking AS tracking_number,
         CASE outcome WHEN 0 THEN hours(ship_by, confirmed)
                      WHEN 1 THEN hours(ship_by, $as_of)
                      WHEN 2 THEN hours(confirmed + INTERVAL 48 HOUR, coalesce(scanned, $as_of))
         END AS late_hours
  FROM orders ORDER BY first
) TO '/dev/stdout' (FORMAT json, USE_TMP_FILE false);
