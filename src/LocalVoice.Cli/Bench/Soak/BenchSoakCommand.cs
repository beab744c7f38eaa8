using System.CommandLine;
using System.Text.Json;
using LocalVoice.Bench;
using LocalVoice.Bench.Soak;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Cli.Serve;
using LocalVoice.Client;
using static System.FormattableString;

namespace LocalVoice.Cli.Bench.Soak;

/// <summary>
/// <c>bench soak</c>: callers talk to a server for a long while. Its process is watched; what it holds must not grow, and no turn may be
/// lost.
/// </summary>
internal static class BenchSoakCommand
{
    // A call of three turns takes half a minute: a shorter run has calls of one.
    private const int TurnsPerCall = 3;
    private const int LongRun = 60;

    private static readonly TimeSpan Chunk = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMinutes(1);

    public static Command Create()
    {
        var options = new BenchSoakOptions();
        var command = new Command("soak", "Talks for a long while: memory and file descriptors must stay flat, and no turn be lost.");
        options.AddTo(command);
        return command.Runs(parsed => parsed.GetValue(options.Json) == OutputFile.StandardOutput, context => BenchAsync(context, options));
    }

    private static async Task<ExitCode> BenchAsync(VerbContext context, BenchSoakOptions options)
    {
        OutputFile.Require(options.Json.Name, context.Get(options.Json));
        var (simulated, language) = (context.Get(options.Simulated), context.Get(options.Language));
        var (seconds, sessions, busy) = (context.Get(options.Seconds), context.Get(options.Sessions), context.Get(options.BusyCores));
        var utterances = await UtterancesAsync(simulated, language, context.Cancellation);
        var verb = simulated ? ServeSimulatedCommand.Name : ServeCommand.Name;
        // However busy the machine is: it is not the server's limit that is to be tried.
        string[] settings = simulated ? [] : [Invariant($"--LocalVoice:Admission:MaxSessions={sessions + 1}")];
        await using var server = await ServerProcess.StartAsync(verb, context.Time, context.Cancellation, settings);
        await using var address = ServerAddress.Of(server);
        var engines = simulated ? "engines that take no time" : "this machine's engines";
        var beside = busy > 0 ? $", beside {busy} busy cores" : "";
        context.WriteLines([$"A server on {engines}, its process alone: {sessions} callers for {seconds} s{beside}"]);
        var told = context.Time.GetTimestamp();
        var caller = new BenchCaller(address.RealtimeUrl(language), language, utterances, context.Time) { ApiKey = server.Key };
        var run = new SoakRun(caller, Scenario.Parallel(Chunk, speculate: true), server.Process, context.Time)
        {
            TurnsPerCall = seconds < LongRun ? 1 : TurnsPerCall,
            Progress = (sample, turns, lost) =>
            {
                if (context.Time.GetElapsedTime(told) >= ProgressEvery)
                {
                    told = context.Time.GetTimestamp();
                    context.WriteLines([Line(sample, turns, lost)]);
                }
            },
        };
        using var neighbour = new BusyCores(busy);
        var document = await run.TalkAsync(TimeSpan.FromSeconds(seconds), sessions, simulated, busy, context.Cancellation);
        context.WriteLines(SoakText.Lines(document));
        context.WriteJson(document);
        if (context.Get(options.Json) is { } file and not OutputFile.StandardOutput)
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(document, JsonFormat.Options), context.Cancellation);
        }

        return document.Ok ? ExitCode.Success : ExitCode.Failed;
    }

    private static string Line(SoakSample sample, int turns, int lost) =>
        Invariant(
            $"{sample.At.TotalMinutes:0} min: {turns} turns, {lost} lost, {sample.ResidentMiB:0} MiB, {sample.Handles} file descriptors"
        );

    private static async Task<IReadOnlyList<BenchUtterance>> UtterancesAsync(
        bool simulated,
        string language,
        CancellationToken cancellation
    ) =>
        simulated
            ? [new("simulated", await InstantUtterance.SpeakAsync(language, cancellation))]
            : await BenchUtterance.AllAsync(
                language,
                (text, stopping) => EspeakProcess.SpeakAsync(EspeakVoice.For(language), text, stopping),
                cancellation
            );
}
