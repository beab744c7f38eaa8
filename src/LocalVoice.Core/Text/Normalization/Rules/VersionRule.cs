using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>Numbers with more than one point that are not grouped thousands: versions, network addresses.</summary>
internal sealed partial class VersionRule(LanguagePack language) : ISpeechRule
{
    public string Apply(string text) => Version().Replace(text, match => Surroundings.Spaced(text, match, Say(match.Value)));

    private string Say(string written)
    {
        var parts = written.Split('.');
        return parts[0].Length <= 3 && parts[0][0] != '0' && parts[1..].All(part => part.Length == 3) && language.Data.DecimalMark != '.'
            ? written
            : string.Join($" {language.Data.Web["."]} ", parts.Select(part => language.Numbers.SayWhole(part, Gender.Counting)));
    }

    [GeneratedRegex(@"(?<![0-9]|[0-9][.,])[0-9]+(?:\.[0-9]+){2,}(?![0-9]|,[0-9])")]
    private static partial Regex Version();
}
