#!/usr/bin/env bash
# tests/bench/instructions.sh [--check]
#
# How many instructions `lsr report` takes for a row, and of these each function: logs of 10 000 and of 110 000 rows run
# under callgrind, and the difference is that of 100 000 rows without what the start takes. Unlike seconds they come out
# the same every time. Writes tests/bench/instructions.txt; with --check it writes nothing, and fails where the total of
# a row or the start takes 5 % more than is kept there. `script/bench --instructions` builds what is needed and calls
# this.

source "$(dirname "${BASH_SOURCE[0]}")/../../script/common.sh"

lsr=build/release/lsr
generator=build/release/tests/lsr_make_log
kept=tests/bench/instructions.txt
few=10000
many=110000

if ! command -v valgrind >/dev/null || ! command -v callgrind_annotate >/dev/null; then
  echo "Instructions are not counted: valgrind is not installed (Debian, Fedora, Arch: valgrind)." >&2
  exit 1
fi

one_thread=()
if [[ $("$lsr" report --help) == *--threads* ]]; then
  one_thread=(--threads 1)
fi

# count ROWS: leaves "instructions function" of each function in $logs/ROWS.
count() {
  "$generator" --rows "$1" >"$logs/log"
  valgrind --tool=callgrind --callgrind-out-file="$logs/profile" \
    "$lsr" report ${one_thread[@]+"${one_thread[@]}"} "$logs/log" --as-of 2026-03-20T18:00-07:00 --exit-zero || return 1
  callgrind_annotate --auto=no --threshold=100 --show-percs=no "$logs/profile" >"$logs/annotated" || return 1
  # What a compiler adds to a name says nothing here, and would only break the lines.
  sed -n 's/^ *\([0-9,]*\)  *[^ :]*:\(.*\) \[[^]]*\]$/\1 \2/p; s/^ *\([0-9,]*\)  *PROGRAM TOTALS$/\1 total/p' \
    "$logs/annotated" | awk '
      {
        instructions = $1
        gsub(/,/, "", instructions)
        name = substr($0, length($1) + 2)
        gsub(/ \[clone [^]]*\]|\(anonymous namespace\)::|\047[0-9]+$/, "", name)
        while (gsub(/<[^<>]*>/, "", name) || gsub(/\([^()]*\)/, "", name)) continue
        sub(/ const$/, "", name)
        sub(/^.* /, "", name)
        sum[name] += instructions
      }
      END { for (name in sum) printf "%d %s\n", sum[name], name }' >"$logs/$1"
}

# Of a row, to a tenth, most first; functions below 1 % of it in one line.
table() {
  awk -v rows=$((many - few)) -v few="$few" '
    NR == FNR { before[$2] = $1; next }
    { of_row[$2] = ($1 - before[$2]) / rows }
    END {
      all = of_row["total"]
      delete of_row["total"]
      printf "%12.1f  a row\n%12.0f  the start\n\n", all, int((before["total"] - all * few) / 1000 + 0.5) * 1000
      fflush()
      sorted = "LC_ALL=C sort -k 1,1nr -k 2"
      for (name in of_row) {
        if (of_row[name] >= all / 100) printf "%12.1f  %s\n", of_row[name], name | sorted
        else rest += of_row[name]
      }
      close(sorted)
      printf "%12.1f  all others\n", rest
    }' "$logs/$few" "$logs/$many"
}

version_of() {
  "$@" --version | head -n 1
}

page() {
  cat <<END
# Instructions of \`lsr report\`: of a row, by function, and of the start (which a log of any size takes once).
# Made by \`script/bench --instructions\`; with --check that compares with it. Other compilers and libraries make
# other numbers. Valgrind hides AVX-512 from the program: what is counted is what runs where AVX2 is the best
# there is.
#
# $(version_of c++)
# $(version_of valgrind)${one_thread[*]:+
# ${one_thread[*]}}

END
  cat "$logs/table"
}

# kept_of FILE NAME
kept_of() {
  sed -n "s/^ *\([0-9.]*\)  $2\$/\1/p" "$1"
}

# compare NAME: says how it stands to what is kept, and fails where it is 5 % above.
compare() {
  awk -v name="$1" -v before="$(kept_of "$kept" "$1")" -v now="$(kept_of "$logs/table" "$1")" 'BEGIN {
    bad = before == "" || now > before * 1.05
    change = before == "" ? "nothing is kept" : sprintf("%+.1f %%, %s were kept", (now / before - 1) * 100, before)
    printf "%-10s %12s instructions (%s)%s\n", name, now, change, bad ? ": more than 5 % above" : ""
    exit bad
  }'
}

for rows in "$few" "$many"; do
  step "Counting the instructions of $rows rows" count "$rows"
done
table >"$logs/table"

if [[ ${1-} == --check ]]; then
  status=0
  compare "a row" || status=1
  compare "the start" || status=1
  if ((status != 0)); then
    echo "Now:"
    cat "$logs/table"
  fi
  exit "$status"
fi
page >"$logs/page"
mv "$logs/page" "$kept"
cat "$logs/table"
