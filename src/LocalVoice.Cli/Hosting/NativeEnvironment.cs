using System.Runtime.InteropServices;
using System.Text;

namespace LocalVoice.Cli.Hosting;

/// <summary>
/// Environment variables that native libraries read when they load. .NET's own setter does not reach a native
/// <c>getenv</c> on Unix, and glibc reads its own before <c>Main</c>: where one is missing, the process starts itself
/// anew in place (<c>exec</c>, same process id). What an operator has set stays (src/decisions/0008).
/// </summary>
internal static partial class NativeEnvironment
{
    /// <summary>
    /// whisper.cpp makes and frees a working state per decode. With one arena that is never trimmed the memory is reused;
    /// by default glibc maps and zeroes it anew on each decode's own thread (base 27 ms, small 44 ms per decode).
    /// </summary>
    private static readonly (string Name, string Value)[] Settings =
    [
        ("MALLOC_ARENA_MAX", "1"),
        ("MALLOC_MMAP_THRESHOLD_", "67108864"),
        ("MALLOC_TRIM_THRESHOLD_", "1073741824"),
    ];

    // Where the linker deletes such variables (a program with capabilities), the new start would lack them again.
    private const string StartedAnew = "LOCALVOICE_STARTED_ANEW";

    /// <summary>Starts the process anew, once, where something is not set; returns where nothing needs or can be done.</summary>
    public static void Apply()
    {
        if (!OperatingSystem.IsLinux() || Environment.ProcessPath is not { } program || IsSet(StartedAnew) || Settings.All(IsSet))
        {
            return;
        }

        foreach (var (name, value) in Settings)
        {
            _ = SetEnvironment(name, value, overwrite: 0);
        }

        _ = SetEnvironment(StartedAnew, "1", overwrite: 0);
        _ = Execute(program, [.. Arguments(), null]);
    }

    private static bool IsSet((string Name, string Value) setting) => IsSet(setting.Name);

    private static bool IsSet(string name) => Environment.GetEnvironmentVariable(name) is not null;

    /// <summary>The command line as the process got it, the program's name first.</summary>
    private static string[] Arguments() => Encoding.UTF8.GetString(File.ReadAllBytes("/proc/self/cmdline").AsSpan()[..^1]).Split('\0');

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    /// <returns>Only when it fails: −1.</returns>
    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, string?[] arguments);
}
