namespace LocalVoice.Core.Text.Normalization;

/// <summary>One language's words for figures in context, as stored in <c>Data/*-figures.json</c>.</summary>
/// <param name="Said">Figures that are read in a way of their own: <c>24/7</c>.</param>
/// <param name="Formulas">Chemical formulas without a figure, which are spelled.</param>
internal sealed record FigureData(
    FractionWords Fractions,
    Dictionary<string, string> Said,
    MathWords Maths,
    AngleWords Angles,
    string[] Formulas,
    DateWords Dates,
    TimeWords Times,
    NameWords Names
)
{
    public static FigureData Load(string language) => FigureJson.Read($"{language}-figures", FigureJson.Default.FigureData);
}

/// <param name="OfAll">Half of a whole: <c>la mitad</c> del total.</param>
/// <param name="Over">Between a mark and the best possible one: seven <c>out of</c> ten.</param>
/// <param name="Above">Between the figures of what is no fraction with a name: 120/80.</param>
/// <param name="Of">Between a fraction and its unit, its space included; and before a vowel.</param>
/// <param name="OfWords">Words behind a fraction that say of what it is one.</param>
/// <param name="OfAllWords">Those of them before which a half is <paramref name="OfAll"/>.</param>
/// <param name="ScoreBeside">Words before or behind a mark: rated 4/5, 4/5 stars.</param>
/// <param name="OfSteps">Between a step and their number: paso uno <c>de</c> tres.</param>
/// <param name="StepAfter">Words before a step: paso 1/3.</param>
/// <param name="NotOf">Words behind a fraction that are not what it is of.</param>
/// <param name="PartNouns">Words for a part, whose fraction is an ordinal: tres cuartas <c>partes</c>.</param>
/// <param name="Parts">The names of the parts, by their number in the whole.</param>
internal sealed record FractionWords(
    string Half,
    string HalfFeminine,
    string OfAll,
    string Over,
    string Above,
    string And,
    string Of,
    string OfBeforeVowel,
    string[] OfWords,
    string[] OfAllWords,
    string[] ScoreBeside,
    string OfSteps,
    string[] StepAfter,
    string[] NotOf,
    string[] PartNouns,
    Dictionary<string, PartName> Parts
);

internal sealed record PartName(string One, string Many);

/// <param name="By">Between the sides of something: 10 <c>by</c> 15 cm.</param>
/// <param name="Positive">The charge of an ion.</param>
internal sealed record MathWords(
    string Squared,
    string Cubed,
    string Power,
    string Root,
    string CubeRoot,
    string Factorial,
    string By,
    string Positive,
    string Negative
);

/// <param name="Foot">Feet before inches: five <c>foot</c> ten.</param>
/// <param name="Joint">Between feet and inches.</param>
/// <param name="Minutes">Minutes and seconds of an arc.</param>
internal sealed record AngleWords(string Feet, string Foot, string Joint, string Minutes, string Seconds);

/// <param name="DayMonthAfter">Words after which 3/7 is a date.</param>
/// <param name="Months">Abbreviated months.</param>
/// <param name="Weekdays">Weekdays and their abbreviations, as in Mon-Fri.</param>
/// <param name="YearAfter">Words after which four digits are a year; none where years are read as numbers.</param>
/// <param name="NotYearAfter">Words after which they never are.</param>
/// <param name="PerhapsYearAfter">Words after which they are if they are of our time: it was 1984.</param>
/// <param name="Counted">Words that four digits before them always count.</param>
/// <param name="Plurals">Words that they count unless <paramref name="YearAfter"/> stands before; nouns in s are not listed.</param>
/// <param name="DecadeAfter">Words after which 80s is a decade and not a time.</param>
internal sealed record DateWords(
    string[] DayMonthAfter,
    Dictionary<string, int> Months,
    Dictionary<string, string> Weekdays,
    string[] YearAfter,
    string[] NotYearAfter,
    string[] PerhapsYearAfter,
    string[] Counted,
    string[] Plurals,
    string[] DecadeAfter
);

/// <param name="After">Words before a time: a las 9.30.</param>
/// <param name="DurationAfter">Words after which 3:45 is minutes and seconds.</param>
/// <param name="RatioAfter">Words after which 16:10 is a ratio.</param>
/// <param name="VerseAfter">Books of chapters and verses: Juan 3:16.</param>
/// <param name="Every">How often a medicine is taken: c/8 h.</param>
internal sealed record TimeWords(string[] After, string[] DurationAfter, string[] RatioAfter, string[] VerseAfter, string Every);

/// <param name="Labels">Words that a number names and does not count, so that a letter behind it is no unit: aula 5L.</param>
/// <param name="PhoneAfter">Words after which a row of digits is a telephone number.</param>
/// <param name="Emergency">Short numbers that are read digit by digit after them.</param>
/// <param name="CodeAfter">Words whose number is read digit by digit.</param>
/// <param name="CodeLinks">Words that may stand between: PIN <c>es</c> 1234.</param>
/// <param name="VersionAfter">Words and products whose number is a version: Python 3.12.</param>
internal sealed record NameWords(
    string[] Labels,
    string[] PhoneAfter,
    string[] Emergency,
    string[] CodeAfter,
    string[] CodeLinks,
    string[] VersionAfter
);
