# shellcheck shell=bash disable=SC2154
# The Release build that run.sh, test.sh and localvoice use.

build_solution() {
  local stamp=$stamps/solution.stamp fingerprint
  fingerprint=$(sources_fingerprint)
  [ -f "$root/src/LocalVoice.Cli/bin/Release/net10.0/localvoice.dll" ] && stamped "$stamp" "$fingerprint" && return

  local restore=()
  [ "$engine_bindings" = nuget ] || restore=(--locked-mode)
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
  say "Restoring packages"
  logged "$stamps/restore.log" dotnet restore LocalVoice.sln "${restore[@]}" -v q ||
    fail "Packages could not be restored." \
      "NU1004 above means that a project's references changed: 'dotnet restore' brings its packages.lock.json up to date."
  say "Building (Release)"
  logged "$stamps/build.log" dotnet build LocalVoice.sln -c Release --no-restore -v q --nologo ||
    fail "The build failed."
  printf '%s\n' "$fingerprint" >"$stamp"
}

# Every file that the build reads, by name, size and time: cheap, and it notices deletions too.
sources_fingerprint() {
  find LocalVoice.sln global.json .editorconfig Directory.*.props EngineBindings.props src tests \
    -name bin -prune -o -name obj -prune -o -name node_modules -prune -o -path src/bindings/natives/build -prune \
    -o -type f -printf '%p %s %T@\n' 2>/dev/null | LC_ALL=C sort | sha256sum
}
