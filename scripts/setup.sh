#!/usr/bin/env bash
# Makes a checkout ready to run: system packages, native engines, the detector's weights, a Release build.
# Run it as often as you like: what is already done is recognised and left alone.
#
#   ENGINE_BINDINGS=bundled|nuget   where the engines come from (default: asked once, then remembered)
#   ENGINE_DEVICE=cpu|cuda          which packages `nuget` takes (default: cpu)
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
cd -- "$root"
natives=$root/src/bindings/natives
stamps=$natives/build
mkdir -p -- "$stamps"

# shellcheck source=scripts/setup/messages.sh
. "$root/scripts/setup/messages.sh"
# shellcheck source=scripts/setup/system.sh
. "$root/scripts/setup/system.sh"
# shellcheck source=scripts/setup/bindings.sh
. "$root/scripts/setup/bindings.sh"
# shellcheck source=scripts/setup/natives.sh
. "$root/scripts/setup/natives.sh"
# shellcheck source=scripts/setup/whisper.sh
. "$root/scripts/setup/whisper.sh"
# shellcheck source=scripts/setup/detector.sh
. "$root/scripts/setup/detector.sh"
# shellcheck source=scripts/setup/build.sh
. "$root/scripts/setup/build.sh"

take_turns
check_dotnet
check_node
choose_engine_bindings
install_system_packages
if [ "$engine_bindings" = bundled ]; then
  install_native_packages
  build_whisper
fi
place_detector
build_solution
