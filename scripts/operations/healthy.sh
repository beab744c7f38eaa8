#!/usr/bin/env bash
# Whether the server on this machine is alive, without any program but the shell: asks /healthz at the http address of ASPNETCORE_URLS,
# or at port 8080. Exits with 0 or 1 and says what came; a server that listens by https alone cannot be asked.
set -uo pipefail

port=8080
[[ ! ${ASPNETCORE_URLS:-} =~ http://[^\;]*:([0-9]+) ]] || port=${BASH_REMATCH[1]}

ask() {
  exec 3<>"/dev/tcp/127.0.0.1/$port" || exit 1
  printf 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
  IFS= read -r -t 4 status <&3 || { echo "nothing came from port $port" >&2; exit 1; }
  printf '%s\n' "${status%$'\r'}"
  [[ $status == "HTTP/1.1 200 "* ]]
}

ask
