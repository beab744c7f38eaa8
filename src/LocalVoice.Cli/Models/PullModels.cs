using LocalVoice.Cli.Output;
using LocalVoice.Models;
using Spectre.Console;

namespace LocalVoice.Cli.Models;

internal sealed class PullModels(VerbContext context, ModelStore store, ModelDownloader downloader, Machine machine)
{
    /// <param name="language">That the set for this machine has to serve, where nothing is selected; null for any.</param>
    public async Task<ExitCode> RunAsync(ModelSelection.Selected selected, string? language, bool yes)
    {
        if (selected.IsEmpty)
        {
            var choice = new SetChoice(store.Manifest, machine, language);
            Write(choice.Lines());
            if (choice.Set is not { } set)
            {
                throw new CliException(
                    "No models are named.",
                    $"Name models, or a set: models pull --set {string.Join(" | ", store.Manifest.Sets.Keys)}",
                    ExitCode.BadInput
                );
            }

            Write([$"The same by name: models pull --set {set.Name}"]);
            selected = new([], set.Name);
        }

        var code = await PullAsync(selected, yes);
        if (code == ExitCode.Success && selected.Set is { } pulled)
        {
            Write(SetUse.Lines(pulled));
        }

        return code;
    }

    private async Task<ExitCode> PullAsync(ModelSelection.Selected selected, bool yes)
    {
        var models = store.Manifest.Select(selected.Ids, selected.Set);
        var faulty = models.Where(model => store.Verify(model, context.Cancellation).Fault is not ModelFault.None).ToList();
        var shipped = faulty.Where(model => model.Url is null).ToList();
        foreach (var model in shipped)
        {
            context.Error.WriteLine(Printable.Line(store.Verify(model, context.Cancellation).Message));
        }

        var wanted = faulty.Except(shipped).ToList();
        if (wanted.Count == 0)
        {
            if (shipped.Count == 0)
            {
                Write(["All models are present and valid."]);
            }

            return shipped.Count == 0 ? ExitCode.Success : ExitCode.Unavailable;
        }

        Describe(wanted);
        if (!yes && !context.Console.Profile.Capabilities.Interactive)
        {
            throw new CliException(
                "Nothing was downloaded: there is nobody at the terminal to ask.",
                "Pass --yes to confirm.",
                ExitCode.BadInput
            );
        }

        if (!yes && !await new ConfirmationPrompt("Download?").ShowAsync(context.Console, context.Cancellation))
        {
            return ExitCode.Cancelled;
        }

        await FetchAsync(wanted);
        Write([$"{wanted.Count} {(wanted.Count == 1 ? "file" : "files")} fetched and checked."]);
        return shipped.Count == 0 ? ExitCode.Success : ExitCode.Unavailable;
    }

    private void Write(IEnumerable<string> lines) => context.WriteLines(lines.Select(Printable.Line));

    private void Describe(List<ModelEntry> models)
    {
        foreach (var model in models)
        {
            Write([
                model.Id,
                $"  from     {model.Url?.AbsoluteUri}",
                $"  bytes    {model.Bytes.Grouped()}",
                $"  hash     {model.Hash}{(model.Hash.Reason is { } reason ? $" ({reason})" : "")}",
                $"  licence  {model.Licence}",
                .. model.Why is { } why ? [$"  why      {why}"] : Array.Empty<string>(),
            ]);
        }

        Write([$"{models.Sum(model => model.Bytes).Grouped()} bytes in all, into {store.Folders.Writable}"]);
    }

    private Task FetchAsync(List<ModelEntry> models) =>
        context
            .Console.Progress()
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
                    await downloader.DownloadAsync(model, path, new Bar(bar), context.Cancellation);
                }
            });

    private sealed class Bar(ProgressTask task) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => task.Value = value.Bytes;
    }
}
