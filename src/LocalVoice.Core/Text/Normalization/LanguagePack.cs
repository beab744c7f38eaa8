using LocalVoice.Core.Text.Normalization.Fractions;
using LocalVoice.Core.Text.Normalization.Nouns;
using LocalVoice.Core.Text.Normalization.Numbers;
using LocalVoice.Core.Text.Normalization.Times;
using LocalVoice.Speech;

namespace LocalVoice.Core.Text.Normalization;

/// <summary>Everything that the rules need for one language. Immutable.</summary>
internal sealed class LanguagePack
{
    private LanguagePack(
        string code,
        LanguageData data,
        LanguageWords words,
        INumberVerbalizer verbalizer,
        IClockVerbalizer clock,
        ICalendarVerbalizer calendar
    )
    {
        Data = data;
        Words = words;
        Figures = FigureData.Load(code);
        Verbalizer = verbalizer;
        Clock = clock;
        Calendar = calendar;
        Numbers = new(data.Numbers, verbalizer);
        Nouns = new(words.Nouns, data.Numbers, verbalizer);
        Units = new(UnitData.Load(code), Numbers);
        Fractions =
            code == "en"
                ? new EnglishFractionVerbalizer(Figures.Fractions, verbalizer)
                : new RomanceFractionVerbalizer(Figures.Fractions, verbalizer);
        Money = new(MoneyData.Load(code), Numbers, data.Numbers.Minus);
    }

    /// <summary>The variety that reads eight as <c>vuit</c>; <c>ca</c> alone is Valencian.</summary>
    public const string CentralCatalan = "ca-central";

    public LanguageData Data { get; }

    public LanguageWords Words { get; }

    public INumberVerbalizer Verbalizer { get; }

    public IClockVerbalizer Clock { get; }

    public ICalendarVerbalizer Calendar { get; }

    public SpokenNumbers Numbers { get; }

    public CountedNouns Nouns { get; }

    public FigureData Figures { get; }

    public UnitTable Units { get; }

    public IFractionVerbalizer Fractions { get; }

    public MoneyTable Money { get; }

    /// <param name="language">
    /// <c>es</c>, <c>ca</c>, <c>ca-central</c>, <c>en</c>, or <c>en-US</c>, which reads dates month first.
    /// </param>
    public static LanguagePack Load(string language)
    {
        var code = LanguageTag.Base(language);
        var variety = language == CentralCatalan ? LanguageVariety.CentralCatalan() : LanguageVariety.Own;
        var words = LanguageWords.Load(code, variety);
        var data = LanguageData.Load(code, variety);
        if (language.Equals("en-US", StringComparison.OrdinalIgnoreCase))
        {
            data = data with { Calendar = data.Calendar with { DayFirst = false } };
        }

        return code == "en"
            ? English(code, data, words)
            : Romance(
                code,
                data,
                words,
                code == "ca" ? new CatalanNumberVerbalizer(data.Numbers) : new SpanishNumberVerbalizer(data.Numbers)
            );
    }

    private static LanguagePack English(string code, LanguageData data, LanguageWords words)
    {
        var numbers = new EnglishNumberVerbalizer(data.Numbers);
        return new(
            code,
            data,
            words,
            numbers,
            new EnglishClockVerbalizer(data.Clock, numbers),
            new EnglishCalendarVerbalizer(data.Calendar, numbers)
        );
    }

    private static LanguagePack Romance(string code, LanguageData data, LanguageWords words, INumberVerbalizer numbers) =>
        new(
            code,
            data,
            words,
            numbers,
            new RomanceClockVerbalizer(data.Clock, numbers),
            new RomanceCalendarVerbalizer(data.Calendar, numbers)
        );
}
