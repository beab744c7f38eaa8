# shellcheck shell=bash
# The engines' native libraries for CUDA, put where the program looks for them.

# Builds whisper.cpp in DIR/build and replaces the program's libraries; 1 when it does not build.
install_whisper_cuda() {
  local kit=$1 prefix=$1/build/whisper
  if [ ! -f "$prefix/lib/libggml-cuda.so.0" ]; then
    say "Building whisper.cpp for this GPU (minutes)"
    mkdir -p -- "$kit/build"
    logged "$kit/build/whisper.log" compile_whisper_cuda "$kit/whisper.cpp" "$prefix" || return 1
  fi
  local target=$kit/app/runtimes/linux-x64/native/whisper
  rm -rf -- "$target"
  mkdir -p -- "$target"
  cp -L -- "$prefix/lib/libwhisper.so.1" "$prefix"/lib/libggml*.so.0 "$target/"
}

compile_whisper_cuda() {
  local kit
  kit=$(dirname -- "$1")
  carried_cmake "$kit" -S "$1" -B "$2-obj" "-DCMAKE_INSTALL_PREFIX=$2" -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=ON \
    -DGGML_NATIVE=ON -DGGML_OPENMP=OFF -DGGML_CUDA=ON "-DCMAKE_CUDA_ARCHITECTURES=${CUDA_ARCHITECTURES:-native}" \
    "-DCMAKE_CUDA_COMPILER=$(command -v nvcc)" -DWHISPER_BUILD_EXAMPLES=OFF -DWHISPER_BUILD_TESTS=OFF -DWHISPER_BUILD_SERVER=OFF \
    -DCMAKE_INSTALL_LIBDIR=lib "-DCMAKE_INSTALL_RPATH=\$ORIGIN" &&
    carried_cmake "$kit" --build "$2-obj" --parallel "$(nproc)" &&
    carried_cmake "$kit" --install "$2-obj"
}

# The machine's own cmake, else the one in the kit.
carried_cmake() {
  local kit=$1
  shift
  if have cmake; then
    cmake "$@"
  else
    LD_LIBRARY_PATH=$kit/cmake/lib "$kit/cmake/bin/cmake" "$@"
  fi
}

# The CUDA build's files have names of their own; the program asks for the CPU build's. 1 when the kit has none.
install_llama_cuda() {
  local kit=$1 target=$1/app/runtimes/linux-x64/native/llama library
  [ -f "$kit/llama-cuda/libggml-cuda.so" ] || return 1
  rm -rf -- "$target"
  mkdir -p -- "$target"
  cp -- "$kit"/llama-cuda/*.so "$target/"
  for library in "$target"/*.cuda.*.so; do
    ln -s -- "$(basename -- "$library")" "${library/.cuda./.}"
  done
}

# CUDA's libraries where the loader does not find them by itself, and espeak-ng where the machine has none.
find_libraries() {
  local kit=$1 folder
  folder=$(dirname -- "$(dirname -- "$(readlink -f -- "$(command -v nvcc)")")")
  for folder in "$folder/lib64" "$folder/targets/x86_64-linux/lib"; do
    [ ! -d "$folder" ] || export LD_LIBRARY_PATH=${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$folder
  done
  if ! PATH=$PATH:/sbin:/usr/sbin ldconfig -p | grep -q 'libespeak-ng\.so\.1' && [ -d "$kit/espeak" ]; then
    export LD_LIBRARY_PATH=${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$kit/espeak/lib ESPEAK_DATA_PATH=$kit/espeak
  fi
}
