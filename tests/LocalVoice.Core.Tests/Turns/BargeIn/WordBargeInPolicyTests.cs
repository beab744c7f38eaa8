using LocalVoice.Core.Turns.BargeIn;

namespace LocalVoice.Core.Tests.Turns.BargeIn;

public sealed class WordBargeInPolicyTests
{
    private const string AgentText = "La capital de Italia es Roma, una ciudad muy antigua.";
    private readonly WordBargeInPolicy _policy = new(new(), BargeInWords.BuiltIn);

    [Theory]
    [InlineData("es", "¡Espera, espera!")]
    [InlineData("es", "vale, para ya, por favor")]
    [InlineData("es", "un momento, por favor")]
    [InlineData("ca", "Calla, calla")]
    [InlineData("ca-valencia", "d'acord, prou de tot això")]
    [InlineData("en", "hold on a bit")]
    [InlineData("en", "okay stop it")]
    public void A_stop_word_among_others_interrupts_at_once(string language, string interim) =>
        Assert.Equal(BargeInVerdict.Interruption, Judge(200, interim, language: language));

    [Theory]
    [InlineData("es", "Para")]
    [InlineData("es", "vale, para")]
    [InlineData("es", "No.")]
    [InlineData("ca", "prou")]
    [InlineData("en", "Hold on.")]
    public void A_stop_word_alone_waits_for_another_decode_or_for_500_ms(string language, string transcript)
    {
        Assert.Equal(BargeInVerdict.Undecided, Judge(300, transcript, language: language));
        Assert.Equal(BargeInVerdict.Interruption, Judge(500, transcript, language: language));
        Assert.Equal(BargeInVerdict.Interruption, Judge(300, transcript, TranscriptScope.UntilPause, language));
    }

    [Theory]
    [InlineData("es", "sí")]
    [InlineData("es", "Sí, sí, claro.")]
    [InlineData("es", "de acuerdo")]
    [InlineData("es", "Muy bien, perfecto, lo entiendo.")]
    [InlineData("ca", "D'acord, molt bé")]
    [InlineData("ca", "Ah, ja entenc. D’acord.")]
    [InlineData("ca-valencia", "val, val")]
    [InlineData("en", "Uh-huh, I see")]
    [InlineData("en", "Right, got it. Mm-hm.")]
    public void Signs_of_listening_never_interrupt_however_long(string language, string transcript)
    {
        Assert.Equal(BargeInVerdict.Undecided, Judge(2000, transcript, language: language));
        Assert.Equal(BargeInVerdict.FalseInterruption, Judge(2000, transcript, TranscriptScope.UntilPause, language));
        Assert.Equal(BargeInVerdict.FalseInterruption, Judge(2000, transcript, TranscriptScope.Whole, language));
    }

    [Theory]
    [InlineData("es", "Muy")]
    [InlineData("es", "De")]
    [InlineData("es", "Sí, de acuer")]
    [InlineData("ca", "Molt")]
    [InlineData("en", "Got")]
    [InlineData("en", "That makes")]
    public void The_beginning_of_a_sign_of_listening_interrupts_only_when_nothing_follows(string language, string transcript)
    {
        Assert.Equal(BargeInVerdict.Undecided, Judge(590, transcript, language: language));
        Assert.Equal(BargeInVerdict.Unclear, Judge(600, transcript, language: language));
        Assert.Equal(BargeInVerdict.Undecided, Judge(300, transcript, TranscriptScope.UntilPause, language));
        Assert.Equal(BargeInVerdict.Interruption, Judge(300, transcript, TranscriptScope.Whole, language));
    }

    [Theory]
    [InlineData("es")]
    [InlineData("ca")]
    [InlineData("en")]
    public void Every_phrase_of_the_lists_is_found_whole_and_as_it_begins(string language)
    {
        foreach (var phrase in BargeInData.Backchannels(language))
        {
            Assert.Equal(SaidWords.NoInterruption, _policy.Classify(phrase, language, ""));
            var first = phrase.Split(' ')[0];
            Assert.NotEqual(SaidWords.Other, _policy.Classify(first, language, ""));
        }

        Assert.All(BargeInData.Stops(language), phrase => Assert.Equal(SaidWords.LoneStop, _policy.Classify(phrase, language, "")));
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
    public void A_long_utterance_without_a_transcript_is_unclear_and_never_an_interruption()
    {
        Assert.Equal(BargeInVerdict.Undecided, Judge(590, null));
        Assert.Equal(BargeInVerdict.Unclear, Judge(600, null));
        Assert.Equal(BargeInVerdict.Unclear, Judge(60_000, null));
    }

    [Fact]
    public void A_pause_decides_for_nothing_but_not_for_words()
    {
        Assert.Equal(BargeInVerdict.FalseInterruption, Judge(200, "", TranscriptScope.UntilPause));
        Assert.Equal(BargeInVerdict.Undecided, Judge(200, "¿Cuánto?", TranscriptScope.UntilPause));
        Assert.Equal(BargeInVerdict.Interruption, Judge(500, "¿Cuánto?", TranscriptScope.UntilPause));
    }

    [Fact]
    public void A_whole_utterance_is_judged_by_its_words_alone()
    {
        Assert.Equal(BargeInVerdict.Interruption, Judge(200, "¿Cuánto?", TranscriptScope.Whole));
        Assert.Equal(BargeInVerdict.FalseInterruption, Judge(2000, "", TranscriptScope.Whole));
        Assert.Equal(BargeInVerdict.FalseInterruption, Judge(2000, "…", TranscriptScope.Whole));
    }

    [Fact]
    public void A_single_word_with_an_apostrophe_is_no_echo() =>
        Assert.Equal(SaidWords.Other, _policy.Classify("What's…", "en", "That is what's left."));

    [Fact]
    public void What_repeats_the_agent_is_echo()
    {
        Assert.Equal(BargeInVerdict.Undecided, Judge(1500, "Italia es Roma"));
        Assert.Equal(BargeInVerdict.FalseInterruption, Judge(1500, "una ciudad muy", TranscriptScope.Whole));
        Assert.Equal(BargeInVerdict.Interruption, Judge(1500, "Italia no es Roma"));
        Assert.Equal(BargeInVerdict.Interruption, Judge(1500, "Roma"));
    }

    [Fact]
    public void A_language_without_lists_is_judged_by_length() =>
        Assert.Equal(BargeInVerdict.Interruption, Judge(500, "sí", language: "xx"));

    private BargeInVerdict Judge(int speechMs, string? transcript, TranscriptScope scope = TranscriptScope.SoFar, string language = "es") =>
        _policy.Judge(_policy.Classify(transcript, language, AgentText), TimeSpan.FromMilliseconds(speechMs), scope);
}
