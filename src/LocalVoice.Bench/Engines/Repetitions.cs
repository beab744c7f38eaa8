namespace LocalVoice.Bench.Engines;

/// <summary>How often a thing is done: some times to warm up, then to be measured.</summary>
/// <param name="WarmUps">Not measured, 0 or more.</param>
/// <param name="Count">Measured, 1 or more.</param>
public sealed record Repetitions(int WarmUps, int Count)
{
    /// <param name="once">Does it once; told how often it was done before, the warm-ups included.</param>
    /// <returns>What the measured runs gave.</returns>
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
