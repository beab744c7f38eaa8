using System.CommandLine;
using System.Text.Json;
using LocalVoice.Bench;
using LocalVoice.Bench.Fleet;
using LocalVoice.Bench.Load;
using LocalVoice.Bench.Report;
using LocalVoice.Cli.Espeak;
using LocalVoice.Cli.Output;
using LocalVoice.Client;

namespace LocalVoice.Cli.Bench.Fleet;

/// <summary><c>bench fleet</c>: predicts waits and refusals of several servers from what a turn costs, and tries the prediction.</summary>
internal static class BenchFleetCommand
{
    private const int Seed = 20261130;
    private static readonly TimeSpan Chunk = TimeSpan.FromMilliseconds(20);

    public static Command Create()
    {
        var options = new BenchFleetOptions();
        var command = new Command("fleet", "Predicts how long callers of several servers wait and who is refused; --check tries it.");
        options.AddTo(command);
        return command.Runs(parsed => parsed.GetValue(options.Json) == OutputFile.StandardOutput, context => BenchAsync(context, options));
    }

    private static async Task<ExitCode> BenchAsync(VerbContext context, BenchFleetOptions options)
    {
        options.Require(context);
        var scenario = Scenario.Parallel(Chunk, speculate: true);
        var (file, check) = (context.Get(options.Costs), context.Get(options.Check));
        var language = context.Get(options.Language);
        var utterances =
            file is null || check
                ? await BenchUtterance.AllAsync(
                    language,
                    (text, cancellation) => EspeakProcess.SpeakAsync(EspeakVoice.For(language), text, cancellation),
                    context.Cancellation
                )
                : [];
        var costs = file is null
            ? await FleetCosts.MeasureAsync(context, options, utterances, scenario)
            : await FleetCosts.ReadAsync(file, context.Cancellation);
        var rules = new FleetRules(context.Get(options.Replicas), context.Get(options.Capacity), context.Get(options.Lanes));
        var from = file ?? $"one caller, Engines:Threads {context.Get(options.Threads)}, {MachineInfo.Current()}";
        context.WriteLines([.. FleetText.Costs(costs, from), "", .. FleetText.Head(rules, context.Get(options.Turns))]);
        await using var real = check ? await FleetCheck.StartAsync(context, options, utterances, scenario) : null;
        var steps = new List<FleetStep>();
        foreach (var perMinute in context.Get(options.PerMinute))
        {
            var minutes = TimeSpan.FromMinutes(context.Get(options.Minutes));
            var plan = CallPlan.Random(perMinute, minutes, context.Get(options.Turns), Seed);
            var step = FleetStep.Predict(new FleetSimulation(rules, costs), perMinute, plan, Seed);
            steps.Add(real is null ? step : step with { Measured = await real.OfferAsync(plan, context.Cancellation) });
            context.WriteLines([FleetText.Row(steps[^1])]);
        }

        context.WriteLines(FleetText.Deviation(steps));
        await SaveAsync(
            context,
            options,
            new(context.Time.GetUtcNow(), MachineInfo.Current(), from, rules, context.Get(options.Turns), steps, costs)
        );
        return ExitCode.Success;
    }

    private static async Task SaveAsync(VerbContext context, BenchFleetOptions options, FleetDocument document)
    {
        context.WriteJson(document);
        if (context.Get(options.Json) is { } file and not OutputFile.StandardOutput)
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(document, JsonFormat.Options), context.Cancellation);
        }
    }
}
