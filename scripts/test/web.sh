# shellcheck shell=bash disable=SC2154
# The web tests, and what they need beyond set-up: Node.js, their npm packages; Chromium, PulseAudio and aiortc where apt-get can bring
# them.

# Leaves web-FILE.junit.xml and web-FILE.exit for each file of tests in the folder of the results.
run_web() {
  local lack
  echo "==> web"
  lack=$(missing_node)
  if [ -n "$lack" ]; then
    skip_web_tests "$lack" >"$results/web.junit.xml"
    ran web 0
    return
  fi
  (cd -- tests/web && install_chromium && install_sound_server && install_aiortc && install_web_packages &&
    { RESULTS=$results npm test --silent </dev/null || true; }) || ran web 1
}

# Why the web tests cannot run here, or nothing.
missing_node() {
  local version
  if ! have node || ! have npm; then
    echo "the web tests need Node.js 20 or later with npm, which is not installed"
  else
    version=$(node --version)
    [ "$(cut -d. -f1 <<<"${version#v}")" -ge 20 ] || echo "the web tests need Node.js 20 or later; this is $version"
  fi
}

# One skipped test for each file, since only Node.js could tell what is in it.
skip_web_tests() {
  local file
  echo '<testsuites>'
  for file in tests/web/*.test.mjs tests/web/*/*.test.mjs; do
    printf '<testcase name="%s"><skipped message="%s"/></testcase>\n' "$file" "$1"
  done
  echo '</testsuites>'
}

# Called in the folder of the tests.
install_web_packages() {
  local stamp=node_modules/.localvoice-lock lock
  lock=$(sha256sum <package-lock.json)
  stamped "$stamp" "$lock" && return
  npm ci --no-audit --no-fund --no-progress --loglevel=error </dev/null && printf '%s\n' "$lock" >"$stamp"
}

# Without one, the tests that need it are skipped. Asks for no password.
install_chromium() {
  [ -z "${CHROMIUM:-}" ] || return 0
  have chromium || have chromium-browser || have google-chrome || ! have apt-get || {
    say "Installing chromium with apt-get"
    apt_install chromium </dev/null || warn "apt-get could not install chromium: the tests of the talk page are skipped"
  }
}

# What the browser's speaker takes is measured on one. Without it, that is skipped.
install_sound_server() {
  have pulseaudio || ! have apt-get || {
    say "Installing pulseaudio with apt-get"
    apt_install pulseaudio </dev/null || warn "apt-get could not install pulseaudio: what the browser adds to a turn is not measured"
  }
}

# As Chromium: without it, the tests of its WebRTC client are skipped.
install_aiortc() {
  /usr/bin/python3 -c 'import aiortc' 2>/dev/null || ! have apt-get || {
    say "Installing python3-aiortc with apt-get"
    apt_install python3-aiortc </dev/null || warn "apt-get could not install python3-aiortc: the tests of its calls are skipped"
  }
}
