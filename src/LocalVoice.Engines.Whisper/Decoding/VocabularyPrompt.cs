namespace LocalVoice.Engines.Whisper.Decoding;

/// <summary>Renders names and terms as a prompt, which Whisper reads as preceding transcript.</summary>
internal static class VocabularyPrompt
{
    // Whisper keeps the last 224 tokens of a prompt. 600 characters are assumed to fit; not measured.
    private const int MaxCharacters = 600;

    /// <returns>The terms in order, as many as fit; empty without any.</returns>
    public static string From(IReadOnlyList<string> vocabulary)
    {
        var terms = new List<string>();
        var length = 0;
        foreach (var term in vocabulary.Select(term => term.Trim()).Where(term => term.Length > 0))
        {
            length += term.Length + 2;
            if (length > MaxCharacters)
            {
                break;
            }

            terms.Add(term);
        }

        return terms.Count == 0 ? "" : $"{string.Join(", ", terms)}.";
    }
}
