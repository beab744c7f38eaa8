using LocalVoice.Bench;
using LocalVoice.Bench.Report;
using LocalVoice.Cli.Output;
using LocalVoice.Client;
using Spectre.Console;

namespace LocalVoice.Cli.Bench;

/// <summary>Runs the requested measurements and assembles the document.</summary>
internal sealed class BenchReporter(VerbContext context, BenchOptions options, BenchRun run, string language, string? instructions)
{
    private readonly Scenario _ours = Scenario.Parallel(
        TimeSpan.FromMilliseconds(context.Get(options.InputChunk)),
        speculate: context.Get(options.Speculation) == "on"
    );

    /// <summary>How many pipelines a value of <c>--pipeline</c> compares.</summary>
    public static int PipelinesOf(string? choice) => choice is "sequential" or "parallel" ? 1 : 3;

    public async Task<BenchDocument> MeasureAsync()
    {
        var scenarios = Scenarios().Select(Limited).ToList();
        var turns = await run.OfAsync(scenarios, context.Get(options.Turns), context.Get(options.Sessions), context.Cancellation);
        var ramp = context.Get(options.Ramp) ? await new CapacityRamp(run, _ours).OfAsync(Tell, context.Cancellation) : [];
        return ToDocument(scenarios, turns, ramp);
    }

    private IReadOnlyList<Scenario> Scenarios() =>
        context.Get(options.Pipeline) switch
        {
            "sequential" => [Scenario.Sequential],
            "parallel" => [_ours],
            _ => [Scenario.Sequential, Scenario.SameEndpointing, _ours],
        };

    /// <summary>The same limit of answers for all.</summary>
    private Scenario Limited(Scenario scenario) =>
        scenario with
        {
            Session = scenario.Session with { MaxOutputTokens = context.Get(options.ResponseTokens), Instructions = instructions },
        };

    private BenchDocument ToDocument(
        IReadOnlyList<Scenario> scenarios,
        IReadOnlyDictionary<string, IReadOnlyList<SpokenTurn>> turns,
        IReadOnlyList<RampStep> ramp
    )
    {
        var pipelines = scenarios.ToDictionary(scenario => scenario.Name, scenario => PipelineFigures.Of(scenario, turns[scenario.Name]));
        var engines = EngineNames.Of(turns.Values.SelectMany(turn => turn));
        return new BenchDocument(
            context.Time.GetUtcNow(),
            MachineInfo.Current(),
            language,
            context.Get(options.Sessions),
            engines.Models,
            engines.Packages,
            pipelines,
            BenchDocument.Ratio(pipelines, Scenario.SequentialName),
            BenchDocument.Ratio(pipelines, Scenario.SameEndpointingName),
            ramp,
            ramp.Count == 0 ? null : ramp.Where(step => step.Holds).Select(step => step.Sessions).DefaultIfEmpty(0).Max(),
            Notes()
        )
        {
            AnswerTokens = context.Get(options.ResponseTokens),
            SameAnswers = BenchDocument.Same(pipelines),
        };
    }

    private List<string> Notes()
    {
        List<string> notes =
        [
            "Voice to voice: from the last voiced sample of the user to the first voiced sample of the agent, at the "
                + "client, by energy (10 ms, -45 dBFS).",
            "The OpenAI, old sequential and target columns are earlier published figures, not measured here.",
        ];
        notes.Add(
            $"Answers have at most {context.Get(options.ResponseTokens)} tokens"
                + (instructions is null ? "." : $"; the session's instructions are: {instructions}")
        );
        if (context.Get(options.Server.Url) is null)
        {
            notes.Add("The language model always takes the likeliest token.");
            notes.Add("Client and server share this machine's cores.");
        }

        return notes;
    }

    private void Tell(RampStep step) =>
        context.Console.MarkupLineInterpolated(
            $"{step.Sessions, 4} callers: p50 {step.V2vMs.P50:0}, p95 {step.V2vMs.P95:0} ms, {step.Unanswered} of {step.Turns} unanswered"
        );
}
