using LocalVoice.Speech;

namespace LocalVoice.Engines.Whisper.Decoding;

/// <summary>The result of one decode.</summary>
/// <param name="Text">Without tags and special tokens; trimmed.</param>
/// <param name="Language">Base code, as requested or detected.</param>
/// <param name="Tokens">Without special tokens.</param>
internal sealed record Hypothesis(string Text, string Language, IReadOnlyList<TranscriptToken> Tokens)
{
    public static Hypothesis Nothing(string language) => new("", language, []);

    public double MeanLogProbability => Tokens.Count == 0 ? 0 : Tokens.Average(token => token.LogProbability);
}
