using LocalVoice.Core.Text;
using LocalVoice.Core.Text.Clauses;
using LocalVoice.Core.Text.Filtering;

namespace LocalVoice.Testing.Text;

/// <summary>The product's own way from a language model's output to what the synthesizer gets.</summary>
public static class SpokenClauses
{
    /// <summary>The prepared clauses that have something to pronounce, in order.</summary>
    public static IEnumerable<string> Of(string output, string language)
    {
        var filter = new SpokenTextFilter();
        var splitter = new ClauseSplitter(language);
        splitter.Push(filter.Push(output));
        splitter.Push(filter.Flush());
        splitter.Flush();
        var preparation = SpokenTextPreparations.WithoutLexicons.For(language);
        while (splitter.TryTake(out var clause))
        {
            var text = preparation.Prepare(clause.Text);
            if (text.Length > 0)
            {
                yield return text;
            }
        }
    }
}
