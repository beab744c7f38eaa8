using System.CommandLine;
using LocalVoice.Cli.Hosting;
using LocalVoice.Cli.Output;

namespace LocalVoice.Cli.Bench.Fleet;

/// <summary>Options of <c>bench fleet</c>.</summary>
internal sealed class BenchFleetOptions
{
    public Option<int> Replicas { get; } = new("--replicas") { Description = "Servers behind the balancer.", DefaultValueFactory = _ => 2 };

    public Option<int> Capacity { get; } =
        new("--capacity") { Description = "Sessions that each server takes at once.", DefaultValueFactory = _ => 8 };

    public Option<int> Threads { get; } =
        new("--threads")
        {
            Description = "Threads of each server's engines, where costs are measured; two servers of a machine share its cores.",
            DefaultValueFactory = _ => 1,
        };

    public Option<int> Lanes { get; } =
        new("--lanes")
        {
            Description = "What a simulated server computes at once: 1 where a decode takes all its threads.",
            DefaultValueFactory = _ => 1,
        };

    public Option<double[]> PerMinute { get; } =
        new("--per-minute")
        {
            Description = "Calls that come in a minute on average, one number per step.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [8, 24, 48],
        };

    public Option<double> Minutes { get; } =
        new("--minutes") { Description = "For how long calls come, in each step.", DefaultValueFactory = _ => 2 };

    public Option<int> Turns { get; } = new("--turns") { Description = "Utterances per call, one per 12 s.", DefaultValueFactory = _ => 3 };

    public Option<int> CostTurns { get; } =
        new("--cost-turns") { Description = "Turns of one caller alone from which the costs are measured.", DefaultValueFactory = _ => 16 };

    public Option<string?> Costs { get; } =
        new("--costs") { Description = "Take the costs of turns from this document of an earlier 'bench fleet --json'." };

    public Option<bool> Check { get; } =
        new("--check") { Description = "Try every step with two real servers behind HAProxy too, and print both." };

    public Option<string> Language { get; } =
        new("--lang") { Description = "The callers' language: es, ca or en.", DefaultValueFactory = _ => "es" };

    public Option<string?> Models { get; } = RealModels.Option();

    public Option<string?> Json { get; } = new("--json") { Description = "Write the figures to this file; - is standard output." };

    public BenchFleetOptions()
    {
        Replicas.RequireRange(1, 1000);
        Capacity.RequireRange(1, 1000);
        Threads.RequireRange(1, 256);
        Lanes.RequireRange(1, 256);
        Turns.RequireRange(1, 1000);
        CostTurns.RequireRange(1, 1000);
        Language.AcceptOnlyFromAmong("es", "ca", "en");
        Minutes.Validators.Add(result =>
        {
            if (result.TryRead(out double minutes) && minutes is not (>= 0.1 and <= 1440))
            {
                result.AddError(FormattableString.Invariant($"--minutes is {minutes}; it must be 0.1…1440."));
            }
        });
        PerMinute.Validators.Add(result =>
        {
            _ = result.TryRead(out double[]? steps);
            foreach (var value in (steps ?? []).Where(value => value is not (> 0 and <= 10_000)))
            {
                result.AddError(FormattableString.Invariant($"--per-minute is {value}; it must be above 0 and at most 10000."));
            }
        });
    }

    public void AddTo(Command command)
    {
        Option[] all = [Replicas, Capacity, Threads, Lanes, PerMinute, Minutes, Turns, CostTurns, Costs, Check, Language, Models, Json];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="CliException">Options that do not go together.</exception>
    public void Require(VerbContext context)
    {
        OutputFile.Require(Json.Name, context.Get(Json));
        if (context.Get(Check) && context.Get(Replicas) != 2)
        {
            throw new CliException(
                $"--replicas is {context.Get(Replicas)}; with --check it must be 2, which scripts/operations/haproxy.cfg names.",
                "Leave out one of the two.",
                ExitCode.BadInput
            );
        }
    }
}
