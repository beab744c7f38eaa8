# shellcheck shell=bash
# What operators run beside the server, for tests with the real thing: Prometheus scrapes it, HAProxy balances two of them, PostgreSQL
# keeps conversations.

# Without them, those tests are skipped. Asks for no password.
install_operations_tools() {
  local missing=()
  have prometheus || missing+=(prometheus)
  PATH=$PATH:/usr/sbin:/sbin have haproxy || missing+=(haproxy)
  have initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
  [ ${#missing[@]} -gt 0 ] && have apt-get || return 0
  say "Installing ${missing[*]} with apt-get"
  apt_install "${missing[@]}" </dev/null || warn "apt-get could not install ${missing[*]}: the tests that need them are skipped"
}
