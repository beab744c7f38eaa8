#!/usr/bin/env bash
# Sets up what is missing, then runs every test. The last line is the sum: "N passed, N failed, N skipped".
#
#   scripts/test.sh             all of them
#   scripts/test.sh Core Cli    only the test projects whose names contain one of these
#   LOCALVOICE_TEST_HANG=5m     how long one test may take before the run is given up
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
"$root/scripts/setup.sh" --tests
cd -- "$root"
results=$root/TestResults
rm -rf -- "$results"
mkdir -p -- "$results"
# One arena, as the program has: with more, memory that one thread frees does not serve another.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MALLOC_ARENA_MAX=1
# What the server's tests receive, which the web tests read as npm's packages do.
export LOCALVOICE_TEST_EVENTS=$results/events.jsonl

# shellcheck source=scripts/setup/messages.sh
. "$root/scripts/setup/messages.sh"
# shellcheck source=scripts/setup/system.sh
. "$root/scripts/setup/system.sh"
# shellcheck source=scripts/test/audit.sh
. "$root/scripts/test/audit.sh"
# shellcheck source=scripts/test/dotnet.sh
. "$root/scripts/test/dotnet.sh"
# shellcheck source=scripts/test/network.sh
. "$root/scripts/test/network.sh"
# shellcheck source=scripts/test/operations.sh
. "$root/scripts/test/operations.sh"
# shellcheck source=scripts/test/packaging.sh
. "$root/scripts/test/packaging.sh"
# shellcheck source=scripts/test/recordings.sh
. "$root/scripts/test/recordings.sh"
# shellcheck source=scripts/test/web.sh
. "$root/scripts/test/web.sh"

wanted() {
  local name=$1 part
  shift
  [ $# -gt 0 ] || return 0
  for part in "$@"; do [[ $name == *"$part"* ]] && return 0; done
  return 1
}

# A run that ends badly without a failed test in its results (a crash, a hang) counts as one failure.
ran() { printf '%s\n' "$2" >"$results/$1.exit"; }

# What the failed tests of a file of results said.
what_failed() { { LC_ALL=C awk -f scripts/test/summary.awk "$1" </dev/null || true; } | sed -n '/^failed: /,$p' | sed '$d'; }

# The layout of the code (.csharpierrc.yaml); "dotnet csharpier format src tests" puts it right.
run_style() {
  local status=0
  echo "==> style"
  dotnet tool restore >/dev/null && dotnet csharpier check src tests || status=$?
  ran style "$status"
}

# Every project's exit status, followed by its results.
summarise() {
  local exit_file file files=()
  for exit_file in "$results"/*.exit; do
    [ ! -f "$exit_file" ] || files+=("$exit_file")
    for file in "${exit_file%.exit}".{again,first.trx,trx,junit.xml}; do [ ! -s "$file" ] || files+=("$file"); done
  done
  LC_ALL=C awk -f scripts/test/summary.awk "${files[@]}" </dev/null
}

if wanted style "$@"; then run_style; fi
if wanted audit "$@"; then run_audit; fi
if wanted LocalVoice.EndToEnd.Tests "$@"; then
  install_network_tools
  install_recording_tools
  install_operations_tools
  install_packaging_tools
fi
for project in tests/*.Tests/*.csproj; do
  name=$(basename -- "$project" .csproj)
  if wanted "$name" "$@"; then run_project "$name"; fi
done
if [ -f tests/web/package.json ] && wanted web "$@"; then run_web; fi

summarise
