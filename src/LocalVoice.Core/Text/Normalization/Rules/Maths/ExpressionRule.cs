using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules.Maths;

/// <summary>
/// Sums with an equals sign (5-3=2, 8/2 = 4, x = 10/2), in which a hyphen is a minus and a slash a division; roots, factorials, powers
/// of ten as computers write them, and two-character comparisons.
/// </summary>
internal sealed partial class ExpressionRule(LanguagePack language) : ISpeechRule
{
    private readonly OperatorWords _operators = language.Data.Operators;
    private readonly MathWords _words = language.Figures.Maths;

    public string Apply(string text)
    {
        text = Root().Replace(text, match => $" {(match.Groups["cube"].Success ? _words.CubeRoot : _words.Root)} ");
        text = Scientific().Replace(text, match => $"{match.Groups["number"].Value} × 10^{match.Groups["power"].Value.TrimStart('+')}");
        text = Function().Replace(text, match => $"{match.Groups["name"]} {language.Figures.Fractions.Of}{match.Groups["of"]}");
        text = Negative().Replace(text, _operators.Minus + " ");
        text = Bracket().Replace(text, match => $" {(match.Value.Contains('/') ? _operators.Over : _operators.Times)} ");
        text = MiddleDot().Replace(text, $" {_operators.Times} ");
        if (!text.AsSpan().ContainsAny("=<>!"))
        {
            return text;
        }

        text = Factorial().Replace(text, $" {_words.Factorial} ");
        text = Comparison().Replace(text, match => Sign(match.Value));
        text = Sum().Replace(text, match => IsOfFractions(match.Value) ? match.Value : Say(match.Value));
        return text.Contains('=') ? Variable().Replace(text, $" {_operators.Minus} ") : text;
    }

    private string Say(string sum) => Operator().Replace(sum, sign => $" {Word(sign.Value.Trim())} ");

    /// <summary>1/2 + 1/4 = 3/4, 1/2 = 0.5: a slash without spaces between a smaller number and a larger one.</summary>
    private static bool IsOfFractions(string sum) =>
        Quotient().Match(sum) is { Success: true } quotient
        && quotient.Groups["above"].Length <= 2
        && quotient.Int("above") < quotient.Int("below")
        && (sum.Contains(' ') || quotient.Length == sum.Length);

    private string Word(string sign) =>
        sign switch
        {
            "+" => language.Data.Symbols["+"],
            "-" or "–" or "−" => _operators.Minus,
            "/" or "÷" or ":" => _operators.Over,
            _ => _operators.Times,
        };

    private static string Sign(string written) =>
        written switch
        {
            ">=" => "≥",
            "<=" => "≤",
            "!=" => "≠",
            _ => " = ",
        };

    [GeneratedRegex(@"(?:(?<cube>∛|³√)|√) ?\(?(?=[\p{L}0-9])")]
    private static partial Regex Root();

    [GeneratedRegex(@"(?<![\p{L}0-9])(?<number>[0-9]{1,9}(?:[.,][0-9]{1,9})?)[eE](?<power>[+-]?[0-9]{1,3})(?![\p{L}0-9])")]
    private static partial Regex Scientific();

    [GeneratedRegex(@"(?<=[0-9)π²³]) ?[·⋅∙] ?(?=[\p{L}0-9(])")]
    private static partial Regex MiddleDot();

    /// <summary>(-b + c).</summary>
    [GeneratedRegex(@"(?<=\()-(?=[a-z](?!\p{L}))")]
    private static partial Regex Negative();

    /// <summary>(3 + 2) * 4, 4 * (3 + 2), (3 + 2) / 2a.</summary>
    [GeneratedRegex(@"(?<=[0-9²³a-z)]\)) ?[*/×] ?(?=[0-9(√]|[a-z](?!\p{L}))|(?<=[0-9]) ?[*/×] ?(?=\([0-9])")]
    private static partial Regex Bracket();

    /// <summary>f(x), g(2).</summary>
    [GeneratedRegex(@"(?<![\p{L}0-9])(?<name>[fgh])\((?<of>[a-z]|[0-9]{1,3})\)")]
    private static partial Regex Function();

    [GeneratedRegex(@"(?<=[0-9n])!(?= ?[=+*/×÷<>≤≥≈-])")]
    private static partial Regex Factorial();

    [GeneratedRegex(@"[<>!=]=")]
    private static partial Regex Comparison();

    [GeneratedRegex(
        @"(?<![\p{L}0-9.,/:-])[0-9]{1,12}(?:[.,][0-9]{1,9})?(?: ?[-–−+*x×·/÷:] ?[0-9]{1,12}(?:[.,][0-9]{1,9})?){1,8}(?= ?[=<>≤≥≈])"
            + @"|(?<=[=<>≤≥≈] ?)[0-9]{1,12}(?:[.,][0-9]{1,9})?"
            + @"(?: ?[-–−+*x×·/÷:] ?[0-9]{1,12}(?:[.,][0-9]{1,9})?){1,8}(?![\p{L}0-9/-])"
    )]
    private static partial Regex Sum();

    [GeneratedRegex("(?<above>[0-9]{1,9})/(?<below>[0-9]{1,9})")]
    private static partial Regex Quotient();

    [GeneratedRegex(@" ?(?<=[0-9 ])[-–−+*x×·/÷:] ?(?=[0-9])")]
    private static partial Regex Operator();

    /// <summary>2x - 5 = 7.</summary>
    [GeneratedRegex(@"(?<=(?<!\p{L})[0-9]{0,6}[a-zA-Z][²³]?|[0-9)]) [-−] (?=[0-9(]|[a-zA-Z](?!\p{L}))")]
    private static partial Regex Variable();
}
