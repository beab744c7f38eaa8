namespace LocalVoice.Bench.Turns.Figures;

/// <summary>A policy with all its waits multiplied by a factor.</summary>
/// <param name="CutIns">Share of the pauses of both kinds.</param>
public sealed record CurvePoint(double Factor, double? CutInsCued, double? CutInsUncued, double? CutIns, double? DelayMsMean)
{
    /// <summary>
    /// The mean delay at which a share of pauses is cut into, interpolated between the two points around it: the least delay
    /// from which on the share is not exceeded. Null when every point exceeds it.
    /// </summary>
    public static double? DelayAt(double share, IReadOnlyList<CurvePoint> curve, Func<CurvePoint, double?> cutIns)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(cutIns);
        CurvePoint? before = null;
        foreach (var point in curve.Where(point => point.DelayMsMean is not null).OrderBy(point => point.DelayMsMean))
        {
            if (cutIns(point) is not { } cut)
            {
                return null;
            }

            if (cut <= share)
            {
                return before is null || cutIns(before) is not { } more || more <= cut
                    ? point.DelayMsMean
                    : Math.Round(
                        before.DelayMsMean!.Value + ((more - share) / (more - cut) * (point.DelayMsMean!.Value - before.DelayMsMean.Value)),
                        1
                    );
            }

            before = point;
        }

        return null;
    }
}
