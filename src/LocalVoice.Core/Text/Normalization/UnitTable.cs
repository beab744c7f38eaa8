using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization;

/// <summary>The units of one language, and the rates made of them. Immutable.</summary>
internal sealed partial class UnitTable(UnitData data, SpokenNumbers numbers)
{
    /// <summary>A regular expression for what <see cref="Per"/> reads: <c>/h</c>, <c>/100 km</c>, <c>/persona/noche</c>.</summary>
    public const string Denominators = @"(?:/(?:[0-9]{1,4} ?)?\p{L}{1,12}[²³23]?){1,2}";

    private const int ShortestWord = 3;

    private readonly FrozenDictionary<string, UnitName> _units = FigureJson
        .BySpelling(data.Units)
        .ToFrozenDictionary(StringComparer.Ordinal);
    private readonly FrozenSet<string> _singularAfter = data.SingularAfter.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly FrozenSet<string> _adjectiveAfter = data.AdjectiveAfter.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public bool TryFind(string symbol, [NotNullWhen(true)] out UnitName? unit) =>
        _units.TryGetValue(symbol, out unit)
        || _units.TryGetValue(symbol.Replace(". ", " ").Replace("° ", "°").Replace("º ", "º"), out unit);

    /// <summary>Whether a unit without a number is one after the word: <c>el km</c>.</summary>
    public bool IsSingularAfter(string word) => _singularAfter.Contains(word);

    /// <summary>Whether after the word a number with a unit describes what follows: <c>a 10 km run</c>.</summary>
    public bool IsAdjectiveAfter(string word) => _adjectiveAfter.Contains(word);

    /// <summary>How a rate is said whose denominator has a way of its own: <c>al mes</c>; null for others.</summary>
    public string? Rate(string denominator) => data.Rates.GetValueOrDefault(denominator);

    /// <summary>The words of a rate's denominators, with a space before them; null when one is no unit and no word.</summary>
    public string? Per(string written)
    {
        var spoken = "";
        foreach (Match match in Denominator().Matches(written))
        {
            if (Say(match.Groups["count"].Value, match.Groups["unit"].Value) is not { } words)
            {
                return null;
            }

            spoken += " " + words;
        }

        return spoken;
    }

    private string? Say(string count, string symbol)
    {
        if (count.Length == 0 && data.Rates.TryGetValue(symbol, out var rate))
        {
            return rate;
        }

        if (!TryFind(symbol, out var unit))
        {
            return symbol.Length >= ShortestWord && char.IsLower(symbol[0]) && symbol.All(char.IsLetter)
                ? string.Join(' ', new[] { data.Per, count, symbol }.Where(word => word.Length > 0))
                : null;
        }

        return count.Length == 0
            ? $"{data.Per} {unit.One}"
            : $"{data.Per} {numbers.SayWhole(count, unit.Gender)} {(count == "1" ? unit.One : unit.Many)}";
    }

    [GeneratedRegex(@"/(?:(?<count>[0-9]{1,4}) ?)?(?<unit>\p{L}{1,12}[²³23]?)")]
    private static partial Regex Denominator();
}
