# shellcheck shell=bash disable=SC2154
# What has to come from the machine: the .NET SDK, espeak-ng, and the library that the engines' threads use; and, where there are to be
# calls by WebRTC, usrsctp and libsrtp.

check_dotnet() {
  have dotnet || fail "The .NET SDK 10.0 is missing." \
    "Install it from https://dotnet.microsoft.com/download/dotnet/10.0 and run this again."
  dotnet --version >/dev/null 2>&1 || fail "The .NET SDK 10.0 is needed; this machine has: $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' ')" \
    "Install it from https://dotnet.microsoft.com/download/dotnet/10.0 and run this again."
}

# Debian's packages for the shared libraries that are missing.
missing_packages() {
  local libraries
  libraries=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null || true)
  [[ $libraries == *libespeak-ng.so.1* ]] || printf '%s\n' libespeak-ng1 espeak-ng-data
  [[ $libraries == *libgomp.so.1* ]] || printf '%s\n' libgomp1
}

# Those without which all but calls by WebRTC works.
missing_call_packages() {
  local libraries
  libraries=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null || true)
  [[ $libraries == *libusrsctp.so.* ]] || printf '%s\n' libusrsctp2
  [[ $libraries == *libsrtp2.so.1* ]] || printf '%s\n' libsrtp2-1
}

install_call_packages() {
  local missing
  mapfile -t missing < <(missing_call_packages)
  [ ${#missing[@]} -gt 0 ] && have apt-get || return 0
  say "Installing ${missing[*]} with apt-get"
  apt_install "${missing[@]}" || warn "apt-get could not install ${missing[*]}: there are no calls by WebRTC"
}

install_system_packages() {
  local missing
  install_call_packages
  mapfile -t missing < <(missing_packages)
  [ ${#missing[@]} -gt 0 ] || return 0

  if have apt-get; then
    say "Installing ${missing[*]} with apt-get"
    apt_install "${missing[@]}" || warn "apt-get could not install: ${missing[*]}"
    [ -n "$(missing_packages)" ] || return 0
  fi

  fail "A shared library is missing: espeak-ng's (libespeak-ng.so.1) turns text into sounds, OpenMP's (libgomp.so.1) runs the engines' threads." \
    "Debian, Ubuntu:  sudo apt-get install ${missing[*]}" \
    "Fedora:          sudo dnf install espeak-ng libgomp" \
    "Arch:            sudo pacman -S espeak-ng gcc-libs" \
    "then run this again."
}

apt_install() {
  local become=()
  if [ "$(id -u)" -ne 0 ]; then
    have sudo || { warn "not root, and there is no sudo"; return 1; }
    become=(sudo)
    [ -t 0 ] || become=(sudo -n)
  fi

  local install=("${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@")
  logged "$logs/apt.log" "${install[@]}" 2>/dev/null && return
  logged "$logs/apt.log" "${become[@]}" apt-get update && logged "$logs/apt.log" "${install[@]}"
}
