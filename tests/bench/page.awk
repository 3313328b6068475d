# awk -f page.awk FACTS MEASURED: writes docs/benchmark.md, as a whole, from what script/bench found out (key, value)
# and measured (table, name, cores, rows, wall, user, system time in microseconds, peak memory in KiB), both with tabs
# between.

function median(key, what,   n, i, j, x, sorted) {
  n = runs[key]
  for (i = 1; i <= n; i++) {
    x = value[key, what, i]
    for (j = i - 1; j >= 1 && sorted[j] > x; j--) sorted[j + 1] = sorted[j]
    sorted[j + 1] = x
  }
  least = sorted[1]
  most = sorted[n]
  return n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2
}
function key_of(table, name, cores, rows) { return table SUBSEP name SUBSEP cores SUBSEP rows }
function has(key) { return key in runs }
function wall(key) { return median(key, "wall") }
function cpu(key) { return median(key, "cpu") }
function peak_mib(key) { median(key, "peak"); return most / 1024 }

# 1234567 -> 1 234 567
function grouped(n,   text, out) {
  text = sprintf("%.0f", n)
  while (length(text) > 3) {
    out = " " substr(text, length(text) - 2) out
    text = substr(text, 1, length(text) - 3)
  }
  return text out
}
# Three digits that count.
function short(x) { return sprintf(x < 1 ? "%.3f" : x < 10 ? "%.2f" : x < 100 ? "%.1f" : "%.0f", x) }
function spread(key, unit,   middle) {
  middle = wall(key)
  return short(middle / unit) " (" short(least / unit) "–" short(most / unit) ")"
}
# A paragraph in lines of at most 110 characters.
function paragraph(text,   n, i, words, line) {
  n = split(text, words, " ")
  for (i = 1; i <= n; i++) {
    if (line != "" && length(line) + length(words[i]) >= 110) { print line; line = "" }
    line = line (line == "" ? "" : " ") words[i]
  }
  print line "\n"
}
function cores_text(n) { return n == 1 ? "1 core" : n " cores" }
function gigabytes(bytes) { return bytes < 1e9 ? sprintf("%.0f MB", bytes / 1e6) : sprintf("%.1f GB", bytes / 1e9) }

function goal(text, measured_text, met) {
  print "| " text " | " measured_text " | " (measured_text == "not measured" ? "" : met ? "met" : "**missed**") " |"
}
function ratio_goal(text, us, them, least_ratio) {
  if (us == "" || them == "" || us <= 0) goal(text, "not measured", 0)
  else goal(text, short(them / us) " times", them / us >= least_ratio)
}

# What a row takes beyond the start, in ns: "wall" of the clock, "cpu" of all processors together.
function beyond_start(what, cores, rows) {
  return (median(key_of("size", "lsr report", cores, rows), what) - \
          median(key_of("size", "lsr report", cores, 1), what)) * 1000 / rows
}
# What each row costs that the log has beyond a smaller one.
function cpu_further(cores, few, many) {
  return (cpu(key_of("size", "lsr report", cores, many)) - cpu(key_of("size", "lsr report", cores, few))) * 1000 / \
    (many - few)
}
# A line is straight where each further row costs the same; what the first rows cost beyond that is told beside it. By CPU
# time: in small logs the cores share the time of a row otherwise than in large ones.
function linear_goal(cores,   i, all, share, farthest, where, text) {
  text = "from " grouped(size[2]) " rows on each further row costs as much CPU time, within 15 %, " cores_text(cores)
  if (sizes < 4) { goal(text, "not measured", 0); return }
  all = cpu_further(cores, size[2], size[sizes])
  for (i = 3; i <= sizes; i++) {
    share = (cpu_further(cores, size[i - 1], size[i]) / all - 1) * 100
    if (where == "" || share * share > farthest * farthest) { farthest = share; where = size[i] }
  }
  goal(text, sprintf("%+.0f %% up to %s rows (the first %s, the start taken off: %+.0f %%)", farthest, grouped(where), \
                     grouped(size[2]), (beyond_start("cpu", cores, size[2]) / all - 1) * 100), \
       farthest <= 15 && farthest >= -15)
}

