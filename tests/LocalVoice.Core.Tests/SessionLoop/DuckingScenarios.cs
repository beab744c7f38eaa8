using LocalVoice.Core.Sessions;
using LocalVoice.Speech;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

public sealed class DuckingScenarios
{
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(30)]
    public async Task A_cough_lowers_the_voice_for_a_moment_and_stops_nothing(int windowPhase)
    {
        await using var call = await Calls.TalkingAsync();
        await call.PauseAsync(windowPhase);

        await call.SayAsync(20);

        Assert.Equal(-15, (await call.PauseUntilAsync<PlaybackDucked>()).GainDb);
        var ducked = call.Time.GetTimestamp();
        await call.PauseUntilAsync<PlaybackRestored>();
        Assert.InRange(call.Time.GetElapsedTime(ducked).TotalMilliseconds, 200, 340);
        await GoesOnToTheEndAsync(call, turns: 1);
    }

    [Theory]
    [InlineData("Sí, sí.")]
    [InlineData("")]
    public async Task A_sign_of_listening_is_no_turn_and_the_agent_never_stops(string understood)
    {
        await using var call = await Calls.TalkingAsync();
        call.Recognizer.Finals.Then(understood);

        await call.SayAsync(400);
        await call.ExpectAsync<PlaybackDucked>();
        var spoken = call.Time.GetTimestamp();
        await call.PauseUntilAsync<PlaybackRestored>();
        Assert.InRange(call.Time.GetElapsedTime(spoken).TotalMilliseconds, 240, 300);

        await GoesOnToTheEndAsync(call, turns: 1);
    }

    [Fact]
    public async Task A_stop_word_silences_the_agent_as_soon_as_it_is_understood()
    {
        await using var call = await Calls.TalkingAsync();
        call.Recognizer.Interims.Then(new InterimTranscript("Espera", ""));

        await call.SayAsync(400);
        var ended = await call.ExpectAsync<ResponseEnded>();

        Assert.Equal(new(ResponseStatus.Cancelled, ResponseEndReason.TurnDetected), ended.Outcome);
        Assert.Single(call.Log.Of<PlaybackFlushed>());
        Assert.Single(call.Log.Of<PlaybackRestored>());
    }

    [Fact]
    public async Task Half_a_second_of_words_is_an_interruption_and_becomes_a_turn()
    {
        await using var call = await Calls.TalkingAsync();
        call.Recognizer.Interims.Then(new InterimTranscript("Cuánto", " cuesta"));
        call.Recognizer.Finals.Then("¿Cuánto cuesta?");
        call.Chat.Replies.Then("Dos euros.");

        await call.SayAsync(440);
        Assert.Empty(call.Log.Of<PlaybackFlushed>());
        await call.SayAsync(200);
        await call.ExpectAsync<PlaybackFlushed>();

        Assert.Equal(ResponseStatus.Cancelled, (await call.ExpectAsync<ResponseEnded>()).Outcome.Status);
        Assert.Equal("Dos euros.", (await call.PauseUntilAsync<ResponseEnded>()).Text);
        Assert.EndsWith(" ¿Cuánto cuesta?", call.Chat.Requests[^1].Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pauses_of_a_backchannel_do_not_let_the_volume_flap()
    {
        await using var call = await Calls.TalkingAsync();
        call.Recognizer.Finals.Then("Sí, sí, sí.");

        for (var i = 0; i < 3; i++)
        {
            await call.SayAsync(160);
            await call.PauseAsync(160);
        }

        await call.PauseAsync(300);
        Assert.Single(call.Log.Of<PlaybackDucked>());
        Assert.Single(call.Log.Of<PlaybackRestored>());
        await GoesOnToTheEndAsync(call, turns: 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(30)]
    public async Task A_client_that_falls_silent_in_mid_cough_gets_the_volume_back(int windowPhase)
    {
        await using var call = await Calls.TalkingAsync();
        await call.PauseAsync(windowPhase);

        await call.SayAsync(50);
        await call.ExpectAsync<PlaybackDucked>();

        await call.WaitUntilAsync<PlaybackRestored>();
    }

    [Fact]
    public async Task A_short_question_interrupts_when_it_is_understood()
    {
        await using var call = await Calls.TalkingAsync();
        call.Recognizer.Finals.Then("¿Cuánto?");
        call.Chat.Replies.Then("Dos euros.");

        await call.SayAsync(240);
        await call.PauseUntilAsync<PlaybackFlushed>();
        await call.ExpectAsync<PlaybackRestored>();

        Assert.Equal(ResponseStatus.Cancelled, (await call.ExpectAsync<ResponseEnded>()).Outcome.Status);
        Assert.Equal("Dos euros.", (await call.PauseUntilAsync<ResponseEnded>()).Text);
    }

    [Fact]
    public async Task A_yes_at_the_end_of_a_question_is_an_answer()
    {
        await using var call = new SessionScenario(new() { Extensions = true });
        call.Recognizer.Finals.Then("Quiero pan.", "Sí.");
        call.Chat.Replies.Then("¿Algo más?", "Dígame.");
        await call.SayAsync(600);
        var first = await call.PauseUntilAsync<ResponseEnded>();
        await call.PauseAsync(100);

        await call.SayAsync(400);
        await call.PauseUntilAsync<ResponseStarted>();
        await call.Chat.Begun.ReachesAsync(2);

        Assert.Equal("user: Quiero pan.\nassistant: ¿Algo más?\nuser: Sí.", call.Chat.Requests[^1].Prompt);
        Assert.Equal(ResponseOutcome.Completed, first.Outcome);
    }

    [Fact]
    public async Task A_stock_client_is_never_ducked_and_gets_its_cancel_at_once()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("Cuenta.");
        call.Chat.Replies.Then(Calls.LongAnswer);
        call.Chat.WordsBeforeHold = 12;
        call.Chat.LaterWordsHold.Engage();
        await call.SayAsync(600);
        await call.PauseUntilAsync<ResponseAudio>();

        await call.SayAsync(160);

        Assert.Equal(ResponseStatus.Cancelled, (await call.ExpectAsync<ResponseEnded>()).Outcome.Status);
        Assert.Empty(call.Log.Of<PlaybackDucked>());
    }

    private static async Task GoesOnToTheEndAsync(SessionScenario call, int turns)
    {
        var ended = await call.PauseUntilAsync<ResponseEnded>();
        await call.PauseAsync(1000);
        Assert.Equal(ResponseOutcome.Completed, ended.Outcome);
        Assert.Equal(Calls.LongAnswer, ended.Text);
        Assert.Empty(call.Log.Of<PlaybackFlushed>());
        Assert.Equal(turns, call.Log.Of<InputCommitted>().Count);
        Assert.Equal(turns, call.Log.Of<ResponseStarted>().Count);
        Assert.Equal(call.Log.Of<PlaybackDucked>().Count, call.Log.Of<PlaybackRestored>().Count);
    }
}
