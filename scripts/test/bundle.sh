#!/usr/bin/env bash
# Shows that a bundle does what it is for: installed, used and removed in an empty root of its distribution, in a network that has nothing
# but loopback. As root, on Debian or Ubuntu, with debootstrap; minutes, so it is not part of scripts/test.sh.
#
#   scripts/test/bundle.sh FILE.tar.gz       the bundle (scripts/bundle.sh); ROOT=DIR is an empty root that is there already
#   scripts/test/bundle.sh --reproducible    makes two bundles of this commit, from two clones, and compares them
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)

# shellcheck source=scripts/setup/messages.sh
. "$root/scripts/setup/messages.sh"

# try_bundle FILE WORK
try_bundle() {
  local empty=${ROOT:-$2/empty} machine=$2/machine name
  name=$(basename -- "$1" .tar.gz)
  [ "$(id -u)" -eq 0 ] || fail "This needs root: a root folder and a network of its own."
  (cd -- "$(dirname -- "$1")" && sha256sum --check --quiet "$name.tar.gz.sha256")
  if [ ! -d "$empty" ]; then
    have debootstrap || fail "debootstrap is missing: apt-get install debootstrap"
    say "Making an empty root"
    logged "$logs/debootstrap.log" debootstrap --variant=minbase "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$empty"
  fi
  cp -a -- "$empty" "$machine"
  # It has no source of packages but the bundle.
  rm -rf -- "$machine"/etc/apt/sources.list* "$machine"/var/lib/apt/lists/* "$machine"/var/cache/apt/archives/*.deb
  # A path with a space is one that people have.
  mkdir -- "$machine/media/a disk"
  tar -xzf "$1" -C "$machine/media/a disk"
  cp -- "$root"/scripts/test/bundle/steps.sh "$root"/scripts/operations/healthy.sh "$machine/root/"

  say "Installing, using and removing $name"
  # shellcheck disable=SC2016
  unshare --net --mount --pid --fork --uts --ipc -- bash -euc '
    ip link set lo up
    mount --make-rprivate /
    mount -t proc proc "$1/proc"
    mount --bind /dev "$1/dev"
    exec chroot "$1" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
      bash /root/steps.sh "/media/a disk/$2"
  ' bash "$machine" "$name"
}

# compare_bundles WORK
compare_bundles() {
  local one file
  for one in one two; do
    git clone --quiet --no-hardlinks -- "$root" "$1/$one/checkout"
    mkdir -p -- "$1/$one/checkout/models/cache"
    cp -L -- "$root/models/cache/silero_vad_v6.onnx" "$1/$one/checkout/models/cache/"
    (umask "$([ "$one" = one ] && echo 022 || echo 077)" && "$1/$one/checkout/scripts/bundle.sh" --output "$1/$one")
  done
  file=$(basename -- "$1"/one/*.tar.gz)
  if cmp -- "$1/one/$file" "$1/two/$file"; then
    say "Both are the same: $(sha256sum <"$1/one/$file" | cut -d' ' -f1)"
    return
  fi
  for one in one two; do mkdir -- "$1/$one/files" && tar -xzf "$1/$one/$file" -C "$1/$one/files"; done
  diff -rq -- "$1/one/files" "$1/two/files" || true
  fail "The two bundles differ; the files that do are named above."
}

[ $# -eq 1 ] || fail "scripts/test/bundle.sh takes a bundle's file, or --reproducible."
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
if [ "$1" = --reproducible ]; then
  mkdir -- "$work/one" "$work/two"
  compare_bundles "$work"
else
  [ -f "$1" ] || fail "There is no file $1."
  try_bundle "$(cd -- "$(dirname -- "$1")" && pwd)/$(basename -- "$1")" "$work"
fi
