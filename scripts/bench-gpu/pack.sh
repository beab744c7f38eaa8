# shellcheck shell=bash
# Gathers what a machine without .NET and internet needs, and cuts it into parts.

# whisper.cpp 1.9.1; Whisper.net 1.9.1 brings a build of f24588a, whose structures that it passes are the same.
WHISPER_PACKAGE=nodejs-whisper@0.3.1

# The commit that LLamaSharp 0.30.0's own libraries are built from: no other has the same structures for sure, and no
# npm package carries it. So its source comes from its repository, or from LLAMA_SOURCE.
LLAMA_REPOSITORY=https://github.com/ggml-org/llama.cpp
LLAMA_COMMIT=815a2a591
PART_BYTES=$((60 * 1024 * 1024))

pack() {
  local root=$1 out=$2 stage
  have dotnet || fail "The .NET SDK is missing: pack where LocalVoice is built."
  have npm || fail "npm is missing: it carries whisper.cpp's source ($WHISPER_PACKAGE)."
  mkdir -p -- "$out"
  out=$(cd -- "$out" && pwd)
  stage=$(mktemp -d)
  chmod 755 "$stage"
  # shellcheck disable=SC2064
  trap "rm -rf -- '$stage'" EXIT

  say "Publishing the program, self-contained"
  ENGINE_DEVICE=cpu "$root/scripts/publish.sh" linux-x64 "$stage/app" >&2
  cp -r -- "$root/scripts/shape-models" "$stage/shape-models"
  cp -- "$root/tests/LocalVoice.Testing/Audio/es-book-a-table.wav" "$stage/speech.wav"
  pack_real "${LOCALVOICE_SHARED:-$root/../shared}" "$stage/shared"
  pack_whisper_source "$root" "$stage"
  pack_llama_source "$stage"
  pack_espeak "$stage"
  pack_cmake "$stage"

  say "Cutting into parts"
  rm -f -- "$out"/localvoice-gpu.tar.gz.part-* "$out/SHA256SUMS"
  tar -C "$stage" -cz . | split -b "$PART_BYTES" -d -a 2 - "$out/localvoice-gpu.tar.gz.part-"
  cp -r -- "$root/scripts/bench-gpu.sh" "$root/scripts/bench-gpu" "$out/"
  (cd -- "$out" && sha256sum localvoice-gpu.tar.gz.part-* >SHA256SUMS)
  say "Copy $out to the GPU machine ($(du -sh "$out" | cut -f1)), then: bash bench-gpu.sh run ."
}

# For this bench only: neither models nor recordings are ours to distribute.
pack_real() {
  local missing file
  missing=$(missing_real "$1")
  if [ -n "$missing" ]; then
    warn "$1 has no $missing: whole turns will not be measured"
    return 0
  fi
  for file in "${REAL_FILES[@]}"; do
    mkdir -p -- "$2/$(dirname -- "$file")"
    cp -L -- "$1/$file" "$2/$file"
  done
  cp -L -- "$1"/audio/joe/*.wav "$2/audio/joe/"
  cp -L -- "$1"/audio/human/*.wav "$2/audio/human/"
}

pack_whisper_source() {
  local folder=$2/download
  mkdir -p -- "$folder" "$2/whisper/whisper.cpp"
  say "Fetching whisper.cpp's source"
  npm pack "$WHISPER_PACKAGE" --pack-destination "$folder" --loglevel=error </dev/null >&2 || fail "npm could not fetch $WHISPER_PACKAGE."
  tar -xzf "$folder"/*.tgz -C "$folder"
  copy_source "$folder/package/cpp/whisper.cpp" "$2/whisper/whisper.cpp"
  cp -- "$1/scripts/bench-gpu/whisper.cmake" "$2/whisper/CMakeLists.txt"
  rm -rf -- "$folder"
}

# Without it the language model is measured on the CPU.
pack_llama_source() {
  local folder=$1/download source=${LLAMA_SOURCE:-}
  if [ -z "$source" ]; then
    say "Fetching llama.cpp's source"
    source=$folder
    { timeout 60 git clone --quiet --filter=tree:0 --no-checkout "$LLAMA_REPOSITORY" "$folder" && git -C "$folder" checkout --quiet "$LLAMA_COMMIT"; } </dev/null >&2 || {
      warn "$LLAMA_REPOSITORY could not be reached: the language model will be measured on the CPU, unless LLAMA_SOURCE names a folder with its commit $LLAMA_COMMIT"
      return 0
    }
  fi
  [ -f "$source/include/llama.h" ] || fail "LLAMA_SOURCE is $source, which is not llama.cpp's source: it has no include/llama.h."
  mkdir -p -- "$1/llama.cpp"
  copy_source "$source" "$1/llama.cpp"
  rm -rf -- "$folder"
}

# What the libraries alone are built from.
copy_source() {
  local part
  for part in CMakeLists.txt LICENSE cmake ggml include src; do cp -r -- "$1/$part" "$2/"; done
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
