using LocalVoice.Core.Sessions;
using LocalVoice.Core.Turns;
using LocalVoice.Testing.Fakes;

namespace LocalVoice.Core.Tests.SessionLoop;

/// <summary>A turn is decided, nothing of its answer was heard, and the user makes a sound.</summary>
public sealed class PreparingScenarios
{
    private static readonly PipelineOptions Impatient = new() { BargeIn = new() { LongestWait = TimeSpan.FromSeconds(1) } };

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "")]
    [InlineData(false, "¿Una?")]
    [InlineData(true, "¿Una?")]
    [InlineData(false, "¿Una? Sí, sí.")]
    [InlineData(true, "¿Una? Sí, sí.")]
    public async Task A_sound_that_says_nothing_does_not_cost_the_answer(bool extensions, string understood)
    {
        await using var call = await Calls.PreparingAsync(extensions);
        call.Recognizer.Finals.Then(understood);

        await call.SayAsync(300);
        await call.PauseAsync(700);
        call.Chat.FirstWordHold.Release();

        await Calls.GoesOnToTheEndAsync(call);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_answer_is_not_heard_before_it_is_clear_that_the_sound_says_nothing(bool extensions)
    {
        await using var call = await Calls.PreparingAsync(extensions);
        call.Recognizer.Finals.Then("¿Una?");
        call.Recognizer.FinalHold.Engage();

        await call.SayAsync(300);
        call.Chat.FirstWordHold.Release();
        await call.Synthesizer.Begun.ReachesAsync(1);
        await call.PauseAsync(300);
        Assert.Empty(call.Log.Of<ResponseAudio>());
        Assert.Empty(call.Log.Of<ResponseText>());

        call.Recognizer.FinalHold.Release();
        await call.ExpectAsync<ResponseAudio>();
        await Calls.GoesOnToTheEndAsync(call);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_verdict_that_does_not_come_is_waited_for_until_half_a_second_after_the_sound(bool extensions)
    {
        await using var call = await Calls.PreparingAsync(extensions);
        call.Recognizer.FinalHold.Engage();
        await call.SayAsync(300);
        call.Chat.FirstWordHold.Release();
        await call.Synthesizer.Begun.ReachesAsync(1);

        await call.PauseAsync(460);
        Assert.Empty(call.Log.Of<ResponseAudio>());
        await call.PauseAsync(60);

        await call.ExpectAsync<ResponseAudio>();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Words_go_on_with_the_turn_and_both_are_answered_at_once(bool extensions)
    {
        await using var call = await Calls.PreparingAsync(extensions);
        call.Recognizer.Finals.Then("¿Una? ¿O dos?");
        call.Chat.Replies.Then("Dos.");

        await call.SayAsync(300);
        await call.PauseUntilAsync<ResponseEnded>();
        call.Chat.FirstWordHold.Release();
        var answer = await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal(["¿Una?", "¿O dos?"], call.Log.Of<InputTranscribed>().Select(item => item.Transcript));
        Assert.Equal("user: ¿Una? ¿O dos?", call.Chat.Requests[^1].Prompt);
        Assert.Equal(ResponseOutcome.Completed, answer.Outcome);
    }

    [Fact]
    public async Task A_turn_goes_on_after_a_sound_that_said_nothing()
    {
        await using var call = await Calls.PreparingAsync(extensions: true);
        call.Recognizer.Finals.Then("¿Una?", "¿Una? ¿O dos?");

        await call.SayAsync(200);
        await call.PauseAsync(600);
        await call.SayAsync(300);
        await call.PauseUntilAsync<ResponseEnded>();
        call.Chat.FirstWordHold.Release();
        await call.PauseUntilAsync<ResponseEnded>();

        Assert.Equal(["¿Una?", "¿O dos?"], call.Log.Of<InputTranscribed>().Select(item => item.Transcript));
        Assert.Equal("user: ¿Una? ¿O dos?", call.Chat.Requests[^1].Prompt);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Noise_that_does_not_end_does_not_silence_the_agent(bool extensions)
    {
        await using var call = await Calls.PreparingAsync(extensions, Impatient);
        await call.SayAsync(200);
        call.Chat.FirstWordHold.Release();

        await call.SayAsync(700);
        Assert.Empty(call.Log.Of<ResponseAudio>());
        await call.SayUntilAsync<ResponseAudio>();

        await Calls.GoesOnToTheEndAsync(call);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_sounds_in_a_row_whose_transcripts_are_late_do_not_cost_the_answer(bool extensions)
    {
        await using var call = await Calls.PreparingAsync(extensions, turns: TurnDetection.Server(TimeSpan.FromMilliseconds(200)));
        call.Recognizer.FinalHold.Engage();

        await call.SayAsync(200);
        await call.PauseAsync(300);
        await call.SayAsync(200);
        await call.PauseAsync(300);
        Assert.Equal(3, call.Log.Of<SpeechStopped>().Count);
        call.Recognizer.FinalHold.Release();
        await call.PauseAsync(600);
        call.Chat.FirstWordHold.Release();

        await Calls.GoesOnToTheEndAsync(call);
    }

    [Fact]
    public async Task A_click_holds_nothing_back()
    {
        await using var call = await Calls.PreparingAsync(extensions: true);

        await call.SayAsync(20);
        await call.PauseAsync(100);
        call.Chat.FirstWordHold.Release();
        await call.ExpectAsync<ResponseAudio>();

        await Calls.GoesOnToTheEndAsync(call);
    }

    [Fact]
    public async Task A_client_that_falls_silent_in_mid_sound_is_answered()
    {
        await using var call = await Calls.PreparingAsync(extensions: false);
        call.Recognizer.FinalHold.Engage();
        await call.SayAsync(300);
        call.Chat.FirstWordHold.Release();

        Assert.Equal("Uno dos tres.", (await call.WaitUntilAsync<ResponseEnded>()).Text);
    }
}
