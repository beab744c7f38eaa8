#!/usr/bin/env bash
# Makes a checkout ready to run: system packages, a Release build of the program, the detector's weights.
# Run it as often as you like: what is already done is recognised and left alone.
#
#   scripts/setup.sh                       what run.sh needs
#   scripts/setup.sh --tests               the tests too
#   ENGINE_DEVICE=cpu|cuda|vulkan          what the engines' packages run on (remembered; cpu until you say otherwise)
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
cd -- "$root"

# shellcheck source=scripts/setup/messages.sh
. "$root/scripts/setup/messages.sh"
# shellcheck source=scripts/setup/system.sh
. "$root/scripts/setup/system.sh"
# shellcheck source=scripts/setup/device.sh
. "$root/scripts/setup/device.sh"
# shellcheck source=scripts/setup/build.sh
. "$root/scripts/setup/build.sh"
# shellcheck source=scripts/setup/detector.sh
. "$root/scripts/setup/detector.sh"

case ${1:-} in
  "") build=build_program ;;
  --tests) build=build_tests ;;
  *) fail "scripts/setup.sh does not know '$1'; it takes nothing, or --tests." ;;
esac

take_turns
check_dotnet
choose_engine_device
install_system_packages
"$build"
place_detector
