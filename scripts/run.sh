#!/usr/bin/env bash
# Sets up what is missing, then serves on http://localhost:8080. Arguments go to `localvoice serve`.
set -euo pipefail

scripts=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
"$scripts/setup.sh"
echo "==> LocalVoice serves on http://localhost:8080 (Ctrl+C ends it)"
exec "$scripts/localvoice" serve "$@"
