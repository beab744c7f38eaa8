namespace LocalVoice.Bench.Load;

/// <summary>Calls that come by chance: the time between two is exponential, as of many callers who know nothing of each other.</summary>
public static class CallPlan
{
    /// <summary>Between two utterances of a caller: the project's definition of load.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(12);

    /// <param name="perMinute">Calls in a minute on average; above 0.</param>
    /// <param name="during">No call comes later.</param>
    /// <param name="turns">Utterances of each call.</param>
    /// <param name="seed">The same plan for the same seed.</param>
    public static IReadOnlyList<PlannedCall> Random(double perMinute, TimeSpan during, int turns, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perMinute);
        var random = new Random(seed);
        var plan = new List<PlannedCall>();
        for (var at = Next(); at < during; at += Next())
        {
            plan.Add(new(at, turns, Interval));
        }

        return plan;

        TimeSpan Next() => TimeSpan.FromMinutes(-Math.Log(1 - random.NextDouble()) / perMinute);
    }
}
