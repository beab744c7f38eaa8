# shellcheck shell=bash
# The engines' native libraries for CUDA: built here, and named to the engines' packages by their library-path settings.

# whisper.cpp, laid out as Whisper.net's CUDA package lays it. 1 when it does not build.
install_whisper_cuda() {
  local kit=$1 built=$1/build/whisper target name
  [ -f "$kit/whisper/whisper.cpp/CMakeLists.txt" ] || return 1
  build_for_cuda "$kit" "$kit/whisper" "$built" libwhisper.so -DWHISPER_BUILD_EXAMPLES=OFF -DWHISPER_BUILD_TESTS=OFF \
    -DWHISPER_BUILD_SERVER=OFF || return 1

  target=$kit/natives/runtimes/$(whisper_runtime)/linux-x64
  rm -rf -- "$target"
  mkdir -p -- "$target"
  for name in whisper ggml-whisper ggml-base-whisper ggml-cpu-whisper ggml-cuda-whisper; do
    cp -L -- "$built/lib$name.so" "$target/"
  done
  export LOCALVOICE__Engines__Stt__LibraryPath=$kit/natives
}

# Whisper.net's name for the runtime of this CUDA.
whisper_runtime() { case $(cuda_version) in 12.*) echo cuda12 ;; *) echo cuda ;; esac; }

# llama.cpp. 1 when there is none, or it does not build.
install_llama_cuda() {
  local kit=$1 built=$1/build/llama
  [ -f "$kit/llama.cpp/CMakeLists.txt" ] || return 1
  build_for_cuda "$kit" "$kit/llama.cpp" "$built" libllama.so -DLLAMA_BUILD_COMMON=OFF -DLLAMA_BUILD_TESTS=OFF \
    -DLLAMA_BUILD_TOOLS=OFF -DLLAMA_BUILD_EXAMPLES=OFF -DLLAMA_BUILD_SERVER=OFF -DLLAMA_BUILD_APP=OFF || return 1
  export LOCALVOICE__Engines__Llm__LibraryPath=$built/libllama.so
}

# build_for_cuda KIT SOURCE OUT LIBRARY OPTION...: every shared library into OUT, once.
build_for_cuda() {
  local kit=$1 source=$2 out=$3 library=$4
  shift 4
  [ ! -e "$out/$library" ] || return 0
  say "Building $(basename -- "$out").cpp for this GPU (minutes)"
  mkdir -p -- "$out-obj" "$out.part"
  logged "$out.log" carried_cmake "$kit" -S "$source" -B "$out-obj" -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=ON \
    -DGGML_NATIVE=ON -DGGML_OPENMP=OFF -DGGML_CCACHE=OFF "${CUDA_OPTIONS[@]}" \
    -DCMAKE_BUILD_WITH_INSTALL_RPATH=ON "-DCMAKE_INSTALL_RPATH=\$ORIGIN" "$@" &&
    logged "$out.log" carried_cmake "$kit" --build "$out-obj" --parallel "$(nproc)" &&
    find "$out-obj" -name 'lib*.so*' -exec cp -a -t "$out.part" -- '{}' + &&
    mv -T -- "$out.part" "$out"
}

choose_cuda_options() {
  CUDA_OPTIONS=(-DGGML_CUDA=ON "-DCMAKE_CUDA_ARCHITECTURES=${CUDA_ARCHITECTURES:-native}" "-DCMAKE_CUDA_COMPILER=$(command -v nvcc)")
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

cuda_version() { nvcc --version | sed -n 's/.*release \([0-9.]*\).*/\1/p'; }

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
