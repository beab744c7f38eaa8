using LocalVoice.Core.Turns.Echo;

namespace LocalVoice.Core.Tests.Turns.Echo;

public sealed class RepeatedWordsTests
{
    private const string Agent = "La capital de Italia es Roma, una ciudad muy antigua a orillas del Tíber.";

    [Theory]
    [InlineData("Roma")]
    [InlineData("de Italia es")]
    [InlineData("Capital de Italia, es Roma.")]
    [InlineData("la capitán de Italia es roma")]
    [InlineData("una ciudad mi antigua")]
    [InlineData("a orillas del Tiber")]
    [InlineData("la capital de la Italia es Roma una ciudad")]
    public void An_echo_is_understood_with_a_word_misheard_or_two(string heard) => Assert.True(RepeatedWords.Roughly(heard, Agent));

    [Theory]
    [InlineData("")]
    [InlineData("…")]
    [InlineData("París")]
    [InlineData("la cuenta")]
    [InlineData("Italia no")]
    [InlineData("es una pregunta muy distinta")]
    [InlineData("y la de España cuál es")]
    [InlineData("para")]
    public void Other_words_are_the_users(string heard) => Assert.False(RepeatedWords.Roughly(heard, Agent));

    [Fact]
    public void Common_words_far_apart_are_no_repetition() =>
        Assert.False(RepeatedWords.Roughly("la de una a", "La capital de Italia es Roma, una ciudad muy antigua a orillas del Tíber."));

    [Fact]
    public void Where_levels_speak_against_it_two_words_in_order_are_the_least()
    {
        Assert.True(RepeatedWords.Exactly("Italia es", Agent, 2));
        Assert.False(RepeatedWords.Exactly("Roma", Agent, 2));
        Assert.False(RepeatedWords.Exactly("Italia Roma", Agent, 2));
    }
}
