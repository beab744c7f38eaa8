# shellcheck shell=bash
# What the bench says; standard output is the report's alone.

say() { printf '==> %s\n' "$*" >&2; }
warn() { printf 'warning: %s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }

fail() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

usage() {
  sed -n '2,/^set -euo/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[1]}" >&2
  fail "$*"
}

# Runs a long command, its output in a log that is shown only when it fails.
logged() {
  local log=$1 status
  shift
  "$@" >"$log" 2>&1 </dev/null && return
  status=$?
  tail -n 40 -- "$log" >&2
  return "$status"
}
