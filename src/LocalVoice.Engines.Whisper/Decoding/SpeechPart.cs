namespace LocalVoice.Engines.Whisper.Decoding;

/// <summary>A decoded stretch of an utterance.</summary>
/// <param name="Until">Where the next begins, in samples of the utterance.</param>
/// <param name="Heard">Its transcript.</param>
internal readonly record struct SpeechPart(int Until, Hypothesis Heard);

/// <summary>Joins the transcripts of consecutive stretches.</summary>
internal static class SpeechParts
{
    /// <summary>
    /// The whole text. A stretch that goes on in lower case was cut in mid-sentence: the full stop that Whisper then puts at the
    /// cut is left out.
    /// </summary>
    public static Hypothesis Join(IEnumerable<SpeechPart> parts)
    {
        var (text, language, tokens) = ("", "", new List<Speech.TranscriptToken>());
        foreach (var (_, heard) in parts)
        {
            text = Join(text, heard.Text);
            language = language.Length == 0 || heard.Text.Length > 0 ? heard.Language : language;
            tokens.AddRange(heard.Tokens);
        }

        return new(text, language, tokens);
    }

    /// <summary>What was said before, as the prompt of what follows: open, so that it goes on in mid-sentence.</summary>
    public static string Open(string text) => text.TrimEnd('.', '…', '?', '!', ' ');

    private static string Join(string before, string next)
    {
        // After words that are left open, Whisper may begin with the mark that ends them.
        var rest = before.Length == 0 ? next : next.TrimStart('.', ',', ';', ':', '…', '?', '!', ' ');
        return before.Length == 0 || rest.Length == 0 ? before + rest
            : char.IsLower(rest[0]) ? $"{Open(before)} {rest}"
            : $"{before} {rest}";
    }
}
