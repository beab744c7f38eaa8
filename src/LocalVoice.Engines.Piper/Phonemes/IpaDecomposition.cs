using System.Collections.Frozen;
using System.Text;

namespace LocalVoice.Engines.Piper.Phonemes;

/// <summary>
/// Canonical decomposition (NFD) of the precomposed letters used in IPA. <see cref="string.Normalize()"/> has no
/// effect under invariant globalization, which this program uses.
/// </summary>
internal static class IpaDecomposition
{
    private static readonly FrozenDictionary<Rune, string> Table = new (char Mark, string Composed, string Bases)[]
    {
        ('\u0300', "àèìòùǹẁỳ", "aeiounwy"),
        ('\u0301', "áéíóúýńǿǽḿ", "aeiouynøæm"),
        ('\u0302', "âêîôûŷĉĝĥĵŝŵẑ", "aeiouycghjswz"),
        ('\u0303', "ãẽĩõũỹñṽ", "aeiouynv"),
        ('\u0304', "āēīōūȳǣ", "aeiouyæ"),
        ('\u0306', "ăĕĭŏŭğ", "aeioug"),
        ('\u0308', "äëïöüÿ", "aeiouy"),
        ('\u030c', "ǎěǐǒǔčďňřšťžǰ", "aeioucdnrstzj"),
        ('\u0325', "ḁ", "a"),
        ('\u0327', "çşţ", "cst"),
        ('\u0330', "ḛḭṵ", "eiu"),
    }
        .SelectMany(row => row.Composed.EnumerateRunes().Zip(row.Bases, (composed, letter) => (composed, text: $"{letter}{row.Mark}")))
        .ToFrozenDictionary(entry => entry.composed, entry => entry.text);

    public static IEnumerable<string> Symbols(string ipa)
    {
        foreach (var rune in ipa.EnumerateRunes())
        {
            if (Table.TryGetValue(rune, out var parts))
            {
                yield return parts[..1];
                yield return parts[1..];
            }
            else
            {
                yield return rune.ToString();
            }
        }
    }
}
