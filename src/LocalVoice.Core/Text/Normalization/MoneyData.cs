using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization;

/// <summary>One language's currencies, as stored in <c>Data/*-money.json</c>.</summary>
/// <param name="Joint">Between the amount and its cents.</param>
/// <param name="SaysCents">Whether the cents are named behind an amount.</param>
/// <param name="CentsNamedBelow">Cents below this are named all the same, so that 1,05 is not heard as 1,50; 0 for none.</param>
/// <param name="OfMillions">Text between a round million and the currency, its space included.</param>
/// <param name="OfMillionsBeforeVowel">The same before a currency that begins with a vowel.</param>
/// <param name="Scales">Words between an amount and its currency (<c>5 million dollars</c>).</param>
/// <param name="Letters">Letters that stand for them (<c>$10k</c>, <c>3 M€</c>), by their spellings, separated by <c>|</c>.</param>
/// <param name="Currencies">By the spellings of the currency, separated by <c>|</c>.</param>
internal sealed record MoneyData(
    string Joint,
    bool SaysCents,
    int CentsNamedBelow,
    string OfMillions,
    string OfMillionsBeforeVowel,
    string[] Scales,
    Dictionary<string, ScaleName> Letters,
    Dictionary<string, CurrencyName> Currencies
)
{
    public static MoneyData Load(string language) => FigureJson.Read($"{language}-money", FigureJson.Default.MoneyData);
}

internal sealed record CurrencyName(string One, string Many, string Cent, string Cents, Gender Gender = Gender.Masculine);

/// <param name="OneAlone">Whether one of it is said without "one": <c>mil</c>.</param>
internal sealed record ScaleName(string One, string Many, bool OneAlone = false);
