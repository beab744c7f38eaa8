#!/usr/bin/env bash
# Sets up what is missing, then measures voice-to-voice latency against the sequential baseline.
# Arguments go to `localvoice bench`; without any: both pipelines, 20 turns.
set -euo pipefail

scripts=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
"$scripts/setup.sh" >&2
[ $# -gt 0 ] || set -- --pipeline both --turns 20
exec "$scripts/localvoice" bench "$@"
