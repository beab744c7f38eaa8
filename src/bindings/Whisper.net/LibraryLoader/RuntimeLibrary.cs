namespace Whisper.net.LibraryLoader;

/// <summary>The kinds of native library that there are.</summary>
public enum RuntimeLibrary
{
    Cpu,
    Cuda,
    Cuda12,
    Vulkan,
    CoreML,
    OpenVino,

    /// <summary>Built without AVX: about four times slower.</summary>
    CpuNoAvx,
}
