using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>Operators between two numbers: ranges (10-15), differences (10 - 5), products, quotients, fractions; and #1.</summary>
internal sealed partial class OperatorRule(OperatorWords words, Dictionary<string, string> fractions) : ISpeechRule
{
    public string Apply(string text)
    {
        text = Fraction().Replace(text, match => fractions.GetValueOrDefault(match.Value, match.Value));
        text = Between().Replace(text, match => $" {Word(match.Value)} ");
        return NumberSign().Replace(text, words.Number + " ");
    }

    private string Word(string written) =>
        written.Trim() switch
        {
            "-" or "−" when written.Length > 1 => words.Minus,
            "-" or "–" or "—" or "−" => words.Range,
            "/" => written.Length > 1 ? words.Over : words.Slash,
            _ => words.Times,
        };

    [GeneratedRegex(@"(?<![0-9.,/])[0-9]{1,2}/[0-9]{1,2}(?![0-9/]|[.,][0-9])")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"(?<=[0-9%€$h])(?:[-–—−/x×*]| [-–—−/x×*] )(?=[0-9€$£])")]
    private static partial Regex Between();

    [GeneratedRegex(@"#(?=[0-9])")]
    private static partial Regex NumberSign();
}