function table_head(unit) {
  print "| what | cores | " unit ", median (min–max) | CPU " unit " | ns a row | peak MiB | times lsr's |"
  print "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
}
function table_line(key, unit,   part, ours) {
  split(key, part, SUBSEP)
  ours = part[2] ~ /^lsr/ ? "" : key_of(part[1], part[1] == "orders" ? "lsr orders" : "lsr report", part[3], part[4])
  printf "| %s | %s | %s | %s | %s | %s | %s |\n", \
    name_of(part[2]), part[3], spread(key, unit), short(cpu(key) / unit), \
    (part[4] > 0 ? short(wall(key) * 1000 / part[4]) : ""), short(peak_mib(key)), \
    ours == "" || !has(ours) ? "" : short(wall(key) / wall(ours))
}
function table_of(table, unit,   i, part) {
  table_head(unit == 1000 ? "ms" : "s")
  for (i = 1; i <= keys; i++) {
    split(key[i], part, SUBSEP)
    if (part[1] == table) table_line(key[i], unit)
  }
}
function runs_text(table,   i, part) {
  for (i = 1; i <= keys; i++) {
    split(key[i], part, SUBSEP)
    if (part[1] == table) return runs[key[i]]
  }
}
function name_of(name) {
  if (name ~ /^lsr/) return "**" name "**"
  return name == "wc" ? "wc -l" : name
}

BEGIN { FS = "\t" }

FNR == NR {
  if ($1 == "machine") machine[++machines] = $2
  else if ($1 == "version") version[++versions] = $2
  else if ($1 == "missing") missing[++missings] = $2
  else fact[$1] = $2
  next
}
{
  k = key_of($1, $2, $3, $4)
  if (!(k in runs)) {
    key[++keys] = k
    if ($1 == "size" && !($4 in seen_size)) { seen_size[$4] = 1; size[++sizes] = $4 }
    if ($1 == "size" && !($3 in seen_cores)) { seen_cores[$3] = 1; core_count[++core_counts] = $3 }
    if ($1 == "slow") slow_rows = $4
    if ($1 == "start" && $4 > 0) start_rows = $4
  }
  i = ++runs[k]
  value[k, "wall", i] = $5
  value[k, "cpu", i] = $6 + $7
  value[k, "peak", i] = $8
}

