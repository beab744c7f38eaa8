#!/usr/bin/env bash
# steps.sh BUNDLE: what scripts/test/bundle.sh does in the empty root. Every step is one line of the output; the first that fails ends it.
set -euo pipefail

bundle=$1
server=

step() { printf '==> %s\n' "$1"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

# refused WORDS COMMAND...: it fails, and says so.
refused() {
  local said
  ! said=$("${@:2}" 2>&1) || fail "was not refused: ${*:2}"
  [[ $said == *"$1"* ]] || fail "the refusal of '${*:2}' does not say '$1': $said"
}

# Files, links and packages of the machine, by name; not what packages' own scripts leave of logs and caches.
state() {
  find / -xdev -regextype posix-extended -regex '/(proc|dev|root|media|tmp|run|var/(log|cache|lib/dpkg|lib/apt))' -prune -o \
    ! -regex '/etc/((passwd|group|shadow|gshadow|subuid|subgid)-?|ld\.so\.cache|\.pwd\.lock)' -printf '%M %u %p\n' | LC_ALL=C sort
  dpkg-query -W -f='${db:Status-Status} ${binary:Package} ${Version}\n' | sort
}

serve_once() {
  localvoice serve >/tmp/serve.log 2>&1 &
  server=$!
  local tries=0
  until grep -q "ready to talk" /tmp/serve.log; do
    kill -0 "$server" 2>/dev/null || fail "the server ended: $(cat /tmp/serve.log)"
    [ "$((tries += 1))" -le 600 ] || fail "the server was not ready in time: $(cat /tmp/serve.log)"
    sleep 0.2
  done
  bash /root/healthy.sh
  localvoice selftest --url http://127.0.0.1:8080
  [ "$(ps_user)" = localvoice ] || fail "the server runs as $(ps_user)"
  kill -TERM "$server"
  wait "$server" || fail "the server ended with $?: $(tail -n 5 /tmp/serve.log)"
}

ps_user() { stat -c %U "/proc/$server"; }

step "There is no network"
! (exec 3<>/dev/tcp/192.0.2.1/80) 2>/dev/null || fail "192.0.2.1 was reached"
state >/tmp/before

step "It can be installed here, and what is wrong with a bundle is told"
"$bundle/install.sh" --check
sed -i 's/^DISTRIBUTION_VERSION=/&9/' "$bundle/MANIFEST"
refused "This bundle's packages are for" "$bundle/install.sh" --check
sed -i 's/^DISTRIBUTION_VERSION=9/DISTRIBUTION_VERSION=/' "$bundle/MANIFEST"
printf x >>"$bundle/program/localvoice.dll"
refused "./program/localvoice.dll: FAILED" "$bundle/install.sh"
truncate -s -1 "$bundle/program/localvoice.dll"
echo >"$bundle/packages/more.deb"
refused "./packages/more.deb" "$bundle/install.sh"
rm -- "$bundle/packages/more.deb"
state | diff /tmp/before - || fail "a bundle that was refused has changed the machine"

step "One command installs it"
"$bundle/install.sh"

step "It works: selftest, models verify, doctor"
localvoice selftest
localvoice models verify
localvoice doctor
localvoice doctor --airgap

step "It serves, as its own user, and stops in order"
serve_once

step "A second installation keeps the settings"
sed -i 's/"AirGapped": true/"AirGapped": true, "DefaultProfile": "en"/' /etc/localvoice/appsettings.json
cp -p -- /etc/localvoice/appsettings.json /tmp/settings
touch -- /opt/localvoice/program/left-behind
"$bundle/install.sh"
cmp -- /tmp/settings /etc/localvoice/appsettings.json
[ ! -e /opt/localvoice/program/left-behind ] || fail "the old program was not replaced"
localvoice config --check /etc/localvoice/appsettings.json

step "Removed, it leaves the settings"
/opt/localvoice/uninstall.sh
cmp -- /tmp/settings /etc/localvoice/appsettings.json
[ ! -e /opt/localvoice ] || fail "/opt/localvoice is still there"
[ ! -L /usr/local/bin/localvoice ] || fail "/usr/local/bin/localvoice is still there"

step "Installed anew, it has them; purged, it leaves nothing"
"$bundle/install.sh"
cmp -- /tmp/settings /etc/localvoice/appsettings.json
/opt/localvoice/uninstall.sh --purge
! getent passwd localvoice || fail "the user is still there"
state | diff /tmp/before - || fail "what is named above was left, or is missing"
step "All of it passed"
