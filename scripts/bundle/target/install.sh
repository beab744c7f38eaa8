#!/usr/bin/env bash
# Installs LocalVoice from this folder, without a network; over an older one too, whose configuration stays. Run it as often as you like.
#
#   ./install.sh                      installs, and starts the service where systemd runs
#   ./install.sh --check              only tells whether it could be installed here
#   ./install.sh --no-start           leaves the service as it is
#   ./install.sh --without-packages   installs none of the distribution's packages: you have seen to them (README.txt)
#
# /opt/localvoice program and models · /etc/localvoice settings · /var/lib/localvoice models of your own · user localvoice
set -euo pipefail
umask 022

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
prefix=/opt/localvoice
settings=/etc/localvoice
unit=/etc/systemd/system/localvoice.service

say() { printf '==> %s\n' "$*"; }

fail() {
  printf 'error: %s\n' "$1" >&2
  shift
  [ $# -eq 0 ] || printf '       %s\n' "$@" >&2
  exit 1
}

main() {
  local check='' start=yes packages=yes
  while [ $# -gt 0 ]; do
    case $1 in
      --check) check=yes ;;
      --no-start) start= ;;
      --without-packages) packages= ;;
      *) fail "install.sh does not know '$1'; it takes --check, --no-start and --without-packages." ;;
    esac
    shift
  done

  check_machine "$packages"
  check_files
  check_space "$packages"
  [ -z "$check" ] || { say "$(field NAME) can be installed here"; exit; }

  [ "$(id -u)" -eq 0 ] || fail "LocalVoice is installed as root: sudo $here/install.sh"
  [ -z "$packages" ] || install_packages
  make_user
  stop_service
  install_program
  install_models
  install_settings
  install_service "$start"
  tell_next "$start"
}

field() { sed -n "s/^$1=//p" "$here/MANIFEST"; }

os_release() { sed -n "s/^$1=\"\{0,1\}\([^\"]*\)\"\{0,1\}$/\1/p" /etc/os-release 2>/dev/null || true; }

# check_machine PACKAGES: the packages are of one version of one distribution; the program itself is not.
check_machine() {
  [ -f "$here/MANIFEST" ] || fail "$here has no MANIFEST: run install.sh in the folder that the bundle was unpacked to."
  local architecture wanted found
  architecture=$(uname -m)
  [ "$architecture" = "$(field ARCHITECTURE)" ] ||
    fail "This bundle is for $(field ARCHITECTURE), and this machine is $architecture: make one there (scripts/bundle.sh)."
  wanted="$(field DISTRIBUTION) $(field DISTRIBUTION_VERSION)"
  found="$(os_release ID) $(os_release VERSION_ID)"
  [ -z "$1" ] || [ "$found" = "$wanted" ] ||
    fail "This bundle's packages are for $wanted, and this machine is ${found:-of no known distribution}." \
      "Make a bundle on a machine like this one, or install these by its own means and run this with --without-packages:" "$(field PACKAGES)"
}

# All that the bundle was made with, and nothing else: a package or a file of the program that somebody added would be installed too.
check_files() {
  local wrong
  wrong=$(cd -- "$here" && sha256sum --check --quiet --strict SHA256SUMS 2>&1) ||
    fail "The bundle in $here is damaged; copy and unpack it again. SHA256SUMS says:" "${wrong:-nothing}"
  wrong=$(cd -- "$here" && comm -23 <(find . ! -type d ! -path ./SHA256SUMS | LC_ALL=C sort) <(sed 's/^[0-9a-f]*  //' SHA256SUMS | LC_ALL=C sort))
  [ -z "$wrong" ] || fail "$here holds what is not of the bundle; unpack it into an empty folder. Found:" "$wrong"
}

# check_space PACKAGES: at an upgrade the old program stays until the new one is there.
check_space() {
  need_space "$prefix" "$(($(field PROGRAM_KB) + $(field MODELS_KB)))"
  [ -z "$1" ] || need_space /usr "$(field PACKAGES_KB)"
}

need_space() {
  local folder=$1 free
  while [ ! -d "$folder" ]; do folder=$(dirname -- "$folder"); done
  free=$(df -Pk -- "$folder" | awk 'NR == 2 { print $4 }')
  [ "$free" -ge "$2" ] || fail "There are $((free / 1024)) MB free in $folder, and $(($2 / 1024 + 1)) MB are needed for $1: make room."
}

