using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Rules.Maths;

/// <summary>Powers: x², 10⁶, 3^2, 10^-3, x^n. Units with a power are read before.</summary>
internal sealed partial class PowerRule(LanguagePack language) : ISpeechRule
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private readonly MathWords _words = language.Figures.Maths;

    public string Apply(string text) =>
        Caret()
            .Replace(
                Superscript().Replace(Product().Replace(text, Spell), match => $" {Say(Digits(match.Value))} "),
                match => $" {Say(match.Groups["power"].Value)} "
            );

    private string Spell(Match match) => language.Units.TryFind(match.Value, out _) ? match.Value : $"{match.Value[0]} {match.Value[1]}";

    private string Say(string power) =>
        power switch
        {
            "2" => _words.Squared,
            "3" => _words.Cubed,
            ['-' or '−', .. var rest] => $"{_words.Power} {language.Data.Numbers.Minus} {Number(rest)}",
            _ => $"{_words.Power} {Number(power)}",
        };

    private string Number(string power) => char.IsAsciiDigit(power[0]) ? language.Numbers.SayWhole(power, Gender.Counting) : power;

    private static string Digits(string superscripts) =>
        string.Concat(
            superscripts.Select(sign =>
                sign switch
                {
                    '⁻' => '-',
                    'ⁿ' => 'n',
                    _ => (char)('0' + Superscripts.IndexOf(sign)),
                }
            )
        );

    /// <summary>mc².</summary>
    [GeneratedRegex(@"(?<!\p{L})[a-z]{2}(?=[²³]|\^[0-9])")]
    private static partial Regex Product();

    [GeneratedRegex(@"(?<=[\p{L}0-9)\]])(?:⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}|ⁿ)(?!\p{L})")]
    private static partial Regex Superscript();

    [GeneratedRegex(@"(?<=[\p{L}0-9)\]]) ?\^ ?[{(]?(?<power>[-−]?[0-9]{1,4}|[-−]?[a-zA-Z](?![\p{L}]))[})]?")]
    private static partial Regex Caret();
}
