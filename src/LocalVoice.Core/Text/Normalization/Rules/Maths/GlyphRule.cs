using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace LocalVoice.Core.Text.Normalization.Rules.Maths;

/// <summary>Writes single characters for fractions and subscripts as digits: 1½ → 1 1/2, CO₂ → CO2.</summary>
internal sealed class GlyphRule : ISpeechRule
{
    private static readonly FrozenDictionary<char, string> Fractions = new Dictionary<char, string>
    {
        ['½'] = "1/2",
        ['⅓'] = "1/3",
        ['⅔'] = "2/3",
        ['¼'] = "1/4",
        ['¾'] = "3/4",
        ['⅕'] = "1/5",
        ['⅖'] = "2/5",
        ['⅗'] = "3/5",
        ['⅘'] = "4/5",
        ['⅙'] = "1/6",
        ['⅚'] = "5/6",
        ['⅐'] = "1/7",
        ['⅛'] = "1/8",
        ['⅜'] = "3/8",
        ['⅝'] = "5/8",
        ['⅞'] = "7/8",
        ['⅑'] = "1/9",
        ['⅒'] = "1/10",
        ['⁄'] = "/",
    }.ToFrozenDictionary();

    private static readonly SearchValues<char> Glyphs = SearchValues.Create([.. Fractions.Keys, .. "₀₁₂₃₄₅₆₇₈₉"]);

    public string Apply(string text)
    {
        if (!text.AsSpan().ContainsAny(Glyphs))
        {
            return text;
        }

        var written = new StringBuilder(text.Length * 2);
        foreach (var character in text)
        {
            if (character is >= '₀' and <= '₉')
            {
                written.Append((char)(character - '₀' + '0'));
            }
            else if (Fractions.TryGetValue(character, out var fraction))
            {
                written.Append(fraction.Length > 1 && written.Length > 0 && char.IsAsciiDigit(written[^1]) ? " " : "").Append(fraction);
            }
            else
            {
                written.Append(character);
            }
        }

        return written.ToString();
    }
}
