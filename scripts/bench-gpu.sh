#!/usr/bin/env bash
# Measures on an NVIDIA machine that has CUDA, but neither .NET nor internet: the engines at the shapes of real models
# (random weights have a real model's arithmetic, not its knowledge: such figures are "shape only"), and, where the shared
# folder has real weights and recordings, whole turns: self-test, latency, several callers, the sequential baseline.
#
#   scripts/bench-gpu.sh pack DIR   here, after scripts/setup.sh: everything that the GPU machine needs, in parts of 60 MiB
#   DIR/bench-gpu.sh run DIR        there (nvcc, driver, a C++ compiler, make, python3): build, write models, measure
#   scripts/bench-gpu.sh cpu        the same programme here, on tiny shapes and the CPU; proves the programme, not a speed
#
#   LLM_SHAPE=8b STT_SHAPE=large-v3-turbo    presets of scripts/shape-models/*.py
#   LLAMA_SOURCE=/path/llama.cpp             for pack, where the repository cannot be reached
#   PIPER_VOICE=/path/voice.onnx             a voice to measure instead of the starter voice
#   LOCALVOICE_SHARED=/path                  real-models/ and audio/ for pack and cpu; else shared beside the checkout
#   CLIPS='joe-*' TURNS=10 CALLERS='4 8'     which recordings, turns against the baseline, callers at once
#   REPETITIONS=20 REPORT=FILE               runs of each thing; also write the Markdown there
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=scripts/bench-gpu/messages.sh
. "$here/bench-gpu/messages.sh"
# shellcheck source=scripts/bench-gpu/turns.sh
. "$here/bench-gpu/turns.sh"

case ${1:-} in
  pack)
    [ $# -eq 2 ] || usage "pack needs a folder"
    # shellcheck source=scripts/bench-gpu/pack.sh
    . "$here/bench-gpu/pack.sh"
    pack "$(cd -- "$here/.." && pwd)" "$2"
    ;;
  run | cpu)
    [ -z "${REPORT:-}" ] || : >"$REPORT"
    # shellcheck source=scripts/bench-gpu/measure.sh
    . "$here/bench-gpu/measure.sh"
    # shellcheck source=scripts/bench-gpu/natives.sh
    . "$here/bench-gpu/natives.sh"
    if [ "$1" = run ]; then
      [ $# -eq 2 ] || usage "run needs the folder that pack filled"
      measure_on_gpu "$(cd -- "$2" && pwd)"
    else
      measure_on_cpu "$(cd -- "$here/.." && pwd)"
    fi
    ;;
  *) usage "say pack, run or cpu" ;;
esac
