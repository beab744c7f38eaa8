using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>
/// Long rows of digits and marks without a space, which nobody says: the marks are removed and the first digits read one by one. No
/// rule behind it meets a row without end.
/// </summary>
internal sealed partial class NoiseRule(LanguagePack language) : ISpeechRule
{
    // Longer than any number that is written out, and still heard in a minute.
    private const int MostDigits = 120;

    public string Apply(string text) => Row().Replace(text, match => $" {Say(match.Value)} ");

    private string Say(string row) => language.Numbers.SayDigits(string.Concat(row.Where(char.IsAsciiDigit).Take(MostDigits)));

    [GeneratedRegex(@"[-0-9.,:;/+*=#%€$'_~|<>()\[\]{}^&!?½²³–—−]{60,}")]
    private static partial Regex Row();
}
