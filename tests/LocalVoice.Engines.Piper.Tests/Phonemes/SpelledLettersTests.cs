using LocalVoice.Engines.Piper.Phonemes;

namespace LocalVoice.Engines.Piper.Tests.Phonemes;

public sealed class SpelledLettersTests
{
    [Theory]
    [InlineData("es", "El IRPF, el DNI y un XML.", "El i erre pe efe, el de ene i y un equis eme ele.")]
    [InlineData("es-419", "dos ONGs", "dos o ene ges")]
    [InlineData("ca", "La PCR i l'IPC", "La pe ce erra i l'i pe ce")]
    [InlineData("ca-va", "el DNI", "el de ene i")]
    [InlineData("en-us", "At three p m, or at nine a m.", "At three p.m., or at nine a.m.")]
    public void Letters_have_the_names_of_the_voice(string voice, string text, string spelled) =>
        Assert.Equal(spelled, SpelledLetters.In(text, voice));

    [Theory]
    [InlineData("es", "El plan B, Mercè y el eje Y.")]
    [InlineData("es", "iOS")]
    [InlineData("en-us", "The FBI and a man.")]
    [InlineData("de", "Die ARD")]
    public void Other_words_stay(string voice, string text) => Assert.Equal(text, SpelledLetters.In(text, voice));
}
