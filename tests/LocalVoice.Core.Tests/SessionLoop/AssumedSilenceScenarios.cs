using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns;
using LocalVoice.Testing.Audio;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>The client sends nothing more, or more than the server takes.</summary>
public sealed class AssumedSilenceScenarios
{
    [Fact]
    public async Task A_sound_after_which_nothing_comes_does_not_leave_the_agent_ducked()
    {
        await using var call = new SessionScenario(new() { Extensions = true });
        call.Chat.Replies.Then("Uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince.");
        await call.CommandAsync<ResponseStarted>(new CreateResponse(new()));
        await call.PauseUntilAsync<ResponseAudio>();

        await call.SayUntilAsync<PlaybackDucked>();
        Assert.Empty(call.Log.Of<PlaybackRestored>());
        await call.WaitUntilAsync<PlaybackRestored>();

        Assert.Empty(call.Log.Of<SpeechStarted>());
    }

    [Fact]
    public async Task Audio_that_the_server_does_not_take_yet_is_not_taken_for_silence()
    {
        var options = new PipelineOptions
        {
            Input = new() { Burst = TimeSpan.FromSeconds(1), Rate = 1.1 },
        };
        await using var call = new SessionScenario(
            new() { TurnDetection = TurnDetection.Server(TimeSpan.FromMilliseconds(200)) },
            options: options
        );
        await call.SendAtOnceAsync(TimeSpan.FromSeconds(1));
        Assert.Single(call.Log.Of<SpeechStarted>());

        // Five seconds more at once: 4.5 s pass before the server takes them.
        var tone = Tones.Between(0, 5000, 0, call.Format.SampleRateHz).Samples.ToArray();
        var waiting = call.Session.AppendAudioAsync(System.Runtime.InteropServices.MemoryMarshal.AsBytes(tone.AsSpan()).ToArray(), default);
        for (var waited = 0; waited < 4400; waited += 100)
        {
            await call.WaitAsync(100);
        }

        Assert.False(waiting.IsCompleted);
        Assert.Empty(call.Log.Of<SpeechStopped>());
        await call.WaitAsync(200);
        await waiting;
        await call.WaitUntilAsync<SpeechStopped>();
    }
}
