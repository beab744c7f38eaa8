namespace LocalVoice.Engines.Deepgram.Connections;

/// <summary>Names and terms as the service takes them.</summary>
internal static class Keyterms
{
    // developers.deepgram.com/docs/keyterm: 500 tokens and 100 terms; beyond them, transcripts cease. Tokens are not ours to
    // count: two characters each is less than any of them has on average.
    private const int MostTerms = 100;
    private const int MostCharacters = 1_000;

    /// <returns>In order, as many as fit.</returns>
    public static IEnumerable<string> Fitting(IReadOnlyList<string> vocabulary)
    {
        var characters = 0;
        foreach (var term in vocabulary.Select(term => term.Trim()).Where(term => term.Length > 0).Distinct().Take(MostTerms))
        {
            characters += term.Length;
            if (characters > MostCharacters)
            {
                yield break;
            }

            yield return term;
        }
    }
}
