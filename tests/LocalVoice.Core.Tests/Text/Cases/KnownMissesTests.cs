namespace LocalVoice.Core.Tests.Text.Cases;

public sealed class KnownMissesTests
{
    /// <summary>Of a language's cases.</summary>
    private const double MostMisses = 0.02;

    [Theory]
    [InlineData("es")]
    [InlineData("ca")]
    [InlineData("en")]
    public void Misses_are_few(string language)
    {
        var most = (int)(MostMisses * SpokenTextCase.Of(language).Count);

        Assert.InRange(KnownMisses.Of(language).Count, 0, most);
    }

    [Theory]
    [InlineData("es")]
    [InlineData("ca")]
    [InlineData("en")]
    public void What_is_said_right_is_no_miss(string language)
    {
        var right = SpokenTextCase.Of(language).Where(sample => sample.Accepts(sample.Spoken(language))).Select(sample => sample.Escaped);

        Assert.Empty(KnownMisses.Of(language).Intersect(right));
    }

    [Fact]
    public void Every_miss_has_its_reason() => Assert.DoesNotContain(KnownMisses.Reasons, string.IsNullOrWhiteSpace);
}
