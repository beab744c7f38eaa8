using System.Runtime.InteropServices;

namespace Whisper.net.Native;

/// <summary><c>whisper_context_params</c> of whisper.cpp 1.8.5 to 1.9.1.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ContextParams
{
    public byte UseGpu;
    public byte FlashAttention;
    public int GpuDevice;
    public byte DtwTokenTimestamps;
    public int DtwHeadsPreset;
    public int DtwNTop;
    public nuint DtwHeadsCount;
    public nint DtwHeads;
    public nuint DtwMemorySize;
}
