#!/usr/bin/env bash
# What the image has to show, from inside.
set -euo pipefail

fail() {
  echo "FAILED: $1" >&2
  exit 1
}

passed() { echo "passed: $1"; }

for tool in gcc cc g++ ld make dotnet git curl wget; do
  ! command -v "$tool" >/dev/null || fail "the image has $tool"
done
passed "it has neither compiler nor SDK"
[ "$(id -u)" -ne 0 ] || fail "it runs as root"
for folder in /app /etc /tmp; do ! touch "$folder/x" 2>/dev/null || fail "$folder can be written"; done
touch /models/x /cache/x && rm -- /models/x /cache/x
passed "user $(id -u) writes to /models and /cache alone"

./localvoice selftest
passed "selftest"

LOCALVOICE__ACCESS__INSECURE=true ./localvoice serve >/cache/log 2>&1 &
server=$!
until grep -q "ready to talk" /cache/log; do
  kill -0 "$server" 2>/dev/null || { cat /cache/log && fail "the server ended"; }
  sleep 0.2
done
./healthy.sh
passed "it serves, and its health check says so"
kill -TERM "$server"
wait "$server" || fail "the server ended with $?"
passed "SIGTERM ends it with 0"
! ./healthy.sh 2>/dev/null || fail "the health check says that a server that is gone is well"
passed "the health check sees that it is gone"
