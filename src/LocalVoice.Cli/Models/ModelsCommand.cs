using System.CommandLine;
using System.Diagnostics;
using LocalVoice.Cli.Models.Loading;
using LocalVoice.Cli.Output;
using LocalVoice.Models;
using Spectre.Console;

namespace LocalVoice.Cli.Models;

/// <summary><c>localvoice models list | pull | verify</c>.</summary>
internal static class ModelsCommand
{
    public static Command Create() =>
        Create(AnsiConsole.Console, OperatorSettings.OpenModels, TimeProvider.System, LoadTrial.OwnChild, Machine.Current);

    internal static Command Create(
        IAnsiConsole console,
        Func<ModelStore> open,
        TimeProvider time,
        Func<LoadSubject, ProcessStartInfo> child,
        Func<Machine> machine
    ) =>
        new("models", "Lists, downloads and verifies the stages' models.")
        {
            List(console, open, machine),
            Pull(console, open, time, machine),
            Verify(console, open, time, child),
        };

    private static Command List(IAnsiConsole console, Func<ModelStore> open, Func<Machine> machine)
    {
        var selection = new ModelSelection();
        var json = Json();
        var language = Language();
        var command = new Command(
            "list",
            "Lists the sets, with the one for this machine, and the models with which of them are here (by size; 'verify' reads them)."
        )
        {
            json,
            language,
        };
        selection.AddTo(command);
        command.SetAction(parse =>
            Guarded(
                console,
                () => new ListModels(console, open(), machine()).Run(selection.Read(parse), parse.GetValue(language), parse.GetValue(json))
            )
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

    private static Command Pull(IAnsiConsole console, Func<ModelStore> open, TimeProvider time, Func<Machine> machine)
    {
        var selection = new ModelSelection();
        var yes = new Option<bool>("--yes", "-y") { Description = "Download without being asked." };
        var language = Language();
        var command = new Command(
            "pull",
            "Downloads models, after showing where from, how much, and under which licence; with neither ids nor --set, those of the set "
                + "for this machine."
        )
        {
            yes,
            language,
        };
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
                        return await new PullModels(console, open(), new ModelDownloader(http, time), machine()).RunAsync(
                            selection.Read(parse),
                            parse.GetValue(language),
                            parse.GetValue(yes),
                            cancellationToken
                        );
                    }
                )
        );
        return command;
    }

    private static Option<string?> Language() =>
        new("--lang") { Description = "A language that the set for this machine has to serve: es, ca or en." };

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
        catch (InvalidDataException error)
        {
            console.WriteUnwrapped($"error: {SettingsFileFailure.Describe(error).ReplaceLineEndings(" ")}");
            return 2;
        }
    }
}
