#!/usr/bin/env bash
# service.sh BUNDLE: what scripts/test/bundle.sh --service does in a root where systemd runs. Every step is one line of the output.
set -euo pipefail

bundle=$1

step() { printf '==> %s\n' "$1"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
shown() { systemctl show --property "$1" --value localvoice; }
status_of() { sed -n "s/^$1:[[:space:]]*//p" "/proc/$(shown MainPID)/status"; }

# is NAME EXPECTED ACTUAL
is() { [ "$3" = "$2" ] || fail "$1 is '$3', not '$2'"; }

ready() {
  local tries=0
  until journalctl --unit localvoice --since "$since" --output cat | grep -q "ready to talk"; do
    [ "$(shown ActiveState)" = active ] || fail "the service is $(shown ActiveState): $(journalctl -u localvoice -o cat | tail -n 20)"
    [ "$((tries += 1))" -le 300 ] || fail "the service was not ready in time: $(journalctl -u localvoice -o cat | tail -n 20)"
    sleep 0.5
  done
  is "the health check" "HTTP/1.1 200 OK" "$(bash /root/healthy.sh)"
  localvoice selftest --url http://127.0.0.1:8080
}

now() { sleep 1; date '+%Y-%m-%d %H:%M:%S'; }

step "Installed, the service runs"
since=$(now)
"$bundle/install.sh"
is "the unit" enabled "$(systemctl is-enabled localvoice)"
ready

step "It may do no more than it needs"
is "the user" localvoice "$(stat -c %U "/proc/$(shown MainPID)")"
is "its capabilities" 0000000000000000 "$(status_of CapEff)"
is "what it may gain" 0000000000000000 "$(status_of CapBnd)"
is "NoNewPrivs" 1 "$(status_of NoNewPrivs)"
is "Seccomp" 2 "$(status_of Seccomp)"
journalctl --unit localvoice --output cat | grep -iE 'warn|fail|denied' || true

step "It serves behind the kernel's own air gap too"
mkdir -p /etc/systemd/system/localvoice.service.d
cp -- /opt/localvoice/systemd/localvoice-air-gap.conf /etc/systemd/system/localvoice.service.d/
systemctl daemon-reload
since=$(now)
systemctl restart localvoice
ready

step "A second installation drains it and starts it again"
before=$(shown MainPID)
since=$(now)
"$bundle/install.sh"
[ "$(shown MainPID)" != "$before" ] || fail "the service was not restarted"
ready

step "It stops in order"
systemctl stop localvoice
is "the end" success "$(shown Result)"
is "its exit code" 0 "$(shown ExecMainStatus)"

step "A wrong setting is told and not tried again"
echo 'LOCALVOICE__NONSENSE=1' >>/etc/localvoice/environment
since=$(now)
systemctl start localvoice || true
until [ "$(shown ActiveState)" = failed ]; do sleep 0.5; done
is "its exit code" 2 "$(shown ExecMainStatus)"
is "its restarts" 0 "$(shown NRestarts)"
journalctl --unit localvoice --since "$since" --output cat | grep -i nonsense

step "Removed, it leaves no unit"
/opt/localvoice/uninstall.sh --purge
is "the unit" not-found "$(shown LoadState)"
[ ! -e /etc/systemd/system/localvoice.service.d ] || fail "its drop-ins are still there"
step "All of it passed"
