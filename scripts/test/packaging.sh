# shellcheck shell=bash
# What reads the scripts and the unit for systemd.

# Without them, those tests are skipped. Asks for no password.
install_packaging_tools() {
  local missing=()
  have shellcheck || missing+=(shellcheck)
  have systemd-analyze || missing+=(systemd)
  [ ${#missing[@]} -gt 0 ] && have apt-get || return 0
  say "Installing ${missing[*]} with apt-get"
  apt_install "${missing[@]}" </dev/null || warn "apt-get could not install ${missing[*]}: the tests that need them are skipped"
}
