using System.Reflection;
using System.Runtime.InteropServices;
using LocalVoice.WebRtc.Transport;

namespace LocalVoice.WebRtc.Sctp;

/// <summary>Finds the system's own usrsctp library, by the file names and folders of each platform.</summary>
public static class SctpLibraryFile
{
    /// <summary>File names that the loader looks up, and full paths where an installer puts it outside the loader's folders.</summary>
    public static IReadOnlyList<string> Candidates(OSPlatform platform) =>
        platform == OSPlatform.OSX
            ? ["libusrsctp.2.dylib", "libusrsctp.dylib", "/opt/homebrew/lib/libusrsctp.dylib", "/usr/local/lib/libusrsctp.dylib"]
        : platform == OSPlatform.Windows ? ["usrsctp.dll", "libusrsctp.dll"]
        : ["libusrsctp.so.2", "libusrsctp.so.1"];

    /// <returns>A handle that stays open for the life of the process.</returns>
    /// <exception cref="TransportException">usrsctp is not installed; the message says how to install it.</exception>
    public static nint Open()
    {
        var platform =
            OperatingSystem.IsWindows() ? OSPlatform.Windows
            : OperatingSystem.IsMacOS() ? OSPlatform.OSX
            : OSPlatform.Linux;
        return Open(Candidates(platform), Installation(platform));
    }

    internal static nint Open(IReadOnlyList<string> candidates, string installation)
    {
        foreach (var name in candidates)
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), DllImportSearchPath.SafeDirectories, out var library))
            {
                return library;
            }
        }

        throw new TransportException(
            $"WebRTC needs usrsctp for its data channels, and {candidates[0]} is not on this machine. Install it: {installation}."
        );
    }

    private static string Installation(OSPlatform platform) =>
        platform == OSPlatform.Windows ? "build it from github.com/sctplab/usrsctp and put usrsctp.dll beside the server"
        : platform == OSPlatform.OSX ? "build it from github.com/sctplab/usrsctp and put libusrsctp.dylib in /usr/local/lib"
        : "`apt-get install libusrsctp2`";
}
