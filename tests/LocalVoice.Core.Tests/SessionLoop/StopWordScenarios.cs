using LocalVoice.Core.Sessions;
using LocalVoice.Speech;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>The agent talks, and the user seems to say a stop word or a sign of listening.</summary>
public sealed class StopWordScenarios
{
    [Fact]
    public async Task A_stop_word_that_one_interim_made_up_stops_nothing()
    {
        await using var call = await Calls.TalkingAsync();
        call.Recognizer.Interims.Then(new("", "No"), new("", "No"));
        call.Recognizer.Interims.Then(new InterimTranscript("", "Sí"));
        call.Recognizer.Finals.Then("Sí, sí.");
        call.Recognizer.InterimHold.Engage();

        await call.SayAsync(300);
        Assert.Empty(call.Log.Of<PlaybackFlushed>());
        await call.PauseAsync(400);

        Assert.Empty(call.Log.Of<PlaybackFlushed>());
        await Calls.GoesOnToTheEndAsync(call);
    }

    [Fact]
    public async Task A_stop_word_that_two_interims_hear_silences_the_agent()
    {
        await using var call = await Calls.TalkingAsync();
        call.Recognizer.Interims.Then(new("", "Espera"), new("", "Espera"));

        await call.SayUntilAsync<PlaybackFlushed>();

        Assert.Equal(ResponseStatus.Cancelled, (await call.ExpectAsync<ResponseEnded>()).Outcome.Status);
    }

    [Fact]
    public async Task A_stop_word_silences_the_agent_at_the_first_pause()
    {
        await using var call = await Calls.TalkingAsync();
        call.Recognizer.Finals.Then("Para.");

        await call.SayAsync(260);
        var spoken = call.Time.GetTimestamp();
        await call.PauseUntilAsync<PlaybackFlushed>();

        Assert.InRange(call.Time.GetElapsedTime(spoken).TotalMilliseconds, 0, 140);
    }

    [Fact]
    public async Task The_first_word_of_a_sign_of_listening_stops_nothing_though_a_pause_follows()
    {
        await using var call = await Calls.TalkingAsync();
        call.Recognizer.Finals.Then("De.", "De acuerdo.");

        await call.SayAsync(200);
        await call.PauseAsync(100);
        await call.SayAsync(300);
        await call.PauseAsync(400);

        Assert.Empty(call.Log.Of<PlaybackFlushed>());
        await Calls.GoesOnToTheEndAsync(call);
    }
}
