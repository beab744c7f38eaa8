using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Whisper.net.Logger;

namespace Whisper.net.Native;

/// <summary>Leads the library's messages to <see cref="LogProvider"/>; without it they go to standard error.</summary>
internal static unsafe class NativeLog
{
    public static void Install() => NativeMethods.whisper_log_set(&Receive, 0);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Receive(int ggmlLevel, nint text, nint userData)
    {
        var level = ggmlLevel switch
        {
            1 => WhisperLogLevel.Debug,
            2 => WhisperLogLevel.Info,
            3 => WhisperLogLevel.Warning,
            4 => WhisperLogLevel.Error,
            5 => WhisperLogLevel.Cont,
            _ => WhisperLogLevel.None,
        };
        try
        {
            LogProvider.Log(level, NativeText.Read(text));
        }
#pragma warning disable CA1031 // No exception may cross into native frames.
        catch (Exception)
        {
        }
#pragma warning restore CA1031
    }
}
