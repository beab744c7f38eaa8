# shellcheck shell=bash disable=SC2154
# What set-up says, where it keeps its logs, and how two set-ups of one checkout wait for each other.

logs=$root/.build
mkdir -p -- "$logs"

say() { printf '==> %s\n' "$*"; }
warn() { printf 'warning: %s\n' "$*" >&2; }

fail() {
  printf 'error: %s\n' "$1" >&2
  shift
  [ $# -eq 0 ] || printf '       %s\n' "$@" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Runs a long command, its output in a log.
quietly() { "${@:2}" >"$1" 2>&1 </dev/null 9>&-; }

# The same; the end of the log is shown when it fails.
logged() {
  local status=0
  quietly "$@" || status=$?
  [ "$status" -eq 0 ] || show_log "$1"
  return "$status"
}

show_log() {
  tail -n 40 -- "$1" >&2
  printf '       (the whole output is in %s)\n' "$1" >&2
}

take_turns() {
  have flock || return 0
  exec 9>"$logs/.lock"
  flock --nonblock 9 && return
  say "Another set-up of this checkout is running; waiting for it"
  flock 9
}

stamped() { [ -f "$1" ] && [ "$(cat -- "$1")" = "$2" ]; }
