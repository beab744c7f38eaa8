using LocalVoice.Engines.Whisper.Decoding;

namespace LocalVoice.Engines.Whisper.Tests.Decoding;

public sealed class LanguageCodesTests
{
    private readonly LanguageCodes _codes = LanguageCodes.OfWhisper();

    [Theory]
    [InlineData("es", "es")]
    [InlineData("es-ES", "es")]
    [InlineData("ca-valencia", "ca")]
    [InlineData("ca_ES", "ca")]
    [InlineData("CA-ES", "ca")]
    [InlineData("en-GB", "en")]
    [InlineData("auto", "auto")]
    public void A_tag_becomes_the_code_that_Whisper_knows(string language, string expected) =>
        Assert.Equal(expected, _codes.Resolve(language));

    [Theory]
    [InlineData("tlh")]
    [InlineData("")]
    [InlineData("spanish")]
    public void Anything_else_is_refused(string language) => Assert.Throws<EngineException>(() => _codes.Resolve(language));
}
