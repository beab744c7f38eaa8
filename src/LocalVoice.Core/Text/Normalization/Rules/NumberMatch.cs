using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>Reads the capture groups of <see cref="WrittenNumber.Signed"/>.</summary>
internal static class NumberMatch
{
    public static WrittenNumber Number(this Match match, LanguageData data) =>
        WrittenNumber.Parse(match.Groups["number"].ValueSpan, match.Groups["sign"].Success, data.DecimalMark);

    public static int Int(this Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
}
