using System.Reflection;
using System.Runtime.InteropServices;

namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>Finds the system's own espeak-ng library, by the file names and folders of each platform.</summary>
public static class EspeakLibraryFile
{
    private const string WindowsFolder = "eSpeak NG";

    /// <summary>File names that the loader looks up, and full paths where its installers put it outside the loader's folders.</summary>
    public static IReadOnlyList<string> Candidates(OSPlatform platform)
    {
        if (platform == OSPlatform.Windows)
        {
            var programs = Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles);
            return ["libespeak-ng.dll", "espeak-ng.dll", Path.Combine(programs, WindowsFolder, "libespeak-ng.dll")];
        }

        return platform == OSPlatform.OSX
            ? ["libespeak-ng.1.dylib", "libespeak-ng.dylib", "/opt/homebrew/lib/libespeak-ng.dylib", "/usr/local/lib/libespeak-ng.dylib"]
            : ["libespeak-ng.so.1", "libespeak-ng.so"];
    }

    /// <returns>A handle that stays open for the life of the process.</returns>
    /// <exception cref="EngineException">espeak-ng is not installed; the message says how to install it.</exception>
    public static nint Open()
    {
        var platform =
            OperatingSystem.IsWindows() ? OSPlatform.Windows
            : OperatingSystem.IsMacOS() ? OSPlatform.OSX
            : OSPlatform.Linux;
        var candidates = Candidates(platform);
        foreach (var name in candidates)
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), DllImportSearchPath.SafeDirectories, out var library))
            {
                return library;
            }
        }

        throw new EngineException(
            $"Piper needs espeak-ng for its phonemes, and {candidates[0]} is not on this machine. Install it: {Installation(platform)}."
        );
    }

    private static string Installation(OSPlatform platform) =>
        platform == OSPlatform.Windows ? "the installer of espeak-ng's releases, or `winget install eSpeak-NG.eSpeak-NG`"
        : platform == OSPlatform.OSX ? "`brew install espeak-ng`"
        : "`apt-get install libespeak-ng1 espeak-ng-data`";
}
