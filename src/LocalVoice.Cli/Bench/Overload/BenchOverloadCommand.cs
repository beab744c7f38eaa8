using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LocalVoice.Bench;
using LocalVoice.Bench.Load;
using LocalVoice.Bench.Report;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Cli.Serve;
using LocalVoice.Client;

namespace LocalVoice.Cli.Bench.Overload;

/// <summary><c>bench overload</c>: what twice as many callers as a server takes cost those whom it takes.</summary>
internal static class BenchOverloadCommand
{
    private static readonly TimeSpan Chunk = TimeSpan.FromMilliseconds(20);

    public static Command Create()
    {
        var options = new BenchOverloadOptions();
        var command = new Command("overload", "Measures what twice as many callers as a server takes cost those whom it takes.");
        options.AddTo(command);
        return command.Runs(parsed => parsed.GetValue(options.Json) == OutputFile.StandardOutput, context => BenchAsync(context, options));
    }

    private static async Task<ExitCode> BenchAsync(VerbContext context, BenchOverloadOptions options)
    {
        OutputFile.Require(options.Json.Name, context.Get(options.Json));
        if (context.Get(options.Server.Url) is not null && context.Get(options.Capacity) == 0)
        {
            throw new CliException(
                "How many sessions the server of --url takes is not known.",
                "Give --capacity: localvoice_sessions_capacity of its /metrics.",
                ExitCode.BadInput
            );
        }

        var language = context.Get(options.Language);
        var utterances = await BenchUtterance.AllAsync(
            language,
            (text, cancellation) => EspeakProcess.SpeakAsync(EspeakVoice.For(language), text, cancellation),
            context.Cancellation
        );
        await using var started = context.Get(options.Server.Url) is null ? await StartAsync(context, options) : null;
        await using var server = started is null ? await options.Server.OpenAsync(context) : ServerAddress.Of(started);
        var caller = new BenchCaller(server.RealtimeUrl(language), language, utterances, context.Time) { ApiKey = server.Key };
        var scenario = Scenario.Parallel(Chunk, speculate: true);
        // One turn first: sessions wait for what the server rehearses, and nothing is compiled in the middle of the load.
        await caller.TalkAsync(scenario, turns: 1, first: 0, default, context.Cancellation);
        var capacity = context.Get(options.Capacity) is > 0 and var given ? given : await CapacityAsync(started!, context.Cancellation);
        var load = new OfferedLoad(caller, scenario, started?.Process, context.Time);
        context.WriteLines([$"The server takes {capacity} sessions at once.", "", .. OverloadText.Head]);
        var overload = await new OverloadRun(load, capacity, context.Time).MeasureAsync(
            context.Get(options.Rounds),
            context.Get(options.Turns),
            step => context.WriteLines([OverloadText.Row(step)]),
            context.Cancellation
        );
        context.WriteLines(["", .. OverloadText.Verdict(overload)]);
        await SaveAsync(context, options, overload);
        return overload.Holds ? ExitCode.Success : ExitCode.Failed;
    }

    private static Task<ServerProcess> StartAsync(VerbContext context, BenchOverloadOptions options)
    {
        string[] limit = context.Get(options.Capacity) is > 0 and var sessions
            ? [string.Create(CultureInfo.InvariantCulture, $"--LocalVoice:Admission:MaxSessions={sessions}")]
            : [];
        return ServerProcess.StartAsync(
            ServeCommand.Name,
            context.Time,
            context.Cancellation,
            [
                PublishedCapacity.Setting,
                .. limit,
                .. RealModels.Settings(context.Get(options.Models)),
                .. options.Server.Stages.Settings(context),
            ]
        );
    }

    private static async Task<int> CapacityAsync(ServerProcess server, CancellationToken cancellationToken) =>
        await PublishedCapacity.ReadAsync(server.Root, cancellationToken) is > 0 and <= 500 and var sessions
            ? sessions
            : throw new CliException(
                "The started server does not say how many sessions it takes, or takes more than 500.",
                "Give --capacity.",
                ExitCode.Unavailable
            );

    private static async Task SaveAsync(VerbContext context, BenchOverloadOptions options, OverloadFigures overload)
    {
        var document = new OverloadDocument(
            context.Time.GetUtcNow(),
            MachineInfo.Current(),
            context.Get(options.Language),
            context.Get(options.Rounds),
            context.Get(options.Turns),
            overload
        );
        context.WriteJson(document);
        if (context.Get(options.Json) is { } file and not OutputFile.StandardOutput)
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(document, JsonFormat.Options), context.Cancellation);
        }
    }
}
