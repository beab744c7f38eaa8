# shellcheck shell=bash
# Whole turns with real models: recordings of people and of a voice, several callers, and the sequential baseline. Random
# weights hear and say nothing, so that without real ones there is nothing to measure.

REAL_FILES=(
  real-models/ggml-base-q8_0.bin real-models/SmolLM2-135M-Instruct-Q4_0.gguf
  real-models/en_US-joe-medium.onnx real-models/en_US-joe-medium.onnx.json
  real-models/smart-turn-v3.2-cpu.onnx
  audio/joe/index.jsonl audio/human/index.jsonl
)

# The first file that a folder lacks; nothing when it has all.
missing_real() {
  local file
  for file in "${REAL_FILES[@]}"; do
    [ -f "$1/$file" ] || { echo "$file"; return; }
  done
}

# turns SHARED MATCH TURNS CALLERS PROGRAM...
turns() {
  local shared=$1 match=$2 count=$3 callers=$4 missing number status=0
  shift 4
  missing=$(missing_real "$shared")
  if [ -n "$missing" ]; then
    printf '\n### Turns\n\nNot measured: %s is missing. The figures above are shape only.\n' "$missing"
    return
  fi
  export LOCALVOICE_SHARED=$shared
  printf '\n### Turns, real models (Whisper base q8_0, SmolLM2-135M Q4_0, Piper joe)\n'
  section "Self-test" "$@" selftest --models real || status=$?
  section "People" "$@" bench --wav "$shared/audio/human" --match 'en-*' --models real || status=$?
  section "The voice joe" "$@" bench --wav "$shared/audio/joe" --match "$match" --models real || status=$?
  for number in $callers; do
    section "$number callers at once" "$@" bench --wav "$shared/audio/joe" --match "$match" --models real --sessions "$number" || status=$?
  done
  section "Against the sequential pipeline" "$@" bench --wav "$shared/audio/joe" --match "$match" --pipeline both --turns "$count" \
    --models real || status=$?
  return "$status"
}

# section TITLE COMMAND...
section() {
  local status=0
  say "$1"
  printf '\n#### %s\n\n```\n' "$1"
  shift
  "$@" || status=$?
  printf '```\n'
  return "$status"
}
