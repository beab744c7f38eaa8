using LocalVoice.Engines.Piper.Phonemes;

namespace LocalVoice.Engines.Piper.Tests.Phonemes;

public sealed class EspeakPhonemizerTests
{
    [Theory]
    [MemberData(nameof(Killers.InEveryLanguage), MemberType = typeof(Killers), DisableDiscoveryEnumeration = true)]
    public void Text_that_ends_espeak_as_it_is_sounds_within_the_bound(string text, string voice)
    {
        Espeak.SkipIfMissing();
        using var espeak = new EspeakPhonemizer();
        Assert.Contains(espeak.Clauses(text, voice), clause => clause.Ipa.Length > 0);
        Assert.Contains(espeak.Clauses(text, voice, EspeakBound.Strict), clause => clause.Ipa.Length > 0);
    }

    [Fact]
    public void Where_its_data_is_shows()
    {
        Espeak.SkipIfMissing();
        using var espeak = new EspeakPhonemizer();
        Assert.True(Directory.Exists(espeak.DataFolder), espeak.DataFolder);
    }
}
