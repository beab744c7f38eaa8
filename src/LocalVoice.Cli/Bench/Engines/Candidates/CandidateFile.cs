using LocalVoice.Cli.Models.Loading;
using LocalVoice.Models;

namespace LocalVoice.Cli.Bench.Engines.Candidates;

/// <summary>A model to compare.</summary>
/// <param name="Id">Its id in the manifest, for its settings and its hash; null for a file that the manifest does not know.</param>
internal sealed record CandidateFile(string Stage, string Name, string? Id, string Path)
{
    public long Bytes => new FileInfo(Path).Length;

    /// <param name="name">An id or a path.</param>
    /// <exception cref="CliException">It is neither, or of another stage.</exception>
    public static CandidateFile Named(string stage, string name, ModelStore store)
    {
        var entry = store.Manifest.Models.FirstOrDefault(model => model.Id == name);
        var path = entry is null ? System.IO.Path.GetFullPath(name) : store.Folders.PathOf(entry);
        if (!File.Exists(path))
        {
            var remedy = entry is null
                ? "Give the path of a model's file, or an id of 'models list'."
                : $"Get it with: {entry.RepairCommand}";
            throw new CliException($"--{stage} {name}: there is no file {path}.", remedy, ExitCode.BadInput);
        }

        var file = Of(path, store);
        return file.Stage == stage
            ? file
            : throw new CliException(
                $"--{stage} {name}: {path} is a model of the stage {file.Stage}.",
                $"Give it with --{file.Stage}.",
                ExitCode.BadInput
            );
    }

    /// <summary>
    /// Every model in the models folders by stage. The starter models are left out beside others: they are fast because
    /// they understand little.
    /// </summary>
    public static IEnumerable<CandidateFile> InFolder(string stage, ModelStore store)
    {
        string[] patterns = ["*.bin", "*.gguf", "*.onnx"];
        var files = new[] { store.Folders.Writable, store.Folders.Shipped }
            .Where(Directory.Exists)
            .SelectMany(folder => patterns.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)))
            .Select(System.IO.Path.GetFullPath)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(path => Of(path, store))
            .Where(file => file.Stage == stage)
            .ToList();
        var others = files.Where(file => !file.IsStarter).ToList();
        return others.Count > 0 ? others : files;
    }

    private bool IsStarter => Id?.StartsWith("starter-", StringComparison.Ordinal) == true;

    private static CandidateFile Of(string path, ModelStore store)
    {
        var entry = store.Manifest.Models.FirstOrDefault(model => System.IO.Path.GetFullPath(store.Folders.PathOf(model)) == path);
        return new(entry?.Purpose ?? LoadSubject.OfFile(path).Stage, entry?.Id ?? System.IO.Path.GetFileName(path), entry?.Id, path);
    }
}