END {
  rows = fact["rows"]
  most_cores = fact["most_threads"]
  report = key_of("report", "lsr report", most_cores, rows)
  duckdb = key_of("report", "DuckDB", most_cores, rows)
  orders = key_of("orders", "lsr orders", most_cores, rows)
  duckdb_orders = key_of("orders", "DuckDB COPY", most_cores, rows)
  stdin = key_of("stdin", "lsr report -", most_cores, rows)
  start = key_of("start", "lsr report", most_cores, start_rows)
  deadline = key_of("start", "lsr deadline", 1, 0)

  print "# How fast `lsr` is\n"
  paragraph("Measured on an order log of " grouped(rows) " rows (" gigabytes(fact["bytes"]) ", " \
    grouped(fact["orders"]) " orders, 20 columns, quoted names with commas, doubled quotes and line breaks), which" \
    " [make_log.cpp](../tests/bench/make_log.cpp) makes alike on every machine." \
    " `script/bench` wrote this page as a whole:")
  print "```sh"
  if (!missing_peer("DuckDB")) print "npm install --no-package-lock --prefix tests/bench/peers    # DuckDB"
  print fact["command"]
  print "```\n"
  paragraph("Every peer does the same job, its script or query in [tests/bench/peers](../tests/bench/peers), and its" \
    " counts were compared with those of `lsr` first: late, open and on-time orders of the last 10 and 30 days and of" \
    " the whole log. All ran in turn, one after the other in each round, after a round that is not counted, the log" \
    " in the page cache" (fact["pinning"] == "yes" ? ", each held to its number of cores" : "") "." \
    " CPU is user and system time, its median; memory the most that a run held at once.")

  print "## The machine\n"
  print "| | |\n| --- | --- |"
  for (i = 1; i <= machines; i++) { split(machine[i], part, "|"); print "| " part[1] " | " part[2] " |" }
  for (i = 1; i <= versions; i++) { split(version[i], part, "|"); print "| " part[1] " | " part[2] " |" }
  print ""
  if (fact["threads"] != "yes") paragraph("This `lsr` has no `--threads`: how many cores it uses is its own choice.")
  for (i = 1; i <= missings; i++) {
    split(missing[i], part, "|")
    paragraph("Not measured, since it is not installed: " part[1] " (" part[2] ").")
  }

  print "## Goals\n"
  if (rows + 0 != fact["goal_rows"] + 0)
    paragraph("They are set for a log of " grouped(fact["goal_rows"]) " rows; this page was made with " \
      grouped(rows) ".")
  print "| goal | measured | |\n| --- | --- | --- |"
  ratio_goal("report at least 20 times as fast as DuckDB, " cores_text(most_cores) " each", wall(report), \
             has(duckdb) ? wall(duckdb) : "", 20)
  ratio_goal("and at least 15 times less CPU time", cpu(report), has(duckdb) ? cpu(duckdb) : "", 15)
  for (i = 1; i <= core_counts; i++) {
    n = core_count[i]
    limit = n == 1 ? 3 : 2.5
    floor_key = key_of("report", "floor", n, rows)
    text = "report at most " limit " times the floor, " cores_text(n)
    if (!has(floor_key)) { goal(text, "not measured", 0); continue }
    times = wall(key_of("report", "lsr report", n, rows)) / wall(floor_key)
    goal(text, short(times) " times", times <= limit)
  }
  allowed = fact["orders"] * 16 / 1048576 + 64
  most_peak = 0
  for (i = 1; i <= core_counts; i++) {
    peak = peak_mib(key_of("report", "lsr report", core_count[i], rows))
    if (peak > most_peak) most_peak = peak
  }
  text = "memory at most 16 bytes an order + 64 MiB = " short(allowed) " MiB, "
  goal(text "file", short(most_peak) " MiB", most_peak <= allowed)
  goal(text "standard input", short(peak_mib(stdin)) " MiB", peak_mib(stdin) <= allowed)
  goal(grouped(start_rows) " rows in under 20 ms, from start to exit", short(wall(start) / 1000) " ms", \
    wall(start) < 20000)
  goal("`lsr deadline` in under 15 ms", short(wall(deadline) / 1000) " ms", wall(deadline) < 15000)
  for (i = 1; i <= core_counts; i++) linear_goal(core_count[i])

  print "\n## The report\n"
  paragraph(grouped(rows) " rows, " runs_text("report") " runs of each. The floor is the least that a reader of" \
    " delimited text can do: read the file, and look at every byte for quotes, commas and line ends. `wc -l` looks" \
    " for line ends alone.")
  table_of("report", 1000000)

  if (slow_rows) {
    print ""
    paragraph("What takes longer ran on a log of " grouped(slow_rows) " rows, " runs_text("slow") " runs of each, and" \
      " `lsr` on the same. awk and pandas use one core of those they may.")
    table_of("slow", 1000000)
  }

  print "\n## The list of orders\n"
  paragraph("`lsr orders --format jsonl` of all " grouped(fact["orders"]) " orders" \
    (has(duckdb_orders) ? ", and DuckDB's `COPY` of the same lines, which were compared byte by byte first" : "") \
    ". " runs_text("orders") " runs of each, written to where it is thrown away.")
  table_of("orders", 1000000)

  print "\n## Standard input\n"
  paragraph("The same log through a pipe, " runs_text("stdin") " runs.")
  table_of("stdin", 1000000)

  print "\n## From start to exit\n"
  duckdb_start = key_of("start", "DuckDB", most_cores, start_rows)
  paragraph(grouped(start_rows) " rows, and `lsr deadline`, which reads no file: " runs[start] " runs" \
    (has(duckdb_start) ? ", " runs[duckdb_start] " of DuckDB." : "."))
  table_of("start", 1000)

  print "\n## What a row takes\n"
  paragraph("The log of one row shows what the start takes, and a further row is one that a log has beyond the next" \
    " smaller one: memory that is used for the first time costs the first rows more. " runs[key_of("size", "lsr report", most_cores, 1)] \
    " runs of logs below a million rows, " runs_text("report") " of the others.")
  print "| rows | cores | ms, median (min–max) | ns a row | start taken off | CPU ns a row, start taken off" \
    " | CPU ns a further row |"
  print "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
  for (i = 1; i <= sizes; i++) for (j = 1; j <= core_counts; j++) {
    k = key_of("size", "lsr report", core_count[j], size[i])
    printf "| %s | %s | %s | ", grouped(size[i]), core_count[j], spread(k, 1000)
    if (size[i] == 1) { print " | | | |"; continue }
    print short(wall(k) * 1000 / size[i]) " | " short(beyond_start("wall", core_count[j], size[i])) " | " \
      short(beyond_start("cpu", core_count[j], size[i])) " | " \
      (i > 2 ? short(cpu_further(core_count[j], size[i - 1], size[i])) : "") " |"
  }
  if (fact["memory_kib"] > 0 && size[sizes] * fact["bytes"] / rows > fact["memory_kib"] * 1024)
    paragraph("\nThe largest log is larger than the memory: its time is in part the disk's.")
  print ""
  paragraph("How many instructions a row takes, by function, stands in" \
    " [instructions.txt](../tests/bench/instructions.txt).")
}

function missing_peer(name,   i) {
  for (i = 1; i <= missings; i++) if (index(missing[i], name "|") == 1) return 1
  return 0
}
