using System.Text;
using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Numbers;
using LocalVoice.Core.Text.Normalization.Romans;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>Roman numerals beside words that take one: a century, a chapter, a king, a congress.</summary>
internal sealed partial class RomanRule(LanguagePack language) : ISpeechRule
{
    private readonly RomanTables _tables = language.Words.Romans;
    private readonly RomanContext _context = new(language.Words.Romans, language.Nouns);

    public string Apply(string text)
    {
        StringBuilder? spoken = null;
        var copied = 0;
        var row = RomanReading.None;
        var rowEnd = 0;
        foreach (var match in Numeral().EnumerateMatches(text))
        {
            var (start, end) = (match.Index, match.Index + match.Length);
            var numeral = text[start..end];
            var value = RomanNumerals.Value(numeral.ToUpperInvariant());
            row = value == 0 ? RomanReading.None : Read(text, start, end, row, rowEnd);
            if (row == RomanReading.None)
            {
                continue;
            }

            spoken ??= new(text.Length * 2);
            spoken.Append(text, copied, start - copied).Append(Say(value, row));
            copied = rowEnd = end;
        }

        return spoken is null ? text : spoken.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>A numeral of a row is read as the one before it; behind an article of its own, only if nothing else tells how.</summary>
    private RomanReading Read(string text, int start, int end, RomanReading row, int rowEnd)
    {
        if (row == RomanReading.None || !IsJoint(text, rowEnd, start, text[start..end]))
        {
            return _context.Read(text, start, end);
        }

        var isArticled = text.AsSpan(rowEnd, start - rowEnd).Trim().Contains(' ');
        return isArticled && _context.Read(text, start, end) is var own and not RomanReading.None ? own : row;
    }

    private string Say(int value, RomanReading reading) =>
        reading switch
        {
            RomanReading.King or RomanReading.Queen when value <= _tables.LargestOrdinal => _tables.Prefix
                + language.Verbalizer.Ordinal(value, reading == RomanReading.Queen ? OrdinalForm.Feminine : OrdinalForm.Masculine),
            RomanReading.Masculine => language.Verbalizer.Ordinal(value, OrdinalForm.Short),
            RomanReading.Feminine => language.Verbalizer.Ordinal(value, OrdinalForm.Feminine),
            RomanReading.MasculinePlural => language.Verbalizer.Ordinal(value, OrdinalForm.MasculinePlural),
            RomanReading.FemininePlural => language.Verbalizer.Ordinal(value, OrdinalForm.FemininePlural),
            _ => language.Verbalizer.Cardinal(value, Gender.Counting),
        };

    /// <summary>Whether two numerals are one row: "siglos XV y XVI". A word that is also a numeral begins none.</summary>
    private bool IsJoint(string text, int end, int start, string numeral) =>
        !(numeral == "I" && _tables.OneBefore.Length > 0) && _tables.Joints.Contains(text[end..start]);

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}_@])(?:[IVXLCDM]{1,9}|[ivxl]{2,7})(?![\p{L}\p{Nd}_@]|\.\p{L}|['’](?!s))")]
    private static partial Regex Numeral();
}
