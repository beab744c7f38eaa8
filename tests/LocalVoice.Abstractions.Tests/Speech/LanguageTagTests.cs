using LocalVoice.Speech;

namespace LocalVoice.Abstractions.Tests.Speech;

public sealed class LanguageTagTests
{
    [Theory]
    [InlineData("es", "es")]
    [InlineData("es-ES", "es")]
    [InlineData("ca-valencia", "ca")]
    [InlineData("EN_us", "en")]
    [InlineData("", "")]
    public void The_base_is_the_language_without_region_or_variant(string tag, string language) =>
        Assert.Equal(language, LanguageTag.Base(tag));
}
