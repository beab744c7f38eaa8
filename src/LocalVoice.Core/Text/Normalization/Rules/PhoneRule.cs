using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>Telephone numbers, digit by digit, with pauses between groups.</summary>
internal sealed partial class PhoneRule(LanguagePack language) : ISpeechRule
{
    public string Apply(string text) => Phone().Replace(text, match => Say(match.Value));

    private string Say(string written)
    {
        var groups = Digits().Matches(written).Select(group => language.Numbers.SayDigits(group.ValueSpan));
        var plus = written[0] == '+' ? language.Data.Symbols["+"] + " " : "";
        return plus + string.Join(", ", groups);
    }

    [GeneratedRegex(
        @"(?<![0-9+.,/-])(?:\+[0-9]{1,3}(?:[ -]?[0-9]{2,4}){2,4}"
            + @"|[6-9][0-9]{2}(?:[ -][0-9]{3}){2}|[6-9][0-9]{2}(?:[ -][0-9]{2}){3}|[0-9]{2}[ -][0-9]{3}(?:[ -][0-9]{2}){2}|[6-9][0-9]{8}"
            + @"|(?:\([0-9]{3}\) ?|[0-9]{3}[ -])[0-9]{3}[ -][0-9]{4})(?![0-9]|[.,/-][0-9])"
    )]
    private static partial Regex Phone();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
