using LocalVoice.Bench.Report;

namespace LocalVoice.Bench;

/// <summary>Doubles the callers until they wait too long: the capacity of this machine.</summary>
public sealed class CapacityRamp(BenchRun run, Scenario scenario)
{
    /// <summary>What a caller may wait at the 95th percentile.</summary>
    public const double BoundMs = 500;

    private const int TurnsPerCaller = 3;
    private const int MaxSessions = 256;

    /// <param name="report">Told every step as it is done.</param>
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
