using System.Reflection;
using System.Runtime.InteropServices;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Srtp;

/// <summary>Finds the system's own libsrtp, by the file names and folders of each platform.</summary>
public static class SrtpLibraryFile
{
    /// <summary>File names that the loader looks up, and full paths where its installers put it outside the loader's folders.</summary>
    public static IReadOnlyList<string> Candidates(OSPlatform platform) =>
        platform == OSPlatform.Windows ? ["srtp2.dll", "libsrtp2.dll", "libsrtp2-1.dll"]
        : platform == OSPlatform.OSX
            ? ["libsrtp2.1.dylib", "libsrtp2.dylib", "/opt/homebrew/lib/libsrtp2.dylib", "/usr/local/lib/libsrtp2.dylib"]
        : ["libsrtp2.so.1", "libsrtp2.so"];

    /// <returns>A handle that stays open for the life of the process.</returns>
    /// <exception cref="TransportException">libsrtp is not installed; the message says how to install it.</exception>
    public static nint Open() => Open(Candidates(Platform));

    internal static nint Open(IReadOnlyList<string> candidates)
    {
        foreach (var name in candidates)
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), DllImportSearchPath.SafeDirectories, out var library))
            {
                return library;
            }
        }

        throw new TransportException(
            $"WebRTC needs libsrtp 2 for its media, and {candidates[0]} is not on this machine. Install it: {Installation(Platform)}."
        );
    }

    private static OSPlatform Platform =>
        OperatingSystem.IsWindows() ? OSPlatform.Windows
        : OperatingSystem.IsMacOS() ? OSPlatform.OSX
        : OSPlatform.Linux;

    private static string Installation(OSPlatform platform) =>
        platform == OSPlatform.Windows ? "`vcpkg install libsrtp`, and put srtp2.dll on the PATH"
        : platform == OSPlatform.OSX ? "`brew install srtp`"
        : "`apt-get install libsrtp2-1` (Fedora: `dnf install libsrtp`, Arch: `pacman -S libsrtp`)";
}
