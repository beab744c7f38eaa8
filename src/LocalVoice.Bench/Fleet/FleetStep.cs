using LocalVoice.Bench.Load;
using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Fleet;

/// <summary>One load: what was predicted and, where it was tried, what came.</summary>
/// <param name="PerMinute">Calls in a minute on average.</param>
/// <param name="Calls">Calls of the plan.</param>
/// <param name="PredictedV2vMs">Voice to voice, several draws of the turns' costs together.</param>
/// <param name="PredictedRefused">Mean of the draws.</param>
/// <param name="PredictedUtilisation">Mean share of the lanes' time, 0…1.</param>
/// <param name="Measured">Null where nothing was tried.</param>
public sealed record FleetStep(
    double PerMinute,
    int Calls,
    Distribution PredictedV2vMs,
    double PredictedRefused,
    double PredictedUtilisation,
    LoadStep? Measured
)
{
    private const int Draws = 20;

    /// <summary>Predicted less measured p95 of voice to voice, as a share of the measured; null where one is missing.</summary>
    public double? DeviationP95 =>
        (PredictedV2vMs.P95 - Measured?.V2vMs.P95) / Measured?.V2vMs.P95 is { } share ? Math.Round(share, 3) : null;

    /// <param name="seed">The same prediction for the same seed.</param>
    public static FleetStep Predict(FleetSimulation simulation, double perMinute, IReadOnlyList<PlannedCall> plan, int seed)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        ArgumentNullException.ThrowIfNull(plan);
        var outcomes = Enumerable.Range(seed, Draws).Select(draw => simulation.Run(plan, draw)).ToList();
        return new(
            perMinute,
            plan.Count,
            Distribution.Of(outcomes.SelectMany(outcome => outcome.Waits)),
            Math.Round(outcomes.Average(outcome => outcome.Refused), 1),
            Math.Round(outcomes.Average(outcome => outcome.Utilisation), 3),
            Measured: null
        );
    }
}
