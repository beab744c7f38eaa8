using LocalVoice.Engines.Deepgram.Nova;

namespace LocalVoice.Engines.Deepgram.Tests.Nova;

public sealed class NovaLanguagesTests
{
    [Theory]
    [InlineData("nova-3", "es", "es")]
    [InlineData("nova-3", "es-ES", "es")]
    [InlineData("nova-3", "ca-valencia", "ca")]
    [InlineData("nova-3", " EN_us ", "en")]
    [InlineData("nova-3", "auto", "multi")]
    [InlineData("nova-2", "ca", "ca")]
    [InlineData("custom-model", "tlh", "tlh")]
    public void A_language_is_told_by_the_services_code(string model, string language, string code) =>
        Assert.Equal(code, NovaLanguages.Resolve(model, language));

    [Theory]
    [InlineData("nova-3", "tlh", "es")]
    [InlineData("nova-2-phonecall", "es", "one of: en.")]
    public void A_language_that_the_model_does_not_know_is_refused_with_those_it_knows(string model, string language, string known)
    {
        var failure = Assert.Throws<EngineException>(() => NovaLanguages.Resolve(model, language));

        Assert.Contains(model, failure.Message, StringComparison.Ordinal);
        Assert.Contains($"'{language}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(known, failure.Message, StringComparison.Ordinal);
    }
}
