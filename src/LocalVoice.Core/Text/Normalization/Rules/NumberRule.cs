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
        var gender = language.Nouns.GenderAt(text, match.Index, match.Index + match.Length, number.Whole == "1");
        return language.Numbers.Say(number, gender);
    }

    [GeneratedRegex(WrittenNumber.Signed)]
    private static partial Regex Number();
}
