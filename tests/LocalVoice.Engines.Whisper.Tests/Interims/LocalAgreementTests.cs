using LocalVoice.Engines.Whisper.Interims;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Whisper.Tests.Interims;

public sealed class LocalAgreementTests
{
    private readonly LocalAgreement _agreement = new();

    [Fact]
    public void The_first_decode_is_all_tentative() => Assert.Equal(new("", "Quiero reservar"), _agreement.Update("Quiero reservar"));

    [Fact]
    public void Words_that_two_decodes_agree_on_are_stable() =>
        Assert.Equal(new("Quiero reservar", " una mesa"), After("Quiero reservar", "Quiero reservar una mesa"));

    [Fact]
    public void The_newest_word_stays_tentative_even_when_two_decodes_agree_on_it() =>
        Assert.Equal(new("a las", " once"), After("a las once", "a las once"));

    [Fact]
    public void Case_and_punctuation_do_not_disagree() =>
        Assert.Equal(new("Hola, quiero", " una mesa."), After("hola quiero un", "Hola, quiero una mesa."));

    [Fact]
    public void Stable_words_keep_their_spelling() =>
        Assert.Equal(new("Sí quiero una", " mesa"), After("Sí quiero", "Sí quiero una", "Sí, quiero una mesa", "Sí, quiero una mesa"));

    [Fact]
    public void A_decode_that_disagrees_leaves_the_stable_words() =>
        Assert.Equal(new("Quiero", " otra cosa"), After("Quiero reservar", "Quiero reservar", "Deseo otra cosa"));

    [Fact]
    public void A_shorter_decode_leaves_the_stable_words() =>
        Assert.Equal(new("Quiero reservar", ""), After("Quiero reservar una mesa", "Quiero reservar un", "Quiero"));

    [Fact]
    public void An_empty_decode_leaves_the_stable_words() =>
        Assert.Equal(new("Quiero", ""), After("Quiero reservar", "Quiero reservar", ""));

    [Fact]
    public void Agreement_needs_two_decodes_in_a_row() =>
        Assert.Equal(new("", "Quiero reservar una mesa"), After("Quiero reservar una", "", "Quiero reservar una mesa"));

    [Fact]
    public void What_is_only_punctuation_never_agrees() => Assert.Equal(new("", "... ..."), After("... ...", "... ..."));

    private InterimTranscript After(params string[] decodes)
    {
        var interims = decodes.Select(_agreement.Update).ToList();
        return interims[^1];
    }
}
