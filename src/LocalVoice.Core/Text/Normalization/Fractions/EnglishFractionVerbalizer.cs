using System.Globalization;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Fractions;

/// <summary>English: <c>half a cup</c>, <c>two thirds</c>, <c>one and a half hours</c>.</summary>
internal sealed class EnglishFractionVerbalizer(FractionWords words, INumberVerbalizer numbers) : IFractionVerbalizer
{
    public string? Say(int whole, int count, int part, FractionNoun? noun)
    {
        if (!words.Parts.TryGetValue(part.ToString(CultureInfo.InvariantCulture), out var name))
        {
            return null;
        }

        var tail = noun is null ? "" : " " + (whole == 0 ? noun.One : noun.Many);
        var fraction = count == 1 ? name.One : $"{numbers.Cardinal(count, Gender.Counting)} {name.Many}";
        if (whole > 0)
        {
            return $"{numbers.Cardinal(whole, Gender.Counting)} {words.And} {(count == 1 ? "a " : "")}{fraction}{tail}";
        }

        return count > 1 ? fraction + tail
            : part == 2 && noun is { IsSingularKnown: true } ? $"{fraction} {Article(noun.One)}{tail}"
            : $"{numbers.Cardinal(1, Gender.Counting)} {fraction}{tail}";
    }

    private static string Article(string noun) => noun[0] is 'a' or 'e' or 'i' or 'o' || noun is "hour" ? "an" : "a";
}
