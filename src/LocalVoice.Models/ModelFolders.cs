namespace LocalVoice.Models;

/// <summary>Where model files are searched: the download folder, then the folder shipped with the program.</summary>
/// <param name="Writable">Absolute path; created by the first download.</param>
/// <param name="Shipped">Absolute path; holds <c>manifest.json</c> and the starter models. May be the same folder.</param>
public sealed record ModelFolders(string Writable, string Shipped)
{
    /// <summary>The environment variable of the setting <c>LocalVoice:Models:Folder</c>.</summary>
    public const string Variable = "LOCALVOICE__MODELS__FOLDER";

    /// <summary>
    /// Finds <c>models/manifest.json</c> in the program's folder or above it. <paramref name="configured"/>, else the
    /// environment variable <see cref="Variable"/>, names another download folder, whose own manifest takes
    /// precedence.
    /// </summary>
    /// <exception cref="ModelException">No folder has a manifest.</exception>
    public static ModelFolders Locate(string? configured = null) =>
        Locate(configured ?? Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory);

    internal static ModelFolders Locate(string? configured, string programFolder)
    {
        var writable = string.IsNullOrWhiteSpace(configured) ? null : Path.GetFullPath(configured);
        if (writable is not null && HasManifest(writable))
        {
            return new ModelFolders(writable, writable);
        }

        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            var models = Path.Combine(folder.FullName, "models");
            if (HasManifest(models))
            {
                return new ModelFolders(writable ?? models, models);
            }
        }

        throw new ModelException(
            $"No models/manifest.json in {programFolder} or above it. Set {Variable} to the folder that has manifest.json."
        );
    }

    public string ManifestPath => Path.Combine(Shipped, "manifest.json");

    /// <summary>The file's path, or the path that a download would write.</summary>
    public string PathOf(ModelEntry model)
    {
        var shipped = Path.Combine(Shipped, model.File);
        var writable = Path.Combine(Writable, model.File);
        return !File.Exists(writable) && File.Exists(shipped) ? shipped : writable;
    }

    private static bool HasManifest(string folder) => File.Exists(Path.Combine(folder, "manifest.json"));
}
