using System.Globalization;
using System.Text;

namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>
/// Joins clauses into sentences as Piper does: a mark after each clause, a space between clauses, one symbol per
/// codepoint (NFD).
/// </summary>
internal static class Sentences
{
    public static IEnumerable<IReadOnlyList<string>> From(IEnumerable<Clause> clauses)
    {
        var sentence = new List<string>();
        foreach (var clause in clauses)
        {
            Append(clause, sentence);
            if (clause.EndsSentence && sentence.Count > 0)
            {
                yield return sentence;
                sentence = [];
            }
        }

        if (sentence.Count > 0)
        {
            yield return sentence;
        }
    }

    private static void Append(Clause clause, List<string> sentence)
    {
        var ipa = clause.Ipa.Trim();
        if (!ipa.EnumerateRunes().Any(IsSound))
        {
            return;
        }

        if (sentence.Count > 0)
        {
            sentence.Add(" ");
        }

        sentence.AddRange(IpaDecomposition.Symbols(ipa));
        if (clause.Mark is { } mark)
        {
            sentence.Add(mark.ToString());
        }
    }

    // Unicode classifies stress and length marks as letters too.
    private static bool IsSound(Rune symbol) => Rune.IsLetter(symbol) && Rune.GetUnicodeCategory(symbol) != UnicodeCategory.ModifierLetter;
}
