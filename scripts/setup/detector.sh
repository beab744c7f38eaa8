# shellcheck shell=bash disable=SC2154
# The voice activity detector's weights, checked against the manifest.

place_detector() {
  local file sum
  read -r file sum < <(node -p '
    const model = require(process.argv[1]).models.find(m => m.id === "silero-vad-v6");
    model.file + " " + model.hash.value' "$root/models/manifest.json")
  local target=$root/models/$file
  has_sum "$target" "$sum" && return

  say "Placing the voice activity detector (models/$file)"
  mkdir -p -- "$(dirname -- "$target")"
  detector_from_npm >"$target.part" || fail "The detector's weights could not be fetched from npm."
  has_sum "$target.part" "$sum" || fail "$target.part has the wrong hash." \
    "expected $sum" "found    $(sha256sum <"$target.part" | cut -d' ' -f1)"
  mv -f -- "$target.part" "$target"
}

has_sum() { [ -f "$1" ] && [ "$(sha256sum <"$1" | cut -d' ' -f1)" = "$2" ]; }

detector_from_npm() {
  local inside=dist/silero_vad_v6.onnx package=@ricky0123/vad-web
  if [ -f "$natives/node_modules/$package/$inside" ]; then
    cat -- "$natives/node_modules/$package/$inside"
    return
  fi

  local folder version archive
  folder=$(mktemp -d)
  version=$(node -p 'require(process.argv[1]).dependencies[process.argv[2]]' "$natives/package.json" "$package")
  archive=$(npm pack "$package@$version" --pack-destination "$folder" --loglevel=error </dev/null) &&
    tar -xzOf "$folder/$(tail -n 1 <<<"$archive")" "package/$inside"
  local status=$?
  rm -rf -- "$folder"
  return "$status"
}
