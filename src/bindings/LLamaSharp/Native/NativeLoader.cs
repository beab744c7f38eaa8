using System.Reflection;
using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>
/// Loads llama.cpp from <c>runtimes/linux-x64/native/llama</c> beside the application, by absolute path: other engines
/// bring other versions of ggml into the process, and none may be taken for another.
/// </summary>
internal static class NativeLoader
{
    private static readonly Dictionary<string, nint> Handles = [];

    /// <summary>Where the libraries lie.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "llama");

    /// <summary>Called once, before any of <see cref="NativeMethods"/>.</summary>
    /// <exception cref="DllNotFoundException">A library is missing or does not load here.</exception>
    /// <exception cref="BadImageFormatException">The library's structures have other sizes than ours.</exception>
    public static void Load()
    {
        foreach (var name in (string[])[NativeMethods.GgmlBase, NativeMethods.Ggml, NativeMethods.Llama])
        {
            Handles[name] = NativeLibrary.Load(Path.Combine(Folder, name));
        }

        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => Handles.GetValueOrDefault(name));
        NativeLayout.Check(Handles[NativeMethods.Llama], Path.Combine(Folder, NativeMethods.Llama));
    }
}
