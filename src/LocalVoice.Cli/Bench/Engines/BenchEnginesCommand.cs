using System.CommandLine;
using LocalVoice.Bench.Engines;
using LocalVoice.Bench.Report;
using LocalVoice.Cli.Bench.Engines.Candidates;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Bench.Engines;

/// <summary><c>bench-engines</c>: measures each configured engine, warmed up and alone, or compares models.</summary>
internal static class BenchEnginesCommand
{
    public static Command Create()
    {
        var options = new EngineBenchOptions();
        var command = new Command(
            "bench-engines",
            "Measures every engine alone, or says which of several models is the fastest here; writes a Markdown table."
        );
        options.AddTo(command);
        return command.Runs(options.Json, context => BenchAsync(context, options));
    }

    private static async Task<ExitCode> BenchAsync(VerbContext context, EngineBenchOptions options)
    {
        if (options.Candidates.IsAsked(context))
        {
            return await new CandidateBench(context, options).RunAsync();
        }

        var speech = options.Speech(context);
        await using var engines = new LocalEngines();
        var run = new EngineBenchRun();
        foreach (var (stage, load) in new EngineStages(context, options, engines, speech).Wanted())
        {
            await run.MeasureAsync(stage, load, context.Cancellation);
        }

        var document = new EngineBenchDocument(
            context.Time.GetUtcNow(),
            MachineInfo.Current(),
            context.Get(options.Label),
            run.Engines,
            run.Figures,
            run.Failures
        );
        context.WriteJson(document);
        context.WriteLines(EngineBenchMarkdown.Lines(document));
        return run.Failures.Count == 0 ? ExitCode.Success : ExitCode.Unavailable;
    }
}
