# shellcheck shell=bash disable=SC2154
# The distribution's own packages, and all that they depend on, as a source that apt can use without a network. The machine that it is
# for takes from it only what it lacks.

# bundle_packages DIR NAME...
bundle_packages() {
  local into=$1 apt=$stage/apt file
  shift
  say "Fetching the distribution's packages: $*"
  mkdir -p -- "$apt/archives/partial" "$into"
  # As if nothing were installed, so that what this machine has by chance is fetched too.
  : >"$apt/status"
  local fetch=(apt-get install --download-only -y --no-install-recommends -o "Dir::State::status=$apt/status"
    -o "Dir::Cache::archives=$apt/archives" -o Debug::NoLocking=1 -o APT::Sandbox::User=root)
  quietly "$logs/packages.log" "${fetch[@]}" "$@" ||
    { show_log "$logs/packages.log" && fail "apt could not fetch the packages. Are its lists up to date (apt-get update)?"; }

  for file in "$apt"/archives/*.deb; do
    # apt writes a version's colon as %3a, which a source's file names may not have.
    cp -- "$file" "$into/$(basename -- "$file" | sed 's/%3a/_/g')"
  done
  index_packages "$into" >"$into/Packages"
}

# What apt reads of a folder of packages (deb822; apt verifies the size and the hash).
index_packages() {
  local file
  for file in "$1"/*.deb; do
    dpkg-deb --field "$file"
    printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$(basename -- "$file")" "$(stat -c %s -- "$file")" "$(sha256sum <"$file" | cut -d' ' -f1)"
  done
}

# In kB, as the packages themselves say: all of them, though most machines have most of them.
installed_size() { awk '/^Installed-Size:/ { sum += $2 } END { print sum + 0 }' "$1/Packages"; }
