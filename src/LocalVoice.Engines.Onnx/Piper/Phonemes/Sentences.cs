using System.Text;

namespace LocalVoice.Engines.Onnx.Piper.Phonemes;

/// <summary>Joins clauses to sentences as Piper does: a mark after each clause, a space between clauses, one symbol a codepoint (NFD).</summary>
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
        var ipa = clause.Ipa.Trim().Normalize(NormalizationForm.FormD);
        if (!ipa.EnumerateRunes().Any(Rune.IsLetter))
        {
            return;
        }

        if (sentence.Count > 0)
        {
            sentence.Add(" ");
        }

        sentence.AddRange(ipa.EnumerateRunes().Select(rune => rune.ToString()));
        if (clause.Mark is { } mark)
        {
            sentence.Add(mark.ToString());
        }
    }
}
