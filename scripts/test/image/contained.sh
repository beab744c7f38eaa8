#!/usr/bin/env bash
# contained.sh ROOT ENVIRONMENT STEPS: runs the steps in an image's root as a container would: its user, its environment, volumes for
# /models and /cache, all else read-only, no capabilities. In namespaces of its own, without any network but loopback.
set -euo pipefail

root=$1
mapfile -t environment < <(sed '/^$/d' "$2")
ip link set lo up
mount --make-rprivate /
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
for volume in models cache; do mount -t tmpfs -o mode=750,uid=10001 volume "$root/$volume"; done
mount -t tmpfs -o mode=1777 tmp "$root/run"
cp -- "$3" "$root/run/steps.sh"
mount -o remount,ro,bind "$root"
exec chroot "$root" setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all \
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "${environment[@]}" bash -c 'cd /app && exec bash /run/steps.sh'
