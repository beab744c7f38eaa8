using System.Reflection;
using System.Runtime.InteropServices;
using Whisper.net.LibraryLoader;
using Whisper.net.Logger;

namespace Whisper.net.Native;

/// <summary>
/// Finds and loads the native library beside the application. It is loaded by its full path, so that its symbols stay
/// its own: llama.cpp brings another ggml into the same process.
/// </summary>
internal static class WhisperLibrary
{
    private static readonly Lazy<nint> Loaded = new(Load);

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "whisper");

    /// <exception cref="WhisperModelLoadException">There is no library, or it is of another version.</exception>
    public static void EnsureLoaded() => _ = Loaded.Value;

    private static nint Load()
    {
        var (path, kind) = Locate(Folder);
        if (kind == RuntimeLibrary.CpuNoAvx)
            LogProvider.Log(
                WhisperLogLevel.Warning,
                $"{path} was built without AVX and is about 4 times slower than whisper.cpp built on this machine (scripts/setup.sh).");

        if (!NativeLibrary.TryLoad(path, out var library))
            throw new WhisperModelLoadException($"{path} does not load on this machine.");

        NativeLibrary.SetDllImportResolver(
            Assembly.GetExecutingAssembly(),
            (name, _, _) => name == NativeMethods.Library ? library : 0);
        StructSizes.Verify(library, path);
        NativeLog.Install();
        RuntimeOptions.LoadedLibrary = kind;
        return library;
    }

    internal static (string Path, RuntimeLibrary Kind) Locate(string folder)
    {
        var built = Path.Combine(folder, "libwhisper.so.1");
        if (File.Exists(built))
            return (built, File.Exists(Path.Combine(folder, "libggml-cuda.so.0")) ? RuntimeLibrary.Cuda : RuntimeLibrary.Cpu);

        var prebuilt = Path.Combine(folder, "prebuilt", "index.node");
        return File.Exists(prebuilt)
            ? (prebuilt, RuntimeLibrary.CpuNoAvx)
            : throw new WhisperModelLoadException($"No libwhisper.so.1 in {folder}: run scripts/setup.sh and build again.");
    }
}
