namespace LocalVoice.Bench.Report;

/// <summary>Percentiles of a sample, interpolated linearly between its sorted values; null for an empty one.</summary>
public sealed record Distribution(int Count, double? P50, double? P95, double? P99)
{
    public static Distribution Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return new Distribution(sorted.Length, At(sorted, 0.50), At(sorted, 0.95), At(sorted, 0.99));
    }

    private static double? At(double[] sorted, double fraction)
    {
        if (sorted.Length == 0)
        {
            return null;
        }

        var position = fraction * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return Math.Round(sorted[below] + ((position - below) * (sorted[above] - sorted[below])), 2);
    }
}
