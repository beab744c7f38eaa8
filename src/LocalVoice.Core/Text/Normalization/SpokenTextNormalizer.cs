using System.Collections.Frozen;
using LocalVoice.Core.Text.Normalization.Rules;
using LocalVoice.Speech;

namespace LocalVoice.Core.Text.Normalization;

/// <summary>
/// Writes out numbers, dates, prices, units, abbreviations, addresses and symbols as words. Rules exist for Spanish,
/// Catalan (Valencian forms) and English; text in other languages is only cleaned. Thread-safe.
/// </summary>
internal sealed class SpokenTextNormalizer
{
    private readonly FrozenDictionary<string, Lazy<ISpeechRule[]>> _rules = new[] { "es", "ca", "en", "en-US" }.ToFrozenDictionary(
        language => language,
        language => new Lazy<ISpeechRule[]>(() => RulesOf(language)),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Whether there are rules for a language code.</summary>
    public bool Knows(string language) => _rules.ContainsKey(LanguageTag.Base(language));

    /// <summary>The text in words: one line, trimmed; empty when there is nothing to pronounce.</summary>
    /// <param name="text">A clause or more, without markup.</param>
    /// <param name="language">Language code: <c>es</c>, <c>ca-valencia</c>, <c>en-US</c> ….</param>
    public string Normalize(string text, string language)
    {
        var spoken = ComposedText.Of(text);
        if (_rules.TryGetValue(language, out var rules) || _rules.TryGetValue(LanguageTag.Base(language), out rules))
        {
            foreach (var rule in rules.Value)
            {
                spoken = rule.Apply(spoken);
            }
        }

        return TextCleaner.Clean(spoken);
    }

    /// <summary>Order matters: more specific rules read their numbers first.</summary>
    private static ISpeechRule[] RulesOf(string language)
    {
        var pack = LanguagePack.Load(language);
        var data = pack.Data;
        return
        [
            new WebAddressRule(data.Web),
            new DateRule(pack),
            new PhoneRule(pack),
            new OperatorRule(data.Operators, data.Fractions),
            new TimeRule(pack),
            new PhraseRule(data.Phrases),
            new OrdinalRule(pack),
            new MoneyRule(pack),
            new MeasureRule(pack),
            new RomanRule(pack),
            new VersionRule(pack),
            new NumberRule(pack),
            new SymbolRule(data.Symbols),
        ];
    }
}
