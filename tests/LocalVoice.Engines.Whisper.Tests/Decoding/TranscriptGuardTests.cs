using LocalVoice.Engines.Whisper.Decoding;
using LocalVoice.Speech;

namespace LocalVoice.Engines.Whisper.Tests.Decoding;

public sealed class TranscriptGuardTests
{
    private readonly TranscriptGuard _guard = new(new());

    [Theory]
    [InlineData("¿Cuál es la capital de Italia?")]
    [InlineData("No, no, no, no.")]
    [InlineData("Sí, sí, claro, sí, claro.")]
    [InlineData("uno dos uno dos uno dos")]
    public void What_people_say_passes(string text) => Assert.Equal(GuardTrip.None, Check(text));

    [Theory]
    [InlineData("no no no no no no no")]
    [InlineData("muy bien muy bien muy bien muy bien")]
    [InlineData("Gracias por ver el vídeo. Gracias por ver el vídeo. ¡Gracias por ver el vídeo!")]
    public void A_phrase_over_and_over_trips(string text) => Assert.Equal(GuardTrip.Repetition, Check(text));

    [Fact]
    public void A_sentence_that_comes_twice_trips_where_nobody_speaks_so_fast()
    {
        const string Twice = "The train had already left. The train had already left.";

        Assert.Equal(GuardTrip.Repetition, Check(Twice, seconds: 1.4));
        Assert.Equal(GuardTrip.None, Check(Twice, seconds: 3));
        Assert.Equal(GuardTrip.None, Check("The train had already left the big old station.", seconds: 1.4));
    }

    [Fact]
    public void Improbable_tokens_trip() => Assert.Equal(GuardTrip.LowProbability, Check("Hola.", logProbability: -3.5));

    [Fact]
    public void One_improbable_token_of_a_short_word_does_not() => Assert.Equal(GuardTrip.None, Check("Stop.", logProbability: -1.4));

    [Fact]
    public void As_many_tokens_as_a_decode_may_have_trip()
    {
        var duration = TimeSpan.FromSeconds(1);
        var tokens = Enumerable.Repeat(new TranscriptToken(" a", -0.1), TranscriptGuard.MaxTokens(duration)).ToArray();

        Assert.Equal(GuardTrip.TooManyTokens, new TranscriptGuard(new()).Check(new("a b c", "es", tokens), duration));
    }

    [Fact]
    public void More_characters_than_anyone_can_say_trip() =>
        Assert.Equal(GuardTrip.TooManyCharacters, Check("Subtítulos realizados por la comunidad", seconds: 0.5));

    [Fact]
    public void A_short_word_is_not_too_fast() => Assert.Equal(GuardTrip.None, Check("Sí, claro.", seconds: 0.2));

    [Fact]
    public void Nothing_said_passes() => Assert.Equal(GuardTrip.None, Check("", logProbability: -9));

    private GuardTrip Check(string text, double logProbability = -0.1, double seconds = 4) =>
        _guard.Check(new(text, "es", [new TranscriptToken(text, logProbability)]), TimeSpan.FromSeconds(seconds));
}
