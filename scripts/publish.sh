#!/usr/bin/env bash
# Makes a folder that runs on a machine without .NET: the program, its runtime, one platform's engines, the models.
#
#   scripts/publish.sh RID [DIR]    linux-x64, linux-arm64, osx-arm64 or win-x64; into publish/RID or DIR
#   ENGINE_DEVICE=cpu|cuda|vulkan   as for scripts/setup.sh
set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
rids=(linux-x64 linux-arm64 osx-arm64 win-x64)

# shellcheck source=scripts/setup/messages.sh
. "$root/scripts/setup/messages.sh"
# shellcheck source=scripts/setup/device.sh
. "$root/scripts/setup/device.sh"
# shellcheck source=scripts/setup/build.sh
. "$root/scripts/setup/build.sh"

publish() {
  local rid=$1 out=$2 stage
  stage=$(mktemp -d)
  chmod 755 "$stage"
  # shellcheck disable=SC2064
  trap "rm -rf -- '$stage'" EXIT

  publish_program "$rid" "$stage"
  keep_natives_of "$rid" "$stage/app"
  check_engines "$rid" "$stage/app"
  mkdir -p -- "$stage/app/models/cache"
  cp -r -- "$root/models/manifest.json" "$root/models/starter" "$stage/app/models/"
  cp -L -- "$root/models/cache/silero_vad_v6.onnx" "$stage/app/models/cache/"
  cp -- "$root/LICENSE" "$stage/app/"

  rm -rf -- "$out"
  mkdir -p -- "$(dirname -- "$out")"
  mv -- "$stage/app" "$out"
  say "$out is ready ($(du -sh -- "$out" | cut -f1)): start $(program_of "$rid") in it"
}

# Built in a folder of its own, so that the checkout's build stays as it is; neither's path is in what is built, so that the same sources
# give the same bytes wherever they lie (but what scripts/test/bundle.sh --reproducible names).
publish_program() {
  local options
  mapfile -t options < <(restore_options)
  say "Publishing for $1"
  quietly "$logs/publish.log" dotnet publish "$root/src/LocalVoice.Cli/LocalVoice.Cli.csproj" -c Release -r "$1" --self-contained true \
    --artifacts-path "$2/artifacts" -o "$2/app" -p:RunAnalyzers=false "-p:PathMap=$2=/_/build%2c$root=/_" "${options[@]}" -v q --nologo && return
  fail_for_missing_packages "$logs/publish.log"
  show_log "$logs/publish.log"
  fail "The program could not be published for $1."
}

# Some packages bring every platform's libraries, in a folder for each; whisper.net says macos for osx.
keep_natives_of() {
  local name
  for name in 'win-*' 'linux-*' 'osx-*' 'macos-*'; do
    find "$2/runtimes" -depth -type d -name "$name" ! -name "$1" ! -name "${1/#osx/macos}" -exec rm -rf -- '{}' +
  done
  [[ $1 == osx-* ]] || rm -f -- "$2/ggml-metal.metal"
  [[ $1 == win-* ]] || rm -f -- "$2"/onnxruntime*.dll
  rm -f -- "$2"/onnxruntime*.lib
}

# A package may have given up a platform.
check_engines() {
  local library
  for library in onnxruntime whisper llama; do
    [ -n "$(find "$2" \( -name "lib$library.so" -o -name "lib$library.dylib" -o -name "$library.dll" \) -print -quit)" ] ||
      fail "$library's package has no library for $1, so LocalVoice cannot run there; nothing was published (versions: Directory.Packages.props)."
  done
}

program_of() { case $1 in win-*) echo localvoice.exe ;; *) echo ./localvoice ;; esac; }

# A folder that holds anything else is not ours to replace.
check_out() {
  [ ! -e "$1" ] || [ -f "$1/localvoice" ] || [ -f "$1/localvoice.exe" ] || [ -z "$(ls -A -- "$1")" ] ||
    fail "$1 holds something other than a published LocalVoice; name an empty or a new folder."
}

rid=${1:-}
[[ -n $rid && " ${rids[*]} " == *" $rid "* ]] ||
  fail "The platform is '$rid'; scripts/publish.sh RID [DIR] takes one of: ${rids[*]}."
out=${2:-$root/publish/$rid}
check_out "$out"
[ -f "$root/models/cache/silero_vad_v6.onnx" ] || "$root/scripts/setup.sh"
choose_engine_device
publish "$rid" "$out"
