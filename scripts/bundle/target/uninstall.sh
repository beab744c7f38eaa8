#!/usr/bin/env bash
# Removes LocalVoice: the service, the program and the models that came with it, and those packages of the distribution that it brought and
# that nothing else needs.
#
#   /opt/localvoice/uninstall.sh           keeps /etc/localvoice (settings), /var/lib/localvoice (your own models) and the user
#   /opt/localvoice/uninstall.sh --purge   removes them too
#   … --keep-packages                      removes no package
set -euo pipefail
umask 022

prefix=/opt/localvoice

say() { printf '==> %s\n' "$*"; }

fail() {
  printf 'error: %s\n' "$1" >&2
  exit 1
}

main() {
  local purge='' packages=yes
  while [ $# -gt 0 ]; do
    case $1 in
      --purge) purge=yes ;;
      --keep-packages) packages= ;;
      *) fail "uninstall.sh does not know '$1'; it takes --purge and --keep-packages." ;;
    esac
    shift
  done
  [ "$(id -u)" -eq 0 ] || fail "LocalVoice is removed as root: sudo $prefix/uninstall.sh"

  remove_service
  [ -z "$packages" ] || remove_packages
  remove_program
  if [ -n "$purge" ]; then purge; else tell_kept; fi
  say "LocalVoice is removed"
}

remove_service() {
  local unit=/etc/systemd/system/localvoice.service
  if [ -d /run/systemd/system ] && [ -f "$unit" ]; then
    say "Stopping the service, when those who are talking have been answered"
    systemctl --quiet disable --now localvoice || true
  fi
  rm -f -- "$unit"
  [ ! -d /run/systemd/system ] || systemctl daemon-reload
}

# Only if exactly these go: what another program has come to need since stays, with all that it needs itself.
remove_packages() {
  local brought=() left
  [ -s "$prefix/packages" ] || return 0
  mapfile -t brought < <(still_installed)
  while [ ${#brought[@]} -gt 0 ]; do
    left=$(needed_by_others "${brought[@]}")
    [ -n "$left" ] || break
    mapfile -t brought < <(printf '%s\n' "${brought[@]}" | grep -vxF -- "$left")
  done
  [ ${#brought[@]} -gt 0 ] || return 0
  say "Removing the packages that came with it: ${brought[*]}"
  DEBIAN_FRONTEND=noninteractive dpkg --purge "${brought[@]}" >/dev/null || say "dpkg could not remove them; they stay"
}

still_installed() {
  local name
  while IFS= read -r name; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" != installed ] || echo "$name"
  done <"$prefix/packages"
}

# Those of the names whose absence dpkg would not bear.
needed_by_others() {
  dpkg --simulate --purge "$@" 2>&1 | sed -n 's/^dpkg: error processing package \([^ ]*\) (--purge):$/\1/p'
}

# By name: what somebody else has put there stays, and keeps the folder.
remove_program() {
  say "Removing $prefix"
  [ "$(readlink -- /usr/local/bin/localvoice 2>/dev/null)" != "$prefix/bin/localvoice" ] || rm -f -- /usr/local/bin/localvoice
  rm -rf -- "${prefix:?}"/{program,program.new,program.old,models,sbom,bin,systemd,packages}
  rm -f -- "$prefix"/{LICENSE,MANIFEST,README.txt,REFERENCE.md,uninstall.sh}
  rm -rf -- /var/cache/localvoice
  [ ! -d "$prefix" ] || rmdir --ignore-fail-on-non-empty -- "$prefix"
}

purge() {
  say "Removing the settings, the models in /var/lib/localvoice, and the user"
  rm -rf -- /etc/localvoice /var/lib/localvoice /etc/systemd/system/localvoice.service.d
  ! getent passwd localvoice >/dev/null || userdel localvoice
}

tell_kept() { say "Kept: /etc/localvoice, /var/lib/localvoice, the user localvoice (--purge removes them)"; }

# One command, so that the shell has read it all before the file goes.
main "$@"; exit
