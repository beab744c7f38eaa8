namespace LocalVoice.Models;

/// <summary>The models on this machine. Thread-safe; one per process, so that each file is hashed once.</summary>
public sealed class ModelStore(ModelManifest manifest, ModelFolders folders)
{
    private readonly VerifiedFiles _verified = new();

    public ModelManifest Manifest => manifest;

    public ModelFolders Folders => folders;

    /// <param name="folder">The setting <c>LocalVoice:Models:Folder</c>; see <see cref="ModelFolders.Locate(string?)"/>.</param>
    /// <exception cref="ModelException">There is no valid manifest.</exception>
    public static ModelStore Open(string? folder = null)
    {
        var folders = ModelFolders.Locate(folder);
        return new ModelStore(ModelManifest.Load(folders.ManifestPath), folders);
    }

    /// <summary>The path of a model whose file, and those that it requires, were just verified.</summary>
    /// <exception cref="ModelException">
    /// Missing, truncated or damaged: the message names the actual and expected values and the repair command.
    /// </exception>
    public string Resolve(string id, CancellationToken cancellationToken = default)
    {
        foreach (var model in manifest.Select([id]))
        {
            if (Verify(model, cancellationToken) is { Fault: not ModelFault.None } wrong)
            {
                throw new ModelException(wrong.Message);
            }
        }

        return folders.PathOf(manifest.Find(id));
    }

    /// <summary>Checks the file's existence and size only.</summary>
    public ModelCheck Glance(ModelEntry model)
    {
        var path = folders.PathOf(model);
        var file = Content(path);
        var fault =
            !file.Exists ? ModelFault.Missing
            : file.Length != model.Bytes ? ModelFault.WrongSize
            : ModelFault.None;
        return new ModelCheck(model, path, fault, file.Exists ? file.Length : 0, null);
    }

    /// <summary>Reads the whole file and compares its hash.</summary>
    /// <exception cref="ModelException">The file exists but cannot be read.</exception>
    public ModelCheck Verify(ModelEntry model, CancellationToken cancellationToken = default)
    {
        var glance = Glance(model);
        if (glance.Fault is not ModelFault.None)
        {
            return glance;
        }

        try
        {
            var found = _verified.HashOf(Content(glance.Path), model.Hash, cancellationToken);
            var same = string.Equals(found, model.Hash.Value, StringComparison.Ordinal);
            return glance with { FoundHash = found, Fault = same ? ModelFault.None : ModelFault.WrongHash };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"Model '{model.Id}' cannot be read: {glance.Path}: {error.Message}", error);
        }
    }

    /// <summary>Of a link, what it points to: a link's own size is its path's.</summary>
    private static FileInfo Content(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : file;
    }
}
