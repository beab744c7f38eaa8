namespace LocalVoice.Bench.Turns.Replay;

/// <summary>
/// What a decode is taken to cost: a line through what the run's decodes took, so that one which the machine held up counts as
/// any other.
/// </summary>
/// <param name="BaseMs">Whatever the length.</param>
/// <param name="PerSecondMs">Per second of audio.</param>
public readonly record struct DecodeCharge(double BaseMs, double PerSecondMs)
{
    // All pairs of so many: some 20,000 slopes.
    private const int MostObservations = 200;

    public TimeSpan Of(TimeSpan audio) => TimeSpan.FromMilliseconds(Math.Max(0, BaseMs + (PerSecondMs * audio.TotalSeconds)));

    /// <summary>The medians of the slopes between all pairs and of the rests (Theil and Sen).</summary>
    public static DecodeCharge Fit(IEnumerable<KnownTranscript> transcripts)
    {
        var all = transcripts.Select(transcript => (X: transcript.Audio.TotalSeconds, Y: transcript.Milliseconds)).ToList();
        var step = (all.Count / MostObservations) + 1;
        var points = all.Where((_, index) => index % step == 0).ToList();
        if (points.Count == 0)
        {
            return default;
        }

        var slopes = new List<double>();
        for (var i = 0; i < points.Count; i++)
        {
            for (var j = i + 1; j < points.Count; j++)
            {
                if (Math.Abs(points[j].X - points[i].X) > 0.1)
                {
                    slopes.Add((points[j].Y - points[i].Y) / (points[j].X - points[i].X));
                }
            }
        }

        var slope = Math.Max(0, Median(slopes));
        return new(Median([.. points.Select(point => point.Y - (slope * point.X))]), slope);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values.Count == 0 ? 0
            : values.Count % 2 == 1 ? values[values.Count / 2]
            : (values[(values.Count / 2) - 1] + values[values.Count / 2]) / 2;
    }
}
