#!/usr/bin/env bash
# Feeds every parser of what comes from outside with mutated inputs, seeded: as many for each as are asked for. The last line is the sum.
#
#   scripts/fuzz.sh                       1,000,000 inputs each, the seeds that every run of the tests has
#   scripts/fuzz.sh 5000000 7             five million, with other seeds; a failure repeats with the same numbers
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
count=${1:-1000000}
seed=${2:-0}
case $count$seed in
  *[!0-9]* | '') echo "usage: scripts/fuzz.sh [INPUTS [SEED]], both whole numbers" >&2; exit 2 ;;
esac
cd -- "$root"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MALLOC_ARENA_MAX=1
export LOCALVOICE_FUZZ_INPUTS=$count LOCALVOICE_FUZZ_SEED=$seed

status=0 ran=0
mapfile -t projects < <(grep -rl --include='*.cs' --exclude-dir=obj --exclude-dir=bin 'FuzzInputs\.Category' tests | cut -d/ -f2 | sort -u)
for project in "${projects[@]}"; do
  [ "$project" != LocalVoice.Testing ] || continue
  echo "==> $project, $count inputs for each parser, seed $seed"
  dotnet build "tests/$project" -c Release -v q --nologo
  dotnet test "tests/$project/bin/Release/net10.0/$project.dll" --nologo --filter Category=Fuzz \
    --logger 'console;verbosity=normal' || status=1
  ran=$((ran + 1))
done
[ "$ran" -gt 0 ] || { echo 'No test has the trait Fuzz.' >&2; exit 1; }
[ "$status" -eq 0 ] && echo "Fuzzing: nothing found in $ran projects, $count inputs for each parser, seed $seed." || echo 'Fuzzing: something was found.'
exit "$status"
