# shellcheck shell=bash disable=SC2034,SC2154
# The chosen models: fetched into the checkout's own folder, where they need not be fetched again, and checked against the manifest.

# Before anything is built.
check_models() {
  local name
  for name in "${models[@]}"; do
    grep -qF -e "\"id\": \"$name\"" -e "    \"$name\": {" -- "$root/models/manifest.json" ||
      fail "--models is '$name', which is neither a set nor a model; 'scripts/localvoice models list' has them."
  done
}

# bundle_models BUNDLE
bundle_models() {
  local name set=
  for name in "${models[@]}"; do
    if is_set "$1" "$name"; then
      [ -z "$set" ] || fail "--models names two sets, $set and $name; a bundle is for one, and any number of single models."
      set=$name
      add_models "$1" --set "$name"
    else
      add_models "$1" "$name"
    fi
  done
  chosen_set=${set:-starter}
}

is_set() { "$1/program/localvoice" models list --set "$2" --json >/dev/null 2>&1; }

# add_models BUNDLE SELECTION...
add_models() {
  local into=$1 file
  shift
  say "Models: ${*: -1}"
  own_models "$into" pull "$@" --yes >&2 || fail "The models '${*: -1}' could not be fetched; no bundle was made." \
    "Files that you have already go into $root/models, where the manifest says."
  while IFS= read -r file; do
    [ -e "$into/models/$file" ] || install -D -m 644 -- "$root/models/$file" "$into/models/$file"
  done < <(own_models "$into" list "$@" --json | sed -n 's|^ *"path": "'"$root"'/models/\(.*\)",\{0,1\}$|\1|p')
  LOCALVOICE__MODELS__FOLDER='' "$into/program/localvoice" models verify "$@" >&2 || fail "The models in the bundle are not those of the manifest."
}

# The bundle's program, with the checkout's folder of models.
own_models() { LOCALVOICE__MODELS__FOLDER=$root/models "$1/program/localvoice" models "${@:2}"; }
