namespace LocalVoice.Models;

/// <summary>
/// The GPU that Linux shows in its file systems. Other systems show none there, and a GPU without a driver is not
/// seen: that there is none cannot be told.
/// </summary>
internal static class GpuDevice
{
    private const string Model = "Model:";

    /// <param name="root">The root of the file system.</param>
    public static string? Find(string root)
    {
        if (File.Exists(Path.Combine(root, "dev", "nvidia0")) || File.Exists(Path.Combine(root, "dev", "nvidiactl")))
        {
            return NvidiaName(Path.Combine(root, "proc", "driver", "nvidia", "gpus")) ?? "an NVIDIA GPU";
        }

        return File.Exists(Path.Combine(root, "dev", "kfd")) ? "an AMD GPU" : null;
    }

    private static string? NvidiaName(string folder)
    {
        try
        {
            return Directory
                .EnumerateFiles(folder, "information", SearchOption.AllDirectories)
                .SelectMany(File.ReadLines)
                .FirstOrDefault(line => line.StartsWith(Model, StringComparison.Ordinal))
                ?[Model.Length..].Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
