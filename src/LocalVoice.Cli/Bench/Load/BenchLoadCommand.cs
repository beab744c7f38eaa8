using System.CommandLine;
using System.Globalization;
using LocalVoice.Bench;
using LocalVoice.Bench.Load;
using LocalVoice.Bench.Report;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;
using LocalVoice.Cli.Serve;

namespace LocalVoice.Cli.Bench.Load;

/// <summary><c>bench-load</c>: offers more and more callers to a server and counts what came of them.</summary>
internal static class BenchLoadCommand
{
    private static readonly TimeSpan Chunk = TimeSpan.FromMilliseconds(20);

    public static Command Create()
    {
        var options = new BenchLoadOptions();
        var command = new Command("bench-load", "Offers numbers of callers to a server: accepted, refused, unanswered, voice to voice.");
        options.AddTo(command);
        return command.Runs(options.Json, context => BenchAsync(context, options));
    }

    private static async Task<ExitCode> BenchAsync(VerbContext context, BenchLoadOptions options)
    {
        var language = context.Get(options.Language);
        var utterances = await BenchUtterance.AllAsync(
            language,
            (text, cancellation) => EspeakProcess.SpeakAsync(EspeakVoice.For(language), text, cancellation),
            context.Cancellation
        );
        await using var started = context.Get(options.Server.Url) is null
            ? await ServerProcess.StartAsync(ServeCommand.Name, context.Time, context.Cancellation)
            : null;
        await using var server = started is null ? await options.Server.OpenAsync(context) : ServerAddress.Of(started);
        var caller = new BenchCaller(server.RealtimeUrl(language), language, utterances, context.Time) { ApiKey = server.Key };
        var load = new OfferedLoad(caller, Scenario.Parallel(Chunk, speculate: true), started?.Process, context.Time);
        var turns = context.Get(options.Turns);
        var steps = new List<LoadStep>();
        context.WriteLines([
            "| offered | accepted | refused | turns | unanswered | p50 ms | p95 ms | MiB peak | MiB end | cores |",
            "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        ]);
        foreach (var callers in context.Get(options.Offered))
        {
            steps.Add(await load.OfferAsync(callers, turns, context.Cancellation));
            context.WriteLines([Row(steps[^1])]);
        }

        context.WriteJson(new LoadDocument(context.Time.GetUtcNow(), MachineInfo.Current(), language, turns, steps));
        return steps.All(step => step.Unanswered == 0) ? ExitCode.Success : ExitCode.Failed;
    }

    private static string Row(LoadStep step) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| {step.Offered} | {step.Accepted} | {step.Refused} | {step.Turns} | {step.Unanswered} | {step.V2vMs.P50:0} | "
                + $"{step.V2vMs.P95:0} | {step.Server?.PeakMiB:0} | {step.Server?.EndMiB:0} | {step.Server?.Cores:0.00} |"
        );
}
