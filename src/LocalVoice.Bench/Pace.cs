namespace LocalVoice.Bench;

/// <summary>When callers speak.</summary>
/// <param name="Interval">From one utterance of a caller to the next; zero: as soon as the response has ended.</param>
/// <param name="Offset">Delay of this caller's first utterance.</param>
public readonly record struct Pace(TimeSpan Interval, TimeSpan Offset)
{
    private const int Seed = 20261122;
    private static readonly TimeSpan CallerInterval = TimeSpan.FromSeconds(12);

    /// <summary>
    /// A single caller speaks without pauses; several speak once per 12 s each (the project's definition of load), with
    /// seeded offsets.
    /// </summary>
    public static IReadOnlyList<Pace> Of(int callers)
    {
        if (callers == 1)
        {
            return [default];
        }

        var random = new Random(Seed);
        return [.. Enumerable.Range(0, callers).Select(_ => new Pace(CallerInterval, random.NextDouble() * CallerInterval))];
    }
}
