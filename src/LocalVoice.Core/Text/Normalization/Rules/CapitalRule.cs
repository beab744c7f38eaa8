using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using LocalVoice.Core.Text.Normalization.Capitals;

namespace LocalVoice.Core.Text.Normalization.Rules;

/// <summary>
/// Words in capitals: those said as words are written small ("ONU", "NO"); what stays in capitals is spelled ("DNI").
/// </summary>
internal sealed partial class CapitalRule(CapitalTables tables) : ISpeechRule
{
    // Chosen by trial.
    private const int LongestAcronym = 4;
    private const int MostAcronyms = 2;
    private const int CapitalsPerSmallLetter = 4;

    private readonly FrozenSet<string> _words = tables.Words.ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _spelled = tables.Spelled.ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _spelledUnlessShouted = tables.SpelledUnlessShouted.ToFrozenSet(StringComparer.Ordinal);
    private readonly Pronounceable _pronounceable = new(tables);

    public string Apply(string text)
    {
        if (!InCapitals().IsMatch(text))
        {
            return text;
        }

        var shouted = IsShouted(text);
        return InCapitals()
            .Replace(text, match => IsWord(match.Groups["word"].Value, shouted) ? match.Value.ToLowerInvariant() : match.Value);
    }

    private bool IsWord(string word, bool shouted)
    {
        if (_spelledUnlessShouted.Contains(word))
        {
            return shouted;
        }

        if (_words.Contains(word) || _spelled.Contains(word))
        {
            return _words.Contains(word);
        }

        // Acronyms have no accents.
        var small = word.ToLowerInvariant();
        return !Ascii.IsValid(word) || (shouted && word.Length > LongestAcronym)
            ? _pronounceable.HasVowel(small)
            : (shouted || word.Length > tables.LongestSpelled) && _pronounceable.Is(small);
    }

    /// <summary>Whether several words are in capitals, and hardly any other.</summary>
    private static bool IsShouted(string text) =>
        text.Count(char.IsUpper) > CapitalsPerSmallLetter * text.Count(char.IsLower) && InCapitals().Count(text) > MostAcronyms;

    [GeneratedRegex(@"(?<![\p{L}\p{Nd}_])(?<word>\p{Lu}(?:\p{Lu}|·(?=\p{Lu})){1,40})s?(?![\p{L}\p{Nd}_])")]
    private static partial Regex InCapitals();
}
