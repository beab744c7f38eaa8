using System.Runtime.InteropServices;

namespace LocalVoice.Onnx.Sessions;

/// <summary>
/// ONNX Runtime 1.31 reports to its maker's servers when it starts and stops, and keeps a device id in the user's cache
/// folder, unless its native environment has <c>ORT_DISABLE_TELEMETRY</c> when the library loads.
/// </summary>
internal static partial class OnnxTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Must come before the first use of ONNX Runtime in the process. Safe to repeat.</summary>
    public static void Disable()
    {
        Environment.SetEnvironmentVariable(Variable, "1");
        if (!OperatingSystem.IsWindows())
        {
            // .NET keeps a copy of the environment on Unix: what it sets, no native library reads.
            _ = SetNative(Variable, "1", overwrite: 1);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetNative(string name, string value, int overwrite);
}
