using LLama.Exceptions;

namespace LLama.Native;

/// <summary>This build of llama.cpp finds its devices in libraries of their own, the best one for this CPU among them.</summary>
internal static class Backends
{
    private static readonly Lazy<bool> Initialised = new(LoadAll);

    /// <exception cref="RuntimeError">No device at all.</exception>
    public static void Initialise() => _ = Initialised.Value;

    private static unsafe bool LoadAll()
    {
        NativeLoader.Load();
        NativeLogConfig.Attach();
        NativeMethods.ggml_backend_load_all_from_path(NativeLoader.Folder);
        NativeMethods.llama_backend_init();
        return NativeMethods.ggml_backend_dev_count() > 0
            ? true
            : throw new RuntimeError($"No library in {NativeLoader.Folder} can compute on this machine's CPU.");
    }
}
