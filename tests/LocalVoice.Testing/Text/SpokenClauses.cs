using LocalVoice.Core.Text;

namespace LocalVoice.Testing.Text;

/// <summary>The product's own way from a language model's output to what the synthesizer gets.</summary>
public static class SpokenClauses
{
    /// <summary>The prepared clauses that have something to pronounce, in order.</summary>
    public static IEnumerable<string> Of(string output, string language)
    {
        var preparation = SpokenTextPreparations.WithoutLexicons.For(language);
        return ResponseClauses.Of(output, language).Select(preparation.Prepare).Where(text => text.Length > 0);
    }
}
