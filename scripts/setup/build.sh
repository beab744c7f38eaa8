# shellcheck shell=bash disable=SC2154
# The Release build: of the program for run.sh and localvoice, of the whole solution for test.sh.

# Without the analyzers, which take as long as the compiler: they are for those who change the code.
build_program() {
  local print
  print=$(fingerprint src)
  is_built program "$print" && return
  touch -- "$logs/unanalysed"
  build src/LocalVoice.Cli/LocalVoice.Cli.csproj -p:RunAnalyzers=false
  printf '%s\n' "$print" >"$logs/program.stamp"
}

# With the analyzers, over everything that was built without them too.
build_tests() {
  local print program again=()
  print=$(fingerprint src tests)
  is_built tests "$print" && return
  program=$(fingerprint src)
  [ ! -f "$logs/unanalysed" ] || again=(--no-incremental)
  build LocalVoice.sln "${again[@]}"
  rm -f -- "$logs/unanalysed"
  printf '%s\n' "$print" >"$logs/tests.stamp"
  printf '%s\n' "$program" >"$logs/program.stamp"
}

is_built() { [ -f "$root/src/LocalVoice.Cli/bin/Release/net10.0/localvoice.dll" ] && stamped "$logs/$1.stamp" "$2"; }

# build TARGET OPTION...
build() {
  # What follows may end half-way, for another device: nothing that was built counts any more.
  rm -f -- "$logs"/*.stamp
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
  restore "$1"
  remember_engine_device
  say "Building (Release)"
  logged "$logs/build.log" dotnet build "$@" -c Release --no-restore "-p:EngineDevice=$device" -v q --nologo || fail "The build failed."
}

restore() {
  local options
  mapfile -t options < <(restore_options)
  say "Restoring packages"
  quietly "$logs/restore.log" dotnet restore "$1" "${options[@]}" -v q && return
  fail_for_missing_packages "$logs/restore.log"
  show_log "$logs/restore.log"
  fail "Packages could not be restored." \
    "NU1004 above means that a project's references changed: 'dotnet restore' brings its packages.lock.json up to date."
}

# The lock files are the CPU's; the other devices' packages have exact versions instead, and must not change the lock files.
restore_options() {
  printf '%s\n' "-p:EngineDevice=$device"
  if [ "$device" = cpu ]; then
    echo -p:RestoreLockedMode=true
  else
    echo "-p:NuGetLockFilePath=obj/packages.$device.lock.json"
  fi
}

# fail_for_missing_packages LOG; returns when the log has another cause.
fail_for_missing_packages() {
  local names name list='' remedy='use a source that carries it ("dotnet nuget list source" shows yours)'
  names=$(sed -nE 's/.*NU110[123]: Unable to find (a stable )?package ([^ ]*[^ .])[ .].*/\2/p' "$1" | sort -u)
  [ -n "$names" ] || return 0
  for name in $names; do list+="${list:+, }$name$(pinned_version "$name")"; done
  [ "$device" = cpu ] || remedy+=", or ENGINE_DEVICE=cpu"
  fail "The package source lacks $list (needed for EngineDevice=$device): $remedy."
}

# " VERSION" as Directory.Packages.props pins a package, or nothing where only another package asks for it.
pinned_version() {
  local file=$root/Directory.Packages.props version property
  version=$(sed -n "s/.*Include=\"$1\" Version=\"\[\{0,1\}\([^]\"]*\).*/\1/p" "$file")
  property=${version#"\$("}
  [ "$property" = "$version" ] || version=$(sed -n "s|.*<${property%)}>\(.*\)</.*|\1|p" "$file")
  printf '%s' "${version:+ $version}"
}

# Every file that a build reads, by name, size and time: cheap, and it notices deletions too.
fingerprint() {
  {
    printf '%s\n' "$device"
    find LocalVoice.sln global.json .editorconfig Directory.*.props "$@" \
      -name bin -prune -o -name obj -prune -o -name node_modules -prune -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort
  } | sha256sum
}
