using System.Collections.Frozen;
using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Rules.Amounts;

/// <summary>A number with a unit or a rate: 5 km, 20 °C, 50 %, 9h, 9,8 m/s², 5 l/100 km. Unknown units are left unchanged.</summary>
internal sealed partial class MeasureRule(LanguagePack language) : ISpeechRule
{
    private const int LongestQuotation = 200;

    private readonly FrozenSet<string> _labels = language.Figures.Names.Labels.ToWordSet();
    private readonly FrozenSet<string> _ofWords = language.Figures.Fractions.OfWords.ToWordSet();

    public string Apply(string text)
    {
        text = Measure().Replace(text, match => Say(text, match));
        return Counted().Replace(text, match => SayRate(match) ?? match.Value);
    }

    /// <summary>Only of known units: 5 hombres/mujeres is none.</summary>
    private string? SayRate(Match match) =>
        match.Groups["unit"].Value is var symbol && (language.Units.Rate(symbol) is not null || language.Units.TryFind(symbol, out _))
            ? language.Units.Per(match.Value)
            : null;

    private string Say(string text, Match match)
    {
        var symbol = match.Groups["unit"].Value;
        var per = match.Groups["per"].Value;
        var rate = per.Length == 0 ? "" : language.Units.Per(per);
        if (rate is null || !language.Units.TryFind(symbol, out var unit) || !IsUnit(text, match, unit))
        {
            return match.Value;
        }

        var number = match.Number(language.Data);
        var end = match.Index + match.Length;
        var single = number is { IsWhole: true, Whole: "1" } || match.Groups["hyphen"].Success || Describes(text, match.Index, end);
        var stop = match.Groups["stop"].Success && !EndsAbbreviation(text, end) ? "." : "";
        return $"{language.Numbers.Say(number, unit.Gender)} {(single ? unit.One : unit.Many)}{rate}{stop}";
    }

    /// <summary>A letter is no unit where the number is a name (aula 5L, Mayor, 12 A), a quotation mark none where it closes.</summary>
    private bool IsUnit(string text, Match match, UnitName unit)
    {
        var symbol = match.Groups["unit"].ValueSpan;
        if (symbol is "\"" or "'")
        {
            return !IsQuoted(text, match.Index, symbol[0]);
        }

        if (symbol.Length > 1 || !char.IsLetter(symbol[0]))
        {
            var next = Surroundings.WordAfter(text, match.Index + match.Length);
            return !unit.Shy
                || match.Groups["stop"].Success
                || (next.Length == 0 && !IsNumberAfter(text, match.Index + match.Length))
                || _ofWords.Contains(next);
        }

        var before = Surroundings.LabelBefore(text, match.Index);
        if (_labels.Contains(before))
        {
            return false;
        }

        var doubtful = unit.Shy && symbol is not "L" && char.IsUpper(symbol[0]) && !match.Groups["per"].Success;
        return !doubtful || (match.Groups["space"].Length > 0 && !FollowsName(text, match.Index, before) && IsLikely(symbol, match));
    }

    /// <summary>1 in 5: what is also a word is no unit between two numbers.</summary>
    private static bool IsNumberAfter(string text, int end) =>
        end + 1 < text.Length && text[end] == ' ' && char.IsAsciiDigit(text[end + 1]);

    /// <summary>Temperatures in kelvin are no 4 K television.</summary>
    private bool IsLikely(ReadOnlySpan<char> symbol, Match match) =>
        symbol is not "K" || match.Number(language.Data) is { Whole.Length: > 2 } or { IsWhole: false };

    private static bool FollowsName(string text, int index, string before) =>
        text.AsSpan(0, index).TrimEnd() is [.., ',']
        || (before.Length > 1 && char.IsUpper(before[0]) && char.IsWhiteSpace(text[index - 1]) && HasWordBefore(text, index, before));

    /// <summary>A capital at the beginning of the text is no name's.</summary>
    private static bool HasWordBefore(string text, int index, string before) => index - before.Length - 1 > 0;

    /// <summary>Whether a quotation is open: a mark behind a digit closes one, or is of inches; one behind a letter opens none.</summary>
    private static bool IsQuoted(string text, int index, char mark)
    {
        var open = false;
        for (var i = Math.Max(0, index - LongestQuotation); i < index; i++)
        {
            open = text[i] == mark ? !open && (i == 0 || !char.IsLetterOrDigit(text[i - 1])) : open;
        }

        return open;
    }

    private bool Describes(string text, int start, int end) =>
        language.Units.IsAdjectiveAfter(Surroundings.WordBefore(text, start))
        && Surroundings.WordAfter(text, end) is { Length: > 0 } next
        && (char.IsLower(next[0]) || (next.Length > 1 && next.All(char.IsUpper)));

    /// <summary>Whether the full stop after a unit is the abbreviation's, as the sentence goes on in a small letter.</summary>
    private static bool EndsAbbreviation(string text, int end) =>
        text.AsSpan(end).TrimStart() is [var next, ..] && (char.IsLower(next) || next is ',' or ';' or ')');

    [GeneratedRegex(
        WrittenNumber.Signed
            + @"(?:(?<hyphen>-)|(?<space>[ \u00a0\u2009\u202f]?))"
            + @"(?<unit>(?:sq|cu|fl)\.? (?:ft|in|mi|yd|km|m|oz)|mm Hg|N·m|[°º] ?[CF](?!\p{L})|[°º%‰¢""″'′]|\p{L}{1,6}[²³23]?)"
            + @"(?<per>"
            + UnitTable.Denominators
            + @")?(?![\p{L}0-9²³/])(?<stop>\.(?![0-9.]))?"
    )]
    private static partial Regex Measure();

    /// <summary>200 habitantes/km².</summary>
    [GeneratedRegex(@"(?<=[0-9] \p{L}{3,14}\.?)/(?<unit>\p{L}{1,6}[²³23]?)(?![\p{L}0-9²³/])")]
    private static partial Regex Counted();
}
