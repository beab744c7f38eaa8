using System.Globalization;
using Humanizer;
using LocalVoice.Core.Text.Normalization;
using LocalVoice.Core.Text.Normalization.Numbers;

namespace LocalVoice.Core.Tests.Text.Normalization;

/// <summary>Our numbers against those of Humanizer, which knows Spanish and English well (its Catalan not, above a milliard).</summary>
public sealed class NumberOracleTests
{
    private const int Seed = 16832;

    public static TheoryData<string> Languages => ["es", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Cardinals_are_as_Humanizer_has_them(string language)
    {
        var (numbers, culture) = (LanguagePack.Load(language).Verbalizer, CultureInfo.GetCultureInfo(language));
        Assert.All(
            Samples(),
            number => Assert.Equal(Fold(number.ToWords(culture), number), Fold(numbers.Cardinal(number, Gender.Counting), number))
        );
    }

    [Fact]
    public void Feminine_cardinals_are_as_Humanizer_has_them()
    {
        var (numbers, culture) = (LanguagePack.Load("es").Verbalizer, CultureInfo.GetCultureInfo("es"));
        Assert.All(
            Samples().Where(number => number < 1000),
            number => Assert.Equal(number.ToWords(GrammaticalGender.Feminine, culture), numbers.Cardinal(number, Gender.Feminine))
        );
    }

    [Fact]
    public void Ordinals_are_as_Humanizer_has_them()
    {
        var (numbers, culture) = (LanguagePack.Load("en").Verbalizer, CultureInfo.GetCultureInfo("en"));
        Assert.All(
            Enumerable.Range(1, 999),
            number =>
                Assert.Equal(Fold(number.ToOrdinalWords(culture), number), Fold(numbers.Ordinal(number, OrdinalForm.Masculine), number))
        );
    }

    /// <summary>All small numbers, those about the powers of ten, and some of every length.</summary>
    private static IEnumerable<long> Samples()
    {
        var random = new Random(Seed);
        var lengths = Enumerable.Range(3, 12).Select(digits => (long)Math.Pow(10, digits)).ToList();
        return Enumerable
            .Range(0, 2200)
            .Select(number => (long)number)
            .Concat(lengths.SelectMany(length => new[] { length - 1, length, length + 1, 2 * length, 21 * length }))
            .Concat(lengths.SelectMany(length => Enumerable.Range(0, 100).Select(_ => random.NextInt64(length))))
            .Where(number => number <= SpokenNumbers.Largest);
    }

    /// <summary>"One hundredth" is "hundredth" in Humanizer, and its English has "and" before thousands too, above a million.</summary>
    private static string Fold(string words, long number)
    {
        var sole = words.StartsWith("one ", StringComparison.Ordinal) ? words["one ".Length..] : words;
        return number < 1_000_000 ? sole : sole.Replace(" and ", " ", StringComparison.Ordinal);
    }
}
