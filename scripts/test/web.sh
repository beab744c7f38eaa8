# shellcheck shell=bash disable=SC2154
# What the web tests need beyond set-up: their npm packages, and Chromium where apt-get can bring it.

# Called in the folder of the tests.
install_web_packages() {
  local stamp=node_modules/.localvoice-lock lock
  lock=$(sha256sum <package-lock.json)
  stamped "$stamp" "$lock" && return
  npm ci --no-audit --no-fund --no-progress --loglevel=error </dev/null
  printf '%s\n' "$lock" >"$stamp"
}

# Without one, the tests that need it are skipped. Asks for no password.
install_chromium() {
  [ -z "${CHROMIUM:-}" ] || return 0
  have chromium || have chromium-browser || have google-chrome || ! have apt-get || {
    say "Installing chromium with apt-get"
    apt_install chromium </dev/null || warn "apt-get could not install chromium: the tests of the talk page are skipped"
  }
}
