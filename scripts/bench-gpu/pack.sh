# shellcheck shell=bash
# Gathers what a machine without .NET and internet needs, and cuts it into parts.

LLAMA_CUDA=@node-llama-cpp/linux-x64-cuda@3.18.1
PART_BYTES=$((60 * 1024 * 1024))

pack() {
  local root=$1 out=$2 stage
  have dotnet || fail "The .NET SDK is missing: pack where LocalVoice is built."
  [ -d "$root/src/bindings/natives/node_modules/nodejs-whisper" ] || fail "The natives are missing: run scripts/setup.sh first."
  [ -f "$root/models/cache/silero_vad_v6.onnx" ] || fail "The detector is missing: run scripts/setup.sh first."
  mkdir -p -- "$out"
  out=$(cd -- "$out" && pwd)
  stage=$(mktemp -d)
  chmod 755 "$stage"
  # shellcheck disable=SC2064
  trap "rm -rf -- '$stage'" EXIT

  pack_program "$root" "$stage"
  pack_models "$root" "$stage"
  pack_whisper_source "$root" "$stage"
  pack_llama_cuda "$stage"
  pack_espeak "$stage"
  pack_cmake "$stage"

  say "Cutting into parts"
  rm -f -- "$out"/localvoice-gpu.tar.gz.part-* "$out/SHA256SUMS"
  tar -C "$stage" -cz . | split -b "$PART_BYTES" -d -a 2 - "$out/localvoice-gpu.tar.gz.part-"
  cp -r -- "$root/scripts/bench-gpu.sh" "$root/scripts/bench-gpu" "$out/"
  (cd -- "$out" && sha256sum localvoice-gpu.tar.gz.part-* >SHA256SUMS)
  say "Copy $out to the GPU machine ($(du -sh "$out" | cut -f1)), then: bash bench-gpu.sh run ."
}

pack_program() {
  say "Publishing the program, self-contained"
  # Built apart and without lock files, which are for the build without a runtime: the checkout stays as it is.
  logged "$2/publish.log" dotnet publish "$1/src/LocalVoice.Cli/LocalVoice.Cli.csproj" -c Release -r linux-x64 --self-contained true \
    --artifacts-path "$2/artifacts" -p:RestorePackagesWithLockFile=false -p:NuGetLockFilePath=none.json -o "$2/app" -v q --nologo ||
    fail "The program could not be published."
  rm -rf -- "$2/publish.log" "$2/artifacts"
}

pack_models() {
  mkdir -p -- "$2/app/models/cache"
  cp -r -- "$1/models/manifest.json" "$1/models/starter" "$2/app/models/"
  cp -L -- "$1/models/cache/silero_vad_v6.onnx" "$2/app/models/cache/"
  cp -r -- "$1/scripts/shape-models" "$2/shape-models"
  cp -- "$1/tests/LocalVoice.Testing/Audio/es-book-a-table.wav" "$2/speech.wav"
}

pack_whisper_source() {
  mkdir -p -- "$2/whisper.cpp"
  tar -C "$1/src/bindings/natives/node_modules/nodejs-whisper/cpp/whisper.cpp" --exclude=./examples --exclude=./tests \
    --exclude=./samples --exclude=./media --exclude=./bindings/*/node_modules -c . | tar -C "$2/whisper.cpp" -x
}

# llama.cpp with CUDA, of the same build as the CPU one. Without it the language model is measured on the CPU.
pack_llama_cuda() {
  local folder=$1/download archive
  mkdir -p -- "$folder" "$1/llama-cuda"
  say "Fetching llama.cpp for CUDA"
  if archive=$(cd -- "$folder" && npm pack "$LLAMA_CUDA" --loglevel=error </dev/null 2>/dev/null | tail -n 1) && [ -f "$folder/$archive" ]; then
    tar -xzf "$folder/$archive" -C "$1/llama-cuda" --strip-components=3 --wildcards '*/bins/*/lib*.so'
    [ -f "$1/llama-cuda/libggml-cuda.so" ] || fail "$LLAMA_CUDA has no libggml-cuda.so."
  else
    warn "npm has no $LLAMA_CUDA: the language model will be measured on the CPU"
  fi
  rm -rf -- "$folder"
}

# For this bench only: espeak-ng is GPL-3 and not part of LocalVoice's own packages.
pack_espeak() {
  local library data
  library=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p | sed -n 's/.*libespeak-ng\.so\.1 .*=> //p' | head -n 1)
  data=$(find /usr/lib /usr/share -maxdepth 3 -type d -name espeak-ng-data -print -quit 2>/dev/null)
  if [ -z "$library" ] || [ -z "$data" ]; then
    warn "espeak-ng is not here: the voice is measured only if the GPU machine has it"
    return 0
  fi
  mkdir -p -- "$1/espeak/lib"
  cp -L -- "$library" "$1/espeak/lib/libespeak-ng.so.1"
  carry_libraries "$library" "$1/espeak/lib"
  cp -r -- "$data" "$1/espeak/espeak-ng-data"
}

pack_cmake() {
  local program share
  have cmake || return 0
  program=$(readlink -f -- "$(command -v cmake)")
  share=$(find "$(dirname -- "$program")/../share" -maxdepth 1 -type d -name 'cmake*' -exec test -d '{}/Modules' \; -print -quit)
  [ -n "$share" ] || return 0
  mkdir -p -- "$1/cmake/bin" "$1/cmake/lib" "$1/cmake/share"
  cp -- "$program" "$1/cmake/bin/cmake"
  cp -r -- "$share" "$1/cmake/share/"
  rm -rf -- "$1/cmake/share/$(basename -- "$share")/Help"
  carry_libraries "$program" "$1/cmake/lib"
}

# Everything that a binary is linked with, but for the C and C++ runtimes, which have to be the machine's own.
carry_libraries() {
  ldd "$1" | sed -n 's/.*=> \(\/[^ ]*\) .*/\1/p' |
    grep -vE '/(libc|libm|libdl|libpthread|librt|libresolv|libstdc\+\+|libgcc_s|ld-linux[^/]*)\.so' |
    while read -r file; do cp -L -- "$file" "$2/"; done
}
