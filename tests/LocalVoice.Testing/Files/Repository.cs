namespace LocalVoice.Testing.Files;

/// <summary>Files of the project and of the optional shared folder, for tests.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string StarterModel(string fileName) => Path.Combine(Root, "models", "starter", fileName);

    /// <summary>The detector's weights, which <c>scripts/setup.sh</c> puts beside the other models.</summary>
    public static string SileroModel => Path.Combine(Root, "models", "cache", "silero_vad_v6.onnx");

    /// <summary>
    /// A recording or golden vector that is not ours to distribute, or null where it is missing (the test is then
    /// skipped). Looks in <c>LOCALVOICE_SHARED</c>, else in <c>../shared</c> beside the checkout.
    /// </summary>
    public static string? Shared(string relativePath)
    {
        var folder = Environment.GetEnvironmentVariable("LOCALVOICE_SHARED") ?? Path.Combine(Root, "..", "shared");
        var path = Path.GetFullPath(Path.Combine(folder, relativePath));
        return File.Exists(path) ? path : null;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LocalVoice.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No LocalVoice.sln above {AppContext.BaseDirectory}.");
    }
}
