using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules.Amounts;

/// <summary>Thousands and millions by their letter: 10k, 1.5M, 70B; not 4K, 5K run, flat 12B or 12B Baker Street.</summary>
internal sealed partial class ScaleRule(LanguagePack language) : ISpeechRule
{
    // A larger one is a product's: 12700K.
    private const int MostThousands = 3;

    private readonly FrozenSet<string> _labels = language.Figures.Names.Labels.ToWordSet();
    private readonly FrozenSet<string> _ofWords = language.Figures.Fractions.OfWords.ToWordSet();

    public string Apply(string text) => Scaled().Replace(text, match => IsScaled(text, match) ? Say(match) : match.Value);

    private string Say(Match match) => language.Money.SayScaled(match.Number(language.Data), match.Groups["letter"].Value);

    private bool IsScaled(string text, Match match)
    {
        var number = match.Number(language.Data);
        var isLong = !number.IsWhole || number.Whole.Length > 1;
        var sure = match.Groups["letter"].ValueSpan switch
        {
            "k" => isLong || number.Whole is not ("4" or "8"),
            "K" => isLong && number.Whole.Length <= MostThousands,
            "B" => isLong,
            _ => true,
        };
        sure &= match.Groups["space"].Length == 0 || _ofWords.Contains(Surroundings.WordAfter(text, match.Index + match.Length));
        return sure
            && !_labels.Contains(Surroundings.LabelBefore(text, match.Index))
            && Surroundings.WordAfter(text, match.Index + match.Length) is not ("run" or "runs" or "race" or "races" or "carrera");
    }

    [GeneratedRegex(
        @"(?<![\p{L}-])"
            + Numbers.WrittenNumber.Signed
            + @"(?:(?<letter>[kKMB]|bn)|(?<space>[ \u00a0])(?<letter>M))(?![\p{L}0-9/²³])"
            + @"(?! \p{Lu}\p{Ll}{1,15} (?:St|Street|Ave|Avenue|Rd|Road|Ln|Lane|Dr|Drive|Blvd|Way|Ct|Court|Pl|Place|Ter)(?!\p{L}))"
    )]
    private static partial Regex Scaled();
}
