using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules.Codes;

/// <summary>Telephone numbers, digit by digit, with pauses between groups.</summary>
internal sealed partial class PhoneRule(LanguagePack language) : ISpeechRule
{
    private const int WordsBefore = 5;
    private const int FewestDigits = 7;
    private const int NationalDigits = 9;
    private const int FewestDigitsAbroad = 9;

    private readonly FrozenSet<string> _phoneAfter = language.Figures.Names.PhoneAfter.ToWordSet();
    private readonly FrozenSet<string> _emergency = language.Figures.Names.Emergency.ToFrozenSet(StringComparer.Ordinal);

    public string Apply(string text)
    {
        text = Phone().Replace(text, match => IsLong(match.Value) ? Say(match.Value) : match.Value);
        text = Digits().Replace(text, match => Follows(text, match) && IsNamed(match.Value) ? Say(match.Value) : match.Value);
        return text;
    }

    private bool Follows(string text, Match match) => Surroundings.Follows(text, match.Index, WordsBefore, _phoneAfter);

    private bool IsNamed(string written)
    {
        var digits = written.Count(char.IsAsciiDigit);
        return _emergency.Contains(written) || (digits >= FewestDigits && (digits == NationalDigits || !Thousands().IsMatch(written)));
    }

    private string Say(string written)
    {
        var groups = Run().Matches(written).Select(group => language.Numbers.SayDigits(group.ValueSpan));
        var plus = written.AsSpan().TrimStart('(')[0] == '+' ? language.Data.Symbols["+"] + " " : "";
        return plus + string.Join(", ", groups);
    }

    private static bool IsLong(string written) =>
        (written[0] != '+' && !written.StartsWith("00", StringComparison.Ordinal))
        || written.Count(char.IsAsciiDigit) >= FewestDigitsAbroad;

    [GeneratedRegex(
        @"(?<![\p{L}0-9+.,/-]|[0-9] |[0-9]\))(?:\(?\+[0-9]{1,3}\)?(?:[ .-]?\(?[0-9]{1,4}\)?){2,6}(?:[0-9]{1,6})?"
            + @"|00 ?[1-9][0-9]{0,2}(?:[ -][0-9]{2,4}){2,5}"
            + @"|1-[0-9]{3}-[0-9]{3}-[0-9]{4}|(?:\([0-9]{3}\) ?|[0-9]{3}[ .-])[0-9]{3}[ .-][0-9]{4}"
            + @"|\(?0[0-9]{2,4}\)?[ -][0-9]{3,4}[ -]?[0-9]{3,4}|[0-9]{2} [0-9]{4}[ -][0-9]{4}"
            + @"|[6-9][0-9]{2}(?:[ -][0-9]{3}){2}|[6-9][0-9]{2}(?:[ -][0-9]{2}){3}|[0-9]{2}[ -][0-9]{3}(?:[ -][0-9]{2}){2}|[6-9][0-9]{8}"
            + @")(?![\p{L}0-9]| [0-9]{3}(?![0-9])|[.,/-][0-9])"
    )]
    private static partial Regex Phone();

    [GeneratedRegex(@"(?<![\p{L}0-9+.,:/-])\(?[0-9](?:[ .()-]{0,2}[0-9]){2,15}(?![\p{L}0-9]|[.,:/][0-9]|\s?[€$£%])")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^[0-9]{1,3}(?:\.[0-9]{3})+$")]
    private static partial Regex Thousands();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Run();
}
