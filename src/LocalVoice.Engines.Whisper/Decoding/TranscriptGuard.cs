namespace LocalVoice.Engines.Whisper.Decoding;

/// <summary>Why a transcript is rejected.</summary>
internal enum GuardTrip
{
    None,
    LowProbability,
    Repetition,
    TooManyCharacters,
    TooManyTokens,
}

/// <summary>
/// Detects hallucinated transcripts. whisper.cpp's own <c>no_speech_prob</c> is always about 0, so text and token
/// probabilities decide.
/// </summary>
internal sealed class TranscriptGuard(WhisperGuardOptions options)
{
    // Longest phrase checked for repetition; chosen by trial, not measured.
    private const int LongestPhrase = 8;

    // After the words before a pause Whisper base told what followed twice: 53 characters of 1.4 s. Fast Spanish has about 20 per
    // second.
    private const double HastyCharactersPerSecond = 22;
    private const int ShortestEcho = 4;

    // Allowance for short words, which exceed any mean rate ("sí" in 150 ms); chosen by trial, not measured.
    private const double SlackSeconds = 0.5;

    // One unlikely token weighs more the fewer there are: "Stop." (two tokens) has a mean of −1.4, "Okay." −0.8, although
    // heard rightly (Whisper base q8_0, the voice joe).
    private const double SlackPerToken = 2;

    // Spoken Spanish has about 7 tokens per second; twice as many leave room for numbers and names. A loop runs to the bound.
    private const double TokensPerSecond = 14;
    private const int MoreTokens = 12;

    /// <summary>The number of tokens at which a decode stops: so many are no speech.</summary>
    public static int MaxTokens(TimeSpan duration) => MoreTokens + (int)(TokensPerSecond * duration.TotalSeconds);

    public GuardTrip Check(Hypothesis hypothesis, TimeSpan duration)
    {
        if (hypothesis.Text.Length == 0)
        {
            return GuardTrip.None;
        }

        if (hypothesis.MeanLogProbability < options.MinMeanLogProbability - (SlackPerToken / Math.Max(1, hypothesis.Tokens.Count)))
        {
            return GuardTrip.LowProbability;
        }

        if (hypothesis.Text.Length > options.MaxCharactersPerSecond * (duration.TotalSeconds + SlackSeconds))
        {
            return GuardTrip.TooManyCharacters;
        }

        var words = Words.Normalised(hypothesis.Text);
        if (Repeats(words) || (IsHasty(hypothesis, duration) && SaysTwice(words)))
        {
            return GuardTrip.Repetition;
        }

        return hypothesis.Tokens.Count >= MaxTokens(duration) - 1 ? GuardTrip.TooManyTokens : GuardTrip.None;
    }

    private static bool IsHasty(Hypothesis hypothesis, TimeSpan duration) =>
        hypothesis.Text.Length > HastyCharactersPerSecond * (duration.TotalSeconds + SlackSeconds);

    /// <summary>Whether a phrase that nobody repeats by chance comes twice in a row.</summary>
    private static bool SaysTwice(string[] words) =>
        Enumerable.Range(ShortestEcho, Math.Max(0, (words.Length / 2) - ShortestEcho + 1)).Any(length => LongestRun(words, length) >= 2);

    private bool Repeats(string[] words)
    {
        for (var length = 1; length <= Math.Min(LongestPhrase, words.Length / 2); length++)
        {
            if (LongestRun(words, length) > Math.Max(2, options.MaxRepeats / length))
            {
                return true;
            }
        }

        return false;
    }

    // Longest run of a phrase of this many words, counted by words equal to the one a phrase earlier.
    private static int LongestRun(string[] words, int length)
    {
        var (same, longest) = (0, 0);
        for (var i = length; i < words.Length; i++)
        {
            same = words[i] == words[i - length] ? same + 1 : 0;
            longest = Math.Max(longest, same);
        }

        return 1 + (longest / length);
    }
}
