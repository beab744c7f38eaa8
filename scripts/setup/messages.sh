# shellcheck shell=bash disable=SC2154
# What set-up says, and how two set-ups of one checkout wait for each other.

say() { printf '==> %s\n' "$*"; }
warn() { printf 'warning: %s\n' "$*" >&2; }

fail() {
  printf 'error: %s\n' "$1" >&2
  shift
  [ $# -eq 0 ] || printf '       %s\n' "$@" >&2
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Runs a long command, its output in a log that is shown only when it fails.
logged() {
  local log=$1
  shift
  "$@" >"$log" 2>&1 </dev/null 9>&- && return
  local status=$?
  tail -n 40 -- "$log" >&2
  printf '       (the whole output is in %s)\n' "$log" >&2
  return "$status"
}

take_turns() {
  have flock || return 0
  exec 9>"$stamps/.lock"
  flock --nonblock 9 && return
  say "Another set-up of this checkout is running; waiting for it"
  flock 9
}

stamped() { [ -f "$1" ] && [ "$(cat -- "$1")" = "$2" ]; }
