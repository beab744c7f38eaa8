using Microsoft.Extensions.Logging;

namespace LocalVoice.Engines.Piper.Cache;

/// <summary>
/// Keeps cuts between starts. A cut's files are written into a folder of their own, and a manifest that names the folder
/// is renamed into place last: processes may build the same cut at once, and the last manifest counts. Whatever fails
/// here only costs time.
/// </summary>
internal sealed partial class CutStore(string cacheFolder, ILogger logger)
{
    // A folder without a manifest may be another process's that is not ready yet.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private readonly string _root = Path.Combine(cacheFolder, "piper");

    /// <summary>The cut and its folder; null when there is none, or its files changed.</summary>
    public (CutManifest Manifest, string Folder)? Find(CutKey key)
    {
        try
        {
            if (File.Exists(ManifestPath(key)) && CutManifest.Parse(File.ReadAllText(ManifestPath(key))) is { } manifest)
            {
                var folder = Path.Combine(_root, Path.GetFileName(manifest.Folder));
                if (manifest.Matches(folder))
                {
                    return (manifest, folder);
                }

                LogChanged(logger, folder);
            }
        }
        catch (Exception failure) when (IsOfFiles(failure))
        {
            LogUnusable(logger, _root, failure.Message);
        }

        return null;
    }

    /// <summary>An empty folder for a cut's files; null when none can be made.</summary>
    public string? NewFolder(CutKey key)
    {
        try
        {
            return Directory.CreateDirectory(Path.Combine(_root, $"{key}.{Guid.NewGuid():n}")).FullName;
        }
        catch (Exception failure) when (IsOfFiles(failure))
        {
            LogUnusable(logger, _root, failure.Message);
            return null;
        }
    }

    /// <summary>From now on <see cref="Find"/> gives this cut; older ones of the model are deleted.</summary>
    public void Publish(CutKey key, CutManifest manifest)
    {
        try
        {
            var draft = Path.Combine(_root, manifest.Folder, "manifest");
            File.WriteAllText(draft, manifest.ToJson());
            File.Move(draft, ManifestPath(key), overwrite: true);
            foreach (
                var old in new DirectoryInfo(_root).EnumerateFileSystemInfos(key.Model + "-*").Where(entry => IsOld(entry, key, manifest))
            )
            {
                Delete(old.FullName);
            }
        }
        catch (Exception failure) when (IsOfFiles(failure))
        {
            LogUnusable(logger, _root, failure.Message);
        }
    }

    /// <summary>Deletes a folder or file as far as possible.</summary>
    public void Delete(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }
        catch (Exception failure) when (IsOfFiles(failure))
        {
            LogUnusable(logger, path, failure.Message);
        }
    }

    private static bool IsOld(FileSystemInfo entry, CutKey key, CutManifest current) =>
        entry.Name != current.Folder && entry.Name != key + ".json" && TimeProvider.System.GetUtcNow() - entry.LastWriteTimeUtc > Abandoned;

    private static bool IsOfFiles(Exception failure) => failure is IOException or UnauthorizedAccessException;

    private string ManifestPath(CutKey key) => Path.Combine(_root, key + ".json");

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Folder} has changed since it was written: the voice is cut anew.")]
    private static partial void LogChanged(ILogger logger, string folder);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The cache {Folder} cannot be used ({Reason}): voices start slower. LOCALVOICE_CACHE names another folder."
    )]
    private static partial void LogUnusable(ILogger logger, string folder, string reason);
}
