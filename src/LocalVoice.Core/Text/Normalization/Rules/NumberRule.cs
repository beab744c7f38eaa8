using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>All numbers not handled by another rule. They agree with the following noun where one is likely.</summary>
internal sealed partial class NumberRule(LanguagePack language) : ISpeechRule
{
    public string Apply(string text) => Number().Replace(text, match => Surroundings.Spaced(text, match, Say(text, match)));

    private string Say(string text, Match match)
    {
        var number = match.Number(language.Data);
        if (!number.IsWhole)
        {
            return language.Numbers.Say(number, Gender.Counting);
        }

        var before = Surroundings.WordBefore(text, match.Index);
        var after = Surroundings.WordAfter(text, match.Index + match.Length);
        return language.Numbers.Say(number, language.Nouns.GenderBetween(before, after));
    }

    [GeneratedRegex(WrittenNumber.Signed)]
    private static partial Regex Number();
}
