namespace LocalVoice.Engines.Llama.Scheduling;

/// <summary>
/// How many prompt tokens a step takes at most. A step cannot be interrupted, so whoever comes after it has begun waits for its
/// end: 512 tokens of a small model took one thread 1.5 s. Scheduler's thread only.
/// </summary>
internal sealed class PrefillPace
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(25);

    // Nobody is more urgent than whoever waits for first words, and larger steps compute more tokens in the same time: 18 tokens
    // of SmolLM2 on two cores took 112 ms in three steps. Short enough for an answer that another caller's first words wait behind.
    private static readonly TimeSpan LongestOfAwaited = TimeSpan.FromMilliseconds(250);

    // Fewer tokens take hardly less time: every weight is read for the first as well.
    private const int Fewest = 8;

    // Share of the newest step in the mean; other processes make single steps slow.
    private const double Newest = 0.25;

    private TimeSpan? _perToken;

    /// <param name="urgent">Somebody waits for the step's prompt.</param>
    public int Tokens(bool urgent) =>
        _perToken is { Ticks: > 0 } perToken
            ? (int)Math.Clamp((urgent ? LongestOfAwaited : Longest) / perToken, Fewest, int.MaxValue)
            : int.MaxValue;

    /// <param name="tokens">All tokens of the step.</param>
    public void Note(int tokens, TimeSpan took)
    {
        if (tokens >= Fewest)
        {
            var perToken = took / tokens;
            _perToken = _perToken is { } mean ? mean + ((perToken - mean) * Newest) : perToken;
        }
    }
}
