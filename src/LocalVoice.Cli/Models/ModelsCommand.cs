using System.CommandLine;
using System.Diagnostics;
using LocalVoice.Cli.Models.Loading;
using LocalVoice.Cli.Output;
using LocalVoice.Models;

namespace LocalVoice.Cli.Models;

/// <summary><c>localvoice models list | pull | verify</c>.</summary>
internal static class ModelsCommand
{
    public static Command Create() => Create(OperatorSettings.OpenModels, TimeProvider.System, LoadTrial.OwnChild, Machine.Current);

    internal static Command Create(
        Func<ModelStore> open,
        TimeProvider time,
        Func<LoadSubject, ProcessStartInfo> child,
        Func<Machine> machine
    ) =>
        new("models", "Lists, downloads and verifies the stages' models.")
        {
            List(open, machine),
            Pull(open, time, machine),
            Verify(open, time, child),
        };

    private static Command List(Func<ModelStore> open, Func<Machine> machine)
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
        return command.Runs(
            json,
            context =>
            {
                new ListModels(context, open(), machine()).Run(selection.Read(context), context.Get(language));
                return Task.FromResult(ExitCode.Success);
            }
        );
    }

    private static Command Verify(Func<ModelStore> open, TimeProvider time, Func<LoadSubject, ProcessStartInfo> child)
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
        return command.Runs(
            json,
            context =>
                load.IsAsked(context)
                    ? new LoadModels(context, open(), new LoadTrial(child, time, load.Limit(context))).RunAsync(selection.Read(context))
                    : Task.FromResult(new VerifyModels(context, open()).Run(selection.Read(context)))
        );
    }

    private static Command Pull(Func<ModelStore> open, TimeProvider time, Func<Machine> machine)
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
        return command.Runs(
            json: null as Option<bool>,
            async context =>
            {
                AirGapSetting.RefuseDownloads();
                using var http = new HttpClient(ModelDownloader.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
                http.DefaultRequestHeaders.UserAgent.ParseAdd("LocalVoice/0.1");
                return await new PullModels(context, open(), new ModelDownloader(http, time), machine()).RunAsync(
                    selection.Read(context),
                    context.Get(language),
                    context.Get(yes)
                );
            }
        );
    }

    private static Option<string?> Language() =>
        new("--lang") { Description = "A language that the set for this machine has to serve: es, ca or en." };

    private static Option<bool> Json() => new("--json") { Description = "For programs: one JSON document." };
}
