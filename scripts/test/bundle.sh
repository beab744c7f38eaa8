#!/usr/bin/env bash
# Shows that a bundle does what it is for: installed, used and removed in an empty root of its distribution, in a network that has nothing
# but loopback. As root, on Debian or Ubuntu, with debootstrap; minutes, so it is not part of scripts/test.sh.
#
#   scripts/test/bundle.sh FILE.tar.gz             the bundle (scripts/bundle.sh); ROOT=DIR is an empty root that is there already
#   scripts/test/bundle.sh --service FILE.tar.gz   the service, in a root that boots systemd (systemd-nspawn: package systemd-container)
#   scripts/test/bundle.sh --reproducible          makes two bundles of this commit, from two clones, and compares them file by file
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)

# shellcheck source=scripts/setup/messages.sh
. "$root/scripts/setup/messages.sh"

# machine_with FILE WORK PACKAGES: an empty root of this distribution, with the bundle on a disk in it.
machine_with() {
  local empty=${ROOT:-$2/empty}
  machine=$2/machine
  name=$(basename -- "$1" .tar.gz)
  [ "$(id -u)" -eq 0 ] || fail "This needs root: a root folder and a network of its own."
  (cd -- "$(dirname -- "$1")" && sha256sum --check --quiet "$name.tar.gz.sha256")
  if [ ! -d "$empty" ]; then
    have debootstrap || fail "debootstrap is missing: apt-get install debootstrap"
    say "Making an empty root"
    logged "$logs/debootstrap.log" debootstrap --variant=minbase ${3:+"--include=$3"} "$(codename)" "$empty"
  fi
  cp -a -- "$empty" "$machine"
  # It has no source of packages but the bundle.
  rm -rf -- "$machine"/etc/apt/sources.list* "$machine"/var/lib/apt/lists/* "$machine"/var/cache/apt/archives/*.deb
  # A path with a space is one that people have.
  mkdir -- "$machine/media/a disk"
  tar -xzf "$1" -C "$machine/media/a disk"
  cp -- "$root"/scripts/test/bundle/*.sh "$root"/scripts/operations/healthy.sh "$machine/root/"
}

codename() { (. /etc/os-release && echo "$VERSION_CODENAME"); }

# try_bundle FILE WORK
try_bundle() {
  machine_with "$1" "$2" ""
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

# try_service FILE WORK
try_service() {
  have systemd-nspawn || fail "systemd-nspawn is missing: apt-get install systemd-container"
  machine_with "$1" "$2" systemd,systemd-sysv
  cat >"$machine/etc/systemd/system/try.service" <<END
[Unit]
After=basic.target
[Service]
Type=oneshot
Environment=PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8
ExecStart=/bin/bash -c 'bash /root/service.sh "/media/a disk/$name" >/root/said 2>&1; echo \$? >/root/ended'
ExecStopPost=/bin/systemctl exit 0 --no-block
END
  mkdir -p -- "$machine/etc/systemd/system/multi-user.target.wants"
  ln -s ../try.service "$machine/etc/systemd/system/multi-user.target.wants/"
  say "Running $name as a service"
  quietly "$logs/boot.log" timeout 900 systemd-nspawn --register=no --keep-unit --private-network --boot --directory="$machine" || true
  cat -- "$machine/root/said" || show_log "$logs/boot.log"
  [ "$(cat -- "$machine/root/ended")" = 0 ] || fail "The service did not pass."
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
  for one in one two; do mkdir -- "$1/$one/files" && tar -xzf "$1/$one/$file" -C "$1/$one/files" --strip-components=1; done
  # .NET's generator of log messages keeps classes in a set that has no order: the same ones, in one or another.
  if (cd -- "$1/one/files" && diff -rq --exclude=LocalVoice.Server.{dll,pdb} --exclude=SHA256SUMS . "$1/two/files"); then
    say "Both are the same but for the order of the log messages' classes in LocalVoice.Server.dll, and what follows from it:"
    diff -- "$1/one/files/SHA256SUMS" "$1/two/files/SHA256SUMS" || true
    return
  fi
  fail "The two bundles differ; the files that do are named above."
}

what=try_bundle
case ${1:-} in
  --service) what=try_service && shift ;;
  --reproducible) what=compare_bundles && shift ;;
esac
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
if [ "$what" = compare_bundles ]; then
  mkdir -- "$work/one" "$work/two"
  compare_bundles "$work"
else
  [ -f "${1:-}" ] || fail "There is no file '${1:-}': scripts/test/bundle.sh [--service] FILE.tar.gz, or --reproducible."
  "$what" "$(cd -- "$(dirname -- "$1")" && pwd)/$(basename -- "$1")" "$work"
fi
