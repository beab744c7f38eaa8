using LocalVoice.Core.Sessions;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>A session that is asked to finish.</summary>
public sealed class FinishScenarios
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_session_with_nothing_under_way_ends_at_once()
    {
        await using var call = new SessionScenario();

        await call.Session.FinishAsync(None);

        Assert.Null(await call.Log.Completed);
        Assert.Empty(call.Log.All);
    }

    [Fact]
    public async Task A_response_under_way_is_said_and_played_to_its_end()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("Hola.");
        call.Chat.Replies.Then("Uno, dos y tres.");
        call.Chat.LaterWordsHold.Engage();
        await call.SayAsync(600);
        await call.PauseUntilAsync<ResponseStarted>();

        await call.Session.FinishAsync(None);
        await call.SettleAsync();
        call.Chat.LaterWordsHold.Release();
        var ended = await call.ExpectAsync<ResponseEnded>();
        await call.SettleAsync();
        Assert.Equal(("Uno, dos y tres.", ResponseStatus.Completed), (ended.Text, ended.Outcome.Status));
        call.Time.Advance(ended.Usage.AudioDuration - TimeSpan.FromMilliseconds(50));
        await call.SettleAsync();
        Assert.False(call.Log.Completed.IsCompleted);

        call.Time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Null(await call.Log.Completed);
    }

    [Fact]
    public async Task A_client_that_plays_later_than_the_clock_says_is_waited_for()
    {
        await using var call = new SessionScenario(new() { Extensions = true });
        call.Recognizer.Finals.Then("Hola.");
        call.Chat.Replies.Then("Sí, ahora mismo se lo explico con todo detalle.");
        await call.SayAsync(600);
        var ended = await call.PauseUntilAsync<ResponseEnded>();
        var ordinal = call.Log.Of<ResponseStarted>()[0].Ordinal;

        await call.Session.FinishAsync(None);
        await call.Session.SendAsync(new PlaybackPosition(ordinal, 0), None);
        await call.SettleAsync();
        call.Time.Advance(ended.Usage.AudioDuration - TimeSpan.FromMilliseconds(20));
        await call.SettleAsync();
        Assert.False(call.Log.Completed.IsCompleted);

        call.Time.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Null(await call.Log.Completed);
    }

    [Fact]
    public async Task A_turn_that_is_over_is_transcribed_and_answered()
    {
        await using var call = new SessionScenario(new() { TurnDetection = TurnDetection.Server(TimeSpan.FromMilliseconds(200)) });
        call.Recognizer.Finals.Then("Hola.");
        call.Recognizer.FinalHold.Engage();
        call.Chat.Replies.Then("Buenas.");
        await call.SayAsync(600);
        await call.PauseUntilAsync<SpeechStopped>();

        await call.Session.FinishAsync(None);
        await call.SettleAsync();
        call.Recognizer.FinalHold.Release();
        var ended = await call.ExpectAsync<ResponseEnded>();
        await call.SettleAsync();
        call.Time.Advance(ended.Usage.AudioDuration);

        Assert.Null(await call.Log.Completed);
        Assert.Equal("Buenas.", ended.Text);
    }

    [Fact]
    public async Task A_committed_turn_is_transcribed()
    {
        await using var call = new SessionScenario(new() { TurnDetection = TurnDetection.Manual });
        call.Recognizer.Finals.Then("Hola.");
        call.Recognizer.FinalHold.Engage();
        await call.SayAsync(500);
        await call.CommandAsync<InputCommitted>(new CommitInput());

        await call.Session.FinishAsync(None);
        await call.SettleAsync();
        call.Recognizer.FinalHold.Release();

        Assert.Equal("Hola.", (await call.ExpectAsync<InputTranscribed>()).Transcript);
        Assert.Null(await call.Log.Completed);
    }

    [Fact]
    public async Task What_the_user_is_still_saying_is_discarded()
    {
        await using var call = new SessionScenario();
        call.Recognizer.Finals.Then("Hola.");
        await call.SayAsync(600);
        await call.ExpectAsync<SpeechStarted>();

        await call.Session.FinishAsync(None);

        Assert.Null(await call.Log.Completed);
        Assert.Empty(call.Log.Of<InputCommitted>());
    }

    [Fact]
    public async Task The_user_s_speech_no_longer_interrupts_the_agent()
    {
        await using var call = new SessionScenario();
        await GreetAsync<ResponseStarted>(call, "Uno dos tres cuatro cinco seis siete ocho nueve diez.");

        await call.Session.FinishAsync(None);
        await call.SayAsync(600);
        var ended = await call.ExpectAsync<ResponseEnded>();
        await call.SettleAsync();
        call.Time.Advance(ended.Usage.AudioDuration);

        Assert.Null(await call.Log.Completed);
        Assert.Equal(ResponseStatus.Completed, ended.Outcome.Status);
        Assert.Single(call.Log.Of<SpeechStarted>());
    }

    [Fact]
    public async Task A_response_that_the_client_requests_meanwhile_fails()
    {
        await using var call = new SessionScenario();
        await GreetAsync<ResponseEnded>(call, Calls.LongAnswer);

        await call.Session.FinishAsync(None);
        var failed = await call.CommandAsync<CommandFailed>(new CreateResponse(new()) { EventId = "event_7" });

        Assert.Equal(("session_finishing", "event_7"), (failed.Code, failed.EventId));
        Assert.Single(call.Chat.Requests);
    }

    [Fact]
    public async Task A_client_that_cancels_the_response_ends_the_session()
    {
        await using var call = new SessionScenario();
        await GreetAsync<ResponseEnded>(call, "Uno, dos y tres.");

        await call.Session.FinishAsync(None);
        await call.Session.SendAsync(new ClearOutput(), None);

        Assert.Null(await call.Log.Completed);
    }

    /// <summary>The user greets and is answered, as far as an event of a kind.</summary>
    private static async Task GreetAsync<T>(SessionScenario call, string reply)
        where T : SessionEvent
    {
        call.Recognizer.Finals.Then("Hola.");
        call.Chat.Replies.Then(reply);
        await call.SayAsync(600);
        await call.PauseUntilAsync<T>();
    }
}
