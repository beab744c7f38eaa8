using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace LocalVoice.Core.Text.Normalization.Rules.Dates;

/// <summary>Spanish and Catalan decades, which are plain numbers: los '90, los 80s, els anys 1960s.</summary>
internal sealed partial class RomanceDecadeRule(LanguagePack language) : ISpeechRule
{
    private readonly FrozenSet<string> _after = language.Figures.Dates.DecadeAfter.ToWordSet();

    public string Apply(string text) =>
        Decade()
            .Replace(
                text,
                match => _after.Contains(Surroundings.LabelBefore(text, match.Index)) ? match.Groups["year"].Value : match.Value
            );

    [GeneratedRegex(@"(?<![\p{L}0-9.,/:])['’‘]?(?<year>[12][0-9]{2}0|[1-9]0)(?:['’]?s)?(?![\p{L}0-9])")]
    private static partial Regex Decade();
}
