# shellcheck shell=bash disable=SC2154
# whisper.cpp, compiled for this very processor: four times as fast as the prebuilt library (src/decisions/0002).

build_whisper() {
  local source=$natives/node_modules/nodejs-whisper/cpp/whisper.cpp prefix=$natives/build/whisper
  if ! has_compiler; then
    rm -rf -- "$prefix"
    warn "no cmake, make or C++ compiler: speech recognition uses the prebuilt library, about 4 times slower"
    return 0
  fi

  local flags=(
    -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=ON -DGGML_NATIVE=ON -DGGML_OPENMP=OFF
    -DWHISPER_BUILD_EXAMPLES=OFF -DWHISPER_BUILD_TESTS=OFF -DWHISPER_BUILD_SERVER=OFF
    -DCMAKE_INSTALL_LIBDIR=lib "-DCMAKE_INSTALL_RPATH=\$ORIGIN"
  )
  have nvcc && flags+=(-DGGML_CUDA=ON)

  local fingerprint
  fingerprint=$({
    printf '%s\n' "$prefix" "${flags[@]}"
    c++ --version 2>/dev/null || g++ --version
    grep -m 2 -E '^(model name|flags)' /proc/cpuinfo || uname -m
    sha256sum <"$natives/package-lock.json"
  } | sha256sum)
  stamped "$prefix/.stamp" "$fingerprint" && return

  say "Compiling whisper.cpp for this processor (about a minute of processor time, once)"
  rm -rf -- "$prefix" "$natives/build/whisper-obj"
  if logged "$stamps/whisper.log" compile_whisper "$source" "$prefix" "${flags[@]}"; then
    printf '%s\n' "$fingerprint" >"$prefix/.stamp"
  else
    rm -rf -- "$prefix"
    warn "whisper.cpp did not compile: speech recognition uses the prebuilt library, about 4 times slower"
  fi
}

compile_whisper() {
  local source=$1 prefix=$2 objects=$natives/build/whisper-obj
  shift 2
  cmake -S "$source" -B "$objects" "-DCMAKE_INSTALL_PREFIX=$prefix" "$@" &&
    cmake --build "$objects" --parallel "$(nproc)" &&
    cmake --install "$objects" &&
    rm -rf -- "$objects"
}
