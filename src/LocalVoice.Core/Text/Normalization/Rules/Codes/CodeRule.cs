using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules.Codes;

/// <summary>
/// Numbers that are read digit by digit for what they are: accounts, cards, identity and plate numbers, tracking numbers, and what
/// follows a word such as PIN or order.
/// </summary>
internal sealed partial class CodeRule(LanguagePack language) : ISpeechRule
{
    // A word joiner, which is cleaned away at the end: a code's letters are never a word, not even "ES".
    private const char LetterJoint = '\u2060';

    private const int MostLinks = 3;

    // ISBN and the like; shorter ones are numbers in a row, such as 4-3-3.
    private const int LongChain = 12;

    private readonly FrozenSet<string> _codeAfter = language.Figures.Names.CodeAfter.ToWordSet();
    private readonly FrozenSet<string> _links = language.Figures.Names.CodeLinks.ToWordSet();

    public string Apply(string text)
    {
        text = Number().Replace(text, match => Say(match.Value));
        text = Plate().Replace(text, match => IsUnit(match.Groups["letters"].Value) ? match.Value : Say(match.Value));
        text = Tracking().Replace(text, match => IsTracking(match.Value) ? Say(match.Value) : match.Value);
        text = Zip().Replace(text, match => $"{match.Groups["state"].Value} {Say(match.Groups["zip"].Value)}");
        text = Chain().Replace(text, match => match.Value.Length < LongChain ? SayParts(match.Value, ", ") : Say(match.Value));
        text = Padded().Replace(text, match => SayParts(match.Value.TrimStart('#'), " "));
        return Named().Replace(text, match => FollowsCodeWord(text, match.Index) ? Say(match.Value.TrimStart('#')) : match.Value);
    }

    /// <summary>Letters stay as they are; digits are read one by one; spaces and hyphens are pauses.</summary>
    private string Say(string written) =>
        string.Join(
            ", ",
            Group().Matches(written).Select(group => string.Join(' ', Run().Matches(group.Value).Select(run => SayRun(run.Value))))
        );

    private string SayRun(string run) =>
        char.IsAsciiDigit(run[0]) ? language.Numbers.SayDigits(run) : string.Join(LetterJoint, run.ToCharArray());

    private string SayParts(string written, string gap) => string.Join(gap, written.Split('-').Select(SayPart));

    private string SayPart(string part) =>
        part.Length <= 4 ? language.Numbers.SayWhole(part, Numbers.Gender.Counting) : language.Numbers.SayDigits(part);

    private bool IsUnit(string letters) =>
        letters is "GMT" or "UTC" || language.Units.TryFind(letters, out _) || language.Money.Find(letters) is not null;

    private bool FollowsCodeWord(string text, int index)
    {
        for (var i = 0; i <= MostLinks; i++)
        {
            var word = Surroundings.LabelBefore(text, ref index);
            if (word.Length == 0 || _codeAfter.Contains(word))
            {
                return word.Length > 0;
            }

            if (!_links.Contains(word))
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsTracking(string written) => written.Count(char.IsAsciiDigit) >= 5 && written.Any(char.IsAsciiLetterUpper);

    [GeneratedRegex(
        // IBAN; cards; American social security; Spanish identity, foreigner's and company numbers.
        @"(?<![\p{L}0-9.,/-])(?:[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?"
            + @"|[0-9]{4}(?<gap>[ -])[0-9]{4}\k<gap>[0-9]{4}\k<gap>[0-9]{4}|3[47][0-9]{2}[ -][0-9]{6}[ -][0-9]{5}"
            + @"|[0-9]{3}-[0-9]{2}-[0-9]{4}"
            + @"|[0-9]{8}-?[A-Z]|[0-9]{2}\.[0-9]{3}\.[0-9]{3}-?[A-Z]|[XYZ]-?[0-9]{7}-?[A-Z]|[A-HJNP-SUVW]-?[0-9]{7}[0-9A-J])"
            + @"(?![\p{L}0-9]|-[0-9])"
    )]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<![\p{L}0-9.,/-])[0-9]{4}[ -]?(?<letters>[BCDFGHJ-NP-TV-Z]{3})(?![\p{L}0-9])")]
    private static partial Regex Plate();

    [GeneratedRegex(@"(?<![\p{L}0-9.,/-])[A-Z0-9]{8,34}(?![\p{L}0-9])")]
    private static partial Regex Tracking();

    [GeneratedRegex(@"(?<!\p{L})(?<state>[A-Z]{2}) (?<zip>[0-9]{5}(?:-[0-9]{4})?)(?![\p{L}0-9]|[.,][0-9])")]
    private static partial Regex Zip();

    [GeneratedRegex(@"(?<![\p{L}0-9.,/-])[0-9]{1,7}(?:-[0-9]{1,7}){2,5}(?:-X)?(?![\p{L}0-9-]|[.,:/][0-9]| ?=)")]
    private static partial Regex Chain();

    [GeneratedRegex(@"(?<![\p{L}0-9.,/-])#?[0-9]{1,12}-0[0-9]{1,12}(?![\p{L}0-9-]|[.,:][0-9])")]
    private static partial Regex Padded();

    [GeneratedRegex(@"(?<![\p{L}0-9.,/-])#?(?=[A-Z-]{0,8}[0-9])[A-Z0-9]{3,24}(?:-[A-Z0-9]{1,12}){0,5}(?![\p{L}0-9]|[.,:/][0-9]| ?[€$%£])")]
    private static partial Regex Named();

    [GeneratedRegex("[A-Z0-9]+")]
    private static partial Regex Group();

    [GeneratedRegex("[A-Z]+|[0-9]+")]
    private static partial Regex Run();
}
