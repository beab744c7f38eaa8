using System.Globalization;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Fractions;

/// <summary>Spanish and Catalan: <c>media taza</c>, <c>tres cuartos de kilo</c>, <c>dos tazas y media</c>.</summary>
internal sealed class RomanceFractionVerbalizer(FractionWords words, INumberVerbalizer numbers) : IFractionVerbalizer
{
    private const string Vowels = "aeiouàáèéíòóúh";

    public string? Say(int whole, int count, int part, FractionNoun? noun)
    {
        if (!words.Parts.TryGetValue(part.ToString(CultureInfo.InvariantCulture), out var name))
        {
            return null;
        }

        var half = count == 1 && part == 2;
        var gender = noun?.Gender ?? Gender.Masculine;
        var halfWord = gender == Gender.Feminine ? words.HalfFeminine : words.Half;
        var fraction = $"{numbers.Cardinal(count, Gender.Masculine)} {(count == 1 ? name.One : name.Many)}";
        if (whole == 0)
        {
            return noun is null ? fraction
                : !half && words.PartNouns.Contains(noun.Many) ? SayParts(count, part, noun)
                : half ? $"{halfWord} {noun.One}"
                : $"{fraction} {Of(noun.One)}{noun.One}";
        }

        var tail = $"{words.And} {(half ? halfWord : fraction)}";
        return noun is null ? $"{numbers.Cardinal(whole, Gender.Counting)} {tail}"
            : whole > 1 ? $"{numbers.Cardinal(whole, gender)} {noun.Many} {tail}"
            : noun.IsSingularKnown ? $"{numbers.Cardinal(whole, gender)} {noun.One} {tail}"
            : $"{numbers.Cardinal(whole, gender == Gender.Feminine ? gender : Gender.Counting)} {tail} {noun.Many}";
    }

    /// <summary>Tres cuartas partes.</summary>
    private string SayParts(int count, int part, FractionNoun noun) =>
        $"{numbers.Cardinal(count, Gender.Feminine)} "
        + $"{numbers.Ordinal(part, count == 1 ? OrdinalForm.Feminine : OrdinalForm.FemininePlural)} {noun.Many}";

    private string Of(string noun) => Vowels.Contains(char.ToLowerInvariant(noun[0])) ? words.OfBeforeVowel : words.Of;
}
