# Sourced by the scripts beside it: what they share in how they talk.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

# Microseconds on a clock; whole seconds where bash is older than 5.
now_us() {
  local now=${EPOCHREALTIME:-${SECONDS}.000000}
  echo "${now//[!0-9]/}"
}

# 1234567 microseconds, 1 place -> 1.2
seconds() {
  local us=$1 places=${2:-1} unit=1000000 i
  for ((i = 0; i < places; i++)); do unit=$((unit / 10)); done
  local scaled=$(((us + unit / 2) / unit)) whole=$((1000000 / unit))
  printf '%d.%0*d' $((scaled / whole)) "$places" $((scaled % whole))
}

# step "What it does" command...: one line when it goes well, everything the command said when it does not.
step() {
  local what=$1 begin status=0
  shift
  begin=$(now_us)
  printf '%-52s ' "$what"
  "$@" >"$logs/step" 2>&1 </dev/null || status=$?
  if ((status == 0)); then
    printf '%6s s\n' "$(seconds $(($(now_us) - begin)))"
  else
    printf 'failed (%d)\n' "$status"
    cat "$logs/step"
  fi
  return "$status"
}

cores() {
  getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2
}
