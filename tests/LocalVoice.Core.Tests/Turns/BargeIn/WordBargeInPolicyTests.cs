using LocalVoice.Core.Turns.BargeIn;

namespace LocalVoice.Core.Tests.Turns.BargeIn;

public sealed class WordBargeInPolicyTests
{
    private const string AgentText = "La capital de Italia es Roma, una ciudad muy antigua.";
    private readonly WordBargeInPolicy _policy = new(new(), BargeInWords.BuiltIn);

    [Theory]
    [InlineData("es", "Para")]
    [InlineData("es", "¡Espera!")]
    [InlineData("es", "vale, para")]
    [InlineData("es", "un momento")]
    [InlineData("ca", "Calla")]
    [InlineData("ca-valencia", "d'acord, prou")]
    [InlineData("en", "hold on")]
    [InlineData("en", "okay stop")]
    public void A_stop_word_interrupts_at_once(string language, string interim) =>
        Assert.Equal(BargeInVerdict.Interruption, Judge(200, interim, language: language));

    [Theory]
    [InlineData("es", "sí")]
    [InlineData("es", "Sí, sí, claro.")]
    [InlineData("es", "de acuerdo")]
    [InlineData("ca", "D'acord, molt bé")]
    [InlineData("ca-valencia", "val, val")]
    [InlineData("en", "Uh-huh, I see")]
    public void Signs_of_listening_never_interrupt_however_long(string language, string transcript)
    {
        Assert.Equal(BargeInVerdict.Undecided, Judge(2000, transcript, language: language));
        Assert.Equal(BargeInVerdict.FalseInterruption, Judge(2000, transcript, final: true, language: language));
    }

    [Fact]
    public void Any_other_word_interrupts_once_the_speech_has_lasted()
    {
        Assert.Equal(BargeInVerdict.Undecided, Judge(490, "cuánto cuesta"));
        Assert.Equal(BargeInVerdict.Interruption, Judge(500, "cuánto cuesta"));
    }

    [Fact]
    public void A_word_that_stops_only_at_the_beginning_is_a_preposition_later() =>
        Assert.Equal(BargeInVerdict.Undecided, Judge(300, "mesa para"));

    [Fact]
    public void Without_a_transcript_a_long_utterance_interrupts()
    {
        Assert.Equal(BargeInVerdict.Undecided, Judge(790, null));
        Assert.Equal(BargeInVerdict.Interruption, Judge(800, null));
    }

    [Fact]
    public void A_whole_utterance_is_judged_by_its_words_alone()
    {
        Assert.Equal(BargeInVerdict.Interruption, Judge(200, "¿Cuánto?", final: true));
        Assert.Equal(BargeInVerdict.FalseInterruption, Judge(2000, "", final: true));
        Assert.Equal(BargeInVerdict.FalseInterruption, Judge(2000, "…", final: true));
    }

    [Fact]
    public void What_repeats_the_agent_is_echo()
    {
        Assert.Equal(BargeInVerdict.Undecided, Judge(1500, "Italia es Roma"));
        Assert.Equal(BargeInVerdict.FalseInterruption, Judge(1500, "una ciudad muy", final: true));
        Assert.Equal(BargeInVerdict.Interruption, Judge(1500, "Italia no es Roma"));
        Assert.Equal(BargeInVerdict.Interruption, Judge(1500, "Roma"));
    }

    [Fact]
    public void A_language_without_lists_is_judged_by_length() =>
        Assert.Equal(BargeInVerdict.Interruption, Judge(500, "sí", language: "xx"));

    private BargeInVerdict Judge(int speechMs, string? transcript, bool final = false, string language = "es") =>
        _policy.Judge(_policy.Classify(transcript, language, AgentText), TimeSpan.FromMilliseconds(speechMs), final);
}
