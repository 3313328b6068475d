# The same report as lsr's in plain awk (any of mawk, gawk, busybox awk); awk.sh runs it, with the variables as_of (a
# time with an offset) and holidays (the name of a file). A record is put together from lines until its quotes are even;
# what costs much is looked up: days and ship-by dates are computed once each.

function days_from_civil(y, m, d) {
  if (m <= 2) { y--; m += 12 }
  return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + d - 719469
}

# 2026-03-20 as a count of days from 1970.
function day_of(date) {
  if (!(date in known_day))
    known_day[date] = days_from_civil(substr(date, 1, 4), substr(date, 6, 2) + 0, substr(date, 9, 2))
  return known_day[date]
}

# Seconds since 1970 of 2026-03-20T18:00:00-07:00 or ...Z.
function instant(time,   offset) {
  offset = substr(time, 20)
  if (!(offset in known_offset)) known_offset[offset] = offset_of(offset)
  return day_of(substr(time, 1, 10)) * 86400 + substr(time, 12, 2) * 3600 + substr(time, 15, 2) * 60 \
    + substr(time, 18, 2) - known_offset[offset]
}
function offset_of(text) {
  if (text == "Z") return 0
  return (substr(text, 1, 1) == "-" ? -1 : 1) * (substr(text, 2, 2) * 3600 + substr(text, 5, 2) * 60)
}

function sunday_from(day) { return day + (7 - (day + 4) % 7) % 7 }

# Los Angeles since 2007: summer time from the second Sunday of March, 10:00 UTC, to the first of November, 09:00 UTC.
function utc_offset(time,   year) {
  year = 1970 + int(time / 31556952)
  if (!(year in summer_from)) {
    summer_from[year] = sunday_from(days_from_civil(year, 3, 8)) * 86400 + 36000
    summer_to[year] = sunday_from(days_from_civil(year, 11, 1)) * 86400 + 32400
  }
  return time >= summer_from[year] && time < summer_to[year] ? -25200 : -28800
}

function local_day(time) { return int((time + utc_offset(time)) / 86400) }

function ship_by_day(day, n,   weekday) {
  while (n > 0) {
    weekday = (++day + 4) % 7
    if (weekday > 0 && weekday < 6 && !(day in holiday)) n--
  }
  return day
}

# The last second of a civil day: midnight is never where the clock changes.
function day_end(day,   midnight) {
  midnight = (day + 1) * 86400
  return midnight - utc_offset(midnight + 28800) - 1
}

# Into field[]: what stands in quotes keeps its commas and line breaks; a doubled quote is one.
function split_record(record,   n, i, piece, text) {
  n = split(record, piece, "\"")
  for (i = 1; i <= n; i++) {
    if (i % 2 == 0) gsub(/,/, "\034", piece[i])
    else if (piece[i] == "" && i > 1 && i < n) piece[i] = "\""
    text = text piece[i]
  }
  return split(text, field, ",")
}
function value(n,   text) {
  text = field[n]
  if (index(text, "\034")) gsub(/\034/, ",", text)
  return text
}

BEGIN {
  while ((getline line < holidays) > 0) if (line ~ /^[0-9]/) holiday[day_of(substr(line, 1, 10))]
  as_of = instant(as_of)
  FS = "\n"
}

{
  record = open_quote ? record "\n" $0 : $0
  if (gsub(/"/, "&") % 2) open_quote = !open_quote
  if (open_quote) next
  columns = split_record(record)
}

!id_at {
  for (i = 1; i <= columns; i++) at[value(i)] = i
  id_at = at["order-id"]; purchase_at = at["purchase-date"]; handling_at = at["handling-time"]
  confirm_at = at["confirm-date"]; scan_at = at["first-scan-date"]
  next
}

{
  purchased = instant(value(purchase_at))
  if (purchased > as_of) next
  day = local_day(purchased)
  handling = value(handling_at)
  if (!((day, handling) in due_day)) {
    due_day[day, handling] = ship_by_day(day, handling)
    due_date[day, handling] = day_end(due_day[day, handling])
  }
  due = due_date[day, handling]

  text = value(confirm_at)
  confirmed = text == "" ? as_of + 1 : instant(text)
  if (confirmed > as_of) outcome = as_of > due ? 1 : 3
  else if (confirmed > due) outcome = 0
  else {
    text = value(scan_at)
    scanned = text == "" ? as_of + 1 : instant(text)
    if (scanned <= as_of) outcome = scanned <= confirmed + 172800 ? 5 : 2
    else outcome = as_of > confirmed + 172800 ? 2 : 4
  }
  # The worst row of an order decides, and among equally bad ones the earliest ship-by date.
  key = outcome * 1000000 + due_day[day, handling]
  id = value(id_at)
  if (!(id in worst) || key < worst[id]) worst[id] = key
}

END {
  as_of_day = local_day(as_of)
  for (id in worst) {
    outcome = int(worst[id] / 1000000)
    day = worst[id] % 1000000
    kind = outcome < 3 ? "late" : outcome < 5 ? "open" : "on-time"
    count[100000, kind]++
    if (day <= as_of_day && day > as_of_day - 30) count[30, kind]++
    if (day <= as_of_day && day > as_of_day - 10) count[10, kind]++
  }
  windows = split("10 30 100000", window, " ")
  for (i = 1; i <= windows; i++)
    print window[i], count[window[i], "late"] + 0, count[window[i], "open"] + 0, count[window[i], "on-time"] + 0
}
