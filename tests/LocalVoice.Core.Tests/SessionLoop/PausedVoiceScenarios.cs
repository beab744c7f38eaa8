using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns;
using LocalVoice.Speech;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>The agent talks, and the user makes a long sound without words.</summary>
public sealed class PausedVoiceScenarios
{
    private static readonly PipelineOptions Impatient = new() { BargeIn = new() { LongestWait = TimeSpan.FromSeconds(1.2) } };

    [Fact]
    public async Task A_long_sound_without_words_pauses_the_voice_which_then_goes_on_where_it_stopped()
    {
        await using var call = await Calls.TalkingAsync();
        call.Recognizer.Finals.Then("");

        await call.SayAsync(540);
        Assert.Empty(call.Log.Of<PlaybackPaused>());
        await call.SayAsync(200);
        await call.ExpectAsync<PlaybackPaused>();
        await call.SayAsync(200);
        var sent = call.Log.Of<ResponseAudio>().Count;
        await call.SayAsync(400);
        Assert.Equal(sent, call.Log.Of<ResponseAudio>().Count);

        await call.PauseUntilAsync<PlaybackResumed>();
        await call.PauseUntilAsync<PlaybackRestored>();
        await Calls.GoesOnToTheEndAsync(call);
        Assert.Equal(Calls.LongAnswer, call.Log.Of<ResponseEnded>()[0].Text);
    }

    [Fact]
    public async Task A_moment_of_quiet_in_which_nothing_is_understood_lets_the_voice_not_go_on_yet()
    {
        await using var call = await Calls.TalkingAsync();
        call.Recognizer.Finals.Then("", "¿Y cuánto cuesta?");
        await call.SayUntilAsync<PlaybackPaused>();

        await call.PauseAsync(100);
        await call.Recognizer.FinalsEnded.ReachesAsync(2);
        await call.SayAsync(200);
        Assert.True(call.Log.Of<PlaybackResumed>().Count == 0, call.Log.Story);

        await call.PauseUntilAsync<PlaybackFlushed>();
    }

    [Fact]
    public async Task Words_in_a_pause_cancel_and_the_next_answer_is_heard()
    {
        await using var call = await Calls.TalkingAsync();
        call.Recognizer.Finals.Then("¿Y cuánto cuesta?");
        call.Chat.Replies.Then("Dos euros.");
        await call.SayUntilAsync<PlaybackPaused>();

        await call.PauseUntilAsync<PlaybackFlushed>();
        await call.ExpectAsync<PlaybackResumed>();
        await call.ExpectAsync<PlaybackRestored>();

        Assert.Equal("Dos euros.", (await call.PauseUntilAsync(() => Completed(call))).Text);
    }

    [Fact]
    public async Task A_sign_of_listening_in_a_pause_lets_the_voice_go_on_at_a_lower_volume()
    {
        await using var call = await Calls.TalkingAsync();
        await call.SayUntilAsync<PlaybackPaused>();
        call.Recognizer.Interims.Then(new InterimTranscript("Sí,", " sí"));
        call.Recognizer.Finals.Then("Sí, sí, sí.");

        await call.SayUntilAsync<PlaybackResumed>();
        Assert.Empty(call.Log.Of<PlaybackRestored>());

        await call.PauseUntilAsync<PlaybackRestored>();
        await Calls.GoesOnToTheEndAsync(call);
    }

    [Fact]
    public async Task Noise_that_does_not_end_pauses_the_voice_only_once()
    {
        await using var call = await Calls.TalkingAsync(options: Impatient);
        call.Recognizer.Finals.Then("");
        await call.SayUntilAsync<PlaybackPaused>();

        await call.SayUntilAsync<PlaybackResumed>();
        await call.SayAsync(1000);

        Assert.Single(call.Log.Of<PlaybackPaused>());
        await call.PauseUntilAsync<PlaybackRestored>();
        await Calls.GoesOnToTheEndAsync(call);
    }

    private static ResponseEnded? Completed(SessionScenario call) =>
        call.Log.Of<ResponseEnded>().FirstOrDefault(ended => ended.Outcome.Status is ResponseStatus.Completed);
}
