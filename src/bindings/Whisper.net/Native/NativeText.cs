using System.Runtime.InteropServices;

namespace Whisper.net.Native;

/// <summary>Text that the library owns.</summary>
internal static class NativeText
{
    public static string Read(nint utf8) => Marshal.PtrToStringUTF8(utf8) ?? "";
}
