using LocalVoice.Engines.Piper.Phonemes;
using LocalVoice.Testing.Logging;

namespace LocalVoice.Engines.Piper.Tests.Phonemes;

public sealed class EspeakVoicesTests
{
    private readonly RecordedLog<PiperSynthesizer> _log = new();

    [Theory]
    [InlineData("es", "es")]
    [InlineData("es-ES", "es")]
    [InlineData("es_ES", "es")]
    [InlineData("en", "en-us")]
    [InlineData("en-us", "en-us")]
    [InlineData("en-GB", "en")]
    [InlineData("es+f3", "es+f3")]
    public void A_language_means_its_closest_voice(string language, string voice) =>
        Assert.Equal(voice, Voices("es", "es+f3", "en", "en-us", "ca").For(language));

    [Fact]
    public void Valencian_is_spoken_where_espeak_has_it()
    {
        Assert.Equal("ca-va", Voices("ca", "ca-va").For("ca-valencia"));
        Assert.Empty(_log.Warnings);
    }

    [Fact]
    public void Valencian_falls_back_to_Catalan_with_one_warning()
    {
        var voices = Voices("ca");
        Assert.Equal("ca", voices.For("ca-valencia"));
        Assert.Equal("ca", voices.For("ca-valencia"));
        Assert.Equal("ca", voices.For("ca"));
        Assert.Single(_log.Warnings);
    }

    [Fact]
    public void An_unknown_language_is_refused_by_name()
    {
        var failure = Assert.Throws<EngineException>(() => Voices("es").For("xx-nowhere"));
        Assert.Contains("xx-nowhere", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("es\0")]
    [InlineData("!v/f3")]
    [InlineData("")]
    public void A_name_that_is_no_file_name_never_reaches_espeak(string name)
    {
        Espeak.SkipIfMissing();
        using var espeak = new EspeakPhonemizer();
        Assert.False(espeak.Knows(name));
    }

    private EspeakVoices Voices(params string[] known) => new(_log, known.Contains);
}
