using System.CommandLine;
using System.Diagnostics;
using LocalVoice.Cli.Models.Loading;
using LocalVoice.Models;
using Spectre.Console;

namespace LocalVoice.Cli.Models;

/// <summary><c>localvoice models list | pull | verify</c>.</summary>
internal static class ModelsCommand
{
    public static Command Create() => Create(AnsiConsole.Console, () => ModelStore.Open(), TimeProvider.System, LoadTrial.OwnChild);

    internal static Command Create(
        IAnsiConsole console,
        Func<ModelStore> open,
        TimeProvider time,
        Func<LoadSubject, ProcessStartInfo> child
    ) =>
        new("models", "Lists, downloads and verifies the stages' models.")
        {
            List(console, open),
            Pull(console, open, time),
            Verify(console, open, time, child),
        };

    private static Command List(IAnsiConsole console, Func<ModelStore> open)
    {
        var selection = new ModelSelection();
        var json = Json();
        var command = new Command("list", "Lists the known models and which of them are here (by size; 'verify' reads them).") { json };
        selection.AddTo(command);
        command.SetAction(parse =>
            Guarded(console, () => new ListModels(console, open()).Run(selection.Read(parse), parse.GetValue(json)))
        );
        return command;
    }

    private static Command Verify(IAnsiConsole console, Func<ModelStore> open, TimeProvider time, Func<LoadSubject, ProcessStartInfo> child)
    {
        var selection = new ModelSelection();
        var json = Json();
        var load = new LoadOptions();
        var command = new Command(
            "verify",
            "Reads models through and compares their hashes; with neither ids nor --set, those that are here."
        )
        {
            json,
        };
        selection.AddTo(command);
        load.AddTo(command);
        command.SetAction(
            (parse, cancellationToken) =>
                GuardedAsync(
                    console,
                    () =>
                        load.IsAsked(parse)
                            ? new LoadModels(console, open(), new LoadTrial(child, time, load.Limit(parse))).RunAsync(
                                selection.Read(parse),
                                parse.GetValue(json),
                                cancellationToken
                            )
                            : Task.FromResult(
                                new VerifyModels(console, open()).Run(selection.Read(parse), parse.GetValue(json), cancellationToken)
                            )
                )
        );
        return command;
    }

    private static Command Pull(IAnsiConsole console, Func<ModelStore> open, TimeProvider time)
    {
        var selection = new ModelSelection();
        var yes = new Option<bool>("--yes", "-y") { Description = "Download without being asked." };
        var command = new Command("pull", "Downloads models, after showing where from, how much, and under which licence.") { yes };
        selection.AddTo(command);
        command.SetAction(
            (parse, cancellationToken) =>
                GuardedAsync(
                    console,
                    async () =>
                    {
                        AirGapSetting.RefuseDownloads();
                        using var http = new HttpClient(ModelDownloader.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
                        http.DefaultRequestHeaders.UserAgent.ParseAdd("LocalVoice/0.1");
                        return await new PullModels(console, open(), new ModelDownloader(http, time)).RunAsync(
                            selection.Read(parse),
                            parse.GetValue(yes),
                            cancellationToken
                        );
                    }
                )
        );
        return command;
    }

    private static Option<bool> Json() => new("--json") { Description = "For programs: one JSON document." };

    private static int Guarded(IAnsiConsole console, Func<int> run) =>
        GuardedAsync(console, () => Task.FromResult(run())).GetAwaiter().GetResult();

    private static async Task<int> GuardedAsync(IAnsiConsole console, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (ModelException error)
        {
            console.WriteUnwrapped($"error: {error.Message}");
            return 1;
        }
    }
}
