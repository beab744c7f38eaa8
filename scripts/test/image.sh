#!/usr/bin/env bash
# Shows that Dockerfile.gpu builds, and that its image does what it is for, where no public image can be fetched: the bases are made of
# this distribution's packages and this machine's .NET SDK. The image then runs as scripts/operations/compose.yaml says: another user than
# root, nothing written but its volumes, no capabilities, and here without any network but loopback. As root, on Debian or Ubuntu, with
# debootstrap and buildah; minutes, so it is not part of scripts/test.sh.
#
#   scripts/test/image.sh          the commit's image for any x64 machine (DEVICE=cpu); ROOT=DIR is an empty root that is there already
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)

# shellcheck source=scripts/setup/messages.sh
. "$root/scripts/setup/messages.sh"

# Without a daemon, an overlay or a container's privileges, so that it works in containers too.
build() { buildah --root "$work/store" --runroot "$work/run" --storage-driver vfs "$@"; }

codename() { (. /etc/os-release && echo "$VERSION_CODENAME"); }

make_empty_root() {
  empty=${ROOT:-$work/empty}
  [ -d "$empty" ] || {
    say "Making an empty root"
    logged "$logs/debootstrap.log" debootstrap --variant=minbase "$(codename)" "$empty"
  }
}

# base NAME: an image of the empty root, with this machine's sources of packages.
base() {
  local container mounted
  container=$(build from scratch)
  mounted=$(build mount "$container")
  cp -a -- "$empty/." "$mounted/"
  rm -rf -- "$mounted"/etc/apt/sources.list*
  cp -rL -- /etc/apt/sources.list* "$mounted/etc/apt/"
  [ "$1" != sdk ] || add_sdk "$mounted"
  build umount "$container" >/dev/null
  build config --env DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$container"
  build commit --quiet --rm "$container" "localhost/base-$1" >/dev/null
}

add_sdk() {
  local dotnet
  dotnet=$(dirname -- "$(readlink -f -- "$(command -v dotnet)")")
  mkdir -p -- "$1/usr/share"
  cp -a -- "$dotnet" "$1/usr/share/dotnet"
  ln -s ../share/dotnet/dotnet "$1/usr/bin/dotnet"
  cp -- /etc/resolv.conf "$1/etc/"
  # What the public image of the SDK has as well.
  logged "$logs/image-sdk.log" chroot "$1" \
    sh -c 'apt-get update && apt-get install -y --no-install-recommends ca-certificates libssl3 libgomp1 libstdc++6'
}

# The commit as it would be checked out, with the detector's weights that set-up has put there.
build_image() {
  local packages
  mkdir -p -- "$work/context/models/cache"
  git -C "$root" archive HEAD | tar -x -C "$work/context"
  cp -L -- "$root/models/cache/silero_vad_v6.onnx" "$work/context/models/cache/"
  packages=$(dotnet nuget locals global-packages --list | sed 's/^[^/]*//')
  say "Building the image of $(git -C "$root" log -1 --format=%h)"
  logged "$logs/image.log" build build --isolation chroot --format docker --pull-never \
    --build-arg DEVICE=cpu --build-arg SDK_IMAGE=localhost/base-sdk --build-arg CPU_IMAGE=localhost/base-run \
    --build-arg CUDA_IMAGE=localhost/base-run --volume "$packages:/root/.nuget/packages" \
    --file "$work/context/Dockerfile.gpu" --tag localhost/localvoice:cpu "$work/context" ||
    fail "The image could not be built."
}

size_of() { du -sh --apparent-size -- "$1" | cut -f1; }

image_says() { build inspect --type image --format "{{with .Docker.Config}}$1{{end}}" localhost/localvoice:cpu; }

run_image() {
  local container mounted
  container=$(build from --pull-never localhost/localvoice:cpu)
  mounted=$(build mount "$container")
  say "The image has $(size_of "$mounted"), of which $(size_of "$mounted/app") are the program and the starter models"
  image_says '{{.User}} {{.Entrypoint}} {{.Cmd}} {{.StopSignal}} {{.Volumes}}{{println}}'
  image_says '{{range .Env}}{{println .}}{{end}}' >"$work/environment"
  unshare --net --mount --pid --fork --uts --ipc -- \
    bash "$root/scripts/test/image/contained.sh" "$mounted" "$work/environment" "$root/scripts/test/image/steps.sh"
}

[ "$(id -u)" -eq 0 ] || fail "This needs root: an image, and a network of its own."
for tool in debootstrap buildah dotnet git; do have "$tool" || fail "$tool is missing (Debian: apt-get install $tool)."; done
[ -f "$root/models/cache/silero_vad_v6.onnx" ] || fail "The detector's weights are missing: scripts/setup.sh puts them there."
work=$(mktemp -d)
trap 'build rm --all >/dev/null 2>&1 || true; rm -rf -- "$work"' EXIT
export BUILDAH_ISOLATION=chroot
make_empty_root
say "Making the bases"
base run
base sdk
build_image
run_image
