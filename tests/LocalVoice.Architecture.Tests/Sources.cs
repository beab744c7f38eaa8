namespace LocalVoice.Architecture.Tests;

/// <summary>The product's own source files.</summary>
internal static class Sources
{
    /// <summary>The folder <c>src</c>.</summary>
    public static string Folder { get; } = Path.Combine(FindRoot(), "src");

    /// <param name="project">Null for all.</param>
    public static IEnumerable<string> All(string? project = null) =>
        Directory
            .EnumerateFiles(
                Path.Combine(Folder, project ?? ""),
                "*.cs",
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }
            )
            .Where(path => !Segments(path).Intersect(["obj", "bin"]).Any());

    private static string[] Segments(string path) => Path.GetRelativePath(Folder, path).Split(Path.DirectorySeparatorChar);

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
