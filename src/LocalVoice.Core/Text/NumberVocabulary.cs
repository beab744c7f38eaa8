using System.Collections.Frozen;
using LocalVoice.Core.Text.Normalization;
using LocalVoice.Core.Text.Normalization.Numbers;
using LocalVoice.Speech;

namespace LocalVoice.Core.Text;

/// <summary>The words of which a language makes its cardinal numbers, as the agent says them. Immutable.</summary>
public static class NumberVocabulary
{
    /// <summary>Languages whose numbers are known, as base codes.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["es", "ca", "en"];

    // Every word of a number up to the largest stands in one of these.
    private static readonly long[] Samples =
    [
        .. Enumerable.Range(0, 101).Select(number => (long)number),
        .. Enumerable.Range(1, 9).Select(hundreds => hundreds * 100L),
        .. Enumerable.Range(1, 9).Select(hundreds => hundreds * 100L + 1),
        1_000,
        1_000_000,
        2_000_000,
        1_000_000_000,
        1_000_000_000_000,
        2_000_000_000_000,
    ];

    /// <summary>
    /// In lower case, parts of joined words included, and without what only joins them (<c>y</c>, <c>i</c>, <c>and</c>): <c>vint</c>,
    /// <c>sis</c>, <c>vint-i-sis</c>.
    /// </summary>
    /// <param name="language">Its region does not matter; of an unknown one, the words of all.</param>
    public static IReadOnlySet<string> Of(string language)
    {
        ArgumentNullException.ThrowIfNull(language);
        var code = LanguageTag.Base(language);
        return Words.TryGetValue(code, out var own) ? own.Value : All.Value;
    }

    private static readonly FrozenDictionary<string, Lazy<FrozenSet<string>>> Words = Languages.ToFrozenDictionary(
        code => code,
        code => new Lazy<FrozenSet<string>>(() => Collect(code))
    );

    private static readonly Lazy<FrozenSet<string>> All = new(() => Words.Values.SelectMany(words => words.Value).ToFrozenSet());

    private static FrozenSet<string> Collect(string code)
    {
        string[] varieties = code == "ca" ? [code, LanguagePack.CentralCatalan] : [code];
        return varieties
            .SelectMany(variety => Spoken(LanguagePack.Load(variety).Verbalizer))
            .SelectMany(number => number.Split(' ').SelectMany(word => word.Split('-').Append(word)))
            .Where(word => word.Length > 1 && word is not "and")
            .ToFrozenSet();
    }

    private static IEnumerable<string> Spoken(INumberVerbalizer verbalizer) =>
        from number in Samples
        from gender in Enum.GetValues<Gender>()
        select verbalizer.Cardinal(number, gender);
}
