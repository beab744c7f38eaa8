using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>How a chain of samplers is made.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct LLamaSamplerChainParams
{
    private byte _noPerf;

    /// <summary>Leaves out llama.cpp's own timings.</summary>
    public bool NoPerf
    {
        readonly get => _noPerf != 0;
        set => _noPerf = value ? (byte)1 : (byte)0;
    }

    public static LLamaSamplerChainParams Default()
    {
        Backends.Initialise();
        return NativeMethods.llama_sampler_chain_default_params();
    }
}
