# shellcheck shell=bash
# Writes the models, runs `localvoice bench-engines`, puts the machine's name above its table, and whole turns below it.

FAILED=0

measure_on_gpu() {
  local kit=$1
  PATH=$PATH:/usr/local/cuda/bin
  have nvcc || fail "nvcc is missing: this needs a machine with CUDA."
  have nvidia-smi || fail "nvidia-smi is missing: this needs a machine with an NVIDIA driver."
  have python3 || fail "python3 is missing: it writes the models."
  unpack "$kit"

  local gpu_layers=999 use_gpu=true
  choose_cuda_options
  install_whisper_cuda "$kit" || { use_gpu=false; warn "whisper.cpp did not build for CUDA: recognition is measured on the CPU"; }
  install_llama_cuda "$kit" || { gpu_layers=0; warn "the kit has no llama.cpp, or it did not build for CUDA: the language model is measured on the CPU"; }
  find_libraries "$kit"

  local llm=$kit/shapes/llm-${LLM_SHAPE:-8b}.gguf stt=$kit/shapes/stt-${STT_SHAPE:-large-v3-turbo}.bin
  write_shapes "$kit/shape-models" "$kit/app/models/starter" "$llm" "${LLM_SHAPE:-8b}" "$stt" "${STT_SHAPE:-large-v3-turbo}"
  use_shapes "$llm" "$stt"
  export LOCALVOICE__Engines__Llm__GpuLayerCount=$gpu_layers LOCALVOICE__Engines__Stt__UseGpu=$use_gpu
  report engines "$(gpu_name)" "LLM ${LLM_SHAPE:-8b} Q4_0, STT ${STT_SHAPE:-large-v3-turbo} f16" "${REPETITIONS:-20}" \
    "$kit/speech.wav" "$kit/app/localvoice"
  report turns "$kit/shared" "${CLIPS:-joe-*}" "${TURNS:-10}" "${CALLERS:-4 8}" "$kit/app/localvoice"
  return "$FAILED"
}

measure_on_cpu() {
  local root=$1 program=$1/src/LocalVoice.Cli/bin/Release/net10.0/localvoice.dll shapes
  [ -f "$program" ] || fail "LocalVoice is not built yet: run scripts/setup.sh first."
  shapes=$(mktemp -d)
  # shellcheck disable=SC2064
  trap "rm -rf -- '$shapes'" EXIT
  write_shapes "$root/scripts/shape-models" "$root/models/starter" "$shapes/llm.gguf" "${LLM_SHAPE:-tiny}" "$shapes/stt.bin" "${STT_SHAPE:-toy}"
  use_shapes "$shapes/llm.gguf" "$shapes/stt.bin"
  report engines "no GPU" "LLM ${LLM_SHAPE:-tiny} Q4_0, STT ${STT_SHAPE:-toy} f16" "${REPETITIONS:-5}" \
    "$root/tests/LocalVoice.Testing/Audio/es-book-a-table.wav" dotnet "$program"
  report turns "${LOCALVOICE_SHARED:-$root/../shared}" "${CLIPS:-joe-24*}" "${TURNS:-1}" "${CALLERS:-2}" dotnet "$program"
  return "$FAILED"
}

unpack() {
  ! cmp -s -- "$1/SHA256SUMS" "$1/.unpacked" || return 0
  say "Unpacking"
  (cd -- "$1" && sha256sum --quiet -c SHA256SUMS) || fail "A part is missing or damaged: copy the folder again."
  cat -- "$1"/localvoice-gpu.tar.gz.part-* | tar -C "$1" -xz
  cp -- "$1/SHA256SUMS" "$1/.unpacked"
}

write_shapes() {
  local generators=$1 donors=$2 llm=$3 llm_shape=$4 stt=$5 stt_shape=$6
  mkdir -p -- "$(dirname -- "$llm")"
  [ -f "$llm" ] || written "$llm" python3 "$generators/gguf.py" --donor "$donors/starter-chat.gguf" --preset "$llm_shape"
  [ -f "$stt" ] || written "$stt" python3 "$generators/whisper_ggml.py" --donor "$donors/starter-stt.bin" --preset "$stt_shape"
}

# A generator that is stopped leaves no half model under the model's name.
written() {
  local file=$1
  shift
  say "Writing $(basename -- "$file")"
  "$@" --out "$file.part" >&2 || fail "$(basename -- "$file") could not be written."
  mv -- "$file.part" "$file"
}

use_shapes() {
  export LOCALVOICE__Engines__Llm__ModelPath=$1 LOCALVOICE__Engines__Stt__ModelPath=$2
  if [ -n "${PIPER_VOICE:-}" ]; then
    export LOCALVOICE__Engines__Tts__Voices__0__Name=piper LOCALVOICE__Engines__Tts__Voices__0__ModelPath=$PIPER_VOICE
  fi
}

gpu_name() {
  nvidia-smi --query-gpu=name,memory.total,driver_version --format=csv,noheader | head -n 1 |
    sed "s/\(.*\), \(.*\), \(.*\)/\1, \2, driver \3, CUDA $(cuda_version)/"
}

# report PART...: onto the screen and the end of REPORT. The exit status is that of the worst part.
report() {
  local status=0
  "$@" | tee -a -- "${REPORT:-/dev/null}" || status=$?
  [ "$status" -eq 0 ] || { warn "not everything could be measured; the report says what"; FAILED=$status; }
}

# engines GPU SHAPES REPETITIONS WAV PROGRAM...
engines() {
  local gpu=$1 shapes=$2 repetitions=$3 wav=$4 voice
  shift 4
  voice=${PIPER_VOICE:+$(basename -- "$PIPER_VOICE")}
  say "Measuring ($repetitions runs of each thing)"
  printf '### Engines, shape only: %s\n\n' "$gpu"
  printf 'Random weights of real shapes (%s); detector and voice are real models (voice: %s, on the CPU). ' \
    "$shapes" "${voice:-starter voice, 8 MB; a medium voice has 63 MB}"
  printf 'Host %s. 28 s of audio take the recogniser to its whole window (audio_ctx 1500); 2 s need 224, 5 s need 368.\n\n' "$(uname -n)"
  LOCALVOICE__Engines__Llm__StopRepetition=false "$@" bench-engines --label "shape only" --wav "$wav" --repetitions "$repetitions"
}
