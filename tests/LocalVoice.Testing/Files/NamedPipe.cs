using System.Diagnostics;

namespace LocalVoice.Testing.Files;

/// <summary>A pipe in the file system that nobody writes to: whoever opens it for reading waits for ever.</summary>
public sealed class NamedPipe : IDisposable
{
    private NamedPipe(string path) => Path = path;

    public string Path { get; }

    /// <summary>Null on systems without such pipes.</summary>
    public static NamedPipe? TryCreate()
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"localvoice-{Guid.NewGuid():n}.pipe");
        using var made = Process.Start("mkfifo", path);
        made.WaitForExit();
        return made.ExitCode == 0 ? new NamedPipe(path) : null;
    }

    public void Dispose() => File.Delete(Path);
}
