using System.Globalization;
using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Rules.Amounts;

/// <summary>Feet with inches (5'10", 5 ft 6 in) and degrees with minutes (40° 25′ 12″).</summary>
internal sealed partial class HeightRule(LanguagePack language) : ISpeechRule
{
    private readonly AngleWords _words = language.Figures.Angles;

    public string Apply(string text)
    {
        text = Arc().Replace(text, SayArc);
        text = Marks()
            .Replace(text, match => SayHeight(match, match.Int("feet") == 1 || _words.Joint.Length == 0 ? _words.Foot : _words.Feet, ""));
        return Units()
            .Replace(
                text,
                match => SayHeight(match, match.Int("feet") == 1 ? _words.Foot : _words.Feet, " " + Inches(match.Groups["inches"].Value))
            );
    }

    private string SayHeight(Match match, string feet, string inches)
    {
        var joint = _words.Joint.Length == 0 ? "" : _words.Joint + " ";
        var unit = _words.Joint.Length == 0 ? inches : " " + Inches(match.Groups["inches"].Value);
        return $"{Say(match.Groups["feet"].Value)} {feet} {joint}{Say(match.Groups["inches"].Value)}{unit}";
    }

    private string SayArc(Match match)
    {
        var degrees = match.Int("degrees").ToString(CultureInfo.InvariantCulture) + "°";
        var seconds = match.Groups["seconds"].Success ? $" {Say(match.Groups["seconds"].Value)} {_words.Seconds}" : "";
        return $"{degrees} {Say(match.Groups["minutes"].Value)} {_words.Minutes}{seconds}";
    }

    private string Inches(string count) => language.Units.TryFind("\"", out var unit) ? (count == "1" ? unit.One : unit.Many) : "";

    private string Say(string number) =>
        language.Numbers.Say(WrittenNumber.Parse(number, negative: false, language.Data.DecimalMark), Gender.Counting);

    [GeneratedRegex(
        @"(?<![0-9.,])(?<degrees>[0-9]{1,3}) ?[°º] ?(?<minutes>[0-9]{1,2}(?:[.,][0-9]{1,4})?) ?['’′]"
            + @"(?: ?(?<seconds>[0-9]{1,2}(?:[.,][0-9]{1,4})?) ?(?:[""”″]|''|′′))?"
    )]
    private static partial Regex Arc();

    [GeneratedRegex(@"(?<![\p{L}0-9.,'’])(?<feet>[0-9]{1,2}) ?['’′] ?(?<inches>[0-9]{1,2}(?:[.,][0-9])?) ?(?:[""”″]|''|(?![\p{L}0-9'’]))")]
    private static partial Regex Marks();

    [GeneratedRegex(
        @"(?<![\p{L}0-9.,'’])(?<feet>[0-9]{1,2}) ?(?:ft\.?|feet|foot),? (?<inches>[0-9]{1,2}(?:[.,][0-9])?)"
            + @" ?(?:in|inches|inch)(?!\p{L})(?:\.(?= ?[,\p{Ll}]))?"
    )]
    private static partial Regex Units();
}
