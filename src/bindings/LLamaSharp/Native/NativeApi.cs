namespace LLama.Native;

/// <summary>Questions to the native library as a whole.</summary>
public static class NativeApi
{
    /// <summary>Whether any device is there to take layers off the CPU.</summary>
    public static bool llama_supports_gpu_offload()
    {
        Backends.Initialise();
        return NativeMethods.llama_supports_gpu_offload() != 0;
    }
}
