# whisper.cpp under the file names that Whisper.net loads, so that its ggml and llama.cpp's do not mix in one process.
cmake_minimum_required(VERSION 3.18)
project(localvoice-whisper C CXX)
add_subdirectory(whisper.cpp)
foreach(name ggml ggml-base ggml-cpu ggml-cuda)
  if(TARGET ${name})
    set_target_properties(${name} PROPERTIES OUTPUT_NAME ${name}-whisper)
  endif()
endforeach()
