# shellcheck shell=bash
# Prometheus, which scrapes a real server in a test.

# Without it, that test is skipped. Asks for no password.
install_observability_tools() {
  have prometheus || ! have apt-get || {
    say "Installing prometheus with apt-get"
    apt_install prometheus </dev/null || warn "apt-get could not install prometheus: the test of the metrics' scrape is skipped"
  }
}
