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
    private readonly FrozenDictionary<string, Lazy<ISpeechRule[]>> _rules = new[]
    {
        "es",
        "ca",
        LanguagePack.CentralCatalan,
        "en",
        "en-US",
    }.ToFrozenDictionary(
        language => language,
        language => new Lazy<ISpeechRule[]>(() => RulesOf(language)),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>The text in words: one line, trimmed; empty when there is nothing to pronounce.</summary>
    /// <param name="text">A clause or more, without markup.</param>
    /// <param name="language">Language code: <c>es</c>, <c>ca-valencia</c>, <c>en-US</c> ….</param>
    public string Normalize(string text, string language)
    {
        var spoken = text;
        if (_rules.TryGetValue(language, out var rules) || _rules.TryGetValue(Variety(language), out rules))
        {
            foreach (var rule in rules.Value)
            {
                spoken = rule.Apply(spoken);
            }
        }

        return TextCleaner.Clean(spoken);
    }

    /// <summary>The Catalan of a region is Central but for Valencia's; other languages have one variety.</summary>
    private static string Variety(string language)
    {
        var code = LanguageTag.Base(language);
        return code == "ca" && language.Length > code.Length && !language.Contains("valencia", StringComparison.OrdinalIgnoreCase)
            ? LanguagePack.CentralCatalan
            : code;
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
            new AbbreviationRule(pack.Words.Abbreviations),
            new OrdinalRule(pack),
            new MoneyRule(pack),
            new MeasureRule(pack),
            new RomanRule(pack),
            new VersionRule(pack),
            new NumberRule(pack),
            new CapitalRule(pack.Words.Capitals),
            new SymbolRule(data.Symbols),
        ];
    }
}
