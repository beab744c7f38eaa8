using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules.Maths;

/// <summary>Operators between two numbers: ranges (10-15, 5 % - 10 %), differences (10 - 5), products, quotients; and #1.</summary>
internal sealed partial class OperatorRule(LanguagePack language) : ISpeechRule
{
    private readonly OperatorWords _words = language.Data.Operators;

    public string Apply(string text)
    {
        text = Between().Replace(text, match => $" {Word(match)} ");
        text = LetterHyphen().Replace(text, " ");
        return NumberSign().Replace(text, _words.Number + " ");
    }

    private string Word(Match match)
    {
        var spaced = match.Length > 1;
        return match.Value.Trim() switch
        {
            "-" or "−" when spaced && !match.Groups["measured"].Success => _words.Minus,
            "-" or "–" or "—" or "−" => _words.Range,
            "/" => spaced ? _words.Over : _words.Slash,
            "x" or "×" when !spaced => language.Figures.Maths.By,
            _ => _words.Times,
        };
    }

    [GeneratedRegex(
        @"(?<=[0-9])(?:(?<!\p{L}[0-9]{1,9})[-–—−]|[/x×*]| [-–—−/x×*] )(?=[0-9€$£])"
            + @"|(?<measured>)(?<=[%€$£°]|[0-9] ?(?:km|kg|cm|mm|mg|ml|min|am|pm|GB|MB|[mhkgl]|ºC|K|M))(?:[-–—−x×]| [-–—−x×] )(?=[0-9€$£])"
    )]
    private static partial Regex Between();

    /// <summary>COVID-19, N-340, i7-12700: no minus and no range.</summary>
    [GeneratedRegex(@"(?<=\p{L}[0-9]{0,9})[-–](?=[0-9])")]
    private static partial Regex LetterHyphen();

    [GeneratedRegex(@"#(?=[0-9])")]
    private static partial Regex NumberSign();
}
