using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>Calls in which the agent is saying something, or about to.</summary>
internal static class Calls
{
    public const string LongAnswer =
        "Uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho.";

    /// <summary>The agent has been talking for half a second of more than five.</summary>
    public static async Task<SessionScenario> TalkingAsync(bool extensions = true, PipelineOptions? options = null)
    {
        var call = new SessionScenario(new() { Extensions = extensions }, options: options);
        call.Recognizer.Finals.Then("Cuenta.");
        call.Chat.Replies.Then(LongAnswer);
        await call.SayAsync(600);
        await call.ListenAsync(500);
        await call.Chat.Ended.ReachesAsync(1);
        return call;
    }

    /// <summary>The turn "¿Una?" is decided, and the language model takes its time.</summary>
    public static async Task<SessionScenario> PreparingAsync(bool extensions, PipelineOptions? options = null, TurnDetection? turns = null)
    {
        var settings = new SessionSettings { Extensions = extensions };
        var call = new SessionScenario(settings with { TurnDetection = turns ?? settings.TurnDetection }, options: options);
        call.Recognizer.Finals.Then("¿Una?");
        call.Chat.Replies.Then("Uno dos tres.");
        call.Chat.FirstWordHold.Engage();
        await call.SayAsync(600);
        await call.PauseUntilAsync<ResponseStarted>();
        return call;
    }

    /// <summary>Nothing was cut off: the first response is the only one, and whole.</summary>
    public static async Task GoesOnToTheEndAsync(SessionScenario call)
    {
        var ended = await call.PauseUntilAsync<ResponseEnded>();
        await call.PauseAsync(1000);
        Assert.Equal(ResponseOutcome.Completed, ended.Outcome);
        Assert.Single(call.Log.Of<ResponseCreated>());
        Assert.Single(call.Log.Of<InputCommitted>());
        Assert.Single(call.Chat.Requests);
        Assert.Empty(call.Log.Of<PlaybackFlushed>());
        Assert.Equal(call.Log.Of<PlaybackDucked>().Count, call.Log.Of<PlaybackRestored>().Count);
        Assert.Equal(call.Log.Of<PlaybackPaused>().Count, call.Log.Of<PlaybackResumed>().Count);
    }
}
