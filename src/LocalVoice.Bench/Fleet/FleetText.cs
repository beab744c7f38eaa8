using System.Globalization;
using LocalVoice.Bench.Report;

namespace LocalVoice.Bench.Fleet;

/// <summary>A fleet's prediction in words, beside what was measured.</summary>
public static class FleetText
{
    /// <param name="from">Where they were measured.</param>
    public static IReadOnlyList<string> Costs(IReadOnlyList<TurnCost> costs, string from)
    {
        var total = Distribution.Of(costs.Select(cost => cost.ComputingMs));
        return
        [
            $"Costs of a turn ({costs.Count}, {from}), p50 / p95, ms:",
            string.Join(
                ", ",
                Part("while the user speaks", cost => cost.AheadMs),
                Part("transcript", cost => cost.DecodeMs),
                Part("first clause", cost => cost.FirstWordsMs),
                Part("first audio", cost => cost.FirstSpeechMs),
                Part("the rest", cost => cost.RestMs),
                Part("decision", cost => cost.DecisionMs),
                Part("output", cost => cost.OutputMs)
            ),
            string.Create(CultureInfo.InvariantCulture, $"Computing in all: {total.P50:0} / {total.P95:0}."),
        ];

        string Part(string name, Func<TurnCost, double> read)
        {
            var figures = Distribution.Of(costs.Select(read));
            return string.Create(CultureInfo.InvariantCulture, $"{name} {figures.P50:0} / {figures.P95:0}");
        }
    }

    public static IReadOnlyList<string> Head(FleetRules rules, int turns)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return
        [
            $"{rules.Replicas} servers of {rules.Capacity} sessions, {turns} turns per call; voice to voice, ms:",
            "| calls/min | calls | refused: predicted | measured | p50: predicted | measured | p95: predicted | measured | deviation | "
                + "lanes in use | unanswered |",
            "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        ];
    }

    public static string Row(FleetStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var (predicted, measured) = (step.PredictedV2vMs, step.Measured);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {step.PerMinute} | {step.Calls} | {step.PredictedRefused:0.#} | {measured?.Refused} | {predicted.P50:0} | "
                + $"{measured?.V2vMs.P50:0} | {predicted.P95:0} | {measured?.V2vMs.P95:0} | {step.DeviationP95:+0 %;-0 %;0 %} | "
                + $"{step.PredictedUtilisation:0 %} | {measured?.Unanswered} |"
        );
    }

    /// <summary>How far the prediction was off; nothing where nothing was tried.</summary>
    public static IReadOnlyList<string> Deviation(IReadOnlyList<FleetStep> steps)
    {
        var tried = steps.Where(step => step.Measured is not null).ToList();
        if (tried.Count == 0)
        {
            return [];
        }

        var worst = tried.Select(step => step.DeviationP95).OfType<double>().DefaultIfEmpty(double.NaN).MaxBy(Math.Abs);
        return
        [
            string.Create(
                CultureInfo.InvariantCulture,
                $"The prediction of p95 is off by {worst:+0 %;-0 %;0 %} at most; of refusals, by "
                    + $"{tried.Max(step => Math.Abs(step.PredictedRefused - step.Measured!.Refused)):0.#} of "
                    + $"{tried.Sum(step => step.Calls)} calls."
            ),
        ];
    }
}
