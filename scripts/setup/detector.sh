# shellcheck shell=bash disable=SC2154
# The voice activity detector's weights: downloaded from where the manifest says, else taken from an npm package.

DETECTOR_PACKAGE=@ricky0123/vad-web@0.0.31
DETECTOR_SECONDS=8

place_detector() {
  detector=$root/models/cache/silero_vad_v6.onnx
  detector_is_sound && return
  say "Downloading the voice activity detector (models/cache/silero_vad_v6.onnx)"
  download_detector && return

  take_detector_from_npm
  detector_is_sound && return
  rm -f -- "$detector"
  show_log "$logs/detector.log"
  fail "The file in $DETECTOR_PACKAGE is not the one that models/manifest.json promises; it was removed."
}

detector_is_sound() { models 0 verify silero-vad-v6; }

# models SECONDS VERB...; 0 is no limit. Whatever folder the user keeps downloads in, this file belongs to the checkout.
models() {
  quietly "$logs/detector.log" env LOCALVOICE__MODELS__FOLDER="$root/models" timeout "$1" "$root/scripts/localvoice" models "${@:2}"
}

# The downloader is patient and goes on where it stopped: as long as bytes come, it gets another few seconds.
download_detector() {
  local before=-1 now=0
  while [ "$now" -gt "$before" ]; do
    models "$DETECTOR_SECONDS" pull silero-vad-v6 --yes && return
    before=$now
    now=$(stat -c %s -- "$detector.part" 2>/dev/null || echo 0)
  done
  rm -f -- "$detector.part" "$detector.part.version"
  return 1
}

take_detector_from_npm() {
  have npm || fail "The voice activity detector's weights are missing: $detector can neither be downloaded nor, without npm, be taken from $DETECTOR_PACKAGE." \
    "Either make the address reachable that 'scripts/localvoice models pull silero-vad-v6' shows, or" \
    "install Node.js (https://nodejs.org; Debian, Ubuntu: apt-get install nodejs npm), and run this again."

  say "It could not be downloaded within $DETECTOR_SECONDS s ($logs/detector.log); taking the same file from npm's $DETECTOR_PACKAGE"
  local folder
  folder=$(mktemp -d)
  # shellcheck disable=SC2064
  trap "rm -rf -- '$folder'" EXIT
  logged "$logs/npm.log" npm pack "$DETECTOR_PACKAGE" --pack-destination "$folder" --loglevel=error ||
    fail "npm could not fetch $DETECTOR_PACKAGE, which has the voice activity detector's weights." "Is its package source reachable? (npm ping)"
  mkdir -p -- "$(dirname -- "$detector")"
  tar -xzf "$folder"/*.tgz -C "$folder" package/dist/silero_vad_v6.onnx
  mv -f -- "$folder/package/dist/silero_vad_v6.onnx" "$detector"
}
