using System.Collections.Frozen;
using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Rules.Codes;

/// <summary>Versions and network addresses: v2.1, Python 3.12, GPT-3.5, 1.2.3, 192.168.1.1, localhost:8080.</summary>
internal sealed partial class VersionRule(LanguagePack language) : ISpeechRule
{
    private const int Thousand = 3;
    private const int AddressParts = 4;
    private const int LongestComparison = 4;

    private readonly FrozenSet<string> _versionAfter = language.Figures.Names.VersionAfter.ToWordSet();

    public string Apply(string text)
    {
        text = Port().Replace(text, $" {language.Data.Web[":"]} ");
        return Version().Replace(text, match => Surroundings.Spaced(text, match, Say(text, match)));
    }

    private string Say(string text, Match match)
    {
        var parts = match.Groups["number"].Value.Split('.');
        var letter = match.Groups["letter"].Value;
        if (letter.Length == 0 && (parts.Length == 2 ? !IsNamed(text, match) : IsGrouped(parts)))
        {
            return match.Value;
        }

        var point = parts.Length == AddressParts && parts.All(part => part.Length <= 3) ? language.Data.Web["."] : Point;
        var said = parts.Select(part => language.Numbers.SayWhole(part, Gender.Counting));

        // An abbreviation before it (art. 14.2) is one only before a figure.
        var isAbbreviated = parts.Length == 2 && text.AsSpan(0, match.Index).TrimEnd() is [.., '.'];
        var number = string.Join($" {point} ", isAbbreviated ? [parts[0], .. said.Skip(1)] : said);
        return letter.Length == 0 ? number : $"{letter} {number}";
    }

    /// <summary>The point of a version, which is no decimal comma.</summary>
    private string Point => language.Data.DecimalMark == '.' ? language.Data.Numbers.Decimal : language.Data.Web["."];

    private bool IsGrouped(string[] parts) =>
        language.Data.DecimalMark != '.'
        && parts[0].Length <= Thousand
        && parts[0][0] != '0'
        && parts[1..].All(part => part.Length == Thousand);

    private bool IsNamed(string text, Match match)
    {
        var start = StartOfComparison(text, match.Index);
        if (start > 1 && char.IsLetter(text[start - 1]) && char.IsLetter(text[start - 2]))
        {
            return true;
        }

        var name = Surroundings.LabelBefore(text, ref start);
        var hyphened = start > 0 && text[start - 1] == '-' ? Surroundings.LabelBefore(text, start) : "";
        return (_versionAfter.Contains(name) || IsAcronym(name) || IsAcronym(hyphened)) && !IsMeasured(text, match.Index + match.Length);
    }

    /// <summary>Where a comparison before a version begins: Python >= 3.8.</summary>
    private static int StartOfComparison(string text, int index)
    {
        var start = index;
        while (start > 0 && index - start < LongestComparison && " <>=≥≤~^".Contains(text[start - 1]))
        {
            start--;
        }

        return start < index && text[start] == ' ' ? start + 1 : start;
    }

    /// <summary>Names as in USB, GPT, iOS; a currency's code is none.</summary>
    private bool IsAcronym(string name) => name.Count(char.IsUpper) >= 2 && language.Money.Find(name) is null;

    /// <summary>Whether a unit, a sign or a scale follows, so that the number is an amount.</summary>
    private bool IsMeasured(string text, int end)
    {
        var next = text.AsSpan(end).TrimStart();
        if (next.IsEmpty || next[0] is '%' or '€' or '$' or '£' or '°')
        {
            return !next.IsEmpty;
        }

        var word = Word().Match(text, end, Math.Min(text.Length - end, 20)).Groups["word"].Value;
        return language.Money.IsScale(word) || language.Units.TryFind(word, out _);
    }

    [GeneratedRegex(
        @"(?<![0-9.,])(?<letter>(?<!\p{L})[vV](?=[0-9]))?(?<number>[0-9]{1,9}(?:\.[0-9]{1,9}){1,8}|(?<=[vV])[0-9]{1,9})(?![0-9]|[.,][0-9])"
    )]
    private static partial Regex Version();

    [GeneratedRegex(@"\G\s?(?<word>\p{L}{1,12})")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<=localhost|[0-9]\.[0-9]{1,3}):(?=[0-9]{2,5}(?![0-9]))")]
    private static partial Regex Port();
}
