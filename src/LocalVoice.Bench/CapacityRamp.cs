using LocalVoice.Bench.Report;

namespace LocalVoice.Bench;

/// <summary>Doubles the number of callers until their p95 exceeds the bound: the machine's capacity.</summary>
public sealed class CapacityRamp(BenchRun run, Scenario scenario)
{
    /// <summary>Bound of voice to voice at the 95th percentile: the project's capacity target, not derived from a measurement.</summary>
    public const double BoundMs = 500;

    // Chosen to keep a ramp short; not measured.
    private const int TurnsPerCaller = 3;
    private const int MaxSessions = 256;

    /// <param name="report">Called after every step.</param>
    public async Task<IReadOnlyList<RampStep>> OfAsync(Action<RampStep> report, CancellationToken cancellationToken)
    {
        var steps = new List<RampStep>();
        for (var sessions = 1; sessions <= MaxSessions; sessions *= 2)
        {
            var turns = await run.RoundAsync(scenario, TurnsPerCaller, first: 0, sessions, cancellationToken);
            var answered = turns.Select(turn => turn.VoiceToVoice).OfType<TimeSpan>().Select(wait => wait.TotalMilliseconds);
            var step = new RampStep(sessions, turns.Count, turns.Count(turn => !turn.HasResponse), Distribution.Of(answered));
            steps.Add(step);
            report(step);
            if (!step.Holds)
            {
                break;
            }
        }

        return steps;
    }
}
