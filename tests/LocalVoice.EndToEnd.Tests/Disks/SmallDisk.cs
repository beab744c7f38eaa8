using System.Diagnostics;

namespace LocalVoice.EndToEnd.Tests.Disks;

/// <summary>A file system of two megabytes in memory. Linux, as root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    /// <summary>Why there can be none here; null where there can.</summary>
    public static string? Missing { get; } =
        !OperatingSystem.IsLinux() ? "Small disks are made as on Linux."
        : !Environment.IsPrivilegedProcess ? "To mount a small disk needs root."
        : null;

    public string Folder { get; }

    private string Ballast => File("ballast");

    public static SmallDisk Mount()
    {
        var folder = Directory.CreateTempSubdirectory("localvoice-disk-").FullName;
        Run("mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", folder);
        return new(folder);
    }

    public string File(string name) => Path.Combine(Folder, name);

    /// <summary>Until not one byte more can be written.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                ballast.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // Full, as it is to be.
        }
    }

    public void Free() => System.IO.File.Delete(Ballast);

    public void Dispose()
    {
        Run("umount", "--lazy", Folder);
        Directory.Delete(Folder);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var running = Process.Start(program, arguments);
        running.WaitForExit();
        Assert.Equal(0, running.ExitCode);
    }
}
