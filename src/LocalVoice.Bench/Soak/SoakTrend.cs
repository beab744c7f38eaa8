namespace LocalVoice.Bench.Soak;

/// <summary>
/// How something changed while it was watched. The slope is Theil's and Sen's (the median of the slopes between all pairs), which a few
/// outliers do not move.
/// </summary>
/// <param name="First">Median of the first third.</param>
/// <param name="Last">Median of the last third.</param>
/// <param name="PerHour">Slope.</param>
public sealed record SoakTrend(double First, double Last, double PerHour)
{
    // All pairs of so many points are some 45,000 slopes.
    private const int MostPoints = 300;

    public double Growth => Last - First;

    /// <param name="values">At least one, in the order of their times.</param>
    public static SoakTrend Of(IReadOnlyList<(TimeSpan At, double Value)> values)
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Count);
        var third = Math.Max(1, values.Count / 3);
        return new(
            Math.Round(Median(values.Take(third).Select(point => point.Value)), 2),
            Math.Round(Median(values.TakeLast(third).Select(point => point.Value)), 2),
            Math.Round(SlopePerHour(Thinned(values)), 2)
        );
    }

    private static double SlopePerHour(IReadOnlyList<(TimeSpan At, double Value)> points)
    {
        var slopes = new List<double>();
        for (var i = 0; i < points.Count; i++)
        {
            for (var j = i + 1; j < points.Count; j++)
            {
                if (points[j].At > points[i].At)
                {
                    slopes.Add((points[j].Value - points[i].Value) / (points[j].At - points[i].At).TotalHours);
                }
            }
        }

        return slopes.Count == 0 ? 0 : Median(slopes);
    }

    private static IReadOnlyList<(TimeSpan At, double Value)> Thinned(IReadOnlyList<(TimeSpan At, double Value)> points) =>
        points.Count <= MostPoints ? points : [.. Enumerable.Range(0, MostPoints).Select(i => points[i * points.Count / MostPoints])];

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
