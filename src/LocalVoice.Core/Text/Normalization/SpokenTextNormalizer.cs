using System.Collections.Frozen;
using LocalVoice.Core.Text.Normalization.Rules;
using LocalVoice.Core.Text.Normalization.Rules.Amounts;
using LocalVoice.Core.Text.Normalization.Rules.Codes;
using LocalVoice.Core.Text.Normalization.Rules.Dates;
using LocalVoice.Core.Text.Normalization.Rules.Maths;
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

    /// <summary>Whether there are rules for a language code.</summary>
    public bool Knows(string language) => _rules.ContainsKey(LanguageTag.Base(language));

    /// <summary>The text in words: one line, trimmed; empty when there is nothing to pronounce.</summary>
    /// <param name="text">A clause or more, without markup.</param>
    /// <param name="language">Language code: <c>es</c>, <c>ca-valencia</c>, <c>en-US</c> ….</param>
    public string Normalize(string text, string language)
    {
        var spoken = ComposedText.Of(text);
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
        var english = LanguageTag.Base(language) == "en";
        return
        [
            new NoiseRule(pack),
            new WebAddressRule(data.Web),
            new GlyphRule(),
            new ChemistryRule(pack),
            new WeekdayRule(pack),
            .. Figures(
                new DateRule(pack),
                new DayMonthRule(pack),
                english ? new MonthRule(pack) : new ShortMonthRule(pack),
                new PhoneRule(pack),
                new CodeRule(pack),
                new VersionRule(pack),
                new GroupingRule(pack),
                new DurationRule(pack),
                new RatioRule(pack),
                new TimeRule(pack)
            ),
            new ExpressionRule(pack),
            .. Figures(new FractionRule(pack), new HeightRule(pack), new MoneyRangeRule(pack), new OperatorRule(pack)),
            new AbbreviationRule(pack.Words.Abbreviations),
            .. Figures(
                english ? new YearRule(pack) : new RomanceDecadeRule(pack),
                new OrdinalRule(pack),
                new MoneyRule(pack),
                new ScaleRule(pack),
                new MeasureRule(pack)
            ),
            new BareUnitRule(pack),
            new PowerRule(pack),
            new RomanRule(pack),
            .. Figures(new NumberRule(pack)),
            new CapitalRule(pack.Words.Capitals),
            new SymbolRule(data.Symbols),
        ];
    }

    private static IEnumerable<ISpeechRule> Figures(params ISpeechRule[] rules) => rules.Select(rule => new DigitRule(rule));
}
