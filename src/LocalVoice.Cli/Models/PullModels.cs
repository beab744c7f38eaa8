using LocalVoice.Models;
using Spectre.Console;

namespace LocalVoice.Cli.Models;

internal sealed class PullModels(IAnsiConsole console, ModelStore store, ModelDownloader downloader, Machine machine)
{
    /// <returns>0 done, 1 a download failed, 2 invalid input, 3 declined by the user.</returns>
    /// <param name="language">That the set for this machine has to serve, where nothing is selected; null for any.</param>
    public async Task<int> RunAsync(ModelSelection.Selected selected, string? language, bool yes, CancellationToken cancellationToken)
    {
        if (selected.IsEmpty)
        {
            var choice = new SetChoice(store.Manifest, machine, language);
            WriteLines(choice.Lines());
            if (choice.Set is not { } set)
            {
                console.WriteUnwrapped($"Name models, or a set: models pull --set {string.Join(" | ", store.Manifest.Sets.Keys)}");
                return 2;
            }

            console.WriteUnwrapped($"The same by name: models pull --set {set.Name}");
            selected = new([], set.Name);
        }

        var code = await PullAsync(selected, yes, cancellationToken);
        if (code == 0 && selected.Set is { } pulled)
        {
            WriteLines(SetUse.Lines(pulled));
        }

        return code;
    }

    private async Task<int> PullAsync(ModelSelection.Selected selected, bool yes, CancellationToken cancellationToken)
    {
        var models = store.Manifest.Select(selected.Ids, selected.Set);
        var faulty = models.Where(model => store.Verify(model, cancellationToken).Fault is not ModelFault.None).ToList();
        var shipped = faulty.Where(model => model.Url is null).ToList();
        foreach (var model in shipped)
        {
            console.WriteUnwrapped(store.Verify(model, cancellationToken).Message);
        }

        var wanted = faulty.Except(shipped).ToList();
        if (wanted.Count == 0)
        {
            if (shipped.Count == 0)
            {
                console.WriteUnwrapped("All models are present and valid.");
            }

            return shipped.Count == 0 ? 0 : 1;
        }

        Describe(wanted);
        if (!yes && !console.Profile.Capabilities.Interactive)
        {
            console.WriteUnwrapped("Nothing was downloaded: the terminal is not interactive. Pass --yes to confirm.");
            return 2;
        }

        if (!yes && !await new ConfirmationPrompt("Download?").ShowAsync(console, cancellationToken))
        {
            return 3;
        }

        await FetchAsync(wanted, cancellationToken);
        console.WriteUnwrapped($"{wanted.Count} {(wanted.Count == 1 ? "file" : "files")} fetched and checked.");
        return shipped.Count == 0 ? 0 : 1;
    }

    private void WriteLines(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            console.WriteUnwrapped(line);
        }
    }

    private void Describe(List<ModelEntry> models)
    {
        foreach (var model in models)
        {
            console.WriteUnwrapped(model.Id);
            console.WriteUnwrapped($"  from     {model.Url?.AbsoluteUri}");
            console.WriteUnwrapped($"  bytes    {model.Bytes.Grouped()}");
            console.WriteUnwrapped($"  hash     {model.Hash}{(model.Hash.Reason is { } reason ? $" ({reason})" : "")}");
            console.WriteUnwrapped($"  licence  {model.Licence}");
            if (model.Why is { } why)
            {
                console.WriteUnwrapped($"  why      {why}");
            }
        }

        console.WriteUnwrapped($"{models.Sum(model => model.Bytes).Grouped()} bytes in all, into {store.Folders.Writable}");
    }

    private Task FetchAsync(List<ModelEntry> models, CancellationToken cancellationToken) =>
        console
            .Progress()
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new DownloadedColumn(),
                new TransferSpeedColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(async progress =>
            {
                var bars = models.ConvertAll(model => progress.AddTask(Markup.Escape(model.Id), maxValue: model.Bytes));
                foreach (var (model, bar) in models.Zip(bars))
                {
                    var path = Path.Combine(store.Folders.Writable, model.File);
                    await downloader.DownloadAsync(model, path, new Bar(bar), cancellationToken);
                }
            });

    private sealed class Bar(ProgressTask task) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => task.Value = value.Bytes;
    }
}
