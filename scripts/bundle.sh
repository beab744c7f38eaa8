#!/usr/bin/env bash
# Makes one file that installs LocalVoice on a machine without a network: the program and its runtime, models, the distribution's own
# packages that it needs, checksums, lists of all that is in it (CycloneDX), and what installs and removes it.
#
#   scripts/bundle.sh [--models NAME]... [--output DIR] [--ffmpeg]
#     --models NAME   a set, or a model's id, as "scripts/localvoice models list" has them; the starter models are always in it
#     --output DIR    where the file goes (default: publish)
#     --ffmpeg        with ffmpeg, for recordings other than WAV over HTTP
#   ENGINE_DEVICE=cpu|cuda|vulkan   as for scripts/setup.sh
#
# It is made for the distribution and version that it is made on: Debian and Ubuntu, x64. Nothing of the machine, the folder or the hour is
# in it, so that from one commit, the same packages and the same models it comes out the same, but for the order of classes that a code
# generator of .NET does not fix (scripts/test/bundle.sh --reproducible).
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

# shellcheck source=scripts/setup/messages.sh
. "$root/scripts/setup/messages.sh"
# shellcheck source=scripts/setup/device.sh
. "$root/scripts/setup/device.sh"
# shellcheck source=scripts/bundle/program.sh
. "$root/scripts/bundle/program.sh"
# shellcheck source=scripts/bundle/models.sh
. "$root/scripts/bundle/models.sh"
# shellcheck source=scripts/bundle/packages.sh
. "$root/scripts/bundle/packages.sh"
# shellcheck source=scripts/bundle/sbom.sh
. "$root/scripts/bundle/sbom.sh"
# shellcheck source=scripts/bundle/archive.sh
. "$root/scripts/bundle/archive.sh"

read_options() {
  models=()
  packages=(ca-certificates espeak-ng-data libespeak-ng1 libgomp1 libsrtp2-1 libstdc++6 libusrsctp2)
  output=$root/publish
  while [ $# -gt 0 ]; do
    case $1 in
      --models | --output)
        [ $# -gt 1 ] || fail "$1 needs a value."
        if [ "$1" = --models ]; then models+=("$2"); else output=$2; fi
        shift
        ;;
      --ffmpeg) packages+=(ffmpeg) ;;
      *) fail "scripts/bundle.sh does not know '$1'; it takes --models NAME, --output DIR and --ffmpeg." ;;
    esac
    shift
  done
}

make_bundle() {
  check_bundling
  check_models
  choose_engine_device
  stage=$(mktemp -d)
  trap 'rm -rf -- "$stage"' EXIT
  chmod 755 "$stage"
  bundle=$stage/$(bundle_name)
  mkdir -p -- "$bundle"

  export_commit "$stage/source"
  bundle_program "$stage/source" "$bundle"
  bundle_models "$bundle"
  bundle_packages "$bundle/packages" "${packages[@]}"
  bundle_system_files "$stage/source" "$bundle"
  bundle_sbom "$stage/source" "$bundle"
  write_manifest "$bundle"
  write_sums "$bundle"
  write_archive "$bundle" "$output"
}

# One command, read to its end before it runs: a checkout may change while a bundle is made of its commit.
{ read_options "$@"; make_bundle; exit; }
