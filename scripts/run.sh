#!/usr/bin/env bash
# Sets up what is missing, then serves on http://localhost:8080. Arguments go to `localvoice serve`.
set -euo pipefail

scripts=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
"$scripts/setup.sh"
echo "==> LocalVoice starts (Ctrl+C ends it); without --urls it is on http://localhost:8080"
exec "$scripts/localvoice" serve "$@"