# From the bundle alone: the machine's own sources and lists are neither read nor changed. What is there already stays as it is, but where
# something new needs a newer one.
install_packages() {
  local name missing=() lists
  for name in $(field PACKAGES); do is_installed "$name" || missing+=("$name"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  say "Installing ${missing[*]}"
  command -v apt-get >/dev/null || fail "apt-get is missing. Install these by other means and run this with --without-packages:" "${missing[*]}"

  lists=$(mktemp -d)
  # shellcheck disable=SC2064
  trap "rm -rf -- '$lists'" EXIT
  mkdir -p -- "$lists/lists/partial" "$lists/cache/archives/partial"
  # By a link, since a source's path may hold no space.
  ln -s -- "$here/packages" "$lists/packages"
  echo "deb [trusted=yes] file:$lists/packages ./" >"$lists/bundle.list"
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -o "Dir::Etc::SourceList=$lists/bundle.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$lists/lists" -o "Dir::Cache=$lists/cache" -o APT::Sandbox::User=root)
  installed_packages >"$lists/before"
  if ! { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends --no-remove "${missing[@]}"; } >"$lists/log" 2>&1; then
    tail -n 20 -- "$lists/log" >&2
    fail "apt-get could not install the packages of the bundle; its last words are above. Nothing else was changed." \
      "If it speaks of broken packages, 'apt-get -f install' mends them; --without-packages leaves them to you."
  fi
  # What uninstall.sh may remove.
  mkdir -p -- "$prefix"
  installed_packages | comm -13 "$lists/before" - | sort -u - <(cat -- "$prefix/packages" 2>/dev/null) >"$lists/after"
  mv -f -- "$lists/after" "$prefix/packages"
}

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}\n' "$1" 2>/dev/null | sort -u)" = installed ]; }

installed_packages() { dpkg-query -W -f='${db:Status-Status} ${binary:Package}\n' | sed -n 's/^installed //p' | sort; }

make_user() {
  getent passwd localvoice >/dev/null && return
  say "Making the user localvoice"
  useradd --system --user-group --home-dir /var/lib/localvoice --no-create-home --shell /usr/sbin/nologin localvoice
}

has_systemd() { [ -d /run/systemd/system ] && command -v systemctl >/dev/null; }

stop_service() {
  was_running=
  has_systemd && systemctl --quiet is-active localvoice || return 0
  say "Stopping the service, when those who are talking have been answered"
  was_running=yes
  systemctl stop localvoice
}

# Beside the old one, and then in its place.
install_program() {
  say "Installing $(field NAME) in $prefix"
  mkdir -p -- "$prefix/bin"
  rm -rf -- "$prefix/program.new" "$prefix/program.old"
  copy "$here/program" "$prefix/program.new"
  [ ! -d "$prefix/program" ] || mv -T -- "$prefix/program" "$prefix/program.old"
  mv -T -- "$prefix/program.new" "$prefix/program"
  rm -rf -- "$prefix/program.old" "$prefix/sbom"
  copy "$here/sbom" "$prefix/sbom"
  install -m 755 -- "$here/uninstall.sh" "$prefix/"
  install -m 644 -- "$here"/{LICENSE,MANIFEST,README.txt,REFERENCE.md} "$prefix/"
  install -m 755 -- "$here/system/localvoice" "$prefix/bin/localvoice"
  [ ! -e /usr/local/bin/localvoice ] || [ -L /usr/local/bin/localvoice ] || fail "/usr/local/bin/localvoice is another program's; move it away."
  mkdir -p -- /usr/local/bin
  ln -sfn -- "$prefix/bin/localvoice" /usr/local/bin/localvoice
}

# Those of an older bundle stay, since settings may name them.
install_models() {
  local file
  while IFS= read -r -d '' file; do
    cmp -s -- "$here/models/$file" "$prefix/models/$file" || {
      install -D -m 644 -- "$here/models/$file" "$prefix/models/$file.new"
      mv -f -- "$prefix/models/$file.new" "$prefix/models/$file"
    }
  done < <(cd -- "$here/models" && find . -type f -print0)
}

# Owned by root, whoever unpacked the bundle.
copy() { cp -R --no-preserve=ownership -- "$1" "$2" && chmod -R u+rwX,go+rX,go-w -- "$2"; }

install_settings() {
  local file
  install -d -m 750 -o root -g localvoice -- "$settings"
  install -d -m 750 -o localvoice -g localvoice -- /var/lib/localvoice /var/cache/localvoice
  for file in appsettings.json environment; do
    if [ -e "$settings/$file" ]; then
      say "$settings/$file stays as it is"
    else
      install -m 640 -o root -g localvoice -- "$here/system/$file" "$settings/$file"
    fi
  done
}

install_service() {
  has_systemd || return 0
  install -m 644 -- "$here/system/localvoice.service" "$unit"
  mkdir -p -- "$prefix/systemd"
  install -m 644 -- "$here"/system/localvoice-*.conf "$prefix/systemd/"
  systemctl daemon-reload
  if [ -n "$1$was_running" ]; then
    [ -z "$1" ] || systemctl --quiet enable localvoice
    systemctl start localvoice || fail "The service does not start; 'journalctl -u localvoice' says why."
  fi
}

tell_next() {
  say "LocalVoice $(field VERSION) is installed. Next:"
  cat <<'END'
      localvoice selftest          one spoken turn per language
      localvoice doctor --airgap   proves that nothing leaves this machine
      localvoice keys new NAME     a key, and the setting that admits it: other machines need one
      /etc/localvoice              settings: appsettings.json, and environment for where it listens (ASPNETCORE_URLS)
      /opt/localvoice/uninstall.sh removes it
END
  if ! has_systemd; then
    echo "      localvoice serve             the server, on http://localhost:8080: no systemd runs here, so there is no service"
  elif [ -n "$1" ]; then
    echo "      systemctl restart localvoice after a change of settings; it serves on http://localhost:8080 now"
  else
    echo "      systemctl enable --now localvoice"
  fi
}

main "$@"
