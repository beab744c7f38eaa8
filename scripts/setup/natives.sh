# shellcheck shell=bash disable=SC2154
# The native engine libraries, at the versions that package-lock.json pins.

install_native_packages() {
  local stamp=$natives/node_modules/.localvoice-lock lock
  lock=$(sha256sum <"$natives/package-lock.json")
  stamped "$stamp" "$lock" && return

  say "Fetching the native engine libraries (npm, about 600 MB unpacked)"
  logged "$stamps/npm.log" npm --prefix "$natives" ci --no-audit --no-fund --no-progress --loglevel=error ||
    fail "npm could not fetch the native engine libraries." "Is the package source reachable? (npm ping)"
  printf '%s\n' "$lock" >"$stamp"
}
