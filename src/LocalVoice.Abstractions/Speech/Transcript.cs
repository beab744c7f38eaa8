namespace LocalVoice.Speech;

/// <summary>The final transcript of an utterance.</summary>
/// <param name="Text">Trimmed; empty when nothing was understood.</param>
/// <param name="Language">Language code (<c>es</c>, <c>ca</c>, <c>en</c> …).</param>
/// <param name="AudioDuration">Duration of the decoded audio.</param>
/// <param name="Tokens">The recogniser's tokens in order; empty when the backend provides none.</param>
public sealed record Transcript(string Text, string Language, TimeSpan AudioDuration, IReadOnlyList<TranscriptToken> Tokens)
{
    public static Transcript Empty(string language, TimeSpan duration) => new("", language, duration, []);

    /// <summary>Mean natural-log probability of the tokens; 0 without tokens.</summary>
    public double MeanLogProbability => Tokens.Count == 0 ? 0 : Tokens.Average(token => token.LogProbability);
}

/// <summary>One token of a transcript.</summary>
/// <param name="Text">The token's text, leading space included.</param>
/// <param name="LogProbability">Natural logarithm, ≤ 0.</param>
public readonly record struct TranscriptToken(string Text, double LogProbability);

/// <summary>The transcript of an unfinished utterance.</summary>
/// <param name="Stable">The prefix on which two decodes agreed; never shrinks within an utterance.</param>
/// <param name="Tentative">The rest, which may still change. Starts with a space where a word begins.</param>
public sealed record InterimTranscript(string Stable, string Tentative)
{
    public string Text => Stable + Tentative;

    /// <summary>All but the newest word, which the audio may have cut off; may still change.</summary>
    public string Likely
    {
        get
        {
            var text = Text.TrimEnd();
            var end = text.LastIndexOf(' ');
            return end < Stable.Length ? Stable : text[..end].TrimEnd();
        }
    }
}
