namespace LocalVoice.Bench.Engines;

/// <summary>How often a measurement is repeated: warm-up runs, then measured runs.</summary>
/// <param name="WarmUps">Unmeasured runs, 0 or more.</param>
/// <param name="Count">Measured runs, 1 or more.</param>
public sealed record Repetitions(int WarmUps, int Count)
{
    /// <param name="once">One run; receives its index, warm-ups included.</param>
    /// <returns>The results of the measured runs.</returns>
    public async Task<IReadOnlyList<T>> OfAsync<T>(Func<int, Task<T>> once)
    {
        var results = new List<T>(Count);
        for (var run = 0; run < WarmUps + Count; run++)
        {
            var result = await once(run);
            if (run >= WarmUps)
            {
                results.Add(result);
            }
        }

        return results;
    }
}
