using System.Text.Json;
using LocalVoice.Models;
using Spectre.Console;

namespace LocalVoice.Cli.Models.Loading;

/// <summary><c>models verify --load</c>: loads models on trial, each in a process of its own.</summary>
internal sealed class LoadModels(IAnsiConsole console, ModelStore store, LoadTrial trial)
{
    /// <param name="selected">Ids or paths; empty for the models that are here.</param>
    /// <returns>1 when any cannot be loaded.</returns>
    public async Task<int> RunAsync(ModelSelection.Selected selected, bool json, CancellationToken cancellationToken)
    {
        var results = new List<LoadResult>();
        foreach (var subject in Subjects(selected))
        {
            var damage = subject.IsPath ? null : Damage(subject.Name);
            var problem = damage ?? await trial.RunAsync(subject, cancellationToken);
            results.Add(new(subject.Name, subject.Stage, problem is null, problem));
            if (!json)
            {
                console.WriteUnwrapped(problem ?? $"loads: {subject.Name}");
            }
        }

        if (json)
        {
            console.WriteJson(JsonSerializer.Serialize(results, ModelReport.Options));
        }

        return results.All(result => result.Loads) ? 0 : 1;
    }

    private IEnumerable<LoadSubject> Subjects(ModelSelection.Selected selected)
    {
        var known = store.Manifest.Models.Select(model => model.Id).ToHashSet(StringComparer.Ordinal);
        var paths = selected.Ids.Where(name => !known.Contains(name) && LooksLikePath(name)).ToList();
        var ids = selected.Ids.Except(paths).ToList();
        var models =
            selected.IsEmpty ? store.Manifest.Models.Where(model => store.Glance(model).Fault is not ModelFault.Missing)
            : ids.Count == 0 && selected.Set is null ? []
            : store.Manifest.Select(ids, selected.Set);
        return [.. models.Select(LoadSubject.Of).OfType<LoadSubject>(), .. paths.Select(LoadSubject.OfFile)];
    }

    /// <summary>By size; the trial's process compares the hash before it loads.</summary>
    private string? Damage(string id) =>
        store.Manifest.Select([id]).Select(store.Glance).FirstOrDefault(check => check.Fault is not ModelFault.None)?.Message;

    private static bool LooksLikePath(string name) =>
        name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) || Path.Exists(name);
}

/// <param name="Problem">Why it does not load; null when it does.</param>
internal sealed record LoadResult(string Model, string Stage, bool Loads, string? Problem);
