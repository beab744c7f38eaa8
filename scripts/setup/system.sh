# shellcheck shell=bash disable=SC2154
# What has to come from the machine: the .NET SDK, node, a compiler, espeak-ng.

check_dotnet() {
  have dotnet || fail "The .NET SDK 10.0 is missing." \
    "Install it from https://dotnet.microsoft.com/download/dotnet/10.0 and run this again."
  dotnet --version >/dev/null 2>&1 || fail "The .NET SDK 10.0 is needed; this machine has: $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' ')" \
    "Install it from https://dotnet.microsoft.com/download/dotnet/10.0 and run this again."
}

check_node() {
  if ! have node || ! have npm; then
    fail "node and npm are missing: they fetch the native engine libraries and the detector's weights." \
      "Install Node.js 20 or later from https://nodejs.org (Debian, Ubuntu: apt-get install nodejs npm)."
  fi
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || fail "Node.js 20 or later is needed; this machine has $(node --version)."
}

has_espeak() {
  local libraries
  libraries=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p 2>/dev/null) || return 1
  [[ $libraries == *libespeak-ng.so.1* ]]
}

has_compiler() { have cmake && have make && { have c++ || have g++; }; }

install_system_packages() {
  local missing=()
  has_espeak || missing+=(libespeak-ng1 espeak-ng-data)
  has_compiler || [ "$engine_bindings" = nuget ] || missing+=(cmake make g++)
  [ ${#missing[@]} -gt 0 ] || return 0

  if have apt-get; then
    say "Installing ${missing[*]} with apt-get"
    apt_install "${missing[@]}" || warn "apt-get could not install: ${missing[*]}"
  fi

  has_espeak || fail "espeak-ng's library (libespeak-ng.so.1) is missing: voices need it to turn text into sounds." \
    "Debian, Ubuntu:  sudo apt-get install ${missing[*]}" \
    "Fedora:          sudo dnf install espeak-ng cmake make gcc-c++" \
    "Arch:            sudo pacman -S espeak-ng cmake make gcc" \
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
  logged "$stamps/apt.log" "${install[@]}" 2>/dev/null && return
  logged "$stamps/apt.log" "${become[@]}" apt-get update && logged "$stamps/apt.log" "${install[@]}"
}
