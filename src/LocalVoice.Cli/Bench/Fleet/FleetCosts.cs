using System.Globalization;
using System.Text.Json;
using LocalVoice.Bench;
using LocalVoice.Bench.Fleet;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Cli.Serve;
using LocalVoice.Client;

namespace LocalVoice.Cli.Bench.Fleet;

/// <summary>What turns cost: measured on a server of this machine that one caller has for itself, or read from a document.</summary>
internal static class FleetCosts
{
    /// <summary>Of every server that is started: answers are the same in every run, and the engines have so many threads.</summary>
    public static string[] Settings(VerbContext context, BenchFleetOptions options) =>
        [
            "--LocalVoice:Engines:Llm:Greedy=true",
            string.Create(CultureInfo.InvariantCulture, $"--LocalVoice:Engines:Threads={context.Get(options.Threads)}"),
            string.Create(CultureInfo.InvariantCulture, $"--LocalVoice:Admission:MaxSessions={context.Get(options.Capacity)}"),
            .. RealModels.Settings(context.Get(options.Models)),
        ];

    /// <exception cref="CliException">The server cannot start, or answered no turn.</exception>
    public static async Task<IReadOnlyList<TurnCost>> MeasureAsync(
        VerbContext context,
        BenchFleetOptions options,
        IReadOnlyList<BenchUtterance> utterances,
        Scenario scenario
    )
    {
        var language = context.Get(options.Language);
        await using var server = await ServerProcess.StartAsync(
            ServeCommand.Name,
            context.Time,
            context.Cancellation,
            Settings(context, options)
        );
        await using var address = ServerAddress.Of(server);
        var caller = new BenchCaller(address.RealtimeUrl(language), language, utterances, context.Time) { ApiKey = server.Key };
        // Every sentence once, unmeasured: what is compiled, and caches that the first turns fill, are no turn's cost.
        await caller.TalkAsync(scenario, utterances.Count, first: 0, default, context.Cancellation);
        var before = Used(server);
        var turns = await caller.TalkAsync(scenario, context.Get(options.CostTurns), first: 0, default, context.Cancellation);
        var costs = MeasuredCosts.Of(turns, (Used(server) - before) / turns.Count);
        return costs.Count > 0
            ? costs
            : throw new CliException("No turn was answered, so nothing is known of their costs.", "See 'selftest'.", ExitCode.Failed);
    }

    /// <exception cref="CliException">The file cannot be read, has no costs, or wrong ones.</exception>
    public static async Task<IReadOnlyList<TurnCost>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
            var costs = document.RootElement.GetProperty("costs").Deserialize<List<TurnCost>>(JsonFormat.Options) ?? [];
            var problem = costs.Count == 0 ? "it has none." : costs.Select(cost => cost.Problem).FirstOrDefault(each => each is not null);
            return problem is null ? costs : throw Wrong(file, problem);
        }
        catch (Exception failure)
            when (failure
                    is IOException
                        or UnauthorizedAccessException
                        or JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
            )
        {
            throw Wrong(file, failure.Message);
        }
    }

    private static TimeSpan Used(ServerProcess server)
    {
        server.Process.Refresh();
        return server.Process.TotalProcessorTime;
    }

    private static CliException Wrong(string file, string why) =>
        new($"'{file}' has no costs of turns: {why}", "Give a document that 'bench fleet --json FILE' wrote.", ExitCode.BadInput);
}
