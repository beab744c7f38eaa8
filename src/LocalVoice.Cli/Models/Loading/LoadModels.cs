using LocalVoice.Cli.Output;
using LocalVoice.Models;

namespace LocalVoice.Cli.Models.Loading;

/// <summary><c>models verify --load</c>: loads models on trial, each in a process of its own.</summary>
internal sealed class LoadModels(VerbContext context, ModelStore store, LoadTrial trial)
{
    /// <param name="selected">Ids or paths; empty for the models that are here.</param>
    /// <returns>That it failed when any cannot be loaded.</returns>
    public async Task<ExitCode> RunAsync(ModelSelection.Selected selected)
    {
        var results = new List<LoadResult>();
        foreach (var subject in Subjects(selected))
        {
            var damage = subject.IsPath ? null : Damage(subject.Name);
            var problem = damage ?? await trial.RunAsync(subject, context.Cancellation);
            results.Add(new(subject.Name, subject.Stage, problem is null, problem));
            context.WriteLines([Printable.Line(problem ?? $"loads: {subject.Name}")]);
        }

        context.WriteJson(results, ModelReport.Options);
        return results.All(result => result.Loads) ? ExitCode.Success : ExitCode.Failed;
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
