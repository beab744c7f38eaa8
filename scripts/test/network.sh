# shellcheck shell=bash
# What the proof of silence needs: strace, and ip for a network of its own. Without them it is skipped with the reason.

install_network_tools() {
  local missing=()
  have strace || missing+=(strace)
  PATH=$PATH:/usr/sbin:/sbin have ip || missing+=(iproute2)
  [ ${#missing[@]} -gt 0 ] && have apt-get || return 0
  say "Installing ${missing[*]} with apt-get"
  apt_install "${missing[@]}" </dev/null || warn "apt-get could not install ${missing[*]}: the proof that nothing leaves is skipped"
}
