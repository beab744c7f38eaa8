using System.Runtime.InteropServices;

namespace LLama.Native;

/// <summary>Where native log lines go. Without a callback they go nowhere.</summary>
public static unsafe class NativeLogConfig
{
    private static LLamaLogCallback? _callback;

    /// <summary>Receives a piece of a line; the line ends with <c>\n</c>. Called on any thread, also while decoding.</summary>
    public delegate void LLamaLogCallback(LLamaLogLevel level, string message);

    /// <summary>Replaces the process's callback; null takes it away.</summary>
    public static void llama_log_set(LLamaLogCallback? logCallback) => Volatile.Write(ref _callback, logCallback);

    internal static void Attach() => NativeMethods.llama_log_set(&Forward, null);

    [UnmanagedCallersOnly]
    private static void Forward(LLamaLogLevel level, byte* text, void* userData)
    {
        try
        {
            Volatile.Read(ref _callback)?.Invoke(level, Marshal.PtrToStringUTF8((nint)text) ?? "");
        }
#pragma warning disable CA1031 // An exception must not travel through native frames.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
